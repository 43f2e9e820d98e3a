import { describe, expect, it } from 'vitest';
import { suggestionsFor } from '../../../renderer/views/plan/cell-suggestions.ts';
import { goalsFor } from '../../../renderer/views/plan/go-to-goals.ts';
import { PlanFinder } from '../../../renderer/views/plan/plan-finder.ts';
import { openSession, TODAY } from './open-session.ts';

describe('the search', () => {
  it('goes through what it finds, round the ends, unfolding what hides it', async () => {
    const { session, surface } = await openSession();
    session.selection.setCollapsed('t-fase', true);
    const finder = new PlanFinder(surface);
    finder.open();
    finder.seek('ta');
    const at = () => session.selection.focus?.taskId;
    expect(finder.rows).toHaveLength(2);
    expect([at(), finder.current]).toEqual(['t-beta', 1]);
    expect(session.selection.collapsed.has('t-fase')).toBe(false);
    finder.go(1);
    expect([at(), finder.current]).toEqual(['t-delta', 2]);
    finder.go(1);
    expect(at()).toBe('t-beta');
    finder.go(-1);
    expect(at()).toBe('t-delta');
    finder.seek('findes ikke');
    finder.go(1);
    expect([at(), finder.rows.length]).toEqual(['t-delta', 0]);
    finder.close();
    expect(session.reading.sought).toBeNull();
  });

  it('finds nothing that a filter hides', async () => {
    const { session, surface } = await openSession();
    session.reading.setFilter({ text: 'beta' });
    const finder = new PlanFinder(surface);
    finder.open();
    finder.seek('ta');
    expect(finder.rows.map((at) => session.selection.outline.ids[at])).toEqual(['t-beta']);
  });
});

describe('where one can go', () => {
  it.each([
    ['1.2', ['t-beta', 'day']],
    ['delta', ['t-delta']],
    ['5.4.2031', ['day']],
    ['u14', ['day']],
    ['findes ikke', []],
    ['', []],
  ])('%s', async (text, keys) => {
    const { session } = await openSession();
    expect(goalsFor(session, text, TODAY).map(({ key }) => key)).toEqual(keys);
  });
});

describe('suggestions while a predecessor is typed', () => {
  it.each([
    ['be', [['Beta', '1.2']]],
    [
      '1.',
      [
        ['Alfa', '1.1'],
        ['Beta', '1.2'],
        ['Gate', '1.3'],
      ],
    ],
    ['1.1;gam', [['Gamma', '1.1;2']]],
    ['1.1AS+2', []],
    ['delta', []],
    ['', []],
  ] as const)('%s', async (text, offered) => {
    const { session } = await openSession();
    const found = suggestionsFor(session, 'predecessors', 't-delta', text, false);
    expect(found.map(({ label, text: taken }) => [label, taken])).toEqual(offered);
  });

  it('offers the words of a choice, all of them before anything is typed', async () => {
    const { session } = await openSession();
    expect(suggestionsFor(session, 'mode', 't-alfa', 'Automatisk', true)).toHaveLength(2);
    expect(suggestionsFor(session, 'mode', 't-alfa', 'man', false).map(({ text }) => text)).toEqual(['Manuel']);
    expect(suggestionsFor(session, 'duration', 't-alfa', '5', false)).toEqual([]);
  });
});
