import * as v from 'valibot';
import { LANGUAGES, type Settings, THEMES } from '../../src/api.ts';
import type { MachineValues } from '../store/machine-values.ts';

const KEY = 'settings';

const settingsSchema = v.object({
  language: v.fallback(v.picklist(LANGUAGES), 'da'),
  theme: v.fallback(v.picklist(THEMES), 'system'),
  person: v.string(),
});

const parse = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
};

/** The settings kept on this computer, those of a first start where there are none; no store, no kept settings. */
export const readSettings = (machine: MachineValues | null, person: string): Settings => {
  const kept = parse(machine?.get('setting', KEY) ?? null) as Record<string, unknown>;
  return v.parse(settingsSchema, { person, ...kept });
};

export const writeSettings = (machine: MachineValues, settings: Settings): void =>
  machine.put('setting', KEY, JSON.stringify(settings));
