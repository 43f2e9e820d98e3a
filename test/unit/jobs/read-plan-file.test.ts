import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../main/jobs/read-plan-file.ts';
import { isRowId } from '../../../src/model/row-id.ts';
import { rowsOf } from '../interchange/plan-from.ts';

const folder = mkdtempSync(join(tmpdir(), 'udbudsplan-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

const danishPath = resolve(import.meta.dirname, '../../fixtures/import/dansk-plan.xml');
const danish = readFileSync(danishPath, 'utf8');

const read = async (content: Uint8Array, fileName = 'En plan.xml') => {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const seen: number[] = [];
  const names = { calendar: 'Standard', baseline: 'Basisplan' };
  const result = await readPlanFile({ path, fileName, projectId: 'p', fallbackStartMin: 0, names }, (done) =>
    seen.push(done),
  );
  return { result, seen };
};

const declared = (name: string): string => danish.replace('encoding="UTF-8"', `encoding="${name}"`);
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('a plan from a file', () => {
  it.each<[string, Uint8Array, boolean]>([
    ['UTF-8', Buffer.from(danish), false],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${danish}`), false],
    ['UTF-16', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le'), false],
    ['UTF-16, big-endian', Buffer.from(`\ufeff${declared('UTF-16')}`, 'utf16le').swap16(), false],
    ['UTF-8 that calls itself UTF-16', Buffer.from(declared('utf-16')), false],
    ['Windows-1252', latin(declared('windows-1252')), false],
    ['ISO 8859-1', latin(declared('ISO-8859-1')), false],
    ['UTF-8 that calls itself Windows-1252', Buffer.from(declared('windows-1252')), true],
  ])('%s', async (_, content, guessed) => {
    const { result, seen } = await read(content);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const rows = rowsOf(result.value);
    expect(rows.task[3]!.name).toBe('Ansøgningsfrist');
    expect(rows.party[1]!.name).toBe('Åse Ærø Østergård');
    expect(rows.task.every(({ id }) => isRowId(id))).toBe(true);
    expect(rows.link.every(({ id }) => isRowId(id))).toBe(true);
    expect(result.value.notes.some(({ id }) => id === 'encoding-guessed')).toBe(guessed);
    expect(seen.slice(-1)).toEqual([content.length]);
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', Buffer.alloc(0), 'import.empty-file'],
    ['Windows-1252 that says nothing of it', latin(danish), 'import.encoding'],
    ['an encoding that nobody uses', Buffer.from(declared('ebcdic-dk')), 'import.encoding'],
    ['half a file', Buffer.from(danish.slice(0, 5000)), 'import.truncated'],
    ['an .mpp file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'import.unknown-format-mpp'],
    ['noise that begins like XML', Buffer.from('<Project>\u0001\u0002', 'latin1'), 'import.not-xml'],
  ])('refuses %s', async (_, content, id) => {
    expect((await read(content)).result).toMatchObject({ ok: false, error: { id } });
  });

  it('says what the system says of a file that cannot be opened', async () => {
    const input = { fileName: 'x', projectId: 'p', fallbackStartMin: 0, names: { calendar: '', baseline: '' } };
    const none = await readPlanFile({ ...input, path: join(folder, 'none') }, () => {});
    expect(none).toEqual({ ok: false, error: { id: 'import.unreadable-file', params: { code: 'ENOENT' } } });
    const directory = await readPlanFile({ ...input, path: folder }, () => {});
    expect(directory).toEqual({ ok: false, error: { id: 'import.unreadable-file', params: { code: 'EISDIR' } } });
  });

  it('names a nameless plan after its file', async () => {
    const nameless = danish.replace(/<(Name|Title)>Genudbud[^<]*<\/\1>/g, '');
    const { result } = await read(Buffer.from(nameless), 'Mit udbud.XML');
    expect(result.ok && result.value.projectName).toBe('Mit udbud');
  });
});
