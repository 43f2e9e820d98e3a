import { observer } from 'mobx-react-lite';
import { wbsOf } from '../../../src/model/outline.ts';
import { type LeadsTo, type ReasonSpeaker, reasonWords } from '../../../src/reading/reason-words.ts';
import type { Reason } from '../../../src/schedule/explanation.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { tenderWordsIn } from '../i18n/finding-text.ts';
import { dayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import parts from '../parts/parts.module.css';
import { useJump } from '../parts/task-link.tsx';
import { Woven } from '../parts/woven.tsx';

/** Says reasons in the language of the window. */
const useSpeaker = (): ReasonSpeaker => {
  const { plan, selection } = useProject();
  const { t, textOf, language } = useTexts();
  return {
    language,
    text: (key, params) => textOf('schedule-explained', `reason.${key}`, params),
    day: (dayNumber) => dayText(dayNumber, language, 'weekday'),
    constraint: (type) => t(`constraint.${type as 'SNET'}`),
    task: (taskId) => {
      const at = selection.outline.position.get(taskId);
      const name = plan.rows.task.get(taskId)?.name || t('task.unnamed');
      return at === undefined ? name : `${wbsOf(selection.outline, at)} ${name}`;
    },
    tender: tenderWordsIn({ language, textOf }),
  };
};

interface LeadProps {
  readonly to: LeadsTo;
  /** The task that is being explained: a word that leads to it is only a word. */
  readonly about: string;
}

const Lead = ({ to: { text, taskId, view }, about }: LeadProps) => {
  const { app } = useStores();
  const jump = useJump();
  const isHere = taskId === about || (taskId === null && view === null);
  if (isHere) return text;
  return (
    <button type="button" className={parts.link} onClick={() => (taskId ? jump(taskId) : app.show(view!))}>
      {text}
    </button>
  );
};

/** One reason in words, with a way to where it comes from. */
export const ReasonLine = observer(({ reason, about }: { readonly reason: Reason; readonly about: string }) => {
  const { plan, schedule } = useProject();
  const [text, to] = reasonWords(plan.asPlan(), schedule.current, reason, useSpeaker());
  return (
    <li>
      <Woven text={text}>
        <Lead to={to} about={about} />
      </Woven>
    </li>
  );
});
