/** Why a job gave no result of its own. */
export interface JobError {
  readonly id: 'job.timeout' | 'job.cancelled' | 'job.out-of-memory' | 'job.no-space' | 'job.failed';
  readonly params: Readonly<Record<string, string | number>>;
}

/** What the system says where a disk, or what a person may use of it, is full. */
const FULL = /^(?:ENOSPC|EDQUOT|EFBIG)\b/;

/** Whether an error says that there is no space left to write to. */
export const isDiskFull = (error: unknown): boolean => {
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  // An error that comes out of a worker keeps its message, which begins with the code.
  return FULL.test(code ?? '') || FULL.test(message ?? '');
};
