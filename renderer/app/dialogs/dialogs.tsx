import { observer } from 'mobx-react-lite';
import { useStores } from '../../stores/stores.ts';
import { DifferencesDialog } from '../../views/differences/differences-dialog.tsx';
import {
  ExchangePassphraseDialog,
  ExchangePreviewDialog,
  ExchangeReportDialog,
} from '../../views/exchange/exchange-dialogs.tsx';
import { JoinFolderDialog } from '../../views/exchange/join-folder.tsx';
import { ColumnsDialog } from '../../views/plan/dialogs/columns-dialog.tsx';
import { GoToDialog } from '../../views/plan/dialogs/go-to-dialog.tsx';
import { PastePreviewDialog } from '../../views/plan/dialogs/paste-preview.tsx';
import { ManageViewsDialog, SaveViewDialog } from '../../views/plan/dialogs/view-dialogs.tsx';
import { Palette } from '../palette/palette.tsx';
import { PrintDialog } from '../print/print-dialog.tsx';
import { late } from '../shell/late.tsx';
import { ImportReport } from './import-report.tsx';
import { NewProject } from './new-project.tsx';
import { NameVersion, SaveTemplate, TakeBaseline } from './plan-name-dialogs.tsx';
import { RecurringTask } from './recurring-task.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { SplitTask } from './split-task.tsx';

const BaselinesDialog = late('BaselinesDialog');
const TenderDialogs = late('TenderDialogs');

/** What lies over the view now, if anything. */
export const Dialogs = observer(() => {
  const { dialog } = useStores().app;
  switch (dialog?.kind) {
    case 'palette':
      return <Palette />;
    case 'shortcuts':
      return <ShortcutList />;
    case 'new-project':
      return <NewProject templateId={dialog.templateId} />;
    case 'print':
      return <PrintDialog past={dialog.past ?? null} />;
    case 'name-version':
      return <NameVersion point={dialog.point} />;
    case 'save-template':
      return <SaveTemplate />;
    case 'recurring-task':
      return <RecurringTask />;
    case 'take-baseline':
      return <TakeBaseline />;
    case 'split-task':
      return <SplitTask />;
    case 'differences':
      return <DifferencesDialog />;
    case 'paste-preview':
      return <PastePreviewDialog preview={dialog.preview} />;
    case 'columns':
      return <ColumnsDialog />;
    case 'compare-baselines':
      return <BaselinesDialog />;
    case 'go-to':
      return <GoToDialog />;
    case 'save-view':
      return <SaveViewDialog />;
    case 'manage-views':
      return <ManageViewsDialog />;
    case 'new-tender':
    case 'procedure-guide':
    case 'print-tender':
      return <TenderDialogs />;
    case 'import-report':
      return <ImportReport report={dialog.report} />;
    case 'join-folder':
      return <JoinFolderDialog />;
    case 'exchange-passphrase':
      return <ExchangePassphraseDialog key={dialog.file.token} file={dialog.file} isWrong={dialog.isWrong} />;
    case 'exchange-preview':
      return <ExchangePreviewDialog preview={dialog.preview} />;
    case 'exchange-report':
      return <ExchangeReportDialog report={dialog.report} />;
    default:
      return null;
  }
});
