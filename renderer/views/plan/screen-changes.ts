import { useEffect, useState } from 'react';

/** What tells that the screen changed; a dark contrast theme that takes the place of a light one changes the scheme only. */
const SIGNS = ['(forced-colors: active)', '(prefers-color-scheme: dark)'];

/** Counts up when the screen itself changes: the window moves to one of another density, or system colours come, go or turn. */
export const useScreenChanges = (): number => {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const queries = [`(resolution: ${window.devicePixelRatio}dppx)`, ...SIGNS].map((query) => window.matchMedia(query));
    const onChange = (): void => setChanges((count) => count + 1);
    for (const query of queries) query.addEventListener('change', onChange, { once: true });
    return () => {
      for (const query of queries) query.removeEventListener('change', onChange);
    };
  }, [changes]);
  return changes;
};
