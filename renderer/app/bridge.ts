import { type HostBridge, MAX_DROPPED_BYTES, type ServiceEvent } from '../../src/api.ts';
import { browserBridge } from './browser-bridge.ts';

/**
 * What Electron's preload puts on the window: the bridge with inputs, answers and events as JSON text, because text
 * crosses the context boundary many times faster than a plan of objects does.
 */
export interface DesktopWire {
  readonly call: (call: string, input: string) => Promise<string>;
  readonly onEvent: (listener: (event: string) => void) => () => void;
  readonly pickFile: (purpose: string) => Promise<string>;
  readonly holdFile: (name: string, content: ArrayBuffer) => Promise<string>;
  readonly saveFile: (file: string) => Promise<boolean>;
  readonly onMenuCommand: (listener: (commandId: string) => void) => () => void;
}

declare global {
  interface Window {
    readonly udbudsplan?: DesktopWire;
  }
}

const desktopBridge = (wire: DesktopWire): HostBridge => ({
  call: async (call, input) => JSON.parse(await wire.call(call, JSON.stringify(input))),
  onEvent: (listener) => wire.onEvent((text) => listener(JSON.parse(text) as ServiceEvent)),
  pickFile: async (purpose) => JSON.parse(await wire.pickFile(purpose)),
  holdFile: async (file) =>
    file.size > MAX_DROPPED_BYTES ? null : JSON.parse(await wire.holdFile(file.name, await file.arrayBuffer())),
  saveFile: ({ token, name }) => wire.saveFile(JSON.stringify({ token, name })),
  onMenuCommand: (listener) => wire.onMenuCommand(listener),
});

let bridge: HostBridge | undefined;

/** The way from this window to the service and to its host: Electron's preload, or else the browser host over HTTP. */
export const hostBridge = (): HostBridge => {
  bridge ??= window.udbudsplan ? desktopBridge(window.udbudsplan) : browserBridge();
  return bridge;
};
