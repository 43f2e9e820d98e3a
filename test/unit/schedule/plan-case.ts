import { expect } from 'vitest';
import type { ConstraintType, LinkType } from '../../../src/model/schema.ts';
import { calculate } from '../../../src/schedule/calculate.ts';
import { buildNetwork } from '../../../src/schedule/network.ts';
import {
  blankInput,
  CONSTRAINT_CODES,
  ELAPSED,
  INACTIVE,
  LAG_CODES,
  LINK_CODES,
  MANUAL,
  type NetworkInput,
} from '../../../src/schedule/network-input.ts';
import type { Workspace } from '../../../src/schedule/pass.ts';
import { freeSlackOf } from '../../../src/schedule/slack.ts';
import {
  type CalendarDefinition,
  compileCalendar,
  DANISH_CALENDAR,
  NO_TIME,
  ROUND_THE_CLOCK_CALENDAR,
  STANDARD_CALENDAR,
} from '../../../src/time/calendar.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { parseDuration, STANDARD_RATES } from '../../../src/time/entry.ts';

/**
 * Plans as text, with the dates and findings that follow from the rules by hand.
 *
 *   A 2d                  = Mon 08 .. Tue 17 crit      a task: name, duration; behind `=` start, finish, what else holds
 *   B 1d <A:SS+1d         = Tue 08 .. Tue 17 slack 0   after A by a start-to-start link with a day's lag (`<A` is FS)
 *   S                                                  a summary: what is indented below it
 *     C 0d SNET@Wed/08    = Wed 08 .. Wed 08           a constraint with its date
 *
 * Who works: `who:offwed` (in that calendar), `who:night/16t` (so long in it), `who:standard+1d` (a day after the task's
 * start); several for a crew. More words: `level:1ed` (levelling), `rest:4t` (left of it), `break:2d+1d` (after two days of
 * work a day of rest).
 * More words: `cal:24h`, `deadline@`, `manual@Mon/08..Tue/17`, `actual@Mon/08` or `actual@Mon/08..Tue/17`, `50%`, `off`.
 * More results: `slack 2d`, `free 1d`, `crit` or `loose`, `late Mon 08 .. Tue 17`, `by A` or `by -` (what drives the start),
 * `resume Wed 08` (where the rest goes on), `lasts 3d`, `done 30%`, and findings by id without `schedule.`.
 * Times: weekday, week (2 for the second), hour and minutes if any: `Mon2 08`, `Fri 12:30`. Week one begins on Monday
 * 5 April 2027, the project that Monday at 08:00, and work is 8-12 and 13-17 on weekdays, unless a line `! ...` says else:
 * `! start`, `! calendar`, `! links win`, `! finish Fri2 17` (calculated back from there), `! status Wed 08` (nothing left
 * to do before), `! no split` (a task begun waits for nobody), `! critical 1d` (up to that slack).
 */
const MONDAY = dayNumberOf(2027, 4, 5);
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const NONE = { exceptions: [], holidaySets: [] };
const night = [
  { startMin: 0, endMin: 360 },
  { startMin: 1320, endMin: 1440 },
];

const CALENDARS: Readonly<Record<string, CalendarDefinition>> = {
  standard: STANDARD_CALENDAR,
  '24h': ROUND_THE_CLOCK_CALENDAR,
  dk: DANISH_CALENDAR,
  mornings: { ...NONE, week: [0, 1, 2, 3, 4, 5, 6].map((i) => (i < 5 ? [{ startMin: 480, endMin: 720 }] : [])) },
  /** Nights from 22 to 6, Monday evening to Saturday morning. */
  night: { ...NONE, week: [night.slice(1), night, night, night, night, night.slice(0, 1), []] },
  /** The standard week without the first Wednesday, without the first Thursday. */
  offwed: { ...STANDARD_CALENDAR, exceptions: [{ fromDay: MONDAY + 2, toDay: MONDAY + 2, periods: [] }] },
  offthu: { ...STANDARD_CALENDAR, exceptions: [{ fromDay: MONDAY + 3, toDay: MONDAY + 3, periods: [] }] },
  /** Afternoons only; ten hours on four days; the standard week and the first Saturday; mornings where offwed works. */
  afternoons: { ...NONE, week: [0, 1, 2, 3, 4, 5, 6].map((i) => (i < 5 ? [{ startMin: 780, endMin: 1020 }] : [])) },
  long: { ...NONE, week: [0, 1, 2, 3, 4, 5, 6].map((i) => (i < 4 ? [{ startMin: 420, endMin: 1020 }] : [])) },
  extra: {
    ...STANDARD_CALENDAR,
    exceptions: [{ fromDay: MONDAY + 5, toDay: MONDAY + 5, periods: [{ startMin: 480, endMin: 720 }] }],
  },
  bounded: {
    ...STANDARD_CALENDAR,
    exceptions: [{ fromDay: MONDAY + 2, toDay: MONDAY + 2, periods: [] }],
    within: { ...NONE, week: [0, 1, 2, 3, 4, 5, 6].map(() => [{ startMin: 0, endMin: 720 }]) },
  },
  weekend: { ...NONE, week: [0, 1, 2, 3, 4, 5, 6].map((i) => (i < 5 ? [] : [{ startMin: 480, endMin: 960 }])) },
  never: { ...NONE, week: [[], [], [], [], [], [], []] },
};
const CALENDAR_NAMES = Object.keys(CALENDARS);

const instantAt = (text: string): number => {
  const match = /^([A-Z][a-z]{2})(\d*)[ /](\d\d)(?::(\d\d))?$/.exec(text);
  const weekday = match ? WEEKDAYS.indexOf(match[1]!) : -1;
  if (!match || weekday < 0) throw new Error(`no time: ${text}`);
  const week = Number(match[2] || 1) - 1;
  return (MONDAY + week * 7 + weekday) * 1440 + Number(match[3]) * 60 + Number(match[4] ?? 0);
};

const textAt = (instant: number): string => {
  const days = Math.floor(instant / 1440) - MONDAY;
  const week = Math.floor(days / 7) + 1;
  const minute = instant - Math.floor(instant / 1440) * 1440;
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = minute % 60 === 0 ? '' : `:${two(minute % 60)}`;
  return `${WEEKDAYS[days - (week - 1) * 7]}${week === 1 ? '' : week} ${two(Math.floor(minute / 60))}${minutes}`;
};

const durationOf = (text: string): { minutes: number; elapsed: boolean } => {
  const parsed = parseDuration(text, STANDARD_RATES);
  if (!parsed.ok) throw new Error(`no duration: ${text}`);
  return parsed.value;
};

type Line = { name: string; depth: number; words: string[]; expected: string };
type CaseLink = { pred: string; succ: number; type: LinkType; lag: number; kind: keyof typeof LAG_CODES };

const readLink = (word: string, succ: number): CaseLink => {
  const match = /^<(\w+)(?::(FS|SS|FF|SF)?(?:([+-])(\d+)(\w*|%))?)?$/.exec(word);
  if (!match) throw new Error(`no link: ${word}`);
  const sign = match[3] === '-' ? -1 : 1;
  const link = { pred: match[1]!, succ, type: (match[2] ?? 'FS') as LinkType };
  if (match[5] === '%') return { ...link, lag: sign * Number(match[4]), kind: 'percent' };
  const { minutes, elapsed } = match[3] ? durationOf(`${match[4]}${match[5]}`) : { minutes: 0, elapsed: false };
  return { ...link, lag: minutes === 0 ? 0 : sign * minutes, kind: elapsed ? 'elapsed' : 'working' };
};

const applyWord = (input: NetworkInput, i: number, word: string): void => {
  const flag = (bit: number): void => {
    input.flags[i] = input.flags[i]! | bit;
  };
  const [key, value = ''] = word.split(/[@:](.*)/s);
  if (word.startsWith('cal:')) input.calendarOf[i] = CALENDAR_NAMES.indexOf(value);
  else if (key === 'deadline') input.deadline[i] = instantAt(value);
  else if (key === 'off') flag(INACTIVE);
  else if (key === 'level') input.levelingDelay[i] = durationOf(value).minutes;
  else if (key === 'rest') input.remaining[i] = durationOf(value).minutes;
  else if (key === 'break') {
    const [after, gap] = value.split('+').map((part) => durationOf(part).minutes);
    input.breaks[i] = input.breaks[i]! + gap!;
    const { durationMin, percentComplete, remaining } = input;
    const done = remaining[i]! >= 0 ? durationMin[i]! - remaining[i]! : (durationMin[i]! * percentComplete[i]!) / 100;
    if (after! <= done) input.breaksDone[i] = input.breaksDone[i]! + gap!;
  } else if (/^\d+%$/.test(word)) input.percentComplete[i] = Number.parseInt(word, 10);
  else if (key === 'manual' || key === 'actual') {
    const [start, finish] = value.split('..');
    if (key === 'manual') flag(MANUAL);
    if (start) (key === 'manual' ? input.manualStart : input.actualStart)[i] = instantAt(start);
    if (finish) (key === 'manual' ? input.manualFinish : input.actualFinish)[i] = instantAt(finish);
  } else if (key! in CONSTRAINT_CODES) {
    input.constraintType[i] = CONSTRAINT_CODES[key as ConstraintType];
    if (value) input.constraintAt[i] = instantAt(value);
  } else {
    const { minutes, elapsed } = durationOf(word);
    input.durationMin[i] = minutes;
    if (elapsed) flag(ELAPSED);
  }
};

type CaseMember = { calendar: number; length: number | null; delay: number };

const readMember = (word: string): CaseMember => {
  const match = /^who:(\w+)(?:\/(\w+))?(?:\+(\w+))?$/.exec(word);
  if (!match || !(match[1]! in CALENDARS)) throw new Error(`nobody: ${word}`);
  return {
    calendar: CALENDAR_NAMES.indexOf(match[1]!),
    length: match[2] ? durationOf(match[2]).minutes : null,
    delay: match[3] ? durationOf(match[3]).minutes : 0,
  };
};

const writeCrews = (input: NetworkInput, lines: readonly Line[], crews: readonly CaseMember[][]): void => {
  let filled = 0;
  lines.forEach((_, i) => {
    for (const { calendar, length, delay } of crews[i]!) {
      input.crewCalendar[filled] = calendar;
      input.crewLength[filled] = length ?? input.durationMin[i]!;
      input.crewDelay[filled] = delay;
      filled++;
    }
    input.crewFrom[i + 1] = filled;
  });
};

/** A plan read from its text: the input of the engine and what is expected of each line. */
export const readPlan = (text: string): { input: NetworkInput; lines: Line[] } => {
  const settings = {
    projectStart: instantAt('Mon 08'),
    projectCalendar: 0,
    honourConstraints: true,
    requiredFinish: NO_TIME,
    nothingBefore: NO_TIME,
    splitInProgress: true,
    criticalSlack: 0,
  };
  const lines: Line[] = [];
  for (const raw of text.split('\n')) {
    const body = raw.trim();
    if (body === '') continue;
    if (body.startsWith('! start')) settings.projectStart = instantAt(body.slice(8).trim());
    else if (body.startsWith('! calendar')) settings.projectCalendar = CALENDAR_NAMES.indexOf(body.slice(11).trim());
    else if (body === '! links win') settings.honourConstraints = false;
    else if (body === '! no split') settings.splitInProgress = false;
    else if (body.startsWith('! finish')) settings.requiredFinish = instantAt(body.slice(9).trim());
    else if (body.startsWith('! status')) settings.nothingBefore = instantAt(body.slice(9).trim());
    else if (body.startsWith('! critical')) settings.criticalSlack = durationOf(body.slice(11).trim()).minutes;
    else {
      const [left = '', expected = ''] = body.split('=');
      const [name = '', ...words] = left.trim().split(/\s+/);
      lines.push({ name, depth: raw.search(/\S/), words, expected: expected.trim() });
    }
  }
  const index = new Map(lines.map(({ name }, i) => [name, i]));
  const links = lines.flatMap(({ words }, i) => words.filter((w) => w.startsWith('<')).map((w) => readLink(w, i)));
  const calendars = CALENDAR_NAMES.map((name) => compileCalendar(CALENDARS[name]!, MONDAY - 7, MONDAY + 60));
  const crews = lines.map(({ words }) => words.filter((word) => word.startsWith('who:')).map(readMember));
  const input = blankInput(lines.length, links.length, { ...settings, calendars }, crews.flat().length);
  const above: number[] = [];
  lines.forEach(({ depth, words }, i) => {
    while (above.length > 0 && lines[above[above.length - 1]!]!.depth >= depth) above.pop();
    input.parent[i] = above[above.length - 1] ?? -1;
    above.push(i);
    // Breaks need to know what is done.
    const own = words.filter((word) => !word.startsWith('<') && !word.startsWith('who:'));
    for (const word of own) if (!word.startsWith('break:')) applyWord(input, i, word);
    for (const word of own) if (word.startsWith('break:')) applyWord(input, i, word);
  });
  writeCrews(input, lines, crews);
  links.forEach((link, k) => {
    const pred = index.get(link.pred);
    if (pred === undefined) throw new Error(`no task: ${link.pred}`);
    input.linkPred[k] = pred;
    input.linkSucc[k] = link.succ;
    input.linkType[k] = LINK_CODES[link.type];
    input.lag[k] = link.lag;
    input.lagKind[k] = LAG_CODES[link.kind];
  });
  return { input, lines };
};

const TIME = '[A-Z][a-z]{2}\\d* \\d\\d(?::\\d\\d)?';

const saidOf = (result: Workspace, input: NetworkInput, lines: Line[], i: number, asked: string): string => {
  const days = (minutes: number): string => `${Math.round((minutes / 480) * 1000) / 1000}d`;
  const driver = result.drivingLink[i]!;
  switch (asked) {
    case 'slack':
      return `slack ${days(result.totalSlackMin[i]!)}`;
    case 'free':
      return `free ${days(freeSlackOf(result, i))}`;
    case 'late':
      return `late ${textAt(result.lateStart[i]!)} .. ${textAt(result.lateFinish[i]!)}`;
    case 'lasts':
      return `lasts ${days(result.durationMin[i]!)}`;
    case 'resume':
      return `resume ${textAt(result.resumeAt[i]!)}`;
    case 'by':
      return `by ${driver < 0 ? '-' : lines[input.linkPred[driver]!]!.name}`;
    case 'done':
      return `done ${result.percentComplete[i]}%`;
    case 'crit':
    case 'loose':
      return result.critical[i] ? 'crit' : 'loose';
    default:
      return result.findings.some(({ id, task }) => task === i && id === `schedule.${asked}`) ? asked : `no ${asked}`;
  }
};

/** Calculates a plan text and holds each line against what it says; all findings of a plan must be named in it. */
export const checkPlan = (text: string): void => {
  const { input, lines } = readPlan(text);
  const result = calculate(buildNetwork(input), input);
  const found: string[] = [];
  const wanted: string[] = [];
  const named = new Set<string>();
  lines.forEach(({ name, expected }, i) => {
    if (!expected) return;
    const dates = new RegExp(`^(${TIME}) \\.\\. (${TIME})`).exec(expected);
    if (dates) {
      wanted.push(`${name} ${dates[0]}`);
      found.push(`${name} ${textAt(result.start[i]!)} .. ${textAt(result.finish[i]!)}`);
    }
    const rest = expected.slice(dates ? dates[0].length : 0);
    const claims = new RegExp(`late ${TIME} \\.\\. ${TIME}|resume ${TIME}|(?:slack|free|by|done|lasts) \\S+|\\S+`, 'g');
    for (const [claim] of rest.matchAll(claims)) {
      wanted.push(`${name} ${claim}`);
      found.push(`${name} ${saidOf(result, input, lines, i, claim.split(' ')[0]!)}`);
      named.add(`${i} schedule.${claim}`);
    }
  });
  expect(found).toEqual(wanted);
  const unnamed = result.findings.filter(({ id, task }) => !named.has(`${task} ${id}`));
  expect(unnamed.map(({ id, task }) => `${lines[task]!.name} ${id}`)).toEqual([]);
};
