import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Op } from '../../src/model/change.ts';
import { isSummary, outlineOf, wbsOf } from '../../src/model/outline.ts';
import { emptyRows, type MutableRows, type Plan } from '../../src/model/plan.ts';
import { makeRow } from '../../src/model/row.ts';
import { type EntityName, isEntityName } from '../../src/model/schema.ts';
import { severityOf } from '../../src/schedule/finding-severity.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { instantOf, isoOfInstant } from '../../src/time/day.ts';
import { readPlanFile } from '../jobs/read-plan-file.ts';
import { done, EXIT, fault, type Verb, type VerbContext } from './verb.ts';

const PROJECT_ID = createHash('sha256').update('schedule').digest('hex').slice(0, 26);

/** A plan from the ops of a new project: every op sets a cell of a new row. */
const planOfOps = (projectId: string, ops: readonly Op[]): Plan => {
  const cells = new Map<string, { entity: EntityName; id: string; cells: Record<string, unknown> }>();
  for (const op of ops) {
    if (op.kind !== 'set' || !isEntityName(op.entity)) continue;
    const key = `${op.entity}/${op.id}`;
    const row = cells.get(key) ?? { entity: op.entity, id: op.id, cells: {} };
    row.cells[op.cell] = op.value;
    cells.set(key, row);
  }
  const rows: MutableRows = emptyRows();
  for (const row of cells.values())
    (rows[row.entity] as Map<string, unknown>).set(row.id, makeRow(row.entity, row.id, row.cells));
  return { projectId, revision: 0, rows };
};

const describe = (plan: Plan) => {
  const outline = outlineOf(plan);
  const { result } = scheduleOf(plan);
  return outline.ids.map((id, at) => {
    const task = plan.rows.task.get(id)!;
    return {
      uid: id,
      wbs: wbsOf(outline, at),
      name: task.name,
      start: isoOfInstant(result.start[at]!),
      finish: isoOfInstant(result.finish[at]!),
      earlyStart: isoOfInstant(result.earlyStart[at]!),
      earlyFinish: isoOfInstant(result.earlyFinish[at]!),
      lateStart: isoOfInstant(result.lateStart[at]!),
      lateFinish: isoOfInstant(result.lateFinish[at]!),
      totalSlackMin: result.totalSlackMin[at]!,
      freeSlackMin: result.freeSlackMin[at]!,
      critical: result.critical[at] === 1,
      summary: isSummary(outline, at),
      milestone: task.kind === 'milestone',
    };
  });
};

const schedule: Verb = {
  name: 'schedule',
  usage: { positions: ['FILE'], options: {}, flags: [] },
  run: async ({ positions: [file] }, { text, todayDay }: VerbContext) => {
    if (!existsSync(file!)) return fault('file.not-found', { path: file! });
    const read = await readPlanFile(
      {
        path: file!,
        fileName: basename(file!),
        projectId: PROJECT_ID,
        fallbackStartMin: instantOf(todayDay, 480),
        names: { calendar: text('import:name.calendar'), baseline: text('import:name.baseline') },
      },
      () => {},
    );
    if (!read.ok) return { ok: false, error: { kind: 'error', error: read.error } };
    const plan = planOfOps(PROJECT_ID, read.value.ops);
    const { result, outline } = scheduleOf(plan);
    const findings = result.findings.map(({ id, task }) => ({ id, severity: severityOf(id), uid: outline.ids[task]! }));
    const tasks = describe(plan);
    const json = {
      start: isoOfInstant(result.projectStart),
      finish: isoOfInstant(result.projectFinish),
      tasks,
      findings,
    };
    const lines = tasks.map(
      ({ wbs, name, start, finish, critical }) => `${wbs} ${name}  ${start} – ${finish}${critical ? ' *' : ''}`,
    );
    return done(json, lines, findings.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.done);
  },
};

/** Verbs that calculate without a store. */
export const scheduleVerbs: readonly Verb[] = [schedule];
