import { Button, Checkbox, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { nameOfLine, type RolloutLine } from '../../../src/commitment/rollout.ts';
import { wavesInOrder } from '../../../src/model/commitment-rows.ts';
import { defaultCells, type GoLive } from '../../../src/model/row.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { CommitField } from '../../app/parts/commit-field.tsx';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject } from '../../stores/stores.ts';
import { SideEditor } from '../municipalities/map-view.tsx';
import styles from './rollout.module.css';

const DAYS = ['plannedDay', 'actualDay', 'noticeDay', 'billingDay'] as const;
const blank = defaultCells('goLive');

/** What all chosen go-lives have in common; undefined where they differ. */
const shared = <K extends keyof typeof blank>(
  lines: readonly RolloutLine[],
  cell: K,
): (typeof blank)[K] | undefined => {
  const values = lines.map(({ goLive }) => goLive?.[cell] ?? blank[cell]);
  return values.every((value) => value === values[0]) ? values[0] : undefined;
};

interface Target {
  readonly participantId: string;
  readonly moduleId: string | null;
}

/** Puts the chosen go-lives off to a later day, with the reason. */
const Postpone = observer(({ goLives }: { readonly goLives: readonly Target[] }) => {
  const project = useProject();
  const { textOf } = useTexts();
  const [toDay, setToDay] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  return (
    <fieldset className={styles.postpone}>
      <legend>{textOf('rollout', 'postpone')}</legend>
      <DayField
        label={textOf('fields', 'postponement.days.toDay')}
        day={toDay}
        onDay={(day) => {
          setToDay(day);
          return null;
        }}
      />
      <CommitField
        label={textOf('fields', 'postponement.reason')}
        value={reason}
        onCommit={(text) => {
          setReason(text);
          return null;
        }}
      />
      <Button
        variant="default"
        disabled={toDay === null}
        onClick={() => void project.carryOut('goLive.postpone', { goLives, toDay, reason })}
      >
        {textOf('rollout', 'postpone')}
      </Button>
    </fieldset>
  );
});

/** The go-live of those who are chosen: one field, one step of undo, however many they are. */
export const GoLiveEditor = observer(
  ({ lines, onClose }: { readonly lines: readonly RolloutLine[]; readonly onClose: () => void }) => {
    const { plan } = useProject();
    const { textOf, language } = useTexts();
    const commit = useCommit();
    const f = (key: string): string => textOf('fields', `goLive.${key}`);
    const differs = textOf('commitment', 'editor.differs');
    const goLives = lines.map(({ answer, moduleId }): Target => ({ participantId: answer.participant.id, moduleId }));
    const set = (cells: Partial<Omit<GoLive, 'id'>>) => commit('goLive.set', { goLives, cells });
    const [only] = lines.length === 1 ? lines : [];
    const waveId = shared(lines, 'waveId');
    const pilot = shared(lines, 'pilot');
    const current = plan.asPlan();
    /** What counts where a person has said nothing: the day of the wave, and the first of the month after it. */
    const byItself = (cell: (typeof DAYS)[number]): string | undefined => {
      if (cell !== 'plannedDay' && cell !== 'billingDay') return undefined;
      const [first, ...others] = lines.map((line) => line[cell]);
      return others.every((day) => day === first) ? dayText(first ?? null, language) : undefined;
    };
    return (
      <SideEditor
        name={textOf('fields', 'goLive')}
        title={only ? nameOfLine(current, only) : textOf('commitment', 'editor.many', { count: lines.length })}
        onClose={onClose}
        fieldsKey={lines.map((line) => nameOfLine(current, line)).join()}
        fields={
          <>
            <Select
              label={f('waveId')}
              placeholder={waveId === undefined ? differs : textOf('rollout', 'noWave')}
              clearable
              data={wavesInOrder(current).map(({ id, name }) => ({ value: id, label: name }))}
              value={waveId ?? null}
              onChange={(id) => void set({ waveId: id })}
            />
            <Checkbox
              size="xs"
              label={f('pilot')}
              checked={pilot === true}
              indeterminate={pilot === undefined}
              onChange={(event) => void set({ pilot: event.currentTarget.checked })}
            />
            {DAYS.map((cell) => (
              <DayField
                key={cell}
                label={f(cell)}
                placeholder={shared(lines, cell) === undefined ? differs : byItself(cell)}
                day={shared(lines, cell) ?? null}
                onDay={(day) => set({ [cell]: day })}
              />
            ))}
            <CommitField
              label={f('remark')}
              multiline
              value={shared(lines, 'remark') ?? ''}
              onCommit={(remark) => set({ remark })}
            />
            <Postpone goLives={goLives} />
            {only && only.postponements.length > 0 && (
              <ol className={styles.postponements}>
                {only.postponements.map(({ id, days, reason }) => (
                  <li key={id}>
                    {dayText(days.fromDay, language)} → {dayText(days.toDay, language)}
                    {reason && `: ${reason}`}
                  </li>
                ))}
              </ol>
            )}
          </>
        }
      />
    );
  },
);
