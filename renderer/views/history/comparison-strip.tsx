import { Button } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './history.module.css';
import { sinceText } from './point-words.ts';

/** Above the plan while it shows what has changed since a point. */
export const ComparisonStrip = observer(() => {
  const { app } = useStores();
  const session = useProject();
  const texts = useTexts();
  const { textOf } = texts;
  const { history } = session;
  const { compared } = history;
  if (!history.inPlan || compared === null) return null;
  const since = sinceText(compared.since, session, app.env.nowMs(), texts);
  const gone = compared.result.gone.length;
  const list = (): void => {
    history.showTab('changes');
    app.show('history');
  };
  return (
    <section className={styles.strip} aria-label={textOf('history', 'strip.label')}>
      <strong>{since}</strong>
      <span>{textOf('history', 'counts', { ...compared.result.counts, dates: compared.result.moves.length })}</span>
      {gone > 0 && <span>{textOf('history', 'strip.gone', { count: gone })}</span>}
      <Button size="compact-xs" variant="default" onClick={list}>
        {textOf('history', 'strip.list')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => history.showInPlan(false)}>
        {textOf('history', 'strip.off')}
      </Button>
    </section>
  );
});
