import { type CommitmentFinding, findingKey } from '../../src/commitment/findings.ts';
import { isoOfDay } from '../../src/time/day.ts';
import type { Text } from './verb.ts';

/** Names and numbers of a finding; its days as ISO dates. */
const withDays = (params: CommitmentFinding['params']): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, key.endsWith('Day') ? isoOfDay(Number(value)) : value]),
  );

/** What commitments or rollout find wrong, as a sentence. */
export const commitmentText = (finding: CommitmentFinding, text: Text): string =>
  text(`commitment:${findingKey(finding)}`, withDays(finding.params));

/** Those that a finding is about, each with its own sentence where it has one. */
export const concernedJson = (finding: CommitmentFinding) =>
  finding.concerned.map(({ participantId, moduleId, params }) => ({
    participantId,
    moduleId,
    ...withDays(params),
    name: params.name,
  }));
