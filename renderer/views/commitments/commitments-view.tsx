import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconDownload, IconListDetails, IconMail, IconSearch, IconUpload } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useRef, useState } from 'react';
import { DPI, USUAL_PRINT } from '../../../src/api.ts';
import { type ListReport, matchAnswers } from '../../../src/commitment/answer-list.ts';
import { answerRows, cellText } from '../../../src/commitment/answer-rows.ts';
import { listWords } from '../../../src/commitment/list-words.ts';
import { missingAnswers } from '../../../src/commitment/missing-answers.ts';
import { regionsOn } from '../../../src/commitment/region.ts';
import type { Standing } from '../../../src/commitment/standing.ts';
import { STATUSES_IN_LEGEND } from '../../../src/commitment/status.ts';
import { thresholdStates } from '../../../src/commitment/threshold.ts';
import { parseTable, writeTable } from '../../../src/interchange/clipboard-text.ts';
import { modulesInOrder, roundsInOrder } from '../../../src/model/commitment-rows.ts';
import type { CommitmentStatus } from '../../../src/model/commitment-schema.ts';
import { catalogues } from '../../app/i18n/catalogues.ts';
import { dayText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import parts from '../../app/parts/parts.module.css';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import { MapView } from '../municipalities/map-view.tsx';
import { MunicipalityMap } from '../municipalities/municipality-map.tsx';
import { statusFill } from '../municipalities/status-look.tsx';
import { AnswerEditor } from './answer-editor.tsx';
import { AnswerTable } from './answer-table.tsx';
import styles from './commitments.module.css';
import { type CommitmentsStore, commitmentsStoreOf, type Tab } from './commitments-store.ts';
import { CoveragePanel } from './coverage-panel.tsx';
import { CurvePanel } from './curve-panel.tsx';
import { ListDialog } from './list-dialog.tsx';
import { MatrixPanel } from './matrix-panel.tsx';
import { RemindersDialog, RoundsDialog } from './rounds-dialog.tsx';
import { Legend, StandingCards } from './standing-cards.tsx';
import { ThresholdPanel } from './threshold-panel.tsx';

const TABS: readonly Tab[] = ['answers', 'matrix', 'thresholds', 'coverage', 'curve'];
/** More rounds than these are chosen from a list instead of a row of buttons. */
const MOST_BUTTONS = 4;

const words = listWords(
  (['da', 'en'] as const).map((language) => (catalogue, key) => catalogues[language][catalogue]?.[key] ?? key),
);

/** Before anything is collected: one button brings in municipalities, rounds and a threshold. */
const Beginning = observer(() => {
  const project = useProject();
  const { textOf } = useTexts();
  const c = (key: string): string => textOf('commitment', key);
  const begin = (): void => {
    const rounds = (['interest', 'specification', 'binding'] as const).map((kind) => ({
      name: c(`begin.round.${kind}`),
      kind,
    }));
    void project.carryOut('commitment.begin', { rounds, threshold: c('begin.threshold') });
  };
  return (
    <div className={parts.page}>
      <div className={`${parts.card} ${styles.beginning}`}>
        <h2>{c('begin.title')}</h2>
        <p>{c('begin.text')}</p>
        <Button onClick={begin}>{c('begin.button')}</Button>
        <p className={styles.hint}>{c('begin.source')}</p>
      </div>
    </div>
  );
});

interface Given {
  readonly name: string;
  readonly report: ListReport;
  readonly note: string | null;
}

/** What is looked for; apart from the other filters, so that a letter draws one field anew. */
const SearchField = observer(({ store }: { readonly store: CommitmentsStore }) => {
  const { textOf } = useTexts();
  const label = textOf('commitment', 'filter.search');
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} aria-hidden />}
      value={store.search}
      onChange={(event) => store.set('search', event.currentTarget.value)}
    />
  );
});

const Filters = observer(({ store }: { readonly store: CommitmentsStore }) => {
  const project = useProject();
  const { textOf } = useTexts();
  const c = (key: string): string => textOf('commitment', key);
  const plan = project.plan.asPlan();
  const modules = modulesInOrder(plan);
  return (
    <div className={styles.filters}>
      <SearchField store={store} />
      <Select
        aria-label={textOf('fields', 'commitment.answer.status')}
        placeholder={c('filter.anyStatus')}
        clearable
        data={STATUSES_IN_LEGEND.map((status) => ({
          value: status,
          label: textOf('fields', `commitment.answer.status.${status}`),
        }))}
        value={store.status}
        onChange={(status) => store.set('status', status as CommitmentStatus | null)}
      />
      <Select
        aria-label={textOf('fields', 'region')}
        placeholder={c('filter.anyRegion')}
        clearable
        data={regionsOn(plan, store.regionDay).map(({ id, name }) => ({ value: id, label: name }))}
        value={store.regionId}
        onChange={(id) => store.set('regionId', id)}
      />
      {modules.length > 0 && (
        <Select
          aria-label={textOf('fields', 'module')}
          placeholder={c('filter.whole')}
          clearable
          data={modules.map(({ id, name }) => ({ value: id, label: name }))}
          value={store.moduleId}
          onChange={(id) => store.set('pickedModule', id)}
        />
      )}
    </div>
  );
});

/** How many pass the filters; apart from the rest, so that a letter in the filter draws nothing but this and the table. */
const ShownCount = observer(({ store }: { readonly store: CommitmentsStore }) => {
  const { textOf } = useTexts();
  const isTable = store.tab === 'answers' || store.tab === 'matrix';
  return (
    <span className={styles.shownCount} role="status">
      {isTable && textOf('commitment', 'shown', { count: store.shown.length })}
    </span>
  );
});

const RoundChoice = observer(({ store }: { readonly store: CommitmentsStore }) => {
  const { plan } = useProject();
  const { textOf } = useTexts();
  const data = roundsInOrder(plan.asPlan()).map(({ id, name }) => ({ value: id, label: name }));
  const label = textOf('fields', 'round');
  const pick = (id: string | null): void => store.set('pickedRound', id);
  return data.length > MOST_BUTTONS ? (
    <Select aria-label={label} allowDeselect={false} data={data} value={store.roundId} onChange={pick} />
  ) : (
    <SegmentedControl size="xs" aria-label={label} data={data} value={store.roundId ?? ''} onChange={pick} />
  );
});

/** Everything that a list does: out to the clipboard or a file, and back with a matching report. */
const useLists = (store: CommitmentsStore) => {
  const { app } = useStores();
  const project = useProject();
  const { textOf, language } = useTexts();
  const [given, setGiven] = useState<Given | null>(null);
  const match = (name: string, rows: Parameters<typeof matchAnswers>[1], note: string | null): void => {
    const { roundId, moduleId } = store;
    if (roundId === null) return;
    const target = { roundId, moduleId, words, todayDay: app.env.todayDay() };
    setGiven({ name, report: matchAnswers(project.plan.asPlan(), rows, target), note });
  };
  return {
    given,
    close: () => setGiven(null),
    paste: (text: string): void => {
      const rows = parseTable(text).map((cells, i) => ({ line: i + 1, cells }));
      match(textOf('commitment', 'list.clipboard'), rows, null);
    },
    copy: (): string => {
      const chosen = store.shown.filter(({ participant }) => store.chosen.has(participant.id));
      const rows = answerRows(chosen.length > 0 ? chosen : store.shown, textOf);
      return writeTable(rows.map((row) => row.map((cell) => cellText(cell, language))));
    },
    read: async (): Promise<void> => {
      const file = await app.bridge.pickFile('list');
      if (file === null) return;
      const read = await app.bridge.call('table.read', { token: file.token });
      if (!read.ok) return app.tellError(read.error);
      match(file.name, read.value.rows, read.value.guessed ? textOf('commitment', 'list.guessed') : null);
    },
    write: async (format: 'xlsx' | 'csv' | 'pdf'): Promise<void> => {
      const { projectId } = project.plan;
      const { roundId, moduleId } = store;
      if (roundId === null) return;
      const made =
        format === 'pdf'
          ? await app.bridge.call('export.print', {
              projectId,
              format,
              dpi: DPI.usual,
              page: null,
              options: { ...USUAL_PRINT, view: 'commitments', roundId, moduleId, language },
            })
          : await app.bridge.call('export.commitments', { projectId, roundId, moduleId, format, language });
      if (!made.ok) return app.tellError(made.error);
      await app.bridge.saveFile(made.value);
    },
    take: (): void => {
      if (given === null) return;
      setGiven(null);
      void project.carryOut('commitment.record', { answers: given.report.answers });
    },
  };
};

/** Who has not answered the round, and the letter to them. */
const useReminders = (store: CommitmentsStore, standing: Standing) => {
  const { app } = useStores();
  const project = useProject();
  const { textOf, language } = useTexts();
  const plan = project.plan.asPlan();
  const missing = missingAnswers(plan, standing);
  const contacts = new Map([...plan.rows.contact.values()].map(({ participantId, email }) => [participantId, email]));
  const { round } = standing;
  const letter = {
    subject: textOf('commitment', 'letter.subject', { project: project.plan.project?.name ?? '', round: round.name }),
    text: textOf('commitment', round.deadlineDay === null ? 'letter.text' : 'letter.textWithDeadline', {
      project: project.plan.project?.name ?? '',
      round: round.name,
      question: round.question || textOf('commitment', 'letter.question'),
      deadline: dayText(round.deadlineDay, language, 'weekday'),
      person: app.settings?.person ?? '',
    }),
  };
  return {
    letter,
    missing: missing.map(({ participant }) => ({
      name: participant.name,
      address: participant.mailbox || (contacts.get(participant.id) ?? ''),
    })),
    reminded: () =>
      project.carryOut('commitment.set', {
        roundId: store.roundId,
        moduleId: store.moduleId,
        participantIds: missing.map(({ participant }) => participant.id),
        cells: { remindedDay: app.env.todayDay() },
      }),
  };
};

const Shown = observer(({ store, standing }: { readonly store: CommitmentsStore; readonly standing: Standing }) => {
  const { app } = useStores();
  const project = useProject();
  const { textOf, language } = useTexts();
  const c = (key: string, params = {}): string => textOf('commitment', key, params);
  const lists = useLists(store);
  const reminders = useReminders(store, standing);
  const [dialog, setDialog] = useState<'rounds' | 'reminders' | null>(null);
  const statusField = useRef<HTMLInputElement>(null);
  const edit = (): void => {
    // Where something is chosen already the editor is there, and the next key is meant for it; else it comes with this frame.
    if (statusField.current) statusField.current.focus();
    else requestAnimationFrame(() => statusField.current?.focus());
  };
  const { round, byParticipant } = standing;
  const plan = project.plan.asPlan();
  const states = thresholdStates(plan).filter(
    ({ threshold }) => threshold.roundId === round.id && threshold.moduleId === store.moduleId,
  );
  const byCode = new Map(standing.answers.map((answer) => [answer.participant.code, answer]));
  const chosen = [...store.chosen].flatMap((id) => byParticipant.get(id) ?? []);
  const today = app.env.todayDay();
  const focused = byParticipant.get(store.focusId ?? '');
  return (
    <>
      <ViewBar
        note={
          round.deadlineDay !== null && (
            <>
              {c('deadline')} <b>{dayText(round.deadlineDay, language, 'weekday')}</b>
            </>
          )
        }
      >
        <h1 className="up-visually-hidden">{textOf('commands', 'view.commitments')}</h1>
        <RoundChoice store={store} />
        <Button
          variant="default"
          leftSection={<IconListDetails size={15} aria-hidden />}
          onClick={() => setDialog('rounds')}
        >
          {c('rounds.button')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconMail size={15} aria-hidden />}
          onClick={() => setDialog('reminders')}
        >
          {c('reminders.button')}
        </Button>
        <Button variant="default" leftSection={<IconUpload size={15} aria-hidden />} onClick={() => void lists.read()}>
          {c('list.read')}
        </Button>
        {(['xlsx', 'csv', 'pdf'] as const).map((format) => (
          <Button
            key={format}
            variant="default"
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={() => void lists.write(format)}
          >
            {c(`list.write.${format}`)}
          </Button>
        ))}
      </ViewBar>
      <MapView
        title={c('map.title', { round: round.name })}
        mapPercent={37}
        map={
          <MunicipalityMap
            name={c('map.name', { round: round.name })}
            insetName="Bornholm"
            focusCode={focused?.participant.code || null}
            lookOf={(code) => {
              const answer = byCode.get(code);
              const status = answer?.status ?? 'not-asked';
              const told = textOf('fields', `commitment.answer.status.${status}`);
              const name = answer?.participant.name ?? code;
              const shown = numberText(answer?.inhabitants ?? 0, language);
              return { fill: statusFill(status), label: c('map.area', { name, status: told, shown }) };
            }}
            isChosen={(code) => store.chosen.has(byCode.get(code)?.participant.id ?? '')}
            onPick={(code, way) => {
              const id = byCode.get(code)?.participant.id;
              if (id === undefined) return;
              if (way === 'toggle') store.toggle(id);
              else if (way === 'only' || !store.chosen.has(id)) store.focus(id);
              if (way === 'edit') edit();
            }}
          />
        }
        editor={
          chosen.length > 0 ? (
            <AnswerEditor store={store} answers={chosen} statusField={statusField} onClose={() => store.chooseNone()} />
          ) : null
        }
      >
        <div className={styles.middle}>
          <div className={styles.cards}>
            <StandingCards standing={standing} states={states} />
            <Legend standing={standing} store={store} />
          </div>
          <div className={styles.sheet}>
            <div className={styles.sheetHead}>
              <SegmentedControl
                size="xs"
                aria-label={c('tabs')}
                data={TABS.map((tab) => ({ value: tab, label: c(`tab.${tab}`) }))}
                value={store.tab}
                onChange={(tab) => store.set('tab', tab as Tab)}
              />
              {(store.tab === 'answers' || store.tab === 'matrix') && <Filters store={store} />}
              <ShownCount store={store} />
            </div>
            {store.tab === 'answers' && (
              <AnswerTable store={store} onEdit={edit} onPaste={lists.paste} onCopy={lists.copy} />
            )}
            {store.tab === 'matrix' && <MatrixPanel store={store} />}
            {store.tab === 'thresholds' && <ThresholdPanel store={store} />}
            {store.tab === 'coverage' && <CoveragePanel standing={standing} today={today} />}
            {store.tab === 'curve' && <CurvePanel standing={standing} today={today} />}
          </div>
        </div>
      </MapView>
      {dialog === 'rounds' && <RoundsDialog onClose={() => setDialog(null)} />}
      {dialog === 'reminders' && (
        <RemindersDialog
          {...reminders}
          onClose={() => setDialog(null)}
          onReminded={() => {
            void reminders.reminded();
            setDialog(null);
          }}
        />
      )}
      {lists.given && <ListDialog {...lists.given} onTake={lists.take} onClose={lists.close} />}
    </>
  );
});

/** Who has joined: municipalities round by round, on the map and in a table, held against the thresholds. */
export const CommitmentsView = observer(() => {
  const { app } = useStores();
  const project = useProject();
  const store = commitmentsStoreOf(project, app.env.todayDay);
  const { textOf } = useTexts();
  // Read for its own sake: everything here follows from the whole plan.
  const { revision } = project.plan;
  const { standing } = store;
  if (!standing)
    return (
      <>
        <ViewBar title={textOf('commands', 'view.commitments')} />
        <Beginning key={revision} />
      </>
    );
  return <Shown store={store} standing={standing} />;
});
