import { observer } from 'mobx-react-lite';
import { STAKEHOLDER_SCALE } from '../../../src/model/commitment-schema.ts';
import type { Participant } from '../../../src/model/row.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import styles from './stakeholders.module.css';

const SIDE = 420;
const EDGE = 34;
const DOT = 7;

/** What an attitude looks like besides its colour. */
const SIGNS = { unknown: '?', supporting: '+', neutral: '·', sceptical: '~', opposing: '−' } as const;

/** The field in which somebody stands, and with it the usual way of dealing with them. */
export const fieldOf = ({ influence, interest }: Participant): 'satisfy' | 'manage' | 'monitor' | 'inform' => {
  const middle = (STAKEHOLDER_SCALE + 1) / 2;
  const [isStrong, isKeen] = [influence! >= middle, interest! >= middle];
  return isStrong ? (isKeen ? 'manage' : 'satisfy') : isKeen ? 'inform' : 'monitor';
};

const FIELDS = [
  ['satisfy', 0, 0],
  ['manage', 1, 0],
  ['monitor', 0, 1],
  ['inform', 1, 1],
] as const;

/** Influence over interest, in four fields; the table below it says the same. */
export const FourFields = observer(
  ({
    participants,
    onPick,
  }: {
    readonly participants: readonly Participant[];
    readonly onPick: (id: string) => void;
  }) => {
    const { textOf } = useTexts();
    const s = (key: string): string => textOf('stakeholders', key);
    const half = (SIDE - EDGE) / 2;
    const step = (SIDE - EDGE) / STAKEHOLDER_SCALE;
    const seen = new Map<string, number>();
    const placed = participants.map((one) => {
      const key = `${one.influence}/${one.interest}`;
      const at = seen.get(key) ?? 0;
      seen.set(key, at + 1);
      const x = EDGE + (one.interest! - 0.5) * step;
      // Those at one place stand below each other.
      const y = (STAKEHOLDER_SCALE - one.influence! + 0.4) * step + at * (2 * DOT + 2);
      return { one, x, y };
    });
    if (participants.length === 0) return <p className={parts.empty}>{s('fields.none')}</p>;
    return (
      <Card title={s('fields.title')}>
        <svg viewBox={`0 0 ${SIDE} ${SIDE}`} className={styles.fourFields} role="img" aria-label={s('fields.name')}>
          {FIELDS.map(([field, x, y]) => (
            <g key={field}>
              <rect
                x={EDGE + x * half}
                y={y * half}
                width={half}
                height={half}
                className={styles.field}
                data-field={field}
              />
              <text x={EDGE + x * half + 8} y={y * half + 16} className={styles.fieldName}>
                {s(`field.${field}`)}
              </text>
            </g>
          ))}
          <text x={EDGE + half} y={SIDE - 10} textAnchor="middle">
            {textOf('fields', 'participant.interest')} →
          </text>
          <text transform={`translate(16 ${half}) rotate(-90)`} textAnchor="middle">
            {textOf('fields', 'participant.influence')} →
          </text>
          {placed.map(({ one, x, y }) => (
            <g key={one.id}>
              <circle cx={x} cy={y} r={DOT} className={styles.dot} data-attitude={one.attitude} />
              <text x={x} y={y + 4} textAnchor="middle" className={styles.sign}>
                {SIGNS[one.attitude]}
              </text>
              <text x={x + DOT + 3} y={y + 4} className={styles.dotName}>
                {one.name.length > 16 ? `${one.name.slice(0, 15)}…` : one.name}
              </text>
            </g>
          ))}
        </svg>
        <table className={`${parts.table} ${parts.quiet}`}>
          <thead>
            <tr>
              <th scope="col">{textOf('fields', 'participant')}</th>
              <th scope="col" className={parts.number}>
                {textOf('fields', 'participant.influence')}
              </th>
              <th scope="col" className={parts.number}>
                {textOf('fields', 'participant.interest')}
              </th>
              <th scope="col">{textOf('fields', 'participant.attitude')}</th>
              <th scope="col">{s('fields.way')}</th>
            </tr>
          </thead>
          <tbody>
            {participants.map((one) => (
              <tr key={one.id}>
                <td>
                  <button type="button" className={parts.link} onClick={() => onPick(one.id)}>
                    {one.name}
                  </button>
                </td>
                <td className={parts.number}>{one.influence}</td>
                <td className={parts.number}>{one.interest}</td>
                <td>{textOf('fields', `participant.attitude.${one.attitude}`)}</td>
                <td>{s(`field.${fieldOf(one)}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    );
  },
);
