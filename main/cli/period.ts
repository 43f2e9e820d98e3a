import { ok, type Result } from '../../src/result.ts';
import { reasonText } from '../../src/tender/wording.ts';
import { dayOfIso, isoOfDay } from '../../src/time/day.ts';
import { countPeriod } from '../../src/time/period.ts';
import { STDIN } from './stdin-lines.ts';
import { tenderWords } from './tender-words.ts';
import { at, done, type Failure, fault, type Text, type Verb, type VerbContext } from './verb.ts';

interface Asked {
  readonly from: string;
  readonly days: string;
  readonly isWorking: boolean;
  readonly isBackward: boolean;
}

const WHOLE = /^\d{1,9}$/;

const answer = ({ from, days, isWorking, isBackward }: Asked, text: Text) => {
  const fromDay = dayOfIso(from);
  if (!fromDay.ok) return fault('period.date', { value: from });
  if (!WHOLE.test(days)) return fault('period.length', { length: days });
  const period = countPeriod({
    fromDay: fromDay.value,
    length: Number(days),
    unit: isWorking ? 'working-day' : 'day',
    direction: isBackward ? 'backward' : 'forward',
  });
  if (!period.ok) return fault(period.error.id, period.error.params);
  const { lastDay, earliestNextDay, why } = period.value;
  const words = tenderWords(text);
  return ok({
    from,
    days: Number(days),
    working: isWorking,
    direction: isBackward ? 'backward' : 'forward',
    lastDay: isoOfDay(lastDay),
    earliestNextDay: isoOfDay(earliestNextDay),
    why: why.map((reason) => reasonText(words, reason)),
  });
};

const FLAGS = new Set(['--working', '--backward']);

/** A line of standard input: what would follow `period` on the command line. */
const askedIn = (line: string): Result<Asked, Failure> => {
  const words = line.trim().split(/\s+/);
  const given = words.filter((word) => word.startsWith('--'));
  const [from, days, ...rest] = words.filter((word) => !word.startsWith('--'));
  const isRead = rest.length === 0 && days !== undefined && given.every((word) => FLAGS.has(word));
  if (!isRead) return fault('period.request-unreadable', { text: line.trim().slice(0, 80) });
  return ok({ from: from!, days, isWorking: given.includes('--working'), isBackward: given.includes('--backward') });
};

const answerLines = async ({ stdin, text }: VerbContext) => {
  const answers: unknown[] = [];
  let number = 0;
  for await (const line of stdin()) {
    number++;
    if (!line.ok) return line;
    if (line.value.trim() === '') continue;
    const asked = askedIn(line.value);
    const told = asked.ok ? answer(asked.value, text) : asked;
    if (!told.ok) return at(`${STDIN}:${number}`, told.error);
    answers.push(told.value);
  }
  return done(answers, [JSON.stringify(answers)]);
};

const period: Verb = {
  name: 'period',
  usage: { positions: ['FROM', 'DAYS?'], options: {}, flags: ['working', 'backward'] },
  run: async ({ positions: [from, days], flags }, context) => {
    if (from === STDIN && days === undefined) return answerLines(context);
    if (days === undefined) return fault('usage.missing', { what: 'DAYS' });
    const isWorking = flags.has('working');
    const told = answer({ from: from!, days, isWorking, isBackward: flags.has('backward') }, context.text);
    if (!told.ok) return told;
    const { lastDay, why } = told.value;
    return done(told.value, [lastDay, ...why.map((reason) => `  ${reason}`)]);
  },
};

/** Periods after Regulation 1182/71. */
export const periodVerbs: readonly Verb[] = [period];
