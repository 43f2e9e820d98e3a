import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut, IconZoomScan } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { printPalette } from '../../../src/report/print-pages.ts';
import { useTexts } from '../i18n/texts.ts';
import { PageCanvas, PageThumb } from './page-canvas.tsx';
import { usePictures } from './pictures.ts';
import styles from './print.module.css';
import type { PrintStore } from './print-store.ts';

/** Small pictures of all pages; the arrow keys go from one to the next. */
const PageList = observer(({ store }: { readonly store: PrintStore }) => {
  const { textOf } = useTexts();
  const pictureOf = usePictures();
  const listRef = useRef<HTMLOListElement>(null);
  const { pageIndex, print, settings } = store;
  const pages = print?.pages ?? [];
  useEffect(() => {
    listRef.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pageIndex, pages.length]);
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? pages.length - 1 : step && pageIndex + step;
    if (to === undefined) return;
    event.preventDefault();
    store.goTo(to);
    listRef.current?.querySelectorAll('button')[store.pageIndex]?.focus();
  };
  if (pages.length < 2) return null;
  return (
    <nav className={styles.thumbs} aria-label={textOf('print', 'pages')}>
      <ol ref={listRef} onKeyDown={onKey}>
        {pages.map((page, at) => (
          <li key={at}>
            <button
              type="button"
              tabIndex={at === pageIndex ? 0 : -1}
              aria-current={at === pageIndex ? 'page' : undefined}
              aria-label={textOf('print', 'pageNumber', { page: at + 1 })}
              onClick={() => store.goTo(at)}
            >
              <PageThumb page={page} palette={printPalette(settings)} pictureOf={pictureOf} />
              <span aria-hidden>{at + 1}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
});

/** What had to be done otherwise than asked, so that the print can be read. */
const Notes = observer(({ store }: { readonly store: PrintStore }) => {
  const { textOf } = useTexts();
  const { print } = store;
  if (!print) return null;
  const notes = [
    ...(print.isTooMuch ? [textOf('print', 'note.tooMuch', { count: print.pagesDown })] : []),
    ...(print.droppedColumns.length > 0
      ? [textOf('print', 'note.dropped', { columns: print.droppedColumns.map(({ title }) => title).join(', ') })]
      : []),
  ];
  return notes.length === 0 ? null : (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
});

/** The pages as they will come out: one large, all of them small beside it. */
export const Preview = observer(({ store }: { readonly store: PrintStore }) => {
  const { textOf } = useTexts();
  const pictureOf = usePictures();
  const [shownZoom, setShownZoom] = useState(1);
  const onShownZoom = useCallback((zoom: number) => setShownZoom(zoom), []);
  const { print, pageIndex, pageCount, zoom, settings } = store;
  const p = (id: string, params?: Readonly<Record<string, string | number>>): string => textOf('print', id, params);
  const page = print?.pages[pageIndex];
  const position = p('position', { page: pageIndex + 1, pages: pageCount });
  const figure = page?.parts.find((part) => part.kind === 'figure' && part.alt !== textOf('report', 'logo'));
  const alt = figure?.kind === 'figure' ? figure.alt : '';
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'PageDown') store.goTo(pageIndex + 1);
    else if (event.key === 'PageUp') store.goTo(pageIndex - 1);
    else if (event.key === 'Home' && event.ctrlKey) store.goTo(0);
    else if (event.key === 'End' && event.ctrlKey) store.goTo(pageCount - 1);
    else if (event.key === '+' || event.key === '=') store.zoomBy(1, shownZoom);
    else if (event.key === '-') store.zoomBy(-1, shownZoom);
    else if (event.key === '0') store.zoomToFit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const button = (id: string, Icon: typeof IconZoomIn, run: () => void, isOff = false) => (
    <ActionIcon variant="subtle" aria-label={p(id)} title={p(id)} disabled={isOff} onClick={run}>
      <Icon size={18} aria-hidden />
    </ActionIcon>
  );
  return (
    <section className={styles.preview} aria-label={p('preview')}>
      <div className={styles.previewBar}>
        {button('previous', IconChevronLeft, () => store.goTo(pageIndex - 1), pageIndex === 0)}
        <span role="status" className={styles.position}>
          {print ? position : p('laying')}
        </span>
        {button('next', IconChevronRight, () => store.goTo(pageIndex + 1), pageIndex >= pageCount - 1)}
        <span className={styles.spacer} />
        {button('zoomOut', IconZoomOut, () => store.zoomBy(-1, shownZoom))}
        <span className={styles.zoom}>{Math.round(shownZoom * 100)} %</span>
        {button('zoomIn', IconZoomIn, () => store.zoomBy(1, shownZoom))}
        {button('zoomFit', IconZoomScan, () => store.zoomToFit(), zoom === null)}
      </div>
      <div className={styles.sheets}>
        <PageList store={store} />
        {page ? (
          <PageCanvas
            page={page}
            palette={printPalette(settings)}
            zoom={zoom}
            label={`${position}. ${alt}`}
            pictureOf={pictureOf}
            onKey={onKey}
            onShownZoom={onShownZoom}
          />
        ) : (
          <div className={styles.scroller} />
        )}
      </div>
      <Notes store={store} />
    </section>
  );
});
