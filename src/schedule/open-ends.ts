import { LINK_CODES } from './network-input.ts';
import { type Finding, isDone } from './pass.ts';
import type { PlanSchedule } from './plan-schedule.ts';

const { FS, SS, FF } = LINK_CODES;

/** Whether one of the links from `from` to `to` (of a task or a summary above it) holds on that end. */
function anyLink(
  { network, input, calculated }: PlanSchedule,
  task: number,
  outgoing: boolean,
  holds: (type: number) => boolean,
): { linked: boolean; held: boolean } {
  const found = { linked: false, held: false };
  const [starts, links] = outgoing ? [network.outFrom, network.linksOut] : [network.inFrom, network.linksIn];
  for (let holder = task; holder >= 0; holder = network.parent[holder]!) {
    for (let at = starts[holder]!; at < starts[holder + 1]!; at++) {
      const link = links[at]!;
      if (calculated.inactive[outgoing ? input.linkSucc[link]! : input.linkPred[link]!]) continue;
      found.linked = true;
      if (holds(input.linkType[link]!)) found.held = true;
    }
  }
  return found;
}

/**
 * Loose ends, which hide delays: a task with links of which none holds its start (`dangling-start`), or of which none
 * waits for its finish (`dangling-finish`). A task with no link at all, the last of a chain and milestones are no loose
 * ends; nor is what is done or cancelled. DCMA's fourteen points ask for the same.
 */
export function openEnds(schedule: PlanSchedule): Finding[] {
  const { network, calculated } = schedule;
  const found: Finding[] = [];
  for (let task = 0; task < network.size; task++) {
    if (network.isSummary[task] || calculated.inactive[task] || isDone(calculated, task)) continue;
    if (calculated.lengthMin[task] === 0) continue;
    const before = anyLink(schedule, task, false, (type) => type === FS || type === SS);
    const after = anyLink(schedule, task, true, (type) => type === FS || type === FF);
    if (before.linked && !before.held) found.push({ id: 'schedule.dangling-start', task, link: -1 });
    if (after.linked && !after.held) found.push({ id: 'schedule.dangling-finish', task, link: -1 });
  }
  return found;
}
