import type { FolderState } from '../../../src/api.ts';
import { useTexts } from '../../app/i18n/texts.ts';

/** What others have put into the folder, as `3 ændringer, 1 konflikt fra Mette Holm`; empty where nothing waits. */
export const useFolderNews = (state: FolderState | null): string => {
  const { textOf } = useTexts();
  const news = state?.news ?? null;
  if (news === null) return '';
  const people = news.people || textOf('exchange', 'someone');
  const changes = textOf('exchange', 'folder.changes', { count: news.changeSets });
  if (news.conflicts === 0) return textOf('exchange', 'folder.news', { changes, people });
  const conflicts = textOf('exchange', 'folder.conflicts', { count: news.conflicts });
  return textOf('exchange', 'folder.newsConflicts', { changes, conflicts, people });
};
