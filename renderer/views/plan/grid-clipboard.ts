import { type RefObject, useEffect, useMemo } from 'react';
import { ratesOf } from '../../../src/gantt/plan-cells.ts';
import { parseTable, writeTable } from '../../../src/interchange/clipboard-text.ts';
import { type CopiedBlock, copyBlock } from '../../../src/model/commands/clipboard.ts';
import { topmost } from '../../../src/model/outline.ts';
import type { EntryLanguage } from '../../../src/time/entry.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import type { AppStore } from '../../stores/app-store.ts';
import { useStores } from '../../stores/stores.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { COLUMNS, cellText } from './columns.ts';
import { blockOfTable } from './pasted-rows.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** Kind of clipboard content that keeps everything about copied rows; other programs take the text beside it. */
const ROWS_TYPE = 'application/x-udbudsplan-rows';

/** The copied rows as a table: what Excel and mail take. Names are indented by their level. */
const tableOf = (surface: PlanSurfaceStore, ids: readonly string[], language: EntryLanguage): string[][] => {
  const { session } = surface;
  const { outline } = session.selection;
  const lines: string[][] = [];
  for (const top of topmost(outline, ids))
    for (let at = top; at < outline.subtreeEnd[top]!; at++) {
      const id = outline.ids[at]!;
      const indent = '  '.repeat(outline.depth[at]! - outline.depth[top]!);
      lines.push(
        COLUMNS.map(({ id: column }) => (column === 'name' ? indent : '') + cellText(session, column, id, language)),
      );
    }
  return lines;
};

const readBlock = (text: string): CopiedBlock | null => {
  if (text === '') return null;
  try {
    return JSON.parse(text) as CopiedBlock;
  } catch {
    return null;
  }
};

/** Rows on the clipboard of one plan view. */
class RowClipboard {
  /** Rows copied in this window, for pasting by menu, where browsers keep the clipboard to themselves. */
  private lastCopied: CopiedBlock | null = null;
  private readonly app: AppStore;
  private readonly surface: PlanSurfaceStore;
  private readonly language: EntryLanguage;

  constructor(app: AppStore, surface: PlanSurfaceStore, language: EntryLanguage) {
    this.app = app;
    this.surface = surface;
    this.language = language;
  }

  /** Copies the selected rows; says whether there were any. */
  copyTo(data: DataTransfer): boolean {
    const { session } = this.surface;
    const ids = session.selection.asSelection().taskIds;
    if (ids.length === 0) return false;
    this.lastCopied = copyBlock(session.plan.asPlan(), ids);
    data.setData(ROWS_TYPE, JSON.stringify(this.lastCopied));
    data.setData('text/plain', writeTable(tableOf(this.surface, ids, this.language)));
    return true;
  }

  deleteSelected(): void {
    const { session } = this.surface;
    const ids = session.selection.asSelection().taskIds;
    if (ids.length > 0) void session.carryOut('task.delete', { ids });
  }

  pasteFrom(data: DataTransfer | null): void {
    const { session } = this.surface;
    const rates = ratesOf(session.plan.asPlan());
    const text = data?.getData('text/plain') ?? '';
    const kept = data ? readBlock(data.getData(ROWS_TYPE)) : this.lastCopied;
    this.paste(kept ?? blockOfTable(parseTable(text), rates, this.app.env.todayDay()));
  }

  private paste(block: CopiedBlock): void {
    const { session } = this.surface;
    if (block.rows.length === 0) {
      this.app.notices.show('info', { namespace: 'plan', id: 'paste.none' });
      return;
    }
    const { taskIds, focusId } = session.selection.asSelection();
    const { outline } = session.selection;
    const blocks = topmost(outline, taskIds);
    const last = blocks[blocks.length - 1];
    const afterId = last === undefined ? focusId : outline.ids[last]!;
    void session.carryOut('task.paste', { block, afterId: afterId || null });
  }
}

/** Copying, cutting and pasting of rows, by the keys of the system and by commands. */
export const useGridClipboard = (
  surface: PlanSurfaceStore,
  edit: CellEditStore,
  gridRef: RefObject<HTMLDivElement | null>,
) => {
  const { app } = useStores();
  const { language } = useTexts();
  const clipboard = useMemo(() => new RowClipboard(app, surface, language), [app, surface, language]);

  useEffect(() => {
    // These events go to the body where nothing is marked, so the document is asked, and the focus decides.
    const concernsRows = (): boolean => document.activeElement === gridRef.current && !edit.active;
    const onCopy = (event: ClipboardEvent): void => {
      if (concernsRows() && event.clipboardData && clipboard.copyTo(event.clipboardData)) event.preventDefault();
    };
    const onCut = (event: ClipboardEvent): void => {
      if (!concernsRows() || !event.clipboardData || !clipboard.copyTo(event.clipboardData)) return;
      event.preventDefault();
      clipboard.deleteSelected();
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
    };
  }, [clipboard, gridRef]);
};
