import { ActionIcon, Button, Checkbox, NumberInput, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { Fragment } from 'react';
import { decidableDay, type ThresholdState, thresholdStates } from '../../../src/commitment/threshold.ts';
import { type Condition, countsInhabitants, type Rule, rulesOf } from '../../../src/commitment/threshold-rule.ts';
import { THRESHOLD_MEASURES, type ThresholdMeasure, WHOLE_SHARE } from '../../../src/model/commitment-schema.ts';
import type { JoinThreshold } from '../../../src/model/row.ts';
import { dayText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { Card, Chip } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject } from '../../stores/stores.ts';
import styles from './commitments.module.css';
import type { CommitmentsStore } from './commitments-store.ts';
import { percentText } from './percent-text.ts';

const HUNDREDTHS = WHOLE_SHARE / 100;
const HALF: Condition = { measure: 'municipality-share', amount: WHOLE_SHARE / 2, strictly: false };

/** One condition with its fields, and what there is of it. */
const ConditionLine = observer(
  ({
    condition,
    state,
    onChange,
    onDelete,
  }: {
    readonly condition: Condition;
    readonly state: ThresholdState['alternatives'][number][number] | undefined;
    readonly onChange: (condition: Condition) => void;
    readonly onDelete: () => void;
  }) => {
    const { textOf, language } = useTexts();
    const c = (key: string, params = {}): string => textOf('commitment', key, params);
    const { measure, amount, strictly } = condition;
    const isShare = measure !== 'municipality-count';
    const unit = countsInhabitants(measure) ? 'inhabitants' : 'municipalities';
    return (
      <div className={styles.condition}>
        <Select
          aria-label={textOf('fields', 'joinTerm.condition.measure')}
          allowDeselect={false}
          data={THRESHOLD_MEASURES.map((one) => ({
            value: one,
            label: textOf('fields', `joinTerm.condition.measure.${one}`),
          }))}
          value={measure}
          onChange={(value) => {
            if (value === null) return;
            const next = value as ThresholdMeasure;
            const half = next === 'municipality-count' ? WHOLE_SHARE / 200 : WHOLE_SHARE / 2;
            onChange({ ...condition, measure: next, amount: half });
          }}
        />
        <NumberInput
          key={`${measure} ${amount}`}
          aria-label={textOf('fields', 'joinTerm.condition.amount')}
          className={styles.amount}
          size="xs"
          defaultValue={isShare ? amount / HUNDREDTHS : amount}
          min={0}
          max={isShare ? 100 : WHOLE_SHARE}
          decimalScale={isShare ? 2 : 0}
          decimalSeparator={language === 'da' ? ',' : '.'}
          suffix={isShare ? ' %' : ''}
          onBlur={(event) => {
            const typed = Number(event.currentTarget.value.replace(/[^\d.,]/g, '').replace(',', '.'));
            const next = Math.round(isShare ? typed * HUNDREDTHS : typed);
            if (Number.isFinite(next) && next !== amount) onChange({ ...condition, amount: next });
          }}
        />
        <Checkbox
          size="xs"
          label={textOf('fields', 'joinTerm.condition.strictly')}
          checked={strictly}
          onChange={(event) => onChange({ ...condition, strictly: event.currentTarget.checked })}
        />
        <span className={styles.conditionState}>
          {state &&
            c(`condition.${unit}`, {
              have: numberText(state.have, language),
              need: numberText(state.need, language),
              possible: numberText(state.possible, language),
            })}{' '}
          {state &&
            (state.lacking === 0 ? (
              <Chip tone="ok">{c('reached')}</Chip>
            ) : (
              <Chip tone={state.possible >= state.need ? 'warning' : 'error'}>
                {c(`lacking.${unit}`, { count: state.lacking, shown: numberText(state.lacking, language) })}
              </Chip>
            ))}
        </span>
        <ActionIcon variant="subtle" color="gray" aria-label={c('threshold.deleteCondition')} onClick={onDelete}>
          <IconTrash size={15} stroke={1.6} aria-hidden />
        </ActionIcon>
      </div>
    );
  },
);

/** Whether a threshold is reached, when it may be, and who would be enough. */
const Outlook = observer(({ state }: { readonly state: ThresholdState }) => {
  const { textOf, language } = useTexts();
  const c = (key: string, params = {}): string => textOf('commitment', key, params);
  const { isReached, isPossible, smallest, forecast, standing } = state;
  if (isReached)
    return (
      <p>
        <Chip tone="ok">{c('reached')}</Chip>{' '}
        {forecast.reachedDay !== null &&
          c('forecast.reached', { day: dayText(forecast.reachedDay, language, 'weekday') })}
      </p>
    );
  const gain = smallest?.reduce((sum, one) => sum + one.inhabitants, 0) ?? 0;
  return (
    <>
      {!isPossible && (
        <p>
          <Chip tone="error">{c('outOfReach')}</Chip>
        </p>
      )}
      {(['expectedDay', 'possibleDay'] as const).map((key) => (
        <p key={key}>
          {forecast[key] === null
            ? c(`forecast.no-${key}`)
            : c(`forecast.${key}`, { day: dayText(forecast[key], language, 'weekday') })}
        </p>
      ))}
      {smallest && smallest.length > 0 && (
        <details className={styles.smallest}>
          <summary>
            {c('smallest', {
              count: smallest.length,
              share: percentText(gain / Math.max(1, standing.all.inhabitants), language),
            })}
          </summary>
          <p>{smallest.map(({ participant }) => participant.name).join(', ')}</p>
        </details>
      )}
    </>
  );
});

const ThresholdCard = observer(
  ({ threshold, startsChosen }: { readonly threshold: JoinThreshold; readonly startsChosen: boolean }) => {
    const project = useProject();
    const { textOf, t, language } = useTexts();
    const c = (key: string, params = {}): string => textOf('commitment', key, params);
    const commit = useCommit();
    const plan = project.plan.asPlan();
    const state = thresholdStates(plan).find((one) => one.threshold.id === threshold.id);
    const rule: Rule = rulesOf(plan).get(threshold.id) ?? [];
    const setRule = (next: Rule): void => {
      const alternatives = next.filter((conditions) => conditions.length > 0);
      if (alternatives.length > 0) void project.carryOut('joinThreshold.setRule', { id: threshold.id, alternatives });
    };
    const replaced = (at: number, conditions: readonly Condition[]): Rule =>
      rule.map((one, i) => (i === at ? conditions : one));
    const gate = plan.rows.gate.get(threshold.gateId ?? '');
    const day = state ? decidableDay(state) : null;
    return (
      <Card>
        <div className={styles.thresholdHead}>
          <CommitField
            ariaLabel={textOf('fields', 'joinThreshold.name')}
            startsChosen={startsChosen}
            value={threshold.name}
            onCommit={(name) => commit('joinThreshold.update', { id: threshold.id, cells: { name } })}
          />
          <Select
            aria-label={textOf('fields', 'joinThreshold.gateId')}
            placeholder={c('threshold.noGate')}
            clearable
            data={[...plan.rows.gate.values()].map(({ id, name }) => ({
              value: id,
              label: name || t('gates.unnamed'),
            }))}
            value={threshold.gateId}
            onChange={(gateId) => void commit('joinThreshold.update', { id: threshold.id, cells: { gateId } })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={c('threshold.delete', { name: threshold.name })}
            onClick={() => void project.carryOut('joinThreshold.delete', { ids: [threshold.id] })}
          >
            <IconTrash size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
        {rule.map((conditions, i) => (
          <Fragment key={i}>
            {i > 0 && <p className={styles.or}>{c('threshold.or')}</p>}
            <div className={styles.alternative}>
              {conditions.map((condition, k) => (
                <ConditionLine
                  key={k}
                  condition={condition}
                  state={state?.alternatives[i]?.[k]}
                  onChange={(next) =>
                    setRule(
                      replaced(
                        i,
                        conditions.map((one, at) => (at === k ? next : one)),
                      ),
                    )
                  }
                  onDelete={() =>
                    setRule(
                      replaced(
                        i,
                        conditions.filter((_one, at) => at !== k),
                      ),
                    )
                  }
                />
              ))}
              <Button
                variant="subtle"
                size="compact-xs"
                leftSection={<IconPlus size={13} aria-hidden />}
                onClick={() => setRule(replaced(i, [...conditions, HALF]))}
              >
                {c('threshold.addAnd')}
              </Button>
            </div>
          </Fragment>
        ))}
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={() => setRule([...rule, [HALF]])}
        >
          {c('threshold.addOr')}
        </Button>
        <div className={styles.outlook}>
          {state && <Outlook state={state} />}
          {gate && day !== null && gate.decision === 'open' && (
            <p>{c('threshold.gateWaits', { gate: gate.name, day: dayText(day, language, 'weekday') })}</p>
          )}
        </div>
      </Card>
    );
  },
);

/** The rules of the shown round, each with what there is, what is wanting, and when it may be reached. */
export const ThresholdPanel = observer(({ store }: { readonly store: CommitmentsStore }) => {
  const project = useProject();
  const { textOf } = useTexts();
  const { addedId, add } = useAddedRow();
  const { roundId, moduleId } = store;
  const thresholds = [...project.plan.asPlan().rows.joinThreshold.values()].filter((one) => one.roundId === roundId);
  const addThreshold = (): void => {
    const id = add('joinThreshold.add', { name: textOf('commitment', 'threshold.newName'), roundId, moduleId });
    void project.carryOut('joinThreshold.setRule', { id, alternatives: [[HALF]] });
  };
  return (
    <div className={styles.panel}>
      {thresholds.length === 0 && <p className={parts.empty}>{textOf('commitment', 'threshold.none')}</p>}
      {thresholds.map((threshold) => (
        <ThresholdCard key={threshold.id} threshold={threshold} startsChosen={threshold.id === addedId} />
      ))}
      <div>
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={addThreshold}>
          {textOf('commitment', 'threshold.add')}
        </Button>
      </div>
    </div>
  );
});
