import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron';
import type { Language, ServiceEvent } from '../../src/api.ts';
import { commands } from '../../src/commands/index.ts';
import { type Composed, compose } from '../compose.ts';
import { callGate } from '../hosts/call-gate.ts';
import { dataFolder } from '../hosts/data-folder.ts';
import { type HostText, hostText } from '../hosts/host-texts.ts';
import { servedFiles } from '../hosts/served-files.ts';
import { CHANNELS } from './channels.ts';
import { type DialogParts, pickFile, saveFile } from './dialogs.ts';
import { holdFile } from './dropped-file.ts';
import { fileArgument } from './handed-file.ts';
import { receiveRequests } from './ipc.ts';
import { lockCommandLine, lockContents, lockSession } from './lockdown.ts';
import { openMainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { watchOver } from './recovery.ts';
import { registerScheme, serveScheme } from './scheme.ts';
import { systemSecrets } from './system-secrets.ts';
import { menusIn, windowCommands } from './window-commands.ts';

const CLOSE_LIMIT_MS = 5_000;
const IMPORT_COMMAND = 'app.import';

const root = app.getAppPath();
/** Worker threads load their file from the disk, not from the archive, and so do the files they read. */
const unpackedRoot = root.replace(/app\.asar$/, 'app.asar.unpacked');
const assets = join(unpackedRoot, 'assets');
const devtools = !app.isPackaged;

let window: BrowserWindow | null = null;
let composed: Composed | null = null;
let handedOver: string | null = null;
const texts: Record<Language, HostText> = {
  da: hostText(assets, 'da', ['host', 'commands']),
  en: hostText(assets, 'en', ['host', 'commands']),
};
let language: Language = 'da';
const text = (): HostText => texts[language];

const tellWindow = (channel: string, message: string): void => {
  if (window && !window.isDestroyed()) window.webContents.send(channel, message);
};

const showMenu = (): void => {
  const template = menuTemplate({
    commands: [...windowCommands(assets), ...commands],
    menus: menusIn(assets),
    text: text(),
    platform: process.platform,
    devtools,
    ask: (commandId) => tellWindow(CHANNELS.menuCommand, commandId),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
};

const useLanguage = (wanted: Language): void => {
  if (wanted === language) return;
  language = wanted;
  showMenu();
};

const heard = (event: ServiceEvent): void => {
  if (event.event === 'app') useLanguage(event.state.settings.language);
  tellWindow(CHANNELS.event, JSON.stringify(event));
};

/** Takes a file that a start was asked to open; the window then imports it as if it had been chosen in the dialog. */
const handOver = (file: string | null): void => {
  if (file === null) return;
  handedOver = file;
  tellWindow(CHANNELS.menuCommand, IMPORT_COMMAND);
};

const takeHandedOver = (): string | null => {
  const file = handedOver;
  handedOver = null;
  return file;
};

const focusWindow = (): void => {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
};

const closeService = async (): Promise<void> => {
  const open = composed;
  composed = null;
  if (!open) return;
  const limit = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS));
  await Promise.race([Promise.resolve(open.service.close()), limit]);
  open.files.close();
};

const receive = ({ service, files, log }: Composed): void => {
  const parts: DialogParts = { window: () => window, files, text, log, takeHandedOver };
  receiveRequests(ipcMain, () => (window && !window.isDestroyed() ? window.webContents : null), {
    call: callGate(service.call, log),
    pickFile: (purpose) => pickFile(parts, purpose),
    holdFile: (name, content) => holdFile(files, name, content),
    saveFile: (file) => saveFile(parts, file),
  });
};

const open = async (folder: string): Promise<void> => {
  await app.whenReady();
  lockSession(session.defaultSession, devtools);
  serveScheme(protocol, servedFiles(join(root, 'dist', 'renderer')));
  composed = compose({
    host: 'electron',
    version: app.getVersion(),
    dataFolder: folder,
    assets,
    workerFile: (name) => join(unpackedRoot, 'dist', 'main', `${name}.cjs`),
    worksByItself: true,
    secrets: systemSecrets,
  });
  const { service, log, logFile } = composed;
  process.on('uncaughtException', (error) => {
    const fault = log.fault('main process', error);
    dialog.showErrorBox(text()('fault.title'), text()('fault.detail', { fault, log: logFile }));
    app.exit(70);
  });
  process.on('unhandledRejection', (error) => log.fault('main process, promise', error));
  service.onEvent(heard);
  receive(composed);
  const state = await service.call('app.state', {});
  if (state.ok) language = state.value.settings.language;
  showMenu();
  window = openMainWindow({
    preload: join(root, 'dist', 'main', 'preload.cjs'),
    placeFile: join(folder, 'window.json'),
    devtools,
    log,
  });
  watchOver(window, { text, log, logFile, nowMs: Date.now, quit: () => app.quit() });
  window.on('session-end', () => void closeService());
  window.webContents.once('did-finish-load', () => handOver(fileArgument(process.argv.slice(1), process.cwd())));
};

/**
 * The folder for what Electron itself keeps: the data folder, or a passing one where that cannot be written, so that the
 * window still opens and can say so.
 */
const ownFolder = (folder: string): string => {
  try {
    mkdirSync(join(folder, 'chromium'), { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    const passing = mkdtempSync(join(tmpdir(), 'udbudsplan-'));
    mkdirSync(join(passing, 'chromium'));
    return passing;
  }
};

/** Doors for debuggers, which let any program of this computer read every plan; only a checkout has them. */
const isOpenToDebuggers = (): boolean =>
  ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'].some((name) =>
    app.commandLine.hasSwitch(name),
  );

const start = (): void => {
  if (app.isPackaged && isOpenToDebuggers()) {
    app.exit(2);
    return;
  }
  const folder = resolve(dataFolder({ env: process.env, platform: process.platform, home: homedir() }));
  const own = ownFolder(folder);
  app.setPath('userData', own);
  // Chromium's own files stay apart from the plans.
  app.setPath('sessionData', join(own, 'chromium'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // Root on Linux can start without the system's sandbox only, and says so with this switch (scripts/start.ts).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  lockCommandLine(app);
  registerScheme();
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('second-instance', (_event, args, cwd) => {
    focusWindow();
    handOver(fileArgument(args.slice(1), cwd));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    handOver(fileArgument([path], '/'));
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (!composed) return;
    event.preventDefault();
    // Windows are closed by now; a second quit from within the first one is lost at times.
    void closeService().finally(() => app.exit(0));
  });
  void open(folder);
};

start();
