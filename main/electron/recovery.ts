import { type BrowserWindow, dialog } from 'electron';
import type { HostText } from '../hosts/host-texts.ts';
import type { Log } from '../hosts/log-file.ts';
import { crashCounter } from './crash-counter.ts';

export interface RecoveryParts {
  readonly text: () => HostText;
  readonly log: Log;
  readonly logFile: string;
  readonly nowMs: () => number;
  readonly quit: () => void;
}

/**
 * Brings a window back whose page died or hangs. Nothing is lost by a reload, since every command is committed before
 * it is answered; a page that keeps dying is left to the person to decide about.
 */
export const watchOver = (window: BrowserWindow, { text, log, logFile, nowMs, quit }: RecoveryParts): void => {
  const fewCrashes = crashCounter(nowMs);
  let asking = false;

  const ask = async (kind: 'crash' | 'hang', buttons: readonly string[]): Promise<number> => {
    asking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: text()(`${kind}.message`),
      detail: text()(`${kind}.detail`, { log: logFile }),
      buttons: buttons.map((name) => text()(`${kind}.${name}`)),
      cancelId: 0,
    });
    asking = false;
    return response;
  };

  window.webContents.on('render-process-gone', async (_event, { reason, exitCode }) => {
    log.note(`page process gone: ${reason} (${exitCode})`);
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (fewCrashes() || (await ask('crash', ['again', 'quit'])) === 0) window.webContents.reload();
    else quit();
  });
  window.on('unresponsive', async () => {
    log.note('page does not respond');
    if (!asking && (await ask('hang', ['wait', 'reload'])) === 1) window.webContents.forcefullyCrashRenderer();
  });
};
