/**
 * The one contract between windows and service: calls (request and answer) and events. The same names and schemas serve
 * Electron's IPC, the browser host's socket and the command line; whoever receives an input checks it against the
 * schema here before anything else happens. Answers are values, never thrown: `Result` with an error id from the
 * catalogue `error.*`.
 */
import * as v from 'valibot';
import type { Op } from './model/change.ts';
import {
  EXCHANGE_KINDS,
  type ExchangeKind,
  type OpenConflict,
  type SenderTrust,
  type SpacePreview,
  type WaitingNote,
} from './model/exchange-result.ts';
import {
  type HistoryPage,
  historyPointSchema,
  type NamedDelta,
  type PastNames,
  type PlanComparison,
} from './model/history-result.ts';
import type { Odds } from './model/odds-result.ts';
import type { Plan, PlanRows, RowChange } from './model/plan.ts';
import type { Row } from './model/row.ts';
import { ENTITY_NAMES, type EntityName, ESTIMATE_SPREADS } from './model/schema.ts';
import { daySchema, idSchema } from './model/validate.ts';
import type { Result } from './result.ts';

export const LANGUAGES = ['da', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const PAPERS = ['A4', 'A3', 'A2', 'A1', 'A0'] as const;
export type Paper = (typeof PAPERS)[number];

/** An expected failure: the id is in the catalogue, the parameters fill its text, `at` names the cell it belongs to. */
export interface CallError {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly at?: { readonly entity: string; readonly rowId: string; readonly cell: string };
}

/** Settings of this computer; never part of a plan. */
export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  /** The name under which this person's changes are recorded. */
  readonly person: string;
}

export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly taskCount: number;
  /** Wall clock of the last change, milliseconds since 1970. */
  readonly changedMs: number;
}

export interface TemplateSummary {
  readonly id: string;
  /** Made on this computer, as opposed to shipped. */
  readonly own: boolean;
  readonly name: Readonly<Record<Language, string>>;
  readonly description: Readonly<Record<Language, string>>;
  readonly taskCount: number;
}

/** What undo and redo would do next: the command id to name in their labels, null where there is nothing. */
export interface HistoryState {
  readonly undo: string | null;
  readonly redo: string | null;
}

export interface PlanSnapshot {
  readonly projectId: string;
  readonly revision: number;
  readonly rows: { readonly [E in EntityName]: readonly Row<E>[] };
  readonly history: HistoryState;
}

/** A table from a file: its rows with the line of each, and whether it had to be guessed how its letters are written. */
export interface TableRead {
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly guessed: boolean;
}

/** What one change did to one row, the newest first. */
export interface RowHistoryEntry {
  readonly command: string;
  readonly person: string;
  readonly wallMs: number;
  readonly op: Op;
}

/** One line of an import report: what was taken, changed or left out. Texts are in the catalogue under `import.<id>`. */
export interface ImportNote {
  readonly severity: 'taken' | 'changed' | 'left-out';
  readonly id: string;
  readonly count: number;
  /** Names of the first things concerned, for people to recognise. */
  readonly examples: readonly string[];
}

export interface ImportReport {
  readonly projectId: string;
  readonly projectName: string;
  readonly notes: readonly ImportNote[];
}

/** Who sent an exchange file. */
export interface ExchangeSenderInfo {
  readonly replica: string;
  readonly person: string;
  readonly trust: SenderTrust;
}

/** What an exchange file holds, read and verified; `spaces` tells what taking it in would do to each project. */
export interface ExchangePreview {
  readonly token: string;
  readonly fileName: string;
  readonly kind: ExchangeKind;
  readonly isEncrypted: boolean;
  readonly createdMs: number;
  /** Version of the program and of the schema that wrote it. */
  readonly app: string;
  readonly schema: number;
  readonly sender: ExchangeSenderInfo;
  readonly spaces: readonly SpacePreview[];
  /** Whether so much would go that a person has to say yes to it. */
  readonly asks: boolean;
}

/** What taking a file in has done: what its preview said, from the plans as they were at that moment. */
export interface ExchangeReport extends Omit<ExchangePreview, 'token'> {
  readonly importId: number;
  /** The backup made before; empty where nothing could change. */
  readonly backup: string;
}

/** A file made to be sent. */
export interface ExchangeFile extends HeldFile {
  readonly kind: ExchangeKind;
  readonly bytes: number;
  readonly changeSets: number;
}

/** Another copy of a project, as far as files have told of it. */
export interface ExchangePeer {
  readonly replica: string;
  readonly person: string;
  readonly state: 'active' | 'retired' | 'forked';
  /** Recipient for files that only this person can open; null where none is known. */
  readonly boxKey: string | null;
  /** Change sets of the project held here that this copy is not known to have. */
  readonly lacks: number;
}

export interface ExchangeImport {
  readonly id: number;
  readonly fileName: string;
  readonly kind: ExchangeKind;
  readonly person: string;
  readonly trust: SenderTrust;
  readonly atMs: number;
}

/** How a project stands between this copy and those of others. */
export interface ExchangeOverview {
  /** Copies known besides this one. */
  readonly peers: readonly ExchangePeer[];
  /** The newest imports first. */
  readonly imports: readonly ExchangeImport[];
  readonly waiting: readonly WaitingNote[];
  readonly changeSets: number;
  readonly stateHash: string;
}

/** When changes of others that lie in a shared folder are taken in: by themselves, or when the person says so. */
export const FOLDER_TAKES = ['at-once', 'on-request'] as const;
export type FolderTakes = (typeof FOLDER_TAKES)[number];
/** Whether files in a shared folder are closed for everybody but those whose keys are known. */
export const FOLDER_LOCKS = ['none', 'people'] as const;
export type FolderLock = (typeof FOLDER_LOCKS)[number];

/** What others have put into a shared folder and is not taken in. */
export interface FolderNews {
  readonly changeSets: number;
  readonly conflicts: number;
  /** Who made the changes. */
  readonly people: string;
  /** Why a person has to look before anything is taken in: much would go, or it is not sure who sent it. */
  readonly asks: boolean;
}

/** A file in a shared folder that cannot be taken: not whole yet, closed for others, or no file of the plan. */
export interface FolderFileNote {
  readonly name: string;
  readonly error: CallError;
  /** Wall clock when it was first seen so. */
  readonly sinceMs: number;
}

/** How a project stands with its shared folder. Kept on this computer only. */
export interface FolderState {
  readonly projectId: string;
  readonly path: string;
  readonly takes: FolderTakes;
  readonly lock: FolderLock;
  /** `offline`: the folder is not there now; everything goes on and is caught up with later. */
  readonly status: 'unseen' | 'here' | 'offline';
  /** Why it could be read or written only in part; null where all is well. */
  readonly problem: CallError | null;
  /** Wall clock of the last look; null before the first. */
  readonly lookedMs: number | null;
  /** Changes held here that are not in the folder. */
  readonly unsent: number;
  readonly news: FolderNews | null;
  readonly waiting: readonly FolderFileNote[];
}

/** A plan in a folder that is not on this computer. */
export interface FoundPlan {
  readonly projectId: string;
  readonly name: string;
  readonly people: string;
}

/** The public half of this person's identity. */
export interface OwnIdentity {
  readonly signKey: string;
  readonly boxKey: string;
  /** Whether the private half is kept by the key store of the system; else it lies in a file of this account. */
  readonly isProtected: boolean;
}

export interface BackupInfo {
  readonly name: string;
  readonly createdMs: number;
  readonly bytes: number;
  /** Opened and checked at the time it was made. */
  readonly verified: boolean;
}

export type StoreState =
  | { readonly kind: 'ready' }
  /** The database cannot be read; `backup` is the newest one that can. */
  | { readonly kind: 'corrupt'; readonly detail: string; readonly backup: BackupInfo | null }
  /** Written by a newer version of the product; it was left untouched. */
  | { readonly kind: 'newer'; readonly found: number; readonly known: number }
  /** Folder or file cannot be written, or another process holds the store. */
  | { readonly kind: 'unusable'; readonly error: CallError };

export interface AppState {
  readonly version: string;
  readonly host: 'electron' | 'browser';
  readonly settings: Settings;
  readonly store: StoreState;
  readonly projects: readonly ProjectSummary[];
  readonly templates: readonly TemplateSummary[];
}

export interface Committed {
  readonly revision: number;
  readonly select: readonly string[];
  /** The command id that was carried out, undone or redone. */
  readonly command: string;
}

/** A file that the service holds for the window: chosen or uploaded by a person, or made for one to save. */
export interface HeldFile {
  readonly token: string;
  readonly name: string;
}

export interface DoctorFinding {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface DoctorReport {
  readonly ok: boolean;
  readonly changeSets: number;
  readonly stateHash: string;
  readonly findings: readonly DoctorFinding[];
}

/**
 * What is printed: the plan as table and time line, a page of stages, gates, milestones and findings, a list of all that is
 * found, a list of what has changed since a baseline, or who joins and goes live when.
 */
export const PRINT_VIEWS = ['gantt', 'overview', 'findings', 'changes', 'commitments', 'rollout'] as const;
/**
 * `pages`: each with its own titles and table. `tiles`: one large chart cut into sheets to be glued together. `one`: a single
 * sheet, as long as it takes.
 */
export const PRINT_LAYOUTS = ['pages', 'tiles', 'one'] as const;
export const PRINT_FORMATS = ['pdf', 'png', 'svg'] as const;
export type PrintFormat = (typeof PRINT_FORMATS)[number];
/** Sides that a sheet of one's own can have, in millimetres. */
export const SHEET_MM = { least: 100, most: 3000 } as const;
/** Dots per inch of a picture. */
export const DPI = { least: 36, most: 600, usual: 300 } as const;
export const MOST_PAGES_ACROSS = 50;

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export const printOptionsSchema = v.strictObject({
  view: v.picklist(PRINT_VIEWS),
  /** Which round of commitments; null for the one that is rolled out. */
  roundId: v.nullable(idSchema),
  /** Which module of it; null for the whole, and of a rollout for every module. */
  moduleId: v.nullable(idSchema),
  paper: v.union([
    v.picklist(PAPERS),
    v.strictObject({
      widthMm: whole(SHEET_MM.least, SHEET_MM.most),
      heightMm: whole(SHEET_MM.least, SHEET_MM.most),
    }),
  ]),
  portrait: v.boolean(),
  layout: v.picklist(PRINT_LAYOUTS),
  /** How far neighbouring tiles overlap. */
  overlapMm: whole(0, 40),
  /**
   * `fit`: all of the time on so many pages across, and the rows on so many down where the text stays readable (null: as many
   * as it takes). `percent`: as large as on a screen where a day is `pxPerDay` wide.
   */
  scale: v.variant('kind', [
    v.strictObject({
      kind: v.literal('fit'),
      pagesAcross: whole(1, MOST_PAGES_ACROSS),
      pagesDown: v.nullable(whole(1, 200)),
    }),
    v.strictObject({
      kind: v.literal('percent'),
      percent: whole(10, 400),
      pxPerDay: v.pipe(v.number(), v.minValue(0.008), v.maxValue(4800)),
    }),
  ]),
  fromDay: v.nullable(daySchema),
  toDay: v.nullable(daySchema),
  /** The rows, in the order of the plan; null for all. */
  taskIds: v.nullable(v.pipe(v.array(idSchema), v.maxLength(100_000))),
  /** Filter, order and groups of the rows, written as saved views keep them; null for the rows as they stand in the plan. */
  arrangement: v.nullable(v.pipe(v.string(), v.maxLength(100_000))),
  /** Of these rows and groups nothing below is shown. */
  collapsed: v.pipe(v.array(v.pipe(v.string(), v.maxLength(600))), v.maxLength(100_000)),
  /** Columns of the table by id, in this order; null for the usual ones. */
  columns: v.nullable(v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(100))),
  /** In grey, stages are told apart by hatching. */
  ink: v.picklist(['colour', 'grey']),
  criticalPath: v.boolean(),
  slack: v.boolean(),
  links: v.boolean(),
  /** Labels, colours, scales, a second baseline and further marks as on screen, written as it keeps them; null for the usual. */
  look: v.nullable(v.pipe(v.string(), v.maxLength(10_000))),
  /** The baseline drawn below the bars, and from which the overview counts drift; null for none. */
  baselineId: v.nullable(idSchema),
  /** Sheets without a bar are left out, but none that would take a row away. */
  skipEmptySheets: v.boolean(),
  language: v.picklist(LANGUAGES),
});
export type PrintOptions = v.InferOutput<typeof printOptionsSchema>;

/** What is printed when nothing is chosen: the whole plan on A4, all of the time on one page's width. */
export const USUAL_PRINT: Omit<PrintOptions, 'language'> = {
  view: 'gantt',
  roundId: null,
  moduleId: null,
  paper: 'A4',
  portrait: false,
  layout: 'pages',
  overlapMm: 10,
  scale: { kind: 'fit', pagesAcross: 1, pagesDown: null },
  fromDay: null,
  toDay: null,
  taskIds: null,
  arrangement: null,
  collapsed: [],
  columns: null,
  ink: 'colour',
  criticalPath: true,
  slack: false,
  links: true,
  look: null,
  baselineId: null,
  skipEmptySheets: false,
};

const nothing = v.strictObject({});
const project = v.strictObject({ projectId: idSchema });
/** Names travel in files and are shown by others' programs. */
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500), v.regex(/^[^\p{Cc}\p{Cs}]*$/u));
const token = v.pipe(v.string(), v.regex(/^[0-9a-z]{16,64}$/));

/** Numbers of changes and imports on this computer count from 1. */
const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const moment = v.pipe(v.number(), v.safeInteger());

const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
/** With what a file is closed: a passphrase, or the keys of those who may open it. */
const lock = v.union([
  v.strictObject({ passphrase }),
  v.strictObject({
    recipients: v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^age1[0-9a-z]{20,100}$/))),
      v.minLength(1),
      v.maxLength(100),
    ),
  }),
]);

/** A folder, chosen in a dialog of the host or typed. */
const folderPlace = v.union([
  v.strictObject({ token }),
  v.strictObject({ path: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000), v.regex(/^[^\p{Cc}]*$/u)) }),
]);

/** Input schema of every call. */
export const callInputs = {
  'app.state': nothing,
  'settings.set': v.strictObject({
    language: v.optional(v.picklist(LANGUAGES)),
    theme: v.optional(v.picklist(THEMES)),
    person: v.optional(name),
  }),
  'layout.get': v.strictObject({ key: v.pipe(v.string(), v.maxLength(100)) }),
  'layout.set': v.strictObject({
    key: v.pipe(v.string(), v.maxLength(100)),
    value: v.pipe(v.string(), v.maxLength(2_000_000)),
  }),
  'project.create': v.strictObject({
    template: idSchema,
    name: v.optional(name),
    startDay: v.optional(daySchema),
    /** Of the texts that the template brings; the person's own where absent. */
    language: v.optional(v.picklist(LANGUAGES)),
  }),
  'project.open': project,
  'project.delete': project,
  'project.restore': project,
  'template.save': v.strictObject({ projectId: idSchema, name }),
  'template.delete': v.strictObject({ templateId: idSchema }),
  'command.run': v.strictObject({
    projectId: idSchema,
    commandId: v.pipe(v.string(), v.maxLength(100)),
    input: v.unknown(),
  }),
  'history.undo': project,
  'history.redo': project,
  /** What was done to one row, cell by cell. */
  'history.row': v.strictObject({ projectId: idSchema, entity: v.pipe(v.string(), v.maxLength(40)), id: idSchema }),
  /** What was done to a plan by pages, the newest first, an import as one; of one import each change by itself. */
  'history.list': v.strictObject({
    projectId: idSchema,
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
    /** What `next` of the page before says. */
    before: v.optional(wholeNumber),
    importId: v.optional(wholeNumber),
    person: v.optional(v.pipe(v.string(), v.maxLength(500))),
    /** Moments, milliseconds since 1970: the first included, the last not. */
    fromMs: v.optional(moment),
    toMs: v.optional(moment),
    entities: v.optional(v.pipe(v.array(v.picklist(ENTITY_NAMES)), v.minLength(1))),
    /** One row with what hangs on it, or some of its cells. */
    about: v.optional(
      v.strictObject({
        entity: v.picklist(ENTITY_NAMES),
        id: idSchema,
        cells: v.nullable(v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(100))),
      }),
    ),
    /** In values and in the names of rows and people; `commands` are those whose titles hold it. */
    text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
    commands: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(1000))),
  }),
  /** All that one change did, from the op `from` on. */
  'history.entry': v.strictObject({ projectId: idSchema, number: wholeNumber, from: v.optional(whole(0, 10_000_000)) }),
  /** What lies between two points of the history. */
  'history.compare': v.strictObject({
    projectId: idSchema,
    since: historyPointSchema,
    until: historyPointSchema,
    /** Whoever gives a name has one comparison under way at most: a newer one, and `history.stop`, end the one before. */
    asker: v.optional(idSchema),
  }),
  'history.stop': v.strictObject({ asker: idSchema }),
  /** The rows of a plan as they were. */
  'history.plan': v.strictObject({ projectId: idSchema, at: historyPointSchema }),
  'import.file': v.strictObject({ token }),
  /** A PDF of all pages; a picture of one: the page `page` (from 1), or where it is null the whole as a single sheet. */
  'export.print': v.strictObject({
    projectId: idSchema,
    options: printOptionsSchema,
    format: v.picklist(PRINT_FORMATS),
    dpi: whole(DPI.least, DPI.most),
    page: v.nullable(whole(1, 100_000)),
    /** The plan as it was at a point of its history; absent: as it is. */
    at: v.optional(historyPointSchema),
  }),
  /** What lies between two points of the history as a PDF. */
  'export.changes': v.strictObject({
    projectId: idSchema,
    since: historyPointSchema,
    until: historyPointSchema,
    language: v.picklist(LANGUAGES),
  }),
  /** Reads a table (CSV, XLSX) as texts; nothing is changed. */
  'table.read': v.strictObject({ token }),
  /** The answers of a round as a list that can be filled in and read back. */
  'export.commitments': v.strictObject({
    projectId: idSchema,
    roundId: idSchema,
    moduleId: v.nullable(idSchema),
    format: v.picklist(['csv', 'xlsx']),
    language: v.picklist(LANGUAGES),
  }),
  /** Reads a picture (PNG, JPEG, SVG) as a logo: a PNG in base64, for the cell `project.logo`. */
  'logo.read': v.strictObject({ token }),
  'exchange.send': v.strictObject({
    projectIds: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(200)),
    kind: v.picklist(EXCHANGE_KINDS),
    /** Of a delta: the copy that is to get what it is not known to have. */
    since: v.optional(idSchema),
    /** Of a snapshot of one project: as it was at that point. */
    at: v.optional(historyPointSchema),
    lock: v.optional(lock),
  }),
  /** Tells that a person is about to choose a file, which may be one of changes. */
  'exchange.expect': nothing,
  /** Reads and verifies a file and works out what it would do; nothing is changed. */
  'exchange.preview': v.strictObject({ token, passphrase: v.optional(passphrase) }),
  /** Takes in a file that was previewed; `confirmed` says yes where the preview asks. */
  'exchange.apply': v.strictObject({ token, confirmed: v.boolean() }),
  'exchange.overview': project,
  /** What people have to decide in a project, with who wrote what. */
  'conflict.list': project,
  'folder.get': project,
  /** Chooses a folder for a project, or how it is used; a path is taken only where windows run on the computer of the service. */
  'folder.set': v.strictObject({
    projectId: idSchema,
    at: v.optional(folderPlace),
    takes: v.optional(v.picklist(FOLDER_TAKES)),
    lock: v.optional(v.picklist(FOLDER_LOCKS)),
  }),
  /** Uses the folder no longer; gives it back as a token, so that it can be chosen again. */
  'folder.clear': project,
  /**
   * Looks into the folder of a project, or (null) into all: reads, takes in what may be, writes what others lack. `tells` also says at
   * once what has arrived.
   */
  'folder.look': v.strictObject({ projectId: v.nullable(idSchema), tells: v.boolean() }),
  /** What others have put into the folder, for `exchange.apply`. */
  'folder.preview': project,
  /** Plans in a folder that are not on this computer. */
  'folder.find': v.strictObject({ at: folderPlace }),
  /** Takes one of them in, and its folder with it. */
  'folder.join': v.strictObject({ at: folderPlace, projectId: idSchema }),
  'exchange.report': v.strictObject({ importId: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  'identity.get': nothing,
  'identity.export': v.strictObject({ passphrase }),
  'identity.import': v.strictObject({ token, passphrase }),
  /** The timetable of a tender (null: the first one) as a PDF for the tender documents. */
  'export.timetable': v.strictObject({
    projectId: idSchema,
    tenderId: v.nullable(idSchema),
    /** `public`: what tenderers need; `all`: the authority's own steps too. */
    rows: v.picklist(['public', 'all']),
    withRules: v.boolean(),
    withResponsible: v.boolean(),
    language: v.picklist(LANGUAGES),
  }),
  /** Dates as a calendar file: of a tender, or (null) of all tenders and milestones. */
  'export.calendar': v.strictObject({
    projectId: idSchema,
    tenderId: v.nullable(idSchema),
    language: v.picklist(LANGUAGES),
  }),
  /** A second one of the same project ends the first. */
  'simulate.run': v.strictObject({
    projectId: idSchema,
    iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
    /** The same seed gives the same odds. */
    seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295)),
    /** How far tasks of one group are late together. */
    correlationPercent: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
    /** Tasks whose dates are asked for besides the finish of the project; null for all milestones. */
    targetIds: v.nullable(v.pipe(v.array(idSchema), v.maxLength(1000))),
    /** The class that tasks without an estimate are taken to be of; null leaves them as they are. */
    assumed: v.nullable(v.picklist(ESTIMATE_SPREADS)),
  }),
  'simulate.cancel': project,
  'backup.list': nothing,
  'backup.create': nothing,
  'backup.restore': v.strictObject({ name: v.pipe(v.string(), v.regex(/^[0-9A-Za-z._-]{1,120}$/)) }),
  'store.doctor': nothing,
  'store.rebuild': nothing,
} as const;

/** What every call answers when it succeeds. */
export interface CallOutputs {
  'app.state': AppState;
  'settings.set': Settings;
  'layout.get': string | null;
  'layout.set': null;
  'project.create': { readonly projectId: string };
  'project.open': PlanSnapshot;
  'project.delete': null;
  'project.restore': null;
  'template.save': TemplateSummary;
  'template.delete': null;
  'command.run': Committed;
  'history.undo': Committed;
  'history.redo': Committed;
  'history.row': readonly RowHistoryEntry[];
  'history.list': HistoryPage;
  'history.entry': { readonly changes: readonly NamedDelta[]; readonly names: PastNames; readonly next: number | null };
  'history.compare': PlanComparison;
  'history.stop': null;
  'history.plan': { readonly rows: PlanSnapshot['rows'] };
  'import.file': ImportReport;
  'export.print': HeldFile & { readonly pages: number };
  'export.changes': HeldFile & { readonly pages: number };
  'table.read': TableRead;
  'export.commitments': HeldFile;
  'logo.read': { readonly logo: string };
  'exchange.send': ExchangeFile;
  'exchange.expect': null;
  'exchange.preview': ExchangePreview;
  'exchange.apply': ExchangeReport;
  'exchange.overview': ExchangeOverview;
  'conflict.list': readonly OpenConflict[];
  'exchange.report': ExchangeReport;
  'folder.get': FolderState | null;
  'folder.set': FolderState;
  'folder.clear': HeldFile;
  'folder.look': readonly FolderState[];
  'folder.preview': ExchangePreview;
  'folder.find': readonly FoundPlan[];
  'folder.join': FolderState;
  'identity.get': OwnIdentity;
  'identity.export': HeldFile;
  'identity.import': OwnIdentity;
  'export.timetable': HeldFile & { readonly pages: number };
  'export.calendar': HeldFile & { readonly entries: number };
  'simulate.run': Odds;
  'simulate.cancel': null;
  'backup.list': readonly BackupInfo[];
  'backup.create': BackupInfo;
  'backup.restore': null;
  'store.doctor': DoctorReport;
  'store.rebuild': DoctorReport;
}

export type CallName = keyof CallOutputs;
export type CallInput<N extends CallName> = v.InferInput<(typeof callInputs)[N]>;
export type CallAnswer<N extends CallName> = Result<CallOutputs[N], CallError>;

/** Says whether a text from another process names a call. */
export const isCallName = (text: string): text is CallName => Object.hasOwn(callInputs, text);

/** How a window, a socket or the command line reaches the service. */
export type Call = <N extends CallName>(call: N, input: CallInput<N>) => Promise<CallAnswer<N>>;

/** What the service tells every window. Events of a change arrive before the answer to the call that made it. */
export type ServiceEvent =
  | {
      readonly event: 'changes';
      readonly projectId: string;
      readonly revision: number;
      readonly source: 'user' | 'undo' | 'redo' | 'import';
      readonly changes: readonly RowChange[];
      readonly history: HistoryState;
    }
  | { readonly event: 'app'; readonly state: AppState }
  /** How a project stands with its shared folder; null where it has none any more. */
  | { readonly event: 'folder'; readonly projectId: string; readonly state: FolderState | null }
  /** Everything may be otherwise (a backup was restored, tables were made anew): open plans are to be read again. */
  | { readonly event: 'reload' }
  | {
      readonly event: 'progress';
      readonly job: 'import' | 'print' | 'simulate';
      readonly done: number;
      readonly total: number;
    };

/** What a person is asked to choose a file for. */
export const FILE_PURPOSES = ['import', 'list', 'logo'] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];
/** What a person is asked to choose something for: files, or a folder, which the browser host cannot ask for. */
export const PICK_PURPOSES = [...FILE_PURPOSES, 'folder'] as const;
export type PickPurpose = (typeof PICK_PURPOSES)[number];

/** The part of a browser's file that a host needs. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

/** Largest file that can be dropped on a window; larger ones are chosen in the dialog. */
export const MAX_DROPPED_BYTES = 256 * 1024 * 1024;

/** What every host gives its windows besides `call`: the few things that only a host can do. */
export interface HostBridge {
  readonly call: Call;
  readonly onEvent: (listener: (event: ServiceEvent) => void) => () => void;
  /** Lets the person choose a file to read, or a folder; null when they think better of it. */
  readonly pickFile: (purpose: PickPurpose) => Promise<HeldFile | null>;
  /** Hands over a file that was dropped on the window; null where it is too large or could not be taken. */
  readonly holdFile: (file: DroppedFile) => Promise<HeldFile | null>;
  /** Lets the person save a held file where they like; false when they think better of it. */
  readonly saveFile: (file: HeldFile) => Promise<boolean>;
  /** Commands that a menu of the host asks for (Electron's menu bar); absent where the host has none. */
  readonly onMenuCommand?: (listener: (commandId: string) => void) => () => void;
}

/** Builds a plan value over maps, as the service and every window's store do. */
export const planOver = (projectId: string, revision: number, rows: PlanRows): Plan => ({ projectId, revision, rows });
