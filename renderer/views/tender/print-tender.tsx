import { Button, Checkbox, Group, SegmentedControl } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useState } from 'react';
import type { CallError, Language } from '../../../src/api.ts';
import type { TimetableChoice } from '../../../src/tender/timetable-lines.ts';
import dialogStyles from '../../app/dialogs/dialogs.module.css';
import { useTexts } from '../../app/i18n/texts.ts';
import { DialogFrame } from '../../app/parts/dialog-frame.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import { useChosenTender, useViewText } from './use-tender.ts';

/** The timetable as a PDF for the tender documents: which dates, with or without the rules behind them, in which language. */
export const PrintTender = observer(() => {
  const { app } = useStores();
  const { plan } = useProject();
  const { t, errorText } = useTexts();
  const v = useViewText();
  const of = useChosenTender();
  // Tender documents are Danish whatever language the window has.
  const [language, setLanguage] = useState<Language>('da');
  const [choice, setChoice] = useState<TimetableChoice>({ rows: 'public', withRules: false, withResponsible: false });
  const [problem, setProblem] = useState<CallError | null>(null);
  const print = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblem(null);
    app.setBusy('printing');
    const answer = await app.bridge.call('export.timetable', {
      projectId: plan.projectId,
      tenderId: of?.tender.id ?? null,
      language,
      ...choice,
    });
    app.setBusy(null);
    if (!answer.ok) return setProblem(answer.error);
    app.closeDialog();
    if (await app.bridge.saveFile(answer.value))
      app.tell('print.saved', { name: answer.value.name, count: answer.value.pages });
  };
  return (
    <DialogFrame title={v('print.title')} size={440}>
      <form className={dialogStyles.form} onSubmit={(event) => void print(event)}>
        <fieldset className={dialogStyles.fieldset}>
          <legend>{v('print.rows')}</legend>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={v('print.rows')}
            data={(['public', 'all'] as const).map((value) => ({ value, label: v(`print.rows.${value}`) }))}
            value={choice.rows}
            onChange={(rows) => setChoice({ ...choice, rows: rows as TimetableChoice['rows'] })}
          />
        </fieldset>
        <fieldset className={dialogStyles.fieldset}>
          <legend>{v('print.language')}</legend>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={v('print.language')}
            data={[
              { value: 'da', label: 'Dansk' },
              { value: 'en', label: 'English' },
            ]}
            value={language}
            onChange={(value) => setLanguage(value as Language)}
          />
        </fieldset>
        <Checkbox
          size="xs"
          label={v('print.rules')}
          checked={choice.withRules}
          onChange={(event) => setChoice({ ...choice, withRules: event.currentTarget.checked })}
        />
        <Checkbox
          size="xs"
          label={v('print.responsible')}
          checked={choice.withResponsible}
          onChange={(event) => setChoice({ ...choice, withResponsible: event.currentTarget.checked })}
        />
        {problem && (
          <p className={dialogStyles.problem} role="alert">
            {errorText(problem)}
          </p>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => app.closeDialog()}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" data-autofocus loading={app.busy === 'printing'}>
            {v('print.make')}
          </Button>
        </Group>
      </form>
    </DialogFrame>
  );
});
