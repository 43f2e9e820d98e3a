import type { TenderOfPlan } from '../../../src/tender/tender-of-plan.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import type { CommitResult } from '../../app/parts/commit-field.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject } from '../../stores/stores.ts';
import { chosenTender } from './tender-outputs.ts';

/** The tender that is looked at: the chosen one, else the first; undefined where the plan has none. */
export const useChosenTender = (): TenderOfPlan | undefined => chosenTender(useProject());

/** Changes what is assumed of a tender. */
export const useAssume = (tenderId: string): ((cells: object) => Promise<CommitResult>) => {
  const commit = useCommit();
  return (cells) => commit('tender.update', { id: tenderId, cells });
};

/** Texts of this view. */
export const useViewText = (): ((id: string, params?: Readonly<Record<string, string | number>>) => string) => {
  const { textOf } = useTexts();
  return (id, params) => textOf('tender-view', id, params);
};
