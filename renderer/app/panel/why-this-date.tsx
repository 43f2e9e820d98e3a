import { observer } from 'mobx-react-lite';
import { linksOf } from '../../../src/model/link-graph.ts';
import { wbsOf } from '../../../src/model/outline.ts';
import { useProject } from '../../stores/stores.ts';
import { finishDayText, instantDayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import styles from './panel.module.css';

/** What set the date: a person, a link, a constraint or the start of the project. */
export const WhyThisDate = observer(({ taskId }: { readonly taskId: string }) => {
  const { plan, schedule } = useProject();
  const { t, language } = useTexts();
  const { current } = schedule;
  const at = current.indexOf(taskId);
  const task = plan.rows.task.get(taskId);
  if (at === undefined || !task) return null;
  const link = current.links[current.result.drivingLink[at]!];
  const cause = link?.predecessorId ? plan.rows.task.get(link.predecessorId) : undefined;
  const causeAt = cause ? current.indexOf(cause.id) : undefined;
  const causeDates = cause ? schedule.of(cause.id) : null;
  const reason = (): string => {
    if (task.mode === 'manual') return t('why.manual');
    if (task.actual.startMin !== null) return t('why.actual', { date: instantDayText(task.actual.startMin, language) });
    if (cause && causeDates && causeAt !== undefined)
      return t(link?.type === 'SS' || link?.type === 'SF' ? 'why.linkStart' : 'why.linkFinish', {
        number: wbsOf(current.outline, causeAt),
        name: cause.name,
        date:
          link?.type === 'SS' || link?.type === 'SF'
            ? instantDayText(causeDates.startMin, language, 'weekday')
            : finishDayText(causeDates.finishMin, causeDates.startMin, language, 'weekday'),
      });
    if (task.constraint.atMin !== null)
      return t('why.constraint', {
        constraint: t(`constraint.${task.constraint.type}`),
        date: instantDayText(task.constraint.atMin, language, 'weekday'),
      });
    return t('why.projectStart', { date: instantDayText(plan.project?.startMin ?? null, language, 'weekday') });
  };
  const followers = linksOf(plan.asPlan()).outOf.get(taskId)?.length ?? 0;
  return (
    <Card title={t('why.title')}>
      <p>{reason()}</p>
      {followers > 0 && <p className={styles.hint}>{t('why.followers', { count: followers })}</p>}
    </Card>
  );
});
