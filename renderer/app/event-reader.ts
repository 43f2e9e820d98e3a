import type { ServiceEvent } from '../../src/api.ts';

/** Reads the host's numbered event stream (server-sent events) as it comes; the part after the last blank line waits. */
export const readEvents = async (
  body: ReadableStream<Uint8Array>,
  heard: (number: number, event: ServiceEvent | null) => void,
): Promise<void> => {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let begun: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    // A message may come in many pieces: they are put together once, at its end.
    const joined = value.includes('\n') ? [...begun, value].join('') : null;
    if (joined === null) {
      begun.push(value);
      continue;
    }
    const messages = joined.split('\n\n');
    begun = [messages.pop() as string];
    for (const message of messages) {
      const [first = '', second] = message.split('\n', 2);
      const event = second === undefined ? null : (JSON.parse(second.slice('data: '.length)) as ServiceEvent);
      heard(Number(first.slice('id: '.length)), event);
    }
  }
};
