import type { PastNames } from '../../../src/model/history-result.ts';
import type { HistoryWords } from '../../../src/reading/history-words.ts';
import type { Texts } from '../../app/i18n/texts.ts';
import type { ProjectSession } from '../../stores/project-session.ts';

/** The words of a history in this window. */
export const historyWords = (
  { plan }: ProjectSession,
  { language, textOf }: Texts,
  names: PastNames,
): HistoryWords => ({
  plan: plan.asPlan(),
  language,
  word: (key, params) => {
    const colon = key.indexOf(':');
    return textOf(key.slice(0, colon), key.slice(colon + 1), params);
  },
  names,
});
