import { Button, Select } from '@mantine/core';
import { IconFileTypePdf, IconTimeline } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import type { DateMove, HistoryPoint } from '../../../src/model/history-result.ts';
import { shiftText } from '../../../src/reading/history-words.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { finishDayText, instantDayText, localDay } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import parts from '../../app/parts/parts.module.css';
import { TaskLink } from '../../app/parts/task-link.tsx';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import { Chunks } from './chunks.tsx';
import { DeltaLine } from './delta-lines.tsx';
import styles from './history.module.css';
import { msOfInstant } from './moments.ts';
import { pointText } from './point-words.ts';
import { historyWords } from './words.ts';

const keyOf = (point: HistoryPoint): string => {
  switch (point.kind) {
    case 'now':
      return 'now';
    case 'import':
      return `import ${point.importId}`;
    case 'time':
      return `time ${point.atMs}`;
    case 'change':
      return `change ${point.number}`;
    default:
      return `${point.kind} ${point.id}`;
  }
};

const DATE = 'date';

/** Chooses a point: a version, a baseline, an import, the last time, a date. */
const PointSelect = observer(
  ({
    label,
    point,
    withNow,
    onPoint,
  }: {
    readonly label: string;
    readonly point: HistoryPoint | null;
    readonly withNow: boolean;
    readonly onPoint: (point: HistoryPoint) => void;
  }) => {
    const { app } = useStores();
    const session = useProject();
    const texts = useTexts();
    const { textOf } = texts;
    const [wantsDate, setWantsDate] = useState(false);
    const nowMs = app.env.nowMs();
    const { rows } = session.plan.asPlan();
    const byTime = (a: { atMin: number | null }, b: { atMin: number | null }) => (b.atMin ?? 0) - (a.atMin ?? 0);
    const versions = [...rows.planVersion.values()].sort(byTime);
    const baselines = [...rows.baseline.values()].sort((a, b) => (b.takenMin ?? 0) - (a.takenMin ?? 0));
    const { lastOpenedMs, imports } = session.history;
    const moments = [
      ...(withNow ? [{ value: 'now', label: textOf('history', 'point.now') }] : []),
      ...(lastOpenedMs === null
        ? []
        : [{ value: `time ${lastOpenedMs}`, label: textOf('history', 'point.lastOpened') }]),
      { value: DATE, label: textOf('history', 'point.date') },
    ];
    const groups = [
      { group: textOf('history', 'group.moments'), items: moments },
      {
        group: textOf('history', 'group.versions'),
        items: versions.map(({ id, name }) => ({ value: `version ${id}`, label: name })),
      },
      {
        group: textOf('history', 'group.baselines'),
        items: baselines.map(({ id, name }) => ({ value: `baseline ${id}`, label: name })),
      },
      {
        group: textOf('history', 'group.imports'),
        items: imports.map(({ id }) => ({
          value: `import ${id}`,
          label: pointText({ kind: 'import', importId: id }, session, nowMs, texts),
        })),
      },
    ].filter(({ items }) => items.length > 0);
    const value = wantsDate ? DATE : point === null ? null : keyOf(point);
    const isListed = groups.some(({ items }) => items.some((item) => item.value === value));
    if (value !== null && point !== null && !isListed)
      moments.push({ value, label: pointText(point, session, nowMs, texts) });
    const choose = (chosen: string | null): void => {
      if (chosen === null) return;
      setWantsDate(chosen === DATE);
      const [kind, id = ''] = chosen.split(' ');
      if (kind === 'now') onPoint({ kind });
      if (kind === 'time') onPoint({ kind, atMs: Number(id) });
      if (kind === 'import') onPoint({ kind, importId: Number(id) });
      if (kind === 'version' || kind === 'baseline') onPoint({ kind, id });
    };
    return (
      <>
        <Select
          size="xs"
          label={label}
          placeholder={textOf('history', 'point.choose')}
          data={groups}
          value={value}
          allowDeselect={false}
          onChange={choose}
        />
        {wantsDate && (
          <DayField
            label={textOf('history', 'date')}
            day={point?.kind === 'time' ? localDay(point.atMs) : null}
            onDay={(day) => {
              if (day !== null) onPoint({ kind: 'time', atMs: msOfInstant(day * MINUTES_PER_DAY) });
              return null;
            }}
          />
        )}
      </>
    );
  },
);

/** Tasks that stand on other dates, and why. */
const Moves = observer(({ moves }: { readonly moves: readonly DateMove[] }) => {
  const session = useProject();
  const texts = useTexts();
  const { textOf, language } = texts;
  const words = historyWords(session, texts, {});
  const span = ({ startMin, finishMin }: DateMove['before']): string => {
    const start = instantDayText(startMin, language);
    const finish = finishDayText(finishMin, startMin, language);
    return start === finish ? start : `${start} – ${finish}`;
  };
  return (
    <Chunks items={moves} label={textOf('history', 'dates.title')}>
      {(move) => (
        <li key={move.taskId} className={styles.move}>
          <span className={styles.moveTask}>
            <TaskLink taskId={move.taskId} />
          </span>
          <span className={styles.values}>
            <s className={styles.before}>{span(move.before)}</s>
            <span aria-hidden> → </span>
            <span className={styles.after}>{span(move.after)}</span>
          </span>
          <span className={styles.shift}>{shiftText(move, words)}</span>
          <span className={styles.why}>
            {textOf('history', move.isConsequence ? 'dates.consequence' : 'dates.own')}
          </span>
        </li>
      )}
    </Chunks>
  );
});

/** What has changed between two points, and where it moved dates. */
export const ChangesTab = observer(() => {
  const { app } = useStores();
  const session = useProject();
  const { history, plan } = session;
  const { textOf, language } = useTexts();
  const { since, until, compared, inPlan, isComparing } = history;
  const { revision } = plan;
  // An import is a revision.
  useEffect(() => void history.learnImports(), [history, revision]);
  // What is on its way is of other points than what stands here.
  const isOther = isComparing && (compared?.since !== since || compared?.until !== until);
  const save = async (): Promise<void> => {
    if (since === null) return;
    app.setBusy('printing');
    const answer = await app.bridge.call('export.changes', { projectId: plan.projectId, since, until, language });
    app.setBusy(null);
    if (!answer.ok) return app.tellError(answer.error);
    if (await app.bridge.saveFile(answer.value))
      app.tell('print.saved', { name: answer.value.name, count: answer.value.pages });
  };
  const showInPlan = (): void => {
    history.showInPlan(!inPlan);
    if (history.inPlan) app.show('plan');
  };
  return (
    <div className={styles.tab}>
      <div className={styles.points}>
        <PointSelect
          label={textOf('history', 'since')}
          point={since}
          withNow={false}
          onPoint={(point) => void history.setPoints(point, until)}
        />
        <PointSelect
          label={textOf('history', 'until')}
          point={until}
          withNow
          onPoint={(point) => void history.setPoints(since, point)}
        />
      </div>
      {compared === null || isOther ? (
        <p className={parts.empty} role="status">
          {textOf('history', isComparing ? 'comparing' : 'pick')}
        </p>
      ) : (
        <>
          <div className={styles.summary}>
            <p role="status">
              {textOf('history', 'counts', { ...compared.result.counts, dates: compared.result.moves.length })}
            </p>
            {until.kind === 'now' && (
              <Button
                size="compact-sm"
                variant={inPlan ? 'light' : 'default'}
                aria-pressed={inPlan}
                leftSection={<IconTimeline size={15} aria-hidden />}
                onClick={showInPlan}
              >
                {textOf('history', inPlan ? 'show.off' : 'show.plan')}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconFileTypePdf size={15} aria-hidden />}
              loading={app.busy === 'printing'}
              onClick={() => void save()}
            >
              {textOf('history', 'pdf')}
            </Button>
          </div>
          <div className={`${parts.card} ${styles.list}`}>
            {compared.result.changes.length === 0 && compared.result.moves.length === 0 && (
              <p className={parts.empty}>{textOf('history', 'nothing')}</p>
            )}
            <div className={styles.deltas}>
              <Chunks items={compared.result.changes} label={textOf('history', 'tab.changes')}>
                {(delta) => (
                  <DeltaLine
                    key={`${delta.entity}/${delta.id}`}
                    delta={delta}
                    names={compared.result.names}
                    canRestore={until.kind === 'now'}
                  />
                )}
              </Chunks>
            </div>
            {compared.result.moves.length > 0 && (
              <>
                <h2 className={styles.section}>{textOf('history', 'dates.title')}</h2>
                <div className={styles.deltas}>
                  <Moves moves={compared.result.moves} />
                </div>
              </>
            )}
          </div>
        </>
      )}
    </div>
  );
});
