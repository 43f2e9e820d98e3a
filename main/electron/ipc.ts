import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { CHANNELS, isOwnPage } from './channels.ts';

/** What windows may ask of this process. Every argument is unchecked when it gets here. */
export interface WindowRequests {
  readonly call: (name: unknown, inputText: unknown) => Promise<string>;
  readonly pickFile: (purpose: unknown) => Promise<string>;
  readonly holdFile: (name: unknown, content: unknown) => Promise<string>;
  readonly saveFile: (fileText: unknown) => Promise<boolean>;
}

/** The part of an IPC event that tells who sent it. */
export type SentBy = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/**
 * Says whether a message comes from the main frame of our own window while it shows our own page. A frame that is gone,
 * a frame within the page, another window or another address is not trusted.
 */
export const isTrusted = ({ sender, senderFrame }: SentBy, ours: () => WebContents | null): boolean => {
  const contents = ours();
  return (
    contents !== null &&
    sender === contents &&
    senderFrame !== null &&
    senderFrame === contents.mainFrame &&
    isOwnPage(senderFrame.url)
  );
};

/** The one place where messages from windows are received. A message that is not trusted is refused by an exception. */
export const receiveRequests = (
  ipc: Pick<IpcMain, 'handle'>,
  ours: () => WebContents | null,
  requests: WindowRequests,
): void => {
  const receive = (channel: string, answer: (...args: unknown[]) => Promise<unknown>): void => {
    ipc.handle(channel, (event, ...args: unknown[]) => {
      if (!isTrusted(event, ours)) throw new Error(`${channel}: refused`);
      return answer(...args);
    });
  };
  receive(CHANNELS.call, requests.call);
  receive(CHANNELS.pickFile, requests.pickFile);
  receive(CHANNELS.holdFile, requests.holdFile);
  receive(CHANNELS.saveFile, requests.saveFile);
};
