import { SegmentedControl, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { LANGUAGES, type Language, THEMES, type Theme } from '../../../src/api.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useStores } from '../../stores/stores.ts';
import { BackupsCard } from './backups-card.tsx';
import { DoctorCard } from './doctor-card.tsx';
import { OwnTemplatesCard } from './own-templates-card.tsx';
import styles from './settings-view.module.css';

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { da: 'Dansk', en: 'English' };

/** What is set on this computer, and how its data is looked after. */
export const SettingsView = observer(() => {
  const { app } = useStores();
  const { t, commandTitle } = useTexts();
  const { settings, state } = app;
  if (!settings) return null;
  return (
    <>
      <ViewBar title={commandTitle('view.settings')} note={t('settings.version', { version: state?.version ?? '' })} />
      <div className={parts.page}>
        <div className={`${parts.narrow} ${styles.cards}`}>
          <Card title={t('settings.you')}>
            <CommitField
              label={t('settings.person')}
              value={settings.person}
              onCommit={async (person) => {
                if (person.trim() !== '') await app.setSettings({ person });
                return null;
              }}
            />
            <p className={styles.hint}>{t('settings.personHint')}</p>
          </Card>
          <Card title={t('settings.look')}>
            <div className={styles.row}>
              <Select
                label={t('settings.language')}
                data={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
                value={settings.language}
                allowDeselect={false}
                onChange={(language) => language && void app.setSettings({ language })}
              />
              <div>
                <div className={styles.label}>{t('settings.theme')}</div>
                <SegmentedControl
                  className={styles.choice}
                  size="xs"
                  aria-label={t('settings.theme')}
                  value={settings.theme}
                  onChange={(theme) => void app.setSettings({ theme: theme as Theme })}
                  data={THEMES.map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))}
                />
              </div>
            </div>
          </Card>
          <BackupsCard />
          <DoctorCard />
          <OwnTemplatesCard />
        </div>
      </div>
    </>
  );
});
