import { readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';
import { err, ok, type Result } from '../../src/result.ts';
import { type DatedEvent, eventOfKey } from '../../src/tender/event.ts';
import { GAPS, type Gap, type GapId } from '../../src/tender/template.ts';
import { dayOfIso } from '../../src/time/day.ts';
import { readable } from './product.ts';
import { at, type Failure, fault } from './verb.ts';

/** Planned lengths and dates set by hand, from a file. */
export interface TenderPlanFile {
  readonly gaps: Partial<Record<GapId, Gap>>;
  readonly fixed: readonly DatedEvent[];
}

/** Largest file that is read, in bytes: a timetable has some dozens of dates. */
const MOST_BYTES = 1_000_000;
const MOST_GAP = 3660;

const gapSchema = v.strictObject({
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_GAP)),
  unit: v.picklist(['day', 'working-day']),
});

const fileSchema = v.strictObject({
  durations: v.optional(v.record(v.picklist(GAPS), gapSchema), {}),
  events: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        date: v.string(),
        time: v.optional(v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))),
      }),
    ),
    [],
  ),
});

const parse = (bytes: Buffer): Result<unknown, string> => {
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    return err((error as Error).message);
  }
};

const minuteOf = (time: string | undefined): number | null =>
  time === undefined ? null : Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/**
 * Reads a JSON file of planned lengths and hand-set dates: `{"durations": {"selection": {"count": 12, "unit": "day"}},
 * "events": [{"id": "requests-deadline", "date": "2024-05-06", "time": "12:00"}]}`. Names the place that cannot be read.
 */
export function readTenderPlan(path: string): Result<TenderPlanFile, Failure> {
  const found = readable(path);
  if (!found.ok) return found;
  if (statSync(found.value).size > MOST_BYTES) return fault('tender.plan-unreadable', { path, reason: '> 1 MB' });
  const parsed = parse(readFileSync(found.value));
  if (!parsed.ok) return fault('tender.plan-unreadable', { path, reason: parsed.error });
  const checked = v.safeParse(fileSchema, parsed.value, { abortEarly: true });
  if (!checked.success) {
    const [issue] = checked.issues;
    const place = v.getDotPath(issue) ?? '';
    return fault('tender.plan-unreadable', { path, reason: `${place} ${issue.message}`.trim() });
  }
  const fixed: DatedEvent[] = [];
  for (const { id, date, time } of checked.output.events) {
    const event = eventOfKey(id);
    if (event === null) return at(path, { id: 'tender.unknown-event', params: { event: id } });
    const day = dayOfIso(date);
    if (!day.ok) return at(path, { id: 'period.date', params: { value: date } });
    fixed.push({ ...event, day: day.value, timeMin: minuteOf(time) });
  }
  return ok({ gaps: checked.output.durations as Partial<Record<GapId, Gap>>, fixed });
}
