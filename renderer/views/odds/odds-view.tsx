import { Button, NumberInput, Progress, Select } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import type { DateOdds, Odds } from '../../../src/model/odds-result.ts';
import { ESTIMATE_SPREADS } from '../../../src/model/schema.ts';
import { instantDayText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import { EstimateCard } from './estimate-card.tsx';
import { OddsChart } from './odds-chart.tsx';
import { ITERATIONS, type OddsStore, oddsStoreOf } from './odds-store.ts';
import styles from './odds-view.module.css';
import { Criticality, Tornado } from './task-odds.tsx';

const PERCENTS = [10, 50, 80, 90] as const;
const MOST_SEED = 4_294_967_295;

const Settings = observer(({ store }: { readonly store: OddsStore }) => {
  const { textOf, language } = useTexts();
  const o = (id: string): string => textOf('odds', id);
  return (
    <Card title={o('settings.title')}>
      <div className={styles.fields}>
        <Select
          label={o('settings.iterations')}
          data={ITERATIONS.map((count) => ({ value: String(count), label: numberText(count, language) }))}
          value={String(store.iterations)}
          allowDeselect={false}
          onChange={(value) => value && store.set({ iterations: Number(value) })}
        />
        <NumberInput
          label={o('settings.seed')}
          min={0}
          max={MOST_SEED}
          allowDecimal={false}
          clampBehavior="strict"
          value={store.seed}
          onChange={(value) => typeof value === 'number' && store.set({ seed: value })}
        />
        <NumberInput
          label={o('settings.correlation')}
          min={0}
          max={100}
          step={10}
          allowDecimal={false}
          clampBehavior="strict"
          value={store.correlationPercent}
          onChange={(value) => typeof value === 'number' && store.set({ correlationPercent: value })}
        />
        <Select
          label={o('settings.assumed')}
          data={[
            { value: '', label: o('settings.assumed.none') },
            ...ESTIMATE_SPREADS.map((value) => ({ value, label: textOf('fields', `task.estimate.spread.${value}`) })),
          ]}
          value={store.assumed ?? ''}
          allowDeselect={false}
          onChange={(value) => store.set({ assumed: ESTIMATE_SPREADS.find((each) => each === value) ?? null })}
        />
      </div>
    </Card>
  );
});

const Dates = observer(({ odds }: { readonly odds: Odds }) => {
  const { plan } = useProject();
  const { language, textOf } = useTexts();
  const rows: readonly { readonly key: string; readonly name: string; readonly date: DateOdds }[] = [
    { key: '', name: textOf('odds', 'finish'), date: odds.finish },
    ...odds.targets.map((date) => ({ key: date.taskId, name: plan.rows.task.get(date.taskId)?.name ?? '', date })),
  ];
  return (
    <Card title={textOf('odds', 'dates.title')}>
      <table className={parts.table}>
        <thead>
          <tr>
            <th scope="col">{textOf('odds', 'dates.what')}</th>
            {PERCENTS.map((percent) => (
              <th key={percent} scope="col" className={parts.number}>{`P${percent}`}</th>
            ))}
            <th scope="col" className={parts.number}>
              {textOf('odds', 'dates.planned')}
            </th>
            <th scope="col" className={parts.number}>
              {textOf('odds', 'dates.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, date }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {PERCENTS.map((percent) => (
                <td key={percent} className={parts.number}>
                  {instantDayText(date.percentiles[percent]!, language)}
                </td>
              ))}
              <td className={parts.number}>{instantDayText(date.plannedMin, language)}</td>
              <td className={parts.number}>{`${Math.round(date.plannedShare * 100)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
});

const Running = observer(({ store }: { readonly store: OddsStore }) => {
  const { app } = useStores();
  const { textOf } = useTexts();
  if (!store.isRunning) return null;
  const { progress } = app;
  const share = progress?.job === 'simulate' && progress.total > 0 ? (100 * progress.done) / progress.total : 0;
  return <Progress value={share} size={5} aria-label={textOf('odds', 'running')} />;
});

const Results = observer(({ store, revision }: { readonly store: OddsStore; readonly revision: number }) => {
  const { textOf, errorText, language } = useTexts();
  const { odds, error } = store;
  if (error) return <Card tone="error">{errorText(error)}</Card>;
  if (!odds) return <p className={parts.faint}>{textOf('odds', 'none')}</p>;
  const told = { iterations: numberText(odds.iterations, language), seed: odds.seed, tasks: odds.varyingCount };
  return (
    <>
      {store.oddsRevision !== revision && <Card tone="warning">{textOf('odds', 'stale')}</Card>}
      {odds.varyingCount === 0 && <Card tone="warning">{textOf('odds', 'nothingVaries')}</Card>}
      <Card title={textOf('odds', 'chart.title')}>
        <p className={parts.faint}>{textOf('odds', 'ran', told)}</p>
        <OddsChart odds={odds.finish} name={textOf('odds', 'finish')} />
      </Card>
      <Dates odds={odds} />
      <Tornado odds={odds} />
      <Criticality odds={odds} />
    </>
  );
});

/** The odds of the plan's dates: how sure durations are, a simulation, and what it tells. */
export const OddsView = observer(() => {
  const { app } = useStores();
  const project = useProject();
  const { textOf, commandTitle } = useTexts();
  const store = oddsStoreOf(app, project);
  const { revision } = project.plan.asPlan();
  return (
    <>
      <ViewBar title={commandTitle('view.odds')}>
        {store.isRunning ? (
          <Button leftSection={<IconPlayerStop size={15} aria-hidden />} onClick={() => void store.stop()}>
            {textOf('odds', 'stop')}
          </Button>
        ) : (
          <Button leftSection={<IconPlayerPlay size={15} aria-hidden />} onClick={() => void store.run(revision)}>
            {textOf('odds', 'run')}
          </Button>
        )}
      </ViewBar>
      <Running store={store} />
      <div className={`${parts.page} ${styles.page}`}>
        <EstimateCard />
        <Settings store={store} />
        <Results store={store} revision={revision} />
      </div>
    </>
  );
});
