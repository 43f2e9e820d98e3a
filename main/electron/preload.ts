import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { CHANNELS } from './channels.ts';

const listen =
  (channel: string) =>
  (listener: (text: string) => void): (() => void) => {
    const heard = (_event: IpcRendererEvent, text: unknown): void => {
      if (typeof text === 'string') listener(text);
    };
    ipcRenderer.on(channel, heard);
    return () => {
      ipcRenderer.removeListener(channel, heard);
    };
  };

// The whole of what a page can reach, as `DesktopWire` in renderer/app/bridge.ts says. Texts, because they cross the
// context boundary in one copy; functions, so that ipcRenderer and its events stay on this side.
contextBridge.exposeInMainWorld('udbudsplan', {
  call: (call: string, input: string) => ipcRenderer.invoke(CHANNELS.call, call, input),
  pickFile: (purpose: string) => ipcRenderer.invoke(CHANNELS.pickFile, purpose),
  holdFile: (name: string, content: ArrayBuffer) => ipcRenderer.invoke(CHANNELS.holdFile, name, content),
  saveFile: (file: string) => ipcRenderer.invoke(CHANNELS.saveFile, file),
  onEvent: listen(CHANNELS.event),
  onMenuCommand: listen(CHANNELS.menuCommand),
});
