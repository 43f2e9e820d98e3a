import { Checkbox, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import type { Calendar } from '../../../src/model/row.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject } from '../../stores/stores.ts';

/** Whether a calendar is based on another one, be it over others in between. */
const isBasedOn = (calendars: ReadonlyMap<string, Calendar>, id: string, otherId: string): boolean => {
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null && !seen.has(at); at = calendars.get(at)?.baseId ?? null) {
    if (at === otherId) return true;
    seen.add(at);
  }
  return false;
};

/** The calendar whose days off hold here too, and whether its week does. */
export const BaseFields = observer(({ calendar }: { readonly calendar: Calendar }) => {
  const { plan } = useProject();
  const { t, textOf } = useTexts();
  const commit = useCommit();
  const set = (cells: object) => void commit('calendar.update', { id: calendar.id, cells });
  const { calendar: calendars } = plan.asPlan().rows;
  const bases = [...calendars.values()].filter(({ id }) => !isBasedOn(calendars, id, calendar.id));
  if (bases.length === 0) return null;
  return (
    <>
      <Select
        mt={8}
        label={textOf('fields', 'calendar.baseId')}
        placeholder={t('field.none')}
        data={bases.map(({ id, name }) => ({ value: id, label: name || t('project.unnamed') }))}
        value={calendar.baseId}
        clearable
        onChange={(baseId) => set({ baseId, weekFromBase: baseId !== null && calendar.weekFromBase })}
      />
      {calendar.baseId !== null && (
        <Checkbox
          size="xs"
          mt={8}
          label={textOf('fields', 'calendar.weekFromBase')}
          checked={calendar.weekFromBase}
          onChange={(event) => set({ weekFromBase: event.currentTarget.checked })}
        />
      )}
    </>
  );
});
