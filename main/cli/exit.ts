import type { CallError } from '../../src/api.ts';

/** Exit codes, as the command line promises them to scripts. */
export const EXIT = { done: 0, findings: 1, usage: 2, badInput: 3, notFound: 4, store: 5, bug: 70 } as const;

const NOT_FOUND = new Set([
  'project.unknown',
  'template.unknown',
  'backup.unknown',
  'baseline.unknown',
  'version.unknown',
  'history.no-point',
  'exchange.no-import',
  'tender.unknown',
  'command.unknown',
  'rows.unknown',
  'task.named-unknown',
  'task.none',
  'tender.none',
  'tender.other',
  'round.unknown',
  'round.none',
  'module.unknown',
  'file.not-found',
  'folder.none',
  'folder.not-found',
]);

/** Failures that are a fault in the product, not in what it was given. */
const BUGS = new Set(['job.failed', 'service.closed', 'file.unknown', 'exchange.not-previewed']);

/** The exit code of a failure. What is neither a wrong call, nor absent, nor the store's, is bad input. */
export const exitOf = ({ id }: CallError): number => {
  if (id.startsWith('usage.')) return EXIT.usage;
  if (NOT_FOUND.has(id)) return EXIT.notFound;
  if (BUGS.has(id)) return EXIT.bug;
  return id.startsWith('store.') ? EXIT.store : EXIT.badInput;
};
