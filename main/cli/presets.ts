import {
  LONGEST_PRESET_NAME,
  type OwnPreset,
  PRESETS,
  PRESETS_KEY,
  readPresets,
  settingsOfAnyPlan,
  withPreset,
} from '../../src/report/print-settings.ts';
import { ok, type Result } from '../../src/result.ts';
import { done, type Failure, fault, type Product, type Verb } from './verb.ts';

/** The presets of prints that the person keeps on this computer. */
export const ownPresets = async (product: Product): Promise<Result<readonly OwnPreset[], Failure>> => {
  const kept = await product.call('layout.get', { key: PRESETS_KEY });
  return kept.ok ? ok(readPresets(kept.value)) : kept;
};

const jsonOf = (text: string): object | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
};

/** Lists the presets of prints, shows one, keeps settings under a name, or removes one. */
const presets: Verb = {
  name: 'presets',
  usage: { positions: ['NAME?'], options: { set: 'JSON' }, flags: ['remove'] },
  run: async ({ positions: [name], options, flags }, { product: open, text }) => {
    const opened = await open();
    if (!opened.ok) return opened;
    const product = opened.value;
    const own = await ownPresets(product);
    if (!own.ok) return own;
    const keep = (list: readonly OwnPreset[]) =>
      product.call('layout.set', { key: PRESETS_KEY, value: JSON.stringify(list) });
    const isChange = options.set !== undefined || flags.has('remove');
    if (name === undefined) {
      if (isChange) return fault('usage.missing', { what: 'NAME' });
      const lines = [
        ...own.value.map((preset) => preset.name),
        ...PRESETS.map(({ id }) => `${id}: ${text(`print:preset.${id}`)}`),
      ];
      return done({ own: own.value, product: PRESETS }, lines);
    }
    const known = own.value.find((preset) => preset.name === name);
    if (options.set !== undefined) {
      const settings = jsonOf(options.set);
      if (settings === null || name.trim() === '' || name.length > LONGEST_PRESET_NAME)
        return fault('usage.value', { option: 'set', value: 'JSON' });
      const read = settingsOfAnyPlan(settings) as Readonly<Record<string, unknown>>;
      const wrong = Object.entries(settings).find(
        ([key, value]) => JSON.stringify(read[key]) !== JSON.stringify(value),
      );
      if (wrong) return fault('presets.field', { key: wrong[0], value: JSON.stringify(wrong[1]) });
      const list = withPreset(own.value, name, { ...known?.settings, ...settings });
      const kept = await keep(list);
      return kept.ok ? done(list.at(-1), [text('cli:presets.kept', { name })]) : kept;
    }
    if (!known)
      return fault('usage.choice', {
        option: 'preset',
        value: name,
        known: own.value.map((each) => each.name).join(', '),
      });
    if (!flags.has('remove')) return done(known, [JSON.stringify(known.settings, null, 2)]);
    const kept = await keep(own.value.filter((preset) => preset !== known));
    return kept.ok ? done({ removed: name }, [text('cli:presets.removed', { name })]) : kept;
  },
};

/** Verbs about how prints are set up. */
export const presetVerbs: readonly Verb[] = [presets];
