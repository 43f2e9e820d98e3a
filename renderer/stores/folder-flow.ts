import type { CallInput, FolderState } from '../../src/api.ts';
import type { AppStore } from './app-store.ts';

/** Looks into the folder of the open project now, and says there what has arrived. */
export const lookIntoFolder = async (app: AppStore): Promise<void> => {
  const projectId = app.project?.plan.projectId;
  if (projectId === undefined) return;
  const answer = await app.bridge.call('folder.look', { projectId, tells: true });
  if (!answer.ok) app.tellError(answer.error);
};

/** Shows what others have put into the folder of the open project, to be taken in. */
export const previewFolder = async (app: AppStore): Promise<void> => {
  const projectId = app.project?.plan.projectId;
  if (projectId === undefined) return;
  app.setBusy('importing');
  const answer = await app.bridge.call('folder.preview', { projectId });
  app.setBusy(null);
  if (answer.ok) app.openDialog({ kind: 'exchange-preview', preview: answer.value });
  else app.tellError(answer.error);
};

/** Chooses the folder of the open project or how it is used; says what speaks against it. */
export const setFolder = async (
  app: AppStore,
  change: Omit<CallInput<'folder.set'>, 'projectId'>,
): Promise<FolderState | null> => {
  const projectId = app.project?.plan.projectId;
  if (projectId === undefined) return null;
  const answer = await app.bridge.call('folder.set', { projectId, ...change });
  if (answer.ok) return answer.value;
  app.tellError(answer.error);
  return null;
};

/** Uses the folder no longer, and offers to take that back. */
export const clearFolder = async (app: AppStore): Promise<void> => {
  const projectId = app.project?.plan.projectId;
  const before = app.project?.folder.state;
  if (projectId === undefined || !before) return;
  const answer = await app.bridge.call('folder.clear', { projectId });
  if (!answer.ok) return app.tellError(answer.error);
  const { token, name } = answer.value;
  app.tell('folder.cleared', { name }, () => {
    const { takes, lock } = before;
    void app.bridge.call('folder.set', { projectId, at: { token }, takes, lock }).then((again) => {
      if (!again.ok) app.tellError(again.error);
    });
  });
};

let isLooking = false;

/** Looks into the folders of all projects, as when the window is turned to again; not while that is still being done. */
export const lookIntoAllFolders = async (app: AppStore): Promise<void> => {
  if (isLooking || app.state?.store.kind !== 'ready') return;
  isLooking = true;
  // Whatever fails is told by the state of the folder.
  await app.bridge.call('folder.look', { projectId: null, tells: false });
  isLooking = false;
};
