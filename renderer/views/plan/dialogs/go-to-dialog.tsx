import { TextInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useId, useState } from 'react';
import { useTexts } from '../../../app/i18n/texts.ts';
import { DialogFrame } from '../../../app/parts/dialog-frame.tsx';
import { useProject, useStores } from '../../../stores/stores.ts';
import { type Goal, goalsFor } from '../go-to-goals.ts';
import styles from './plan-dialogs.module.css';

/** Goes to a date, to a week, or to a task by its number or name. */
export const GoToDialog = observer(() => {
  const { app } = useStores();
  const session = useProject();
  const { textOf } = useTexts();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const goals = goalsFor(session, text, app.env.todayDay());
  const go = (goal: Goal | undefined): void => {
    if (!goal) return;
    app.closeDialog();
    const { surface } = session.planView;
    if (goal.kind === 'day') surface?.showDay(goal.dayNumber);
    else {
      session.selection.selectMany([goal.taskId]);
      surface?.showTask(goal.taskId);
    }
    session.live.say('message.wentTo', { goal: goal.label });
  };
  return (
    <DialogFrame title={textOf('table', 'goto.title')} size={520}>
      <TextInput
        label={textOf('table', 'goto.label')}
        description={textOf('table', 'goto.hint')}
        data-autofocus
        role="combobox"
        aria-expanded={goals.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={goals.length > 0 ? `${listId}-${chosen}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setChosen(Math.min(goals.length - 1, chosen + 1));
          else if (event.key === 'ArrowUp') setChosen(Math.max(0, chosen - 1));
          else if (event.key === 'Enter') go(goals[chosen]);
          else return;
          event.preventDefault();
        }}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={textOf('table', 'goto.label')}
        style={{ minHeight: 40, marginTop: 8 }}
      >
        {goals.map((goal, i) => (
          <div
            key={goal.key}
            id={`${listId}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            className={styles.goal}
            onPointerDown={(event) => {
              event.preventDefault();
              go(goal);
            }}
          >
            <span className={styles.goalDetail}>
              {goal.kind === 'task' ? goal.detail : textOf('table', 'goto.date')}
            </span>
            <span>{goal.label}</span>
          </div>
        ))}
      </div>
      <p role="status" className={styles.lead}>
        {text.trim() !== '' && goals.length === 0 ? textOf('table', 'goto.none') : ''}
      </p>
    </DialogFrame>
  );
});
