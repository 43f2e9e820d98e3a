import { LANGUAGES, THEMES } from '../../src/api.ts';
import { done, fault, type Verb } from './verb.ts';

const settings: Verb = {
  name: 'settings',
  usage: {
    positions: [],
    options: { language: LANGUAGES.join('|'), theme: THEMES.join('|'), person: 'NAME' },
    flags: [],
  },
  run: async ({ options }, { product }) => {
    const language = LANGUAGES.find((each) => each === options.language);
    if (options.language !== undefined && language === undefined)
      return fault('usage.choice', { option: 'language', value: options.language, known: LANGUAGES.join(', ') });
    const theme = THEMES.find((each) => each === options.theme);
    if (options.theme !== undefined && theme === undefined)
      return fault('usage.choice', { option: 'theme', value: options.theme, known: THEMES.join(', ') });
    const open = await product();
    if (!open.ok) return open;
    const isSetting = [language, theme, options.person].some((value) => value !== undefined);
    const state = await open.value.call('app.state', {});
    if (!state.ok) return state;
    const kept = isSetting
      ? await open.value.call('settings.set', { language, theme, person: options.person })
      : ({ ok: true, value: state.value.settings } as const);
    if (!kept.ok) return kept;
    return done(
      kept.value,
      Object.entries(kept.value).map(([name, value]) => `${name}: ${value}`),
    );
  },
};

/** Verbs about this computer's settings. */
export const settingVerbs: readonly Verb[] = [settings];
