import { askedBy, roomBefore } from './lawful-day.ts';
import { CONSTRAINT_CODES, LINK_CODES, MANUAL } from './network-input.ts';
import { given, isDone, type Workspace } from './pass.ts';
import { beginReaching, firstStart } from './task-time.ts';

const { FS, SS, FF, SF } = LINK_CODES;
const { SNET, FNET, MSO, MFO, ALAP, SNLT, FNLT } = CONSTRAINT_CODES;

/** What sets the start of a task. `link` is one of those that do; the others have none. */
export type DriverKind =
  | 'link'
  | 'constraint'
  | 'project-start'
  | 'actual'
  | 'manual'
  | 'late'
  | 'status-date'
  | 'levelling'
  | 'summary-start';

export interface Driver {
  readonly kind: DriverKind;
  /** Index of the link, or -1. */
  readonly link: number;
  /** The task or summary that the link leads to or whose date it is; the task itself where it is its own. */
  readonly holder: number;
}

/** Where a link asks the task to begin, in the time of the task; one into a summary holds everything below it. */
function startAskedBy(space: Workspace, task: number, link: number): number {
  const { input } = space;
  const pred = input.linkPred[link]!;
  const type = input.linkType[link]!;
  const from = type === FS || type === FF ? space.finish[pred]! : space.start[pred]!;
  const asked = askedBy(space, link, from);
  if (type !== FF && type !== SF) return firstStart(space, task, asked);
  const start = beginReaching(space, task, asked);
  return given(start) ? firstStart(space, task, Math.max(start, input.projectStart)) : start;
}

const ownDriver = (kind: DriverKind, task: number): Driver[] => [{ kind, link: -1, holder: task }];

function constraintSets(space: Workspace, task: number): boolean {
  const { constraintType, constraintAt, honourConstraints } = space.input;
  const type = constraintType[task]!;
  if (!given(constraintAt[task]!)) return false;
  if (type === SNET || type === FNET || type === MSO || type === MFO) return true;
  return honourConstraints && (type === SNLT || type === FNLT);
}

/** All links into a task and the summaries above it that ask for just the start it has. */
function drivingLinks(space: Workspace, task: number): Driver[] {
  const { network, input, inactive } = space;
  const found: Driver[] = [];
  for (let holder = task; holder >= 0; holder = network.parent[holder]!) {
    for (let at = network.inFrom[holder]!; at < network.inFrom[holder + 1]!; at++) {
      const link = network.linksIn[at]!;
      if (inactive[input.linkPred[link]!]) continue;
      const asked = startAskedBy(space, task, link);
      if (given(asked) && asked + input.levelingDelay[task]! >= space.start[task]!)
        found.push({ kind: 'link', link, holder });
    }
  }
  return found;
}

/**
 * Everything that sets the start of a task: all driving links (the first of `drivingLink` among them), or the one rule
 * that stands above links. Of a summary those of its first task.
 */
export function driversOf(space: Workspace, task: number): Driver[] {
  const { network, input } = space;
  if (network.isSummary[task]) {
    let first = -1;
    for (let at = network.childFrom[task]!; at < network.childFrom[task + 1]!; at++) {
      const child = network.children[at]!;
      if (!space.inactive[child] && (first < 0 || space.start[child]! < space.start[first]!)) first = child;
    }
    return first < 0 ? ownDriver('project-start', task) : [{ kind: 'summary-start', link: -1, holder: first }];
  }
  if (given(input.actualStart[task]!) || given(input.actualFinish[task]!)) return ownDriver('actual', task);
  if ((input.flags[task]! & MANUAL) !== 0 && (given(input.manualStart[task]!) || given(input.manualFinish[task]!)))
    return ownDriver('manual', task);
  if (input.constraintType[task] === ALAP && space.start[task] !== space.earlyStart[task])
    return ownDriver('late', task);
  const links = drivingLinks(space, task);
  const constraint = constraintSets(space, task) && space.drivingLink[task]! < 0;
  if (
    given(input.nothingBefore) &&
    space.start[task] === firstStart(space, task, input.nothingBefore) &&
    links.length === 0
  )
    return ownDriver('status-date', task);
  const type = input.constraintType[task]!;
  // Fixed dates stand above levelling, which comes after all else.
  const isLevelled = input.levelingDelay[task]! > 0 && type !== MSO && type !== MFO;
  const levelling = isLevelled ? ownDriver('levelling', task) : [];
  if (constraint) return [...ownDriver('constraint', task), ...levelling, ...links.filter(() => type === SNET)];
  if (links.length > 0) return [...links, ...levelling];
  for (let above = network.parent[task]!; above >= 0; above = network.parent[above]!) {
    if (constraintSets(space, above) || (input.flags[above]! & MANUAL) !== 0)
      return [{ kind: 'constraint', link: -1, holder: above }, ...levelling];
  }
  return isLevelled ? levelling : ownDriver('project-start', task);
}

/** Minutes that a link leaves before its successor would move; none where it drives. Null where it binds nobody. */
export function linkSlack(space: Workspace, link: number): number | null {
  const { input, inactive } = space;
  const [pred, succ] = [input.linkPred[link]!, input.linkSucc[link]!];
  if (inactive[pred] || inactive[succ] || isDone(space, succ)) return null;
  const type = input.linkType[link]!;
  const until = type === FS || type === SS ? space.start[succ]! : space.finish[succ]!;
  const from = type === FS || type === FF ? space.finish[pred]! : space.start[pred]!;
  const room = roomBefore(space, link, until);
  return given(room) ? room - from : null;
}
