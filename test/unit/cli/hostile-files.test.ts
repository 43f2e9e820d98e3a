import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { spanText } from '../../../main/cli/plan-text.ts';
import { HEADER, projectXml, task } from '../interchange/mspdi-text.ts';
import { inProcess, scratchFolder } from './in-process.ts';

const folder = scratchFolder();
const cli = inProcess();

const PLAN = projectXml({}, [task(1), task(2, { PredecessorLink: { PredecessorUID: 1, Type: 1 } }), task(3)]);
const NAMESPACE = 'xmlns="http://schemas.microsoft.com/project"';

const upTo = (text: string): string => PLAN.slice(0, PLAN.indexOf(text) + text.length);
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const nested = (depth: number): string => `<Project ${NAMESPACE}>${'<a>'.repeat(depth)}`;
const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);

const bomb = `<?xml version="1.0"?>
<!DOCTYPE Project [<!ENTITY a "${'x'.repeat(1000)}">
${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('\n')}]>
<Project ${NAMESPACE}><Name>&j;</Name></Project>`;
const external = `<?xml version="1.0"?>
<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<Project ${NAMESPACE}><Name>&x;</Name></Project>`;

interface Case {
  readonly what: string;
  readonly content: string | Uint8Array;
  /** Part of the message. */
  readonly told: RegExp;
}

const cases: readonly Case[] = [
  { what: 'cut off in its declaration', content: '<?xml version="1.0" enc', told: /ikke komplet.*linje 1/ },
  { what: 'cut off after its declaration', content: HEADER, told: /ikke komplet|ikke gyldig XML/ },
  { what: 'cut off in a start tag', content: upTo('<OutlineLev'), told: /ikke komplet.*Project\/Tasks\/Task/ },
  { what: 'cut off in a text', content: upTo('<Name>Opgave 2'), told: /ikke komplet.*Project\/Tasks\/Task\/Name/ },
  { what: 'cut off between tasks', content: upTo('</Task>'), told: /ikke komplet.*Project\/Tasks/ },
  { what: 'cut off before its last tag', content: PLAN.slice(0, -12), told: /ikke komplet.*Project/ },
  { what: 'of crossed tags', content: PLAN.replace('</Name>', '</Nam>'), told: /ikke gyldig XML: fejl i linje 3/ },
  {
    what: 'of a bare ampersand',
    content: PLAN.replace('Opgave 2', 'A & B'),
    told: /ikke gyldig XML: fejl i linje \d+/,
  },
  { what: 'of text', content: 'Navn;Start\nAnalyse;1/2', told: /almindelig tekstfil/ },
  { what: 'of HTML', content: '<!DOCTYPE html><html></html>', told: /DOCTYPE/ },
  { what: 'of other XML', content: '<rss><channel/></rss>', told: /rss/ },
  { what: 'of nothing', content: '', told: /Filen er tom/ },
  { what: 'of blanks', content: ' \n\n ', told: /Filen er tom/ },
  { what: 'of zeros', content: Buffer.alloc(5000), told: /Filen er tom/ },
  {
    what: 'of random bytes',
    content: Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251)),
    told: /format kendes ikke/,
  },
  { what: 'of Microsoft Project', content: ole, told: /\.mpp-fil/ },
  {
    what: 'of Excel',
    content: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from('.....[Content_Types].xml xl/workbook.xml')]),
    told: /Excel/,
  },
  { what: 'of ZIP', content: 'PK\x03\x04........plan.xml', told: /ZIP/ },
  { what: 'of PDF', content: '%PDF-1.7\n%\xe2\xe3', told: /PDF/ },
  {
    what: 'of Latin letters declared as UTF-8',
    content: latin(PLAN.replace('Opgave 2', 'Høring')),
    told: /UTF-8.*linje \d+/,
  },
  { what: 'in an unknown encoding', content: PLAN.replace('UTF-8', 'KOI8-R'), told: /KOI8-R/ },
  { what: 'in half a UTF-16', content: utf16(PLAN).subarray(0, 2001), told: /linje \d+/ },
  { what: 'of entities that grow', content: bomb, told: /DOCTYPE \(linje 2\)|DOCTYPE.*linje/ },
  { what: 'that asks for another file', content: external, told: /DOCTYPE/ },
  { what: 'of elements in elements', content: nested(100_000), told: /mere end 64 lag/ },
  {
    what: 'of one endless tag',
    content: `<Project ${NAMESPACE} a="${'x'.repeat(5_000_000)}`,
    told: /mere end 4000000 tegn/,
  },
  {
    what: 'of a number that is none',
    content: PLAN.replace('<UID>2</UID>', '<UID>to</UID>'),
    told: /»to«.*linje \d+.*Task\/UID/,
  },
];

describe('a file', () => {
  test.each(cases)('$what is refused by name and place, and leaves nothing', async ({ content, told }) => {
    const file = join(folder, 'prøve.xml');
    writeFileSync(file, content);
    const before = readFileSync(file);
    const { code, out, err } = await cli.run('import', file, '--json');
    expect([code, out]).toEqual([3, '']);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err.startsWith(`${file}: `)).toBe(true);
    expect(err).toMatch(told);
    expect(err).not.toMatch(/\{\{|undefined|null|import\./);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['prøve.xml']);
  });

  test('that was refused left no project and a store in order', async () => {
    expect(await cli.json('list')).toEqual([]);
    expect(await cli.json('doctor')).toMatchObject({ ok: true, changeSets: 0 });
  });

  test.each([
    ['UTF-16', utf16(PLAN.replace('Opgave 2', 'Høring æøå'))],
    ['Latin letters, said so', latin(PLAN.replace('UTF-8', 'ISO-8859-1').replace('Opgave 2', 'Høring æøå'))],
    [
      'UTF-8 that says it is Latin',
      Buffer.from(PLAN.replace('UTF-8', 'windows-1252').replace('Opgave 2', 'Høring æøå')),
    ],
  ])('in %s is read', async (_what, content) => {
    const file = join(folder, 'prøve.xml');
    writeFileSync(file, content);
    const { tasks } = await cli.json('schedule', file);
    expect(tasks.map(({ name }: { name: string }) => name)).toContain('Høring æøå');
  });

  test.each([
    ['is not there', () => join(folder, 'ingen.xml'), 4, /ingen\.xml« findes ikke/],
    ['lies below a file', () => join(folder, 'prøve.xml', 'x.xml'), 4, /x\.xml« findes ikke/],
    ['is a folder', () => folder, 3, /er en mappe/],
  ])('that %s is named', async (_what, path, code, told) => {
    for (const verb of ['import', 'schedule', 'restore']) {
      const answer = await cli.run(verb, path());
      expect([answer.code, answer.out]).toEqual([code, '']);
      expect(answer.err).toMatch(told);
    }
  });

  test('is told of in English too', async () => {
    const file = join(folder, 'prøve.xml');
    writeFileSync(file, upTo('<Name>Opgave 2'));
    const { code, err } = await cli.run('schedule', file, '--lang', 'en');
    expect([code, err]).toEqual([
      3,
      expect.stringMatching(/incomplete.*line \d+ in the middle of Project\/Tasks\/Task\/Name/),
    ]);
  });
});

describe('schedule', () => {
  const file = join(folder, 'plan.xml');

  test('gives the numbers and dates of the file, and says why others come out', async () => {
    const dated = (start: string, finish: string) => ({ Start: `${start}:00`, Finish: `${finish}:00` });
    const first = task(11, dated('2027-04-05T08:00', '2027-04-05T17:00'));
    const second = task(7, {
      ...dated('2027-04-08T08:00', '2027-04-08T17:00'),
      PredecessorLink: { PredecessorUID: 11, Type: 1 },
    });
    const third = task(9, {
      ...dated('2027-04-09T08:00', '2027-04-09T17:00'),
      PredecessorLink: { PredecessorUID: 7, Type: 1 },
    });
    writeFileSync(file, projectXml({}, [first, second, third]));
    const { start, finish, tasks, differences, findings } = await cli.json('schedule', file);
    expect([start, finish]).toEqual(['2027-04-05T08:00', '2027-04-07T17:00']);
    expect(tasks[1]).toMatchObject({
      uid: 7,
      wbs: '2',
      start: '2027-04-06T08:00',
      finish: '2027-04-06T17:00',
      storedStart: '2027-04-08T08:00',
      storedFinish: '2027-04-08T17:00',
      totalSlackMin: 0,
      critical: true,
    });
    expect(differences).toEqual([
      {
        uid: 7,
        stored: { start: '2027-04-08T08:00', finish: '2027-04-08T17:00' },
        calculated: { start: '2027-04-06T08:00', finish: '2027-04-06T17:00' },
        why: expect.any(String),
        whyId: 'predecessor',
      },
      expect.objectContaining({ uid: 9, whyId: 'predecessor-moved' }),
    ]);
    expect(findings).toEqual([]);
    expect(readdirSync(folder)).not.toContain('udbudsplan.db');
    const { out } = await cli.run('schedule', file, '--lang', 'en');
    expect(out).toMatch(/^2 .*: 2027-04-06 – 2027-04-06, in the file 2027-04-08 – 2027-04-08\. .+\.$/m);
  });

  test('exits with 1 and names task and finding where a plan cannot be kept', async () => {
    writeFileSync(file, projectXml({}, [task(4, { Duration: 'PT80H0M0S', Deadline: '2027-04-06T17:00:00' })]));
    const { code, out } = await cli.run('schedule', file, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).findings).toMatchObject([{ uid: 4, id: 'schedule.deadline-missed', severity: 'error' }, {}]);
  });

  test.each([
    ['2027-04-05T08:00', '2027-04-06T17:00', '2027-04-05 – 2027-04-06'],
    ['2027-04-05T00:00', '2027-04-07T00:00', '2027-04-05 – 2027-04-06'],
    ['2027-04-07T00:00', '2027-04-07T00:00', '2027-04-07 – 2027-04-07'],
    [null, null, '? – ?'],
  ])('tells days from %s to %s, of which midnight ends one', (start, finish, told) => {
    expect(spanText(start, finish)).toBe(told);
  });

  test('needs no store, and takes none', async () => {
    const bare = inProcess(join(scratchFolder(), 'intet'));
    writeFileSync(file, PLAN);
    expect((await bare.run('schedule', file)).code).toBe(0);
    mkdirSync(bare.folder);
    expect(readdirSync(bare.folder)).toEqual([]);
  });
});
