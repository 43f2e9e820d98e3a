import { IconX } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useEffect } from 'react';
import { NOBODY } from '../../../src/reading/plan-filter.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject } from '../../stores/stores.ts';
import styles from './reading-bar.module.css';

interface Chip {
  readonly key: string;
  readonly label: string;
  readonly remove: () => void;
}

const without = (list: readonly string[], item: string): readonly string[] => list.filter((each) => each !== item);

/** Every filter, the grouping and the order that hold, each with a way to take it away. */
const useChips = (): readonly Chip[] => {
  const { plan, reading } = useProject();
  const { textOf } = useTexts();
  const { filter, sort, group } = reading.arrangement;
  const { rows } = plan.asPlan();
  const chips: Chip[] = filter.flags.map((flag) => ({
    key: flag,
    label: textOf('table', `filter.${flag}`),
    remove: () => reading.toggleFlag(flag),
  }));
  for (const id of filter.responsibleIds) {
    const name = id === NOBODY ? textOf('table', 'group.nobody') : (rows.party.get(id)?.name ?? '?');
    const remove = () => reading.setFilter({ responsibleIds: without(filter.responsibleIds, id) });
    chips.push({ key: `responsible ${id}`, label: textOf('table', 'chip.responsible', { name }), remove });
  }
  for (const id of filter.stageIds) {
    const name = id === NOBODY ? textOf('table', 'group.noStage') : (rows.stage.get(id)?.name ?? '?');
    const remove = () => reading.setFilter({ stageIds: without(filter.stageIds, id) });
    chips.push({ key: `stage ${id}`, label: textOf('table', 'chip.stage', { name }), remove });
  }
  if (filter.text.trim() !== '')
    chips.push({
      key: 'text',
      label: textOf('table', 'chip.text', { text: filter.text.trim() }),
      remove: () => reading.setFilter({ text: '' }),
    });
  if (group !== null)
    chips.push({
      key: 'group',
      label: textOf('table', 'chip.group', { name: textOf('table', `group.${group}`) }),
      remove: () => reading.setGroup(null),
    });
  if (sort !== null)
    chips.push({
      key: 'sort',
      label: textOf('table', sort.descending ? 'chip.sortDown' : 'chip.sortUp', {
        name: textOf('table', `column.${sort.column}`),
      }),
      remove: () => reading.setSort(null),
    });
  return chips;
};

/** What is not as in the plan: filters, grouping and order as chips, and how many tasks are left. */
export const ReadingChips = observer(() => {
  const { plan, reading, selection, live } = useProject();
  const { textOf } = useTexts();
  const chips = useChips();
  const { arrangement } = reading;
  const { matchCount } = selection.visible;
  const total = plan.rows.task.size;

  // Told once for every change of what is asked for, not for every edit.
  useEffect(() => {
    if (!reading.isAsPlanned)
      live.say('message.shown', { count: selection.visible.matchCount, total: plan.rows.task.size });
  }, [arrangement, reading, selection, plan, live]);

  if (chips.length === 0) return null;
  return (
    <div className={styles.bar} role="group" aria-label={textOf('table', 'chips.label')} data-testid="chips">
      {chips.map(({ key, label, remove }) => (
        <span key={key} className={styles.chip}>
          {label}
          <button
            type="button"
            className={styles.chipButton}
            aria-label={textOf('table', 'chip.remove', { name: label })}
            onClick={remove}
          >
            <IconX size={13} aria-hidden />
          </button>
        </span>
      ))}
      <span className={styles.shown} data-testid="shown-count">
        {textOf('table', 'chips.shown', { count: matchCount, total })}
      </span>
      <button type="button" className={styles.clear} onClick={() => reading.showAll()}>
        {textOf('table', 'chips.clear')}
      </button>
    </div>
  );
});
