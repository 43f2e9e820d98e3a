import { Checkbox, Menu, Popover, Select, TextInput } from '@mantine/core';
import { IconCheck, IconChevronDown, IconFilter, IconTable } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { stagesInOrder } from '../../../src/model/stage-of.ts';
import { type GroupKey, groupKeysFor } from '../../../src/reading/arrange.ts';
import { FILTER_FLAGS, isFilterEmpty, NOBODY } from '../../../src/reading/plan-filter.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import pillStyles from '../../app/shell/plan-bar.module.css';
import { chooseView, ownViews, type PlanView, readyViews } from '../../stores/plan-views.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './reading-bar.module.css';

/** Chooses a view: those that every plan has, and those that were saved with this one. */
export const ViewPill = observer(() => {
  const { commands } = useStores();
  const project = useProject();
  const { viewId } = project.reading;
  const { textOf, commandTitle } = useTexts();
  const ready = readyViews((id) => textOf('table', `view.${id}`));
  const own = ownViews(project.plan);
  const name = [...ready, ...own].find(({ id }) => id === viewId)?.name ?? null;
  const choice = (view: PlanView) => (
    <Menu.Item
      key={view.id}
      leftSection={<span className={styles.mark}>{viewId === view.id && <IconCheck size={14} aria-hidden />}</span>}
      onClick={() => chooseView(project, view)}
    >
      {view.name}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-start" shadow="md" width={260}>
      <Menu.Target>
        <button
          type="button"
          className={pillStyles.pill}
          aria-label={name === null ? undefined : textOf('table', 'views.pillNamed', { name })}
          title={name ?? undefined}
        >
          <IconTable size={14} stroke={1.6} aria-hidden />
          <span className={styles.viewName}>{name ?? textOf('table', 'views.pill')}</span>
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {ready.map(choice)}
        {own.length > 0 && <Menu.Label>{textOf('table', 'views.own')}</Menu.Label>}
        {own.map(choice)}
        <Menu.Divider />
        {['view.columns', 'view.saveView', 'view.manageViews'].map((id) => (
          <Menu.Item key={id} leftSection={<span className={styles.mark} />} onClick={() => commands.run(id)}>
            {commandTitle(id)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});

/** One of several people or stages to be let through. */
const Choices = ({
  label,
  chosen,
  all,
  onChange,
}: {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly all: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (ids: readonly string[]) => void;
}) => (
  <Checkbox.Group label={label} value={[...chosen]} onChange={(ids) => onChange(ids)}>
    <div className={styles.choices}>
      {all.map(({ id, name }) => (
        <Checkbox key={id} value={id} label={name} size="xs" />
      ))}
    </div>
  </Checkbox.Group>
);

/** What a filter may ask, all in one place; every change is seen at once. */
const FilterForm = observer(() => {
  const { plan, reading } = useProject();
  const { textOf } = useTexts();
  const { filter, group } = reading.arrangement;
  const core = plan.asPlan();
  const people = [...core.rows.party.values()].sort((a, b) => a.name.localeCompare(b.name, 'da'));
  return (
    <div className={styles.form}>
      <TextInput
        size="xs"
        label={textOf('table', 'filter.text')}
        data-autofocus
        maxLength={200}
        value={filter.text}
        onChange={(event) => reading.setFilter({ text: event.currentTarget.value })}
      />
      <Select
        size="xs"
        label={textOf('table', 'group.label')}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={[
          { value: '', label: textOf('table', 'group.none') },
          ...groupKeysFor(core).map((key) => ({ value: key, label: textOf('table', `group.${key}`) })),
        ]}
        value={group ?? ''}
        onChange={(key) => reading.setGroup(key === '' ? null : (key as GroupKey))}
      />
      <fieldset className={styles.flags}>
        <legend>{textOf('table', 'filter.only')}</legend>
        {FILTER_FLAGS.map((flag) => (
          <Checkbox
            key={flag}
            size="xs"
            label={textOf('table', `filter.${flag}`)}
            checked={filter.flags.includes(flag)}
            onChange={() => reading.toggleFlag(flag)}
          />
        ))}
      </fieldset>
      <Choices
        label={textOf('table', 'filter.responsible')}
        chosen={filter.responsibleIds}
        all={[...people, { id: NOBODY, name: textOf('table', 'group.nobody') }]}
        onChange={(responsibleIds) => reading.setFilter({ responsibleIds })}
      />
      <Choices
        label={textOf('table', 'filter.stage')}
        chosen={filter.stageIds}
        all={[...stagesInOrder(core), { id: NOBODY, name: textOf('table', 'group.noStage') }]}
        onChange={(stageIds) => reading.setFilter({ stageIds })}
      />
    </div>
  );
});

/** Opens the filter; says by its look and its text whether one holds. */
export const FilterPill = observer(() => {
  const { reading, planView } = useProject();
  const { textOf } = useTexts();
  const { filterOpen } = planView;
  const [returnTo, setReturnTo] = useState<HTMLButtonElement | null>(null);
  const active = !isFilterEmpty(reading.arrangement.filter) || reading.arrangement.group !== null;
  const close = (): void => {
    planView.setFilterOpen(false);
    returnTo?.focus();
  };
  return (
    <Popover
      opened={filterOpen}
      onChange={(opened) => !opened && close()}
      position="bottom-start"
      width={330}
      shadow="md"
      trapFocus
      withRoles
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          ref={setReturnTo}
          type="button"
          className={pillStyles.pill}
          data-on={active}
          aria-haspopup="dialog"
          onClick={() => planView.setFilterOpen(!filterOpen)}
        >
          <IconFilter size={14} stroke={1.6} aria-hidden />
          {textOf('table', 'filter.pill')}
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={textOf('table', 'filter.pill')}>
        <FilterForm />
      </Popover.Dropdown>
    </Popover>
  );
});
