import { addWork, compileCalendar, nextWorkInstant, nextWorkStart, subtractWork } from '../../../src/time/calendar.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import type { TemplateFile, TemplateLink, TemplateTask } from './template-file.ts';

export type Dates = { readonly start: number; readonly finish: number };

/**
 * Start and finish of every task of a template as instants, by saying the rules over and over until nothing moves:
 * each leaf begins at the latest date any of its links or its earliest-start constraint asks for. For leaf links only,
 * SNET constraints and manual tasks: what the shipped templates use.
 */
export function slowSchedule(template: TemplateFile, projectStartDay: number): ReadonlyMap<string, Dates> {
  const calendar = compileCalendar({ ...template.calendar, exceptions: [] }, projectStartDay, projectStartDay + 2500);
  const parents = new Set(template.tasks.map((task) => task.parent));
  const leaves = template.tasks.filter((task) => !parents.has(task.key));
  const projectStart = nextWorkStart(calendar, projectStartDay * MINUTES_PER_DAY);
  const dates = new Map<string, Dates>();

  const lengthOf = (task: TemplateTask): number => task.duration?.minutes ?? 0;
  const lagged = (at: number, { lag }: TemplateLink): number =>
    lag === undefined ? at : lag.kind === 'elapsed' ? at + lag.amount : addWork(calendar, at, lag.amount);
  const asked = (link: TemplateLink, length: number): number => {
    const before = dates.get(link.from)!;
    const at = lagged(link.type === 'FS' || link.type === 'FF' ? before.finish : before.start, link);
    return link.type === 'FS' || link.type === 'SS' ? at : subtractWork(calendar, at, length);
  };
  const placed = (task: TemplateTask): Dates => {
    const length = lengthOf(task);
    const asks = template.links.filter((link) => link.to === task.key).map((link) => asked(link, length));
    if (task.constraint) {
      asks.push((projectStartDay + task.constraint.offsetDays) * MINUTES_PER_DAY + task.constraint.minute);
    }
    const manual = task.mode === 'manual' ? (projectStartDay + task.startOffsetDays!) * MINUTES_PER_DAY : null;
    const wanted = manual ?? Math.max(projectStart, ...asks);
    const start = length === 0 ? nextWorkInstant(calendar, wanted) : nextWorkStart(calendar, wanted);
    return { start, finish: task.duration?.elapsed ? start + length : addWork(calendar, start, length) };
  };

  for (const task of leaves) dates.set(task.key, { start: projectStart, finish: projectStart });
  for (let moved = true, round = 0; moved; round++) {
    if (round > leaves.length + 1) throw new Error(`the links of ${template.id} go round in a circle`);
    moved = false;
    for (const task of leaves) {
      const old = dates.get(task.key)!;
      const now = placed(task);
      if (now.start === old.start && now.finish === old.finish) continue;
      dates.set(task.key, now);
      moved = true;
    }
  }
  for (const task of template.tasks.slice().reverse()) {
    if (!parents.has(task.key)) continue;
    const below = template.tasks.filter((child) => child.parent === task.key).map((child) => dates.get(child.key)!);
    dates.set(task.key, {
      start: Math.min(...below.map(({ start }) => start)),
      finish: Math.max(...below.map(({ finish }) => finish)),
    });
  }
  return dates;
}
