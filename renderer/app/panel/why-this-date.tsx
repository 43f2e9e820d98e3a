import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { SLOT } from '../../../src/reading/slot.ts';
import { explain, type TaskEnd } from '../../../src/schedule/explanation.ts';
import { workingTimeOf } from '../../../src/schedule/working-time.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { finishDayText, instantDayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import parts from '../parts/parts.module.css';
import { Woven } from '../parts/woven.tsx';
import styles from './panel.module.css';
import { ReasonLine } from './reason-line.tsx';

/** Reasons that are told at once, and those that a longer chain is told to. */
const AT_ONCE = 4;
const AT_MOST = 200;

const Chain = observer(({ taskId, end }: { readonly taskId: string; readonly end: TaskEnd }) => {
  const { schedule } = useProject();
  const { textOf, language } = useTexts();
  const [whole, setWhole] = useState(false);
  const { current } = schedule;
  const dates = current.datesOf(taskId);
  const at = current.indexOf(taskId);
  if (!dates || at === undefined) return null;
  const chain = explain(current, taskId, end, whole ? AT_MOST : AT_ONCE);
  // Where only its own length lies between, why it starts has just been told.
  const lengthOnly = chain.reasons[0]?.kind === 'length' && chain.reasons[0].taskId === taskId;
  const reasons = lengthOnly ? chain.reasons.slice(0, 1) : chain.reasons;
  const complete = lengthOnly || chain.complete;
  const dateText = (startMin: number, finishMin: number): string =>
    end === 'start'
      ? instantDayText(startMin, language, 'weekday')
      : finishDayText(finishMin, startMin, language, 'weekday');
  const { start, finish } = current.calculated;
  const shown = end === 'start' ? dates.startMin : dates.finishMin;
  const follows = end === 'start' ? start[at]! : finish[at]!;
  return (
    <>
      <h3 className={styles.end}>
        {textOf('schedule-explained', `why.${end}`, { date: dateText(dates.startMin, dates.finishMin) })}
      </h3>
      {shown !== follows && (
        <p>{textOf('schedule-explained', 'why.recorded', { date: dateText(start[at]!, finish[at]!) })}</p>
      )}
      <ol className={styles.chain}>
        {reasons.map((reason, i) => (
          <ReasonLine key={i} reason={reason} about={taskId} />
        ))}
      </ol>
      {!complete &&
        (whole ? (
          <p className={parts.faint}>{textOf('schedule-explained', 'why.goesOn')}</p>
        ) : (
          <button type="button" className={parts.link} onClick={() => setWhole(true)}>
            {textOf('schedule-explained', 'why.whole')}
          </button>
        ))}
    </>
  );
});

/** Whose time the task takes, with a way to it. */
const Time = observer(({ taskId }: { readonly taskId: string }) => {
  const { app } = useStores();
  const { plan, schedule } = useProject();
  const { textOf } = useTexts();
  const { calendarId, elapsed, partyIds } = workingTimeOf(plan.asPlan(), schedule.current, taskId);
  if (elapsed) return <p className={styles.hint}>{textOf('schedule-explained', 'time.elapsed')}</p>;
  const calendar = calendarId === null ? undefined : plan.rows.calendar.get(calendarId);
  const people = partyIds.map((id) => plan.rows.party.get(id)?.name).filter(Boolean);
  return (
    <div className={styles.hint}>
      <p>
        <Woven text={textOf('schedule-explained', 'time.calendar', { it: SLOT })}>
          <button type="button" className={parts.link} onClick={() => app.show('calendars')}>
            {calendar?.name || textOf('schedule-explained', 'time.standard')}
          </button>
        </Woven>
      </p>
      {people.length > 0 && (
        <p>
          <Woven text={textOf('schedule-explained', 'time.people', { it: SLOT })}>
            <button type="button" className={parts.link} onClick={() => app.show('people')}>
              {people.join(', ')}
            </button>
          </Woven>
        </p>
      )}
    </div>
  );
});

/** What set the dates: the chain of reasons back to what nothing else sets, and the time that is counted in. */
export const WhyThisDate = observer(({ taskId }: { readonly taskId: string }) => {
  const { plan, schedule } = useProject();
  const { t } = useTexts();
  const dates = schedule.of(taskId);
  if (!dates || !plan.rows.task.has(taskId)) return null;
  return (
    <Card title={t('why.title')}>
      <Chain taskId={taskId} end="start" />
      {dates.finishMin !== dates.startMin && <Chain taskId={taskId} end="finish" />}
      <Time taskId={taskId} />
    </Card>
  );
});
