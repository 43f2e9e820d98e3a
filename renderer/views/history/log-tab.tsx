import { Button, Select, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallInput } from '../../../src/api.ts';
import type { HistoryLine, HistoryPoint, NamedDelta, PastNames } from '../../../src/model/history-result.ts';
import { rowName } from '../../../src/model/row-name.ts';
import { ENTITY_NAMES, type EntityName } from '../../../src/model/schema.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { catalogues } from '../../app/i18n/catalogues.ts';
import { momentText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import parts from '../../app/parts/parts.module.css';
import { DayField } from '../../app/parts/typed-fields.tsx';
import type { HistoryAbout } from '../../stores/history-store.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { Chunks } from './chunks.tsx';
import { DeltaLine } from './delta-lines.tsx';
import styles from './history.module.css';
import { msOfInstant } from './moments.ts';

type Filter = Omit<CallInput<'history.list'>, 'projectId' | 'limit' | 'before'>;

const PAGE = 60;
/** What is asked for again at once after a change. */
const MOST_AGAIN = 600;
const TYPING_MS = 250;

interface Loaded {
  readonly lines: readonly HistoryLine[];
  readonly next: number | null;
  readonly names: PastNames;
  readonly people: readonly string[];
}

const NOTHING: Loaded = { lines: [], next: null, names: {}, people: [] };

/** The pages that have come so far, asked for again when the plan or the filter changes; and the way to get more. */
const useLog = (filter: Filter): { loaded: Loaded | null; more: () => void } => {
  const { app } = useStores();
  const { projectId, revision } = useProject().plan;
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const shown = useRef<{ filter: Filter; count: number }>({ filter, count: 0 });
  const isAsking = useRef(false);
  useEffect(() => {
    let isCurrent = true;
    const again = shown.current.filter === filter ? Math.min(shown.current.count, MOST_AGAIN) : 0;
    void app.bridge.call('history.list', { projectId, limit: Math.max(PAGE, again), ...filter }).then((answer) => {
      if (!isCurrent) return;
      if (!answer.ok) return app.tellError(answer.error);
      shown.current = { filter, count: answer.value.lines.length };
      setLoaded(answer.value);
    });
    return () => {
      isCurrent = false;
    };
    // Every revision may have added a line.
  }, [app, projectId, revision, filter]);
  const more = useCallback(() => {
    const before = loaded?.next ?? null;
    if (before === null || isAsking.current) return;
    isAsking.current = true;
    void app.bridge.call('history.list', { projectId, limit: PAGE, before, ...filter }).then((answer) => {
      isAsking.current = false;
      if (!answer.ok) return app.tellError(answer.error);
      setLoaded((known) => {
        if (known === null || known.next !== before) return known;
        const { lines, next, names } = answer.value;
        shown.current = { filter, count: known.lines.length + lines.length };
        return { ...known, lines: [...known.lines, ...lines], next, names: { ...known.names, ...names } };
      });
    });
  }, [app, projectId, filter, loaded]);
  return { loaded, more };
};

/** Everything of one change, or the changes of an import. */
const WholeLine = observer(({ line, names }: { readonly line: HistoryLine; readonly names: PastNames }) => {
  const { app } = useStores();
  const { projectId } = useProject().plan;
  const { textOf } = useTexts();
  const [deltas, setDeltas] = useState<readonly NamedDelta[] | null>(line.rest === 0 ? line.changes : null);
  const [more, setMore] = useState<PastNames>(names);
  const [inside, setInside] = useState<readonly HistoryLine[]>([]);
  const { number, imported } = line;
  useEffect(() => {
    if (imported !== null) {
      const { importId } = imported;
      void app.bridge.call('history.list', { projectId, importId, limit: 1000 }).then((answer) => {
        if (!answer.ok) return app.tellError(answer.error);
        setInside(answer.value.lines);
        setMore(answer.value.names);
      });
    } else if (line.rest > 0) {
      void app.bridge.call('history.entry', { projectId, number }).then((answer) => {
        if (!answer.ok) return app.tellError(answer.error);
        setDeltas(answer.value.changes);
        setMore(answer.value.names);
      });
    }
  }, [app, projectId, number, imported, line.rest]);
  if (imported !== null) {
    return (
      <Chunks items={inside} label={textOf('history', 'import', { file: imported.fileName })}>
        {(each) => <LogLine key={each.number} line={each} names={more} />}
      </Chunks>
    );
  }
  if (deltas === null) return <p className={styles.rest}>{textOf('history', 'loading')}</p>;
  return (
    <Chunks items={deltas} label={textOf('history', 'changes', { count: deltas.length })}>
      {(delta) => <DeltaLine key={`${delta.entity}/${delta.id}`} delta={delta} names={more} canRestore />}
    </Chunks>
  );
});

/** Where a line leads: a name for the point, a comparison, and back. */
const LineActions = observer(({ line, title }: { readonly line: HistoryLine; readonly title: string }) => {
  const { app } = useStores();
  const project = useProject();
  const { textOf } = useTexts();
  const after: HistoryPoint = { kind: 'change', number: line.imported?.last ?? line.number };
  const since: HistoryPoint = line.imported === null ? after : { kind: 'import', importId: line.imported.importId };
  const compare = (): void => {
    void project.history.setPoints(since);
    project.history.showTab('changes');
  };
  const restore = async (): Promise<void> => {
    const answer = await project.carryOut('history.restorePlan', { point: after });
    if (answer.ok) app.tell('history.restored', {}, () => void project.undo());
  };
  const button = (id: string, run: () => void) => (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={textOf('history', `${id}Of`, { what: title })}
      onClick={run}
    >
      {textOf('history', id)}
    </Button>
  );
  return (
    <div className={styles.actions}>
      {button('sinceIt', compare)}
      {button('nameIt', () => app.openDialog({ kind: 'name-version', point: after }))}
      {button('restorePlan', () => void restore())}
    </div>
  );
});

/** One change, or one import, that opens to everything that it did. */
const LogLine = observer(({ line, names }: { readonly line: HistoryLine; readonly names: PastNames }) => {
  const { app } = useStores();
  const { t, textOf, language, commandTitle } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const { imported, command, person, wallMs, changes, rest } = line;
  const title = imported === null ? commandTitle(command) : textOf('history', 'import', { file: imported.fileName });
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  const count = imported?.changeSets ?? 0;
  return (
    <li className={styles.line} data-import={imported !== null || undefined}>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon size={14} aria-hidden />
        <span className={styles.title}>{title}</span>
        {count > 0 && <span className={styles.rest}>{textOf('history', 'changes', { count })}</span>}
        <span className={styles.who}>{person || t('history.unknownPerson')}</span>
        <span className={styles.when}>{momentText(wallMs, app.env.nowMs(), language)}</span>
      </button>
      {isOpen ? (
        <div className={styles.whole}>
          <WholeLine line={line} names={names} />
          <LineActions line={line} title={title} />
        </div>
      ) : (
        changes.length > 0 && (
          <ul className={styles.sum}>
            {changes.map((delta) => (
              <DeltaLine key={`${delta.entity}/${delta.id}`} delta={delta} names={names} canRestore={false} />
            ))}
            {rest > 0 && <li className={styles.rest}>{textOf('history', 'more', { count: rest })}</li>}
          </ul>
        )
      )}
    </li>
  );
});

interface Chosen {
  readonly person: string | null;
  readonly fromDay: number | null;
  readonly toDay: number | null;
  readonly entity: EntityName | null;
  readonly text: string;
}

const ALL: Chosen = { person: null, fromDay: null, toDay: null, entity: null, text: '' };

const filterOf = (chosen: Chosen, about: HistoryAbout | null, titles: (text: string) => string[]): Filter => {
  const text = chosen.text.trim();
  return {
    ...(chosen.person !== null && { person: chosen.person }),
    ...(chosen.fromDay !== null && { fromMs: msOfInstant(chosen.fromDay * MINUTES_PER_DAY) }),
    ...(chosen.toDay !== null && { toMs: msOfInstant((chosen.toDay + 1) * MINUTES_PER_DAY) }),
    ...(chosen.entity !== null && { entities: [chosen.entity] }),
    ...(text !== '' && { text, commands: titles(text) }),
    ...(about !== null && { about: { ...about, cells: about.cells === null ? null : [...about.cells] } }),
  };
};

/** Ids of the commands whose titles hold a text. */
const useTitles = (): ((text: string) => string[]) => {
  const { language } = useTexts();
  return useMemo(() => {
    const all = Object.entries(catalogues[language].commands ?? {});
    return (text) => {
      const needle = text.toLowerCase();
      const found = all.flatMap(([id, title]) => (title.toLowerCase().includes(needle) ? [id] : []));
      return found.slice(0, 1000);
    };
  }, [language]);
};

/** Asks for the next page when the end of the list comes near. */
const More = ({ onNear, text }: { readonly onNear: () => void; readonly text: string }) => {
  const box = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver((entries) => entries.at(-1)!.isIntersecting && onNear(), {
      rootMargin: '600px 0px',
    });
    watcher.observe(box.current!);
    return () => watcher.disconnect();
  }, [onNear]);
  return (
    <button ref={box} type="button" className={styles.more} onClick={onNear}>
      {text}
    </button>
  );
};

/** Who changed what and when, the newest first. */
export const LogTab = observer(() => {
  const session = useProject();
  const { history } = session;
  const { t, textOf } = useTexts();
  const [chosen, setChosen] = useState(ALL);
  const [typed, setTyped] = useState('');
  const titles = useTitles();
  const { about } = history;
  const filter = useMemo(() => filterOf(chosen, about, titles), [chosen, about, titles]);
  const { loaded, more } = useLog(filter);
  const { lines, next, names, people } = loaded ?? NOTHING;
  const set = (part: Partial<Chosen>): void => setChosen((known) => ({ ...known, ...part }));
  useEffect(() => {
    const timer = setTimeout(
      () => setChosen((known) => (known.text === typed ? known : { ...known, text: typed })),
      TYPING_MS,
    );
    return () => clearTimeout(timer);
  }, [typed]);
  const isFiltered = Object.keys(filter).length > 0;
  const rows = session.plan.asPlan().rows;
  const aboutText = (at: HistoryAbout): string => {
    const name = rowName(at.entity, at.id, (entity, id) => rows[entity].get(id) ?? null) || t('task.unnamed');
    if (at.cells === null) return textOf('history', 'about', { name });
    const field = at.cells.map((cell) => textOf('fields', `${at.entity}.${cell}`)).join(', ');
    return textOf('history', 'aboutCell', { name, field });
  };
  return (
    <div className={styles.tab}>
      <search className={styles.filters} aria-label={textOf('history', 'filters')}>
        <TextInput
          size="xs"
          aria-label={textOf('history', 'search')}
          placeholder={textOf('history', 'searchHint')}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          size="xs"
          clearable
          aria-label={textOf('history', 'who')}
          placeholder={textOf('history', 'everybody')}
          data={people.filter((name) => name !== '')}
          value={chosen.person}
          onChange={(person) => set({ person })}
        />
        <Select
          size="xs"
          clearable
          searchable
          aria-label={textOf('history', 'kind')}
          placeholder={textOf('history', 'everything')}
          data={ENTITY_NAMES.map((value) => ({ value, label: textOf('fields', value) }))}
          value={chosen.entity}
          onChange={(entity) => set({ entity: entity as EntityName | null })}
        />
        <DayField
          ariaLabel={textOf('history', 'from')}
          placeholder={textOf('history', 'from')}
          day={chosen.fromDay}
          onDay={(fromDay) => {
            set({ fromDay });
            return null;
          }}
        />
        <DayField
          ariaLabel={textOf('history', 'to')}
          placeholder={textOf('history', 'to')}
          day={chosen.toDay}
          onDay={(toDay) => {
            set({ toDay });
            return null;
          }}
        />
        {about !== null && (
          <Button size="compact-sm" variant="light" onClick={() => history.showAbout(null)}>
            {aboutText(about)} · {textOf('history', 'aboutAll')}
          </Button>
        )}
      </search>
      <div className={`${parts.card} ${styles.list}`}>
        {loaded !== null && lines.length === 0 && (
          <p className={parts.empty}>{textOf('history', isFiltered ? 'noneFound' : 'none')}</p>
        )}
        <Chunks items={lines} label={textOf('history', 'list')}>
          {(line) => <LogLine key={line.number} line={line} names={names} />}
        </Chunks>
        {next !== null && <More key={next} onNear={more} text={textOf('history', 'older')} />}
      </div>
    </div>
  );
});
