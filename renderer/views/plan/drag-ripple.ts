import type { Refusal } from '../../../src/model/command.ts';
import type { Task } from '../../../src/model/row.ts';
import { err, ok, type Result } from '../../../src/result.ts';
import type { ScheduleResult } from '../../../src/schedule/pass.ts';
import type { PlanSchedule } from '../../../src/schedule/plan-schedule.ts';
import { type WhatIf, whatIfOf } from '../../../src/schedule/what-if.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { localEffectOf } from './local-effect.ts';
import type { Request } from './timeline-drag.ts';

/** What the plan would be if a drag ended now. Task indices are positions in the outline; valid until the next look. */
export interface Ripple {
  /** Null where the drag would be refused. */
  readonly result: ScheduleResult | null;
  readonly refusal: Refusal | null;
  /** Other tasks (no summaries) that would start or end at another time. */
  readonly moved: number;
  /** The end of the plan, where it would be another one. */
  readonly newFinishMin: number | null;
}

/** A look that takes longer than this would make the drag stutter: then only the dragged bar itself is shown. */
const LONGEST_LOOK_MS = 12;

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

/** How many tasks besides the edited ones stand elsewhere in a result than in the schedule, summaries left aside. */
export const movedIn = (schedule: PlanSchedule, result: ScheduleResult, edited: ReadonlySet<string>): number => {
  const { outline, network } = schedule;
  let moved = 0;
  for (let at = 0; at < outline.ids.length; at++) {
    if (network.isSummary[at]) continue;
    if (schedule.result.start[at] === result.start[at] && schedule.result.finish[at] === result.finish[at]) continue;
    if (!edited.has(outline.ids[at]!)) moved++;
  }
  return moved;
};

/** Looks ahead during one drag. The plan must not change meanwhile; should it, the drag is over anyway. */
export class RippleFinder {
  private readonly session: ProjectSession;
  private readonly nowMs: () => number;
  private whatIf: WhatIf | null = null;
  private whatIfOf: PlanSchedule | null = null;
  private tooSlow = false;
  private looks = 0;

  constructor(session: ProjectSession, nowMs: () => number) {
    this.session = session;
    this.nowMs = nowMs;
  }

  /** What would follow from a request; null where looking takes too long. */
  look(request: Request): Ripple | null {
    if (this.tooSlow) return null;
    const schedule = this.session.schedule.current;
    const startedMs = this.nowMs();
    const tasks = tasksAfter(this.session, request);
    if (!tasks.ok) return { result: null, refusal: tasks.error, moved: 0, newFinishMin: null };
    if (!tasks.value) return null;
    if (!this.whatIf || this.whatIfOf !== schedule) {
      const { rows } = this.session.plan.asPlan();
      this.whatIf = whatIfOf(schedule, (taskId) => rows.task.get(taskId));
      this.whatIfOf = schedule;
    }
    const result = this.whatIf(tasks.value);
    const moved = movedIn(schedule, result, new Set(tasks.value.map(({ id }) => id)));
    const { projectFinish } = result;
    const ripple = {
      result,
      refusal: null,
      moved,
      newFinishMin: projectFinish === schedule.result.projectFinish ? null : projectFinish,
    };
    // The first looks are slower than those that follow, because the code is not warm yet.
    if (++this.looks > 3 && this.nowMs() - startedMs > LONGEST_LOOK_MS) this.tooSlow = true;
    return ripple;
  }
}
