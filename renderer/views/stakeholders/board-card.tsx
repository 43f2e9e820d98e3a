import { Checkbox, NumberInput, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { nextMeeting } from '../../../src/commitment/board-calendar.ts';
import type { Participant } from '../../../src/model/row.ts';
import { DATE_WORDS } from '../../../src/time/date-words.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useStores } from '../../stores/stores.ts';
import styles from './stakeholders.module.css';

const POSITIONS = [1, 2, 3, 4, 5];
const MOST_WEEKS = 104;

/** When the council of a municipality meets, from which the forecast of a round takes the day of an answer. */
export const BoardCard = observer(({ participant }: { readonly participant: Participant }) => {
  const { app } = useStores();
  const { textOf, language } = useTexts();
  const commit = useCommit();
  const { board } = participant;
  const words = DATE_WORDS[language];
  const f = (key: string): string => textOf('fields', `participant.board.${key}`);
  const set = (part: Partial<Participant['board']>) =>
    void commit('participant.update', { id: participant.id, cells: { board: { ...board, ...part } } });
  const next = nextMeeting(board, app.env.todayDay());
  return (
    <Card title={textOf('fields', 'participant.board')}>
      <div className={styles.fields}>
        <Select
          label={f('position')}
          allowDeselect={false}
          data={POSITIONS.map((at) => ({
            value: String(at),
            label: textOf('scheduling', `repeat.position.${at - 1}`),
          }))}
          value={String(board.position)}
          onChange={(position) => position !== null && set({ position: Number(position) })}
        />
        <Select
          label={f('weekday')}
          allowDeselect={false}
          data={words.weekdays.map((label, weekday) => ({ value: String(weekday), label }))}
          value={String(board.weekday)}
          onChange={(weekday) => weekday !== null && set({ weekday: Number(weekday) })}
        />
        <NumberInput
          key={board.leadWeeks}
          label={f('leadWeeks')}
          placeholder={textOf('stakeholders', 'board.asRound')}
          min={0}
          max={MOST_WEEKS}
          clampBehavior="strict"
          allowDecimal={false}
          defaultValue={board.leadWeeks ?? ''}
          onBlur={(event) => {
            const text = event.currentTarget.value.trim();
            const leadWeeks = text === '' ? null : Number(text);
            const isCount = leadWeeks === null || (Number.isInteger(leadWeeks) && leadWeeks <= MOST_WEEKS);
            if (isCount && leadWeeks !== board.leadWeeks) set({ leadWeeks });
          }}
        />
      </div>
      <fieldset className={styles.months}>
        <legend>{f('closedMonths')}</legend>
        {words.shortMonths.map((name, month) => (
          <Checkbox
            key={name}
            size="xs"
            label={name}
            aria-label={words.months[month]}
            checked={(board.closedMonths & (1 << month)) !== 0}
            onChange={() => set({ closedMonths: board.closedMonths ^ (1 << month) })}
          />
        ))}
      </fieldset>
      <p className={parts.faint}>
        {next === null
          ? textOf('stakeholders', 'board.never')
          : textOf('stakeholders', 'board.next', { date: dayText(next, language, 'weekday') })}
      </p>
    </Card>
  );
});
