import { Button } from '@mantine/core';
import { IconFileImport, IconSparkles } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useTexts } from '../../app/i18n/texts.ts';
import { BrandMark } from '../../app/shell/brand-mark.tsx';
import { useStores } from '../../stores/stores.ts';
import styles from './start-view.module.css';
import { EXAMPLE_TEMPLATE, TemplateCards } from './template-cards.tsx';

/** The first thing a person sees: begin from a template, look at an example, or bring a plan along. */
export const StartView = observer(() => {
  const { app, commands } = useStores();
  const { t } = useTexts();
  const templates = app.state?.templates ?? [];
  const example = templates.find((template) => template.id === EXAMPLE_TEMPLATE);
  return (
    <div className={styles.page}>
      <div className={styles.sheet}>
        <header className={styles.welcome}>
          <BrandMark size={44} />
          <div>
            <h1 className={styles.title}>{t('start.title')}</h1>
            <p className={styles.lead}>{t('start.lead')}</p>
          </div>
        </header>
        <section aria-labelledby="start-templates">
          <h2 className={styles.heading} id="start-templates">
            {t('start.fromTemplate')}
          </h2>
          <TemplateCards
            templates={templates.filter((template) => template.id !== EXAMPLE_TEMPLATE)}
            onChoose={(templateId) => app.openDialog({ kind: 'new-project', templateId })}
          />
        </section>
        <section className={styles.others} aria-label={t('start.others')}>
          {example && (
            <div className={styles.other}>
              <IconSparkles size={22} stroke={1.5} aria-hidden />
              <div className={styles.otherText}>
                <h3>{t('start.exampleTitle')}</h3>
                <p>{t('start.exampleText', { count: example.taskCount })}</p>
              </div>
              <Button
                variant="default"
                loading={app.busy === 'creating'}
                onClick={() => void app.createProject({ template: EXAMPLE_TEMPLATE })}
              >
                {t('start.openExample')}
              </Button>
            </div>
          )}
          <div className={styles.other}>
            <IconFileImport size={22} stroke={1.5} aria-hidden />
            <div className={styles.otherText}>
              <h3>{t('start.importTitle')}</h3>
              <p>{t('start.importText')}</p>
            </div>
            <Button variant="default" loading={app.busy === 'importing'} onClick={() => commands.run('app.import')}>
              {t('start.chooseFile')}
            </Button>
          </div>
        </section>
        <p className={styles.promise}>{t('start.promise')}</p>
      </div>
    </div>
  );
});
