import '@mantine/core/styles.css';
import '../../../assets/fonts/inter.css';
import '../../../renderer/app/look/theme.css';
import '../../../renderer/app/look/mantine.css';
import { MantineProvider } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { createRoot } from 'react-dom/client';
import { startTexts, switchLanguage } from '../../../renderer/app/i18n/texts.ts';
import { loadFonts } from '../../../renderer/app/look/fonts.ts';
import { cssVariables, theme } from '../../../renderer/app/look/theme.ts';
import { windowStores } from '../../../renderer/app/window.ts';
import { type Stores, StoresContext } from '../../../renderer/stores/stores.ts';
import { surfaceOf } from '../../../renderer/views/plan/plan-surface-store.ts';
import { PlanView } from '../../../renderer/views/plan/plan-view.tsx';
import type { AppState, Call, PlanSnapshot } from '../../../src/api.ts';
import { err, ok } from '../../../src/result.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { type Chart, DAY_PX, TABLE_PX } from './chart.ts';

const VIEW = JSON.stringify({ pxPerDay: DAY_PX, gridWidth: TABLE_PX, criticalPath: true });

let snapshot: PlanSnapshot | null = null;
let stores: Stores | null = null;

/** A service that hands over one plan and changes nothing. */
const call = (async (name: string, input: { readonly key?: string }) => {
  if (name === 'app.state') return ok(state());
  if (name === 'layout.get') return ok(input.key === 'view.plan' ? VIEW : null);
  if (name === 'layout.set') return ok(null);
  if (name !== 'project.open' || snapshot === null) return err({ id: 'command.unknown', params: {} });
  const handed = snapshot;
  snapshot = null;
  return ok(handed);
}) as unknown as Call;

const state = (): AppState => ({
  version: '0.0.0',
  host: 'browser',
  settings: { language: 'da', theme: 'light', person: '' },
  store: { kind: 'ready' },
  projects: [],
  templates: [],
});

/** The whole plan view, grid and time line, without the frame around it: as much as the other charts show. */
const Window = observer(({ own }: { readonly own: Stores }) => (own.app.project ? <PlanView /> : null));

const scroller = (): HTMLElement => document.querySelector<HTMLElement>('[data-testid=time-line]')!;

export const chart: Chart = {
  start: async (element) => {
    stores = windowStores({
      call,
      onEvent: () => () => undefined,
      pickFile: async () => null,
      holdFile: async () => null,
      saveFile: async () => false,
    });
    await stores.app.start();
    await loadFonts();
    await startTexts('da');
    await switchLanguage('da');
    createRoot(element).render(
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
        <StoresContext.Provider value={stores}>
          <Window own={stores} />
        </StoresContext.Provider>
      </MantineProvider>,
    );
  },
  take: (_plan, own) => {
    snapshot = own as PlanSnapshot;
  },
  show: () => void stores!.app.openProject('plan'),
  isShown: () =>
    document.querySelector('canvas[data-painted]') !== null && document.querySelector('[data-task=t1]') !== null,
  goTo: (share) => {
    const surface = surfaceOf(stores!.app.project!, () => performance.now());
    const row = Math.floor(surface.rows.count * share);
    scroller().scrollTop = row * surface.rowHeight;
    surface.showInstant(surface.rows.at(row).startMin!, true);
  },
  barOf: (row) => {
    const surface = surfaceOf(stores!.app.project!, () => performance.now());
    const { startMin, finishMin } = surface.rows.at(row);
    return (((startMin! + finishMin!) / 2 - surface.leftMin) / MINUTES_PER_DAY) * DAY_PX;
  },
  scrollBy: (pixels) => {
    scroller().scrollTop += pixels;
  },
  zoom: (direction) => {
    const box = scroller().getBoundingClientRect();
    scroller().dispatchEvent(
      new WheelEvent('wheel', {
        deltaY: -100 * direction,
        ctrlKey: true,
        clientX: box.left + box.width / 2,
        clientY: box.top + box.height / 2,
        bubbles: true,
        cancelable: true,
      }),
    );
  },
};
