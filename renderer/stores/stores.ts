import { createContext, useContext } from 'react';
import type { AppStore } from './app-store.ts';
import type { CommandRegistry } from './command-registry.ts';
import type { ProjectSession } from './project-session.ts';

/** What every view can reach. */
export interface Stores {
  readonly app: AppStore;
  readonly commands: CommandRegistry;
}

export const StoresContext = createContext<Stores | null>(null);

/** The window's stores. */
export const useStores = (): Stores => {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('a view stands outside the stores');
  return stores;
};

/** The open project; for views that are shown only while one is open. */
export const useProject = (): ProjectSession => {
  const { project } = useStores().app;
  if (!project) throw new Error('a project view is shown without a project');
  return project;
};
