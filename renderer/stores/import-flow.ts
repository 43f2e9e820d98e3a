import type { HeldFile } from '../../src/api.ts';
import { type AppStore, errorMessage } from './app-store.ts';
import { previewExchange } from './exchange-flow.ts';

/**
 * Reads a file into a new project and shows what was taken over; a file of changes to plans is previewed instead, and
 * merged when the person says so.
 */
const importHeld = async (app: AppStore, file: HeldFile): Promise<void> => {
  app.setBusy('importing');
  const answer = await app.bridge.call('import.file', { token: file.token });
  app.setBusy(null);
  if (!answer.ok) {
    const { error } = answer;
    if (error.id === 'import.is-exchange') return previewExchange(app, file);
    app.notices.show('error', { ...errorMessage(error), params: { file: file.name, ...error.params } });
    return;
  }
  if (await app.openProject(answer.value.projectId)) {
    app.openDialog({ kind: 'import-report', report: answer.value });
  }
};

/** What takes files of changes is made ready while the person still looks for one, or drags it over the window. */
export const expectFile = (app: AppStore): void => void app.bridge.call('exchange.expect', {});

/** Lets the person choose a file and takes it in. */
export const importFile = async (app: AppStore): Promise<void> => {
  expectFile(app);
  const file = await app.bridge.pickFile('import');
  if (file) await importHeld(app, file);
};

/** Takes in a file that was dropped on the window. */
export const takeFile = async (app: AppStore, file: File): Promise<void> => {
  const held = await app.bridge.holdFile(file);
  if (held) await importHeld(app, held);
  else app.tellError({ id: 'file.not-taken', params: { name: file.name } });
};
