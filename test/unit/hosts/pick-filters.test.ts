import { describe, expect, it } from 'vitest';
import { PICK_FILTERS } from '../../../main/electron/pick-filters.ts';
import { hostText } from '../../../main/hosts/host-texts.ts';
import { FILE_PURPOSES } from '../../../src/api.ts';

describe('what is offered when a file is chosen', () => {
  it.each([
    ['import', ['xml', 'udbudsplan']],
    ['list', ['csv', 'xlsx']],
    ['logo', ['png', 'svg']],
  ] as const)('for %s', (purpose, extensions) => {
    expect(PICK_FILTERS[purpose].extensions).toEqual(expect.arrayContaining([...extensions]));
  });

  it.each(FILE_PURPOSES)('has its words in both languages: %s', (purpose) => {
    for (const language of ['da', 'en'] as const) {
      const text = hostText('assets', language, ['host']);
      for (const key of ['Title', 'Filter']) {
        const name = `dialog.${PICK_FILTERS[purpose].text}${key}`;
        expect(text(name)).not.toBe(name);
      }
    }
  });
});
