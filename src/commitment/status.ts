import type { CommitmentStatus, RoundKind } from '../model/commitment-schema.ts';

/**
 * Which answers count in which round: an interest round counts whoever is at least interested, the specification round who
 * has joined it, all others only who is bound. Source: the library case and the set of statuses in the domain facts on
 * tilslutning.
 */
export const isJoined = (kind: RoundKind, status: CommitmentStatus): boolean => {
  if (status === 'joined') return true;
  if (kind === 'interest') return status === 'interested' || status === 'joined-specification';
  return kind === 'specification' && status === 'joined-specification';
};

/** Whether somebody who has not joined may still do so: all but those who said no or went away. */
export const isOpen = (status: CommitmentStatus): boolean => status !== 'declined' && status !== 'left';

/** Whether the municipality has answered the question of the round: it is not to be reminded. */
export const hasAnswered = (kind: RoundKind, status: CommitmentStatus): boolean =>
  isJoined(kind, status) || status === 'declined' || status === 'left' || status === 'later';

/** The order of legends: from bound to gone. */
export const STATUSES_IN_LEGEND: readonly CommitmentStatus[] = [
  'joined',
  'joined-specification',
  'in-process',
  'interested',
  'later',
  'waiting',
  'informed',
  'not-asked',
  'declined',
  'left',
];
