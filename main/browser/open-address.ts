import { spawn } from 'node:child_process';

export interface Opener {
  readonly command: string;
  readonly args: readonly string[];
}

/** The system's own way to show an address, or null where there is nobody to see it. */
export const openerFor = (
  address: string,
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
): Opener | null => {
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', address] };
  if (platform === 'darwin') return { command: 'open', args: [address] };
  return env.DISPLAY || env.WAYLAND_DISPLAY ? { command: 'xdg-open', args: [address] } : null;
};

/** Shows the address in the person's browser if that can be done; never fails, as the address is printed anyway. */
export const openAddress = (
  address: string,
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
): void => {
  const opener = openerFor(address, platform, env);
  if (!opener) return;
  const child = spawn(opener.command, opener.args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
};
