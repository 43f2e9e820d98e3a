import { workBetween } from '../time/calendar.ts';
import { roomBefore } from './lawful-day.ts';
import { LINK_CODES } from './network-input.ts';
import { calendarFor, given, isDone, NO_LIMIT, type Workspace } from './pass.ts';

const { FS, SS, FF } = LINK_CODES;

/** A chain of tasks that leads to a goal, and by how much it could slip before the goal does. */
export interface FloatPath {
  /** Tasks from the first to the goal, or to where it runs into an earlier path. */
  readonly tasks: readonly number[];
  /** Working minutes of the joining task's calendar; none for the path that drives the goal. */
  readonly floatMin: number;
}

/** Room that a link leaves, in working minutes of its successor's calendar. */
function roomOf(space: Workspace, link: number): number {
  const { input } = space;
  const [pred, succ] = [input.linkPred[link]!, input.linkSucc[link]!];
  const type = input.linkType[link]!;
  const until = type === FS || type === SS ? space.start[succ]! : space.finish[succ]!;
  const from = type === FS || type === FF ? space.finish[pred]! : space.start[pred]!;
  const calendar = calendarFor(space, succ);
  const room = roomBefore(space, link, until);
  return given(room) ? Math.max(0, workBetween(calendar, from, room)) : NO_LIMIT;
}

interface Entry {
  readonly link: number;
  readonly floatMin: number;
}

/** A heap of entries, the least float first; equal ones by link, so that everybody sees the same paths. */
class Entries {
  readonly #list: Entry[] = [];
  #before = (a: Entry, b: Entry): boolean => a.floatMin < b.floatMin || (a.floatMin === b.floatMin && a.link < b.link);

  push(entry: Entry): void {
    const list = this.#list;
    let at = list.push(entry) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.#before(entry, list[up]!)) break;
      list[at] = list[up]!;
      at = up;
    }
    list[at] = entry;
  }

  pop(): Entry | undefined {
    const list = this.#list;
    const first = list[0];
    const last = list.pop();
    if (first === undefined || last === undefined || list.length === 0) return first;
    let at = 0;
    for (;;) {
      let least = 2 * at + 1;
      if (least >= list.length) break;
      if (least + 1 < list.length && this.#before(list[least + 1]!, list[least]!)) least++;
      if (!this.#before(list[least]!, last)) break;
      list[at] = list[least]!;
      at = least;
    }
    list[at] = last;
    return first;
  }
}

/**
 * Float paths to a goal, by free float as in Primavera's multiple float paths: the first is the chain that drives the goal;
 * each further one is the chain with the least float that runs into an earlier one. Every task is on one path at most.
 */
export function floatPaths(space: Workspace, goal: number, most: number): FloatPath[] {
  const { network, input, inactive } = space;
  const taken = new Uint8Array(network.size);
  const waiting = new Entries();
  const paths: FloatPath[] = [];
  const linksInto = (task: number): number[] => {
    const found: number[] = [];
    for (let holder = task; holder >= 0; holder = network.parent[holder]!)
      for (let at = network.inFrom[holder]!; at < network.inFrom[holder + 1]!; at++) found.push(network.linksIn[at]!);
    return found.filter((link) => !inactive[input.linkPred[link]!]);
  };
  const walk = (from: number, floatMin: number): void => {
    const tasks: number[] = [];
    for (let at = from; at >= 0 && !taken[at]; ) {
      taken[at] = 1;
      tasks.push(at);
      let next = -1;
      let tightest = NO_LIMIT;
      const links = isDone(space, at) ? [] : linksInto(at);
      for (const link of links) {
        const room = roomOf(space, link);
        if (room < tightest && !taken[input.linkPred[link]!]) {
          tightest = room;
          next = link;
        }
      }
      for (const link of links) if (link !== next) waiting.push({ link, floatMin: floatMin + roomOf(space, link) });
      // Slack inside the chain is a path of its own too, but not part of this one.
      if (next >= 0 && tightest > 0) {
        waiting.push({ link: next, floatMin: floatMin + tightest });
        next = -1;
      }
      at = next < 0 ? -1 : input.linkPred[next]!;
    }
    if (tasks.length > 0) paths.push({ tasks: tasks.reverse(), floatMin });
  };
  walk(goal, 0);
  while (paths.length < most) {
    const entry = waiting.pop();
    if (!entry) break;
    const from = input.linkPred[entry.link]!;
    if (!taken[from]) walk(from, entry.floatMin);
  }
  return paths;
}
