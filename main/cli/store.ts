import { join } from 'node:path';
import type { DoctorReport } from '../../src/api.ts';
import { EXIT } from './exit.ts';
import { putFile } from './output-file.ts';
import { done, type Verb, type VerbContext } from './verb.ts';

const reportOf = (report: DoctorReport, { text }: VerbContext) =>
  done(
    report,
    [
      text(report.ok ? 'cli:doctor.ok' : 'cli:doctor.findings', { count: report.findings.length }),
      ...report.findings.map(({ id, params }) => `  ${text(`errors:${id}`, params)}`),
      text('cli:doctor.state', { changeSets: report.changeSets, stateHash: report.stateHash }),
    ],
    report.ok ? EXIT.done : EXIT.findings,
  );

const examination = (name: 'doctor' | 'rebuild'): Verb => ({
  name,
  usage: { positions: [], options: {}, flags: [] },
  run: async (_args, context) => {
    const open = await context.product();
    if (!open.ok) return open;
    const report = await open.value.call(`store.${name}`, {});
    return report.ok ? reportOf(report.value, context) : report;
  },
});

const backup: Verb = {
  name: 'backup',
  usage: { positions: ['FILE'], options: {}, flags: [] },
  run: async ({ positions: [file] }, { product }) => {
    const open = await product();
    if (!open.ok) return open;
    const { database, backups } = open.value;
    const made = await open.value.call('backup.create', {});
    if (!made.ok) return made;
    const placed = await putFile(join(backups, made.value.name), file!, database);
    return placed.ok ? done({ ...made.value, file }, [file!]) : placed;
  },
};

/** Puts a copy in the place of the store and opens it, so that what is told is that it can be used. */
const restore: Verb = {
  name: 'restore',
  usage: { positions: ['FILE'], options: {}, flags: [] },
  run: async ({ positions: [file] }, { restore: putBack, product, text }) => {
    const restored = putBack(file!);
    if (!restored.ok) return restored;
    const open = await product();
    if (!open.ok) return open;
    const state = await open.value.call('app.state', {});
    if (!state.ok) return state;
    const projects = state.value.projects.length;
    return done({ restored: file, database: restored.value, projects }, [
      text('cli:restored', { file: file!, database: restored.value, projects }),
    ]);
  },
};

/** Verbs about the store itself. */
export const storeVerbs: readonly Verb[] = [examination('rebuild'), backup, restore, examination('doctor')];
