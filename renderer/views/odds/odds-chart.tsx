import type { DateOdds } from '../../../src/model/odds-result.ts';
import { instantDayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import styles from './odds-view.module.css';

const WIDTH = 720;
const HEIGHT = 220;
const FOOT = 24;
const MARKED = [10, 50, 90] as const;

/** How often the finish fell when (bars), and the chance that it has fallen by then (the S-curve). */
export const OddsChart = ({ odds, name }: { readonly odds: DateOdds; readonly name: string }) => {
  const { language, textOf } = useTexts();
  const { fromMin, widthMin, counts } = odds.histogram;
  const height = HEIGHT - FOOT;
  const most = Math.max(...counts);
  const toX = (instant: number): number => ((instant - fromMin) / (widthMin * counts.length)) * WIDTH;
  const curve = odds.percentiles.map(
    (at, percent) => `${toX(at).toFixed(1)},${(height - (percent / 100) * height).toFixed(1)}`,
  );
  const dateAt = (percent: number): string => instantDayText(odds.percentiles[percent]!, language);
  const label = textOf('odds', 'chart.label', { name, p10: dateAt(10), p50: dateAt(50), p90: dateAt(90) });
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {counts.map((count, i) => (
        <rect
          // Bars are places on the axis: their place is what they are.
          key={fromMin + i * widthMin}
          className={styles.bar}
          x={(i * WIDTH) / counts.length}
          width={Math.max(1, WIDTH / counts.length - 1)}
          y={height - (count / most) * height}
          height={(count / most) * height}
        />
      ))}
      <polyline className={styles.curve} points={curve.join(' ')} />
      {MARKED.map((percent) => {
        const x = toX(odds.percentiles[percent]!);
        return (
          <g key={percent}>
            <line className={styles.mark} x1={x} x2={x} y1={0} y2={height} />
            <text
              className={styles.markText}
              x={x}
              y={HEIGHT - 8}
              textAnchor={percent === 10 ? 'end' : percent === 90 ? 'start' : 'middle'}
            >
              {`P${percent}`}
            </text>
          </g>
        );
      })}
    </svg>
  );
};
