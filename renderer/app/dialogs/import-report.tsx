import { Button, Group } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import type { ImportNote, ImportReport as Report } from '../../../src/api.ts';
import { useStores } from '../../stores/stores.ts';
import { numberText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { Chip, type Tone } from '../parts/card.tsx';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import styles from './dialogs.module.css';

const SEVERITIES: readonly (readonly [ImportNote['severity'], Tone])[] = [
  ['taken', 'ok'],
  ['changed', 'warning'],
  ['left-out', 'error'],
];

/** What was taken over from a file, what was changed on the way, and what was left out. */
export const ImportReport = observer(({ report }: { readonly report: Report }) => {
  const { app } = useStores();
  const { t, textOf, language } = useTexts();
  return (
    <DialogFrame title={t('import.title', { name: report.projectName })} size={640}>
      {SEVERITIES.map(([severity, tone]) => {
        const notes = report.notes.filter((note) => note.severity === severity);
        if (notes.length === 0) return null;
        return (
          <section key={severity} className={styles.group}>
            <h3 className={styles.groupTitle}>
              <Chip tone={tone}>{t(`import.${severity}`)}</Chip>
            </h3>
            <ul className={styles.notes}>
              {notes.map((note) => (
                <li key={note.id}>
                  {textOf('import', note.id, { count: numberText(note.count, language) })}
                  {note.examples.length > 0 && (
                    <div className={styles.hint}>{t('import.examples', { names: note.examples.join(', ') })}</div>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <Group justify="flex-end" mt="md">
        <Button data-autofocus onClick={() => app.closeDialog()}>
          {t('import.done')}
        </Button>
      </Group>
    </DialogFrame>
  );
});
