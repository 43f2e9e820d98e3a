import { join } from 'node:path';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
}

/**
 * The folder in which this person's plans live, the same for every entry of the product: `UDBUDSPLAN_DATA` when set,
 * otherwise where Electron's `userData` lies on each system (https://www.electronjs.org/docs/latest/api/app, getPath).
 */
export const dataFolder = ({ env, platform, home }: Surroundings): string => {
  if (env.UDBUDSPLAN_DATA) return env.UDBUDSPLAN_DATA;
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Udbudsplan');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Udbudsplan');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'Udbudsplan');
};
