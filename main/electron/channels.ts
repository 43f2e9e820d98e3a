/** Names of everything that passes between a window and Electron's main process. Nothing else is listened to. */
export const CHANNELS = {
  call: 'udbudsplan:call',
  pickFile: 'udbudsplan:pick-file',
  holdFile: 'udbudsplan:hold-file',
  saveFile: 'udbudsplan:save-file',
  event: 'udbudsplan:event',
  menuCommand: 'udbudsplan:menu-command',
} as const;

/** The origin of every page of ours. */
export const ORIGIN = 'udbudsplan://app';

/** Says whether an address is one of our own pages. */
export const isOwnPage = (url: string): boolean => url === ORIGIN || url.startsWith(`${ORIGIN}/`);
