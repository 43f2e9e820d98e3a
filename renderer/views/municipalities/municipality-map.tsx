import { observer } from 'mobx-react-lite';
import { type KeyboardEvent, type MouseEvent, memo, useMemo, useRef, useState } from 'react';
import { areaTowards, type DenmarkMap, type Direction, pathOf } from '../../../src/commitment/denmark-map.ts';
import { mapOfDenmark } from './map-of-denmark.ts';
import styles from './municipalities.module.css';

let made: { readonly map: DenmarkMap; readonly paths: ReadonlyMap<string, string> } | null = null;

/** The map is made when it is first shown, and once. */
const theMap = () => {
  if (made === null) {
    const map = mapOfDenmark();
    made = { map, paths: new Map(map.areas.map((area) => [area.code, pathOf(area)])) };
  }
  return made;
};

/** How an area looks and what is said of it. */
export interface AreaLook {
  readonly fill: string;
  readonly label: string;
}

interface AreaProps extends AreaLook {
  readonly code: string;
  readonly path: string;
  readonly isChosen: boolean;
}

/** One municipality; drawn anew only when its own look changes. */
const Area = memo(({ code, path, fill, label, isChosen }: AreaProps) => (
  <path
    id={`up-area-${code}`}
    data-code={code}
    d={path}
    fill={fill}
    className={styles.area}
    role="option"
    aria-label={label}
    aria-selected={isChosen}
  />
));

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

const FIRST_CODE = '751';
const VIEW_MARGIN = 6;

interface MapProps {
  readonly name: string;
  readonly insetName: string;
  /** By municipality code. */
  readonly lookOf: (code: string) => AreaLook;
  readonly isChosen: (code: string) => boolean;
  /** The municipality with the focus, where another part of the view moves it too. */
  readonly focusCode: string | null;
  readonly onPick: (code: string, way: 'only' | 'toggle' | 'edit') => void;
}

/**
 * Denmark's municipalities, to be read and chosen by mouse and keyboard: arrows move to the neighbour in that direction,
 * space adds to what is chosen, Enter goes on to the answer. A table beside it tells the same.
 */
export const MunicipalityMap = observer(({ name, insetName, lookOf, isChosen, focusCode, onPick }: MapProps) => {
  const { map, paths } = useMemo(theMap, []);
  const [hovered, setHovered] = useState<string | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const current = focusCode ?? FIRST_CODE;
  const codeAt = (event: MouseEvent): string | null => (event.target as Element).getAttribute('data-code');
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = ARROWS[event.key];
    if (direction) {
      const next = areaTowards(map, current, direction);
      if (next !== undefined) onPick(next, 'only');
    } else if (event.key === ' ') onPick(current, 'toggle');
    else if (event.key === 'Enter') onPick(current, 'edit');
    else return;
    event.preventDefault();
  };
  const told = hovered ?? (hasFocus ? current : null);
  const { inset } = map;
  const outlined = [...map.areas].filter(({ code }) => isChosen(code) || (hasFocus && code === current));
  return (
    <div className={styles.mapFrame} ref={frame}>
      <svg
        className={styles.map}
        viewBox={`${-VIEW_MARGIN} ${-VIEW_MARGIN} ${map.width + 2 * VIEW_MARGIN} ${map.height + 2 * VIEW_MARGIN}`}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a picture in which one chooses
        role="listbox"
        aria-label={name}
        aria-multiselectable
        tabIndex={0}
        aria-activedescendant={`up-area-${current}`}
        onKeyDown={onKeyDown}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        onClick={(event) => {
          const code = codeAt(event);
          if (code !== null) onPick(code, event.ctrlKey || event.metaKey ? 'toggle' : 'only');
        }}
        onDoubleClick={(event) => {
          const code = codeAt(event);
          if (code !== null) onPick(code, 'edit');
        }}
        onMouseMove={(event) => setHovered(codeAt(event))}
        onMouseLeave={() => setHovered(null)}
      >
        <rect
          x={inset.x}
          y={inset.y}
          width={inset.width}
          height={inset.height}
          rx="10"
          className={styles.inset}
          aria-hidden
        />
        <text
          x={inset.x + inset.width / 2}
          y={inset.y - 10}
          textAnchor="middle"
          className={styles.insetName}
          aria-hidden
        >
          {insetName}
        </text>
        {map.areas.map(({ code }) => (
          <Area key={code} code={code} path={paths.get(code)!} isChosen={isChosen(code)} {...lookOf(code)} />
        ))}
        {outlined.map(({ code }) => (
          <path
            key={code}
            d={paths.get(code)}
            className={styles.outline}
            data-focus={hasFocus && code === current}
            aria-hidden
          />
        ))}
      </svg>
      <p className={styles.told} aria-hidden>
        {told === null ? '' : lookOf(told).label}
      </p>
    </div>
  );
});
