import { observer } from 'mobx-react-lite';
import { useProject, useStores } from '../../stores/stores.ts';
import { tenderViewOf } from '../../views/tender/tender-view-store.ts';
import { dayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import parts from '../parts/parts.module.css';
import styles from './panel.module.css';

/** What tender law says of a task's date, and the way to its line in the tender; nothing for tasks of no tender. */
export const TenderFacts = observer(({ taskId }: { readonly taskId: string }) => {
  const { app } = useStores();
  const project = useProject();
  const { textOf, language } = useTexts();
  const place = project.tenders.byTask.get(taskId);
  if (!place) return null;
  const { tender, row } = place;
  const fact = (key: string, day: number | null) =>
    day !== null && (
      <>
        <dt>{textOf('tender-view', key)}</dt>
        <dd className={styles.fixed}>{dayText(day, language, 'weekday')}</dd>
      </>
    );
  const show = (): void => {
    tenderViewOf(project).show(tender.tender.id, row.key);
    app.show('tender');
  };
  return (
    <>
      {fact('panel.earliest', row.earliestDay)}
      {fact('panel.latest', row.latestDay)}
      <dt>{textOf('tender-view', 'panel.title')}</dt>
      <dd className={styles.fixed}>
        <button type="button" className={parts.link} onClick={show}>
          {tender.tender.name || textOf('tender-view', 'unnamed')}
        </button>
      </dd>
    </>
  );
});
