import { closeSync, openSync, writeSync } from 'node:fs';

const PEOPLE = 20;
/** Tasks of a phase, and of a summary within it. */
const PHASE = 100;
const GROUP = 10;

/** Elements that Microsoft Project writes with every task and of which nothing is taken: half of a real file. */
const REST = [
  'EffortDriven Recurring OverAllocated IsSubprojectReadOnly Rollup FinishVariance StartVariance WorkVariance FreeSlack',
  'FixedCostAccrual PercentWorkComplete ActualCost ActualWork RegularWork RemainingCost RemainingWork ACWP CV',
  'LevelAssignments LevelingCanSplit LevelingDelayFormat IgnoreResourceCalendar HideBar BCWS BCWP EarnedValueMethod',
].flatMap((line) => line.split(' '));
const REST_TEXT = REST.map((name) => `<${name}>0</${name}>`).join('\n');

const OFFICE = ['08:00:00 12:00:00', '13:00:00 17:00:00']
  .map((period) => period.split(' '))
  .map(([from, to]) => `<WorkingTime><FromTime>${from}</FromTime><ToTime>${to}</ToTime></WorkingTime>`)
  .join('');
const WEEK = [1, 2, 3, 4, 5, 6, 7]
  .map((day) => {
    const works = day > 1 && day < 7;
    const times = works ? `<WorkingTimes>${OFFICE}</WorkingTimes>` : '';
    return `<WeekDay><DayType>${day}</DayType><DayWorking>${works ? 1 : 0}</DayWorking>${times}</WeekDay>`;
  })
  .join('');
const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>maaling.xml</Name><StartDate>2027-01-04T08:00:00</StartDate>
<CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>
<BaseCalendarUID>-1</BaseCalendarUID><WeekDays>${WEEK}</WeekDays></Calendar></Calendars><Tasks>
`;

/** Numbers that are the same in every run. */
const sequence = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
};

const levelOf = (uid: number): number => (uid % PHASE === 1 ? 1 : uid % GROUP === 1 ? 2 : 3);

const linksTo = (uid: number, random: (below: number) => number): string => {
  let text = '';
  for (let k = uid % 3 === 0 ? 1 : 2; k > 0; k--) {
    const from = uid - 1 - random(Math.min(uid - 1, 3 * GROUP));
    if (from < 1 || levelOf(from) < 3) continue;
    const type = uid % 17 === 0 ? 3 : 1;
    const lag = uid % 5 === 0 ? 4800 : 0;
    text += `<PredecessorLink><PredecessorUID>${from}</PredecessorUID><Type>${type}</Type><CrossProject>0</CrossProject><LinkLag>${lag}</LinkLag><LagFormat>7</LagFormat></PredecessorLink>\n`;
  }
  return text;
};

const taskText = (uid: number, random: (below: number) => number): string => {
  const level = levelOf(uid);
  const isLeaf = level === 3;
  const constraint =
    isLeaf && uid % 25 === 3
      ? `<ConstraintType>4</ConstraintType><ConstraintDate>2027-0${1 + (uid % 9)}-11T08:00:00</ConstraintDate>`
      : '<ConstraintType>0</ConstraintType>';
  const note = uid % 50 === 7 ? `<Notes>Aftalt med kommunerne på møde ${uid}: leveres før sommerferien.</Notes>` : '';
  return `<Task>
<UID>${uid}</UID>
<ID>${uid}</ID>
<Name>${level === 1 ? 'Fase' : level === 2 ? 'Delprojekt' : 'Opgave på vej'} ${uid}</Name>
<OutlineLevel>${level}</OutlineLevel>
<Start>2027-01-04T08:00:00</Start>
<Finish>2027-01-04T17:00:00</Finish>
<Duration>PT${8 * (1 + random(15))}H0M0S</Duration>
<DurationFormat>7</DurationFormat>
<EarlyStart>2027-01-04T08:00:00</EarlyStart>
<LateFinish>2027-01-04T17:00:00</LateFinish>
<PercentComplete>${uid % 10 === 2 ? 50 : 0}</PercentComplete>
<Summary>${isLeaf ? 0 : 1}</Summary>
<CalendarUID>-1</CalendarUID>
${constraint}
${REST_TEXT}
${note}
${isLeaf ? linksTo(uid, random) : ''}</Task>
`;
};

/**
 * Writes a plan of so many tasks as Microsoft Project XML: phases of a hundred, summaries of ten, each task after one or
 * two earlier ones, some with a lag, a constraint, a note or progress, each with one of twenty people.
 */
export const writeBenchFile = (path: string, tasks: number): void => {
  const file = openSync(path, 'w');
  const random = sequence(7);
  writeSync(file, HEAD);
  for (let from = 1; from <= tasks; from += PHASE) {
    let text = '';
    for (let uid = from; uid < Math.min(tasks + 1, from + PHASE); uid++) text += taskText(uid, random);
    writeSync(file, text);
  }
  writeSync(file, '</Tasks>\n<Resources>\n');
  for (let uid = 1; uid <= PEOPLE; uid++) {
    writeSync(file, `<Resource><UID>${uid}</UID><ID>${uid}</ID><Name>Person ${uid}</Name><Type>1</Type></Resource>\n`);
  }
  writeSync(file, '</Resources>\n<Assignments>\n');
  for (let uid = 1; uid <= tasks; uid++) {
    if (levelOf(uid) < 3) continue;
    const who = 1 + (uid % PEOPLE);
    writeSync(
      file,
      `<Assignment><UID>${uid}</UID><TaskUID>${uid}</TaskUID><ResourceUID>${who}</ResourceUID><Units>1</Units></Assignment>\n`,
    );
  }
  writeSync(file, '</Assignments>\n</Project>\n');
  closeSync(file);
};
