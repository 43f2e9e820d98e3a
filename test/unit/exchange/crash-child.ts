/**
 * A process that takes files in and makes files without end, on a real disk, to be killed at any moment. Says what has been
 * acknowledged. Arguments: its folder, and the folder in which files from others lie and its own appear.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { placeFile } from '../../../main/hosts/place-file.ts';
import { childService, say } from './child-service.ts';

const [folder, mail] = process.argv.slice(2) as [string, string];
const { must, held, hold } = childService(folder);

const state = await must('app.state', {});
if (state.store.kind !== 'ready') throw new Error(JSON.stringify(state.store));
say('ready');
for (let round = 0; ; round++) {
  for (const name of readdirSync(mail)
    .filter((each) => each.startsWith('from-'))
    .sort()) {
    const { token } = hold(join(mail, name), name);
    await must('exchange.preview', { token });
    const report = await must('exchange.apply', { token, confirmed: true });
    say(`took ${name} ${report.importId}`);
  }
  const [project] = (await must('app.state', {})).projects;
  const projectId = project!.id;
  const { rows } = await must('project.open', { projectId });
  const name = `${process.pid}-${round}`;
  const input = { id: rows.task[round % rows.task.length]!.id, name };
  await must('command.run', { projectId, commandId: 'task.rename', input });
  say(`done ${name}`);
  const file = await must('exchange.send', { projectIds: [projectId], kind: 'full' });
  const to = `own-${process.pid}-${round}.udbudsplan`;
  await placeFile(held.get(file.token)!.path, join(mail, to));
  say(`sent ${to} ${name}`);
}
