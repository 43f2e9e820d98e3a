import { basename, join } from 'node:path';
import type { DoctorReport } from '../../src/api.ts';
import { placeOrFault } from './product.ts';
import { done, EXIT, type Verb, type VerbContext } from './verb.ts';

const reportOf = (report: DoctorReport, { text }: VerbContext) =>
  done(
    report,
    [
      ...report.findings.map(({ id, params }) => text(`errors:${id}`, params)),
      `${report.changeSets} · ${report.stateHash}`,
    ],
    report.ok ? EXIT.done : EXIT.findings,
  );

const check = (name: 'doctor' | 'rebuild'): Verb => ({
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
    const made = await open.value.call('backup.create', {});
    if (!made.ok) return made;
    const placed = await placeOrFault(join(open.value.backups, made.value.name), file!);
    return placed.ok ? done({ ...made.value, file }, [file!]) : placed;
  },
};

/** A file is first put among the backups, so that it is checked and restored the one way that windows use too. */
const restore: Verb = {
  name: 'restore',
  usage: { positions: ['FILE'], options: {}, flags: [] },
  run: async ({ positions: [file] }, { product }) => {
    const open = await product();
    if (!open.ok) return open;
    const name = basename(file!).replace(/[^0-9A-Za-z._-]/g, '_');
    const placed = await placeOrFault(file!, join(open.value.backups, name));
    if (!placed.ok) return placed;
    const restored = await open.value.call('backup.restore', { name });
    return restored.ok ? done({ restored: name }, [name]) : restored;
  },
};

/** Verbs about the store itself. */
export const storeVerbs: readonly Verb[] = [check('doctor'), check('rebuild'), backup, restore];
