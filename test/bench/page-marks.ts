/**
 * What is measured inside a page, by its own clock. These functions are sent to the page as text, so each stands alone.
 */

/** Milliseconds since the page's navigation began, and that instant by the wall clock. */
export interface Usable {
  readonly sinceNavigationMs: number;
  readonly wallMs: number;
}

export interface Opened {
  /** From the click until the answer to `project.open` had arrived; null where calls leave no trace in the page. */
  readonly answerMs: number | null;
  readonly rowsMs: number;
  /** Until the frame with rows and time line had been handed to the screen. */
  readonly paintedMs: number;
}

export interface Edited {
  readonly answerMs: number | null;
  readonly paintedMs: number;
}

declare global {
  interface Window {
    benchUsable?: Promise<Usable>;
    benchEdited?: Promise<Edited>;
  }
}

/**
 * Watches a page from its first moment until somebody can work with it: what it shows is painted, and a key that is
 * pressed has had its effect, which is painted too. Knows the plan, the start screen, other views and the empty page.
 */
export const watchUsable = (): void => {
  const press = (target: EventTarget, key: string, ctrlKey = false): void => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
  };
  let wasActive: string | null = null;
  // Pressed anew with every frame: what is drawn may not listen yet, and a key that nobody hears is what is looked for.
  const answersKey = (): boolean => {
    const empty = document.querySelector<HTMLElement>('[data-empty-page]');
    if (empty) {
      press(empty, 'ArrowDown');
      return empty.dataset.emptyPage === 'ArrowDown';
    }
    const grid = document.querySelector('[data-testid="tree-grid"]');
    if (grid) {
      const active = grid.getAttribute('aria-activedescendant');
      if (active === null || !document.querySelector('canvas[data-painted]')) return false;
      if (wasActive !== null && active !== wasActive) return true;
      wasActive = active;
      press(grid, 'ArrowDown');
      return grid.getAttribute('aria-activedescendant') !== wasActive;
    }
    const view = document.querySelector('main[data-view]');
    if (!view?.querySelector('button')) return false;
    if (document.querySelector('[role="dialog"]') !== null) return true;
    press(document.body, 'k', true);
    return document.querySelector('[role="dialog"]') !== null;
  };
  window.benchUsable = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`the window answers no key: ${document.body.innerText.slice(0, 200)}`)), 30_000);
    const look = (): void => {
      if (!answersKey()) requestAnimationFrame(look);
      else {
        requestAnimationFrame(() =>
          setTimeout(() => {
            const now = performance.now();
            resolve({ sinceNavigationMs: now, wallMs: performance.timeOrigin + now });
          }),
        );
      }
    };
    requestAnimationFrame(look);
  });
};

/** Opens the project of that name from the list of projects. */
export const openProject = (name: string): Promise<Opened> =>
  new Promise((resolve, reject) => {
    const button = [...document.querySelectorAll<HTMLElement>('main button')].find((each) => each.textContent === name);
    if (!button) return reject(new Error(`no project ${name}`));
    let rowsMs: number | null = null;
    const startMs = performance.now();
    const since = (): number => performance.now() - startMs;
    const watch = new MutationObserver(() => {
      if (rowsMs === null && document.querySelector('[data-task]:not([data-task=""])')) rowsMs = since();
      if (rowsMs === null || !document.querySelector('canvas[data-painted]')) return;
      watch.disconnect();
      const rows = rowsMs;
      requestAnimationFrame(() =>
        setTimeout(() => {
          const calls = performance.getEntriesByType('resource').filter((entry) => entry.name.includes('project.open'));
          const last = calls.at(-1) as PerformanceResourceTiming | undefined;
          resolve({ answerMs: last ? last.responseEnd - startMs : null, rowsMs: rows, paintedMs: since() });
        }),
      );
    });
    watch.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-painted'],
    });
    button.click();
  });

/** Gets ready to time the next press of that key until the canvas shows a later revision than now. */
export const watchEdit = (key: string): void => {
  window.benchEdited = new Promise((resolve) => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== key) return;
      window.removeEventListener('keydown', onKey, true);
      const startMs = event.timeStamp;
      const canvas = document.querySelector<HTMLElement>('canvas[data-painted]')!;
      const before = canvas.dataset.painted;
      const watch = new MutationObserver(() => {
        if (canvas.dataset.painted === before) return;
        watch.disconnect();
        requestAnimationFrame(() =>
          setTimeout(() => {
            const paintedMs = performance.now() - startMs;
            const calls = performance.getEntriesByType('resource').filter(({ name }) => /command|history/.test(name));
            const last = calls.at(-1) as PerformanceResourceTiming | undefined;
            performance.clearResourceTimings();
            resolve({ answerMs: last ? last.responseEnd - startMs : null, paintedMs });
          }),
        );
      });
      watch.observe(canvas, { attributes: true, attributeFilter: ['data-painted'] });
    };
    window.addEventListener('keydown', onKey, true);
  });
};

/** The page that shows nothing and answers a key: what any page of the runtime costs. */
export const EMPTY_PAGE = `<!doctype html><html lang="da"><title>tom</title><body><p data-empty-page="">tom</p>
<script>addEventListener('keydown', (event) => { document.querySelector('p').dataset.emptyPage = event.key; });</script>
</body></html>`;
