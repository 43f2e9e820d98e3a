import { SegmentedControl } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { gateItemsOf } from '../../../src/model/stage-of.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import { DecisionChip } from '../parts/decision-chip.tsx';
import parts from '../parts/parts.module.css';
import styles from './panel.module.css';

const ANSWERS = ['open', 'yes', 'no', 'not-relevant'] as const;

/** A question or deliverable with its answer. */
export const GateItemRow = observer(({ itemId }: { readonly itemId: string }) => {
  const project = useProject();
  const { t } = useTexts();
  const item = project.plan.rows.gateItem.get(itemId);
  if (!item) return null;
  return (
    <div className={styles.question}>
      <p>{item.text}</p>
      <SegmentedControl
        mt={5}
        size="xs"
        aria-label={item.text}
        value={item.answer}
        onChange={(answer) => void project.carryOut('gateItem.update', { id: itemId, cells: { answer } })}
        data={ANSWERS.map((answer) => ({
          value: answer,
          label: t(`answer.${item.kind}.${answer}`),
        }))}
      />
    </div>
  );
});

/** The gate at this milestone: who decides, what has been decided, what must be answered first. */
export const GateDetails = observer(({ gateId }: { readonly gateId: string }) => {
  const { app } = useStores();
  const project = useProject();
  const { plan } = project;
  const { t } = useTexts();
  const gate = plan.rows.gate.get(gateId);
  if (!gate) return null;
  const items = gateItemsOf(plan.asPlan()).get(gateId) ?? [];
  const answered = items.filter((item) => item.answer !== 'open').length;
  const openView = (): void => {
    project.showGate(gateId);
    app.show('gates');
  };
  return (
    <Card
      title={
        <>
          {gate.name} <DecisionChip decision={gate.decision} />
        </>
      }
    >
      {gate.body && <p className={parts.faint}>{t('gate.decidedBy', { body: gate.body })}</p>}
      {items.length > 0 && <p>{t('gate.answered', { done: answered, count: items.length })}</p>}
      {items
        .filter((item) => item.answer === 'open')
        .slice(0, 3)
        .map((item) => (
          <GateItemRow key={item.id} itemId={item.id} />
        ))}
      <button type="button" className={parts.link} onClick={openView}>
        {t('gate.openView')}
      </button>
    </Card>
  );
});
