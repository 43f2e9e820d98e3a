import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { PAPERS, type PrintOptions, printOptionsSchema, USUAL_PRINT } from '../../../src/api.ts';
import { outlineOf } from '../../../src/model/outline.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { makeRow } from '../../../src/model/row.ts';
import type { Page } from '../../../src/report/page.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { textsOf, wordsOf } from './page-texts.ts';
import { printOf, templatePlan } from './print-case.ts';

const plan = templatePlan('kombit-7');
const outline = outlineOf(plan);

const withProject = (cells: object): Plan => {
  const rows = { ...plan.rows, project: new Map([['project', { ...plan.rows.project.get('project')!, ...cells }]]) };
  return { ...plan, rows };
};

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEklEQVR42mNk+M/wn4GBgYERBgAKCgEAh1i0xAAAAABJRU5ErkJggg==';

const rowNumbers = (pages: readonly Page[]): string[] =>
  pages
    .flatMap((page) =>
      page.parts.flatMap((part) => (part.kind === 'table' ? part.rows.map(({ cells }) => cells[0]!) : [])),
    )
    .flatMap((items) => items.flatMap((item) => (item.shape === 'text' ? [item.text] : [])));

describe('a print', () => {
  it('is asked for in values that the contract takes', () => {
    expect(v.safeParse(printOptionsSchema, { ...USUAL_PRINT, language: 'da' }).success).toBe(true);
    const tall = { ...USUAL_PRINT, language: 'da', paper: { widthMm: 99, heightMm: 500 } };
    expect(v.safeParse(printOptionsSchema, tall).success).toBe(false);
  });

  it.each(PAPERS.flatMap((paper) => [true, false].map((portrait) => [paper, portrait] as const)))(
    'on %s (upright: %s) has no text below 6 points, and all of it on the sheet',
    (paper, portrait) => {
      for (const layout of ['pages', 'tiles', 'one'] as const)
        for (const view of ['gantt', 'overview'] as const) {
          const { pages } = printOf(plan, { paper, portrait, layout, view, baselineId: 'b', slack: true });
          expect(pages.length).toBeGreaterThan(0);
          for (const page of pages)
            for (const text of textsOf(page)) {
              expect(text.size).toBeGreaterThanOrEqual(6);
              if (layout === 'tiles' && view === 'gantt') continue;
              const left =
                text.anchor === 'end'
                  ? text.x - text.width
                  : text.anchor === 'middle'
                    ? text.x - text.width / 2
                    : text.x;
              expect(left, text.text).toBeGreaterThanOrEqual(0);
              expect(text.y).toBeLessThanOrEqual(page.heightPt);
            }
        }
    },
  );

  it('shows the rows that are asked for, in their order and once each', () => {
    const all = rowNumbers(printOf(plan).pages);
    expect(all).toHaveLength(outline.ids.length);
    const top = outline.ids.filter((_, at) => outline.depth[at] === 0);
    expect(rowNumbers(printOf(plan, { collapsed: top }).pages)).toEqual(top.map((_, at) => String(at + 1)));
    expect(rowNumbers(printOf(plan, { taskIds: [outline.ids[4]!, outline.ids[2]!] }).pages)).toEqual([all[2], all[4]]);
    const arrangement = JSON.stringify({ filter: { flags: ['critical'] } });
    const critical = rowNumbers(printOf(plan, { arrangement }).pages);
    expect(critical.length).toBeLessThan(all.length);
    expect(critical.length).toBeGreaterThan(0);
    expect(rowNumbers(printOf(plan, { arrangement: '{"no":' }).pages)).toEqual(all);
  });

  it('shows the columns that are chosen; unknown ones are passed over', () => {
    const words = wordsOf(printOf(plan, { paper: 'A2', columns: ['name', 'status', 'nope', 'totalSlack'] }).pages[0]!);
    expect(words).toContain('Status');
    expect(words).not.toContain('Varighed');
    expect(wordsOf(printOf(plan, { columns: ['nope'] }).pages[0]!)).toContain('Varighed');
  });

  it('shows the time that is asked for', () => {
    const [fromDay, toDay] = [dayNumberOf(2028, 1, 1), dayNumberOf(2028, 6, 30)];
    for (const page of printOf(plan, { fromDay, toDay, scale: { kind: 'fit', pagesAcross: 2, pagesDown: null } })
      .pages) {
      expect(page.fromMin).toBeGreaterThanOrEqual(fromDay * 1440 - 1e-6);
      expect(page.toMin).toBeLessThanOrEqual((toDay + 1) * 1440 + 1e-6);
    }
  });

  it('is as large as on screen at 100 percent, and half of it at 50', () => {
    const at = (percent: number) => printOf(plan, { paper: 'A2', scale: { kind: 'percent', percent, pxPerDay: 4 } });
    const width = ({ pages }: ReturnType<typeof at>) =>
      pages.reduce((sum, page) => sum + page.toMin - page.fromMin, 0) / pages.length;
    expect(at(100).textPt).toBeCloseTo(9);
    expect(at(200).textPt).toBeCloseTo(18);
    expect(width(at(50)) / width(at(100))).toBeGreaterThan(1.8);
  });

  it('takes the pages that are asked for, with text as large as that allows, or says that it cannot', () => {
    const fit = (pagesDown: number | null, paper: PrintOptions['paper'] = 'A3') =>
      printOf(plan, { paper, scale: { kind: 'fit', pagesAcross: 1, pagesDown } });
    const free = fit(null);
    const more = fit(free.pagesDown + 1);
    expect([more.isTooMuch, more.pagesDown <= free.pagesDown + 1]).toEqual([false, true]);
    expect(more.textPt).toBeGreaterThan(free.textPt);
    const one = fit(1, 'A4');
    expect(one.isTooMuch).toBe(true);
    expect(one.pagesDown).toBeGreaterThan(1);
    expect(fit(1, 'A0').isTooMuch).toBe(false);
  });

  it('on one sheet is a single page as long as it takes; a PDF has several where it would be too long', () => {
    const { pages } = printOf(plan, { layout: 'one', paper: 'A3' });
    expect(pages).toHaveLength(1);
    expect(pages[0]!.lastRow).toBe(outline.ids.length - 1);
    expect(pages[0]!.heightPt).toBeGreaterThan(842);
    expect(rowNumbers(pages)).toHaveLength(outline.ids.length);
  });

  it('has a block of titles with what is known of the plan, on narrow paper below the title', () => {
    const cells = {
      name: 'Prøve æøå',
      author: 'Mette Ågård',
      caseNumber: 'S-1',
      revision: '3',
      documentStatus: 'review',
    };
    for (const paper of ['A3', 'A4'] as const) {
      const [page] = printOf(withProject({ ...cells, logo: PNG }), { paper, portrait: true }).pages;
      const words = wordsOf(page!);
      for (const word of ['Prøve æøå', 'Mette Ågård', 'S-1', '3', 'Til behandling', '15.3.2028'])
        expect(words).toContain(word);
      const logos = page!.parts.filter((part) => part.kind === 'figure' && part.alt === 'Logo');
      expect(logos).toHaveLength(1);
    }
  });

  it('leaves a logo out that is none', () => {
    for (const logo of [
      '',
      'x'.repeat(100),
      `${PNG.slice(0, 20)}!!`,
      Buffer.from('GIF89a'.padEnd(60)).toString('base64'),
    ]) {
      const [page] = printOf(withProject({ logo })).pages;
      expect(page!.parts.some((part) => part.kind === 'figure' && part.alt === 'Logo')).toBe(false);
    }
  });

  it('shows what the screen shows: colours by status, labels, a second baseline', () => {
    const look = JSON.stringify({
      colorBy: 'status',
      labels: { right: 'percent' },
      comparedBaselineIds: ['b', 'gone'],
    });
    const words = printOf(plan, { look }).pages.flatMap(wordsOf);
    expect(words).toContain('Sammenlignet baseline: Aftalt plan');
    // One and the same is not compared with itself.
    const same = printOf(plan, { look, baselineId: 'b' }).pages.flatMap(wordsOf);
    expect(same).toContain('Baseline: Aftalt plan');
    expect(same.some((word) => word.startsWith('Sammenlignet'))).toBe(false);
    expect(words.some((word) => /^\d+ % · ikke begyndt$/.test(word))).toBe(true);
    expect(printOf(plan, { look: 'nonsense' }).pages.flatMap(wordsOf)).toContain('Opgave');
  });

  it('compares with ten baselines, of which the legend names those that are used', () => {
    const many = templatePlan('tender-plain');
    const ids = Array.from({ length: 10 }, (_, at) => `c${at}`);
    const put = (entity: 'baseline' | 'baselineTask', row: { readonly id: string }) =>
      (many.rows[entity] as Map<string, unknown>).set(row.id, row);
    for (const [at, id] of ids.entries()) {
      put('baseline', makeRow('baseline', id, { name: `Nr ${at + 1}`, takenMin: at }));
      // The last one knows none of the tasks.
      for (const { taskId, dates } of at === 9
        ? []
        : [...many.rows.baselineTask.values()].filter(({ baselineId }) => baselineId === 'b'))
        put('baselineTask', makeRow('baselineTask', `${id}-${taskId}`, { baselineId: id, taskId, dates }));
    }
    const look = JSON.stringify({ comparedBaselineIds: ids });
    const { pages, textPt } = printOf(many, { look, baselineId: 'b' });
    const words = pages.flatMap(wordsOf);
    for (const at of ids.slice(0, 9).keys()) expect(words).toContain(`Sammenlignet baseline ${at + 1}: Nr ${at + 1}`);
    expect(words.join()).not.toContain('Nr 10');
    expect(textPt).toBeGreaterThanOrEqual(7.1);
    expect(pages.length).toBeGreaterThan(printOf(many, { baselineId: 'b' }).pages.length);
  });
});

describe('lists', () => {
  it('tell what has moved since a baseline, and by how much', () => {
    const { pages } = printOf(plan, { view: 'changes' });
    const words = pages.flatMap(wordsOf);
    expect(words).toContain('Ændringer siden »Aftalt plan« (15.3.28)');
    const last = plan.rows.task.get(outline.ids.at(-1)!)!;
    expect(words.join(' ')).toContain(last.name.split(' ')[0]);
    expect(words).toContain('+30 d');
    // Of a choice of rows only theirs; what stands where it stood is not in the list.
    const first = printOf(plan, { view: 'changes', taskIds: [outline.ids[1]!] });
    expect(first.pages.flatMap(wordsOf)).toContain('Ingen opgave er flyttet eller kommet til.');
    const none = printOf(withProject({}), { view: 'changes', baselineId: 'gone' });
    expect(none.pages.flatMap(wordsOf)).toContain('+30 d');
  });

  it('tell what is found once, the serious first, with bookmarks', () => {
    const base = templatePlan('tender-plain');
    const ids = [...base.rows.task.values()].filter(({ kind }) => kind === 'task').slice(0, 3);
    const task = new Map(base.rows.task);
    for (const each of ids) task.set(each.id, { ...each, deadlineMin: 1440 });
    const late: Plan = { ...base, revision: base.revision + 1, rows: { ...base.rows, task } };
    const { pages } = printOf(late, { view: 'findings', portrait: true });
    const words = pages.flatMap(wordsOf);
    const told = words.filter((word) => word.startsWith('Deadline overskredet'));
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(words.filter((word) => word.startsWith('Deadline overskredet.'))).toHaveLength(1);
    expect(pages.flatMap(({ bookmarks }) => bookmarks.map(({ title }) => title))[0]).toBe('Fejl');
  });
});

describe('a plan on one page', () => {
  it('tells stages, gates, drift and what is wrong, and names what there is no room for', () => {
    const { pages } = printOf(plan, { view: 'overview', paper: 'A3', baselineId: 'b' });
    expect(pages).toHaveLength(1);
    const words = wordsOf(pages[0]!);
    for (const stage of plan.rows.stage.values()) expect(words).toContain(stage.name);
    for (const word of [
      'Plan på en side',
      'Gates',
      'Næste milepæle',
      'Største afvigelser',
      'siden Aftalt plan',
      '+30 d',
    ])
      expect(words).toContain(word);
    expect(words).toContain('side 1 af 1');
    const isTold = (name: string): boolean =>
      words.some((word) => word === name || (word.endsWith('…') && name.startsWith(word.slice(0, -1))));
    const gates = [...plan.rows.gate.values()].filter(({ name }) => isTold(name));
    expect(gates).toHaveLength(plan.rows.gate.size);
    const small = wordsOf(printOf(plan, { view: 'overview', paper: 'A4', baselineId: 'b' }).pages[0]!);
    expect(small.some((word) => /^… og \d+ mere$/.test(word))).toBe(true);
  });

  it('has no drift without a baseline', () => {
    const words = wordsOf(printOf(plan, { view: 'overview' }).pages[0]!);
    expect(words).not.toContain('Afvigelse');
    expect(words).not.toContain('Største afvigelser');
  });

  it('takes the rows of the first level where a plan has no stages', () => {
    const rows = { ...plan.rows, stage: new Map() };
    const words = wordsOf(printOf({ ...plan, rows }, { view: 'overview', paper: 'A3' }).pages[0]!);
    expect(words).toContain(plan.rows.task.get(outline.ids[0]!)!.name);
  });

  it('comes out for an empty plan', () => {
    const empty = {
      ...plan.rows,
      task: new Map(),
      link: new Map(),
      gate: new Map(),
      stage: new Map(),
      baselineTask: new Map(),
    };
    expect(printOf({ ...plan, rows: empty }, { view: 'overview' }).pages).toHaveLength(1);
  });

  it('names a deadline that is missed, with its task', () => {
    const id = outline.ids.at(-1)!;
    const task = makeRow('task', id, { ...plan.rows.task.get(id)!, deadlineMin: dayNumberOf(2027, 2, 1) * 1440 });
    const rows = { ...plan.rows, task: new Map([...plan.rows.task, [id, task]]) };
    const words = wordsOf(printOf({ ...plan, rows }, { view: 'overview', paper: 'A3' }).pages[0]!);
    expect(words).toContain('Deadline overskredet');
  });
});
