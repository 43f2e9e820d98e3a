import { type PlanFinding, titleKeyOf } from '../../../src/schedule/plan-findings.ts';
import { findingText, type Words } from '../../../src/tender/wording.ts';
import { dayText, moneyText } from './formats.ts';
import type { Texts } from './texts.ts';

/** What texts about tenders are made of in a window: its language, and dates as people write them. */
export const tenderWordsIn = ({ language, textOf }: Pick<Texts, 'language' | 'textOf'>): Words => ({
  text: (key, params) => textOf('tender', key, params),
  holiday: (id) => textOf('holidays', id),
  day: (dayNumber) => dayText(dayNumber, language, 'weekday'),
  money: (minor, currency) => moneyText(minor, currency, language),
});

/** Title of a finding by its id alone. */
export const titleIn = ({ textOf }: Pick<Texts, 'textOf'>, id: string): string => {
  const [catalogue, key] = titleKeyOf(id).split(':') as [string, string];
  return textOf(catalogue, key);
};

/** Title and sentence of a finding, whatever it is about. */
export const findingTextIn = (texts: Pick<Texts, 'language' | 'textOf'>, { id, tender }: PlanFinding) =>
  tender === null
    ? { title: texts.textOf('findings', `${id}.title`), text: texts.textOf('findings', id) }
    : findingText(tenderWordsIn(texts), tender.finding, tender.procedure);
