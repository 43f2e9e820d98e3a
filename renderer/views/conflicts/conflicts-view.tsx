import { Button, Checkbox } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ConflictSide, Decision, OpenConflict } from '../../../src/model/exchange-result.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import parts from '../../app/parts/parts.module.css';
import { TaskLink } from '../../app/parts/task-link.tsx';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import type { ProjectSession } from '../../stores/project-session.ts';
import { useProject } from '../../stores/stores.ts';
import { throwAwayEnv } from '../plan/local-effect.ts';
import { ConflictCard } from './conflict-card.tsx';
import styles from './conflicts.module.css';
import { type FoldPlan, planFolds } from './fold-twins.ts';
import type { Settle } from './settle.ts';
import { TwinsDialog } from './twins-dialog.tsx';

interface Group {
  readonly taskId: string | null;
  readonly conflicts: OpenConflict[];
}

/** Conflicts by the task that they are about, tasks in the order of the plan and what is about none of them last. */
const groupsOf = (conflicts: readonly OpenConflict[], position: ReadonlyMap<string, number>): readonly Group[] => {
  const groups = new Map<string | null, Group>();
  for (const conflict of conflicts) {
    const taskId = conflict.taskId !== null && position.has(conflict.taskId) ? conflict.taskId : null;
    const group = groups.get(taskId) ?? { taskId, conflicts: [] };
    groups.set(taskId, group);
    group.conflicts.push(conflict);
  }
  const rank = ({ taskId }: Group): number => (taskId === null ? Number.MAX_SAFE_INTEGER : position.get(taskId)!);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
};

/** The focus goes on to the card that takes the place of the one that was dealt with, else to the list, once that one is gone. */
const useNextFocus = (shown: readonly OpenConflict[]) => {
  const list = useRef<HTMLDivElement>(null);
  const left = useRef<{ readonly id: string; readonly at: number } | null>(null);
  const cardsIn = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[data-conflict]') ?? [])];
  useEffect(() => {
    const { current: gone } = left;
    if (gone === null || shown.some(({ id }) => id === gone.id)) return;
    left.current = null;
    const cards = cardsIn();
    (cards[Math.min(gone.at, cards.length - 1)] ?? list.current)?.focus();
  });
  /** To be called before anything is done about a conflict: its place is known as long as its card is there. */
  const leave = (id: string): void => {
    left.current = { id, at: cardsIn().findIndex((card) => card.dataset.conflict === id) };
  };
  const stay = (): void => {
    left.current = null;
  };
  return { list, leave, stay };
};

/** Begins with the task whose badge was asked, or on which the person stood in the plan. */
const useWantedTask = (list: RefObject<HTMLElement | null>, { conflicts, selection }: ProjectSession): void => {
  useEffect(() => {
    const taskId = conflicts.takeWanted() ?? selection.focus?.taskId ?? '';
    if (!conflicts.byTask.has(taskId)) return;
    const isAbout = ({ decision }: ConflictSide): boolean => decision.do === 'one' && decision.id === taskId;
    const conflict = conflicts.all.find((one) => one.taskId === taskId || one.sides.some(isAbout));
    const card = list.current?.querySelector<HTMLElement>(`[data-conflict="${CSS.escape(conflict?.id ?? '')}"]`);
    card?.scrollIntoView({ block: 'center' });
    card?.focus();
  }, [list, conflicts, selection]);
};

/** What several people's changes leave to decide, each with its ways out. */
export const ConflictsView = observer(() => {
  const session = useProject();
  const { conflicts, plan, selection } = session;
  const { textOf, commandTitle } = useTexts();
  const [onlyMine, setOnlyMine] = useState(false);
  const [settled, setSettled] = useState(0);
  // Whoever comes from a badge in the plan wants to see what it tells of, put off or not.
  const [showsLater, setShowsLater] = useState(conflicts.wantedTaskId !== null);
  const { later } = conflicts;
  const mine = conflicts.all.filter(({ isMine }) => isMine);
  const postponed = conflicts.all.filter(({ id }) => later.has(id));
  const shown = (onlyMine ? mine : conflicts.all).filter(({ id }) => showsLater || !later.has(id));
  const { list, leave, stay } = useNextFocus(shown);
  useWantedTask(list, session);
  const twins = shown.filter(({ kind }) => kind === 'duplicate');
  const [folding, setFolding] = useState<FoldPlan | null>(null);
  const settleAll = async (id: string, decisions: readonly Decision[]): ReturnType<Settle> => {
    leave(id);
    const answer = await plan.run('conflict.settle', { decisions }, true);
    if (!answer.ok) {
      stay();
      return answer.error;
    }
    setSettled((count) => count + decisions.length);
    await conflicts.load();
    return null;
  };
  const settle =
    (id: string): Settle =>
    (decision) =>
      settleAll(id, [decision]);
  const fold = async (decisions: readonly Decision[]): ReturnType<Settle> => {
    const problem = await settleAll(twins[0]?.id ?? '', decisions);
    if (problem === null) setFolding(null);
    return problem;
  };
  const postpone = (id: string): void => {
    leave(id);
    setShowsLater(false);
    conflicts.putOff(id);
  };
  return (
    <>
      <ViewBar title={commandTitle('view.conflicts')} note={textOf('conflicts', 'note')}>
        <Checkbox
          size="xs"
          label={textOf('conflicts', 'mine', { count: mine.length })}
          checked={onlyMine}
          onChange={(event) => setOnlyMine(event.currentTarget.checked)}
        />
        {postponed.length > 0 && (
          <Checkbox
            size="xs"
            label={textOf('conflicts', 'postponed', { count: postponed.length })}
            checked={showsLater}
            onChange={(event) => setShowsLater(event.currentTarget.checked)}
          />
        )}
      </ViewBar>
      <div className="up-visually-hidden" role="status">
        {settled > 0 && textOf('conflicts', 'settled', { count: settled })}
      </div>
      <div className={parts.page}>
        <div className={styles.list} ref={list} tabIndex={-1}>
          {shown.length === 0 && (
            <p className={parts.empty}>
              {textOf('conflicts', conflicts.count === 0 ? 'none' : onlyMine ? 'noneMine' : 'allLater')}
            </p>
          )}
          {twins.length > 1 && (
            <div className={styles.many}>
              <span>{textOf('conflicts', 'twins.many', { count: twins.length })}</span>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => setFolding(planFolds(plan.asPlan(), twins, throwAwayEnv(session)))}
              >
                {textOf('conflicts', 'twins.button')}
              </Button>
            </div>
          )}
          {groupsOf(shown, selection.outline.position).map((group) => (
            <div key={group.taskId ?? ''} className={styles.list}>
              <h2 className={styles.group}>
                {group.taskId === null ? textOf('conflicts', 'other') : <TaskLink taskId={group.taskId} />}
              </h2>
              {group.conflicts.map((conflict) => (
                <ConflictCard
                  key={conflict.id}
                  conflict={conflict}
                  onSettle={settle(conflict.id)}
                  onLater={() => postpone(conflict.id)}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
      {folding !== null && <TwinsDialog plan={folding} onTake={fold} onClose={() => setFolding(null)} />}
    </>
  );
});
