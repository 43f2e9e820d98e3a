import { goLiveByPosition } from '../commitment/rollout-tasks.ts';
import { municipalitiesInOrder, otherParticipants } from '../commitment/standing.ts';
import { wavesInOrder } from '../model/commitment-rows.ts';
import { isSummary } from '../model/outline.ts';
import type { Plan } from '../model/plan.ts';
import { stageIdsOf, stagesInOrder } from '../model/stage-of.ts';
import { type RowGroup, type VisibleRows, visibleRowsOf } from '../model/visible-rows.ts';
import { NO_TIME } from '../time/calendar.ts';
import { DATE_WORDS } from '../time/date-words.ts';
import { dateOf, dayOfInstant } from '../time/day.ts';
import { type PlanColumnId, type SortValue, sortValueOf } from './plan-columns.ts';
import { isFilterEmpty, matchesOf, NO_FILTER, NOBODY, type PlanFilter } from './plan-filter.ts';
import type { TableSources } from './table-sources.ts';
import { TASK_STATUSES, taskStatusAt } from './task-status.ts';

/** What tasks can be put together by. */
export const GROUP_KEYS = ['stage', 'responsible', 'status', 'month', 'wave', 'municipality'] as const;
export type GroupKey = (typeof GROUP_KEYS)[number];

/** What tasks of this plan can be put together by: waves and municipalities only where there is a rollout. */
export const groupKeysFor = (plan: Plan): readonly GroupKey[] =>
  plan.rows.wave.size > 0 ? GROUP_KEYS : GROUP_KEYS.filter((key) => key !== 'wave' && key !== 'municipality');

export interface SortOrder {
  readonly column: PlanColumnId;
  readonly descending: boolean;
}

/** How the rows of a plan are chosen and put in order to be looked at. The plan itself stays as it is. */
export interface Arrangement {
  readonly filter: PlanFilter;
  readonly sort: SortOrder | null;
  readonly group: GroupKey | null;
}

/** All rows as they stand in the plan. */
export const AS_PLANNED: Arrangement = { filter: NO_FILTER, sort: null, group: null };

export const isAsPlanned = ({ filter, sort, group }: Arrangement): boolean =>
  sort === null && group === null && isFilterEmpty(filter);

const compareValues = (a: SortValue, b: SortValue): number => {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'da', { numeric: true });
  return Number(a) - Number(b);
};

/** Orders positions by a column: what is empty comes last either way, equals stay as they stand in the plan. */
const inOrder = (sources: TableSources, positions: readonly number[], sort: SortOrder | null): readonly number[] => {
  if (!sort) return positions;
  const values = new Map(positions.map((at) => [at, sortValueOf(sources, sort.column, at)]));
  const sign = sort.descending ? -1 : 1;
  return [...positions].sort((a, b) => {
    const [left, right] = [values.get(a)!, values.get(b)!];
    if (left === null || right === null) return left === right ? a - b : left === null ? 1 : -1;
    return sign * compareValues(left, right) || a - b;
  });
};

/** What a filter lets through, and the tasks that somebody has just edited: nothing is taken away from below a hand. */
const heldMatches = (sources: TableSources, filter: PlanFilter, held: ReadonlySet<string>): Uint8Array | null => {
  if (isFilterEmpty(filter)) return null;
  const matches = matchesOf(sources, filter);
  for (const id of held) {
    const at = sources.schedule.outline.position.get(id);
    if (at !== undefined) matches[at] = 1;
  }
  return matches;
};

interface Bucket {
  readonly key: string;
  readonly title: string;
  /** Place among the groups. */
  readonly rank: number;
}

const monthBucket = ({ schedule, language, word }: TableSources, at: number): Bucket => {
  const start = schedule.result.start[at]!;
  if (start === NO_TIME) return { key: NOBODY, title: word('table:group.noDate'), rank: Number.MAX_SAFE_INTEGER };
  const { year, month } = dateOf(dayOfInstant(start));
  return {
    key: `${year}-${month}`,
    title: `${DATE_WORDS[language].months[month - 1]} ${year}`,
    rank: year * 12 + month,
  };
};

/** Tasks of the rollout by the wave, or by the participant, of their go-live. */
const rolloutBucketing = (sources: TableSources, group: 'wave' | 'municipality'): ((at: number) => Bucket) => {
  const { plan, schedule, word } = sources;
  const goLives = goLiveByPosition(plan, schedule.outline);
  const rows = group === 'wave' ? wavesInOrder(plan) : [...municipalitiesInOrder(plan), ...otherParticipants(plan)];
  const found = new Map(rows.map(({ id, name }, rank) => [id, { key: id, title: name, rank }]));
  const none = { key: NOBODY, title: word('table:group.noRollout'), rank: Number.MAX_SAFE_INTEGER };
  return (at) => {
    const goLive = goLives.get(at);
    return found.get((group === 'wave' ? goLive?.waveId : goLive?.participantId) ?? NOBODY) ?? none;
  };
};

/** Says to which group a task belongs. */
const bucketing = (sources: TableSources, group: GroupKey): ((at: number) => Bucket) => {
  const { plan, schedule, word } = sources;
  const last = Number.MAX_SAFE_INTEGER;
  switch (group) {
    case 'wave':
    case 'municipality':
      return rolloutBucketing(sources, group);
    case 'month':
      return (at) => monthBucket(sources, at);
    case 'status':
      return (at) => {
        const status = taskStatusAt(sources, at);
        return { key: status, title: word(`table:status.${status}`), rank: TASK_STATUSES.indexOf(status) };
      };
    case 'stage': {
      const stages = stageIdsOf(plan);
      const found = new Map(stagesInOrder(plan).map(({ id, name }, rank) => [id, { key: id, title: name, rank }]));
      const none = { key: NOBODY, title: word('table:group.noStage'), rank: last };
      return (at) => found.get(stages[at] ?? NOBODY) ?? none;
    }
    case 'responsible': {
      const names = [...plan.rows.party.values()].sort((a, b) => a.name.localeCompare(b.name, 'da'));
      const found = new Map(names.map(({ id, name }, rank) => [id, { key: id, title: name, rank }]));
      const none = { key: NOBODY, title: word('table:group.nobody'), rank: last };
      return (at) => found.get(plan.rows.task.get(schedule.outline.ids[at]!)!.responsibleId ?? NOBODY) ?? none;
    }
  }
};

const groupHead = ({ schedule }: TableSources, { key, title }: Bucket, members: readonly number[]): RowGroup => {
  const { start, finish } = schedule.result;
  let startMin = Infinity;
  let finishMin = -Infinity;
  for (const at of members) {
    if (start[at] === NO_TIME) continue;
    startMin = Math.min(startMin, start[at]!);
    finishMin = Math.max(finishMin, finish[at]!);
  }
  const dated = startMin !== Infinity;
  return {
    id: `group:${key}`,
    title,
    count: members.length,
    startMin: dated ? startMin : null,
    finishMin: dated ? finishMin : null,
  };
};

type Laid = Pick<VisibleRows, 'positions' | 'groups' | 'flat'>;

/** Tasks without their summaries, below the heads of their groups. */
const layGrouped = (
  sources: TableSources,
  { group, sort }: Arrangement,
  matches: Uint8Array | null,
  collapsed: ReadonlySet<string>,
): Laid => {
  const { outline } = sources.schedule;
  const bucketOf = bucketing(sources, group!);
  const buckets = new Map<string, { readonly bucket: Bucket; readonly members: number[] }>();
  for (let at = 0; at < outline.ids.length; at++) {
    if (isSummary(outline, at) || (matches && matches[at] === 0)) continue;
    const bucket = bucketOf(at);
    const known = buckets.get(bucket.key);
    if (known) known.members.push(at);
    else buckets.set(bucket.key, { bucket, members: [at] });
  }
  const groups: RowGroup[] = [];
  const positions: number[] = [];
  for (const { bucket, members } of [...buckets.values()].sort((a, b) => a.bucket.rank - b.bucket.rank)) {
    const head = groupHead(sources, bucket, members);
    positions.push(-1 - groups.length);
    groups.push(head);
    if (!collapsed.has(head.id)) for (const at of inOrder(sources, members, sort)) positions.push(at);
  }
  return { positions: Int32Array.from(positions), groups, flat: true };
};

/** The outline with only what matches and the summaries above it, siblings in the order that is asked for. */
const layOutlined = (
  sources: TableSources,
  { sort }: Arrangement,
  matches: Uint8Array | null,
  collapsed: ReadonlySet<string>,
): Laid => {
  const { ids, parent, subtreeEnd } = sources.schedule.outline;
  const shown = matches ? Uint8Array.from(matches) : new Uint8Array(ids.length).fill(1);
  for (let at = ids.length - 1; at >= 0; at--) if (shown[at] === 1 && parent[at]! >= 0) shown[parent[at]!] = 1;
  const children = (from: number, end: number): number[] => {
    const found: number[] = [];
    for (let at = from; at < end; at = subtreeEnd[at]!) if (shown[at] === 1) found.push(at);
    return found;
  };
  const positions: number[] = [];
  // An explicit stack: outlines are deeper than the call stack allows.
  const open = [{ list: inOrder(sources, children(0, ids.length), sort), next: 0 }];
  while (open.length > 0) {
    const frame = open[open.length - 1]!;
    if (frame.next === frame.list.length) {
      open.pop();
      continue;
    }
    const at = frame.list[frame.next++]!;
    positions.push(at);
    const end = subtreeEnd[at]!;
    if (end > at + 1 && !collapsed.has(ids[at]!))
      open.push({ list: inOrder(sources, children(at + 1, end), sort), next: 0 });
  }
  return { positions: Int32Array.from(positions), groups: [], flat: false };
};

/**
 * The rows of an arranged plan. Worked out once for a revision and an arrangement, in a time that grows with the plan;
 * scrolling only reads what came of it. `held` are tasks that stay although the filter would no longer let them through.
 */
export const arrangedRows = (
  sources: TableSources,
  arrangement: Arrangement,
  collapsed: ReadonlySet<string>,
  held: ReadonlySet<string>,
): VisibleRows => {
  const { outline } = sources.schedule;
  if (isAsPlanned(arrangement)) return visibleRowsOf(outline, collapsed);
  const matches = heldMatches(sources, arrangement.filter, held);
  const lay = arrangement.group === null ? layOutlined : layGrouped;
  const laid = lay(sources, arrangement, matches, collapsed);
  const indexOf = new Map<string, number>();
  laid.positions.forEach((at, row) => {
    indexOf.set(at < 0 ? laid.groups[-1 - at]!.id : outline.ids[at]!, row);
  });
  const matchCount = matches ? matches.reduce((sum, match) => sum + match, 0) : outline.ids.length;
  return { ...laid, indexOf, matches, matchCount };
};
