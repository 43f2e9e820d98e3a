import { useTexts } from '../../app/i18n/texts.ts';
import { CommitField, type CommitResult } from '../../app/parts/commit-field.tsx';
import { readAmount, readWhole, writeAmount } from './typed-numbers.ts';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  /** What stands in the field when it is empty; where it is given the field may be empty. */
  readonly emptyText?: string;
  readonly onNumber: (value: number | null) => Promise<CommitResult> | CommitResult;
}

/** A whole number between two bounds; anything else is answered below the field. */
export const NumberField = ({ label, value, least, most, emptyText, onNumber }: NumberFieldProps) => {
  const commit = (text: string): Promise<CommitResult> | CommitResult => {
    if (text.trim() === '' && emptyText !== undefined) return onNumber(null);
    const typed = readWhole(text, least, most);
    return typed.ok ? onNumber(typed.value) : typed.error;
  };
  return (
    <CommitField label={label} value={value === null ? '' : String(value)} placeholder={emptyText} onCommit={commit} />
  );
};

/** An amount without VAT; what cannot be read is answered below the field. */
export const AmountField = ({
  label,
  minor,
  onMinor,
}: {
  readonly label: string;
  readonly minor: number;
  readonly onMinor: (minor: number) => Promise<CommitResult> | CommitResult;
}) => {
  const { language } = useTexts();
  const commit = (text: string): Promise<CommitResult> | CommitResult => {
    const typed = readAmount(text, language);
    return typed.ok ? onMinor(typed.value) : typed.error;
  };
  return <CommitField label={label} value={writeAmount(minor, language)} placeholder="0" onCommit={commit} />;
};
