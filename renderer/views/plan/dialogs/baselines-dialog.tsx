import { Button, Checkbox, Group, Radio } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { MAX_COMPARED } from '../../../../src/gantt/chart-look.ts';
import { baselinesIn } from '../../../../src/gantt/plan-rows.ts';
import { baselineSign } from '../../../../src/gantt/row-marks.ts';
import type { Primitive } from '../../../../src/gantt/scene.ts';
import { legendSignWidth } from '../../../../src/report/legend.ts';
import { instantText } from '../../../app/i18n/formats.ts';
import { useTexts } from '../../../app/i18n/texts.ts';
import { DialogFrame } from '../../../app/parts/dialog-frame.tsx';
import { useProject, useStores } from '../../../stores/stores.ts';
import { ChartSign, SIGN_STYLE } from '../chart-sign.tsx';
import styles from './plan-dialogs.module.css';

/** The sign of the baseline at each place: the same function each time, so that it is drawn once. */
const SIGNS = Array.from({ length: MAX_COMPARED + 1 }, (_, place) => (x: number, middle: number): Primitive[] => [
  baselineSign(place, x, x + legendSignWidth(SIGN_STYLE), middle - SIGN_STYLE.baselineHeight / 2, SIGN_STYLE),
]);

/** Chooses the baseline below the bars and those that it is compared with; each with the sign that it has on the time line. */
export const BaselinesDialog = observer(() => {
  const { app, commands } = useStores();
  const { plan, planView } = useProject();
  const { t, textOf, language, commandTitle } = useTexts();
  const { chart } = planView;
  const compared = chart.look.comparedBaselineIds;
  const baselines = [...plan.rows.baseline.values()].sort((a, b) => (b.takenMin ?? 0) - (a.takenMin ?? 0));
  const chosen = baselines.some(({ id }) => id === planView.baselineId) ? planView.baselineId! : '';
  const others = baselines.filter(({ id }) => id !== chosen);
  const shown = baselinesIn(plan.asPlan(), compared, chosen);
  const isFull = shown.length >= MAX_COMPARED;
  const choose = (id: string): void => {
    planView.showBaseline(id === '' ? null : id);
    // One and the same is not compared with itself.
    chart.compareWith(compared.filter((each) => each !== id));
  };
  if (baselines.length === 0)
    return (
      <DialogFrame title={textOf('chart', 'compare.title')} size={460}>
        <p className={styles.lead}>{textOf('chart', 'compare.empty')}</p>
        <Group justify="flex-end">
          <Button data-autofocus onClick={() => commands.run('baseline.take')}>
            {commandTitle('baseline.take')}
          </Button>
        </Group>
      </DialogFrame>
    );
  return (
    <DialogFrame title={textOf('chart', 'compare.title')} size={520}>
      <p className={styles.lead}>{textOf('chart', 'compare.hint')}</p>
      <Radio.Group label={textOf('chart', 'compare.chosen')} value={chosen} onChange={choose}>
        <div className={styles.baselines}>
          <Radio value="" label={textOf('chart', 'compare.none')} data-autofocus={chosen === '' || undefined} />
          {baselines.map(({ id, name, takenMin }) => (
            <div key={id} className={styles.baseline}>
              <Radio
                value={id}
                label={name}
                description={instantText(takenMin, language)}
                data-autofocus={chosen === id || undefined}
              />
              {chosen === id && <ChartSign sign={SIGNS[0]!} />}
            </div>
          ))}
        </div>
      </Radio.Group>
      {others.length > 0 && (
        <Checkbox.Group
          mt="sm"
          label={textOf('chart', 'compare.also')}
          description={isFull ? textOf('chart', 'compare.most', { count: MAX_COMPARED }) : undefined}
          value={[...shown]}
          onChange={(ids) => chart.compareWith(ids)}
        >
          <div className={styles.baselines}>
            {others.map(({ id, name, takenMin }) => {
              const place = shown.indexOf(id) + 1;
              return (
                <div key={id} className={styles.baseline}>
                  <Checkbox
                    value={id}
                    label={name}
                    description={
                      place > 0 ? textOf('chart', 'compare.place', { place }) : instantText(takenMin, language)
                    }
                    disabled={isFull && place === 0}
                  />
                  {place > 0 && <ChartSign sign={SIGNS[place]!} />}
                </div>
              );
            })}
          </div>
        </Checkbox.Group>
      )}
      <Group justify="flex-end" mt="md">
        <Button onClick={() => app.closeDialog()}>{t('action.close')}</Button>
      </Group>
    </DialogFrame>
  );
});
