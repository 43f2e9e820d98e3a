import { Button, Modal, NumberInput, Select, Textarea } from '@mantine/core';
import { IconPlus, IconUpload } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { readRegister, registerInput } from '../../../src/commitment/register-list.ts';
import { modulesInOrder, roundsInOrder } from '../../../src/model/commitment-rows.ts';
import { BINDING_STARTS, ROUND_KINDS } from '../../../src/model/commitment-schema.ts';
import { orderKeysBetween } from '../../../src/model/order-key.ts';
import type { Round } from '../../../src/model/row.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { CommitField } from '../../app/parts/commit-field.tsx';
import { RowButtons } from '../../app/parts/row-buttons.tsx';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './commitments.module.css';

const MAX_WEEKS = 104;
const MAX_MONTHS = 1200;

const RoundFields = observer(({ round, startsChosen }: { readonly round: Round; readonly startsChosen: boolean }) => {
  const { textOf, language } = useTexts();
  const commit = useCommit();
  const f = (key: string): string => textOf('fields', `round.${key}`);
  const set = (cells: Partial<Round>) => commit('round.update', { id: round.id, cells });
  const whole = (text: string): number | null => (/^\d+$/.test(text.trim()) ? Number(text) : null);
  return (
    <fieldset className={styles.round}>
      <legend>{round.name}</legend>
      <CommitField
        label={f('name')}
        startsChosen={startsChosen}
        value={round.name}
        onCommit={(name) => set({ name })}
      />
      <Select
        label={f('kind')}
        allowDeselect={false}
        data={ROUND_KINDS.map((kind) => ({ value: kind, label: f(`kind.${kind}`) }))}
        value={round.kind}
        onChange={(kind) => kind !== null && void set({ kind: kind as Round['kind'] })}
      />
      <DayField label={f('openDay')} day={round.openDay} onDay={(openDay) => set({ openDay })} />
      <DayField label={f('deadlineDay')} day={round.deadlineDay} onDay={(deadlineDay) => set({ deadlineDay })} />
      <NumberInput
        key={`weeks ${round.leadWeeks}`}
        label={f('leadWeeks')}
        size="xs"
        min={0}
        max={MAX_WEEKS}
        defaultValue={round.leadWeeks}
        onBlur={(event) => {
          const weeks = whole(event.currentTarget.value);
          if (weeks !== null && weeks <= MAX_WEEKS && weeks !== round.leadWeeks) void set({ leadWeeks: weeks });
        }}
      />
      <NumberInput
        key={`months ${round.binding.months}`}
        label={`${f('binding')} (${f('binding.months').toLocaleLowerCase(language)})`}
        size="xs"
        min={1}
        max={MAX_MONTHS}
        defaultValue={round.binding.months ?? ''}
        onBlur={(event) => {
          const months = whole(event.currentTarget.value);
          if (months !== round.binding.months && (months === null || (months > 0 && months <= MAX_MONTHS)))
            void set({ binding: { ...round.binding, months } });
        }}
      />
      <Select
        label={f('binding.from')}
        allowDeselect={false}
        data={BINDING_STARTS.map((from) => ({ value: from, label: f(`binding.from.${from}`) }))}
        value={round.binding.from}
        onChange={(from) =>
          from !== null && void set({ binding: { ...round.binding, from: from as Round['binding']['from'] } })
        }
      />
      {round.binding.from === 'day' && (
        <DayField
          label={f('binding.fromDay')}
          day={round.binding.fromDay}
          onDay={(fromDay) => set({ binding: { ...round.binding, fromDay } })}
        />
      )}
      <div className={styles.wide}>
        <CommitField
          label={f('question')}
          multiline
          value={round.question}
          onCommit={(question) => set({ question })}
        />
        <CommitField label={f('terms')} multiline value={round.terms} onCommit={(terms) => set({ terms })} />
      </div>
      <RowButtons entity="round" row={round} />
    </fieldset>
  );
});

/** Takes in a newer register from a list, whole or not at all. */
const RegisterFile = observer(() => {
  const { app } = useStores();
  const project = useProject();
  const { textOf } = useTexts();
  const c = (key: string, params = {}): string => textOf('commitment', key, params);
  const [told, setTold] = useState<readonly string[]>([]);
  const read = async (): Promise<void> => {
    const file = await app.bridge.pickFile('list');
    if (file === null) return;
    const table = await app.bridge.call('table.read', { token: file.token });
    if (!table.ok) return app.tellError(table.error);
    const report = readRegister(project.plan.asPlan(), table.value.rows);
    const { year, counts, mailboxes, faults } = report;
    if (faults.length > 0) {
      const lines = faults.map(({ line, id, params }) => `${c('list.line')} ${line}: ${c(`list.${id}`, params)}`);
      return setTold([c('register.fault', { count: faults.length }), ...lines]);
    }
    const input = registerInput(report);
    if (input === null) return setTold([c('register.nothing')]);
    const done = await project.carryOut('participant.setRegister', input);
    if (!done.ok) return;
    setTold([
      ...(counts.length > 0 ? [c('populations.taken', { year: year ?? '', count: counts.length })] : []),
      ...(mailboxes.length > 0 ? [c('register.mailboxes', { count: mailboxes.length })] : []),
    ]);
  };
  return (
    <>
      <h3 className={styles.dialogHeading}>{c('register.title')}</h3>
      <p className={styles.hint}>{c('register.hint')}</p>
      <Button variant="default" leftSection={<IconUpload size={15} aria-hidden />} onClick={() => void read()}>
        {c('register.read')}
      </Button>
      <div role="status" className={styles.told}>
        {told.map((line) => (
          <p key={line} className={styles.hint}>
            {line}
          </p>
        ))}
      </div>
    </>
  );
});

/** Rounds with their questions, deadlines and terms, and the modules that can be joined separately. */
export const RoundsDialog = observer(({ onClose }: { readonly onClose: () => void }) => {
  const project = useProject();
  const { textOf, t } = useTexts();
  const c = (key: string): string => textOf('commitment', key);
  const commit = useCommit();
  const { addedId, add } = useAddedRow();
  const plan = project.plan.asPlan();
  const rounds = roundsInOrder(plan);
  const modules = modulesInOrder(plan);
  const orderAfter = (rows: readonly { order: string }[]): string =>
    orderKeysBetween(rows[rows.length - 1]?.order ?? null, null, 1, Math.random)[0]!;
  return (
    <Modal
      opened
      onClose={onClose}
      title={c('rounds.title')}
      size={760}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {rounds.map((round) => (
        <RoundFields key={round.id} round={round} startsChosen={round.id === addedId} />
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => add('round.add', { name: c('rounds.newName'), kind: 'other', order: orderAfter(rounds) })}
      >
        {c('rounds.add')}
      </Button>
      <RegisterFile />
      <h3 className={styles.dialogHeading}>{textOf('fields', 'module.plural')}</h3>
      <p className={styles.hint}>{c('modules.hint')}</p>
      {modules.map((module) => (
        <div key={module.id} className={styles.moduleLine}>
          <CommitField
            ariaLabel={textOf('fields', 'module.name')}
            startsChosen={module.id === addedId}
            value={module.name}
            onCommit={(name) => commit('module.update', { id: module.id, cells: { name } })}
          />
          <RowButtons entity="module" row={module} />
        </div>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => add('module.add', { name: c('modules.newName'), order: orderAfter(modules) })}
      >
        {c('modules.add')}
      </Button>
    </Modal>
  );
});

/** Who has not answered, with the letter to send them, to be copied into a mail. */
export const RemindersDialog = observer(
  ({
    missing,
    letter,
    onClose,
    onReminded,
  }: {
    readonly missing: readonly { readonly name: string; readonly address: string }[];
    readonly letter: { readonly subject: string; readonly text: string };
    readonly onClose: () => void;
    readonly onReminded: () => void;
  }) => {
    const { textOf, t } = useTexts();
    const c = (key: string, params = {}): string => textOf('commitment', key, params);
    const [copied, setCopied] = useState<string | null>(null);
    const copy = async (what: string, text: string): Promise<void> => {
      await navigator.clipboard.writeText(text);
      setCopied(what);
    };
    const addresses = missing.map(({ address }) => address).filter((address) => address !== '');
    return (
      <Modal
        opened
        onClose={onClose}
        title={c('reminders.title', { count: missing.length })}
        size={680}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <p className={styles.names}>{missing.map(({ name }) => name).join(', ')}</p>
        <p className={styles.hint}>
          {c('reminders.addresses', { count: addresses.length, missing: missing.length - addresses.length })}
        </p>
        <Textarea
          label={letter.subject}
          value={letter.text}
          readOnly
          autosize
          minRows={8}
          maxRows={16}
          aria-label={c('reminders.letter')}
        />
        <div className={styles.dialogButtons}>
          <Button
            variant="default"
            disabled={addresses.length === 0}
            onClick={() => void copy('addresses', addresses.join('; '))}
          >
            {c('reminders.copyAddresses')}
          </Button>
          <Button variant="default" onClick={() => void copy('letter', `${letter.subject}\n\n${letter.text}`)}>
            {c('reminders.copyLetter')}
          </Button>
          <Button disabled={missing.length === 0} onClick={onReminded}>
            {c('reminders.done')}
          </Button>
        </div>
        <p role="status" className={styles.hint}>
          {copied === null ? '' : c(`reminders.copied.${copied}`)}
        </p>
      </Modal>
    );
  },
);
