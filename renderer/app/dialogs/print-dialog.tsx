import { Button, Checkbox, Group, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useState } from 'react';
import { type CallError, type Paper, type PrintOptions, USUAL_PRINT } from '../../../src/api.ts';
import { parseDate } from '../../../src/time/entry.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import styles from './dialogs.module.css';

const OFFERED: readonly Paper[] = ['A4', 'A3', 'A2', 'A1'];
const MOST_PAGES_WIDE = 50;

/** The plan as a PDF: on which paper, which way round, from when to when, how many pages across. */
export const PrintDialog = observer(() => {
  const { app } = useStores();
  const { plan, planView, selection } = useProject();
  const { t, language, errorText } = useTexts();
  const [paper, setPaper] = useState<Paper>('A3');
  const [portrait, setPortrait] = useState(false);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [pagesWide, setPagesWide] = useState<number | string>(1);
  const [criticalPath, setCriticalPath] = useState(planView.criticalPath);
  const [problem, setProblem] = useState<Pick<CallError, 'id' | 'params'> | null>(null);

  const today = app.env.todayDay();
  const day = (text: string) => (text.trim() === '' ? null : parseDate(text, { todayDay: today }));
  const fromDay = day(from);
  const toDay = day(to);
  const backwards =
    fromDay?.ok && toDay?.ok && toDay.value.dayNumber < fromDay.value.dayNumber ? t('print.backwards') : undefined;
  const readable = (fromDay === null || fromDay.ok) && (toDay === null || toDay.ok) && !backwards;

  const print = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!readable) return;
    const options: PrintOptions = {
      ...USUAL_PRINT,
      paper,
      portrait,
      scale: { kind: 'fit', pagesAcross: typeof pagesWide === 'number' ? pagesWide : 1, pagesDown: null },
      fromDay: fromDay?.ok ? fromDay.value.dayNumber : null,
      toDay: toDay?.ok ? toDay.value.dayNumber : null,
      criticalPath,
      baselineId: planView.baselineId,
      collapsed: [...selection.collapsed],
      language,
    };
    setProblem(null);
    app.setBusy('printing');
    const answer = await app.bridge.call('export.print', {
      projectId: plan.projectId,
      options,
      format: 'pdf',
      dpi: 300,
      page: null,
    });
    app.setBusy(null);
    if (!answer.ok) return setProblem(answer.error);
    app.closeDialog();
    if (await app.bridge.saveFile(answer.value)) {
      app.tell('print.saved', { name: answer.value.name, count: answer.value.pages });
    }
  };
  return (
    <DialogFrame title={t('print.title')} size={520}>
      <form className={styles.form} onSubmit={(event) => void print(event)}>
        <div className={styles.quad}>
          <fieldset className={styles.fieldset}>
            <legend>{t('print.paper')}</legend>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label={t('print.paper')}
              data={[...OFFERED]}
              value={paper}
              onChange={(value) => setPaper(value as Paper)}
            />
          </fieldset>
          <fieldset className={styles.fieldset}>
            <legend>{t('print.orientation')}</legend>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label={t('print.orientation')}
              data={[
                { value: 'landscape', label: t('print.landscape') },
                { value: 'portrait', label: t('print.portrait') },
              ]}
              value={portrait ? 'portrait' : 'landscape'}
              onChange={(value) => setPortrait(value === 'portrait')}
            />
          </fieldset>
          <TextInput
            label={t('field.from')}
            placeholder={t('print.wholePlan')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            error={fromDay && !fromDay.ok ? errorText(fromDay.error) : undefined}
          />
          <TextInput
            label={t('field.to')}
            placeholder={t('print.wholePlan')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            error={toDay && !toDay.ok ? errorText(toDay.error) : backwards}
          />
          <NumberInput
            label={t('print.pagesWide')}
            placeholder={t('print.byScale')}
            min={1}
            max={MOST_PAGES_WIDE}
            allowDecimal={false}
            value={pagesWide}
            onChange={setPagesWide}
          />
          <Checkbox
            mt={24}
            size="xs"
            label={t('print.critical')}
            checked={criticalPath}
            onChange={(event) => setCriticalPath(event.currentTarget.checked)}
          />
        </div>
        {selection.collapsed.size > 0 && <p className={styles.hint}>{t('print.collapsed')}</p>}
        {problem && (
          <p className={styles.problem} role="alert">
            {errorText(problem)}
          </p>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => app.closeDialog()}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" data-autofocus loading={app.busy === 'printing'} disabled={!readable}>
            {t('print.make')}
          </Button>
        </Group>
      </form>
    </DialogFrame>
  );
});
