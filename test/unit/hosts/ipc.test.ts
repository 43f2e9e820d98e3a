import type { WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { CHANNELS } from '../../../main/electron/channels.ts';
import { crashCounter } from '../../../main/electron/crash-counter.ts';
import { isTrusted, receiveRequests, type SentBy } from '../../../main/electron/ipc.ts';

const contentsAt = (url: string): WebContents => ({ mainFrame: { url } }) as unknown as WebContents;

describe('whom the main process listens to', () => {
  const window = contentsAt('udbudsplan://app/');
  const from = (sender: WebContents, senderFrame: unknown = sender.mainFrame): SentBy =>
    ({ sender, senderFrame }) as unknown as SentBy;
  const moved = contentsAt('https://evil.example/');
  const lookalike = contentsAt('udbudsplan://application/');

  test.each<[string, SentBy, WebContents | null, boolean]>([
    ['our window', from(window), window, true],
    ['another window on our page', from(contentsAt('udbudsplan://app/')), window, false],
    ['a frame within our page', from(window, { url: 'udbudsplan://app/' }), window, false],
    ['a frame that is gone', from(window, null), window, false],
    ['our window on a foreign page', from(moved), moved, false],
    ['our window on a similar address', from(lookalike), lookalike, false],
    ['anybody while no window is open', from(window), null, false],
  ])('%s', (_who, event, ours, trusted) => {
    expect(isTrusted(event, () => ours)).toBe(trusted);
  });

  test('nothing is carried out for others', () => {
    const handlers = new Map<string, (event: SentBy, ...args: unknown[]) => unknown>();
    const call = vi.fn(async () => '');
    receiveRequests(
      { handle: (channel: string, handler: never) => void handlers.set(channel, handler) } as never,
      () => window,
      { call, pickFile: async () => 'null', holdFile: async () => 'null', saveFile: async () => false },
    );
    expect([...handlers.keys()].sort()).toEqual(
      [CHANNELS.call, CHANNELS.pickFile, CHANNELS.holdFile, CHANNELS.saveFile].sort(),
    );
    for (const handler of handlers.values()) expect(() => handler(from(moved), 'app.state', '{}')).toThrow('refused');
    expect(call).not.toHaveBeenCalled();
    handlers.get(CHANNELS.call)?.(from(window), 'app.state', '{}');
    expect(call).toHaveBeenCalledWith('app.state', '{}');
  });
});

test('a page that dies three times within a minute is not reloaded silently', () => {
  let now = 0;
  const few = crashCounter(() => now);
  expect([few(), few(), few()]).toEqual([true, true, false]);
  now = 61_000;
  expect(few()).toBe(true);
});
