import { Button, Group, TextInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useState } from 'react';
import type { CallError } from '../../../src/api.ts';
import { formatDate, parseDate } from '../../../src/time/entry.ts';
import { useStores } from '../../stores/stores.ts';
import { EXAMPLE_TEMPLATE, TemplateCards } from '../../views/start/template-cards.tsx';
import { useTexts } from '../i18n/texts.ts';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import styles from './dialogs.module.css';

/** Monday of next week: a start that nobody has to change to have a look. */
const nextMonday = (today: number): number => today + 7 - ((((today + 3) % 7) + 7) % 7);

/** A new project: template, name and first day. */
export const NewProject = observer(({ templateId }: { readonly templateId: string | null }) => {
  const { app } = useStores();
  const { t, language, errorText } = useTexts();
  const templates = (app.state?.templates ?? []).filter(({ id }) => id !== EXAMPLE_TEMPLATE || id === templateId);
  const [template, setTemplate] = useState(templateId ?? templates[0]?.id ?? '');
  const [name, setName] = useState('');
  const today = app.env.todayDay();
  const [start, setStart] = useState(formatDate(nextMonday(today), language, 'plain'));
  const [problem, setProblem] = useState<Pick<CallError, 'id' | 'params'> | null>(null);
  const day = parseDate(start, { todayDay: today });

  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!day.ok) return;
    const input = { template, name: name.trim() || undefined, startDay: day.value.dayNumber };
    setProblem(await app.createProject(input));
  };
  return (
    <DialogFrame title={t('newProject.title')} size={880}>
      <form className={styles.form} onSubmit={(event) => void create(event)}>
        <div className={styles.pair}>
          <TextInput
            label={t('field.name')}
            placeholder={templates.find(({ id }) => id === template)?.name[language]}
            data-autofocus
            maxLength={500}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('field.projectStart')}
            value={start}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => setStart(event.currentTarget.value)}
            error={day.ok ? undefined : errorText(day.error)}
            description={day.ok ? formatDate(day.value.dayNumber, language, 'full') : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
        </div>
        <fieldset className={styles.fieldset}>
          <legend>{t('newProject.template')}</legend>
          <TemplateCards templates={templates} chosen={template} onChoose={setTemplate} />
        </fieldset>
        {problem && (
          <p className={styles.problem} role="alert">
            {errorText(problem)}
          </p>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => app.closeDialog()}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={app.busy === 'creating'} disabled={!day.ok || template === ''}>
            {t('newProject.create')}
          </Button>
        </Group>
      </form>
    </DialogFrame>
  );
});
