import type { Refusal } from '../../../src/model/command.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Task } from '../../../src/model/row.ts';
import { err, ok, type Result } from '../../../src/result.ts';
import { severityOf } from '../../../src/schedule/finding-severity.ts';
import { type LookAhead, lookAheadOf } from '../../../src/schedule/look-ahead.ts';
import type { Finding, ScheduleResult } from '../../../src/schedule/pass.ts';
import { type PlanFinding, planFindingsOf, tenderFindingsOf } from '../../../src/schedule/plan-findings.ts';
import { type PlanSchedule, scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import type { ScheduledDates } from '../../../src/tender/tender-of-plan.ts';
import { NO_TIME } from '../../../src/time/calendar.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { localEffectOf } from './local-effect.ts';
import { consequencesOf } from './schedule-changes.ts';
import type { Request } from './timeline-drag.ts';

/** A finding that a drag would bring about, and the task that it is about. */
export interface NewFinding {
  readonly id: string;
  readonly taskId: string;
  readonly severity: 'error' | 'warning';
}

/** What the plan would be if a drag ended now. What would be wrong, and what is critical, may be that of a moment ago. */
export interface Ripple {
  /** Dates by position in the outline; null where the drag would be refused. Belongs to the next look. */
  readonly result: ScheduleResult | null;
  readonly refusal: Refusal | null;
  /** The rows that the drag itself would write. */
  readonly edited: ReadonlyMap<string, Task>;
  /** Other tasks (no summaries) that would start or end at another time. */
  readonly moved: number;
  /** The end of the plan, where it would be another one. */
  readonly newFinishMin: number | null;
  /** What would be wrong that is not now, errors first. */
  readonly newFindings: readonly NewFinding[];
  /** What is wrong now and would not be. */
  readonly solved: number;
}

/** A look that takes no longer than this fits into a frame beside the painting of it. */
const QUICK_LOOK_MS = 8;
/** What would be wrong is worked out so often while a bar moves, and once more when it rests: nobody reads it in a single frame. */
const FINDINGS_EVERY_MS = 50;
/** After a longer look so many times as long is left to everything else, so that the bar itself follows the pointer. */
const REST_SHARE = 1.5;

/** Tasks as a command's ops would leave them; null where the ops do more than set cells of tasks that are there. */
const tasksAfter = (session: ProjectSession, request: Request): Result<readonly Task[] | null, Refusal> => {
  const effect = localEffectOf(session, request);
  if (!effect.ok) return err(effect.error);
  const { task } = session.plan.asPlan().rows;
  const after = new Map<string, Task>();
  for (const op of effect.value.ops) {
    const row = op.kind === 'set' && op.entity === 'task' ? (after.get(op.id) ?? task.get(op.id)) : undefined;
    if (!row || op.kind !== 'set') return ok(null);
    after.set(op.id, { ...row, [op.cell]: op.value });
  }
  return ok([...after.values()]);
};

const NOTHING: Ripple = {
  result: null,
  refusal: null,
  edited: new Map(),
  moved: 0,
  newFinishMin: null,
  newFindings: [],
  solved: 0,
};

const keyOf = ({ id, task, link }: Finding): string => `${id} ${task} ${link}`;

const datesIn = ({ outline }: PlanSchedule, { start, finish }: ScheduleResult): ScheduledDates => ({
  datesOf: (taskId) => {
    const at = outline.position.get(taskId);
    if (at === undefined || start[at] === NO_TIME || finish[at] === NO_TIME) return null;
    return { startMin: start[at]!, finishMin: finish[at]! };
  },
});

/** What tenders would have to say with other dates and have not now, and how much they no longer would. */
const changedInTenders = (plan: Plan, before: PlanSchedule, after: ScheduleResult) => {
  const none = { added: [] as NewFinding[], solved: 0 };
  if (plan.rows.tender.size === 0) return none;
  const told = (findings: readonly PlanFinding[]): ReadonlyMap<string, NewFinding> =>
    new Map(
      findings.flatMap(({ id, taskId, severity }) =>
        taskId === null || severity === 'info' ? [] : [[`${id} ${taskId}`, { id, taskId, severity }] as const],
      ),
    );
  const now = told(planFindingsOf(plan).filter(({ tender }) => tender !== null));
  const then = told(tenderFindingsOf(plan, datesIn(before, after)));
  return {
    added: [...then].filter(([key]) => !now.has(key)).map(([, finding]) => finding),
    solved: [...now.keys()].filter((key) => !then.has(key)).length,
  };
};

interface ChangedFindings {
  readonly added: readonly NewFinding[];
  readonly solved: number;
}

/** Findings that come and go between two schedules of the same outline. */
const changedFindings = (plan: Plan, before: PlanSchedule, after: ScheduleResult): ChangedFindings => {
  const known = new Set(before.result.findings.map(keyOf));
  const added: NewFinding[] = [];
  let kept = 0;
  for (const finding of after.findings) {
    if (known.has(keyOf(finding))) kept++;
    else added.push({ id: finding.id, taskId: before.outline.ids[finding.task]!, severity: severityOf(finding.id) });
  }
  const inTenders = changedInTenders(plan, before, after);
  added.push(...inTenders.added);
  added.sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1));
  return { added, solved: known.size - kept + inTenders.solved };
};

/** Looks ahead during one drag. A change of the plan meanwhile starts anew. */
export class RippleFinder {
  private readonly session: ProjectSession;
  private readonly nowMs: () => number;
  private ahead: { readonly ofRevision: number; readonly look: LookAhead } | null = null;
  private looks = 0;
  private restUntilMs = Number.NEGATIVE_INFINITY;
  private findings: { readonly atMs: number; readonly ofRevision: number; readonly changed: ChangedFindings } | null =
    null;
  private isBehind = false;

  constructor(session: ProjectSession, nowMs: () => number) {
    this.session = session;
    this.nowMs = nowMs;
  }

  /** Milliseconds until the next look; none where looks are quick enough for every frame. */
  get waitMs(): number {
    return Math.max(0, this.restUntilMs - this.nowMs());
  }

  /** Milliseconds until what would be wrong has to be looked at again if the bar rests; null where it has been. */
  get findingsInMs(): number | null {
    return this.isBehind ? FINDINGS_EVERY_MS : null;
  }

  /** What would follow from a request; null where only the service can tell. */
  look(request: Request): Ripple | null {
    const startedMs = this.nowMs();
    const ripple = this.lookNow(request, startedMs);
    const tookMs = this.nowMs() - startedMs;
    if (tookMs > QUICK_LOOK_MS) this.restUntilMs = startedMs + tookMs * (1 + REST_SHARE);
    return ripple;
  }

  private lookNow(request: Request, nowMs: number): Ripple | null {
    this.isBehind = false;
    const tasks = tasksAfter(this.session, request);
    if (!tasks.ok) return { ...NOTHING, refusal: tasks.error };
    if (!tasks.value) return null;
    this.looks++;
    const { revision } = this.session.plan;
    const last = this.findings;
    const kept = last?.ofRevision === revision && nowMs - last.atMs < FINDINGS_EVERY_MS ? last.changed : null;
    this.isBehind = kept !== null;
    const result = this.resultWith(tasks.value, this.isBehind);
    const before = this.session.schedule.current;
    const edited = new Map(tasks.value.map((task) => [task.id, task]));
    const { moved, newFinishMin } = consequencesOf(before, { ...before, result }, new Set(edited.keys()));
    const changed = kept ?? changedFindings(this.session.plan.asPlan(), before, result);
    if (kept === null) this.findings = { atMs: nowMs, ofRevision: revision, changed };
    const { added, solved } = changed;
    return { result, refusal: null, edited, moved, newFinishMin, newFindings: added, solved };
  }

  private resultWith(tasks: readonly Task[], datesOnly: boolean): ScheduleResult {
    const plan = this.session.plan.asPlan();
    if (this.ahead?.ofRevision !== plan.revision) {
      this.ahead = { ofRevision: plan.revision, look: lookAheadOf(plan, this.session.schedule.current) };
    }
    const quick = this.ahead.look(tasks, datesOnly);
    if (quick) return quick;
    const own = new Map(plan.rows.task);
    for (const task of tasks) own.set(task.id, task);
    return scheduleOf({ ...plan, rows: { ...plan.rows, task: own }, revision: plan.revision + this.looks + 1 }).result;
  }
}
