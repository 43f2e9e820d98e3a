import { describe, expect, test } from 'vitest';
import { HistoryStore } from '../../../../renderer/stores/history-store.ts';
import type { Call, CallError } from '../../../../src/api.ts';
import type { PlanComparison } from '../../../../src/model/history-result.ts';
import { err, ok, type Result } from '../../../../src/result.ts';

const span = (startMin: number) => ({ startMin, finishMin: startMin + 480 });

const COMPARISON: PlanComparison = {
  changes: [
    { entity: 'task', id: 'new', fate: 'added', cells: [], label: 'Ny' },
    { entity: 'task', id: 'own', fate: 'changed', cells: [], label: 'Ændret' },
    { entity: 'task', id: 'gone', fate: 'deleted', cells: [], label: 'Væk' },
    { entity: 'link', id: 'link', fate: 'added', cells: [], label: 'A → B' },
  ],
  counts: { added: 2, changed: 1, moved: 0, deleted: 1 },
  moves: [
    { taskId: 'own', before: span(0), after: span(1440), isConsequence: false },
    { taskId: 'follows', before: span(480), after: span(1920), isConsequence: true },
  ],
  gone: [
    { name: 'Væk', besideId: 'own' },
    { name: 'Også væk', besideId: 'own' },
  ],
  names: {},
};

const storeWith = (answers: Result<PlanComparison, CallError>[]) => {
  const waiting: (() => void)[] = [];
  const failures: string[] = [];
  let calls = 0;
  const call = (async () => {
    calls++;
    return answers.shift() ?? ok(COMPARISON);
  }) as unknown as Call;
  const store = new HistoryStore(
    'p',
    call,
    (run) => void waiting.push(run),
    ({ id }) => void failures.push(id),
  );
  const settle = async (): Promise<void> => {
    for (const run of waiting.splice(0)) run();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { store, settle, failures, calls: () => calls };
};

describe('what a window compares', () => {
  test('is drawn in the plan only while it is asked for: a sign for each task, former dates of those that moved', async () => {
    const { store } = storeWith([]);
    store.showInPlan(true);
    expect(store.inPlan).toBe(false);
    await store.setPoints({ kind: 'version', id: 'v' });
    expect([store.marks.size, store.formerSpans.size, store.goneBeside.size]).toEqual([0, 0, 0]);
    store.showInPlan(true);
    expect([...store.marks]).toEqual([
      ['own', 'changed'],
      ['follows', 'dates'],
      ['new', 'added'],
    ]);
    expect([...store.formerSpans]).toEqual([
      ['own', span(0)],
      ['follows', span(480)],
    ]);
    expect([...store.goneBeside]).toEqual([['own', ['Væk', 'Også væk']]]);
    await store.setPoints(null);
    expect([store.inPlan, store.compared]).toEqual([false, null]);
  });

  test('is asked for anew once after many changes, and not where it ends in the past', async () => {
    const { store, settle, calls } = storeWith([]);
    store.refresh();
    await settle();
    expect(calls()).toBe(0);
    await store.setPoints({ kind: 'version', id: 'v' });
    for (let i = 0; i < 5; i++) store.refresh();
    await settle();
    expect(calls()).toBe(2);
    await store.setPoints({ kind: 'version', id: 'v' }, { kind: 'change', number: 4 });
    store.refresh();
    await settle();
    expect(calls()).toBe(3);
    store.dispose();
  });

  test('is not waited for any more once nobody wants it: the service is told, and what comes late is not looked at', async () => {
    const asked: (readonly [string, string])[] = [];
    const answers: ((answer: Result<PlanComparison, CallError>) => void)[] = [];
    const call = ((name: string, { asker }: { asker: string }) => {
      asked.push([name, asker]);
      return name === 'history.compare' ? new Promise((resolve) => answers.push(resolve)) : Promise.resolve(ok(null));
    }) as unknown as Call;
    const failures: string[] = [];
    const open = () =>
      new HistoryStore(
        'p',
        call,
        () => {},
        ({ id }) => void failures.push(id),
      );
    const [store, other] = [open(), open()];
    const first = store.setPoints({ kind: 'version', id: 'v' });
    expect(store.isComparing).toBe(true);
    const second = store.setPoints({ kind: 'version', id: 'w' });
    answers[0]!(err({ id: 'job.cancelled', params: {} }));
    await first;
    expect([store.isComparing, store.compared]).toEqual([true, null]);
    answers[1]!(ok(COMPARISON));
    await second;
    expect(store.isComparing).toBe(false);
    store.dispose();
    const third = other.setPoints({ kind: 'version', id: 'v' });
    await other.setPoints(null);
    answers[2]!(err({ id: 'job.cancelled', params: {} }));
    await third;
    expect([other.isComparing, other.compared, failures]).toEqual([false, null, []]);
    const fourth = other.setPoints({ kind: 'version', id: 'v' });
    other.dispose();
    answers[3]!(ok(COMPARISON));
    await fourth;
    expect(other.compared).toBeNull();
    const [mine, hers] = [asked[0]![1], asked[2]![1]];
    expect(mine).not.toBe(hers);
    expect(asked).toEqual([
      ['history.compare', mine],
      ['history.compare', mine],
      ['history.compare', hers],
      ['history.stop', hers],
      ['history.compare', hers],
      ['history.stop', hers],
    ]);
  });

  test('knows what was taken in from others, until the project is closed', async () => {
    const imports = [{ id: 1, fileName: 'a', kind: 'delta', person: 'Mette', trust: 'known', atMs: 0 }];
    const call = (async () => ok({ imports })) as unknown as Call;
    const open = () =>
      new HistoryStore(
        'p',
        call,
        () => {},
        () => {},
      );
    const [store, closed] = [open(), open()];
    await store.learnImports();
    expect(store.imports).toEqual(imports);
    const late = closed.learnImports();
    closed.dispose();
    await late;
    expect(closed.imports).toEqual([]);
  });

  test('is gone from the plan when its point is, which is told', async () => {
    const { store, settle, failures } = storeWith([ok(COMPARISON), err({ id: 'history.no-point', params: {} })]);
    await store.setPoints({ kind: 'version', id: 'v' });
    store.showInPlan(true);
    store.refresh();
    await settle();
    await settle();
    expect([store.inPlan, store.compared, failures]).toEqual([false, null, ['history.no-point']]);
  });
});
