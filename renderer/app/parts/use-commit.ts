import { useProject } from '../../stores/stores.ts';
import type { CommitResult } from './commit-field.tsx';

/** Runs a command for a field and gives what stands below the field when it is refused. */
export const useCommit = () => {
  const { plan } = useProject();
  return async (commandId: string, input: unknown): Promise<CommitResult> => {
    const answer = await plan.run(commandId, input);
    return answer.ok ? null : answer.error;
  };
};
