import {
  type CallAnswer,
  type CallError,
  type HeldFile,
  type HostBridge,
  MAX_DROPPED_BYTES,
  type ServiceEvent,
} from '../../src/api.ts';
import { err } from '../../src/result.ts';
import { readEvents } from './event-reader.ts';
import { chooseFile, offerDownload } from './file-choice.ts';

const TOKEN_KEY = 'udbudsplan.token';
const RETRY_MS = 1_000;
/** An answer waits so long for the events before it; a stream that is slower than this has broken. */
const EVENT_WAIT_MS = 3_000;
/** Browsers let 64 KiB of requests outlive the page that made them; a character takes up to three bytes. */
const MOST_OUTLIVING = 20_000;

/**
 * The token that lets this page call the host. It comes in the fragment of the first address, which no browser sends
 * anywhere, and is kept for this tab only, so that a reload works and the address bar does not show it.
 */
const takeToken = (): string => {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem(TOKEN_KEY, given);
    history.replaceState(null, '', location.pathname);
  }
  return given ?? sessionStorage.getItem(TOKEN_KEY) ?? '';
};

const unreachable = (): { readonly ok: false; readonly error: CallError } =>
  err({ id: 'host.unreachable', params: {} });

type Request = (path: string, init?: RequestInit) => Promise<Response>;

interface EventFeed {
  readonly onEvent: HostBridge['onEvent'];
  /** Waits until all events up to a number were heard, and at 0 until the feed is open; at once when nobody listens. */
  readonly heardUpTo: (number: number) => Promise<void>;
}

/** Listens to the host's events as long as anybody wants them, again and again where the connection breaks. */
const openFeed = (request: Request): EventFeed => {
  const listeners = new Set<(event: ServiceEvent) => void>();
  const waiting = new Set<() => void>();
  let last = -1;
  let isRunning = false;

  const heard = (number: number, event: ServiceEvent | null): void => {
    last = number;
    if (event) for (const listener of listeners) listener(event);
    for (const look of waiting) look();
  };
  const run = async (): Promise<void> => {
    let isFirst = true;
    while (listeners.size > 0) {
      try {
        const response = await request('/events');
        if (response.status === 401) break;
        // Events were missed while the connection was down, so what is on screen must not be trusted.
        if (!isFirst && response.body) location.reload();
        if (response.body) await readEvents(response.body, heard);
      } catch {
        // The host is gone or not yet back: asked again below.
      }
      isFirst = false;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    isRunning = false;
    for (const look of waiting) look();
  };

  return {
    onEvent: (listener) => {
      listeners.add(listener);
      if (!isRunning) {
        isRunning = true;
        void run();
      }
      return () => listeners.delete(listener);
    },
    heardUpTo: (number) =>
      new Promise((resolve) => {
        const finish = (): void => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        const timer = setTimeout(finish, EVENT_WAIT_MS);
        const look = (): void => {
          if (last >= number || !isRunning) finish();
        };
        waiting.add(look);
        look();
      }),
  };
};

/** The bridge of a page that was served by the browser host: calls and files over HTTP, events as a stream. */
export const browserBridge = (): HostBridge => {
  const token = takeToken();
  const request: Request = (path, init = {}) =>
    fetch(path, { ...init, cache: 'no-store', headers: { ...init.headers, authorization: `Bearer ${token}` } });
  const feed = openFeed(request);
  let isLeaving = false;
  window.addEventListener('pagehide', () => {
    isLeaving = true;
  });
  window.addEventListener('pageshow', () => {
    isLeaving = false;
  });

  const upload = async (name: string, body: Blob): Promise<HeldFile | null> => {
    const response = await request('/upload', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) },
      body,
    });
    return response.ok ? ((await response.json()) as HeldFile) : null;
  };

  return {
    call: async (call, input) => {
      try {
        // No event that follows this call's answer may be missed.
        await feed.heardUpTo(0);
        const body = JSON.stringify(input);
        const response = await request(`/call/${call}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          // What is asked for while the page closes still arrives.
          keepalive: isLeaving && body.length < MOST_OUTLIVING,
        });
        const answer = (await response.json()) as CallAnswer<typeof call>;
        await feed.heardUpTo(Number(response.headers.get('x-events') ?? 0));
        return answer;
      } catch {
        return unreachable();
      }
    },
    onEvent: feed.onEvent,
    pickFile: async () => {
      const file = await chooseFile();
      return file === null ? null : upload(file.name, file);
    },
    holdFile: async (file) =>
      file.size > MAX_DROPPED_BYTES ? null : upload(file.name, new Blob([await file.arrayBuffer()])),
    saveFile: async (file) => {
      const response = await request(`/file/${file.token}`);
      if (!response.ok) return false;
      offerDownload(await response.blob(), file.name);
      return true;
    },
  };
};
