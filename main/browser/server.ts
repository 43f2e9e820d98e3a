import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Call, ServiceEvent } from '../../src/api.ts';
import { callGate, MAX_INPUT_CHARS } from '../hosts/call-gate.ts';
import type { HeldFiles } from '../hosts/held-files.ts';
import type { Log } from '../hosts/log-file.ts';
import { assetHeaders, pageHeaders, withNonce } from '../hosts/page-policy.ts';
import type { ServedFile } from '../hosts/served-files.ts';
import { type EventStream, openEventStream } from './event-stream.ts';
import { refusalOfFile, refusalOfRequest } from './request-guard.ts';

/** Largest file that may be uploaded; import has its own, lower limits and says so where they are passed. */
export const MAX_UPLOAD_BYTES = 2_000_000_000;
const MAX_NAME_CHARS = 500;

export interface ServerParts {
  readonly call: Call;
  readonly onEvent: (listener: (event: ServiceEvent) => void) => () => void;
  readonly files: HeldFiles;
  readonly served: ReadonlyMap<string, ServedFile>;
  readonly log: Log;
  readonly token: string;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The part of the path after the route's own, as the call's name or the file's token. */
  readonly rest: string;
}

const refuse = ({ request, response }: Exchange, status: number, why: string): void => {
  // What is still being sent is not read: the connection ends with the answer.
  response.writeHead(status, { ...assetHeaders, 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ ok: false, error: { id: `host.refused-${why}`, params: {} } }));
  request.resume();
  setTimeout(() => request.destroy(), 1_000).unref();
};

class TooLarge extends Error {}

/** Lets through so many bytes and fails at the next. */
const bounded = (maxBytes: number): Transform => {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new TooLarge());
      else done(null, chunk);
    },
  });
};

const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // A character takes at most three bytes of UTF-8 for each UTF-16 unit that the gate counts.
    if (bytes > 3 * MAX_INPUT_CHARS) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const uploadName = (header: string | string[] | undefined): string => {
  try {
    const name = decodeURIComponent(String(header ?? ''));
    return name.replace(/^.*[\\/]/, '').slice(0, MAX_NAME_CHARS) || 'file';
  } catch {
    return 'file';
  }
};

const answerCalls = ({ call, log }: ServerParts, events: EventStream): ((exchange: Exchange) => Promise<void>) => {
  const gate = callGate(call, log);
  return async ({ request, response, rest }) => {
    const answer = await gate(rest, await readText(request));
    // The page waits until it has seen every event up to this number, as events precede the answer.
    response.writeHead(200, {
      ...assetHeaders,
      'content-type': 'application/json; charset=utf-8',
      'x-events': String(events.sent()),
    });
    response.end(answer);
  };
};

const takeUploads =
  ({ files }: ServerParts) =>
  async ({ request, response }: Exchange): Promise<void> => {
    const path = files.scratchPath();
    try {
      await pipeline(request, bounded(MAX_UPLOAD_BYTES), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    response.writeHead(200, { ...assetHeaders, 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(files.hold(path, uploadName(request.headers['x-file-name']))));
  };

const giveFiles =
  ({ files }: ServerParts) =>
  async (exchange: Exchange): Promise<void> => {
    const held = files.find(exchange.rest);
    if (held === null) return refuse(exchange, 404, 'file');
    const { size } = await stat(held.path);
    exchange.response.writeHead(200, {
      ...assetHeaders,
      'content-type': 'application/octet-stream',
      'content-length': size,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(held.name)}`,
    });
    await pipeline(createReadStream(held.path), exchange.response);
  };

const servePages =
  (served: ReadonlyMap<string, ServedFile>) =>
  async (exchange: Exchange): Promise<void> => {
    const known = served.get(exchange.rest);
    if (!known) return refuse(exchange, 404, 'file');
    const content = await readFile(known.file);
    const { response } = exchange;
    if (!known.mime.startsWith('text/html')) {
      response.writeHead(200, { ...assetHeaders, 'content-type': known.mime }).end(content);
      return;
    }
    const nonce = randomBytes(16).toString('base64');
    response.writeHead(200, { ...pageHeaders(nonce, "'self'"), 'content-type': known.mime });
    response.end(withNonce(content.toString('utf8'), nonce));
  };

/**
 * The browser host's server: pages of the program, calls, events, uploads and downloads. It answers on the loopback
 * address only; whoever starts it chooses the port.
 */
export const createHostServer = (parts: ServerParts): Server => {
  const events = openEventStream(parts.onEvent);
  const routes: Readonly<Record<string, (exchange: Exchange) => Promise<void> | void>> = {
    'POST /call/': answerCalls(parts, events),
    'POST /upload': takeUploads(parts),
    'GET /file/': giveFiles(parts),
    'GET /events': ({ response }) => events.join(response),
  };
  const servePage = servePages(parts.served);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const port = request.socket.localPort ?? 0;
    const path = (request.url ?? '').replace(/[?#].*$/s, '');
    const asked = `${request.method} ${path}`;
    const route = Object.keys(routes).find((start) =>
      start.endsWith('/') ? asked.startsWith(start) : asked === start,
    );
    const rest = route ? asked.slice(route.length) : path;
    const exchange: Exchange = { request, response, rest };
    const refused = route ? refusalOfRequest(request.headers, port, parts.token) : refusalOfFile(request.headers, port);
    if (refused) return refuse(exchange, refused.status, refused.why);
    if (route) return routes[route]?.(exchange);
    return request.method === 'GET' ? servePage(exchange) : refuse(exchange, 405, 'method');
  };

  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof TooLarge) return refuse({ request, response, rest: '' }, 413, 'too-large');
      parts.log.fault('browser host', error);
      if (!response.headersSent) response.writeHead(500, assetHeaders);
      response.end();
    });
  });
  server.on('close', () => events.close());
  return server;
};
