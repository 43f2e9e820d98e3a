import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { type Coverage, coverageByRegion, coverageBySize } from '../../../src/commitment/coverage.ts';
import type { Standing } from '../../../src/commitment/standing.ts';
import { numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useProject } from '../../stores/stores.ts';
import styles from './commitments.module.css';
import { percentText } from './percent-text.ts';

interface Line extends Coverage {
  readonly key: string;
  readonly name: string;
}

const shareText = (part: number, whole: number, language: 'da' | 'en'): string =>
  whole === 0 ? '–' : percentText(part / whole, language);

const CoverageTable = observer(({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) => {
  const { textOf, language } = useTexts();
  const c = (key: string): string => textOf('commitment', key);
  return (
    <table className={`${parts.table} ${parts.quiet}`}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className={parts.number}>
            {c('coverage.joined')}
          </th>
          <th scope="col" className={parts.number}>
            {c('coverage.share')}
          </th>
          <th scope="col" className={parts.number}>
            {c('coverage.inhabitants')}
          </th>
          <th scope="col" className={parts.number}>
            {c('coverage.inhabitantShare')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, name, all, joined }) => (
          <tr key={key}>
            <th scope="row" className={styles.rowHead}>
              {name}
            </th>
            <td className={parts.number}>
              {joined.count}/{all.count}
            </td>
            <td className={parts.number}>{shareText(joined.count, all.count, language)}</td>
            <td className={parts.number}>{numberText(joined.inhabitants, language)}</td>
            <td className={parts.number}>{shareText(joined.inhabitants, all.inhabitants, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});

/** Who has joined by region, as the regions are on a day, and by size of the municipality. */
export const CoveragePanel = observer(
  ({ standing, today }: { readonly standing: Standing; readonly today: number }) => {
    const project = useProject();
    const { textOf, language } = useTexts();
    const c = (key: string, params = {}): string => textOf('commitment', key, params);
    const [day, setDay] = useState(today);
    const regions = coverageByRegion(project.plan.asPlan(), standing, day).map((line) => ({
      ...line,
      key: line.region?.id ?? '',
      name: line.region?.name ?? c('coverage.noRegion'),
    }));
    const sizes = coverageBySize(standing).map((line) => ({
      ...line,
      key: String(line.over),
      name:
        line.upTo === Number.POSITIVE_INFINITY
          ? c('size.over', { over: numberText(line.over, language) })
          : line.over === 0
            ? c('size.upTo', { upTo: numberText(line.upTo, language) })
            : c('size.between', { over: numberText(line.over, language), upTo: numberText(line.upTo, language) }),
    }));
    return (
      <div className={styles.panel}>
        <Card>
          <div className={styles.coverageDay}>
            <DayField
              label={c('coverage.day')}
              day={day}
              onDay={(next) => {
                setDay(next ?? today);
                return null;
              }}
            />
          </div>
          <CoverageTable title={c('coverage.region')} lines={regions} />
        </Card>
        <Card>
          <CoverageTable title={c('coverage.size')} lines={sizes} />
        </Card>
      </div>
    );
  },
);
