import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyRows, patchRows } from '../../../src/model/plan.ts';
import { ENTITY_NAMES } from '../../../src/model/schema.ts';
import { newService } from './scratch-service.ts';

/** Commands as people give them, with the tasks named by their place in the list as it then is. */
const pick = fc.nat({ max: 30 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ id: fc.constant('task.add'), at: pick }) },
  fc.record({
    id: fc.constantFrom('task.delete', 'task.indent', 'task.outdent', 'task.moveUp', 'task.moveDown'),
    at: pick,
  }),
  fc.record({ id: fc.constantFrom('task.duplicate', 'task.complete', 'task.unlink'), at: pick }),
  fc.record({
    id: fc.constantFrom('task.rename', 'task.link', 'task.move', 'baseline.take', 'stage.add'),
    at: pick,
    to: pick,
  }),
  { weight: 4, arbitrary: fc.record({ id: fc.constantFrom('history.undo', 'history.redo'), at: pick }) },
);

const inputOf = (id: string, ids: readonly string[], at: number, to: number): unknown => {
  const task = ids[at % ids.length]!;
  const other = ids[to % ids.length]!;
  switch (id) {
    case 'task.add':
      return {};
    case 'task.rename':
      return { id: task, name: `navn ${to}` };
    case 'task.link':
      return { ids: [task, other] };
    case 'task.move':
      return { ids: [task], parentId: other, afterId: null };
    case 'baseline.take':
      return { name: `b${to}` };
    case 'stage.add':
      return { cells: { name: `s${to}` } };
    default:
      return { ids: [task] };
  }
};

test('whatever people do, windows, tables and log agree, and undo leads back to the beginning', async () => {
  let carriedOut = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
      const { service, must, events, path } = newService();
      const { projectId } = await must('project.create', { template: 'tender-plain', startDay: 20_500 });
      const first = await must('project.open', { projectId });
      const window = emptyRows();
      for (const name of ENTITY_NAMES) {
        for (const row of first.rows[name]) (window[name] as Map<string, unknown>).set(row.id, row);
      }
      for (const { id, at, ...more } of steps) {
        const ids = [...window.task.keys()];
        const call = id as 'history.undo' | 'history.redo';
        const before = events.length;
        const answer = id.startsWith('history.')
          ? await service.call(call, { projectId })
          : await service.call('command.run', {
              projectId,
              commandId: id,
              input: inputOf(id, ids, at, 'to' in more ? (more.to as number) : 0),
            });
        if (answer.ok) carriedOut++;
        // A refusal is part of the game; an input that no command takes would only make the test look like one.
        else expect(['input.invalid', 'command.unknown']).not.toContain(answer.error.id);
        for (const event of events.slice(before)) if (event.event === 'changes') patchRows(window, event.changes);
      }
      const plain = (snapshot: typeof first) =>
        Object.fromEntries(
          ENTITY_NAMES.flatMap((name) => snapshot.rows[name].map((row) => [`${name}/${row.id}`, { ...row }])),
        );
      const shown = Object.fromEntries(
        ENTITY_NAMES.flatMap((name) => [...window[name].values()].map((row) => [`${name}/${row.id}`, { ...row }])),
      );
      expect(plain(await must('project.open', { projectId }))).toEqual(shown);
      expect(await must('store.rebuild', {})).toMatchObject({ ok: true, findings: [] });
      await service.close();
      const again = newService({ path });
      expect(plain(await again.must('project.open', { projectId }))).toEqual(shown);
      while ((await again.fails('history.undo', { projectId })) === 'done');
      expect(plain(await again.must('project.open', { projectId }))).toEqual(plain(first));
      await again.service.close();
    }),
    { numRuns: 25 },
  );
  // Most of what is tried must be carried out, or nothing is tested.
  expect(carriedOut).toBeGreaterThan(100);
});
