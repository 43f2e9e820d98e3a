import * as v from 'valibot';
import da from '../../../assets/texts/da/tender.json' with { type: 'json' };
import { commandById } from '../../../src/commands/index.ts';
import type { Op } from '../../../src/model/change.ts';
import { type CommandEnv, NO_PAST } from '../../../src/model/command.ts';
import { emptyRows, type MutableRows, type Plan } from '../../../src/model/plan.ts';
import { makeRow } from '../../../src/model/row.ts';
import type { EntityName } from '../../../src/model/schema.ts';
import { planFindingsOf } from '../../../src/schedule/plan-findings.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import type { TenderSettings } from '../../../src/tender/settings.ts';
import { type TenderOfPlan, tenderOfPlan } from '../../../src/tender/tender-of-plan.ts';
import { isoOfDay } from '../../../src/time/day.ts';
import { day } from './dates.ts';

const texts = da as Readonly<Record<string, string>>;

const hours = [
  { startMin: 480, endMin: 720 },
  { startMin: 780, endMin: 1020 },
];

/** Cells of a tender that stand for settings of a timetable. */
export const cellsFor = (settings: TenderSettings): Record<string, unknown> => ({
  procedure: settings.procedure,
  electronic: settings.electronic,
  pin: { day: settings.pinDay, complete: settings.pinComplete },
  urgency: { claimed: settings.urgent, reason: '' },
  agreedDays: settings.agreedDays,
  documentsOnline: settings.documentsOnline,
  siteVisit: settings.siteVisit,
  letter: settings.letter,
  rounds: Math.max(1, settings.rounds),
  questionRounds: settings.questionRounds,
  boardApproval: settings.boardApproval,
  framework: { agreed: settings.framework, months: settings.frameworkMonths },
  exAnteNotice: settings.exAnteNotice,
  auction: settings.auction,
  authority: settings.authority,
  candidates: settings.candidates,
  complaintBufferDays: settings.complaintBufferDays,
  template: settings.template,
  complexity: settings.complexity ?? 'unknown',
});

/** A plan in memory with a Danish calendar, the real schedule and real commands: one writer, no store. */
export class TenderPlan implements Plan {
  readonly projectId = 'p';
  revision = 0;
  readonly rows: MutableRows = emptyRows();
  private readonly cells = new Map<string, Record<string, unknown>>();
  private counter = 0;
  readonly env: CommandEnv = {
    newId: () => `n${++this.counter}`,
    linkId: (predecessor, successor, type) => `${predecessor}-${successor}-${type}`,
    rowId: (entity, ...parts) => [entity, ...parts].join('.').slice(0, 64),
    random: () => 0.5,
    nowMin: day('2026-11-26') * 1440,
    past: NO_PAST,
    text: (key, params = {}) =>
      (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(params[name] ?? '')),
    datesOf: (taskId) => scheduleOf(this).datesOf(taskId),
    workBetween: (taskId, from, to) => scheduleOf(this).workBetween(taskId, from, to),
  };

  constructor(holidaySets: readonly string[] = ['da-public']) {
    const set = (entity: string, id: string, cell: string, value: unknown): Op =>
      ({ kind: 'set', entity, id, cell, value }) as Op;
    this.apply([
      set('project', 'p', 'name', 'P'),
      set('project', 'p', 'startMin', day('2026-01-05') * 1440),
      set('project', 'p', 'calendarId', 'c'),
      set('calendar', 'c', 'week', [hours, hours, hours, hours, hours, [], []]),
      set('calendar', 'c', 'holidaySets', holidaySets),
    ]);
  }

  apply(ops: readonly Op[]): void {
    for (const op of ops) {
      const map = this.rows[op.entity as EntityName] as Map<string, unknown>;
      const key = `${op.entity}/${op.id}`;
      if (op.kind === 'delete') {
        map.delete(op.id);
        this.cells.delete(key);
        continue;
      }
      const cells = this.cells.get(key) ?? {};
      if (op.kind === 'set') cells[op.cell] = op.value;
      this.cells.set(key, cells);
      map.set(op.id, makeRow(op.entity as EntityName, op.id, { ...cells }));
    }
    this.revision++;
  }

  /** Runs a command; gives the id of its refusal, or null where it was carried out. */
  run(commandId: string, input: unknown): string | null {
    const command = commandById(commandId);
    if (!command) throw new Error(`no command ${commandId}`);
    const result = command.run(this, v.parse(command.input, input) as never, this.env);
    if (!result.ok) return result.error.id;
    this.apply(result.value.ops);
    return null;
  }

  /** Runs a command that must not be refused. */
  must(commandId: string, input: unknown): this {
    const refused = this.run(commandId, input);
    if (refused !== null) throw new Error(`${commandId}: ${refused}`);
    return this;
  }

  /** A tender `t` of these cells, laid into the plan. */
  tender(cells: Record<string, unknown>): this {
    return this.must('tender.add', { id: 't', cells }).must('tender.generate', { id: 't' });
  }

  /** Sets a date as a person does who insists on it. */
  byHand(event: string, dayNumber: number): this {
    const id = this.taskId(event);
    const atMin = dayNumber * 1440 + 960;
    this.apply([
      { kind: 'set', entity: 'task', id, cell: 'mode', value: 'manual' },
      { kind: 'set', entity: 'task', id, cell: 'manualDates', value: { startMin: atMin, finishMin: atMin } },
    ]);
    return this;
  }

  /** All rows as they are, to be put back with `restore`. Values of cells are never written into. */
  snapshot(): readonly (readonly [string, Record<string, unknown>])[] {
    return [...this.cells].map(([key, cells]) => [key, { ...cells }] as const);
  }

  restore(rows: ReturnType<TenderPlan['snapshot']>): void {
    for (const map of Object.values(this.rows)) map.clear();
    this.cells.clear();
    for (const [key, cells] of rows) {
      const [entity, id] = key.split('/') as [EntityName, string];
      this.cells.set(key, { ...cells });
      (this.rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, { ...cells }));
    }
    this.revision++;
  }

  get view(): TenderOfPlan {
    return tenderOfPlan(this, 't', scheduleOf(this))!;
  }

  taskId(event: string): string {
    return this.view.rows.find(({ key }) => key === event)!.taskId!;
  }

  /** ISO date of an event. */
  date(event: string): string | undefined {
    const row = this.view.rows.find(({ key }) => key === event);
    return row && isoOfDay(row.day);
  }

  /** Findings of the plan by id and event, of a severity. */
  found(severity: 'error' | 'warning' | 'info'): string[] {
    return planFindingsOf(this)
      .filter((finding) => finding.severity === severity)
      .map(({ id, tender }) => (tender?.finding.eventId ? `${id} ${tender.finding.eventId}` : id));
  }
}
