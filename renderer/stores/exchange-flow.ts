import type { ExchangeReport, HeldFile } from '../../src/api.ts';
import type { AppStore } from './app-store.ts';

/** Failures of a file that a passphrase may answer. */
const ASKS_PASSPHRASE = new Set(['exchange.needs-passphrase', 'exchange.wrong-passphrase']);

/** Reads a file of changes and shows what it would do; asks for a passphrase where it is locked with one. */
export const previewExchange = async (app: AppStore, file: HeldFile, passphrase?: string): Promise<void> => {
  app.setBusy('importing');
  const input = passphrase === undefined ? { token: file.token } : { token: file.token, passphrase };
  const answer = await app.bridge.call('exchange.preview', input);
  app.setBusy(null);
  if (answer.ok) app.openDialog({ kind: 'exchange-preview', preview: answer.value });
  else if (ASKS_PASSPHRASE.has(answer.error.id)) {
    app.openDialog({ kind: 'exchange-passphrase', file, isWrong: answer.error.id === 'exchange.wrong-passphrase' });
  } else {
    app.closeDialog();
    app.tellError(answer.error);
  }
};

/** Takes in what was previewed; then the plan is open and its report lies over it. */
export const applyExchange = async (app: AppStore, token: string, confirmed: boolean): Promise<void> => {
  app.setBusy('importing');
  const answer = await app.bridge.call('exchange.apply', { token, confirmed });
  app.setBusy(null);
  if (!answer.ok) {
    app.closeDialog();
    return app.tellError(answer.error);
  }
  await showExchangeReport(app, answer.value);
};

/** Opens the plan that a report is about, and the report. */
export const showExchangeReport = async (app: AppStore, report: ExchangeReport): Promise<void> => {
  const [first] = report.spaces;
  const isHere = app.state?.projects.some(({ id }) => id === first?.id) ?? false;
  if (first !== undefined && isHere && app.project?.plan.projectId !== first.id) await app.openProject(first.id);
  app.openDialog({ kind: 'exchange-report', report });
};
