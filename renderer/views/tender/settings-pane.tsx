import { Checkbox, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import type { ReactNode } from 'react';
import type { Tender } from '../../../src/model/row.ts';
import {
  MOST_TENDER_ROUNDS,
  TENDER_ANCHORS,
  TENDER_PROCEDURES,
  TENDER_TEMPLATES,
} from '../../../src/model/tender-schema.ts';
import { ACCELERATED, WITH_AGREEMENT, WITH_PRIOR_NOTICE, WITH_ROUNDS } from '../../../src/tender/procedure.ts';
import type { TenderOfPlan } from '../../../src/tender/tender-of-plan.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useStores } from '../../stores/stores.ts';
import { NumberField } from './number-field.tsx';
import styles from './tender-view.module.css';
import { useAssume, useViewText } from './use-tender.ts';
import { ValueCard } from './value-card.tsx';

const MOST_DAYS = 365;
const MOST_MONTHS = 1200;
const MOST_CANDIDATES = 1000;

interface PartProps {
  readonly tender: Tender;
}

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.group} aria-label={title}>
    <h3 className={styles.groupTitle}>{title}</h3>
    {children}
  </section>
);

/** Procedure, date to plan from, and the planned lengths. */
const Frame = observer(({ tender }: PartProps) => {
  const { app } = useStores();
  const { textOf } = useTexts();
  const v = useViewText();
  const assume = useAssume(tender.id);
  const { anchor } = tender;
  return (
    <Group title={v('settings.title')}>
      <CommitField label={v('settings.name')} value={tender.name} onCommit={(name) => assume({ name })} />
      <Select
        label={v('settings.procedure')}
        data={TENDER_PROCEDURES.map((value) => ({ value, label: textOf('tender', `procedure.${value}`) }))}
        value={tender.procedure}
        allowDeselect={false}
        maxDropdownHeight={360}
        comboboxProps={{ width: 340, position: 'bottom-start' }}
        onChange={(procedure) => procedure && void assume({ procedure })}
      />
      <button
        type="button"
        className={`${parts.link} ${styles.small}`}
        onClick={() => app.openDialog({ kind: 'procedure-guide', tenderId: tender.id })}
      >
        {v('settings.guide')}
      </button>
      <Select
        label={v('settings.anchor')}
        data={TENDER_ANCHORS.map((value) => ({ value, label: v(`anchor.${value}`) }))}
        value={anchor.event}
        allowDeselect={false}
        onChange={(event) => event && void assume({ anchor: { ...anchor, event } })}
      />
      <DayField
        label={v('settings.anchorDay')}
        day={anchor.day}
        placeholder={v('settings.anchorDay.none')}
        onDay={(day) => assume({ anchor: { ...anchor, day } })}
      />
      <Select
        label={v('settings.template')}
        data={TENDER_TEMPLATES.map((value) => ({ value, label: textOf('tender', `template.${value}`) }))}
        value={tender.template}
        allowDeselect={false}
        onChange={(template) => template && void assume({ template })}
      />
      {WITH_ROUNDS.has(tender.procedure) && (
        <NumberField
          label={v(tender.procedure === 'dialogue' ? 'settings.rounds.dialogue' : 'settings.rounds')}
          value={tender.rounds}
          least={1}
          most={MOST_TENDER_ROUNDS}
          onNumber={(rounds) => assume({ rounds })}
        />
      )}
      <NumberField
        label={v('settings.questionRounds')}
        value={tender.questionRounds}
        least={1}
        most={MOST_TENDER_ROUNDS}
        onNumber={(questionRounds) => assume({ questionRounds })}
      />
      <NumberField
        label={v('settings.complaintBuffer')}
        value={tender.complaintBufferDays}
        least={0}
        most={MOST_DAYS}
        onNumber={(complaintBufferDays) => assume({ complaintBufferDays })}
      />
      <Flag tender={tender} cell="boardApproval" />
    </Group>
  );
});

type FlagCell =
  | 'electronic'
  | 'documentsOnline'
  | 'siteVisit'
  | 'letter'
  | 'boardApproval'
  | 'exAnteNotice'
  | 'auction';

const Flag = observer(({ tender, cell }: PartProps & { readonly cell: FlagCell }) => {
  const v = useViewText();
  const assume = useAssume(tender.id);
  return (
    <Checkbox
      size="xs"
      label={v(`settings.${cell}`)}
      checked={tender[cell]}
      onChange={(event) => void assume({ [cell]: event.currentTarget.checked })}
    />
  );
});

/** What shortens or lengthens the statutory periods. */
const Periods = observer(({ tender }: PartProps) => {
  const v = useViewText();
  const assume = useAssume(tender.id);
  const { pin, urgency } = tender;
  return (
    <Group title={v('settings.periods')}>
      <Flag tender={tender} cell="electronic" />
      <Flag tender={tender} cell="documentsOnline" />
      <Flag tender={tender} cell="siteVisit" />
      <Flag tender={tender} cell="letter" />
      {(ACCELERATED.has(tender.procedure) || urgency.claimed) && (
        <Checkbox
          size="xs"
          label={v('settings.urgent')}
          checked={urgency.claimed}
          onChange={(event) => void assume({ urgency: { ...urgency, claimed: event.currentTarget.checked } })}
        />
      )}
      {urgency.claimed && (
        <CommitField
          label={v('settings.urgencyReason')}
          multiline
          value={urgency.reason}
          onCommit={(reason) => assume({ urgency: { ...urgency, reason } })}
        />
      )}
      {(WITH_PRIOR_NOTICE.has(tender.procedure) || pin.day !== null) && (
        <DayField
          label={v('settings.pin')}
          placeholder={v('settings.none')}
          day={pin.day}
          onDay={(day) => assume({ pin: { ...pin, day } })}
        />
      )}
      {pin.day !== null && (
        <Checkbox
          size="xs"
          label={v('settings.pinComplete')}
          checked={pin.complete}
          onChange={(event) => void assume({ pin: { ...pin, complete: event.currentTarget.checked } })}
        />
      )}
      {(WITH_AGREEMENT.has(tender.procedure) || tender.agreedDays !== null) && (
        <NumberField
          label={v('settings.agreedDays')}
          value={tender.agreedDays}
          least={1}
          most={MOST_DAYS}
          emptyText={v('settings.none')}
          onNumber={(agreedDays) => assume({ agreedDays })}
        />
      )}
    </Group>
  );
});

/** What is known of the contract, as far as rules ask for it. */
const Contract = observer(({ tender }: PartProps) => {
  const v = useViewText();
  const assume = useAssume(tender.id);
  const { framework } = tender;
  const choice = <C extends 'complexity' | 'authority'>(cell: C, values: readonly string[]) => (
    <Select
      label={v(`settings.${cell}`)}
      data={values.map((value) => ({ value, label: v(`${cell}.${value}`) }))}
      value={tender[cell]}
      allowDeselect={false}
      onChange={(value) => value && void assume({ [cell]: value })}
    />
  );
  return (
    <Group title={v('settings.contract')}>
      {choice('complexity', ['unknown', 'small', 'standard', 'large'])}
      <Checkbox
        size="xs"
        label={v('settings.framework')}
        checked={framework.agreed}
        onChange={(event) => void assume({ framework: { ...framework, agreed: event.currentTarget.checked } })}
      />
      {framework.agreed && (
        <NumberField
          label={v('settings.frameworkMonths')}
          value={framework.months}
          least={1}
          most={MOST_MONTHS}
          emptyText={v('settings.unknown')}
          onNumber={(months) => assume({ framework: { ...framework, months } })}
        />
      )}
      <NumberField
        label={v('settings.candidates')}
        value={tender.candidates}
        least={1}
        most={MOST_CANDIDATES}
        emptyText={v('settings.unknown')}
        onNumber={(candidates) => assume({ candidates })}
      />
      {choice('authority', ['sub-central', 'central'])}
      <Flag tender={tender} cell="auction" />
      {tender.procedure === 'without-notice' && <Flag tender={tender} cell="exAnteNotice" />}
    </Group>
  );
});

/** All that is assumed of a tender; each field is changed where it stands, and the timetable follows. */
export const SettingsPane = observer(({ of }: { readonly of: TenderOfPlan }) => {
  const v = useViewText();
  const { tender } = of;
  return (
    <aside className={styles.settings} aria-label={v('settings.title')}>
      <Frame tender={tender} />
      <ValueCard of={of} />
      <Periods tender={tender} />
      <Contract tender={tender} />
    </aside>
  );
});
