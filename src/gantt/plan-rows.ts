import { isSummary, wbsOf } from '../model/outline.ts';
import { derived, type Plan, projectOf } from '../model/plan.ts';
import type { Task } from '../model/row.ts';
import { STAGE_COLORS } from '../model/schema.ts';
import type { RowGroup, VisibleRows } from '../model/visible-rows.ts';
import { NO_LIMIT } from '../schedule/pass.ts';
import { planFindingsOf } from '../schedule/plan-findings.ts';
import type { PlanSchedule } from '../schedule/plan-schedule.ts';
import { NO_TIME } from '../time/calendar.ts';
import { barPartsOf } from './bar-parts.ts';
import type { ColorKey } from './chart-look.ts';
import {
  type BarPart,
  type GanttRow,
  ROW_STATUSES,
  type RowKind,
  type RowSource,
  type RowStatus,
} from './gantt-row.ts';
import { type LinkIndex, linkIndexOf } from './link-index.ts';

/** Tasks that are the milestone of a gate. */
const gateTasksOf: (plan: Plan) => ReadonlySet<string> = derived(
  (plan) => new Set([...plan.rows.gate.values()].flatMap((gate) => (gate.taskId === null ? [] : [gate.taskId]))),
);

const stageColorsOf: (plan: Plan) => ReadonlyMap<string, number> = derived(
  (plan) => new Map([...plan.rows.stage.values()].map((stage) => [stage.id, stage.color])),
);

/** Says the colour of a row: that of its own stage, or of the nearest one above. Looked up once for each row asked for. */
const tonesOf = (plan: Plan, { outline }: PlanSchedule): ((at: number) => number) => {
  const colors = stageColorsOf(plan);
  const known = new Int8Array(outline.ids.length).fill(-1);
  const toneAt = (at: number): number => {
    if (at < 0) return 0;
    if (known[at]! >= 0) return known[at]!;
    const own = plan.rows.task.get(outline.ids[at]!)!.stageId;
    const tone = (own === null ? undefined : colors.get(own)) ?? toneAt(outline.parent[at]!);
    known[at] = tone;
    return tone;
  };
  return toneAt;
};

type BaselineDates = ReadonlyMap<string, { readonly startMin: number | null; readonly finishMin: number | null }>;

const NO_DATES: BaselineDates = new Map();

/** Dates by task of every baseline: gone through once per revision, however many of them are looked at. */
const baselinesOf: (plan: Plan) => ReadonlyMap<string, BaselineDates> = derived((plan) => {
  const all = new Map<string, Map<string, { readonly startMin: number | null; readonly finishMin: number | null }>>();
  for (const { baselineId, taskId, dates } of plan.rows.baselineTask.values()) {
    if (baselineId === null || taskId === null) continue;
    const known = all.get(baselineId);
    if (known) known.set(taskId, dates);
    else all.set(baselineId, new Map([[taskId, dates]]));
  }
  return all;
});

const baselineDatesOf = (plan: Plan, baselineId: string | null): BaselineDates =>
  (baselineId === null ? undefined : baselinesOf(plan).get(baselineId)) ?? NO_DATES;

const spanOf = (
  dates: { readonly startMin: number | null; readonly finishMin: number | null } | undefined,
): BarPart | null =>
  dates && dates.startMin !== null && dates.finishMin !== null
    ? { startMin: dates.startMin, finishMin: dates.finishMin }
    : null;

/** The baselines of a list that the plan still has, but for the one that they are compared with. */
export const baselinesIn = (plan: Plan, ids: readonly string[], chosenId: string | null): readonly string[] =>
  ids.filter((id) => id !== chosenId && plan.rows.baseline.has(id));

/** Colour of each person, in the order in which they stand in the register. */
const personTonesOf: (plan: Plan) => ReadonlyMap<string, number> = derived(
  (plan) => new Map([...plan.rows.party.keys()].map((id, at) => [id, at % STAGE_COLORS])),
);

/** Colours of statuses, of the same set as those of stages; the words beside the bar say the same. */
export const STATUS_TONES: Readonly<Record<RowStatus, number>> = { done: 3, late: 4, underway: 2, planned: 7 };
const NO_PERSON_TONE = 7;

/** What the colours of bars stand for, by tone; none where persons colour them, who stand beside their bars. */
export const toneNamesOf = (
  plan: Plan,
  colorBy: ColorKey,
  statusWords: Readonly<Record<RowStatus, string>>,
): readonly string[] => {
  const names: string[] = [];
  if (colorBy === 'stage') for (const { color, name } of plan.rows.stage.values()) names[color] ??= name;
  if (colorBy === 'status') for (const status of ROW_STATUSES) names[STATUS_TONES[status]] = statusWords[status];
  return Array.from(names, (name) => name ?? '');
};

/** Where a task stands: late when it should have ended, or when less of it is done than the time that has passed asks for. */
const statusOf = (startMin: number, finishMin: number, percent: number, statusMin: number): RowStatus => {
  if (percent >= 100) return 'done';
  const passed = finishMin > startMin ? (statusMin - startMin) / (finishMin - startMin) : statusMin > startMin ? 1 : 0;
  if (passed > 0 && percent < Math.min(100, Math.floor(passed * 100))) return 'late';
  return percent > 0 ? 'underway' : 'planned';
};

/** Tasks about which schedule or tenders have something to say, and how serious it is. */
const findingsOf = (plan: Plan): ReadonlyMap<string, 'error' | 'warning'> => {
  const found = new Map<string, 'error' | 'warning'>();
  for (const { severity, taskId } of planFindingsOf(plan)) {
    if (taskId === null || severity === 'info') continue;
    if (found.get(taskId) !== 'error') found.set(taskId, severity);
  }
  return found;
};

/** The shown rows of a plan: made one by one when looked at, kept until the plan or what is shown of it changes. */
export interface PlanRows extends RowSource {
  readonly links: LinkIndex;
  /** Hands over when each shown task (no summary) begins and ends, and its colour, without making a row of it. */
  eachSpan(visit: (index: number, startMin: number, finishMin: number, tone: number, critical: boolean) => void): void;
}

export interface PlanRowsInput {
  readonly plan: Plan;
  readonly schedule: PlanSchedule;
  readonly visible: VisibleRows;
  readonly collapsed: ReadonlySet<string>;
  readonly baselineId: string | null;
  /** Further baselines to be compared with. */
  readonly comparedBaselineIds?: readonly string[];
  /** Former dates of tasks, drawn below all baselines; absent where nothing is compared with before. */
  readonly formerSpans?: ReadonlyMap<string, BarPart>;
  /** What colours the bars; the stage unless something else is said. */
  readonly colorBy?: ColorKey;
  /** The instant for which statuses are told: the project's status date, or now where it has none. */
  readonly nowMin?: number;
}

/** The head of a group as a row: a summary of what is below it that is no task. */
const rowOfGroup = ({ id, title, startMin, finishMin }: RowGroup, collapsed: ReadonlySet<string>): GanttRow => ({
  id,
  wbs: '',
  name: title,
  depth: 0,
  kind: 'summary',
  startMin,
  finishMin,
  percentComplete: 0,
  critical: false,
  manual: false,
  tone: 0,
  responsible: '',
  expanded: !collapsed.has(id),
  hasChildren: true,
});

/** Rows for chart and grid, in the order in which they are shown. */
export const planRowsOf = (given: PlanRowsInput): PlanRows => {
  const { plan, schedule, visible, collapsed, baselineId, colorBy = 'stage' } = given;
  const { outline, result } = schedule;
  const made: (GanttRow | undefined)[] = new Array(visible.positions.length);
  const tones = tonesOf(plan, schedule);
  const gates = gateTasksOf(plan);
  const baseline = baselineDatesOf(plan, baselineId);
  const compared = (given.comparedBaselineIds ?? []).map((id) => baselineDatesOf(plan, id));
  const former = given.formerSpans;
  const persons = personTonesOf(plan);
  const statusMin = projectOf(plan)?.statusMin ?? given.nowMin ?? null;
  const findings = findingsOf(plan);
  const instant = (value: number): number | null => (value === NO_TIME ? null : value);
  const statusAt = (at: number): RowStatus | undefined =>
    statusMin === null || result.start[at] === NO_TIME || result.finish[at] === NO_TIME
      ? undefined
      : statusOf(result.start[at]!, result.finish[at]!, result.percentComplete[at]!, statusMin);
  const toneOf = (task: Task, at: number, status: RowStatus | undefined): number => {
    if (colorBy === 'status' && status) return STATUS_TONES[status];
    if (colorBy !== 'responsible') return tones(at);
    return (task.responsibleId === null ? undefined : persons.get(task.responsibleId)) ?? NO_PERSON_TONE;
  };
  const make = (at: number): GanttRow => {
    const id = outline.ids[at]!;
    const task = plan.rows.task.get(id)!;
    const summary = isSummary(outline, at);
    const kind: RowKind = summary ? 'summary' : gates.has(id) ? 'gate' : task.kind;
    const dates = baseline.get(id);
    const startMin = instant(result.start[at]!);
    const finishMin = instant(result.finish[at]!);
    const lateFinish = result.lateFinish[at]!;
    const percentComplete = result.percentComplete[at]!;
    const status = statusAt(at);
    const isBroken = !summary && task.splits.length > 0 && startMin !== null && finishMin !== null;
    const responsible = task.responsibleId === null ? undefined : plan.rows.party.get(task.responsibleId);
    return {
      id,
      wbs: wbsOf(outline, at),
      name: task.name,
      depth: visible.flat ? 1 : outline.depth[at]!,
      kind,
      startMin,
      finishMin,
      percentComplete,
      critical: result.critical[at] === 1,
      manual: task.mode === 'manual',
      tone: toneOf(task, at, status),
      responsible: responsible?.name ?? '',
      baselineStartMin: dates?.startMin ?? null,
      baselineFinishMin: dates?.finishMin ?? null,
      ...(compared.length > 0 || former !== undefined
        ? { compared: [...compared.map((each) => spanOf(each.get(id))), ...(former ? [former.get(id) ?? null] : [])] }
        : {}),
      constraint:
        task.constraint.atMin === null || task.constraint.type === 'ASAP' || task.constraint.type === 'ALAP'
          ? null
          : { type: task.constraint.type, atMin: task.constraint.atMin },
      parts: isBroken ? barPartsOf(task, startMin, finishMin, schedule.calendarOf(id)) : undefined,
      status,
      slackUntilMin:
        !summary && finishMin !== null && lateFinish > finishMin && lateFinish < NO_LIMIT ? lateFinish : null,
      deadlineMin: task.deadlineMin,
      expanded: summary && !collapsed.has(id),
      hasChildren: summary,
      finding: findings.get(id) ?? null,
    };
  };
  return {
    count: visible.positions.length,
    at: (index) => {
      const known = made[index];
      if (known) return known;
      const at = visible.positions[index]!;
      const row = at < 0 ? rowOfGroup(visible.groups[-1 - at]!, collapsed) : make(at);
      made[index] = row;
      return row;
    },
    eachSpan: (visit) => {
      visible.positions.forEach((at, index) => {
        if (at < 0 || isSummary(outline, at) || result.start[at] === NO_TIME || result.finish[at] === NO_TIME) return;
        const tone = colorBy === 'stage' ? tones(at) : toneOf(plan.rows.task.get(outline.ids[at]!)!, at, statusAt(at));
        visit(index, result.start[at]!, result.finish[at]!, tone, result.critical[at] === 1);
      });
    },
    links: visibleLinks(schedule, visible, collapsed),
  };
};

/** Links between shown rows; what is hidden below a collapsed summary is drawn from that summary. */
const visibleLinks = (schedule: PlanSchedule, visible: VisibleRows, collapsed: ReadonlySet<string>): LinkIndex => {
  const { outline, result, input, links } = schedule;
  const { positions, flat } = visible;
  const shownRow = new Int32Array(outline.ids.length).fill(-1);
  for (let row = 0; row < positions.length; row++) {
    const at = positions[row]!;
    if (at < 0) continue;
    const hides = !flat && collapsed.size > 0 && collapsed.has(outline.ids[at]!);
    if (hides) shownRow.fill(row, at, outline.subtreeEnd[at]!);
    else shownRow[at] = row;
  }
  const shown = new Int32Array(links.length);
  const fromRow = new Int32Array(links.length);
  const toRow = new Int32Array(links.length);
  let count = 0;
  for (let k = 0; k < links.length; k++) {
    const from = shownRow[input.linkPred[k]!]!;
    const to = shownRow[input.linkSucc[k]!]!;
    if (from < 0 || to < 0 || from === to) continue;
    shown[count] = k;
    fromRow[count] = from;
    toRow[count] = to;
    count++;
  }
  return linkIndexOf(fromRow.subarray(0, count), toRow.subarray(0, count), (number) => {
    const k = shown[number]!;
    const to = input.linkSucc[k]!;
    const isCritical = result.critical[input.linkPred[k]!] === 1 && result.critical[to] === 1;
    const { id, type } = links[k]!;
    const critical = isCritical && result.drivingLink[to] === k;
    return { id, fromRow: fromRow[number]!, toRow: toRow[number]!, type, critical };
  });
};
