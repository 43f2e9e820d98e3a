import { Button, NumberInput, Select, Tabs } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { municipalitiesInOrder, otherParticipants } from '../../../src/commitment/standing.ts';
import { ATTITUDES, PARTICIPANT_KINDS, RACI_PARTS, STAKEHOLDER_SCALE } from '../../../src/model/commitment-schema.ts';
import type { Contact, Participant, Raci } from '../../../src/model/row.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { Card } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { DeleteButton } from '../../app/parts/row-buttons.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject } from '../../stores/stores.ts';
import { BoardCard } from './board-card.tsx';
import { FourFields } from './four-fields.tsx';
import styles from './stakeholders.module.css';

const CONTACT_CELLS = ['name', 'role', 'email', 'phone'] as const;

/** The people behind a party. */
const Contacts = observer(({ participantId }: { readonly participantId: string }) => {
  const project = useProject();
  const { textOf } = useTexts();
  const commit = useCommit();
  const { addedId, add } = useAddedRow();
  const contacts = [...project.plan.asPlan().rows.contact.values()].filter(
    (one) => one.participantId === participantId,
  );
  const set = ({ id }: Contact, cells: Partial<Contact>) => commit('contact.update', { id, cells });
  return (
    <Card title={textOf('fields', 'contact.plural')}>
      {contacts.map((contact) => (
        <div key={contact.id} className={styles.contact}>
          {CONTACT_CELLS.map((cell) => (
            <CommitField
              key={cell}
              ariaLabel={textOf('fields', `contact.${cell}`)}
              placeholder={textOf('fields', `contact.${cell}`)}
              startsChosen={cell === 'name' && contact.id === addedId}
              value={contact[cell]}
              onCommit={(text) => set(contact, { [cell]: text })}
            />
          ))}
          <DeleteButton
            name={contact.name}
            onDelete={() => void project.carryOut('contact.delete', { ids: [contact.id] })}
          />
        </div>
      ))}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => add('contact.add', { participantId, name: textOf('stakeholders', 'newContact') })}
      >
        {textOf('stakeholders', 'addContact')}
      </Button>
    </Card>
  );
});

/** Everything about one party: who it is, how it stands to the project, and who its people are. */
const Editor = observer(
  ({ participant, startsChosen }: { readonly participant: Participant; readonly startsChosen: boolean }) => {
    const project = useProject();
    const { textOf, t } = useTexts();
    const commit = useCommit();
    const f = (key: string): string => textOf('fields', `participant.${key}`);
    const set = (cells: Partial<Participant>) => commit('participant.update', { id: participant.id, cells });
    return (
      <div className={styles.editor}>
        <Card title={participant.name}>
          <div className={styles.fields}>
            <CommitField
              label={f('name')}
              startsChosen={startsChosen}
              value={participant.name}
              onCommit={(name) => set({ name })}
            />
            <Select
              label={f('kind')}
              allowDeselect={false}
              data={PARTICIPANT_KINDS.map((kind) => ({ value: kind, label: f(`kind.${kind}`) }))}
              value={participant.kind}
              onChange={(kind) => kind !== null && void set({ kind: kind as Participant['kind'] })}
            />
            <CommitField label={f('mailbox')} value={participant.mailbox} onCommit={(mailbox) => set({ mailbox })} />
            <CommitField label={f('role')} value={participant.role} onCommit={(role) => set({ role })} />
            {(['influence', 'interest'] as const).map((cell) => (
              <NumberInput
                key={`${cell} ${participant[cell]}`}
                label={textOf('stakeholders', `scale.${cell}`)}
                size="xs"
                min={1}
                max={STAKEHOLDER_SCALE}
                defaultValue={participant[cell] ?? ''}
                onBlur={(event) => {
                  const text = event.currentTarget.value.trim();
                  const value = text === '' ? null : Number(text);
                  const isStep =
                    value === null || (Number.isInteger(value) && value >= 1 && value <= STAKEHOLDER_SCALE);
                  if (isStep && value !== participant[cell]) void set({ [cell]: value });
                }}
              />
            ))}
            <Select
              label={f('attitude')}
              allowDeselect={false}
              data={ATTITUDES.map((attitude) => ({ value: attitude, label: f(`attitude.${attitude}`) }))}
              value={participant.attitude}
              onChange={(attitude) => attitude !== null && void set({ attitude: attitude as Participant['attitude'] })}
            />
            <CommitField
              label={f('strategy')}
              multiline
              value={participant.strategy}
              onCommit={(strategy) => set({ strategy })}
            />
            <CommitField
              label={f('remark')}
              multiline
              value={participant.remark}
              onCommit={(remark) => set({ remark })}
            />
          </div>
        </Card>
        {participant.kind === 'municipality' && <BoardCard participant={participant} />}
        <Contacts participantId={participant.id} />
        {participant.kind !== 'municipality' && (
          <div>
            <Button
              variant="default"
              onClick={() => void project.carryOut('participant.delete', { ids: [participant.id] })}
            >
              {t('people.delete', { name: participant.name })}
            </Button>
          </div>
        )}
      </div>
    );
  },
);

/** Who carries out, decides, is heard and is told at each gate. */
const RaciTable = observer(({ participants }: { readonly participants: readonly Participant[] }) => {
  const project = useProject();
  const { textOf, t } = useTexts();
  const { rows } = project.plan.asPlan();
  const gates = [...rows.gate.values()];
  const partOf = new Map([...rows.raci.values()].map((one) => [`${one.gateId}/${one.participantId}`, one.part]));
  const s = (key: string, params = {}): string => textOf('stakeholders', key, params);
  if (gates.length === 0 || participants.length === 0) return <p className={parts.empty}>{s('raci.none')}</p>;
  return (
    <Card title={s('raci.title')}>
      <p className={parts.faint}>{s('raci.hint')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard */}
      <section className={styles.wide} tabIndex={0} aria-label={s('raci.title')}>
        <table className={`${parts.table} ${parts.quiet}`}>
          <thead>
            <tr>
              <th scope="col">{textOf('fields', 'participant')}</th>
              {gates.map((gate) => (
                <th key={gate.id} scope="col" title={gate.name}>
                  <span className={styles.gateName}>{gate.name || t('gates.unnamed')}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {participants.map((participant) => (
              <tr key={participant.id}>
                <th scope="row" className={styles.rowHead}>
                  {participant.name}
                </th>
                {gates.map((gate) => {
                  const part = partOf.get(`${gate.id}/${participant.id}`) ?? 'none';
                  const input = { gateId: gate.id, participantId: participant.id };
                  return (
                    <td key={gate.id}>
                      <select
                        className={styles.part}
                        data-part={part}
                        aria-label={s('raci.cell', { party: participant.name, gate: gate.name })}
                        value={part}
                        onChange={(event) =>
                          void project.carryOut('raci.set', {
                            ...input,
                            part: event.currentTarget.value as Raci['part'],
                          })
                        }
                      >
                        {RACI_PARTS.map((one) => (
                          <option key={one} value={one}>
                            {one === 'none' ? '–' : textOf('fields', `raci.part.${one}`)}
                          </option>
                        ))}
                      </select>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
});

/** Everybody whom the project touches: who they are, how they stand to it, and what they decide. */
export const StakeholdersView = observer(() => {
  const project = useProject();
  const { textOf, commandTitle } = useTexts();
  const s = (key: string, params = {}): string => textOf('stakeholders', key, params);
  const { addedId, add } = useAddedRow();
  const plan = project.plan.asPlan();
  const others = otherParticipants(plan);
  const municipalities = municipalitiesInOrder(plan);
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = plan.rows.participant.get(picked ?? '') ?? others[0];
  const placed = [...others, ...municipalities].filter((one) => one.influence !== null && one.interest !== null);
  const addParty = (): void => setPicked(add('participant.add', { name: s('newParty'), kind: 'other' }));
  return (
    <>
      <ViewBar title={commandTitle('view.stakeholders')} note={s('count', { count: others.length })}>
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={addParty}>
          {s('addParty')}
        </Button>
        {municipalities.length > 0 && (
          <Select
            aria-label={s('findMunicipality')}
            placeholder={s('findMunicipality')}
            searchable
            limit={98}
            data={municipalities.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen?.kind === 'municipality' ? chosen.id : null}
            onChange={setPicked}
          />
        )}
      </ViewBar>
      <div className={styles.view}>
        <nav className={styles.list} aria-label={textOf('fields', 'participant.plural')}>
          {others.length === 0 && <p className={parts.empty}>{s('none')}</p>}
          {others.map((one) => (
            <button
              key={one.id}
              type="button"
              className={styles.item}
              aria-current={one.id === chosen?.id}
              onClick={() => setPicked(one.id)}
            >
              <span>{one.name}</span>
              <span className={styles.kind}>{textOf('fields', `participant.kind.${one.kind}`)}</span>
            </button>
          ))}
        </nav>
        <div className={styles.main}>
          <Tabs defaultValue="about" keepMounted={false}>
            <Tabs.List>
              <Tabs.Tab value="about">{s('tab.about')}</Tabs.Tab>
              <Tabs.Tab value="fields">{s('tab.fields')}</Tabs.Tab>
              <Tabs.Tab value="raci">{s('tab.raci')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="about">
              {chosen && <Editor key={chosen.id} participant={chosen} startsChosen={chosen.id === addedId} />}
            </Tabs.Panel>
            <Tabs.Panel value="fields">
              <FourFields participants={placed} onPick={setPicked} />
            </Tabs.Panel>
            <Tabs.Panel value="raci">
              <RaciTable participants={others} />
            </Tabs.Panel>
          </Tabs>
        </div>
      </div>
    </>
  );
});
