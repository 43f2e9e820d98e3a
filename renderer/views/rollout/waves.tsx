import { Button, Checkbox, NumberInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { sizeOfWave } from '../../../src/commitment/rollout.ts';
import { rolloutStepsInOrder, wavesInOrder } from '../../../src/model/commitment-rows.ts';
import { orderKeysBetween } from '../../../src/model/order-key.ts';
import type { RolloutStep, Wave } from '../../../src/model/row.ts';
import { addMonths } from '../../../src/time/day.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { Card, Chip } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { RowButtons } from '../../app/parts/row-buttons.tsx';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject } from '../../stores/stores.ts';
import styles from './rollout.module.css';
import type { RolloutStore } from './rollout-store.ts';

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

interface WaveRowProps {
  readonly store: RolloutStore;
  readonly wave: Wave;
  readonly startsChosen: boolean;
}

const WaveRow = observer(({ store, wave, startsChosen }: WaveRowProps) => {
  const { textOf, language } = useTexts();
  const commit = useCommit();
  const f = (key: string): string => textOf('fields', `wave.${key}`);
  const set = (cells: Partial<Wave>) => commit('wave.update', { id: wave.id, cells });
  const count = sizeOfWave(store.lines, wave.id);
  // A wave has room for so many municipalities, whichever module is looked at.
  const isOver = wave.capacity !== null && sizeOfWave(store.all, wave.id) > wave.capacity;
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
        <button
          type="button"
          className={parts.link}
          aria-label={textOf('rollout', 'showWave', { count, name: wave.name })}
          onClick={() => store.showWave(wave.id)}
        >
          {count}
        </button>
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
        <RowButtons entity="wave" row={wave} />
      </td>
    </tr>
  );
});

/** Waves with their dates, notice and capacity. */
export const Waves = observer(({ store }: { readonly store: RolloutStore }) => {
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
              <WaveRow key={wave.id} store={store} wave={wave} startsChosen={wave.id === addedId} />
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
export const Steps = observer(() => {
  const project = useProject();
  const { textOf } = useTexts();
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
          <RowButtons entity="rolloutStep" row={step} />
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
