import { describe, expect, it } from 'vitest';
import { readRegister, registerInput } from '../../../src/commitment/register-list.ts';
import { standingOf } from '../../../src/commitment/standing.ts';
import { parseCsv } from '../../../src/interchange/csv-text.ts';
import { answer, must, named, newJoining, on } from './joining.ts';

const read = (plan: ReturnType<typeof newJoining>, csv: string) => readRegister(plan, parseCsv(csv));

describe('a newer count of inhabitants', () => {
  it('holds from its year on, beside the old one, and leaves what was frozen at a signing', () => {
    const plan = newJoining();
    const copenhagen = named(plan, 'participant', 'København');
    answer(plan, 'Bindende', [copenhagen], 'joined', on('2024-02-02'));
    const report = read(
      plan,
      'code,name,population,population_year\n0101,København,670000,2026\n751,Aarhus,"375.000",2026K1\n',
    );
    expect(report).toEqual({
      year: 2026,
      counts: [
        { code: '101', inhabitants: 670_000 },
        { code: '751', inhabitants: 375_000 },
      ],
      mailboxes: [],
      faults: [],
    });
    must(plan, 'participant.setRegister', registerInput(report));
    const { answers, all, joined } = standingOf(plan, named(plan, 'round', 'Bindende'), null)!;
    expect(joined.inhabitants).toBe(632_340);
    expect(answers.find(({ participant }) => participant.name === 'Aarhus')).toMatchObject({
      inhabitants: 375_000,
      populationYear: 2026,
    });
    // Aarhus had 349,983.
    expect(all.inhabitants).toBe(5_822_679 - 349_983 + 375_000);
    // Who signs before the newer count signs with the older one.
    answer(plan, 'Bindende', [named(plan, 'participant', 'Aarhus')], 'joined', on('2025-12-31'));
    expect(standingOf(plan, named(plan, 'round', 'Bindende'), null)!.joined.inhabitants).toBe(632_340 + 349_983);
  });

  it.each([
    ['kode;navn\n101;x\n', 'no-register'],
    ['kode;indbyggere\n101;5\n', 'no-register'],
    ['kode;funktionspostkasse;år\n101;a@b.dk;2026\n', 'no-register'],
    ['kode;funktionspostkasse\n101;Rådhuset\n', 'not-an-address'],
    ['kode;postkasse\n101;a@b.dk\n101;c@b.dk\n', 'row-twice'],
    ['kode;indbyggere;år\n999;5;2026\n', 'unknown-code'],
    ['kode;indbyggere;år\n101;5;2026\n0101;6;2026\n', 'row-twice'],
    ['kode;indbyggere;år\n101;12,5;2026\n', 'not-whole'],
    ['kode;indbyggere;år\n101;5;snart\n', 'no-year'],
    ['kode;indbyggere;år\n101;5;2026\n751;6;2025\n', 'years-differ'],
  ])('says what is wrong with %j: %s', (csv, id) => {
    expect(read(newJoining(), csv).faults.map((fault) => fault.id)).toEqual([id]);
  });

  it('of shared mailboxes fills in those it names, with or without inhabitants', () => {
    const plan = newJoining();
    const mailboxOf = (name: string) => plan.rows.participant.get(named(plan, 'participant', name))!.mailbox;
    const report = read(plan, 'Kommunekode;Kommune;Funktionspostkasse\n101;København;kombit@kk.dk\n461;Odense;\n');
    expect(report).toMatchObject({ year: null, counts: [], faults: [] });
    must(plan, 'participant.setRegister', registerInput(report));
    expect([mailboxOf('København'), mailboxOf('Odense')]).toEqual(['kombit@kk.dk', '']);
    const both = read(plan, 'code,population,year,mailbox\n461,210803,2026,kombit@odense.dk\n');
    must(plan, 'participant.setRegister', registerInput(both));
    expect([mailboxOf('København'), mailboxOf('Odense')]).toEqual(['kombit@kk.dk', 'kombit@odense.dk']);
    expect([...plan.rows.population.values()].filter(({ year }) => year === 2026)).toMatchObject([
      { inhabitants: 210_803 },
    ]);
    expect(registerInput(read(plan, 'kode;mail\n101;\n'))).toBeNull();
    expect(plan.run('participant.setRegister', { mailboxes: [{ code: '999', mailbox: 'a@b.dk' }] })).toBe(
      'participant.unknown-code',
    );
  });
});
