import { observer } from 'mobx-react-lite';
import type { TaskFinding } from '../../stores/derived-schedule.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import parts from '../parts/parts.module.css';

/** What the schedule has to say, in plain words, the serious first. */
export const FindingList = observer(
  ({
    findings,
    withTask = false,
    most = 20,
  }: {
    readonly findings: readonly TaskFinding[];
    readonly withTask?: boolean;
    readonly most?: number;
  }) => {
    const { app } = useStores();
    const { plan, selection, planView } = useProject();
    const { t, textOf } = useTexts();
    const sorted = [...findings].sort((a, b) => (a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0));
    return (
      <>
        {sorted.slice(0, most).map((finding) => (
          <Card
            key={`${finding.id} ${finding.taskId} ${finding.linkId}`}
            tone={finding.severity}
            title={textOf('findings', `${finding.id}.title`)}
          >
            {withTask && (
              <button
                type="button"
                className={parts.link}
                onClick={() => {
                  app.show('plan');
                  selection.selectMany([finding.taskId]);
                  planView.revealTask(finding.taskId);
                }}
              >
                {plan.rows.task.get(finding.taskId)?.name || t('task.unnamed')}
              </button>
            )}
            <p>{textOf('findings', finding.id)}</p>
          </Card>
        ))}
        {sorted.length > most && <p className={parts.faint}>{t('findings.more', { count: sorted.length - most })}</p>}
      </>
    );
  },
);
