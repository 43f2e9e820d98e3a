import type { Plan } from '../model/plan.ts';
import { type ListRow, wholeNumber } from './answer-list.ts';

/** Why a line of a list of populations cannot be taken; texts are in the catalogue `commitment` under `list.<id>`. */
export interface PopulationFault {
  readonly line: number;
  readonly id: 'no-populations' | 'unknown-code' | 'row-twice' | 'not-whole' | 'no-year' | 'years-differ';
  readonly params: Readonly<Record<string, string | number>>;
}

/** A count of inhabitants of one year, for the command `population.set`; nothing is to be taken while a line is at fault. */
export interface PopulationReport {
  readonly year: number | null;
  readonly counts: readonly { readonly code: string; readonly inhabitants: number }[];
  readonly faults: readonly PopulationFault[];
}

const CODE = /^(code|kode|kommunekode|kommunenr\.?|komkode)$/;
const COUNT = /^(population|inhabitants|indbyggere|indbyggertal|folketal|befolkning)$/;
const YEAR = /^(population_year|year|år|tid)$/;
/** A year, also where it is written with its quarter as Danmarks Statistik does: 2026K1. */
const YEAR_TEXT = /^(19\d\d|20\d\d|21\d\d)(?:K1)?$/;

/** Reads a list with a municipality code, a number of inhabitants and the year of the count, as the figures ship. */
export const readPopulations = (plan: Plan, rows: readonly ListRow[]): PopulationReport => {
  const [head, ...body] = rows;
  const names = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const find = (pattern: RegExp): number => names.findIndex((name) => pattern.test(name));
  const [codeAt, countAt, yearAt] = [find(CODE), find(COUNT), find(YEAR)];
  if (codeAt < 0 || countAt < 0 || yearAt < 0)
    return { year: null, counts: [], faults: [{ line: head?.line ?? 1, id: 'no-populations', params: {} }] };
  const known = new Map(
    [...plan.rows.participant.values()].filter(({ code }) => code !== '').map((one) => [one.code, one]),
  );
  const seen = new Map<string, number>();
  const counts: { code: string; inhabitants: number }[] = [];
  const faults: PopulationFault[] = [];
  let year: number | null = null;
  for (const { line, cells } of body) {
    const add = (id: PopulationFault['id'], params: PopulationFault['params'] = {}): void => {
      faults.push({ line, id, params });
    };
    const given = (cells[codeAt] ?? '').trim();
    const participant = known.get(given) ?? known.get(given.replace(/^0+/, ''));
    if (!participant) {
      add('unknown-code', { code: given });
      continue;
    }
    const { code, name } = participant;
    const before = seen.get(code);
    if (before !== undefined) add('row-twice', { name, line: before });
    seen.set(code, line);
    const inhabitants = wholeNumber(cells[countAt] ?? '');
    if (inhabitants === null) add('not-whole', { text: (cells[countAt] ?? '').trim() });
    const told = YEAR_TEXT.exec((cells[yearAt] ?? '').trim())?.[1];
    if (told === undefined) add('no-year', { text: (cells[yearAt] ?? '').trim() });
    else if (year !== null && year !== Number(told)) add('years-differ', { year, other: told });
    else year = Number(told);
    if (inhabitants !== null) counts.push({ code, inhabitants });
  }
  return { year, counts, faults };
};
