import type { Gate } from '../../../src/model/row.ts';
import { useTexts } from '../i18n/texts.ts';
import { Chip, type Tone } from './card.tsx';

const TONES: Readonly<Record<Gate['decision'], Tone | undefined>> = {
  open: undefined,
  approved: 'ok',
  conditional: 'warning',
  rejected: 'error',
};

/** What has been decided at a gate. */
export const DecisionChip = ({ decision }: { readonly decision: Gate['decision'] }) => {
  const { t } = useTexts();
  return <Chip tone={TONES[decision]}>{t(`decision.${decision}`)}</Chip>;
};
