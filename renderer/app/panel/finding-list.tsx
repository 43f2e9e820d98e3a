import { observer } from 'mobx-react-lite';
import type { PlanFinding } from '../../../src/schedule/plan-findings.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { FindingCard } from '../../views/tender/finding-cards.tsx';
import { findingTextIn } from '../i18n/finding-text.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import parts from '../parts/parts.module.css';
import { FoundCommitment } from './found-commitment.tsx';

const WEIGHT = { error: 0, warning: 1, info: 2 } as const;

/** What schedule, tenders and commitments have to say, in plain words, the serious first. */
export const FindingList = observer(
  ({
    findings,
    withTask = false,
    most = 20,
  }: {
    readonly findings: readonly PlanFinding[];
    readonly withTask?: boolean;
    readonly most?: number;
  }) => {
    const { app } = useStores();
    const { plan, selection, planView, tenders } = useProject();
    const texts = useTexts();
    const { t } = texts;
    const sorted = [...findings].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
    return (
      <>
        {sorted.slice(0, most).map((finding, at) => {
          const { title, text } = findingTextIn(texts, finding);
          const { id, taskId, linkId, severity, tender, commitment } = finding;
          const of = tender && !withTask ? tenders.of(tender.tenderId) : undefined;
          // Where there is room, a finding of a tender comes with its sources and what would settle it.
          if (of && tender) return <FindingCard key={`${id} ${at}`} of={of} finding={tender.finding} inPanel />;
          return (
            // A tender may say the same twice about one task, by two rules.
            <Card
              key={`${id} ${taskId} ${linkId} ${at}`}
              tone={severity === 'info' ? undefined : severity}
              title={title}
            >
              {withTask && taskId !== null && (
                <button
                  type="button"
                  className={parts.link}
                  onClick={() => {
                    app.show('plan');
                    selection.selectMany([taskId]);
                    planView.revealTask(taskId);
                  }}
                >
                  {plan.rows.task.get(taskId)?.name || t('task.unnamed')}
                </button>
              )}
              {commitment === null ? <p>{text}</p> : <FoundCommitment finding={commitment} />}
            </Card>
          );
        })}
        {sorted.length > most && <p className={parts.faint}>{t('findings.more', { count: sorted.length - most })}</p>}
      </>
    );
  },
);
