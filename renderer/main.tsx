import '@mantine/core/styles.css';
import '../assets/fonts/inter.css';
import './app/look/theme.css';
import './app/look/mantine.css';
import { createRoot } from 'react-dom/client';
import { AppRoot } from './app/app-root.tsx';
import { hostBridge } from './app/bridge.ts';
import { startTexts, switchLanguage } from './app/i18n/texts.ts';
import { loadFonts } from './app/look/fonts.ts';
import { fetchLateParts } from './app/shell/late.tsx';
import { windowStores } from './app/window.ts';

const stores = windowStores(hostBridge());
// The first frame is in the person's language and shows the view they left: nothing flickers.
const fonts = loadFonts();
const started = stores.app.start();
await startTexts('da');
await started;
await fonts;
await switchLanguage(stores.app.language);
createRoot(document.getElementById('root')!).render(<AppRoot stores={stores} />);
fetchLateParts();
