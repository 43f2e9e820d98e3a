/**
 * A process that works on a plan and exchanges it through a shared folder without end, to be killed at any moment. Says what has been
 * acknowledged. Arguments: the folder of its store, the shared folder, and the project.
 */
import { childService, say } from './child-service.ts';

const [folder, path, projectId] = process.argv.slice(2) as [string, string, string];
const { must } = childService(folder);

const state = await must('app.state', {});
if (state.store.kind !== 'ready') throw new Error(JSON.stringify(state.store));
if (!state.projects.some(({ id }) => id === projectId)) await must('folder.join', { at: { path }, projectId });
await must('folder.set', { projectId, at: { path } });
say('ready');
for (let round = 0; ; round++) {
  const { rows } = await must('project.open', { projectId });
  const name = `${process.pid}-${round}`;
  await must('command.run', {
    projectId,
    commandId: 'task.rename',
    input: { id: rows.task[(round * 7) % rows.task.length]!.id, name },
  });
  say(`done ${name}`);
  const [looked] = await must('folder.look', { projectId, tells: true });
  if (looked!.problem !== null || looked!.waiting.length > 0) throw new Error(JSON.stringify(looked));
  if (looked!.unsent === 0) say(`wrote ${name}`);
  if (looked!.news === null) continue;
  const { token } = await must('folder.preview', { projectId });
  await must('exchange.apply', { token, confirmed: true });
  say('took');
}
