import type { CommitmentFinding } from '../../src/commitment/findings.ts';
import { isoOfDay } from '../../src/time/day.ts';
import type { Text } from './verb.ts';

/** What commitments or rollout find wrong, as a sentence; its days as ISO dates. */
export const commitmentText = ({ id, params }: CommitmentFinding, text: Text): string =>
  text(
    `commitment:finding.${id}`,
    Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, key.endsWith('Day') ? isoOfDay(Number(value)) : value]),
    ),
  );
