import { type CommitmentFinding, type Concerned, findingKey } from '../../../src/commitment/findings.ts';
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

/** Names and numbers of a finding about commitments, its days as people write them. */
const withDays = (params: CommitmentFinding['params'], language: Texts['language']): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, key.endsWith('Day') ? dayText(Number(value), language) : value]),
  );

/** What commitments or rollout find, as a sentence. */
export const commitmentFindingText = (
  { language, textOf }: Pick<Texts, 'language' | 'textOf'>,
  finding: CommitmentFinding,
): string => textOf('commitment', findingKey(finding), withDays(finding.params, language));

/** One of those that a finding is about: its name, and its go-live where that is what is wrong. */
export const concernedText = ({ language }: Pick<Texts, 'language'>, { params }: Concerned): string =>
  params.goLiveDay === undefined ? params.name : `${params.name}, ${dayText(Number(params.goLiveDay), language)}`;

/** Title and sentence of a finding, whatever it is about. */
export const findingTextIn = (
  texts: Pick<Texts, 'language' | 'textOf'>,
  { id, tender, commitment }: PlanFinding,
): { readonly title: string; readonly text: string } => {
  if (tender !== null) return findingText(tenderWordsIn(texts), tender.finding, tender.procedure);
  const title = titleIn(texts, id);
  return { title, text: commitment ? commitmentFindingText(texts, commitment) : texts.textOf('findings', id) };
};
