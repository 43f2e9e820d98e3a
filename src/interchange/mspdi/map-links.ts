import type { Link } from '../../model/row.ts';
import { MAX_DURATION_MIN } from '../../model/schema.ts';
import { linksClosingCircles } from './circles.ts';
import { formatOf, LINKS } from './codes.ts';
import { addRow, clamped, type Mapping } from './mapping.ts';
import type { PlacedTasks } from './outline.ts';
import type { MspdiLink } from './parsed.ts';

interface FoundLink {
  readonly predecessor: number;
  readonly successor: number;
  readonly type: Link['type'];
  readonly lag: Link['lag'];
  /** How the link is called in notes: both tasks with an arrow between. */
  readonly label: string;
}

const lagOf = (mapping: Mapping, { lag, lagFormat }: MspdiLink, label: string): Link['lag'] => {
  const format = formatOf(lagFormat);
  const amount = (value: number) => clamped(mapping, value, -MAX_DURATION_MIN, MAX_DURATION_MIN, label);
  if (format.percent) {
    if (format.elapsed && (lag ?? 0) !== 0) mapping.book.add('lags-elapsed-percent', label);
    return { amount: amount(lag ?? 0), kind: 'percent', unit: 'day' };
  }
  // The file counts lags in tenths of minutes.
  const minutes = amount((lag ?? 0) / 10);
  return { amount: minutes, kind: format.elapsed ? 'elapsed' : 'working', unit: format.unit ?? 'day' };
};

/** Whether one task lies below the other. */
const areNested = ({ tasks }: PlacedTasks, a: number, b: number): boolean =>
  Math.max(a, b) < tasks[Math.min(a, b)]!.end;

/** The link with its ends found, or null where there can be none; the reason is noted. */
const findLink = (mapping: Mapping, placed: PlacedTasks, link: MspdiLink, successor: number): FoundLink | null => {
  const { book } = mapping;
  const { tasks, byUid } = placed;
  const own = tasks[successor]!.name;
  if (link.crossProject === true) {
    book.add('links-cross-project', own);
    return null;
  }
  const predecessor = link.predecessorUid === null ? undefined : byUid.get(link.predecessorUid);
  if (predecessor === undefined) {
    book.add('links-to-nothing', own);
    return null;
  }
  const label = `${tasks[predecessor]!.name} → ${own}`;
  if (predecessor === successor) book.add('links-to-self', own);
  else if (areNested(placed, predecessor, successor)) book.add('links-to-summary', label);
  else {
    const type = LINKS[link.type ?? 1];
    if (type === undefined) book.add('link-types', label);
    return { predecessor, successor, type: type ?? 'FS', lag: lagOf(mapping, link, label), label };
  }
  return null;
};

/**
 * Makes the links. Left out and named are those to nothing, to themselves, to their own summary, doubles, and of each
 * circle the link that closes it in the order of the file.
 */
export const mapLinks = (mapping: Mapping, placed: PlacedTasks): void => {
  const { env, book } = mapping;
  const { tasks } = placed;
  const found: FoundLink[] = [];
  const seen = new Set<string>();
  tasks.forEach(({ task }, successor) => {
    for (const read of task.links) {
      const link = findLink(mapping, placed, read, successor);
      if (!link) continue;
      const key = `${link.predecessor} ${link.successor} ${link.type}`;
      if (seen.has(key)) book.add('links-twice', link.label);
      else found.push(link);
      seen.add(key);
    }
  });
  const closing = linksClosingCircles(
    tasks.map(({ parent }) => parent),
    found,
  );
  found.forEach(({ predecessor, successor, type, lag, label }, index) => {
    if (closing.has(index)) {
      book.add('links-in-circle', label);
      return;
    }
    const predecessorId = tasks[predecessor]!.id;
    const successorId = tasks[successor]!.id;
    const id = env.linkId(predecessorId, successorId, type);
    addRow(mapping, 'link', id, { predecessorId, successorId, type, lag });
    book.add('links');
  });
};
