import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconBuilding, IconTrash, IconUserPlus } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import type { Party } from '../../../src/model/row.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { UnitsField } from '../../app/parts/units-field.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject } from '../../stores/stores.ts';
import styles from './people-view.module.css';

interface PartyRowProps {
  readonly partyId: string;
  readonly tasks: number;
  readonly assigned: number;
  readonly startsChosen: boolean;
}

const PartyRow = observer(({ partyId, tasks, assigned, startsChosen }: PartyRowProps) => {
  const project = useProject();
  const { t, textOf } = useTexts();
  const commit = useCommit();
  const party = project.plan.rows.party.get(partyId);
  if (!party) return null;
  const set = (cells: Partial<Party>) => commit('party.update', { id: partyId, cells });
  const organisations = [...project.plan.rows.party.values()].filter((other) => other.kind === 'organisation');
  const calendars = [...project.plan.rows.calendar.values()].sort((a, b) => a.name.localeCompare(b.name, 'da'));
  return (
    <tr>
      <td>
        <CommitField
          ariaLabel={t('field.name')}
          startsChosen={startsChosen}
          value={party.name}
          onCommit={(name) => set({ name })}
        />
      </td>
      <td>
        <CommitField ariaLabel={t('people.role')} value={party.role} onCommit={(role) => set({ role })} />
      </td>
      <td>
        {party.kind === 'person' && (
          <CommitField ariaLabel={t('people.email')} value={party.email} onCommit={(email) => set({ email })} />
        )}
      </td>
      <td>
        {party.kind === 'person' ? (
          <Select
            aria-label={t('people.organisation')}
            placeholder={t('field.none')}
            clearable
            data={organisations.map(({ id, name }) => ({ value: id, label: name }))}
            value={party.organisationId}
            onChange={(organisationId) => void set({ organisationId })}
          />
        ) : (
          <span className={styles.kind}>{t('people.isOrganisation')}</span>
        )}
      </td>
      <td>
        <Select
          aria-label={textOf('schedule-explained', 'people.calendar')}
          placeholder={textOf('schedule-explained', 'people.asProject')}
          clearable
          data={calendars.map(({ id, name }) => ({ value: id, label: name }))}
          value={party.calendarId}
          onChange={(calendarId) => void set({ calendarId })}
        />
      </td>
      <td className={styles.units}>
        <UnitsField
          ariaLabel={textOf('schedule-explained', 'people.maxUnits')}
          permille={party.maxUnitsPermille}
          onUnits={(maxUnitsPermille) => set({ maxUnitsPermille })}
        />
      </td>
      <td className={parts.number}>{tasks > 0 && tasks}</td>
      <td className={parts.number}>{assigned > 0 && assigned}</td>
      <td className={parts.tight}>
        <Tooltip label={t('people.delete', { name: party.name })}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('people.delete', { name: party.name })}
            onClick={() => void project.carryOut('party.delete', { ids: [partyId] })}
          >
            <IconTrash size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
});

/** How many rows name each party. */
const countsOf = (partyIds: Iterable<string | null>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const id of partyIds) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

/** People and organisations that can be responsible or work on tasks: when they work, and how much of them there is. */
export const PeopleView = observer(() => {
  const project = useProject();
  const { t, textOf, commandTitle } = useTexts();
  const { rows } = project.plan;
  const parties = [...rows.party.values()].sort((a, b) => a.name.localeCompare(b.name, 'da'));
  const plain = project.plan.asPlan().rows;
  const tasksOf = countsOf([...plain.task.values()].map(({ responsibleId }) => responsibleId));
  const assignedTo = countsOf([...plain.assignment.values()].map(({ partyId }) => partyId));
  const { addedId, add } = useAddedRow();
  const addParty = (kind: Party['kind']) => add('party.add', { kind, name: t(`people.new.${kind}`) });
  return (
    <>
      <ViewBar title={commandTitle('view.people')}>
        <Button leftSection={<IconUserPlus size={15} aria-hidden />} onClick={() => addParty('person')}>
          {t('people.addPerson')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconBuilding size={15} aria-hidden />}
          onClick={() => addParty('organisation')}
        >
          {t('people.addOrganisation')}
        </Button>
      </ViewBar>
      <div className={parts.page}>
        <div className={parts.card}>
          {parties.length === 0 ? (
            <p className={parts.empty}>{t('people.none')}</p>
          ) : (
            <table className={`${parts.table} ${parts.quiet}`}>
              <thead>
                <tr>
                  <th scope="col">{t('field.name')}</th>
                  <th scope="col">{t('people.role')}</th>
                  <th scope="col">{t('people.email')}</th>
                  <th scope="col">{t('people.organisation')}</th>
                  <th scope="col">{textOf('schedule-explained', 'people.calendar')}</th>
                  <th scope="col">{textOf('schedule-explained', 'people.maxUnits')}</th>
                  <th scope="col" className={parts.number}>
                    {t('field.responsible')}
                  </th>
                  <th scope="col" className={parts.number}>
                    {textOf('schedule-explained', 'people.assigned')}
                  </th>
                  <th scope="col">
                    <span className="up-visually-hidden">{t('projects.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {parties.map((party) => (
                  <PartyRow
                    key={party.id}
                    partyId={party.id}
                    tasks={tasksOf.get(party.id) ?? 0}
                    assigned={assignedTo.get(party.id) ?? 0}
                    startsChosen={party.id === addedId}
                  />
                ))}
              </tbody>
            </table>
          )}
        </div>
      </div>
    </>
  );
});
