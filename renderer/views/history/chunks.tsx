import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Items that are drawn and taken away together. */
const CHUNK = 40;
/** So far above and below the window a chunk is kept drawn. */
const MARGIN = '900px 0px';
/** Height that a chunk has room for before it was ever drawn, in pixels an item. */
const GUESS_PX = 56;

/** Some items, drawn only while they are near the window; their room stays as it was. */
const Chunk = ({ count, children }: { readonly count: number; readonly children: () => ReactNode }) => {
  const box = useRef<HTMLLIElement>(null);
  const [near, setNear] = useState(false);
  const [height, setHeight] = useState(count * GUESS_PX);
  useEffect(() => {
    const element = box.current!;
    const watcher = new IntersectionObserver(
      (entries) => {
        const isNear = entries.at(-1)!.isIntersecting;
        // What has the keyboard stays.
        if (!isNear && element.contains(document.activeElement)) return;
        if (!isNear) setHeight(element.offsetHeight);
        setNear(isNear);
      },
      { rootMargin: MARGIN },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return (
    <li ref={box} style={near ? undefined : { height }}>
      {near && <ul>{children()}</ul>}
    </li>
  );
};

/** A list of any length, of which only what is near the window is in the page. Each child is an `li`. */
export const Chunks = <T,>({
  items,
  label,
  children,
}: {
  readonly items: readonly T[];
  readonly label: string;
  readonly children: (item: T) => ReactNode;
}) => {
  const parts: (readonly T[])[] = [];
  for (let at = 0; at < items.length; at += CHUNK) parts.push(items.slice(at, at + CHUNK));
  return (
    <ul aria-label={label}>
      {parts.map((part, at) => (
        <Chunk key={at} count={part.length}>
          {() => part.map(children)}
        </Chunk>
      ))}
    </ul>
  );
};
