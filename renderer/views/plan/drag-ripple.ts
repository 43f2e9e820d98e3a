import type { Refusal } from '../../../src/model/command.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Task } from '../../../src/model/row.ts';
import { err, ok, type Result } from '../../../src/result.ts';
import { type PlanSchedule, scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { localEffectOf } from './local-effect.ts';
import { consequencesOf } from './schedule-changes.ts';
import type { Request } from './timeline-drag.ts';

/** What the plan would be if a drag ended now. */
export interface Ripple {
  /** Null where the drag would be refused. */
  readonly schedule: PlanSchedule | null;
  readonly refusal: Refusal | null;
  /** Other tasks (no summaries) that would start or end at another time. */
  readonly moved: number;
  /** The end of the plan, where it would be another one. */
  readonly newFinishMin: number | null;
}

/** Looks longer than a frame would make the drag stutter: after so many of them only the dragged bar itself is shown. */
const LONGEST_LOOK_MS = 16;
const MOST_SLOW_LOOKS = 3;
/** Looks before the time counts: the first arrange the copy and warm the code. */
const FIRST_LOOKS = 3;

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

/** Looks ahead during one drag, on a throw-away copy of the tasks. A change of the plan meanwhile starts another copy. */
export class RippleFinder {
  private readonly session: ProjectSession;
  private readonly nowMs: () => number;
  private copy: { readonly ofRevision: number; readonly tasks: Map<string, Task>; readonly plan: Plan } | null = null;
  private changed: readonly string[] = [];
  private looks = 0;
  private slowLooks = 0;

  constructor(session: ProjectSession, nowMs: () => number) {
    this.session = session;
    this.nowMs = nowMs;
  }

  /** What would follow from a request; null where looking takes too long. */
  look(request: Request): Ripple | null {
    if (this.slowLooks >= MOST_SLOW_LOOKS) return null;
    const startedMs = this.nowMs();
    const tasks = tasksAfter(this.session, request);
    if (!tasks.ok) return { schedule: null, refusal: tasks.error, moved: 0, newFinishMin: null };
    if (!tasks.value) return null;
    const schedule = this.scheduleWith(tasks.value);
    const edited = new Set(tasks.value.map(({ id }) => id));
    const { moved, newFinishMin } = consequencesOf(this.session.schedule.current, schedule, edited);
    if (++this.looks > FIRST_LOOKS && this.nowMs() - startedMs > LONGEST_LOOK_MS) this.slowLooks++;
    return { schedule, refusal: null, moved, newFinishMin };
  }

  private scheduleWith(tasks: readonly Task[]): PlanSchedule {
    const plan = this.session.plan.asPlan();
    if (this.copy?.ofRevision !== plan.revision) {
      const own = new Map(plan.rows.task);
      this.copy = { ofRevision: plan.revision, tasks: own, plan: { ...plan, rows: { ...plan.rows, task: own } } };
      this.changed = [];
    }
    const { copy } = this;
    for (const id of this.changed) copy.tasks.set(id, plan.rows.task.get(id)!);
    for (const task of tasks) copy.tasks.set(task.id, task);
    this.changed = tasks.map(({ id }) => id);
    return scheduleOf({ ...copy.plan, revision: plan.revision + this.looks + 1 });
  }
}
