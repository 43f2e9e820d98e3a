import { ActionIcon, Button, Checkbox, NumberInput, Select } from '@mantine/core';
import {
  IconCalendarPlus,
  IconChevronDown,
  IconChevronUp,
  IconPlus,
  IconPrinter,
  IconTrash,
} from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { DPI, USUAL_PRINT } from '../../../src/api.ts';
import { type RolloutLine, rolloutOf, rolloutRound } from '../../../src/commitment/rollout.ts';
import { standingOf } from '../../../src/commitment/standing.ts';
import { rolloutStepsInOrder, wavesInOrder } from '../../../src/model/commitment-rows.ts';
import { orderKeysBetween } from '../../../src/model/order-key.ts';
import type { RolloutStep, Wave } from '../../../src/model/row.ts';
import { addMonths } from '../../../src/time/day.ts';
import { commitmentFindingText } from '../../app/i18n/finding-text.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { Card, Chip } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import { StatusPatterns } from '../commitments/status-look.tsx';
import { GoLiveEditor } from './go-live-editor.tsx';
import styles from './rollout.module.css';
import { RolloutMap } from './rollout-map.tsx';

const orderAfter = (rows: readonly { order: string }[]): string =>
  orderKeysBetween(rows[rows.length - 1]?.order ?? null, null, 1, Math.random)[0]!;

/** A whole number in a field, carried out when the field is left; nothing where it is empty. */
const WholeField = ({
  label,
  value,
  least,
  most,
  onWhole,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly onWhole: (value: number | null) => void;
}) => (
  <NumberInput
    key={String(value)}
    aria-label={label}
    size="xs"
    min={least}
    max={most}
    hideControls
    className={styles.whole}
    defaultValue={value ?? ''}
    onBlur={(event) => {
      const text = event.currentTarget.value.trim();
      const next = text === '' ? null : Number(text);
      if (next !== value && (next === null || (Number.isInteger(next) && next >= least && next <= most))) onWhole(next);
    }}
  />
);

const WaveRow = observer(
  ({ wave, count, startsChosen }: { readonly wave: Wave; readonly count: number; readonly startsChosen: boolean }) => {
    const project = useProject();
    const { textOf, t, language } = useTexts();
    const commit = useCommit();
    const f = (key: string): string => textOf('fields', `wave.${key}`);
    const set = (cells: Partial<Wave>) => commit('wave.update', { id: wave.id, cells });
    const isOver = wave.capacity !== null && count > wave.capacity;
    const dueDay = wave.goLiveDay === null ? null : addMonths(wave.goLiveDay, -wave.noticeMonths);
    return (
      <tr>
        <td>
          <CommitField
            ariaLabel={f('name')}
            startsChosen={startsChosen}
            value={wave.name}
            onCommit={(name) => set({ name })}
          />
        </td>
        <td>
          <DayField ariaLabel={f('goLiveDay')} day={wave.goLiveDay} onDay={(goLiveDay) => set({ goLiveDay })} />
        </td>
        <td>
          <WholeField
            label={f('noticeMonths')}
            value={wave.noticeMonths}
            least={0}
            most={120}
            onWhole={(months) => void set({ noticeMonths: months ?? 0 })}
          />
        </td>
        <td className={parts.number}>{dayText(dueDay, language)}</td>
        <td className={parts.number}>
          {count}
          {isOver && <Chip tone="warning">{textOf('rollout', 'over')}</Chip>}
        </td>
        <td>
          <WholeField
            label={f('capacity')}
            value={wave.capacity}
            least={0}
            most={10_000}
            onWhole={(capacity) => void set({ capacity })}
          />
        </td>
        <td>
          <Checkbox
            size="xs"
            aria-label={f('pilot')}
            checked={wave.pilot}
            onChange={(event) => void set({ pilot: event.currentTarget.checked })}
          />
        </td>
        <td className={parts.tight}>
          {(['up', 'down'] as const).map((direction) => (
            <ActionIcon
              key={direction}
              variant="subtle"
              color="gray"
              aria-label={t(`move.${direction}`, { name: wave.name })}
              onClick={() => void project.plan.run('wave.move', { id: wave.id, direction })}
            >
              {direction === 'up' ? <IconChevronUp size={15} aria-hidden /> : <IconChevronDown size={15} aria-hidden />}
            </ActionIcon>
          ))}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('people.delete', { name: wave.name })}
            onClick={() => void project.carryOut('wave.delete', { ids: [wave.id] })}
          >
            <IconTrash size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
        </td>
      </tr>
    );
  },
);

/** Waves with their dates, notice and capacity. */
const Waves = observer(({ lines }: { readonly lines: readonly RolloutLine[] }) => {
  const project = useProject();
  const { textOf } = useTexts();
  const { addedId, add } = useAddedRow();
  const waves = wavesInOrder(project.plan.asPlan());
  const f = (key: string): string => textOf('fields', `wave.${key}`);
  const addWave = (): void => {
    const name = textOf('rollout', 'newWave', { number: waves.length + 1 });
    add('wave.add', { name, order: orderAfter(waves), pilot: waves.length === 0 });
  };
  return (
    <Card title={textOf('fields', 'wave.plural')}>
      {waves.length > 0 && (
        <table className={`${parts.table} ${parts.quiet} ${styles.waves}`}>
          <thead>
            <tr>
              <th scope="col">{f('name')}</th>
              <th scope="col">{f('goLiveDay')}</th>
              <th scope="col">{f('noticeMonths')}</th>
              <th scope="col" className={parts.number}>
                {textOf('rollout', 'noticeDue')}
              </th>
              <th scope="col" className={parts.number}>
                {textOf('rollout', 'members')}
              </th>
              <th scope="col">{f('capacity')}</th>
              <th scope="col">{f('pilot')}</th>
              <th scope="col">
                <span className="up-visually-hidden">{textOf('app', 'projects.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {waves.map((wave) => (
              <WaveRow
                key={wave.id}
                wave={wave}
                count={lines.filter((line) => line.wave?.id === wave.id).length}
                startsChosen={wave.id === addedId}
              />
            ))}
          </tbody>
        </table>
      )}
      <Button variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={addWave}>
        {textOf('rollout', 'addWave')}
      </Button>
    </Card>
  );
});

/** The tasks that repeat in every municipality, before and after its go-live. */
const Steps = observer(() => {
  const project = useProject();
  const { textOf, t } = useTexts();
  const commit = useCommit();
  const { addedId, add } = useAddedRow();
  const steps = rolloutStepsInOrder(project.plan.asPlan());
  const f = (key: string): string => textOf('fields', `rolloutStep.${key}`);
  const set = (step: RolloutStep, cells: Partial<RolloutStep>) => commit('rolloutStep.update', { id: step.id, cells });
  return (
    <Card title={textOf('rollout', 'steps')}>
      <p className={parts.faint}>{textOf('rollout', 'steps.hint')}</p>
      {steps.map((step) => (
        <div key={step.id} className={styles.step}>
          <CommitField
            ariaLabel={f('name')}
            startsChosen={step.id === addedId}
            value={step.name}
            onCommit={(name) => set(step, { name })}
          />
          <WholeField
            label={f('offsetDays')}
            value={step.offsetDays}
            least={-3650}
            most={3650}
            onWhole={(offsetDays) => void set(step, { offsetDays: offsetDays ?? 0 })}
          />
          <WholeField
            label={f('durationDays')}
            value={step.durationDays}
            least={0}
            most={3650}
            onWhole={(durationDays) => void set(step, { durationDays: durationDays ?? 0 })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('people.delete', { name: step.name })}
            onClick={() => void project.carryOut('rolloutStep.delete', { ids: [step.id] })}
          >
            <IconTrash size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() =>
          add('rolloutStep.add', { name: textOf('rollout', 'newStep'), order: orderAfter(steps), offsetDays: -28 })
        }
      >
        {textOf('rollout', 'addStep')}
      </Button>
    </Card>
  );
});

const MOST_FINDINGS = 12;

const Findings = observer(() => {
  const { schedule } = useProject();
  const texts = useTexts();
  const { t } = texts;
  const findings = schedule.findings.flatMap(({ commitment }) => commitment ?? []);
  return (
    <>
      {findings.slice(0, MOST_FINDINGS).map((finding) => (
        <Card key={`${finding.id} ${finding.subject.id}`} tone={finding.severity}>
          <p>{commitmentFindingText(texts, finding)}</p>
        </Card>
      ))}
      {findings.length > MOST_FINDINGS && (
        <p className={parts.faint}>{t('findings.more', { count: findings.length - MOST_FINDINGS })}</p>
      )}
    </>
  );
});

interface LinesProps {
  readonly lines: readonly RolloutLine[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Everybody who has joined, with the dates of its go-live. */
const Lines = observer(({ lines, chosen, onChoose }: LinesProps) => {
  const { textOf, language } = useTexts();
  const r = (key: string, params = {}): string => textOf('rollout', key, params);
  const day = (value: number | null): string => dayText(value, language);
  const ids = lines.map(({ answer }) => answer.participant.id);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  const all = ids.length > 0 && ids.every((id) => chosen.has(id));
  return (
    <Card>
      <table className={`${parts.table} ${parts.quiet}`}>
        <thead>
          <tr>
            <th scope="col" className={parts.tight}>
              <Checkbox
                size="xs"
                aria-label={r('chooseAll')}
                checked={all}
                indeterminate={!all && chosen.size > 0}
                onChange={() => onChoose(new Set(all ? [] : ids))}
              />
            </th>
            <th scope="col">{r('municipality')}</th>
            <th scope="col">{textOf('fields', 'wave')}</th>
            {['desired', 'planned', 'current', 'noticeDue', 'notice', 'billing'].map((key) => (
              <th key={key} scope="col" className={parts.number}>
                {r(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { id, name } = line.answer.participant;
            const isLive = line.goLive?.actualDay != null;
            return (
              <tr key={id} data-chosen={chosen.has(id)} className={styles.line}>
                <td>
                  <Checkbox size="xs" aria-label={name} checked={chosen.has(id)} onChange={() => toggle(id)} />
                </td>
                <th scope="row" className={styles.rowHead}>
                  {name}
                  {line.isPilot && <Chip tone="accent">{r('pilot')}</Chip>}
                  {line.postponements.length > 0 && (
                    <Chip tone="warning">{r('postponed', { count: line.postponements.length })}</Chip>
                  )}
                </th>
                <td>{line.wave?.name ?? '–'}</td>
                <td className={parts.number}>{day(line.desiredDay)}</td>
                <td className={parts.number}>{day(line.plannedDay)}</td>
                <td className={parts.number}>
                  {day(line.day)} {isLive && <Chip tone="ok">{r('live')}</Chip>}
                </td>
                <td className={parts.number}>{day(line.noticeDueDay)}</td>
                <td className={parts.number}>{day(line.noticeDay)}</td>
                <td className={parts.number}>{day(line.billingDay)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
});

/** The way of the solution into the municipalities: waves, dates, notice and billing, on the map through time. */
export const RolloutView = observer(() => {
  const { app } = useStores();
  const project = useProject();
  const { textOf, commandTitle, language } = useTexts();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const plan = project.plan.asPlan();
  const round = rolloutRound(plan);
  const standing = round && standingOf(plan, round.id, null);
  if (!standing)
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
  const { datesOf } = project.schedule.current;
  const lines = rolloutOf(plan, standing, null, datesOf);
  const waves = wavesInOrder(plan);
  const selected = lines.filter(({ answer }) => chosen.has(answer.participant.id));
  const milestones = [...plan.rows.task.values()].filter(({ kind }) => kind === 'milestone');
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
      options: { ...USUAL_PRINT, view: 'rollout', roundId: round.id, language },
    });
    if (!made.ok) return app.tellError(made.error);
    await app.bridge.saveFile(made.value);
  };
  const live = lines.filter(({ goLive }) => goLive?.actualDay != null).length;
  return (
    <>
      <StatusPatterns />
      <ViewBar
        title={commandTitle('view.rollout')}
        note={textOf('rollout', 'liveOf', { count: live, all: lines.length })}
      >
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
      <div className={styles.view} data-editor={selected.length > 0}>
        <RolloutMap
          lines={lines}
          municipalities={standing.answers}
          chosen={chosen}
          onChoose={setChosen}
          today={app.env.todayDay()}
        />
        <div className={styles.main}>
          <Findings />
          <Waves lines={lines} />
          <Steps />
          {lines.length === 0 ? (
            <p className={parts.empty}>{textOf('rollout', 'nobody')}</p>
          ) : (
            <Lines lines={lines} chosen={chosen} onChoose={setChosen} />
          )}
        </div>
        {selected.length > 0 && <GoLiveEditor lines={selected} onClose={() => setChosen(new Set())} />}
      </div>
    </>
  );
});
