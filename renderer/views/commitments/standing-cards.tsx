import { observer } from 'mobx-react-lite';
import type { Standing } from '../../../src/commitment/standing.ts';
import { STATUSES_IN_LEGEND } from '../../../src/commitment/status.ts';
import type { ConditionState, ThresholdState } from '../../../src/commitment/threshold.ts';
import { countsInhabitants } from '../../../src/commitment/threshold-rule.ts';
import { numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Chip } from '../../app/parts/card.tsx';
import { StatusWord } from '../municipalities/status-look.tsx';
import styles from './commitments.module.css';
import type { CommitmentsStore } from './commitments-store.ts';
import { percentText } from './percent-text.ts';

/** A share as a bar, with a mark for each threshold on it. */
const ShareBar = ({
  share,
  marks,
  label,
}: {
  readonly share: number;
  readonly marks: readonly number[];
  readonly label: string;
}) => (
  <svg className={styles.bar} viewBox="0 0 1000 26" preserveAspectRatio="none" role="img" aria-label={label}>
    <rect x="0" y="7" width="1000" height="12" rx="6" className={styles.barGround} />
    <rect x="0" y="7" width={1000 * share} height="12" rx="6" className={styles.barFill} />
    {marks.map((mark) => (
      <rect key={mark} x={1000 * mark - 3} y="0" width="6" height="26" className={styles.barMark} />
    ))}
  </svg>
);

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The conditions of thresholds on one measure: what they need, and whether it is there. */
const conditionsOn = (states: readonly ThresholdState[], inhabitants: boolean): readonly ConditionState[] =>
  states.flatMap(({ alternatives }) =>
    alternatives.flat().filter(({ condition }) => countsInhabitants(condition.measure) === inhabitants),
  );

const FigureCard = observer(
  ({
    title,
    big,
    small,
    share,
    conditions,
    note,
  }: {
    readonly title: string;
    readonly big: string;
    readonly small: string;
    readonly share: number;
    readonly conditions: readonly ConditionState[];
    readonly note?: string;
  }) => {
    const { textOf, language } = useTexts();
    const c = (key: string, params = {}): string => textOf('commitment', key, params);
    return (
      <section className={styles.figure}>
        <h2>{title}</h2>
        <p className={styles.big}>
          {big} <span>{small}</span>
        </p>
        <ShareBar
          share={share}
          marks={conditions.map(({ need, all }) => shareOf(need, all))}
          label={`${title}: ${percentText(share, language)}`}
        />
        {note && <p className={styles.figureNote}>{note}</p>}
        {conditions.map(({ condition, need, lacking }, i) => (
          <p key={i} className={styles.figureNote}>
            {c('figure.threshold', { shown: numberText(need, language) })}{' '}
            {lacking === 0 ? (
              <Chip tone="ok">{c('reached')}</Chip>
            ) : (
              <span>
                {c(countsInhabitants(condition.measure) ? 'lacking.inhabitants' : 'lacking.municipalities', {
                  count: lacking,
                  shown: numberText(lacking, language),
                })}
              </span>
            )}
          </p>
        ))}
      </section>
    );
  },
);

/** How many have joined, by number and by inhabitants, held against the thresholds of the round. */
export const StandingCards = observer(
  ({ standing, states }: { readonly standing: Standing; readonly states: readonly ThresholdState[] }) => {
    const { textOf, language } = useTexts();
    const c = (key: string, params = {}): string => textOf('commitment', key, params);
    const { joined, all, othersJoined } = standing;
    const late = standing.answers.filter(({ isLate }) => isLate).length;
    const share = shareOf(joined.inhabitants, all.inhabitants);
    return (
      <>
        <FigureCard
          title={c('figure.municipalities')}
          big={String(joined.count)}
          small={`${c('figure.of', { count: all.count })}${othersJoined > 0 ? ` ${c('figure.others', { count: othersJoined })}` : ''}`}
          share={shareOf(joined.count, all.count)}
          conditions={conditionsOn(states, false)}
          note={late > 0 ? c('late', { count: late }) : undefined}
        />
        <FigureCard
          title={c('figure.inhabitants')}
          big={percentText(share, language)}
          small={numberText(joined.inhabitants, language)}
          share={share}
          conditions={conditionsOn(states, true)}
        />
      </>
    );
  },
);

/** What the looks on the map mean, with how many there are of each; a line filters the table. */
export const Legend = observer(
  ({ standing, store }: { readonly standing: Standing; readonly store: CommitmentsStore }) => {
    const { textOf, language } = useTexts();
    const lines = STATUSES_IN_LEGEND.map((status) => ({ status, ...standing.byStatus.get(status)! })).filter(
      ({ count, status }) => count > 0 || status === store.status,
    );
    return (
      <section className={styles.legend} aria-label={textOf('commitment', 'legend')}>
        {lines.map(({ status, count, inhabitants }) => (
          <button
            key={status}
            type="button"
            className={styles.legendLine}
            aria-pressed={store.status === status}
            onClick={() => store.set('status', store.status === status ? null : status)}
          >
            <StatusWord status={status} word={textOf('fields', `commitment.answer.status.${status}`)} />
            <span className={styles.legendCount}>{count}</span>
            <span className={styles.legendShare}>
              {percentText(shareOf(inhabitants, standing.all.inhabitants), language)}
            </span>
          </button>
        ))}
      </section>
    );
  },
);
