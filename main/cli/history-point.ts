import type { PlanSnapshot } from '../../src/api.ts';
import type { HistoryPoint } from '../../src/model/history-result.ts';
import { ok, type Result } from '../../src/result.ts';
import { dayOfIso } from '../../src/time/day.ts';
import { findNamed } from './find-named.ts';
import { ISO_DAY, ISO_INSTANT } from './iso-input.ts';
import { type Failure, fault, type Product } from './verb.ts';

/** How a point of the history may be written. */
export const POINT = 'DATE|import:ID|baseline:NAME|version:NAME|change:NUMBER|now';

const numberIn = (text: string): number | null => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null);

const rowIn = (
  rows: readonly { readonly id: string; readonly name: string }[],
  kind: 'baseline' | 'version',
  wanted: string,
): Result<HistoryPoint, Failure> => {
  const row = findNamed(rows, wanted);
  return row ? ok({ kind, id: row.id }) : fault(`${kind}.unknown`, { name: wanted });
};

/** Reads a point; `rows` are those of the plan, where baselines and versions are looked up. */
const pointIn = (option: string, text: string, rows: PlanSnapshot['rows']): Result<HistoryPoint, Failure> => {
  const wrong = fault('usage.point', { option, value: text, known: POINT });
  if (text === 'now') return ok({ kind: 'now' });
  if (ISO_DAY.test(text) || ISO_INSTANT.test(text)) {
    if (!dayOfIso(text.slice(0, 10)).ok) return wrong;
    // A day begins at its midnight, here.
    return ok({ kind: 'time', atMs: new Date(text.length > 10 ? text : `${text}T00:00`).getTime() });
  }
  const colon = text.indexOf(':');
  const [kind, name] = [text.slice(0, colon), text.slice(colon + 1)];
  if (kind === 'baseline') return rowIn(rows.baseline, 'baseline', name);
  if (kind === 'version') return rowIn(rows.planVersion, 'version', name);
  const number = numberIn(name);
  if (number === null) return wrong;
  if (kind === 'import') return ok({ kind: 'import', importId: number });
  return kind === 'change' ? ok({ kind: 'change', number }) : wrong;
};

/** The point that an option names; `now` where it is not given. */
export const pointOption = async (
  product: Product,
  projectId: string,
  option: string,
  given: string | undefined,
): Promise<Result<HistoryPoint, Failure>> => {
  if (given === undefined) return ok({ kind: 'now' });
  const snapshot = await product.call('project.open', { projectId });
  return snapshot.ok ? pointIn(option, given, snapshot.value.rows) : snapshot;
};
