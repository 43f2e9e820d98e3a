import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEvents } from '../../../renderer/app/event-reader.ts';

test('events are read whole, however the network cuts them', async () => {
  const text =
    'id: 3\n\nid: 4\ndata: {"event":"progress","name":"æøå"}\n\nid: 4\n\nid: 5\ndata: {"event":"app"}\n\nid: 6\nda';
  const bytes = new TextEncoder().encode(text);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 20 }), async (cuts) => {
      const at = [0, ...[...new Set(cuts)].sort((a, b) => a - b), bytes.length];
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          for (let piece = 1; piece < at.length; piece++) controller.enqueue(bytes.slice(at[piece - 1], at[piece]));
          controller.close();
        },
      });
      const heard: [number, unknown][] = [];
      await readEvents(body, (number, event) => heard.push([number, event]));
      expect(heard).toEqual([
        [3, null],
        [4, { event: 'progress', name: 'æøå' }],
        [4, null],
        [5, { event: 'app' }],
      ]);
    }),
    { numRuns: 200 },
  );
});
