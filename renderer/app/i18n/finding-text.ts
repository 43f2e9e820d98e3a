import type { CommitmentFinding } from '../../../src/commitment/findings.ts';
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

/** What commitments or rollout find, as a sentence; its days as people write them. */
export const commitmentFindingText = (
  { language, textOf }: Pick<Texts, 'language' | 'textOf'>,
  { id, params }: CommitmentFinding,
): string =>
  textOf(
    'commitment',
    `finding.${id}`,
    Object.fromEntries(
      Object.entries(params).map(([key, value]) => [
        key,
        key.endsWith('Day') ? dayText(Number(value), language) : value,
      ]),
    ),
  );

/** Title and sentence of a finding, whatever it is about. */
export const findingTextIn = (
  texts: Pick<Texts, 'language' | 'textOf'>,
  { id, tender, commitment }: PlanFinding,
): { readonly title: string; readonly text: string } => {
  if (tender !== null) return findingText(tenderWordsIn(texts), tender.finding, tender.procedure);
  const title = titleIn(texts, id);
  return { title, text: commitment ? commitmentFindingText(texts, commitment) : texts.textOf('findings', id) };
};
