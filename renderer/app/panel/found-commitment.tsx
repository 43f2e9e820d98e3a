import { observer } from 'mobx-react-lite';
import type { CommitmentFinding } from '../../../src/commitment/findings.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { commitmentsStoreOf } from '../../views/commitments/commitments-store.ts';
import { rolloutStoreOf } from '../../views/rollout/rollout-store.ts';
import { commitmentFindingText, concernedText } from '../i18n/finding-text.ts';
import { useTexts } from '../i18n/texts.ts';
import parts from '../parts/parts.module.css';

/**
 * What commitments or rollout find: one sentence, the participants it is about as a list on demand, and the way to where
 * they stand.
 */
export const FoundCommitment = observer(({ finding }: { readonly finding: CommitmentFinding }) => {
  const { app } = useStores();
  const project = useProject();
  const texts = useTexts();
  const { textOf, commandTitle } = texts;
  const { id, subject, concerned } = finding;
  const isRollout = id.startsWith('rollout.');
  const show = (): void => {
    if (isRollout && concerned.length > 0) rolloutStoreOf(project).showOnly(finding);
    else if (isRollout && subject.entity === 'wave') rolloutStoreOf(project).showWave(subject.id);
    else if (!isRollout) {
      const threshold = project.plan.rows.joinThreshold.get(subject.id);
      const roundId = threshold?.roundId ?? (subject.entity === 'round' ? subject.id : null);
      commitmentsStoreOf(project, app.env.todayDay).showRound(roundId, threshold ? 'thresholds' : 'answers');
    }
    app.show(isRollout ? 'rollout' : 'commitments');
  };
  return (
    <div className={parts.found}>
      <p>{commitmentFindingText(texts, finding)}</p>
      <button type="button" className={parts.link} onClick={show}>
        {isRollout ? textOf('commitment', 'finding.show') : commandTitle('view.commitments')}
      </button>
      {concerned.length > 1 && (
        <details className={parts.concerned}>
          <summary>{textOf('commitment', 'finding.list', { count: concerned.length })}</summary>
          <ul>
            {concerned.map((one) => (
              <li key={`${one.participantId} ${one.moduleId}`}>{concernedText(texts, one)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
});
