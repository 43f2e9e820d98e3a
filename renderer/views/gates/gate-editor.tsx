import { ActionIcon, Button, SegmentedControl, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { orderKeysBetween } from '../../../src/model/order-key.ts';
import { wbsOf } from '../../../src/model/outline.ts';
import type { Gate, GateItem } from '../../../src/model/row.ts';
import { gateItemsOf, stagesInOrder } from '../../../src/model/stage-of.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { Card } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './gates-view.module.css';
import { MoveButtons } from './move-buttons.tsx';

const DECISIONS = ['open', 'approved', 'conditional', 'rejected'] as const;
const ANSWERS = ['open', 'yes', 'no', 'not-relevant'] as const;

/** What is decided, when, and on which conditions. */
const Decision = observer(({ gate }: { readonly gate: Gate }) => {
  const { app } = useStores();
  const project = useProject();
  const { t } = useTexts();
  const { id, decision, decidedDay, conditions } = gate;
  const decide = async (change: Partial<Pick<Gate, 'decision' | 'decidedDay' | 'conditions'>>) => {
    const answer = await project.plan.run('gate.decide', { id, decision, decidedDay, conditions, ...change });
    return answer.ok ? null : answer.error;
  };
  return (
    <Card title={t('gates.decision')}>
      <div className={styles.form}>
        <SegmentedControl
          size="xs"
          aria-label={t('gates.decision')}
          value={decision}
          onChange={(value) =>
            void decide({
              decision: value as Gate['decision'],
              decidedDay: value === 'open' ? null : (decidedDay ?? app.env.todayDay()),
            })
          }
          data={DECISIONS.map((one) => ({ value: one, label: t(`decision.${one}`) }))}
        />
        {decision !== 'open' && (
          <>
            <DayField label={t('gates.decidedDay')} day={decidedDay} onDay={(day) => decide({ decidedDay: day })} />
            <CommitField
              label={t('gates.conditions')}
              multiline
              value={conditions}
              onCommit={(text) => decide({ conditions: text })}
            />
          </>
        )}
      </div>
    </Card>
  );
});

interface ItemRowProps {
  readonly item: GateItem;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly startsChosen: boolean;
}

const ItemRow = observer(({ item, isFirst, isLast, startsChosen }: ItemRowProps) => {
  const project = useProject();
  const { t } = useTexts();
  const commit = useCommit();
  const set = (cells: object) => commit('gateItem.update', { id: item.id, cells });
  return (
    <li className={styles.item} data-answer={item.answer}>
      <div className={styles.itemText}>
        <CommitField
          multiline
          minRows={1}
          variant="unstyled"
          ariaLabel={t(`gates.${item.kind}`)}
          startsChosen={startsChosen}
          value={item.text}
          onCommit={(text) => set({ text })}
        />
      </div>
      <SegmentedControl
        size="xs"
        aria-label={t('gates.answerTo', { text: item.text })}
        value={item.answer}
        onChange={(answer) => void set({ answer })}
        data={ANSWERS.map((answer) => ({ value: answer, label: t(`answer.${item.kind}.${answer}`) }))}
      />
      <MoveButtons command="gateItem.move" id={item.id} name={item.text} isFirst={isFirst} isLast={isLast} />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('gates.deleteItem', { text: item.text })}
        onClick={() => void project.carryOut('gateItem.delete', { ids: [item.id] })}
      >
        <IconTrash size={15} stroke={1.6} aria-hidden />
      </ActionIcon>
      {(item.answer !== 'open' || item.comment !== '') && (
        <div className={styles.comment}>
          <CommitField
            ariaLabel={t('gates.comment')}
            placeholder={t('gates.comment')}
            value={item.comment}
            onCommit={(comment) => set({ comment })}
          />
        </div>
      )}
    </li>
  );
});

const Items = observer(({ gateId, kind }: { readonly gateId: string; readonly kind: GateItem['kind'] }) => {
  const project = useProject();
  const { t } = useTexts();
  const all = gateItemsOf(project.plan.asPlan()).get(gateId) ?? [];
  const items = all.filter((item) => item.kind === kind);
  const answered = items.filter((item) => item.answer !== 'open').length;
  const { addedId, add } = useAddedRow();
  const addItem = (): void => {
    const [order] = orderKeysBetween(all[all.length - 1]?.order ?? null, null, 1, Math.random);
    add('gateItem.add', { gateId, kind, text: t(`gates.new.${kind}`), order });
  };
  return (
    <Card
      title={
        <>
          {t(`gates.${kind}s`)}
          <span className={parts.faint}>{items.length > 0 && `${answered}/${items.length}`}</span>
        </>
      }
    >
      <ul className={styles.items}>
        {items.map((item, at) => (
          <ItemRow
            key={item.id}
            item={item}
            isFirst={at === 0}
            isLast={at === items.length - 1}
            startsChosen={item.id === addedId}
          />
        ))}
      </ul>
      <Button variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={addItem}>
        {t(`gates.add.${kind}`)}
      </Button>
    </Card>
  );
});

interface GateEditorProps {
  readonly gateId: string;
  /** The gate was just added: its name is chosen. */
  readonly startsChosen: boolean;
}

/** Everything about one gate. */
export const GateEditor = observer(({ gateId, startsChosen }: GateEditorProps) => {
  const project = useProject();
  const { plan, selection } = project;
  const { t } = useTexts();
  const commit = useCommit();
  const gate = plan.rows.gate.get(gateId);
  if (!gate) return null;
  const set = (cells: object) => commit('gate.update', { id: gateId, cells });
  const { outline } = selection;
  const { task } = plan.asPlan().rows;
  const milestones = outline.ids
    .map((id, at) => ({ id, at }))
    .filter(({ id }) => task.get(id)!.kind === 'milestone' || id === gate.taskId)
    .map(({ id, at }) => ({ value: id, label: `${wbsOf(outline, at)} ${task.get(id)!.name}` }));
  return (
    <div className={styles.editor}>
      <Card title={t('gates.one')}>
        <div className={styles.fields}>
          <CommitField
            label={t('field.name')}
            startsChosen={startsChosen}
            value={gate.name}
            onCommit={(name) => set({ name })}
          />
          <CommitField label={t('gates.body')} value={gate.body} onCommit={(body) => set({ body })} />
          <Select
            label={t('gates.milestone')}
            placeholder={t('field.none')}
            searchable
            clearable
            limit={60}
            data={milestones}
            value={gate.taskId}
            onChange={(taskId) => void set({ taskId })}
          />
          <Select
            label={t('field.stage')}
            placeholder={t('field.none')}
            clearable
            data={stagesInOrder(plan.asPlan()).map(({ id, name }) => ({ value: id, label: name }))}
            value={gate.stageId}
            onChange={(stageId) => void set({ stageId })}
          />
        </div>
      </Card>
      <Items gateId={gateId} kind="question" />
      <Items gateId={gateId} kind="deliverable" />
      <Decision gate={gate} />
      <div>
        <Button variant="default" onClick={() => void project.carryOut('gate.delete', { ids: [gateId] })}>
          {t('gates.delete')}
        </Button>
      </div>
    </div>
  );
});
