import type { ServerResponse } from 'node:http';
import type { ServiceEvent } from '../../src/api.ts';
import { assetHeaders } from '../hosts/page-policy.ts';

/** Comments keep the connection from being taken for dead by anything between. */
const HEARTBEAT_MS = 20_000;

/** The service's events as a numbered stream to every page that listens. */
export interface EventStream {
  /** Adds a page; it first hears the number of the last event before it joined. */
  readonly join: (response: ServerResponse) => void;
  /** The number of the last event that was sent. */
  readonly sent: () => number;
  readonly close: () => void;
}

export const openEventStream = (onEvent: (listener: (event: ServiceEvent) => void) => () => void): EventStream => {
  const pages = new Set<ServerResponse>();
  let last = 0;
  const write = (text: string): void => {
    for (const page of pages) page.write(text);
  };
  const stop = onEvent((event) => {
    last += 1;
    write(`id: ${last}\ndata: ${JSON.stringify(event)}\n\n`);
  });
  const heartbeat = setInterval(() => write(`id: ${last}\n\n`), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    join: (response) => {
      response.writeHead(200, { ...assetHeaders, 'content-type': 'text/event-stream; charset=utf-8' });
      response.write(`id: ${last}\n\n`);
      pages.add(response);
      response.on('close', () => pages.delete(response));
    },
    sent: () => last,
    close: () => {
      stop();
      clearInterval(heartbeat);
      for (const page of pages) page.end();
    },
  };
};
