import { formatAmount } from '../../../src/time/duration-text.ts';
import type { EntryLanguage } from '../../../src/time/entry.ts';
import { useTexts } from '../i18n/texts.ts';
import { CommitField, type CommitResult } from './commit-field.tsx';

/** A share in thousandths as people write it: `50 %`. */
export const unitsText = (permille: number, language: EntryLanguage): string =>
  `${formatAmount(permille, 10, language)} %`;

/** Thousandths that a text means, as in `50`, `50 %` or `12,5 %`; null where it means none between 0,1 and 10,000 %. */
export const unitsOfText = (text: string): number | null => {
  const typed = /^\s*(\d{1,5}(?:[.,]\d)?)\s*%?\s*$/.exec(text);
  if (!typed) return null;
  const permille = Math.round(Number(typed[1]!.replace(',', '.')) * 10);
  return permille >= 1 && permille <= 100_000 ? permille : null;
};

/** A share of somebody's time. */
export const UnitsField = ({
  permille,
  ariaLabel,
  onUnits,
}: {
  readonly permille: number;
  readonly ariaLabel: string;
  readonly onUnits: (permille: number) => Promise<CommitResult>;
}) => {
  const { language } = useTexts();
  const commit = (text: string): Promise<CommitResult> | CommitResult => {
    const units = unitsOfText(text);
    return units === null ? { id: 'entry.share-unreadable', params: { text } } : onUnits(units);
  };
  return <CommitField ariaLabel={ariaLabel} value={unitsText(permille, language)} onCommit={commit} />;
};
