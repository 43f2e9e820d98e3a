import { observer } from 'mobx-react-lite';
import { answerCurve } from '../../../src/commitment/answer-curve.ts';
import type { Standing } from '../../../src/commitment/standing.ts';
import { dayText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import styles from './commitments.module.css';
import { percentText } from './percent-text.ts';

const WIDTH = 560;
const HEIGHT = 190;
const LEFT = 34;
const BOTTOM = 24;

/** How many had joined on each day: the steps as a line, the deadline on it, and the same as a table. */
export const CurvePanel = observer(({ standing, today }: { readonly standing: Standing; readonly today: number }) => {
  const { textOf, language } = useTexts();
  const c = (key: string, params = {}): string => textOf('commitment', key, params);
  const points = answerCurve(standing);
  const { round, all } = standing;
  if (points.length === 0) return <p className={parts.empty}>{c('curve.none')}</p>;
  const first = Math.min(points[0]!.day, round.openDay ?? points[0]!.day);
  const last = Math.max(
    points[points.length - 1]!.day,
    round.deadlineDay ?? 0,
    Math.min(today, points[points.length - 1]!.day + 365),
  );
  const x = (day: number): number => LEFT + ((day - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 6);
  const y = (count: number): number => 8 + (1 - count / Math.max(1, all.count)) * (HEIGHT - BOTTOM - 8);
  let path = `M${x(first)} ${y(0)}`;
  for (const { day, count } of points) path += `H${x(day)}V${y(count)}`;
  path += `H${x(last)}`;
  return (
    <div className={styles.panel}>
      <Card>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.curve} role="img" aria-label={c('curve.name')}>
          {[0, all.count / 2, all.count].map((count) => (
            <g key={count}>
              <line x1={LEFT} x2={WIDTH} y1={y(count)} y2={y(count)} className={styles.curveGrid} />
              <text x={LEFT - 6} y={y(count) + 4} textAnchor="end">
                {count}
              </text>
            </g>
          ))}
          {round.deadlineDay !== null && (
            <g className={styles.curveDeadline}>
              <line x1={x(round.deadlineDay)} x2={x(round.deadlineDay)} y1={8} y2={HEIGHT - BOTTOM} />
              <text x={x(round.deadlineDay) - 4} y={18} textAnchor="end">
                {c('deadline.short')}
              </text>
            </g>
          )}
          <path d={path} className={styles.curveLine} />
          <text x={LEFT} y={HEIGHT - 6}>
            {dayText(first, language)}
          </text>
          <text x={WIDTH - 6} y={HEIGHT - 6} textAnchor="end">
            {dayText(last, language)}
          </text>
        </svg>
        <table className={`${parts.table} ${parts.quiet}`}>
          <thead>
            <tr>
              <th scope="col">{c('curve.day')}</th>
              <th scope="col" className={parts.number}>
                {c('figure.municipalities')}
              </th>
              <th scope="col" className={parts.number}>
                {c('figure.inhabitants')}
              </th>
              <th scope="col" className={parts.number}>
                {c('coverage.inhabitantShare')}
              </th>
              <th scope="col" className={parts.number}>
                {c('curve.others')}
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ day, count, inhabitants, others }) => (
              <tr key={day}>
                <th scope="row" className={styles.rowHead}>
                  {dayText(day, language, 'weekday')}
                </th>
                <td className={parts.number}>{count}</td>
                <td className={parts.number}>{numberText(inhabitants, language)}</td>
                <td className={parts.number}>{percentText(inhabitants / Math.max(1, all.inhabitants), language)}</td>
                <td className={parts.number}>{others > 0 ? others : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </div>
  );
});
