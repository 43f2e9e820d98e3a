import { Button, Modal, NumberInput, SegmentedControl } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { DPI, PRINT_FORMATS, type PrintFormat } from '../../../src/api.ts';
import type { HistoryPoint } from '../../../src/model/history-result.ts';
import { printLabels, withOpenConflicts } from '../../../src/report/report-labels.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { Presets } from './presets.tsx';
import { Preview } from './preview.tsx';
import styles from './print.module.css';
import { ContentFields, PaperFields } from './print-fields.tsx';
import { PrintStore } from './print-store.ts';
import { TitleFields } from './title-fields.tsx';

/** A plan of the past, which is only looked at. */
type PastPlan = { readonly point: HistoryPoint; readonly name: string };

type Of = { readonly store: PrintStore };

/** In which form the print is saved. */
const Form = observer(({ store }: Of) => {
  const { textOf } = useTexts();
  const { format, dpi, wholePicture, view } = store.settings;
  return (
    <fieldset className={styles.group}>
      <legend>{textOf('print', 'format')}</legend>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={textOf('print', 'format')}
        data={PRINT_FORMATS.map((value) => ({ value, label: value.toUpperCase() }))}
        value={format}
        onChange={(value) => store.set({ format: value as PrintFormat })}
      />
      {format !== 'pdf' && view === 'gantt' && (
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={textOf('print', 'picture')}
          data={['whole', 'page'].map((value) => ({ value, label: textOf('print', `picture.${value}`) }))}
          value={wholePicture ? 'whole' : 'page'}
          onChange={(value) => store.set({ wholePicture: value === 'whole' })}
        />
      )}
      {format === 'png' && (
        <NumberInput
          size="xs"
          label={textOf('print', 'dpi')}
          min={DPI.least}
          max={DPI.most}
          allowDecimal={false}
          clampBehavior="blur"
          value={dpi}
          onChange={(value) =>
            typeof value === 'number' && value >= DPI.least && value <= DPI.most && store.set({ dpi: value })
          }
        />
      )}
    </fieldset>
  );
});

/** The plan on paper: chosen at the left, looked at as it will come out at the right, saved as PDF or picture. */
export const PrintDialog = observer(({ past }: { readonly past: PastPlan | null }) => {
  const { app } = useStores();
  const session = useProject();
  const { t, textOf, language, errorText } = useTexts();
  const [store] = useState(() => new PrintStore(app, session, past?.point ?? null));
  const conflictCount = session.conflicts.count;
  const labels = useMemo(() => {
    const words = printLabels(language, (key, params) => {
      const at = key.indexOf(':');
      return textOf(key.slice(0, at), key.slice(at + 1), params);
    });
    return withOpenConflicts(words, conflictCount);
  }, [language, textOf, conflictCount]);
  useEffect(() => store.start(labels, language), [store, labels, language]);

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { format, dpi, wholePicture, view } = store.settings;
    const isPage = format !== 'pdf' && (!wholePicture || view !== 'gantt');
    store.fail(null);
    app.setBusy('printing');
    const answer = await app.bridge.call('export.print', {
      projectId: session.plan.projectId,
      options: store.optionsIn(language),
      format,
      dpi,
      ...(past !== null && { at: past.point }),
      page: isPage ? store.pageIndex + 1 : null,
    });
    app.setBusy(null);
    if (!answer.ok) return store.fail(answer.error);
    app.closeDialog();
    if (await app.bridge.saveFile(answer.value)) {
      const { name, pages } = answer.value;
      if (format === 'pdf') app.tell('print.saved', { name, count: pages });
      else app.tell('print.pictureSaved', { name });
    }
  };
  return (
    <Modal
      opened
      onClose={() => app.closeDialog()}
      title={past === null ? t('print.title') : textOf('history', 'versions.looking', { name: past.name })}
      size={1360}
      yOffset="3dvh"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form className={styles.print} onSubmit={(event) => void save(event)}>
        <div className={styles.side}>
          <div className={styles.fields}>
            <Presets store={store} />
            <PaperFields store={store} />
            <ContentFields store={store} />
            {past === null && <TitleFields />}
            <Form store={store} />
          </div>
          {store.problem && (
            <p className={styles.problem} role="alert">
              {errorText(store.problem)}
            </p>
          )}
          <div className={styles.actions}>
            <Button variant="default" onClick={() => app.closeDialog()}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" data-autofocus loading={app.busy === 'printing'}>
              {textOf('print', `save.${store.settings.format}`)}
            </Button>
          </div>
        </div>
        <Preview store={store} />
      </form>
    </Modal>
  );
});
