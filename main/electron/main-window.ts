import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import type { Log } from '../hosts/log-file.ts';
import { ORIGIN } from './channels.ts';
import { lockContents } from './lockdown.ts';
import { MIN_HEIGHT, MIN_WIDTH, openingPlace, readPlace, type WindowPlace } from './window-bounds.ts';

const KEEP_AFTER_MS = 300;

export interface MainWindowParts {
  readonly preload: string;
  /** The file that remembers the window's place; part of this computer, not of any plan. */
  readonly placeFile: string;
  readonly devtools: boolean;
  readonly log: Log;
}

const readKept = (file: string): WindowPlace | null => {
  try {
    return readPlace(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

const keep = (file: string, window: BrowserWindow, log: Log): void => {
  const place: WindowPlace = { ...window.getNormalBounds(), maximised: window.isMaximized() };
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, JSON.stringify(place));
    renameSync(`${file}.part`, file);
  } catch (error) {
    log.note(`the window's place was not kept: ${String(error)}`);
  }
};

const rememberPlace = (window: BrowserWindow, file: string, log: Log): void => {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(file, window, log), KEEP_AFTER_MS);
  };
  for (const happening of ['resize', 'move', 'maximize', 'unmaximize'] as const)
    window.on(happening as 'resize', later);
  window.on('close', () => {
    clearTimeout(timer);
    keep(file, window, log);
  });
};

/** The displays' work areas, the primary one first. */
const workAreas = (): readonly Electron.Rectangle[] => {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
};

/** Opens the window of the product, where it was last, showing nothing until there is something to show. */
export const openMainWindow = ({ preload, placeFile, devtools, log }: MainWindowParts): BrowserWindow => {
  const { maximised, ...bounds } = openingPlace(readKept(placeFile), workAreas());
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    title: 'Udbudsplan',
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      devTools: devtools,
    },
  });
  if (maximised) window.maximize();
  lockContents(window.webContents);
  rememberPlace(window, placeFile, log);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${ORIGIN}/`);
  return window;
};
