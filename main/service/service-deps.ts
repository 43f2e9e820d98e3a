import type {
  AppState,
  CallError,
  HeldFile,
  ImportNote,
  Language,
  PrintFormat,
  PrintOptions,
  TableRead,
} from '../../src/api.ts';
import type { Op } from '../../src/model/change.ts';
import type { CommandEnv } from '../../src/model/command.ts';
import type { Odds } from '../../src/model/odds-result.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import type { TableDocument } from '../../src/report/table-pages.ts';
import type { Result } from '../../src/result.ts';
import type { Words } from '../../src/tender/wording.ts';
import type { ExchangeInput, ExchangeOutput } from '../exchange/exchange-job.ts';
import type { FolderInput, FolderOutput } from '../exchange/folder-job.ts';
import type { IdentityStore } from '../exchange/identity-store.ts';
import type { OddsJob } from '../jobs/simulate.ts';
import type { ListJob } from '../jobs/write-list.ts';
import type { StoreAccess } from '../store/open-store.ts';
import type { HeldSpace } from '../store/store.ts';

/** A file that the service reads or makes, known to windows by its token only. */
export interface FileHold {
  readonly hold: (path: string, name: string) => HeldFile;
  readonly find: (token: string) => { readonly path: string; readonly name: string } | null;
  /** Whether a file begins as exchange files do; false of what cannot be read. */
  readonly isExchange: (path: string) => boolean;
  /** A path for a new file in a folder that is emptied when the process ends. */
  readonly scratchPath: () => string;
}

export type Progress = (done: number, total: number) => void;

export interface ImportJob {
  readonly path: string;
  /** The name that the person knows the file by. */
  readonly name: string;
  readonly language: Language;
}

/** A project read from a file: its id is that of its `project` row among the ops. */
export interface ImportedProject {
  readonly projectId: string;
  readonly projectName: string;
  readonly ops: readonly Op[];
  readonly notes: readonly ImportNote[];
}

export interface PrintJob {
  /** The plan as it is now; it goes on changing, so the job takes its copy before it waits for anything. */
  readonly plan: Plan;
  readonly options: PrintOptions;
  readonly format: PrintFormat;
  /** Dots per inch of a picture. */
  readonly dpi: number;
  /** The page that is pictured, from 1; null for the whole on one sheet. */
  readonly page: number | null;
  /** Where the file is to be written. */
  readonly path: string;
  /** Now, in minutes since 1970-01-01T00:00 local: the status line and the line of today. */
  readonly nowMin: number;
  /** Conflicts that nobody has decided yet, told at the foot of every page. */
  readonly openConflicts: number;
}

/** A table as a document on paper, in words only. */
export interface TableJob {
  readonly document: TableDocument;
  readonly language: Language;
  readonly author: string;
  /** Where the file is to be written. */
  readonly path: string;
  /** Wall clock, milliseconds since 1970. */
  readonly createdMs: number;
}

/** What runs beside the service, in workers with limits. */
export interface Jobs {
  readonly importFile: (job: ImportJob, progress: Progress) => Promise<Result<ImportedProject, CallError>>;
  readonly print: (job: PrintJob, progress: Progress) => Promise<Result<{ readonly pages: number }, CallError>>;
  readonly printTable: (job: TableJob, progress: Progress) => Promise<Result<{ readonly pages: number }, CallError>>;
  /** Reads a picture as a PNG in base64. */
  readonly readLogo: (file: {
    readonly path: string;
    readonly name: string;
  }) => Promise<Result<{ readonly logo: string }, CallError>>;
  readonly exchange: (
    job: ExchangeInput,
    heldOf?: (spaces: readonly string[]) => readonly HeldSpace[],
  ) => Promise<Result<ExchangeOutput, CallError>>;
  /** Makes ready what takes a file, so that nobody waits for that when it comes. */
  readonly expectExchange: () => void;
  /** Reads what lies in a shared folder, and writes into it. */
  readonly folder: (
    job: FolderInput,
    heldOf?: (spaces: readonly string[]) => readonly HeldSpace[],
  ) => Promise<Result<FolderOutput, CallError>>;
  readonly readTable: (file: { readonly path: string }) => Promise<Result<TableRead, CallError>>;
  /** Writes the answers of a round; false where there is no such round. */
  readonly writeList: (job: ListJob) => boolean;
  readonly simulate: (job: OddsJob, progress: Progress, signal: AbortSignal) => Promise<Result<Odds, CallError>>;
}

/** What the schedule tells commands. */
export interface PlanDates {
  readonly datesOf: (
    taskId: string,
  ) => { readonly startMin: number; readonly finishMin: number; readonly durationMin: number } | null;
  readonly workBetween: (taskId: string, fromMin: number, toMin: number) => number;
}

/** Runs something once, later; gives a way to think better of it. */
export type Timer = (run: () => void, afterMs: number) => () => void;

/** Everything that the service takes from outside; an entry puts it together. */
export interface ServiceDeps {
  readonly version: string;
  readonly host: AppState['host'];
  readonly store: StoreAccess;
  readonly files: FileHold;
  readonly identity: IdentityStore;
  readonly jobs: Jobs;
  /** The contents of the shipped template files, parsed as JSON. */
  readonly templates: () => readonly unknown[];
  readonly scheduleOf: (plan: Plan) => PlanDates;
  /** Texts of the catalogue `tender` in a language, for what commands name. */
  readonly text: (language: Language) => CommandEnv['text'];
  /** Texts of all catalogues in a language, by `catalogue:key`. */
  readonly catalogues: (language: Language) => CommandEnv['text'];
  /** Words of tenders in a language, for documents and calendar files. */
  readonly words: (language: Language) => Words;
  /** Wall clock, milliseconds since 1970. */
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly sha256: Sha256Hex;
  /** Drives what is done by itself, such as looking into shared folders; null where nothing is, as on the command line. */
  readonly timer: Timer | null;
  /** The name of the person until they say another; that of their account. */
  readonly person: string;
  /** Takes errors of what runs by itself, such as the daily backup. */
  readonly report: (what: string, error: unknown) => void;
}
