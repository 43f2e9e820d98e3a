import { type RefObject, useMemo } from 'react';
import { ratesOf } from '../../../src/gantt/plan-cells.ts';
import { parseTable, writeTable } from '../../../src/interchange/clipboard-text.ts';
import { type CopiedBlock, copyBlock } from '../../../src/model/commands/clipboard.ts';
import { topmost } from '../../../src/model/outline.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useStores } from '../../stores/stores.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { COLUMNS, cellText } from './columns.ts';
import { blockOfTable } from './pasted-rows.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** Kind of clipboard content that keeps everything about copied rows; other programs take the text beside it. */
const ROWS_TYPE = 'application/x-udbudsplan-rows';

/** The copied rows as a table: what Excel and mail take. Names are indented by their level. */
const tableOf = (surface: PlanSurfaceStore, ids: readonly string[], language: 'da' | 'en'): string[][] => {
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

const readBlock = (data: DataTransfer | null): CopiedBlock | null => {
  const kept = data?.getData(ROWS_TYPE);
  if (!kept) return null;
  try {
    return JSON.parse(kept) as CopiedBlock;
  } catch {
    return null;
  }
};

/** Copying, cutting and pasting of rows, by the keys of the system and by commands. */
export const useGridClipboard = (
  surface: PlanSurfaceStore,
  edit: CellEditStore,
  gridRef: RefObject<HTMLDivElement | null>,
) => {
  const { app } = useStores();
  const { language } = useTexts();
  return useMemo(() => {
    const { session } = surface;
    /** Rows copied in this window, for pasting by menu, where browsers keep the clipboard to themselves. */
    let lastCopied: CopiedBlock | null = null;

    const copyTo = (data: DataTransfer): boolean => {
      const ids = session.selection.asSelection().taskIds;
      if (ids.length === 0) return false;
      lastCopied = copyBlock(session.plan.asPlan(), ids);
      data.setData(ROWS_TYPE, JSON.stringify(lastCopied));
      data.setData('text/plain', writeTable(tableOf(surface, ids, language)));
      return true;
    };
    const cutRows = (): void => {
      const ids = session.selection.asSelection().taskIds;
      if (ids.length > 0) void session.carryOut('task.delete', { ids });
    };
    const paste = (block: CopiedBlock | null): void => {
      if (!block || block.rows.length === 0) {
        app.notices.show('info', { namespace: 'plan', id: 'paste.none' });
        return;
      }
      const { taskIds, focusId } = session.selection.asSelection();
      const { outline } = session.selection;
      const blocks = topmost(outline, taskIds);
      const last = blocks[blocks.length - 1];
      const afterId = last === undefined ? focusId : outline.ids[last]!;
      void session.carryOut('task.paste', { block, afterId: afterId || null });
    };

    const onCopy = (event: React.ClipboardEvent): void => {
      if (!edit.active && copyTo(event.clipboardData)) event.preventDefault();
    };
    const onCut = (event: React.ClipboardEvent): void => {
      if (edit.active || !copyTo(event.clipboardData)) return;
      event.preventDefault();
      cutRows();
    };
    const onPaste = (event: React.ClipboardEvent): void => {
      if (edit.active) return;
      event.preventDefault();
      const text = event.clipboardData.getData('text/plain');
      const rates = ratesOf(session.plan.asPlan());
      paste(readBlock(event.clipboardData) ?? blockOfTable(parseTable(text), rates, app.env.todayDay()));
    };
    // The commands ask the browser for the same events that the keys give.
    const asKeys = (what: 'copy' | 'cut'): void => {
      gridRef.current?.focus({ preventScroll: true });
      document.execCommand(what);
    };
    return {
      handlers: { onCopy, onCut, onPaste },
      actions: { copy: () => asKeys('copy'), cut: () => asKeys('cut'), paste: () => paste(lastCopied) },
    };
  }, [surface, edit, gridRef, app, language]);
};
