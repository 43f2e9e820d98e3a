import { Button, Menu, Select } from '@mantine/core';
import {
  IconCalendarPlus,
  IconChevronDown,
  IconClipboard,
  IconFileTypePdf,
  IconPlus,
  IconStack2,
} from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { eventOfKey } from '../../../src/tender/event.ts';
import type { TenderOfPlan } from '../../../src/tender/tender-of-plan.ts';
import { eventText } from '../../../src/tender/wording.ts';
import { useTenderWords } from '../../app/i18n/tender-words.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import { EmptyTenders } from './empty-tenders.tsx';
import { FindingCards } from './finding-cards.tsx';
import { ProcedureStrip } from './procedure-strip.tsx';
import { RuleCard } from './rule-card.tsx';
import { SettingsPane } from './settings-pane.tsx';
import styles from './tender-view.module.css';
import { OPTIONAL_COLUMNS, tenderViewOf } from './tender-view-store.ts';
import { TimetableTable } from './timetable-table.tsx';
import { useChosenTender, useViewText } from './use-tender.ts';

/** How long it takes from the notice to the contract, and what is wrong. */
const Summary = observer(({ of }: { readonly of: TenderOfPlan }) => {
  const { t } = useTexts();
  const v = useViewText();
  const dayOf = (id: string) => of.rows.find((row) => row.id === id)?.day;
  const from = dayOf('notice') ?? dayOf('invitation');
  const to = dayOf('contract');
  const errors = of.findings.filter(({ severity }) => severity === 'error').length;
  const warnings = of.findings.filter(({ severity }) => severity === 'warning').length;
  return (
    <>
      {from !== undefined && to !== undefined && v('summary.weeks', { count: Math.round((to - from) / 7) })}
      {errors > 0 && <span className={styles.late}> · {t('findings.errors', { count: errors })}</span>}
      {warnings > 0 && <span className={styles.warned}> · {t('findings.warnings', { count: warnings })}</span>}
      {errors + warnings === 0 && of.rows.length > 0 && ` · ${t('status.noFindings')}`}
    </>
  );
});

/** What is rarer: which columns are shown, assumptions out of the way, deleted dates back, the tender away. */
const MoreMenu = observer(({ of }: { readonly of: TenderOfPlan }) => {
  const project = useProject();
  const view = tenderViewOf(project);
  const v = useViewText();
  const isLaid = of.source === 'plan';
  const id = of.tender.id;
  const check = (label: string, isOn: boolean, toggle: () => void, disabled = false) => (
    <Menu.CheckboxItem key={label} checked={isOn} closeMenuOnClick={false} disabled={disabled} onChange={toggle}>
      {label}
    </Menu.CheckboxItem>
  );
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {v('bar.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {check(v('settings.title'), view.settingsOpen, () => view.toggleSettings())}
        {OPTIONAL_COLUMNS.map((column) =>
          check(
            v(`columns.${column}`),
            view.columns.has(column),
            () => view.toggleColumn(column),
            column === 'drift' && project.tenders.baselineId === null,
          ),
        )}
        <Menu.Divider />
        <Menu.Item disabled={!isLaid} onClick={() => void project.carryOut('tender.generate', { id, restore: true })}>
          {v('bar.restore')}
        </Menu.Item>
        <Menu.Item onClick={() => void project.carryOut('tender.delete', { ids: [id] })}>{v('bar.delete')}</Menu.Item>
        {isLaid && (
          <Menu.Item onClick={() => void project.carryOut('tender.delete', { ids: [id], tasks: 'keep' })}>
            {v('bar.deleteKeep')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
});

/** The commands of the view: laying into the plan, other tenders, what goes out of the house. */
const Bar = observer(({ of }: { readonly of: TenderOfPlan }) => {
  const { app, commands } = useStores();
  const project = useProject();
  const view = tenderViewOf(project);
  const v = useViewText();
  const { all } = project.tenders;
  const isLaid = of.source === 'plan';
  return (
    <>
      {all.length > 1 && (
        <Select
          aria-label={v('bar.tender')}
          className={styles.chooser}
          data={all.map(({ tender }) => ({ value: tender.id, label: tender.name || v('unnamed') }))}
          value={of.tender.id}
          allowDeselect={false}
          onChange={(id) => view.choose(id)}
        />
      )}
      <Button
        variant={isLaid ? 'default' : 'filled'}
        leftSection={<IconStack2 size={15} aria-hidden />}
        disabled={of.error !== null}
        onClick={() => void project.carryOut('tender.generate', { id: of.tender.id })}
      >
        {v(isLaid ? 'bar.layAgain' : 'bar.lay')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => app.openDialog({ kind: 'new-tender', preset: null })}
      >
        {v('bar.new')}
      </Button>
      <span className={styles.divider} />
      <Button
        variant="default"
        leftSection={<IconClipboard size={15} aria-hidden />}
        disabled={of.rows.length === 0}
        onClick={() => commands.run('tender.copyTable')}
      >
        {v('bar.copy')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileTypePdf size={15} aria-hidden />}
        disabled={!isLaid}
        onClick={() => commands.run('tender.print')}
      >
        {v('bar.pdf')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconCalendarPlus size={15} aria-hidden />}
        disabled={!isLaid}
        onClick={() => commands.run('tender.calendar')}
      >
        {v('bar.calendar')}
      </Button>
      <MoreMenu of={of} />
    </>
  );
});

/** Why no timetable can be made from what is assumed. */
const NoTimetable = ({ error }: { readonly error: NonNullable<TenderOfPlan['error']> }) => {
  const { words } = useTenderWords();
  const { errorText } = useTexts();
  const v = useViewText();
  const params =
    typeof error.params.event === 'string'
      ? { ...error.params, event: eventNamed(words, error.params.event) }
      : error.params;
  return (
    <Card tone="warning" title={v('none.title')}>
      <p>{errorText({ id: error.id, params })}</p>
    </Card>
  );
};

const eventNamed = (words: Parameters<typeof eventText>[0], key: string): string => {
  const event = eventOfKey(key);
  return event === null ? key : eventText(words, event.id, event.round);
};

const Tender = observer(({ of }: { readonly of: TenderOfPlan }) => {
  const view = tenderViewOf(useProject());
  const v = useViewText();
  return (
    <div className={styles.body}>
      <ProcedureStrip of={of} />
      <div className={styles.columns} data-settings={view.settingsOpen}>
        {view.settingsOpen && <SettingsPane of={of} />}
        <div className={styles.middle}>
          {of.error !== null && <NoTimetable error={of.error} />}
          {of.source === 'preview' && <p className={styles.hint}>{v('preview')}</p>}
          {of.rows.length > 0 && <TimetableTable of={of} />}
        </div>
        <aside className={styles.findings} aria-label={v('findings.title')}>
          {view.ruleId !== null && <RuleCard of={of} ruleId={view.ruleId} />}
          <FindingCards of={of} />
        </aside>
      </div>
    </div>
  );
});

/** The tenders of the project: what is assumed, the timetable with the law beside each date, and what is wrong. */
export const TenderView = observer(() => {
  const { commandTitle } = useTexts();
  const of = useChosenTender();
  if (of === undefined)
    return (
      <>
        <ViewBar title={commandTitle('view.tender')} />
        <div className={parts.page}>
          <EmptyTenders />
        </div>
      </>
    );
  return (
    <>
      <ViewBar title={commandTitle('view.tender')} note={<Summary of={of} />}>
        <Bar of={of} />
      </ViewBar>
      <Tender key={of.tender.id} of={of} />
    </>
  );
});
