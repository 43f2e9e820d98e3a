import { Button, Group } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { valueOfTender } from '../../../../src/tender/tender-value.ts';
import { useTexts } from '../../../app/i18n/texts.ts';
import { DialogFrame } from '../../../app/parts/dialog-frame.tsx';
import { useProject, useStores } from '../../../stores/stores.ts';
import { useViewText } from '../use-tender.ts';
import { GuideForm } from './guide-form.tsx';
import styles from './new-tender.module.css';

/** "Which procedure?" for a tender that is already there: the answers are kept, the chosen procedure is taken over. */
export const ProcedureGuide = observer(({ tenderId }: { readonly tenderId: string }) => {
  const { app } = useStores();
  const project = useProject();
  const { t } = useTexts();
  const v = useViewText();
  const of = project.tenders.of(tenderId);
  const [facts, setFacts] = useState(of?.tender.facts);
  const [procedure, setProcedure] = useState(of?.tender.procedure);
  if (of === undefined || facts === undefined || procedure === undefined) return null;
  const { tender, rows } = of;
  const noticeDay = rows.find(({ id }) => id === 'notice')?.day ?? app.env.todayDay();
  const { estimate, verdict } = valueOfTender(project.plan.asPlan(), tender, noticeDay);
  const valueOre = estimate?.total.currency === 'DKK' ? estimate.total.minor : null;
  const take = async (): Promise<void> => {
    const done = await project.carryOut('tender.update', { id: tenderId, cells: { facts, procedure } });
    if (done.ok) app.closeDialog();
  };
  return (
    <DialogFrame title={v('settings.guide')} size={860}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
      >
        <GuideForm
          subject={tender.subject}
          value={verdict}
          valueOre={valueOre}
          facts={facts}
          procedure={procedure}
          onFacts={setFacts}
          onProcedure={setProcedure}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => app.closeDialog()}>
            {t('action.cancel')}
          </Button>
          <Button type="submit">{v('guide.take')}</Button>
        </Group>
      </form>
    </DialogFrame>
  );
});
