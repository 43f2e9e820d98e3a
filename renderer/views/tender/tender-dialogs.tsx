import { observer } from 'mobx-react-lite';
import { useStores } from '../../stores/stores.ts';
import { NewTender } from './new/new-tender.tsx';
import { ProcedureGuide } from './new/procedure-guide.tsx';
import { PrintTender } from './print-tender.tsx';

/** The dialogs about tenders: what lies over the view now, if it is one of them. */
export const TenderDialogs = observer(() => {
  const { dialog } = useStores().app;
  switch (dialog?.kind) {
    case 'new-tender':
      return <NewTender preset={dialog.preset} />;
    case 'procedure-guide':
      return <ProcedureGuide tenderId={dialog.tenderId} />;
    case 'print-tender':
      return <PrintTender />;
    default:
      return null;
  }
});
