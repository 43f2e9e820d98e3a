import { basename } from 'node:path';
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import * as v from 'valibot';
import { type FilePurpose, PICK_PURPOSES } from '../../src/api.ts';
import type { HeldFiles } from '../hosts/held-files.ts';
import type { HostText } from '../hosts/host-texts.ts';
import type { Log } from '../hosts/log-file.ts';
import { placeFile } from '../hosts/place-file.ts';
import { PICK_FILTERS } from './pick-filters.ts';

const heldFileSchema = v.strictObject({
  token: v.pipe(v.string(), v.regex(/^[0-9a-z]{16,64}$/)),
  name: v.pipe(v.string(), v.maxLength(500)),
});

export interface DialogParts {
  readonly window: () => BrowserWindow | null;
  readonly files: HeldFiles;
  readonly text: () => HostText;
  readonly log: Log;
  /** A file that another start handed over, if one waits; it is then chosen without asking. */
  readonly takeHandedOver: () => string | null;
}

const parsed = (text: unknown): unknown => {
  try {
    return typeof text === 'string' && text.length < 10_000 ? JSON.parse(text) : null;
  } catch {
    return null;
  }
};

const folderDialog = (text: HostText): OpenDialogOptions => ({
  title: text('dialog.folderTitle'),
  properties: ['openDirectory', 'createDirectory'],
});

const fileDialog = (purpose: FilePurpose, text: HostText): OpenDialogOptions => {
  const filter = PICK_FILTERS[purpose];
  return {
    title: text(`dialog.${filter.text}Title`),
    properties: ['openFile'],
    filters: [
      { name: text(`dialog.${filter.text}Filter`), extensions: [...filter.extensions] },
      { name: text('dialog.allFiles'), extensions: ['*'] },
    ],
  };
};

/** Lets the person choose a file or a folder and gives the window its token, as JSON; `null` when none was chosen. */
export const pickFile = async (
  { window, files, text, takeHandedOver }: DialogParts,
  wanted: unknown,
): Promise<string> => {
  const owner = window();
  const purpose = PICK_PURPOSES.find((each) => each === wanted);
  if (purpose === undefined || owner === null) return 'null';
  const handedOver = purpose === 'import' ? takeHandedOver() : null;
  if (handedOver !== null) return JSON.stringify(files.hold(handedOver, basename(handedOver)));
  const { filePaths } = await dialog.showOpenDialog(
    owner,
    purpose === 'folder' ? folderDialog(text()) : fileDialog(purpose, text()),
  );
  const [path] = filePaths;
  return JSON.stringify(path === undefined ? null : files.hold(path, basename(path)));
};

const extensionOf = (name: string): string => /\.([0-9a-z]{1,12})$/i.exec(name)?.[1] ?? '';

/** Saves a held file where the person likes. The file appears whole or not at all; a failure is told in a dialog. */
export const saveFile = async ({ window, files, text, log }: DialogParts, fileText: unknown): Promise<boolean> => {
  const owner = window();
  const given = v.safeParse(heldFileSchema, parsed(fileText));
  const held = given.success ? files.find(given.output.token) : null;
  if (owner === null || held === null) {
    log.note('a window asked to save a file that is not held');
    return false;
  }
  const extension = extensionOf(held.name);
  const { filePath } = await dialog.showSaveDialog(owner, {
    title: text()('dialog.saveTitle'),
    defaultPath: held.name,
    ...(extension ? { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] } : {}),
  });
  if (!filePath) return false;
  try {
    await placeFile(held.path, filePath);
    return true;
  } catch (error) {
    log.note(`saving failed: ${String(error)}`);
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    await dialog.showMessageBox(owner, {
      type: 'error',
      message: text()('dialog.saveFailed', { name: basename(filePath) }),
      detail: text()('dialog.saveFailedDetail', { code }),
    });
    return false;
  }
};
