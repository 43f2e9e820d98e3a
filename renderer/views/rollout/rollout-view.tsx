import { Button, Select } from '@mantine/core';
import { IconCalendarPlus, IconPrinter } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { DPI, USUAL_PRINT } from '../../../src/api.ts';
import { bindingRounds } from '../../../src/commitment/rollout.ts';
import { municipalitiesInOrder } from '../../../src/commitment/standing.ts';
import { modulesInOrder, wavesInOrder } from '../../../src/model/commitment-rows.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { FoundCommitment } from '../../app/panel/found-commitment.tsx';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import { MapView } from '../municipalities/map-view.tsx';
import { GoLiveEditor } from './go-live-editor.tsx';
import { GoLiveTable } from './go-live-table.tsx';
import styles from './rollout.module.css';
import { RolloutMap } from './rollout-map.tsx';
import { type RolloutStore, rolloutStoreOf } from './rollout-store.ts';
import { Steps, Waves } from './waves.tsx';

/** What is wrong with the rollout; what is wrong with the rounds stands in their view. */
const Findings = observer(() => {
  const { schedule } = useProject();
  const found = schedule.findings.flatMap(({ id, commitment }) =>
    commitment && id.startsWith('rollout.') ? [commitment] : [],
  );
  return (['error', 'warning'] as const).map((severity) => {
    const findings = found.filter((one) => one.severity === severity);
    return (
      findings.length > 0 && (
        <Card key={severity} tone={severity}>
          {findings.map((finding, at) => (
            <FoundCommitment key={`${finding.id} ${at}`} finding={finding} />
          ))}
        </Card>
      )
    );
  });
});

/** What is looked at, and what is done with it as a whole. */
const Bar = observer(({ store }: { readonly store: RolloutStore }) => {
  const { app } = useStores();
  const project = useProject();
  const { textOf, commandTitle, language } = useTexts();
  const plan = project.plan.asPlan();
  const { lines, round } = store;
  const waves = wavesInOrder(plan);
  const modules = modulesInOrder(plan);
  const rounds = bindingRounds(plan);
  const milestones = [...plan.rows.task.values()].filter(({ kind }) => kind === 'milestone');
  const live = lines.filter(({ goLive }) => goLive?.actualDay != null).length;
  const makeTasks = (): void => {
    const names = { goLive: textOf('fields', 'goLive') };
    void project.carryOut('wave.plan', { waveIds: waves.map(({ id }) => id), names });
  };
  const print = async (): Promise<void> => {
    const made = await app.bridge.call('export.print', {
      projectId: plan.projectId,
      format: 'pdf',
      dpi: DPI.usual,
      page: null,
      options: { ...USUAL_PRINT, view: 'rollout', roundId: round!.id, moduleId: store.moduleId, language },
    });
    if (!made.ok) return app.tellError(made.error);
    await app.bridge.saveFile(made.value);
  };
  return (
    <ViewBar
      title={commandTitle('view.rollout')}
      note={textOf('rollout', 'liveOf', { count: live, all: lines.length })}
    >
      {rounds.length > 1 && (
        <Select
          aria-label={textOf('fields', 'round')}
          allowDeselect={false}
          data={rounds.map(({ id, name }) => ({ value: id, label: name }))}
          value={round!.id}
          onChange={(id) => store.set('pickedRound', id)}
        />
      )}
      {modules.length > 0 && (
        <Select
          aria-label={textOf('fields', 'module')}
          placeholder={textOf('rollout', 'allModules')}
          clearable
          data={modules.map(({ id, name }) => ({ value: id, label: name }))}
          value={store.moduleId}
          onChange={store.pickModule}
        />
      )}
      <Button
        variant="default"
        leftSection={<IconCalendarPlus size={15} aria-hidden />}
        disabled={waves.length === 0}
        onClick={makeTasks}
      >
        {textOf('rollout', 'makeTasks')}
      </Button>
      <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => void print()}>
        {textOf('commitment', 'list.write.pdf')}
      </Button>
      <Select
        aria-label={textOf('fields', 'project.contractTaskId')}
        placeholder={textOf('rollout', 'contract')}
        searchable
        clearable
        limit={60}
        data={milestones.map(({ id, name }) => ({ value: id, label: name }))}
        value={plan.rows.project.get(plan.projectId)?.contractTaskId ?? null}
        onChange={(contractTaskId) => void project.carryOut('project.update', { cells: { contractTaskId } })}
      />
    </ViewBar>
  );
});

/** The way of the solution into the municipalities: waves, dates, notice and billing, on the map through time. */
export const RolloutView = observer(() => {
  const { app } = useStores();
  const project = useProject();
  const { textOf, commandTitle } = useTexts();
  const store = rolloutStoreOf(project);
  const plan = project.plan.asPlan();
  if (!store.round)
    return (
      <>
        <ViewBar title={commandTitle('view.rollout')} />
        <div className={parts.page}>
          <Card>
            <p>{textOf('rollout', 'none')}</p>
            <Button onClick={() => app.show('commitments')}>{commandTitle('view.commitments')}</Button>
          </Card>
        </div>
      </>
    );
  const { lines, selected } = store;
  return (
    <>
      <Bar store={store} />
      <MapView
        title={textOf('rollout', 'map.title')}
        mapPercent={27}
        map={<RolloutMap store={store} municipalities={municipalitiesInOrder(plan)} today={app.env.todayDay()} />}
        editor={selected.length > 0 ? <GoLiveEditor lines={selected} onClose={() => store.choose([])} /> : null}
      >
        <div className={styles.main}>
          <Findings />
          <Waves store={store} />
          <Steps />
          {lines.length === 0 ? (
            <p className={parts.empty}>{textOf('rollout', 'nobody')}</p>
          ) : (
            <GoLiveTable store={store} />
          )}
        </div>
      </MapView>
    </>
  );
});
