import { observer } from 'mobx-react-lite';
import { useStores } from '../../stores/stores.ts';
import { Palette } from '../palette/palette.tsx';
import { ShortcutList } from './shortcut-list.tsx';

/** What lies over the view now, if anything. */
export const Dialogs = observer(() => {
  const { dialog } = useStores().app;
  switch (dialog?.kind) {
    case 'palette':
      return <Palette />;
    case 'shortcuts':
      return <ShortcutList />;
    default:
      return null;
  }
});
