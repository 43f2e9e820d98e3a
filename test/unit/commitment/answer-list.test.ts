import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../main/jobs/table/read-table.ts';
import { readXlsx } from '../../../main/jobs/table/read-xlsx.ts';
import { writeXlsx } from '../../../main/jobs/table/write-xlsx.ts';
import { openZip, packZip } from '../../../main/jobs/table/zip-file.ts';
import { matchAnswers, wholeNumber } from '../../../src/commitment/answer-list.ts';
import { answerRows, cellText, type ListCell } from '../../../src/commitment/answer-rows.ts';
import { listWords } from '../../../src/commitment/list-words.ts';
import { standingOf } from '../../../src/commitment/standing.ts';
import { parseCsv, writeCsv } from '../../../src/interchange/csv-text.ts';
import { answer, bySize, must, named, newJoining, on } from './joining.ts';

const catalogue = (language: 'da' | 'en', name: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(new URL(`../../../assets/texts/${language}/${name}.json`, import.meta.url), 'utf8'));

const texts = (['da', 'en'] as const).map((language) => {
  const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    fields: catalogue(language, 'fields'),
    commitment: catalogue(language, 'commitment'),
  };
  return (name: 'fields' | 'commitment', key: string): string => known[name]![key] ?? key;
});
const words = listWords(texts);

const match = (plan: ReturnType<typeof newJoining>, csv: string) =>
  matchAnswers(plan, parseCsv(csv), {
    roundId: named(plan, 'round', 'Bindende'),
    moduleId: null,
    words,
    todayDay: on('2024-03-01'),
  });

const folder = mkdtempSync(join(tmpdir(), 'udbudsplan-list-'));
const readBytes = (bytes: Uint8Array) => {
  const path = join(folder, `${Math.random()}.csv`);
  writeFileSync(path, bytes);
  return readTable({ path });
};

describe('a list that came back', () => {
  it.each([
    ['semicolons', 'Kommunekode;Kommune;Status;Svar afgivet\r\n101;København;Tilsluttet, bindende;2.2.2024\r\n'],
    ['commas, English', 'Code,Municipality,Status,Answered on\n0101,København,"Joined, binding",2.2.2024\n'],
    ['tabs', 'kode\tsvar\tdato\n101\ttilsluttet, bindende\t2024-02-02\n'],
    ['the name only', 'Kommune;Status;Dato\nkøbenhavns KOMMUNE;joined;2. feb 2024\n'.replace('s KOMMUNE', ' KOMMUNE')],
  ])('is read with %s', (_what, csv) => {
    const plan = newJoining();
    const report = match(plan, csv);
    expect(report).toMatchObject({ faults: 0, lines: [{ line: 2, name: 'København', outcome: 'changed' }] });
    must(plan, 'commitment.record', { answers: report.answers });
    const { joined } = standingOf(plan, named(plan, 'round', 'Bindende'), null)!;
    expect(joined).toEqual({ count: 1, inhabitants: 632_340 });
    expect(match(plan, csv).lines[0]!.outcome).toBe('same');
  });

  it.each([
    ['999;;joined;', 'unknown-code'],
    [';Ukendt;joined;', 'unknown-name'],
    [';KÃ¸ge;joined;', 'broken-letters'],
    ['259;KÃ¸ge;joined;', 'broken-letters'],
    ['751;Odense;joined;', 'code-and-name-differ'],
    ['101;;måske;', 'unknown-status'],
    ['101;;joined;31.2.2024', 'not-a-day'],
    ['101;;joined;;12,5', 'not-whole'],
    ['101;;joined;;1;mere', 'too-many-cells'],
    [';;joined;', 'nobody'],
  ])('says what is wrong with the line %s: %s', (line, fault) => {
    const report = match(newJoining(), `Kode;Kommune;Status;Dato;Indbyggere\n${line}\n461;Odense;joined;\n`);
    expect(report.lines.map((one) => one.fault?.id ?? one.outcome)).toEqual([fault, 'changed']);
    expect([report.lines[0]!.line, report.faults]).toEqual([2, 1]);
  });

  it('takes no remark whose letters are broken', () => {
    const report = match(newJoining(), 'Kode;Status;Bemærkning\n101;joined;Byråd\n461;joined;ByrÃ¥d\n');
    expect(report.lines.map(({ fault }) => fault)).toEqual([
      null,
      { id: 'broken-letters', params: { name: 'ByrÃ¥d' } },
    ]);
  });

  it('tells a municipality that occurs twice, with the first line', () => {
    const report = match(newJoining(), 'Kode;Status\n101;joined\n461;joined\n0101;declined\n');
    expect(report.lines[2]!.fault).toEqual({ id: 'row-twice', params: { name: 'København', line: 2 } });
  });

  it.each([
    ['', 'no-header'],
    ['a;b\n1;2\n', 'no-header'],
    ['Status;Dato\njoined;2.2.2024\n', 'no-name-column'],
    ['Kode;Indbyggere\n101;5\n', 'no-answer-column'],
    ['Kode;Status;Svar\n101;joined;joined\n', 'column-twice'],
  ])('is refused whole without a usable heading: %j', (csv, fault) => {
    const report = match(newJoining(), csv);
    expect(report.lines[0]!.fault!.id).toBe(fault);
    expect(report.answers).toEqual([]);
  });

  it('freezes the inhabitants that it names, where they are others than counted', () => {
    const plan = newJoining();
    const report = match(
      plan,
      'Kode;Status;Dato;Indbyggere\n101;joined;2.2.2024;650.000\n461;joined;2.2.2024;204.895,0\n',
    );
    must(plan, 'commitment.record', { answers: report.answers });
    const { answers } = standingOf(plan, named(plan, 'round', 'Bindende'), null)!;
    const frozen = answers.filter(({ isJoined }) => isJoined).map((one) => [one.inhabitants, one.populationYear]);
    expect(frozen).toEqual([
      [650_000, null],
      [204_895, 2020],
    ]);
  });

  it('is the list that went out, and changes nothing then, as text and as workbook', () => {
    const plan = newJoining();
    const ids = bySize(plan).map(({ id }) => id);
    answer(plan, 'Bindende', ids.slice(0, 40), 'joined', on('2024-02-02'));
    answer(plan, 'Bindende', ids.slice(40, 50), 'declined', on('2024-02-03'));
    must(plan, 'commitment.set', {
      roundId: named(plan, 'round', 'Bindende'),
      participantIds: ids.slice(50, 60),
      cells: { remark: '=1+1; "citeret"\nto linjer', expectedDay: on('2024-05-28') },
    });
    const { answers } = standingOf(plan, named(plan, 'round', 'Bindende'), null)!;
    for (const [i, language] of (['da', 'en'] as const).entries()) {
      const rows = answerRows(answers, texts[i]!);
      const csv = writeCsv(
        rows.map((row) => row.map((cell) => cellText(cell, language))),
        language === 'da' ? ';' : ',',
      );
      // A formula is kept a text, and so is another one when it comes back.
      const report = match(plan, csv.replaceAll("'=", '='));
      expect([report.faults, report.answers.length, report.lines.length]).toEqual([0, 0, 98]);
      const workbook = readXlsx(writeXlsx([{ name: 'Bindende', rows }]));
      const target = { roundId: named(plan, 'round', 'Bindende'), moduleId: null, words, todayDay: 0 };
      expect(matchAnswers(plan, workbook, target).answers).toEqual([]);
    }
  });

  it.each([
    ['632340', 632_340],
    ['632.340', 632_340],
    ['632,340', 632_340],
    ['632 340', 632_340],
    ['632340,0', 632_340],
    ['1.234.567,00', 1_234_567],
    ['12,5', null],
    ['1,2,3', null],
    ['mange', null],
    ['-5', null],
  ])('reads %s as the whole number %s', (text, value) => {
    expect(wholeNumber(text)).toBe(value);
  });
});

describe('files of tables', () => {
  it('are read in UTF-8 with and without mark, UTF-16 and Windows-1252, which is a guess', async () => {
    const text = 'Kommune;Status\r\nKøge;Afslået\r\n';
    const cases: readonly (readonly [Uint8Array, boolean])[] = [
      [Buffer.from(text), false],
      [Buffer.from(`\ufeff${text}`), false],
      [Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]), false],
      [Buffer.from(text, 'latin1'), true],
    ];
    for (const [bytes, guessed] of cases) {
      const read = await readBytes(bytes);
      expect(read).toMatchObject({ ok: true, value: { guessed, rows: [{ line: 1 }, { cells: ['Køge', 'Afslået'] }] } });
    }
  });

  it('name the line of bytes that are no letters', async () => {
    const read = await readBytes(Buffer.concat([Buffer.from('Kommune;Status\r\n'), Buffer.from([0x81, 0xe6])]));
    expect(read).toMatchObject({ ok: false, error: { id: 'import.encoding', params: { line: 2 } } });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'import.empty-file'],
    ['XML', Buffer.from('<Project/>'), 'table.not-a-table'],
    ['PDF', Buffer.from('%PDF-1.7'), 'table.not-a-table'],
    ['binary', Buffer.from([1, 2, 3, 0]), 'table.not-a-table'],
    ['a damaged workbook', Buffer.from('PK\x03\x04 and no more', 'latin1'), 'table.damaged'],
    ['a ZIP that is no workbook', packZip([['a.txt', 'a']]), 'table.damaged'],
    ['a workbook with a document type', packZip([['xl/worksheets/sheet1.xml', '<!DOCTYPE a><a/>']]), 'table.damaged'],
  ])('of %s are refused', async (_what, bytes, id) => {
    expect(await readBytes(bytes)).toMatchObject({ ok: false, error: { id } });
  });

  it('never fail otherwise than by a refusal, whatever bytes of a workbook are wrong', async () => {
    const whole = writeXlsx([
      {
        name: 'A',
        rows: [
          [
            { kind: 'text', text: 'x' },
            { kind: 'day', day: 20_000 },
          ],
        ],
      },
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 5), fc.nat(255), async (at, byte) => {
        const bytes = Buffer.from(whole);
        bytes[at + 4] = byte;
        const read = await readBytes(bytes);
        expect(read.ok || read.error.id === 'table.damaged').toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('unpack to no more than their bound', () => {
    const bomb = packZip([['a', 'x'.repeat(70 * 1024 * 1024)]]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(() => openZip(bomb).read('a')).toThrow();
  });

  it('come back from a workbook as they were', () => {
    const cell: fc.Arbitrary<ListCell> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: fc.string({ maxLength: 30, unit: 'grapheme' }) }),
      fc.record({ kind: fc.constant('number' as const), value: fc.integer({ min: 0, max: 10_000_000 }) }),
      fc.record({
        kind: fc.constant('day' as const),
        day: fc.integer({ min: on('1950-01-01'), max: on('2199-12-31') }),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 8 }), (rows) => {
        const read = new Map(readXlsx(writeXlsx([{ name: 'Ark', rows }])).map((row) => [row.line, row.cells]));
        rows.forEach((row, y) => {
          row.forEach((one, x) => {
            const shown = read.get(y + 1)?.[x] ?? '';
            if (one.kind === 'number') expect(shown).toBe(String(one.value));
            else if (one.kind === 'day') expect(on(shown)).toBe(one.day);
            else if (!/\p{Cc}|[\ufffe\uffff]/u.test(one.text) && one.text.trim() !== '') expect(shown).toBe(one.text);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('are written so that they are read back, whatever their cells hold', () => {
    const text = fc.string({ maxLength: 12 }).filter((one) => !/[\r\0]/.test(one) && !/^[=+\-@\t]/.test(one));
    const table = fc.array(fc.tuple(fc.constant('x'), text, text), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.constantFrom(';' as const, ',' as const), (rows, delimiter) => {
        // The heading says by which sign cells are parted.
        const whole = [['a', 'b', 'c'], ...rows];
        expect(parseCsv(writeCsv(whole, delimiter)).map(({ cells }) => cells)).toEqual(whole);
      }),
    );
  });
});
