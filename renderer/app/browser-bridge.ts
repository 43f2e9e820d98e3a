import type { CallAnswer, CallError, HeldFile, HostBridge, ServiceEvent } from '../../src/api.ts';
import { err } from '../../src/result.ts';

const TOKEN_KEY = 'udbudsplan.token';
const RETRY_MS = 1_000;
/** How long a chosen file may still arrive after the window has its focus back, before it counts as a change of mind. */
const NO_CHOICE_MS = 1_500;

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

/** Reads server-sent events from a response as they come; EventSource could not send the token as a header. */
const readEvents = async (body: ReadableStream<Uint8Array>, listener: (event: ServiceEvent) => void): Promise<void> => {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let parts: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const pieces = value.split('\n\n');
    for (const piece of pieces.slice(0, -1)) {
      const text = [...parts, piece].join('');
      parts = [];
      if (text.startsWith('data: ')) listener(JSON.parse(text.slice('data: '.length)) as ServiceEvent);
    }
    parts.push(pieces[pieces.length - 1] as string);
  }
};

const chooseFile = (): Promise<File | null> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.hidden = true;
    const settle = (file: File | null): void => {
      window.removeEventListener('focus', waitForChoice);
      input.remove();
      resolve(file);
    };
    // Browsers before Chrome 113 and Safari before 16.4 say nothing when the dialog is cancelled; focus returns then.
    const waitForChoice = (): void => {
      setTimeout(() => settle(input.files?.[0] ?? null), NO_CHOICE_MS);
    };
    input.addEventListener('change', () => settle(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => settle(null), { once: true });
    if (!('oncancel' in input)) window.addEventListener('focus', waitForChoice, { once: true });
    document.body.append(input);
    input.click();
  });

const offerDownload = (content: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address while it handles the click; a minute is far more than it needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

/** The bridge of a page that was served by the browser host: calls and files over HTTP, events as a stream. */
export const browserBridge = (): HostBridge => {
  const token = takeToken();
  const listeners = new Set<(event: ServiceEvent) => void>();
  let listening = false;
  const request = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(path, { ...init, cache: 'no-store', headers: { ...init.headers, authorization: `Bearer ${token}` } });

  const listen = async (): Promise<void> => {
    let missed = false;
    while (listeners.size > 0) {
      try {
        const response = await request('/events');
        if (response.status === 401) break;
        if (response.body) {
          // Events may have been missed while the stream was down: the plan on screen must not be trusted.
          if (missed) location.reload();
          await readEvents(response.body, (event) => {
            for (const listener of listeners) listener(event);
          });
        }
      } catch {
        // The host is gone or not yet back: asked again below.
      }
      missed = true;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    listening = false;
  };

  const answerOf = async <T>(path: string, init: RequestInit): Promise<T | ReturnType<typeof unreachable>> => {
    try {
      return (await (await request(path, init)).json()) as T;
    } catch {
      return unreachable();
    }
  };

  return {
    call: (call, input) =>
      answerOf<CallAnswer<typeof call>>(`/call/${call}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      }),
    onEvent: (listener) => {
      listeners.add(listener);
      if (!listening) {
        listening = true;
        void listen();
      }
      return () => listeners.delete(listener);
    },
    pickFile: async () => {
      const file = await chooseFile();
      if (file === null) return null;
      const response = await request('/upload', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
        body: file,
      });
      return response.ok ? ((await response.json()) as HeldFile) : null;
    },
    saveFile: async (file) => {
      const response = await request(`/file/${file.token}`);
      if (!response.ok) return false;
      offerDownload(await response.blob(), file.name);
      return true;
    },
  };
};
