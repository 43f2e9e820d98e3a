import { spawn } from 'node:child_process';

/** Longest time that a process lives after it has begun. */
const LONGEST_MS = 400;

/**
 * Starts a script and kills it at a random moment after it has said a word, or (null) while it starts. Gives the lines that it
 * said; a last line without its end was not fully said.
 */
export const runAndKill = (script: readonly string[], word: string | null): Promise<string[]> =>
  new Promise((resolve) => {
    const process_ = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    let isTimed = false;
    const kill = (withinMs: number): void => {
      if (isTimed) return;
      isTimed = true;
      setTimeout(() => process_.kill('SIGKILL'), Math.random() * withinMs);
    };
    const hear = (part: Buffer): void => {
      text += part.toString();
      if (word !== null && text.includes(word)) kill(LONGEST_MS);
    };
    process_.stdout.on('data', hear);
    process_.stderr.on('data', hear);
    if (word === null) kill(600);
    process_.on('close', () => resolve(text.slice(0, text.lastIndexOf('\n') + 1).split('\n')));
  });

/** The word after which the process is killed for the n-th time: first when it has done all once, now and then while it starts. */
export const wordFor = (nth: number): string | null => {
  if (nth === 0) return 'took';
  return nth % 6 === 5 ? null : 'ready';
};
