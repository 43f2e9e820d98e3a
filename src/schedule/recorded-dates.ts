import type { Outline } from '../model/outline.ts';
import type { Plan } from '../model/plan.ts';
import type { Finding, ScheduleResult, Workspace } from './pass.ts';

/** The result with the dates that a file recorded in the place of the calculated ones, where there are such. */
export const showRecorded = (plan: Plan, outline: Outline, calculated: Workspace): ScheduleResult => {
  const start = calculated.start.slice();
  const finish = calculated.finish.slice();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const findings: Finding[] = [...calculated.findings];
  let next = 0;
  for (const { recorded } of plan.rows.task.values()) {
    const at = outline.inMapOrder[next++]!;
    const { startMin, finishMin } = recorded;
    if (startMin === null || finishMin === null || finishMin < startMin) continue;
    start[at] = startMin;
    finish[at] = finishMin;
  }
  for (let at = 0; at < start.length; at++) {
    if (start[at] !== calculated.start[at] || finish[at] !== calculated.finish[at])
      findings.push({ id: 'schedule.recorded-differs', task: at, link: -1 });
    if (calculated.inactive[at] || calculated.network.isSummary[at]) continue;
    first = Math.min(first, start[at]!);
    last = Math.max(last, finish[at]!);
  }
  const { projectStart, projectFinish } = calculated;
  return {
    ...calculated,
    start,
    finish,
    findings,
    projectStart: Number.isFinite(first) ? first : projectStart,
    projectFinish: Number.isFinite(last) ? last : projectFinish,
  };
};
