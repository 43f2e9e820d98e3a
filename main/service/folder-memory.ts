import * as v from 'valibot';
import { FOLDER_LOCKS, FOLDER_TAKES } from '../../src/api.ts';
import { EXCHANGE_KINDS } from '../../src/model/exchange-result.ts';
import type { MachineValues } from '../store/machine-values.ts';

const settingsSchema = v.object({
  path: v.string(),
  takes: v.fallback(v.picklist(FOLDER_TAKES), 'on-request'),
  lock: v.fallback(v.picklist(FOLDER_LOCKS), 'none'),
});

/** The shared folder of a project, as this computer uses it. */
export type FolderSettings = v.InferOutput<typeof settingsSchema>;

const vector = v.record(v.string(), v.number());

const fileSchema = v.object({
  kind: v.picklist(EXCHANGE_KINDS),
  from: vector,
  to: vector,
  bytes: v.number(),
  /** Whether all that it carries is here, or waits here. */
  isTaken: v.boolean(),
});

/** A file of the folder that was read and is in order, or that was written from here. */
export type KnownFile = v.InferOutput<typeof fileSchema>;

const knownSchema = v.object({
  files: v.array(v.tuple([v.string(), fileSchema])),
  /** Keys for which the files of this copy are closed; null where they are open. */
  recipients: v.fallback(v.nullable(v.array(v.string())), null),
});

/** What was found in a folder, by sub-folder and name. */
export interface KnownFiles {
  readonly files: ReadonlyMap<string, KnownFile>;
  readonly recipients: readonly string[] | null;
}

const settingsKey = (projectId: string): string => `folder.${projectId}`;
const filesKey = (projectId: string): string => `folder-files.${projectId}`;

const parsed = <T>(schema: v.GenericSchema<unknown, T>, text: string | null): T | null => {
  try {
    const read = v.safeParse(schema, JSON.parse(text ?? 'null'));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
};

/** The folder of a project; null where it has none. */
export const readFolder = (machine: MachineValues, projectId: string): FolderSettings | null =>
  parsed(settingsSchema, machine.get('setting', settingsKey(projectId)));

export const writeFolder = (machine: MachineValues, projectId: string, settings: FolderSettings): void =>
  machine.put('setting', settingsKey(projectId), JSON.stringify(settings));

/** What was found in it so far; nothing where that cannot be read any more: then everything is read again. */
export const readKnown = (machine: MachineValues, projectId: string): KnownFiles => {
  const known = parsed(knownSchema, machine.get('setting', filesKey(projectId)));
  return { files: new Map(known?.files ?? []), recipients: known?.recipients ?? null };
};

/** What is known of files, as it is kept. */
export const knownText = ({ files, recipients }: KnownFiles): string =>
  JSON.stringify({ files: [...files], recipients });

export const writeKnown = (machine: MachineValues, projectId: string, text: string): void =>
  machine.put('setting', filesKey(projectId), text);

export const forgetFolder = (machine: MachineValues, projectId: string): void => {
  machine.remove('setting', settingsKey(projectId));
  machine.remove('setting', filesKey(projectId));
};

/** Another folder holds other files. */
export const forgetKnown = (machine: MachineValues, projectId: string): void => {
  machine.remove('setting', filesKey(projectId));
};
