import { type RefObject, useEffect, useMemo } from 'react';
import { ratesOf } from '../../../src/gantt/plan-cells.ts';
import { parseTable, writeTable } from '../../../src/interchange/clipboard-text.ts';
import { type CopiedBlock, copyBlock } from '../../../src/model/commands/clipboard.ts';
import { topmost } from '../../../src/model/outline.ts';
import type { AppStore } from '../../stores/app-store.ts';
import type { CellWrite } from '../../stores/paste-preview.ts';
import { isTaskRow } from '../../stores/selection-store.ts';
import { useStores } from '../../stores/stores.ts';
import { carryOutCells } from './cell-commands.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { planCells, rangeColumnIds, rangeTasks } from './cell-range.ts';
import { columnsOfHeadings } from './pasted-columns.ts';
import { blockOfTable } from './pasted-rows.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** Kind of clipboard content that keeps everything about copied rows; other programs take the text beside it. */
const ROWS_TYPE = 'application/x-udbudsplan-rows';

/** What the clipboard holds of this program's own. */
interface Copied {
  /** Names this very copy. */
  readonly token: string;
  /** Rows as a whole were copied, not cells of them. */
  readonly whole: boolean;
  readonly block: CopiedBlock;
}

type Table = readonly (readonly string[])[];

/** The copied rows as a table: what Excel and mail take. Names are indented by their level. */
const tableOfRows = (surface: PlanSurfaceStore, ids: readonly string[]): Table => {
  const { selection, reading } = surface.session;
  const { outline } = selection;
  const lines: string[][] = [];
  for (const top of topmost(outline, ids))
    for (let at = top; at < outline.subtreeEnd[top]!; at++) {
      const indent = '  '.repeat(outline.depth[at]! - outline.depth[top]!);
      lines.push(surface.columns.map(({ id }) => (id === 'name' ? indent : '') + reading.text(id, outline.ids[at]!)));
    }
  return lines;
};

/** The copied cells as a table, as they are shown. */
const tableOfCells = (surface: PlanSurfaceStore): Table => {
  const columns = rangeColumnIds(surface);
  return rangeTasks(surface).map((id) => columns.map((column) => surface.session.reading.text(column, id)));
};

const readCopied = (text: string): Copied | null => {
  if (text === '') return null;
  try {
    const value = JSON.parse(text) as Partial<Copied> | null;
    return value && typeof value.token === 'string' && value.block ? (value as Copied) : null;
  } catch {
    return null;
  }
};

/** Rows and cells on the clipboard of one plan view. */
class GridClipboard {
  /** What was copied in this window, for pasting by menu, where browsers keep the clipboard to themselves. */
  private last: { readonly copied: Copied; readonly table: Table } | null = null;
  private readonly app: AppStore;
  private readonly surface: PlanSurfaceStore;
  private copies = 0;

  constructor(app: AppStore, surface: PlanSurfaceStore) {
    this.app = app;
    this.surface = surface;
  }

  /** Copies the selected cells, or rows where they are selected as a whole; says whether there were any. */
  copyTo(data: DataTransfer): Copied | null {
    const { surface } = this;
    const { session } = surface;
    const ids = session.selection.asSelection().taskIds;
    if (ids.length === 0) return null;
    const whole = surface.rangeColumns === null;
    const token = `${this.app.env.nowMs()}-${++this.copies}`;
    const copied = { token, whole, block: copyBlock(session.plan.asPlan(), ids) };
    const table = whole ? tableOfRows(surface, ids) : tableOfCells(surface);
    this.last = { copied, table };
    surface.setCut(null);
    data.setData(ROWS_TYPE, JSON.stringify(copied));
    data.setData('text/plain', writeTable(table));
    const count = whole ? ids.length : table.length * (table[0]?.length ?? 0);
    session.live.say(whole ? 'message.copiedRows' : 'message.copiedCells', { count });
    return copied;
  }

  /** Copies, and marks what was copied: it moves when it is pasted, and stays where it is until then. */
  cutTo(data: DataTransfer): boolean {
    const { surface } = this;
    const copied = this.copyTo(data);
    if (!copied) return false;
    const ids = new Set(rangeTasks(surface));
    surface.setCut({ token: copied.token, ids, columns: copied.whole ? null : rangeColumnIds(surface) });
    surface.session.live.say('message.cut', { count: ids.size });
    return true;
  }

  /** Pastes what is on the clipboard: over cells where cells are selected, else as rows below the selected ones. */
  pasteFrom(data: DataTransfer | null, asRows = false): void {
    const copied = data ? readCopied(data.getData(ROWS_TYPE)) : (this.last?.copied ?? null);
    const table = data ? parseTable(data.getData('text/plain')) : (this.last?.table ?? []);
    if (table.length === 0 || (table.length === 1 && table[0]!.every((cell) => cell === ''))) {
      this.app.notices.show('info', { namespace: 'plan', id: 'paste.none' });
      return;
    }
    const { surface } = this;
    const { cut } = surface;
    if (cut && cut.token === copied?.token && cut.columns === null && !asRows) {
      this.moveCut(cut.ids);
      return;
    }
    const ontoRows = surface.rangeColumns === null;
    const hasHeadings = table.length > 1 && columnsOfHeadings(table[0]!) !== null;
    const rowsMeant = copied ? copied.whole || ontoRows : ontoRows || hasHeadings;
    if (asRows || rowsMeant) this.pasteRows(copied, table);
    else this.pasteCells(table, copied);
  }

  private pasteRows(copied: Copied | null, table: Table): void {
    const { session } = this.surface;
    const block = copied?.block ?? blockOfTable(table, ratesOf(session.plan.asPlan()), this.app.env.todayDay());
    if (block.rows.length === 0) {
      this.app.notices.show('info', { namespace: 'plan', id: 'paste.none' });
      return;
    }
    void session.carryOut('task.paste', { block, afterId: this.rowAbove() });
  }

  /** The row below which pasted rows come. */
  private rowAbove(): string | null {
    const { selection } = this.surface.session;
    const { taskIds, focusId } = selection.asSelection();
    const blocks = topmost(selection.outline, taskIds);
    const last = blocks[blocks.length - 1];
    return (last === undefined ? focusId : selection.outline.ids[last]!) || null;
  }

  /** Cut rows are moved: they stay the tasks that they are, with their links and their history. */
  private moveCut(ids: ReadonlySet<string>): void {
    const { session } = this.surface;
    const { outline } = session.selection;
    const afterId = this.rowAbove();
    this.surface.setCut(null);
    if (session.reading.isReordered) {
      this.app.notices.show('info', { namespace: 'table', id: 'message.reordered' });
      return;
    }
    const at = afterId === null ? -1 : outline.position.get(afterId)!;
    const parentId = at < 0 || outline.parent[at]! < 0 ? null : outline.ids[outline.parent[at]!]!;
    void session.carryOut('task.move', { ids: [...ids], parentId, afterId });
  }

  /** Cells of a table over those from the focused one on; one cell over all that are selected. Rows beyond the last are left out. */
  private writesOf(table: Table): readonly CellWrite[] {
    const { surface } = this;
    const { columns, rows, session } = surface;
    const [firstColumn] = surface.rangeColumns!;
    const selected = rangeTasks(surface);
    if (table.length === 1 && table[0]!.length === 1)
      return selected.flatMap((taskId) =>
        rangeColumnIds(surface).map((column) => ({ taskId, column, text: table[0]![0]! })),
      );
    const firstRow = surface.rowOf(selected[0] ?? session.selection.focus!.taskId);
    const shown: string[] = [];
    for (let row = firstRow; row < rows.count && shown.length < table.length; row++)
      if (isTaskRow(rows.at(row).id)) shown.push(rows.at(row).id);
    return shown.flatMap((taskId, i) =>
      table[i]!.flatMap((text, k): CellWrite[] => {
        const column = columns[firstColumn + k];
        return column ? [{ taskId, column: column.id, text: text.trim() === '' ? null : text }] : [];
      }),
    );
  }

  private pasteCells(table: Table, copied: Copied | null): void {
    const { app, surface } = this;
    const { session, cut } = surface;
    const writes = this.writesOf(table);
    const written = new Set(writes.map(({ taskId, column }) => `${taskId} ${column}`));
    const leaving =
      cut?.columns && cut.token === copied?.token
        ? [...cut.ids].flatMap((taskId) => cut.columns!.map((column): CellWrite => ({ taskId, column, text: null })))
        : [];
    surface.setCut(null);
    const left = leaving.filter(({ taskId, column }) => !written.has(`${taskId} ${column}`));
    const plan = planCells(session, [...left, ...writes], app.env.todayDay());
    const renamed = plan.taken.filter(({ column }) => column === 'name').length;
    const beyond = table.length > 1 ? Math.max(0, table.length - new Set(writes.map(({ taskId }) => taskId)).size) : 0;
    // What one sees coming is done; what cannot all be taken, or would rename several tasks, is shown first.
    if (plan.refused.length === 0 && renamed < 2 && beyond === 0) {
      void carryOutCells(app, surface, 'cells.paste', plan);
      return;
    }
    app.openDialog({
      kind: 'paste-preview',
      preview: {
        taken: plan.taken,
        refused: plan.refused,
        beyond,
        carryOut: () => void carryOutCells(app, surface, 'cells.paste', { ...plan, refused: [] }),
        asRows: () => this.pasteRows(copied, table),
      },
    });
  }
}

/** Copying, cutting and pasting of rows and cells, by the keys of the system and by commands. */
export const useGridClipboard = (
  surface: PlanSurfaceStore,
  edit: CellEditStore,
  gridRef: RefObject<HTMLDivElement | null>,
) => {
  const { app } = useStores();
  const clipboard = useMemo(() => new GridClipboard(app, surface), [app, surface]);

  useEffect(() => {
    // These events go to the body where nothing is marked, so the document is asked, and the focus decides.
    const concernsRows = (): boolean => document.activeElement === gridRef.current && !edit.active;
    const onCopy = (event: ClipboardEvent): void => {
      if (concernsRows() && event.clipboardData && clipboard.copyTo(event.clipboardData)) event.preventDefault();
    };
    const onCut = (event: ClipboardEvent): void => {
      if (concernsRows() && event.clipboardData && clipboard.cutTo(event.clipboardData)) event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (!concernsRows()) return;
      event.preventDefault();
      clipboard.pasteFrom(event.clipboardData);
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCut);
      document.removeEventListener('paste', onPaste);
    };
  }, [clipboard, edit, gridRef]);

  return useMemo(() => {
    // The commands ask the browser for the same events that the keys give.
    const asKeys = (what: 'copy' | 'cut'): void => {
      gridRef.current?.focus({ preventScroll: true });
      document.execCommand(what);
    };
    return {
      copy: () => asKeys('copy'),
      cut: () => asKeys('cut'),
      paste: () => clipboard.pasteFrom(null),
      pasteRows: () => clipboard.pasteFrom(null, true),
    };
  }, [clipboard, gridRef]);
};
