/** Why a job gave no result of its own. */
export interface JobError {
  readonly id: 'job.timeout' | 'job.cancelled' | 'job.out-of-memory' | 'job.failed';
  readonly params: Readonly<Record<string, string | number>>;
}
