import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { FiledTask } from '../../src/interchange/mspdi/imported-plan.ts';
import type { Op } from '../../src/model/change.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planOfOps } from '../../src/model/plan-of-ops.ts';
import { ok, type Result } from '../../src/result.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { instantOf, isoOfInstant } from '../../src/time/day.ts';
import { importFile } from '../jobs/import-file.ts';
import { compareDates } from './compare-dates.ts';
import { EXIT } from './exit.ts';
import { findingLine, findingsOf, scheduledTasks, spanText, taskLine } from './plan-text.ts';
import { readable } from './product.ts';
import { at, done, type Failure, type Verb, type VerbContext } from './verb.ts';

/** A plan that is kept nowhere may always have the same id. */
const PROJECT_ID = createHash('sha256').update('schedule').digest('hex').slice(0, 26);
const MORNING_MIN = 480;

/** Whether an op only says that the dates of the file are to be shown: here the calculated ones are asked for. */
const asksForStoredDates = (op: Op): boolean => op.kind === 'set' && op.cell === 'datesAsRecorded';

interface ReadPlan {
  readonly plan: Plan;
  readonly filed: readonly FiledTask[];
}

/** Reads a plan from a file in a worker with limits, as an import does; nothing is stored. */
export const readPlan = async (
  file: string,
  { text, todayDay, workerFile }: VerbContext,
): Promise<Result<ReadPlan, Failure>> => {
  const found = readable(file);
  if (!found.ok) return found;
  const read = await importFile(workerFile('import-worker'), {
    path: found.value,
    fileName: basename(file),
    projectId: PROJECT_ID,
    fallbackStartMin: instantOf(todayDay, MORNING_MIN),
    names: { calendar: text('import:name.calendar'), baseline: text('import:name.baseline') },
    wantsFiled: true,
  });
  if (!read.ok) return at(file, read.error);
  return ok({
    plan: planOfOps(
      PROJECT_ID,
      read.value.ops.filter((op) => !asksForStoredDates(op)),
    ),
    filed: read.value.filed ?? [],
  });
};

const storedDates = ({ startMin, finishMin }: FiledTask) => ({
  ...(startMin !== null && { storedStart: isoOfInstant(startMin) }),
  ...(finishMin !== null && { storedFinish: isoOfInstant(finishMin) }),
});

const schedule: Verb = {
  name: 'schedule',
  usage: { positions: ['FILE'], options: {}, flags: [] },
  run: async ({ positions: [file] }, context) => {
    const read = await readPlan(file!, context);
    if (!read.ok) return read;
    const { plan, filed } = read.value;
    const { text } = context;
    const byId = new Map(filed.map((task) => [task.taskId, task]));
    const uidOf = (taskId: string): number | null => byId.get(taskId)?.uid ?? null;
    const { result } = scheduleOf(plan);
    const scheduled = scheduledTasks(plan);
    const tasks = scheduled.map(({ id, depth: _depth, row, wbs, ...dates }) => ({
      uid: uidOf(id),
      wbs,
      name: row.name,
      ...dates,
      ...storedDates(byId.get(id)!),
    }));
    const named = new Map(scheduled.map(({ id, wbs, row }) => [id, `${wbs} ${row.name}`]));
    const differing = compareDates(plan, filed).map(({ taskId, whyId, ...dates }) => ({
      task: named.get(taskId)!,
      json: { ...dates, why: text(`cli:why.${whyId}`), whyId },
    }));
    const differences = differing.map(({ json }) => json);
    const found = findingsOf(plan, text);
    const findings = found.map(({ taskId, linkId: _link, ...finding }) => ({
      uid: taskId === null ? null : uidOf(taskId),
      ...finding,
    }));
    const lines = [
      ...scheduled.map(taskLine),
      ...found.map((finding) => findingLine(finding, text)),
      ...(differences.length > 0 ? [text('cli:schedule.differences', { count: differences.length })] : []),
      ...differing.map(({ task, json: { stored, calculated, why } }) =>
        text('cli:schedule.difference', {
          task,
          stored: spanText(stored.start, stored.finish),
          calculated: spanText(calculated.start, calculated.finish),
          why,
        }),
      ),
    ];
    const json = {
      start: isoOfInstant(result.projectStart),
      finish: isoOfInstant(result.projectFinish),
      tasks,
      differences,
      findings,
    };
    return done(json, lines, found.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.done);
  },
};

/** Verbs that calculate without a store. */
export const scheduleVerbs: readonly Verb[] = [schedule];
