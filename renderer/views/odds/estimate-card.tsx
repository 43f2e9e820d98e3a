import { Button, Select, TextInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { isSummary } from '../../../src/model/outline.ts';
import type { Task } from '../../../src/model/row.ts';
import { ESTIMATE_DISTRIBUTIONS, ESTIMATE_SPREADS } from '../../../src/model/schema.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useProject } from '../../stores/stores.ts';
import styles from './odds-view.module.css';

type Estimate = Task['estimate'];

/** Tasks that are selected in the plan, or all of them; summaries and milestones have no duration of their own. */
const useMeantTasks = (): { readonly ids: readonly string[]; readonly isSelection: boolean } => {
  const { schedule, selection, plan } = useProject();
  const { outline } = schedule.current;
  const hasDuration = (id: string): boolean => {
    const at = outline.position.get(id);
    return at !== undefined && !isSummary(outline, at) && plan.rows.task.get(id)?.kind === 'task';
  };
  const selected = [...selection.selected].filter(hasDuration);
  return selected.length > 0
    ? { ids: selected, isSelection: true }
    : { ids: outline.ids.filter(hasDuration), isSelection: false };
};

/** Says how sure durations are, for the selected tasks or all. */
export const EstimateCard = observer(() => {
  const project = useProject();
  const { textOf } = useTexts();
  const { ids, isSelection } = useMeantTasks();
  const [distribution, setDistribution] = useState<Estimate['distribution']>('pert');
  const [spread, setSpread] = useState<Estimate['spread']>('medium');
  const [group, setGroup] = useState('');
  const field = (id: string): string => textOf('fields', `task.estimate.${id}`);
  const apply = (): void => {
    const estimate: Estimate = { distribution, spread, group, lowMin: null, likelyMin: null, highMin: null };
    void project.carryOut('task.setEstimate', { ids, estimate });
  };
  return (
    <Card title={textOf('odds', 'estimate.title')}>
      <p className={parts.faint}>
        {textOf('odds', isSelection ? 'estimate.selected' : 'estimate.all', { count: ids.length })}
      </p>
      <div className={styles.fields}>
        <Select
          label={field('distribution')}
          data={ESTIMATE_DISTRIBUTIONS.map((value) => ({ value, label: field(`distribution.${value}`) }))}
          value={distribution}
          allowDeselect={false}
          onChange={(value) => value && setDistribution(value)}
        />
        <Select
          label={field('spread')}
          data={ESTIMATE_SPREADS.map((value) => ({ value, label: field(`spread.${value}`) }))}
          value={spread}
          allowDeselect={false}
          onChange={(value) => value && setSpread(value)}
        />
        <TextInput
          label={field('group')}
          maxLength={100}
          value={group}
          onChange={(event) => setGroup(event.currentTarget.value)}
        />
        <Button variant="default" disabled={ids.length === 0} onClick={apply}>
          {textOf('odds', 'estimate.apply')}
        </Button>
      </div>
    </Card>
  );
});
