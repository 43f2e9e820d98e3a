import { describe, expect, it } from 'vitest';
import { blockOfTable } from '../../../renderer/views/plan/pasted-rows.ts';
import { parseTable } from '../../../src/interchange/clipboard-text.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { STANDARD_RATES } from '../../../src/time/entry.ts';
import { TODAY } from './open-session.ts';

const pasted = (...lines: string[]) => blockOfTable(parseTable(lines.join('\r\n')), STANDARD_RATES, TODAY);
const outline = (block: ReturnType<typeof pasted>) => block.rows.map(({ depth, cells }) => `${depth} ${cells.name}`);

describe('rows of a pasted table', () => {
  it('are names, where there is nothing else', () => {
    expect(outline(pasted('Alfa', 'Beta', '', 'Gamma'))).toEqual(['0 Alfa', '0 Beta', '0 Gamma']);
  });

  it('take their level from indents, counted from the least', () => {
    expect(outline(pasted('  Alfa', '    Beta', '      Gamma', '  Delta'))).toEqual([
      '0 Alfa',
      '1 Beta',
      '2 Gamma',
      '0 Delta',
    ]);
  });

  it('take their level from outline numbers', () => {
    expect(outline(pasted('2\tAlfa', '2.1\tBeta', '2.1.1.\tGamma', '3\tDelta'))).toEqual([
      '0 Alfa',
      '1 Beta',
      '2 Gamma',
      '0 Delta',
    ]);
  });

  it('read durations, dates, links, people and progress as Danish people write them', () => {
    const { rows, links } = pasted(
      '1\tAlfa\t2,5 dage\t5/4\t\t\tBo Bæk\t40 %',
      '2\tBeta\t2u\t12-04-2027\t\t1AS+2d;1SS\t\t',
      '3\tSlut\t0\t\t\t',
    );
    expect(rows[0]).toEqual({
      depth: 0,
      responsible: 'Bo Bæk',
      cells: {
        name: 'Alfa',
        kind: 'task',
        duration: { minutes: 1200, unit: 'day', elapsed: false, estimated: false },
        constraint: { type: 'SNET', atMin: dayNumberOf(2027, 4, 5) * 1440 + 480 },
        percentComplete: 40,
      },
    });
    // A linked row's date follows from its links.
    expect(rows[1]!.cells.constraint).toBeUndefined();
    expect(rows[1]!.cells.duration).toMatchObject({ minutes: 4800, unit: 'week' });
    expect(rows[2]!.cells.kind).toBe('milestone');
    expect(links).toEqual([
      { from: 0, to: 1, type: 'FS', lag: { amount: 960, kind: 'working', unit: 'day' } },
      { from: 0, to: 1, type: 'SS', lag: { amount: 0, kind: 'working', unit: 'day' } },
    ]);
  });

  it.each([
    ['Danish', 'Ansvarlig\tVarighed\tOpgavenavn\tForegående opgaver'],
    ['English', 'Owner\tDuration\tTask Name\tPredecessors'],
  ])('follow %s headings in any order', (_language, headings) => {
    const { rows, links } = pasted(headings, 'Bo\t3d\tAlfa\t', 'Ida\t1d\tBeta\t1');
    expect(rows.map(({ cells, responsible }) => [cells.name, cells.duration?.minutes, responsible])).toEqual([
      ['Alfa', 1440, 'Bo'],
      ['Beta', 480, 'Ida'],
    ]);
    expect(links).toMatchObject([{ from: 0, to: 1 }]);
  });

  it('give summaries neither duration nor date nor progress', () => {
    const [summary] = pasted('1\tFase\t10d\t4.1.2027\t\t\t\t50 %', '1.1\tAlfa\t2d').rows;
    expect(summary!.cells).toEqual({ name: 'Fase' });
  });

  it('leave out what cannot be read', () => {
    const { rows, links } = pasted('Alfa\tlænge\tengang\t\t7;x\t\tmeget');
    expect(rows).toEqual([{ depth: 0, cells: { name: 'Alfa' } }]);
    expect(links).toEqual([]);
  });

  it('are none, where there is no text', () => {
    expect(pasted('', '\t\t')).toEqual({ rows: [], links: [] });
  });

  it('come in any number', () => {
    const table = Array.from({ length: 150_000 }, (_, i) => [String(i + 1), 'Opgave']);
    expect(blockOfTable(table, STANDARD_RATES, TODAY).rows).toHaveLength(150_000);
  });
});
