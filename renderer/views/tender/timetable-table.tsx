import { observer } from 'mobx-react-lite';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { needsLawyer } from '../../../src/tender/citation.ts';
import type { TenderOfPlan } from '../../../src/tender/tender-of-plan.ts';
import parts from '../../app/parts/parts.module.css';
import { useProject } from '../../stores/stores.ts';
import styles from './tender-view.module.css';
import { OPTIONAL_COLUMNS, tenderViewOf } from './tender-view-store.ts';
import { TimetableRow } from './timetable-row.tsx';
import { useViewText } from './use-tender.ts';

/** Up and down go to the same column of the next line; fields of one line use no arrows for that themselves. */
const moveByArrows = (event: KeyboardEvent<HTMLTableElement>): void => {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const cell = (event.target as HTMLElement).closest<HTMLElement>('td, th');
  let row = cell?.closest('tr') ?? null;
  if (cell === null || row === null) return;
  const at = [...row.children].indexOf(cell);
  for (;;) {
    row = (event.key === 'ArrowUp' ? row.previousElementSibling : row.nextElementSibling) as HTMLTableRowElement | null;
    if (row === null) return;
    const next = row.children[at]?.querySelector<HTMLElement>('input, button');
    if (!next) continue;
    event.preventDefault();
    next.focus();
    return;
  }
};

/** The timetable of a tender: every date with what the law asks of it, changed where it stands. */
export const TimetableTable = observer(({ of }: { readonly of: TenderOfPlan }) => {
  const project = useProject();
  const view = tenderViewOf(project);
  const v = useViewText();
  const table = useRef<HTMLTableElement>(null);
  const hasBaseline = project.tenders.baselineId !== null;
  const columns = OPTIONAL_COLUMNS.filter((column) => view.columns.has(column) && (column !== 'drift' || hasBaseline));
  const { wantedRow } = view;
  useEffect(() => {
    if (wantedRow === null) return;
    const row = table.current?.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(wantedRow)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    const field =
      row?.querySelector<HTMLElement>('[data-column="date"] input') ?? row?.querySelector<HTMLElement>('button');
    field?.focus();
    view.taken();
  }, [wantedRow, view]);
  const isOpen = of.rows.some(({ citations }) => citations.some(needsLawyer));
  return (
    <div className={styles.sheet}>
      <table ref={table} className={`${parts.table} ${parts.quiet} ${styles.table}`} onKeyDown={moveByArrows}>
        <caption className="up-visually-hidden">{v('table.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{v('column.activity')}</th>
            <th scope="col">{v('column.date')}</th>
            <th scope="col">{v('column.time')}</th>
            {columns.includes('actual') && <th scope="col">{v('column.actual')}</th>}
            {columns.includes('drift') && (
              <th scope="col" className={parts.number}>
                {v('column.drift')}
              </th>
            )}
            <th scope="col" className={parts.number}>
              {v('column.limit')}
            </th>
            <th scope="col">{v('column.rule')}</th>
            {columns.includes('responsible') && <th scope="col">{v('column.responsible')}</th>}
            <th scope="col">{v('column.status')}</th>
          </tr>
        </thead>
        <tbody>
          {of.rows.map((row) => (
            <TimetableRow key={row.key} of={of} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
      <p className={styles.foot}>
        {isOpen && <>{v('table.confirm')} </>}
        {v('table.noAdvice')}
      </p>
    </div>
  );
});
