import { isJoinedOn, type Standing, tallyOf } from './standing.ts';

/** How many had joined from a day on. */
export interface CurvePoint {
  readonly day: number;
  readonly count: number;
  readonly inhabitants: number;
  readonly others: number;
}

/** The state of a round as it was at the end of a day. */
export const pointOn = ({ answers, others }: Standing, day: number): CurvePoint => {
  const { count, inhabitants } = tallyOf(answers.filter((answer) => isJoinedOn(answer, day)));
  return { day, count, inhabitants, others: others.filter((answer) => isJoinedOn(answer, day)).length };
};

/** The days on which somebody joined or left, rising, with the state from then on. Empty where no day is known. */
export const answerCurve = (standing: Standing): readonly CurvePoint[] => {
  const days = new Set<number>();
  for (const { joinedDay, leftDay } of [...standing.answers, ...standing.others]) {
    if (joinedDay !== null) days.add(joinedDay);
    if (joinedDay !== null && leftDay !== null) days.add(leftDay);
  }
  return [...days].sort((a, b) => a - b).map((day) => pointOn(standing, day));
};
