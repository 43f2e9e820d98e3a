import { measureText } from '../../../src/gantt/text-metrics.ts';
import type { Texts } from '../../app/i18n/texts.ts';
import { cellId } from './cell-id.ts';
import { type Column, indentOf } from './columns.ts';
import styles from './plan-view.module.css';
import type { ShownRow } from './shown-row.ts';

/** As in the style sheet: size of the text, room beside it, and the button that folds. */
const FONT_PX = 13;
const PADDING_PX = 8;
const NAME_PADDING_PX = 6;
const FOLD_PX = 18;
/** The line below a row. */
const BORDER_PX = 1;
/** Room of the badge of conflicts beside a name. */
const BADGE_PX = 30;

/** Names that the sign of deleted tasks tells; the list has the rest. */
const MOST_NAMES = 5;

const CHEVRON = { down: ['M6 9l6 6l6 -6'], right: ['M9 6l6 6l-6 6'] } as const;
const PARTING_WAYS = [
  'M21 17h-5.397a5 5 0 0 1 -4.096 -2.133l-.514 -.734a5 5 0 0 0 -4.096 -2.133h-3.897',
  'M21 7h-5.395a5 5 0 0 0 -4.098 2.135l-.51 .73a5 5 0 0 1 -4.097 2.135h-3.9',
  'M18 10l3 -3l-3 -3',
  'M18 20l3 -3l-3 -3',
] as const;

/** What can be done in a row beside what the whole grid listens to. */
export interface RowActions {
  readonly fold: (taskId: string, folded: boolean) => void;
  readonly showConflicts: (taskId: string) => void;
}

/** Writes attributes of an element, and only those that say something else than before: each writing costs style and layout. */
class Attributes {
  private readonly written = new Map<string, string>();
  private readonly element: Element;

  constructor(element: Element) {
    this.element = element;
  }

  /** `null` takes the attribute away. */
  set(name: string, value: string | number | boolean | null): void {
    const text = value === null ? undefined : String(value);
    if (this.written.get(name) === text) return;
    if (text === undefined) {
      this.written.delete(name);
      this.element.removeAttribute(name);
    } else {
      this.written.set(name, text);
      this.element.setAttribute(name, text);
    }
  }

  /** An attribute that is there or not. */
  mark(name: string, isThere: boolean): void {
    this.set(name, isThere || null);
  }
}

const made = <T extends keyof HTMLElementTagNameMap>(tag: T, className: string): HTMLElementTagNameMap[T] => {
  const element = document.createElement(tag);
  element.className = className;
  return element;
};

/** A drawing of strokes on a square of 24, as the icons of the window are. */
const strokes = (paths: readonly string[], sizePx: number): SVGSVGElement => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const attributes = {
    width: sizePx,
    height: sizePx,
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': true,
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, String(value));
  for (const d of paths) svg.appendChild(document.createElementNS(svg.namespaceURI, 'path')).setAttribute('d', d);
  return svg as SVGSVGElement;
};

/** A button for the pointer alone: the keyboard stays with the grid, and the row is not taken for pressed. */
const smallButton = (className: string, press: () => void): HTMLButtonElement => {
  const button = made('button', className);
  button.type = 'button';
  button.tabIndex = -1;
  button.addEventListener('pointerdown', (event) => event.stopPropagation());
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('dblclick', (event) => event.stopPropagation());
  button.addEventListener('click', press);
  return button;
};

/** What a cell shows, as it follows from its row. */
interface ShownCell {
  readonly row: ShownRow;
  readonly text: string;
  readonly isEdited: boolean;
  readonly isInRange: boolean;
  readonly hasHandle: boolean;
}

class CellElement {
  readonly element = made('div', styles.cell!);
  readonly column: Column;
  private readonly attributes = new Attributes(this.element);
  private readonly textElement = made('span', styles.cellText!);
  private readonly textAttributes = new Attributes(this.textElement);
  private readonly text = document.createTextNode('');
  private readonly texts: Texts;
  private readonly actions: RowActions;
  private readonly isName: boolean;
  private row: ShownRow | null = null;
  private foldButton: HTMLButtonElement | null = null;
  private readonly foldSpace = made('span', styles.foldSpace!);
  private foldKey = '';
  private depth = -1;
  /** What few cells have: signs, words for screen readers, a badge, a count, the handle. */
  private extras: HTMLElement[] = [];
  private extrasKey = '';

  constructor(column: Column, columnNumber: number, texts: Texts, actions: RowActions) {
    const { element, attributes, textElement, text } = this;
    this.column = column;
    this.texts = texts;
    this.actions = actions;
    this.isName = column.id === 'name';
    attributes.set('role', 'gridcell');
    attributes.set('aria-colindex', columnNumber);
    attributes.set('aria-readonly', !column.editable);
    attributes.set('data-column', column.id);
    attributes.set('data-align', column.align);
    attributes.mark('data-stuck', column.stuckPx !== null);
    element.style.width = `${column.widthPx}px`;
    if (column.stuckPx !== null) element.style.setProperty('--stuck-left', `${column.stuckPx}px`);
    textElement.append(text);
    if (this.isName) element.append(this.foldSpace);
    element.append(textElement);
  }

  show(shown: ShownCell): void {
    const { attributes, column, isName } = this;
    const { row, text, isEdited, isInRange, hasHandle } = shown;
    this.row = row;
    const isActive = row.focusedColumn === column.id;
    const isContested = row.conflictColumns.includes(column.id);
    const isBadged = isName && row.conflicts > 0;
    const indentPx = isName ? indentOf(row.depth) : 0;
    const taken = 2 * PADDING_PX + (isName ? indentPx + FOLD_PX : 0) + (isBadged ? BADGE_PX : 0);
    const isWide = measureText(text, FONT_PX, row.kind === 'summary' ? 600 : 400) > column.widthPx - taken;
    attributes.set('id', isActive ? cellId(row.taskId, column.id) : null);
    attributes.set('aria-selected', isInRange || null);
    attributes.mark('data-active', isActive);
    attributes.mark('data-editing', isEdited);
    attributes.mark('data-contested', isContested);
    attributes.mark('data-fill-from', hasHandle);
    // A text that stands there as a whole needs no second telling.
    attributes.set('title', isWide && !isEdited ? text : null);
    this.textAttributes.mark('data-wide', isWide);
    if (this.text.data !== text) this.text.data = text;
    if (isName) {
      this.showFold(row);
      if (this.depth !== row.depth) this.element.style.paddingLeft = `${NAME_PADDING_PX + indentPx}px`;
      this.depth = row.depth;
    }
    if (isEdited) this.textElement.remove();
    else if (!this.textElement.isConnected) this.element.insertBefore(this.textElement, this.extras[0] ?? null);
    this.showExtras(row, { isContested: isContested && !isEdited, isBadged: isBadged && !isEdited, hasHandle });
  }

  /** The button that folds a summary, or the room it would take. */
  private showFold({ hasChildren, expanded }: ShownRow): void {
    const key = hasChildren ? (expanded ? 'down' : 'right') : '';
    if (key === this.foldKey) return;
    const before = this.foldKey === '' ? this.foldSpace : this.foldButton!;
    this.foldKey = key;
    if (key === '') {
      before.replaceWith(this.foldSpace);
      return;
    }
    this.foldButton ??= smallButton(styles.fold!, () => this.actions.fold(this.row!.taskId, this.row!.expanded));
    this.foldButton.setAttribute('aria-label', this.texts.textOf('plan', expanded ? 'row.collapse' : 'row.expand'));
    this.foldButton.replaceChildren(strokes(CHEVRON[key], 14));
    if (before !== this.foldButton) before.replaceWith(this.foldButton);
  }

  private showExtras(
    row: ShownRow,
    { isContested, isBadged, hasHandle }: Record<'isContested' | 'isBadged' | 'hasHandle', boolean>,
  ): void {
    const { isName } = this;
    const badge = isBadged ? row.conflicts : 0;
    const change = isName ? row.change : null;
    const gone = isName ? row.gone : null;
    const groupCount = isName ? row.groupCount : null;
    const isPlain =
      !isContested && badge === 0 && change === null && gone === null && groupCount === null && !hasHandle;
    const key = isPlain ? '' : JSON.stringify([isContested, badge, change, gone, groupCount, hasHandle]);
    if (key === this.extrasKey) return;
    this.extrasKey = key;
    for (const extra of this.extras) extra.remove();
    this.extras = [];
    const add = (extra: HTMLElement): void => {
      this.extras.push(extra);
      this.element.append(extra);
    };
    if (gone !== null) add(this.goneMark(gone));
    if (isContested) add(this.contested());
    if (badge > 0) add(this.conflictBadge(badge));
    if (groupCount !== null) add(this.groupCount(groupCount));
    if (hasHandle) add(this.fillHandle());
    if (change === null) return;
    const mark = this.changeMark(change);
    this.extras.push(mark);
    (this.foldKey === '' ? this.foldSpace : this.foldButton!).after(mark);
  }

  private contested(): HTMLElement {
    const words = made('span', 'up-visually-hidden');
    words.textContent = this.texts.textOf('conflicts', 'contested');
    return words;
  }

  /** How much is to be decided about a task; leads to it. From the keyboard the view of conflicts begins with the task too. */
  private conflictBadge(count: number): HTMLElement {
    const label = this.texts.textOf('conflicts', 'badge', { count });
    const button = smallButton(styles.conflictBadge!, () => this.actions.showConflicts(this.row!.taskId));
    button.setAttribute('aria-label', label);
    button.title = label;
    button.dataset.conflicts = String(count);
    button.append(strokes(PARTING_WAYS, 13));
    if (count > 1) {
      const number = document.createElement('span');
      number.setAttribute('aria-hidden', 'true');
      number.textContent = String(count);
      button.append(number);
    }
    return button;
  }

  private groupCount(count: number): HTMLElement {
    const words = made('span', styles.groupCount!);
    words.textContent = this.texts.textOf('table', 'group.count', { count });
    return words;
  }

  private fillHandle(): HTMLElement {
    const handle = made('span', styles.fillHandle!);
    handle.dataset.fill = 'true';
    handle.title = this.texts.textOf('table', 'fill.handle');
    handle.setAttribute('aria-hidden', 'true');
    return handle;
  }

  /** What has become of a task since the point with which the plan is compared, as a sign with its words. */
  private changeMark(change: string): HTMLElement {
    return this.sign(change, this.texts.textOf('history', `mark.${change}`));
  }

  /** That tasks which stood here are deleted since then: no row of theirs is left to carry a sign. */
  private goneMark(names: readonly string[]): HTMLElement {
    const { t, textOf } = this.texts;
    const told = names.slice(0, MOST_NAMES).map((name) => name || t('task.unnamed'));
    const rest = names.length - told.length;
    const list = rest > 0 ? [...told, textOf('history', 'mark.goneRest', { count: rest })] : told;
    const mark = this.sign('gone', textOf('history', 'mark.gone', { count: names.length, names: list.join(', ') }));
    if (names.length > 1) mark.textContent = String(names.length);
    return mark;
  }

  private sign(change: string, word: string): HTMLElement {
    const mark = made('span', styles.changeMark!);
    mark.dataset.change = change;
    mark.setAttribute('role', 'img');
    mark.setAttribute('aria-label', word);
    mark.title = word;
    return mark;
  }
}

/**
 * The element of one row of the grid. It is written to directly, and shows one row after the other: in a frame of scrolling
 * rows come and go by the dozen, and of what they write most is as it was.
 */
export class RowElement {
  readonly element = made('div', styles.row!);
  private readonly attributes = new Attributes(this.element);
  private readonly texts: Texts;
  private readonly actions: RowActions;
  private cells: readonly CellElement[] = [];
  private columns: readonly Column[] | null = null;
  private heightPx = 0;

  constructor(texts: Texts, actions: RowActions) {
    this.texts = texts;
    this.actions = actions;
    this.attributes.set('role', 'row');
  }

  /** The element of a cell, where its editor goes; null where the column is not shown. */
  cellOf(column: string): HTMLElement | null {
    return this.cells.find((cell) => cell.column.id === column)?.element ?? null;
  }

  /** Puts the row at a place of the plan: its number, and pixels from the top. */
  place(index: number, rowHeight: number): void {
    const { attributes, element } = this;
    attributes.set('aria-rowindex', index + 2);
    // By properties: a style as text is kept out by the page's policy.
    element.style.top = `${index * rowHeight}px`;
    if (this.heightPx === rowHeight) return;
    this.heightPx = rowHeight;
    element.style.height = `${rowHeight}px`;
    element.style.lineHeight = `${rowHeight - BORDER_PX}px`;
  }

  show(row: ShownRow, columns: readonly Column[], cellTexts: readonly string[] | null): void {
    if (columns !== this.columns) this.makeCells(columns);
    const { attributes } = this;
    attributes.set('aria-level', row.depth + 1);
    attributes.set('aria-expanded', row.hasChildren ? row.expanded : null);
    attributes.set('aria-selected', row.selected);
    attributes.set('data-task', row.taskId);
    attributes.set('data-kind', row.kind);
    attributes.set('data-level', row.depth);
    attributes.mark('data-critical', row.critical);
    attributes.set('data-finding', row.finding);
    attributes.mark('data-hover', row.hovered);
    attributes.mark('data-cut', row.cut);
    attributes.mark('data-aside', row.aside);
    attributes.mark('data-found', row.found);
    attributes.mark('data-lifted', row.editedColumn !== null || row.fillColumn !== null);
    attributes.mark('data-group', row.groupCount !== null);
    const { range, editedColumn, fillColumn } = row;
    this.cells.forEach((cell, at) => {
      const { id } = cell.column;
      const isEdited = editedColumn === id;
      cell.show({
        row,
        text: cellTexts?.[at] ?? (id === 'name' ? this.texts.textOf('plan', 'row.new') : ''),
        isEdited,
        isInRange: range !== null && at >= range[0] && at <= range[1],
        hasHandle: fillColumn === at && !isEdited,
      });
    });
  }

  private makeCells(columns: readonly Column[]): void {
    this.columns = columns;
    this.cells = columns.map((column, at) => new CellElement(column, at + 1, this.texts, this.actions));
    this.element.replaceChildren(...this.cells.map(({ element }) => element));
  }
}
