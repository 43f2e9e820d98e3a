import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

type Parts = typeof import('./late-parts.ts');

/** The parts once they have come. */
let there: Parts | null = null;

const fetchParts = async (): Promise<Parts> => {
  there ??= await import('./late-parts.ts');
  return there;
};

/** Resolves once the frame that is being made stands on the screen. */
const afterPaint = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/**
 * A part of the window that comes after the first frame: what people work with is drawn and takes keys before it.
 * `waiting` keeps its room until then.
 */
export const late = (name: keyof Parts, waiting: ReactNode = null): ComponentType => {
  const Waited = lazy(async () => {
    await afterPaint();
    return { default: (await fetchParts())[name] };
  });
  return function Late() {
    // What has come already is drawn at once; what is being waited for stays the same element when it comes.
    const [Part] = useState<ComponentType>(() => there?.[name] ?? Waited);
    return (
      <Suspense fallback={waiting}>
        <Part />
      </Suspense>
    );
  };
};

/** Fetches the late parts when the window has nothing else to do, so that nobody waits for one later. */
export const fetchLateParts = (): void =>
  void requestIdleCallback(async () => {
    await afterPaint();
    await fetchParts();
  });
