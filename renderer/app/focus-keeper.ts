/** An element and where it stood: what is left of it once it has been taken away. */
interface Place {
  readonly element: HTMLElement;
  /** From the element up: each parent, and which of its children led down. */
  readonly steps: readonly { readonly parent: Element; readonly index: number }[];
}

const FOCUSABLE = ['button', 'input', 'textarea', 'select']
  .map((tag) => `${tag}:not([disabled])`)
  .concat('a[href]', '[tabindex="0"]')
  .join(', ');

const placeOf = (element: HTMLElement): Place => {
  const steps: { parent: Element; index: number }[] = [];
  for (let at: Element = element; at.parentElement; at = at.parentElement)
    steps.push({ parent: at.parentElement, index: Array.prototype.indexOf.call(at.parentElement.children, at) });
  return { element, steps };
};

/** Where to go on: the element itself, else what has come in its place or stands beside it, else the view as a whole. */
const successorOf = ({ element, steps }: Place, root: Element, view: Element | null): Element | null => {
  if (element.isConnected) return element.matches(':disabled') ? null : element;
  for (const { parent, index } of steps) {
    if (!root.contains(parent)) continue;
    if (parent === view || parent === root) break;
    const neighbour = parent.children[Math.min(index, parent.children.length - 1)];
    const found = neighbour?.matches(FOCUSABLE) ? neighbour : neighbour?.querySelector(FOCUSABLE);
    if (found) return found;
  }
  return view;
};

/**
 * Gives the focus a place when what had it goes away: a row that was deleted, a view that was left by its keys, a dialog
 * that was closed. Without it the focus would fall to the page, and whoever works by keyboard would begin anew. What a
 * person leaves with the mouse stays left. Gives the way to stop.
 */
export const keepFocus = (root: HTMLElement): (() => void) => {
  let last: Place | null = null;
  let lastInRoot: Place | null = null;
  let mouseIsDown = false;

  const onFocusIn = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLElement)) return;
    last = placeOf(event.target);
    // Dialogs and menus lie outside the root; what was there before them is where they lead back to.
    if (root.contains(event.target)) lastInRoot = last;
  };
  const onFocusOut = (event: FocusEvent): void => {
    if (mouseIsDown && event.relatedTarget === null) last = null;
  };
  const onMouse = (event: MouseEvent): void => {
    mouseIsDown = event.type === 'mousedown';
  };
  const restore = (): void => {
    if (last === null || document.activeElement !== document.body) return;
    const place = root.contains(last.element) || last === lastInRoot ? last : lastInRoot;
    if (last.element.isConnected && place !== last) return;
    const successor = place && successorOf(place, root, root.querySelector('#view'));
    if (successor instanceof HTMLElement) successor.focus({ preventScroll: successor.id === 'view' });
  };

  const observer = new MutationObserver(restore);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  document.addEventListener('mousedown', onMouse, true);
  document.addEventListener('mouseup', onMouse, true);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onFocusOut);
    document.removeEventListener('mousedown', onMouse, true);
    document.removeEventListener('mouseup', onMouse, true);
  };
};
