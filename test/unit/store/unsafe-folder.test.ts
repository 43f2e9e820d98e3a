import { expect, test } from 'vitest';
import { openStore } from '../../../main/store/open-store.ts';
import { unsafeFolder } from '../../../main/store/unsafe-folder.ts';
import { optionsAt } from './scratch-store.ts';

test.each([
  ['C:\\Users\\kim\\AppData\\Roaming\\Udbudsplan\\udbudsplan.db', null],
  ['\\\\?\\C:\\Users\\kim\\udbudsplan.db', null],
  ['\\\\server\\share\\kim\\udbudsplan.db', '\\\\server\\share'],
  ['//server/share/udbudsplan.db', '//server/share'],
  ['C:\\Users\\kim\\OneDrive - KOMBIT\\udbudsplan.db', 'OneDrive - KOMBIT'],
  ['/Users/kim/Library/CloudStorage/OneDrive-KOMBIT/udbudsplan.db', 'CloudStorage'],
  ['/Users/kim/Library/Mobile Documents/com~apple~CloudDocs/udbudsplan.db', 'com~apple~CloudDocs'],
  ['/home/kim/Dropbox/udbudsplan.db', 'Dropbox'],
  ['/home/kim/.config/Udbudsplan/udbudsplan.db', null],
  ['/home/kim/dropboxes/udbudsplan.db', null],
])('%s: %s', (path, folder) => {
  expect(unsafeFolder(path)).toBe(folder);
});

test('a store is not made there', () => {
  const path = '/nowhere/Dropbox/plans.db';
  const opened = openStore(optionsAt(path));
  expect(opened).toEqual({ ok: false, error: { id: 'store.unsafe-folder', params: { path, folder: 'Dropbox' } } });
});
