import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { orderKeysBetween } from '../../../src/model/order-key.ts';
import type { TenderLot } from '../../../src/model/row.ts';
import type { TenderOfPlan } from '../../../src/tender/tender-of-plan.ts';
import { lotsOfTender, valueOfTender } from '../../../src/tender/tender-value.ts';
import { THRESHOLDS, type ThresholdId, type ThresholdVerdict, thresholdOn } from '../../../src/tender/thresholds.ts';
import { reasonText } from '../../../src/tender/wording.ts';
import type { PeriodReason } from '../../../src/time/period.ts';
import { moneyText } from '../../app/i18n/formats.ts';
import { useTenderWords } from '../../app/i18n/tender-words.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { AmountField, NumberField } from './number-field.tsx';
import styles from './tender-view.module.css';
import { useAssume, useViewText } from './use-tender.ts';

const MOST_MONTHS = 1200;

/** What the estimated value means for the duty to hold a tender, with the reasons. */
export const Verdict = ({
  verdict,
  why,
}: {
  readonly verdict: ThresholdVerdict['verdict'];
  readonly why: readonly PeriodReason[];
}) => {
  const { words } = useTenderWords();
  const v = useViewText();
  return (
    <div className={styles.verdict} data-verdict={verdict}>
      <p className={styles.verdictTitle}>{v(`verdict.${verdict}`)}</p>
      {why.map((reason) => (
        <p key={reason.id}>{reasonText(words, reason)}</p>
      ))}
    </div>
  );
};

const Lot = observer(
  ({
    lot,
    isOnly,
    startsChosen,
  }: {
    readonly lot: TenderLot;
    readonly isOnly: boolean;
    readonly startsChosen: boolean;
  }) => {
    const project = useProject();
    const v = useViewText();
    const commit = useCommit();
    const set = (cells: object) => commit('tenderLot.update', { id: lot.id, cells });
    const { price } = lot;
    return (
      <div className={styles.lot}>
        {!isOnly && (
          <CommitField
            label={v('lot.name')}
            value={lot.name}
            startsChosen={startsChosen}
            onCommit={(name) => set({ name })}
          />
        )}
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={v('lot.kind')}
          data={[
            { value: 'total', label: v('lot.total') },
            { value: 'monthly', label: v('lot.monthly') },
          ]}
          value={price.kind}
          onChange={(kind) => void set({ price: { ...price, kind } })}
        />
        <AmountField
          label={v(price.kind === 'total' ? 'lot.amount' : 'lot.amountMonthly')}
          minor={price.amountMinor}
          onMinor={(amountMinor) => set({ price: { ...price, amountMinor } })}
        />
        {price.kind === 'monthly' && (
          <NumberField
            label={v('lot.months')}
            value={price.months}
            least={1}
            most={MOST_MONTHS}
            emptyText={v('lot.noEnd')}
            onNumber={(months) => set({ price: { ...price, months } })}
          />
        )}
        <AmountField
          label={v('lot.options')}
          minor={lot.optionsMinor}
          onMinor={(optionsMinor) => set({ optionsMinor })}
        />
        <AmountField
          label={v('lot.renewals')}
          minor={lot.renewalsMinor}
          onMinor={(renewalsMinor) => set({ renewalsMinor })}
        />
        <AmountField
          label={v('lot.payments')}
          minor={lot.paymentsMinor}
          onMinor={(paymentsMinor) => set({ paymentsMinor })}
        />
        {!isOnly && (
          <button
            type="button"
            className={`${parts.link} ${styles.small}`}
            onClick={() => void project.carryOut('tenderLot.delete', { ids: [lot.id] })}
          >
            {v('lot.delete')}
          </button>
        )}
      </div>
    );
  },
);

/**
 * The official amount in kroner of a threshold that is shipped in euro only: a person enters it once it is published, for
 * the two years in which the threshold stands.
 */
const ThresholdInKroner = observer(({ id, day }: { readonly id: ThresholdId; readonly day: number }) => {
  const { plan } = useProject();
  const v = useViewText();
  const commit = useCommit();
  const period = THRESHOLDS.find(({ fromDay, toDay }) => fromDay <= day && day <= toDay);
  if (!period || thresholdOn(id, day)?.dkkOre != null) return null;
  const entered = [...plan.rows.threshold.values()].find(
    ({ kind, days }) => kind === id && days.fromDay === period.fromDay,
  );
  const set = (minor: number) => {
    const dkkOre = minor === 0 ? null : minor;
    if (entered) return commit('threshold.update', { id: entered.id, cells: { dkkOre } });
    const { fromDay, toDay } = period;
    return commit('threshold.add', { cells: { kind: id, days: { fromDay, toDay }, dkkOre } });
  };
  return <AmountField label={v('settings.thresholdDkk')} minor={entered?.dkkOre ?? 0} onMinor={set} />;
});

/** What is bought and for how much, lot by lot, held against the threshold of the day on which the notice is sent. */
export const ValueCard = observer(({ of }: { readonly of: TenderOfPlan }) => {
  const { app } = useStores();
  const { plan } = useProject();
  const { language } = useTexts();
  const v = useViewText();
  const { tender, rows } = of;
  const assume = useAssume(tender.id);
  const { addedId, add } = useAddedRow();
  const lots = lotsOfTender(plan.asPlan(), tender.id);
  const notice = rows.find(({ id }) => id === 'notice') ?? rows.find(({ id }) => id === 'invitation');
  const noticeDay = notice?.day ?? app.env.todayDay();
  const { currency, subject } = tender;
  const addLot = (): void => {
    const [order] = orderKeysBetween(lots[lots.length - 1]?.order ?? null, null, 1, Math.random);
    add('tenderLot.add', { tenderId: tender.id, order, name: lots.length === 0 ? '' : v('lot.newName') });
  };
  const { estimate, verdict, why, thresholdId } = valueOfTender(plan.asPlan(), tender, noticeDay);
  return (
    <section className={styles.group} aria-label={v('settings.value')}>
      <h3 className={styles.groupTitle}>{v('settings.value')}</h3>
      <Select
        label={v('settings.subject')}
        data={['supplies-services', 'works', 'light', 'design'].map((value) => ({
          value,
          label: v(`subject.${value}`),
        }))}
        value={subject}
        allowDeselect={false}
        comboboxProps={{ width: 260, position: 'bottom-start' }}
        onChange={(value) => value && void assume({ subject: value })}
      />
      {lots.length > 0 && (
        <>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={v('settings.currency')}
            data={['DKK', 'EUR']}
            value={currency}
            onChange={(value) => void assume({ currency: value })}
          />
          {lots.map((lot) => (
            <Lot key={lot.id} lot={lot} isOnly={lots.length === 1} startsChosen={lot.id === addedId} />
          ))}
          <p className={styles.sum}>
            {v('value.total')} <strong>{moneyText(estimate?.total.minor ?? 0, currency, language)}</strong>
          </p>
          <Verdict verdict={verdict} why={why} />
          {currency === 'DKK' && <ThresholdInKroner id={thresholdId} day={noticeDay} />}
        </>
      )}
      <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={addLot}>
        {v(lots.length === 0 ? 'lot.first' : 'lot.add')}
      </Button>
    </section>
  );
});
