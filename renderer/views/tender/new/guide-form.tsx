import { Checkbox, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import type { Tender } from '../../../../src/model/row.ts';
import type { ProcedureId } from '../../../../src/tender/procedure.ts';
import { adviseProcedure, type ProcedureAdvice, type PurchaseFacts } from '../../../../src/tender/procedure-guide.ts';
import { citationText } from '../../../../src/tender/wording.ts';
import { useTenderWords } from '../../../app/i18n/tender-words.ts';
import { useTexts } from '../../../app/i18n/texts.ts';
import { Chip, type Tone } from '../../../app/parts/card.tsx';
import parts from '../../../app/parts/parts.module.css';
import { useViewText } from '../use-tender.ts';
import styles from './new-tender.module.css';

type Facts = Tender['facts'];

interface GuideProps {
  readonly subject: Tender['subject'];
  readonly value: PurchaseFacts['value'];
  readonly valueOre: number | null;
  readonly facts: Facts;
  readonly procedure: ProcedureId;
  readonly onFacts: (facts: Facts) => void;
  readonly onProcedure: (procedure: ProcedureId) => void;
}

const QUESTIONS = [
  'canBeDescribed',
  'manyTenderers',
  'needsNegotiation',
  'needsDialogue',
  'notOnMarket',
  'repeatedStandard',
  'groundForNoNotice',
] as const satisfies readonly (keyof Facts)[];

/** Questions about the purchase; which of them matter depends on the answers. */
const Questions = ({ facts, value, onFacts }: Pick<GuideProps, 'facts' | 'value' | 'onFacts'>) => {
  const v = useViewText();
  const choice = (cell: 'covered' | 'crossBorder', values: readonly string[]) => (
    <Select
      label={v(`guide.${cell}`)}
      data={values.map((each) => ({ value: each, label: v(`guide.${cell}.${each}`) }))}
      value={facts[cell]}
      allowDeselect={false}
      onChange={(chosen) => chosen && onFacts({ ...facts, [cell]: chosen } as Facts)}
    />
  );
  return (
    <div className={styles.questions}>
      {choice('covered', ['none', 'framework', 'dps'])}
      {facts.covered === 'none' && value === 'below' && choice('crossBorder', ['unknown', 'yes', 'no'])}
      {facts.covered === 'none' &&
        value !== 'below' &&
        QUESTIONS.map((question) => (
          <Checkbox
            key={question}
            size="xs"
            label={v(`guide.${question}`)}
            checked={facts[question]}
            onChange={(event) => onFacts({ ...facts, [question]: event.currentTarget.checked })}
          />
        ))}
    </div>
  );
};

const FIT: Readonly<Record<ProcedureAdvice['fit'], Tone | undefined>> = {
  recommended: 'ok',
  possible: undefined,
  'not-allowed': 'warning',
};

/** The procedures that fit the answers, best first, each with its reason and the places behind it. */
const Advice = ({
  advice,
  procedure,
  onProcedure,
}: Pick<GuideProps, 'procedure' | 'onProcedure'> & { readonly advice: readonly ProcedureAdvice[] }) => {
  const { words } = useTenderWords();
  const { textOf } = useTexts();
  const v = useViewText();
  return (
    <fieldset className={styles.advice}>
      <legend>{v('guide.answer')}</legend>
      {advice.map((each) => (
        <label key={each.procedure} className={styles.choice} data-fit={each.fit}>
          <input
            type="radio"
            name="procedure"
            checked={each.procedure === procedure}
            onChange={() => onProcedure(each.procedure)}
          />
          <span>
            <span className={styles.choiceTitle}>
              {textOf('tender', `procedure.${each.procedure}`)} <Chip tone={FIT[each.fit]}>{v(`fit.${each.fit}`)}</Chip>
            </span>
            {each.reasons.map((reason) => (
              <span key={reason} className={styles.reason}>
                {textOf('tender', `guide.${reason}`)}
              </span>
            ))}
            <span className={`${styles.reason} ${parts.faint}`}>
              {each.citations.map((citation) => citationText(words, citation)).join(' · ')}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
};

/** "Which procedure?": questions at the left, what follows from the answers at the right. A guide, not legal advice. */
export const GuideForm = observer(
  ({ subject, value, valueOre, facts, procedure, onFacts, onProcedure }: GuideProps) => {
    const v = useViewText();
    const adviceOn = (answers: Facts) => adviseProcedure({ ...answers, kind: subject, value, valueOre });
    const advice = adviceOn(facts);
    const answered = (next: Facts): void => {
      onFacts(next);
      // The recommended one is chosen along with the answers, until a person chooses another.
      const best = adviceOn(next)[0];
      const wasBest = advice[0]?.procedure === procedure || !advice.some((each) => each.procedure === procedure);
      if (best && wasBest && best.fit === 'recommended') onProcedure(best.procedure);
    };
    return (
      <>
        <div className={styles.two}>
          <Questions facts={facts} value={value} onFacts={answered} />
          <Advice advice={advice} procedure={procedure} onProcedure={onProcedure} />
        </div>
        <p className={parts.faint}>{v('table.noAdvice')}</p>
      </>
    );
  },
);
