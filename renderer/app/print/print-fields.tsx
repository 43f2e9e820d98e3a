import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import type { ReactNode } from 'react';
import { MOST_PAGES_ACROSS, PAPERS, PRINT_LAYOUTS, PRINT_VIEWS, SHEET_MM } from '../../../src/api.ts';
import { COLUMN_IDS } from '../../../src/gantt/plan-cells.ts';
import { PLAN_COLUMN_IDS } from '../../../src/reading/plan-columns.ts';
import { isList, type PrintSettings, ROW_CHOICES, TIME_CHOICES } from '../../../src/report/print-settings.ts';
import { useProject } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { DayField } from '../parts/typed-fields.tsx';
import styles from './print.module.css';
import type { PrintStore } from './print-store.ts';

type Of = { readonly store: PrintStore };

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className={styles.group}>
    <legend>{title}</legend>
    {children}
  </fieldset>
);

/** A choice of few, all in sight. */
const Choice = <K extends keyof PrintSettings>({
  store,
  name,
  values,
  prefix,
}: Of & { readonly name: K; readonly values: readonly (PrintSettings[K] & string)[]; readonly prefix?: string }) => {
  const { textOf } = useTexts();
  const word = (value: string): string => (prefix === undefined ? value : textOf('print', `${prefix}.${value}`));
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={textOf('print', name)}
      data={values.map((value) => ({ value, label: word(value) }))}
      value={store.settings[name] as string}
      onChange={(value) => store.set({ [name]: value } as Partial<PrintSettings>)}
    />
  );
};

/** A whole number; what is not one changes nothing. */
const Count = ({
  store,
  name,
  least,
  most,
  unit,
  mayBeEmpty = false,
}: Of & {
  readonly name: keyof PrintSettings & ('across' | 'down' | 'percent' | 'overlapMm' | 'widthMm' | 'heightMm' | 'dpi');
  readonly least: number;
  readonly most: number;
  readonly unit?: string;
  readonly mayBeEmpty?: boolean;
}) => {
  const { textOf } = useTexts();
  const value = store.settings[name];
  return (
    <NumberInput
      size="xs"
      label={textOf('print', name)}
      placeholder={mayBeEmpty ? textOf('print', 'asMany') : undefined}
      min={least}
      max={most}
      allowDecimal={false}
      clampBehavior="blur"
      suffix={unit}
      value={value ?? ''}
      onChange={(next) => {
        if (next === '' && mayBeEmpty) store.set({ [name]: null });
        if (typeof next === 'number' && next >= least && next <= most) store.set({ [name]: next });
      }}
    />
  );
};

const Tick = ({ store, name }: Of & { readonly name: keyof PrintSettings }) => {
  const { textOf } = useTexts();
  return (
    <Checkbox
      size="xs"
      label={textOf('print', name)}
      checked={store.settings[name] === true}
      onChange={(event) => store.set({ [name]: event.currentTarget.checked } as Partial<PrintSettings>)}
    />
  );
};

/** Paper, which way round, and how the chart is laid on it. */
export const PaperFields = observer(({ store }: Of) => {
  const { textOf } = useTexts();
  const p = (id: string): string => textOf('print', id);
  const { paper, layout, scale, view } = store.settings;
  return (
    <>
      <Select
        size="xs"
        label={p('view')}
        data={PRINT_VIEWS.map((value) => ({ value, label: p(`view.${value}`) }))}
        value={view}
        allowDeselect={false}
        onChange={(value) => value && store.set({ view: value as PrintSettings['view'] })}
      />
      <Group title={p('paper')}>
        <div className={styles.pair}>
          <Select
            size="xs"
            aria-label={p('paper')}
            data={[...PAPERS.map((name) => ({ value: name, label: name })), { value: 'custom', label: p('custom') }]}
            value={paper}
            allowDeselect={false}
            onChange={(value) => value && store.set({ paper: value as PrintSettings['paper'] })}
          />
          <SegmentedControl
            size="xs"
            aria-label={p('orientation')}
            data={[
              { value: 'landscape', label: p('landscape') },
              { value: 'portrait', label: p('portrait') },
            ]}
            value={store.settings.portrait ? 'portrait' : 'landscape'}
            onChange={(value) => store.set({ portrait: value === 'portrait' })}
          />
        </div>
        {paper === 'custom' && (
          <div className={styles.pair}>
            <Count store={store} name="widthMm" least={SHEET_MM.least} most={SHEET_MM.most} unit=" mm" />
            <Count store={store} name="heightMm" least={SHEET_MM.least} most={SHEET_MM.most} unit=" mm" />
          </div>
        )}
        {view === 'gantt' && <Choice store={store} name="layout" values={PRINT_LAYOUTS} prefix="layout" />}
        {view === 'gantt' && layout === 'tiles' && (
          <Count store={store} name="overlapMm" least={0} most={40} unit=" mm" />
        )}
      </Group>
      {view === 'gantt' && (
        <Group title={p('scale')}>
          <Choice store={store} name="scale" values={['fit', 'percent']} prefix="scale" />
          {scale === 'fit' ? (
            <div className={styles.pair}>
              <Count store={store} name="across" least={1} most={MOST_PAGES_ACROSS} />
              {layout !== 'one' && <Count store={store} name="down" least={1} most={200} mayBeEmpty />}
            </div>
          ) : (
            <Count store={store} name="percent" least={10} most={400} unit=" %" />
          )}
        </Group>
      )}
    </>
  );
});

/** Which columns, when not those on screen. */
const Columns = observer(({ store }: Of) => {
  const { textOf } = useTexts();
  const chosen = store.settings.columns;
  const options = PLAN_COLUMN_IDS.map((id) => ({ id, label: textOf('table', `column.${id}`) }));
  const toggle = (id: string, isOn: boolean): void => {
    const wanted = new Set(chosen ?? []);
    if (isOn) wanted.add(id);
    else wanted.delete(id);
    store.set({ columns: PLAN_COLUMN_IDS.filter((known) => wanted.has(known)) });
  };
  return (
    <>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={textOf('print', 'columns')}
        data={['screen', 'chosen'].map((value) => ({ value, label: textOf('print', `columns.${value}`) }))}
        value={chosen === null ? 'screen' : 'chosen'}
        onChange={(value) => store.set({ columns: value === 'screen' ? null : [...COLUMN_IDS] })}
      />
      {chosen !== null && (
        <div className={styles.columns}>
          {options.map(({ id, label }) => (
            <Checkbox
              key={id}
              size="xs"
              label={label}
              checked={chosen.includes(id)}
              disabled={id === 'name'}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
          ))}
        </div>
      )}
    </>
  );
});

/** The baseline that changes are counted from. */
const Since = observer(({ store }: Of) => {
  const { plan, planView } = useProject();
  const { textOf } = useTexts();
  const { asOnScreen, baselineId } = store.settings;
  const chosen = asOnScreen ? planView.baselineId : baselineId;
  return (
    <Select
      size="xs"
      label={textOf('print', 'baseline.since')}
      data={[
        { value: '', label: textOf('print', 'baseline.newest') },
        ...[...plan.rows.baseline.values()].map(({ id, name }) => ({ value: id, label: name || id })),
      ]}
      value={chosen !== null && plan.rows.baseline.has(chosen) ? chosen : ''}
      allowDeselect={false}
      onChange={(value) => store.set({ asOnScreen: false, baselineId: value || null })}
    />
  );
});

/** Which rows, columns and time, and what is drawn of them. */
export const ContentFields = observer(({ store }: Of) => {
  const { selection, plan } = useProject();
  const { textOf } = useTexts();
  const p = (id: string): string => textOf('print', id);
  const { settings } = store;
  const { time, asOnScreen, view, fromDay, toDay } = settings;
  const isBackwards = fromDay !== null && toDay !== null && toDay < fromDay;
  const days = (
    <div className={styles.pair}>
      <DayField
        label={p('from')}
        placeholder={p('wholePlan')}
        day={fromDay}
        onDay={(day) => {
          store.set({ fromDay: day, time: 'range' });
          return null;
        }}
      />
      <DayField
        label={p('to')}
        placeholder={p('wholePlan')}
        day={toDay}
        onDay={(day) => {
          if (day !== null && fromDay !== null && day < fromDay) return { id: 'print.backwards', params: {} };
          store.set({ toDay: day, time: 'range' });
          return null;
        }}
      />
    </div>
  );
  return (
    <>
      {(view === 'gantt' || isList(view)) && (
        <Group title={p(view === 'gantt' ? 'rows' : 'listRows')}>
          <Select
            size="xs"
            aria-label={p(view === 'gantt' ? 'rows' : 'listRows')}
            data={ROW_CHOICES.filter((value) => view === 'gantt' || value !== 'shown').map((value) => ({
              value,
              label: p(view === 'gantt' ? `rows.${value}` : `listRows.${value}`),
              disabled: value === 'selected' && selection.selected.size === 0,
            }))}
            value={view !== 'gantt' && settings.rows === 'shown' ? 'all' : settings.rows}
            allowDeselect={false}
            onChange={(value) => value && store.set({ rows: value as PrintSettings['rows'] })}
          />
          {view === 'gantt' && <Columns store={store} />}
        </Group>
      )}
      {view === 'changes' && <Since store={store} />}
      {!isList(view) && (
        <>
          <Group title={p('time')}>
            <Choice store={store} name="time" values={TIME_CHOICES} prefix="time" />
            {time === 'range' && days}
            {isBackwards && <p className={styles.problem}>{textOf('errors', 'print.backwards')}</p>}
          </Group>
          <Group title={p('drawn')}>
            <Choice store={store} name="ink" values={['colour', 'grey']} prefix="ink" />
            <Tick store={store} name="asOnScreen" />
            {!asOnScreen && (
              <>
                {view === 'gantt' && <Tick store={store} name="critical" />}
                {view === 'gantt' && <Tick store={store} name="slack" />}
                {view === 'gantt' && <Tick store={store} name="links" />}
                <Select
                  size="xs"
                  label={p('baselineId')}
                  data={[
                    { value: '', label: p('noBaseline') },
                    ...[...plan.rows.baseline.values()].map(({ id, name }) => ({ value: id, label: name || id })),
                  ]}
                  value={settings.baselineId ?? ''}
                  allowDeselect={false}
                  onChange={(value) => store.set({ baselineId: value || null })}
                />
              </>
            )}
            {view === 'gantt' && settings.layout === 'pages' && <Tick store={store} name="skipEmpty" />}
          </Group>
        </>
      )}
    </>
  );
});
