import { useEffect, useState } from 'react';

/** Counts up when the screen itself changes: the window moves to one of another density, or system colours come or go. */
export const useScreenChanges = (): number => {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const queries = [`(resolution: ${window.devicePixelRatio}dppx)`, '(forced-colors: active)'].map((query) =>
      window.matchMedia(query),
    );
    const onChange = (): void => setChanges((count) => count + 1);
    for (const query of queries) query.addEventListener('change', onChange, { once: true });
    return () => {
      for (const query of queries) query.removeEventListener('change', onChange);
    };
  }, [changes]);
  return changes;
};
