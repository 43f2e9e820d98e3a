import type { HistoryPoint } from '../../../src/model/history-result.ts';
import { momentText } from '../../app/i18n/formats.ts';
import type { Texts } from '../../app/i18n/texts.ts';
import type { ProjectSession } from '../../stores/project-session.ts';

/** A point of the history as people call it. */
export const pointText = (
  point: HistoryPoint,
  { plan, history }: ProjectSession,
  nowMs: number,
  { textOf, language }: Texts,
): string => {
  const { rows } = plan.asPlan();
  switch (point.kind) {
    case 'now':
      return textOf('history', 'point.now');
    case 'time':
      return point.atMs === history.lastOpenedMs
        ? textOf('history', 'point.lastOpened')
        : momentText(point.atMs, nowMs, language);
    case 'import':
      return textOf('history', 'point.importNumber', { number: point.importId });
    case 'change':
      return textOf('history', 'point.change', { number: point.number });
    case 'version':
      return rows.planVersion.get(point.id)?.name ?? '';
    case 'baseline':
      return rows.baseline.get(point.id)?.name ?? '';
  }
};
