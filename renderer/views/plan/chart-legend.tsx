import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { ROW_STATUSES, type RowStatus } from '../../../src/gantt/gantt-row.ts';
import { toneNamesOf } from '../../../src/gantt/plan-rows.ts';
import { LEGEND_KEYS, type LegendLabels, legendEntries } from '../../../src/report/legend.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { pointText } from '../history/point-words.ts';
import styles from './chart-legend.module.css';
import { ChartSign, SIGN_STYLE } from './chart-sign.tsx';
import { surfaceOf } from './plan-surface-store.ts';

/** What the signs in sight mean: those that the time line shows now, as a print explains those on its pages. */
export const ChartLegend = observer(() => {
  const { app } = useStores();
  const session = useProject();
  const texts = useTexts();
  const { textOf } = texts;
  const { plan, planView, history } = session;
  const surface = surfaceOf(session, app.env.nowMs);
  const { used } = surface;
  if (!used) return null;
  const { baseline } = plan.asPlan().rows;
  const labels: LegendLabels = {
    legend: Object.fromEntries(
      LEGEND_KEYS.map((key) => [key, textOf('report', `legend.${key}`)]),
    ) as LegendLabels['legend'],
    baseline: planView.baselineId === null ? undefined : baseline.get(planView.baselineId)?.name,
    compared: [
      ...surface.comparedIds.map((id) => baseline.get(id)!.name),
      ...(history.inPlan ? [pointText(history.since!, session, app.env.nowMs(), texts)] : []),
    ],
    tones: toneNamesOf(
      plan.asPlan(),
      planView.chart.look.colorBy,
      Object.fromEntries(ROW_STATUSES.map((status) => [status, textOf('chart', `status.${status}`)])) as Record<
        RowStatus,
        string
      >,
    ),
  };
  return (
    <section className={styles.legend} aria-label={textOf('chart', 'legend.title')} data-testid="chart-legend">
      <h2 className="up-visually-hidden">{textOf('chart', 'legend.title')}</h2>
      <ul>
        {legendEntries(used, labels, SIGN_STYLE)
          .flat()
          .map(({ text, sign }) => (
            <li key={text}>
              <ChartSign sign={sign} />
              {text}
            </li>
          ))}
      </ul>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={textOf('chart', 'legend.close')}
        onClick={() => planView.chart.toggle('legend')}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </section>
  );
});
