import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useRef, useState } from 'react';
import { orderKeysBetween } from '../../../src/model/order-key.ts';
import { STAGE_COLORS } from '../../../src/model/schema.ts';
import { stagesInOrder } from '../../../src/model/stage-of.ts';
import { overviewOf } from '../../../src/schedule/overview.ts';
import { finishDayText, instantDayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { StageDot } from '../../app/parts/card.tsx';
import { DecisionChip } from '../../app/parts/decision-chip.tsx';
import parts from '../../app/parts/parts.module.css';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject } from '../../stores/stores.ts';
import { GateEditor } from './gate-editor.tsx';
import styles from './gates-view.module.css';
import { StageEditor } from './stage-editor.tsx';

type Chosen = { readonly kind: 'stage' | 'gate'; readonly id: string };

/** Stages with the gates at their ends; the chosen one beside the list, ready to be changed. */
export const GatesView = observer(() => {
  const project = useProject();
  const { plan, schedule } = project;
  const { t, language, commandTitle } = useTexts();
  const overview = overviewOf(plan.asPlan(), schedule.current);
  const { addedId, add } = useAddedRow();
  const isThere = (one: Chosen | null): boolean => one !== null && plan.rows[one.kind].has(one.id);
  const next = overview.nextGate?.gate ?? overview.gates[0]?.gate;
  const first: Chosen | null = next ? { kind: 'gate', id: next.id } : null;
  const [picked, setPicked] = useState<Chosen | null>(() => {
    const id = project.takeGateToShow();
    return id === null ? first : { kind: 'gate', id };
  });
  // What was picked by itself stays picked: the gate that was next is not next any more once it is decided.
  if (!isThere(picked) && first && picked?.id !== addedId) setPicked(first);
  const chosen = isThere(picked) ? picked : first;
  const detail = useRef<HTMLDivElement>(null);
  const pick = (one: Chosen): void => {
    setPicked(one);
    // In a narrow window it stands below the list.
    detail.current?.scrollIntoView({ block: 'start' });
  };
  const isChosen = (kind: Chosen['kind'], id: string) => chosen?.kind === kind && chosen.id === id;
  const decided = overview.gates.filter(({ gate }) => gate.decision !== 'open').length;
  const ungrouped = overview.gates.filter(({ gate }) => gate.stageId === null || !plan.rows.stage.has(gate.stageId));

  const addStage = (): void => {
    const stages = stagesInOrder(plan.asPlan());
    const last = stages[stages.length - 1];
    const [order] = orderKeysBetween(last?.order ?? null, null, 1, Math.random);
    const cells = { name: t('stages.newName'), order, color: stages.length % STAGE_COLORS };
    setPicked({ kind: 'stage', id: add('stage.add', cells) });
  };
  const addGate = (): void => {
    const stageId = chosen?.kind === 'stage' ? chosen.id : (plan.rows.gate.get(chosen?.id ?? '')?.stageId ?? null);
    setPicked({ kind: 'gate', id: add('gate.add', { name: t('gates.newName'), stageId }) });
  };
  const gateButton = ({ gate, dateMin, items, answered }: (typeof overview.gates)[number]) => (
    <button
      key={gate.id}
      type="button"
      className={styles.gate}
      aria-current={isChosen('gate', gate.id)}
      onClick={() => pick({ kind: 'gate', id: gate.id })}
    >
      <span className={styles.diamond} data-decision={gate.decision} aria-hidden />
      <span className={styles.name}>{gate.name || t('gates.unnamed')}</span>
      <span className={styles.date}>{instantDayText(dateMin, language)}</span>
      <span className={styles.count}>{items.length > 0 && `${answered}/${items.length}`}</span>
      <DecisionChip decision={gate.decision} />
    </button>
  );

  return (
    <>
      <ViewBar
        title={commandTitle('view.gates')}
        note={overview.gates.length > 0 && t('gates.decided', { done: decided, count: overview.gates.length })}
      >
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={addStage}>
          {t('stages.add')}
        </Button>
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={addGate}>
          {t('gates.add')}
        </Button>
      </ViewBar>
      <div className={styles.split}>
        <div className={styles.list}>
          {overview.stages.length === 0 && overview.gates.length === 0 && (
            <p className={parts.empty}>{t('gates.none')}</p>
          )}
          {overview.stages.map(({ stage, startMin, finishMin, percentComplete }) => (
            <section key={stage.id} className={styles.stage} aria-label={stage.name}>
              <button
                type="button"
                className={styles.stageHead}
                aria-current={isChosen('stage', stage.id)}
                onClick={() => pick({ kind: 'stage', id: stage.id })}
              >
                <StageDot color={stage.color} />
                <span className={styles.name}>{stage.name || t('stages.unnamed')}</span>
                <span className={styles.date}>
                  {startMin !== null &&
                    `${instantDayText(startMin, language)} – ${finishDayText(finishMin, startMin, language)}`}
                </span>
                <span className={styles.count}>{percentComplete} %</span>
              </button>
              {overview.gates.filter(({ gate }) => gate.stageId === stage.id).map(gateButton)}
            </section>
          ))}
          {ungrouped.length > 0 && <section className={styles.stage}>{ungrouped.map(gateButton)}</section>}
        </div>
        <div className={styles.detail} ref={detail}>
          {chosen?.kind === 'gate' && (
            <GateEditor key={chosen.id} gateId={chosen.id} startsChosen={chosen.id === addedId} />
          )}
          {chosen?.kind === 'stage' && (
            <StageEditor key={chosen.id} stageId={chosen.id} startsChosen={chosen.id === addedId} />
          )}
        </div>
      </div>
    </>
  );
});
