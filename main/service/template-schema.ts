import * as v from 'valibot';
import {
  CONSTRAINT_TYPES,
  DURATION_UNITS,
  LINK_TYPES,
  MAX_NAME,
  MAX_TEXT,
  STAGE_COLORS,
} from '../../src/model/schema.ts';
import { idSchema } from '../../src/model/validate.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { HOLIDAY_SETS } from '../../src/time/holiday-sets.ts';

/** Text in each language of the product. */
const words = (max: number) =>
  v.strictObject({ da: v.pipe(v.string(), v.maxLength(max)), en: v.pipe(v.string(), v.maxLength(max)) });
const name = words(MAX_NAME);
const text = words(MAX_TEXT);
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const integer = v.pipe(v.number(), v.safeInteger());
const minuteOfDay = v.pipe(integer, v.minValue(0), v.maxValue(1440));

/** A time as calendar days after the project's start and minutes of that day. */
const offset = v.strictObject({ offsetDays: integer, minute: minuteOfDay });

const task = v.strictObject({
  key,
  parent: v.optional(key),
  name,
  kind: v.optional(v.picklist(['task', 'milestone'])),
  duration: v.optional(
    v.strictObject({
      minutes: v.pipe(integer, v.minValue(0)),
      unit: v.picklist(DURATION_UNITS),
      elapsed: v.optional(v.boolean()),
      estimated: v.optional(v.boolean()),
    }),
  ),
  mode: v.optional(v.picklist(['auto', 'manual'])),
  /** Day of a manual task's start; for others the earliest day to start on. */
  startOffsetDays: v.optional(integer),
  constraint: v.optional(v.strictObject({ type: v.picklist(CONSTRAINT_TYPES), ...offset.entries })),
  /** Exact dates of a manual task, where whole days do not tell them. */
  manualDates: v.optional(v.strictObject({ start: v.nullable(offset), finish: v.nullable(offset) })),
  deadline: v.optional(offset),
  stage: v.optional(key),
  responsible: v.optional(key),
  percentComplete: v.optional(v.pipe(integer, v.minValue(0), v.maxValue(100))),
  note: v.optional(text),
});

/** The file format of templates and of the example: a plan whose dates count from its first day. */
export const templateSchema = v.strictObject({
  id: idSchema,
  name,
  description: text,
  /** ISO day, for the example, which keeps its real dates unless another start is chosen. */
  projectStart: v.optional(v.pipe(v.string(), v.isoDate())),
  calendar: v.strictObject({
    name,
    week: v.pipe(v.array(v.array(v.strictObject({ startMin: minuteOfDay, endMin: minuteOfDay }))), v.length(7)),
    holidaySets: v.array(v.picklist(HOLIDAY_SETS)),
  }),
  parties: v.array(v.strictObject({ key, kind: v.picklist(['person', 'organisation']), name, role: v.optional(name) })),
  stages: v.array(v.strictObject({ key, name, color: v.pipe(integer, v.minValue(0), v.maxValue(STAGE_COLORS - 1)) })),
  tasks: v.array(task),
  links: v.array(
    v.strictObject({
      from: key,
      to: key,
      type: v.picklist(LINK_TYPES),
      lag: v.optional(
        v.strictObject({
          amount: integer,
          kind: v.picklist(['working', 'elapsed', 'percent']),
          unit: v.picklist(DURATION_UNITS),
        }),
      ),
    }),
  ),
  gates: v.array(
    v.strictObject({
      key,
      name,
      stage: v.optional(key),
      task: v.optional(key),
      body: v.optional(name),
      /** What was decided and when, in calendar days after the project's start; for the example. */
      decision: v.optional(v.picklist(['approved', 'conditional', 'rejected'])),
      decidedOffsetDays: v.optional(integer),
      items: v.array(
        v.strictObject({
          kind: v.picklist(['question', 'deliverable']),
          text,
          answer: v.optional(v.picklist(['yes', 'no', 'not-relevant'])),
        }),
      ),
    }),
  ),
});

export type Template = v.InferOutput<typeof templateSchema>;
export type TemplateTask = Template['tasks'][number];

export interface TemplateError {
  readonly id: 'template.invalid';
  readonly params: { readonly template: string; readonly place: string; readonly reason: string };
}

const invalid = (template: string, place: string, reason: string): Result<never, TemplateError> =>
  err({ id: 'template.invalid', params: { template, place, reason } });

/** The first key that is used twice or names nothing, as `place`; null when all fit together. */
const brokenKey = (template: Template): { readonly place: string; readonly key: string } | null => {
  const keysOf = (list: readonly { readonly key: string }[]): Set<string> => new Set(list.map((item) => item.key));
  const lists = { parties: template.parties, stages: template.stages, tasks: template.tasks, gates: template.gates };
  for (const [place, list] of Object.entries(lists)) {
    const keys = new Set<string>();
    for (const item of list) {
      if (keys.has(item.key)) return { place, key: item.key };
      keys.add(item.key);
    }
  }
  const [parties, stages, tasks] = [keysOf(template.parties), keysOf(template.stages), keysOf(template.tasks)];
  const named = (keys: ReadonlySet<string>, used: string | undefined): boolean => used === undefined || keys.has(used);
  // A parent stands before its parts, which rules out circles.
  const above = new Set<string>();
  for (const item of template.tasks) {
    if (!named(above, item.parent)) return { place: 'tasks.parent', key: item.key };
    if (!named(stages, item.stage)) return { place: 'tasks.stage', key: item.key };
    if (!named(parties, item.responsible)) return { place: 'tasks.responsible', key: item.key };
    above.add(item.key);
  }
  for (const { from, to } of template.links) {
    if (!tasks.has(from) || !tasks.has(to)) return { place: 'links', key: `${from} → ${to}` };
  }
  for (const item of template.gates) {
    if (!named(stages, item.stage) || !named(tasks, item.task)) return { place: 'gates', key: item.key };
  }
  return null;
};

/** Checks a template from a file; the error names the place in it. */
export const parseTemplate = (value: unknown): Result<Template, TemplateError> => {
  const parsed = v.safeParse(templateSchema, value, { abortEarly: true });
  const id = (value as { id?: unknown } | null)?.id;
  const label = typeof id === 'string' ? id : '';
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return invalid(label, v.getDotPath(issue) ?? '', issue.message);
  }
  const broken = brokenKey(parsed.output);
  return broken === null ? ok(parsed.output) : invalid(label, broken.place, broken.key);
};
