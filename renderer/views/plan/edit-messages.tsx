import { reaction } from 'mobx';
import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import { finishDayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './plan-view.module.css';
import { type Consequences, consequencesOf } from './schedule-changes.ts';

/** So long the message stays in sight. What reads it aloud has it as long as it stands. */
const STAYS_MS = 6000;

/** Tells of every change of the plan what followed from it elsewhere; gives the way to stop. */
const watchConsequences = (session: ProjectSession, tell: (found: Consequences) => void): (() => void) =>
  reaction(
    () => session.schedule.current,
    (after, before) => {
      const edited = new Set(session.plan.lastChanges.flatMap(({ entity, id }) => (entity === 'task' ? [id] : [])));
      tell(consequencesOf(before, after, edited));
    },
  );

/** What was last done to how the plan is read, for as long as it is told. */
const useLiveText = (): string => {
  const { live } = useProject();
  const { env } = useStores().app;
  const { textOf } = useTexts();
  const { message } = live;
  const key = message?.key;
  useEffect(() => {
    if (key !== undefined) env.later(() => live.fade(key), STAYS_MS);
  }, [key, live, env]);
  return message ? textOf('table', message.id, message.params) : '';
};

/** One polite live region for what an edit moved: for people who do not see the bars, and for what lies out of sight. */
export const EditMessages = observer(() => {
  const session = useProject();
  const { env } = useStores().app;
  const { language, textOf } = useTexts();
  const [found, setFound] = useState<(Consequences & { readonly key: number }) | null>(null);

  useEffect(
    () =>
      watchConsequences(session, (consequences) => {
        const key = env.nowMs();
        const isNews =
          consequences.moved + consequences.added + consequences.removed > 0 || consequences.newFinishMin !== null;
        setFound(isNews ? { ...consequences, key } : null);
        if (isNews) env.later(() => setFound((shown) => (shown?.key === key ? null : shown)), STAYS_MS);
      }),
    [session, env],
  );

  const told = useLiveText();
  const count = (id: string, number: number): string => (number > 0 ? textOf('plan', id, { count: number }) : '');
  const { projectStart } = session.schedule.current.result;
  const consequences = found
    ? [
        count('message.added', found.added),
        count('message.removed', found.removed),
        count('message.moved', found.moved),
        found.newFinishMin === null
          ? ''
          : textOf('plan', 'message.finish', {
              date: finishDayText(found.newFinishMin, projectStart, language, 'long'),
            }),
      ]
    : [];
  const parts = [told, ...consequences].filter((part) => part !== '');
  return (
    <div
      className={styles.messages}
      role="status"
      data-testid="edit-message"
      data-shown={parts.length > 0 || undefined}
    >
      {parts.length > 0 && <span>{parts.join(' · ')}</span>}
    </div>
  );
});
