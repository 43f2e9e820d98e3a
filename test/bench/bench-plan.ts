import { emptyRows, type Plan } from '../../src/model/plan.ts';
import { makeRow, type Task } from '../../src/model/row.ts';
import { CONSTRAINT_TYPES, type EntityName, LINK_TYPES } from '../../src/model/schema.ts';
import { NO_TIME } from '../../src/time/calendar.ts';
import { benchInput } from './schedule-bench.ts';

/** The plan of the schedule's bench as rows with its three calendars, `more` being what tasks have besides. */
export const benchPlan = (size: number, more: (index: number) => Partial<Task> = () => ({})): Plan => {
  const input = benchInput(size);
  const rows = emptyRows();
  const put = (entity: EntityName, id: string, cells: Record<string, unknown>): void =>
    void (rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, cells));
  put('project', 'p', { startMin: input.projectStart, calendarId: 'c0' });
  input.calendars.forEach(({ definition }, index) => {
    put('calendar', `c${index}`, { week: definition.week, holidaySets: definition.holidaySets });
  });
  for (let i = 0; i < size; i++) {
    const parent = input.parent[i]!;
    const calendar = input.calendarOf[i]!;
    const at = input.constraintAt[i]!;
    put('task', `t${i}`, {
      place: { parent: parent < 0 ? null : `t${parent}`, order: `a${String(i).padStart(7, '0')}` },
      duration: { minutes: input.durationMin[i]!, unit: 'min', elapsed: false, estimated: false },
      constraint: { type: CONSTRAINT_TYPES[input.constraintType[i]!], atMin: at === NO_TIME ? null : at },
      calendarId: calendar < 0 ? null : `c${calendar}`,
      ...more(i),
    });
  }
  for (let k = 0; k < input.linkPred.length; k++)
    put('link', `l${k}`, {
      predecessorId: `t${input.linkPred[k]}`,
      successorId: `t${input.linkSucc[k]}`,
      type: LINK_TYPES[input.linkType[k]!],
      lag: { amount: input.lag[k]!, kind: 'working', unit: 'min' },
    });
  return { projectId: 'p', revision: 1, rows };
};
