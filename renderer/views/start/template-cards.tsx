import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import type { TemplateSummary } from '../../../src/api.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import styles from './start-view.module.css';

/** Template id of the worked example that is shipped: to look at rather than to begin from. */
export const EXAMPLE_TEMPLATE = 'example-library';

/** Templates to begin from, own ones after those that are shipped. */
export const TemplateCards = ({
  templates,
  chosen,
  onChoose,
}: {
  readonly templates: readonly TemplateSummary[];
  readonly chosen?: string | null;
  readonly onChoose: (templateId: string) => void;
}) => {
  const { t, language } = useTexts();
  return (
    <div className={styles.cards} data-compact={chosen !== undefined}>
      {templates.map((template) => (
        <button
          key={template.id}
          type="button"
          className={styles.card}
          aria-pressed={chosen === undefined ? undefined : chosen === template.id}
          onClick={() => onChoose(template.id)}
        >
          <span className={styles.cardName}>
            {template.name[language]}
            {chosen === undefined ? (
              <IconArrowRight size={15} aria-hidden />
            ) : (
              chosen === template.id && <IconCheck size={15} aria-hidden />
            )}
          </span>
          <span className={styles.cardText} title={chosen === undefined ? undefined : template.description[language]}>
            {template.description[language]}
          </span>
          <span className={styles.cardNote}>
            {t('status.tasks', { count: template.taskCount })}
            {template.own && ` · ${t('start.ownTemplate')}`}
          </span>
        </button>
      ))}
    </div>
  );
};
