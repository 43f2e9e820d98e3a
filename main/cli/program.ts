/** The command line as a process: hands the words and the process's streams over, and sets the exit code. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '../hosts/data-folder.ts';
import { workerFiles } from '../hosts/worker-files.ts';
import { runCli } from './run-cli.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

// `npm run` goes to the package's own folder; paths that a person gives mean the folder they stand in.
const { npm_lifecycle_event: script, INIT_CWD: standsIn } = process.env;
if (script === 'cli' && standsIn && existsSync(standsIn)) process.chdir(standsIn);

// Whoever reads may have seen enough, as `head` does; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  root,
  folder: dataFolder({ env: process.env, platform: process.platform, home: homedir() }),
  home: homedir(),
  workerFile: workerFiles(root, process.env),
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  showsProgress: process.stderr.isTTY === true,
  now: Date.now,
});
