import type { Call } from '../../src/api.ts';

/** Keeps how a window looks on this computer (scope `machine`): what is collapsed, zoom, the view last open. */
export interface PlaceKeeper {
  /** Keeps a text a moment later, so that a wheel or a held key does not write at every step. */
  readonly keep: (key: string, value: string) => void;
  /** Keeps at once what still waits: the window is about to close. */
  readonly keepNow: () => void;
  readonly recall: (key: string) => Promise<string | null>;
}

const SETTLE_MS = 400;

export const placeKeeper = (call: Call, later: (run: () => void, afterMs: number) => void): PlaceKeeper => {
  const waiting = new Map<string, string>();
  const write = (key: string): void => {
    const value = waiting.get(key);
    if (value === undefined) return;
    waiting.delete(key);
    // A layout that could not be kept is not worth a message: nothing of the plan is lost.
    void call('layout.set', { key, value });
  };
  return {
    keep: (key, value) => {
      const scheduled = waiting.has(key);
      waiting.set(key, value);
      if (scheduled) return;
      later(() => write(key), SETTLE_MS);
    },
    keepNow: () => {
      for (const key of [...waiting.keys()]) write(key);
    },
    recall: async (key) => {
      const pending = waiting.get(key);
      if (pending !== undefined) return pending;
      const answer = await call('layout.get', { key });
      return answer.ok ? answer.value : null;
    },
  };
};

/**
 * How an open project was looked at: what was folded, the plan's view, which rows and columns of it, and which conflicts
 * were put off. Null where nothing was kept.
 */
export interface KeptPlaces {
  readonly collapsed: string | null;
  readonly view: string | null;
  readonly reading: string | null;
  readonly later: string | null;
  /** When it was opened the time before, milliseconds since 1970 as text. */
  readonly opened: string | null;
}

/** Recalls how a project was looked at. */
export const keptPlaces = async ({ recall }: PlaceKeeper, projectId: string): Promise<KeptPlaces> => {
  const [collapsed, view, reading, later, opened] = await Promise.all([
    recall(`collapsed.${projectId}`),
    recall(`view.${projectId}`),
    recall(`reading.${projectId}`),
    recall(`later.${projectId}`),
    recall(`opened.${projectId}`),
  ]);
  return { collapsed, view, reading, later, opened };
};

const parsed = (text: string | null): unknown => {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The project and view of the last session; null where nothing readable was kept. */
export const keptWindow = (text: string | null): { projectId: string | null; view: string } | null => {
  const value = parsed(text) as { projectId?: unknown; view?: unknown } | null;
  if (typeof value !== 'object' || value === null || typeof value.view !== 'string') return null;
  return { projectId: typeof value.projectId === 'string' ? value.projectId : null, view: value.view };
};

/** A list of ids as it was kept; empty where nothing readable was kept. */
export const keptIds = (text: string | null): readonly string[] => {
  const value = parsed(text);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
};
