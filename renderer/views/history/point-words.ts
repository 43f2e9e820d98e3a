import type { HistoryPoint } from '../../../src/model/history-result.ts';
import { momentText } from '../../app/i18n/formats.ts';
import type { Texts } from '../../app/i18n/texts.ts';
import type { ProjectSession } from '../../stores/project-session.ts';

/** Before something came from somebody: by whose it was, as all files of a plan are called alike. */
const importText = (
  importId: number,
  { history }: ProjectSession,
  nowMs: number,
  { textOf, language }: Texts,
): string => {
  const known = history.imports.find(({ id }) => id === importId);
  if (known === undefined) return textOf('history', 'point.importNumber', { number: importId });
  const { person, fileName, atMs } = known;
  const at = momentText(atMs, nowMs, language);
  return person === ''
    ? textOf('history', 'point.importOf', { file: fileName, at })
    : textOf('history', 'point.importFrom', { person, at });
};

/** A point of the history as people call it. */
export const pointText = (point: HistoryPoint, session: ProjectSession, nowMs: number, texts: Texts): string => {
  const { plan, history } = session;
  const { textOf, language } = texts;
  const { rows } = plan.asPlan();
  switch (point.kind) {
    case 'now':
      return textOf('history', 'point.now');
    case 'time':
      return point.atMs === history.lastOpenedMs
        ? textOf('history', 'point.lastOpened')
        : momentText(point.atMs, nowMs, language);
    case 'import':
      return importText(point.importId, session, nowMs, texts);
    case 'change':
      return textOf('history', 'point.change', { number: point.number });
    case 'version':
      return rows.planVersion.get(point.id)?.name ?? '';
    case 'baseline':
      return rows.baseline.get(point.id)?.name ?? '';
  }
};

/** What the plan shows while it is compared with a point: names as they are, everything else as part of a sentence. */
export const sinceText = (point: HistoryPoint, session: ProjectSession, nowMs: number, texts: Texts): string => {
  const { textOf } = texts;
  const name = pointText(point, session, nowMs, texts);
  if (point.kind === 'change') return textOf('history', 'strip.change', { number: point.number });
  if (point.kind === 'import') return textOf('history', 'strip.import', { point: name });
  if (point.kind === 'time' && point.atMs === session.history.lastOpenedMs)
    return textOf('history', 'strip.lastOpened');
  return textOf('history', 'strip', { point: name });
};
