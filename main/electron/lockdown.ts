import type { App, Session, WebContents } from 'electron';
import { isOwnPage } from './channels.ts';

/** What a page may ask the system for: writing text to the clipboard, and nothing else. */
const ALLOWED_PERMISSIONS = new Set(['clipboard-sanitized-write']);

/** Switches that must be set before the app is ready: no name is looked up and nothing is fetched in the background. */
export const lockCommandLine = (app: App): void => {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
};

const isLocal = (url: string, devtools: boolean): boolean =>
  isOwnPage(url) ||
  url.startsWith('blob:udbudsplan://app/') ||
  url.startsWith('data:') ||
  (devtools && url.startsWith('devtools:'));

/** Cancels every request that is not for our own files, and denies every permission and device. */
export const lockSession = (session: Session, devtools: boolean): void => {
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isLocal(request.url, devtools) }));
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(ALLOWED_PERMISSIONS.has(permission) && isOwnPage(contents.getURL())),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => ALLOWED_PERMISSIONS.has(permission) && isOwnPage(origin.replace(/\/$/, '')),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
};

/** Keeps a page where it is: it neither navigates, nor opens windows, nor embeds other contents. */
export const lockContents = (contents: WebContents): void => {
  const stay = (event: { readonly preventDefault: () => void }): void => event.preventDefault();
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', stay);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};
