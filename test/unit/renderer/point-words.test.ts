import { describe, expect, test } from 'vitest';
import da from '../../../assets/texts/da/history.json' with { type: 'json' };
import en from '../../../assets/texts/en/history.json' with { type: 'json' };
import type { Texts } from '../../../renderer/app/i18n/texts.ts';
import type { ProjectSession } from '../../../renderer/stores/project-session.ts';
import { pointText, sinceText } from '../../../renderer/views/history/point-words.ts';
import type { ExchangeImport } from '../../../src/api.ts';
import type { HistoryPoint } from '../../../src/model/history-result.ts';

const NOW_MS = new Date(2026, 10, 27, 20, 0).getTime();
const LAST_OPENED_MS = NOW_MS - 86_400_000;

const textsIn = (language: 'da' | 'en'): Texts =>
  ({
    language,
    textOf: (_catalogue: string, key: string, params: Readonly<Record<string, string | number>> = {}) => {
      const text = (language === 'da' ? da : en)[key as keyof typeof da];
      return text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(params[name]));
    },
  }) as unknown as Texts;

const taken = (id: number, person: string): ExchangeImport => ({
  id,
  fileName: 'Genudbud.udbudsplan',
  kind: 'delta',
  person,
  trust: 'known',
  atMs: NOW_MS - 3_600_000,
});

const session = {
  plan: { asPlan: () => ({ rows: { planVersion: new Map([['v', { name: 'Version 1.0' }]]), baseline: new Map() } }) },
  history: { lastOpenedMs: LAST_OPENED_MS, imports: [taken(1, 'Mette Frandsen'), taken(2, '')] },
} as unknown as ProjectSession;

describe('a point is called', () => {
  const cases: readonly (readonly [string, HistoryPoint, readonly [string, string], readonly [string, string]])[] = [
    [
      'by whose change it was that came, as all files of a plan are called alike',
      { kind: 'import', importId: 1 },
      [
        'Før importen fra Mette Frandsen, i dag kl. 19.00',
        'Ændringer siden: Før importen fra Mette Frandsen, i dag kl. 19.00',
      ],
      [
        'Before the import from Mette Frandsen, today 19:00',
        'Changes since: Before the import from Mette Frandsen, today 19:00',
      ],
    ],
    [
      'by the file where nobody is named in it',
      { kind: 'import', importId: 2 },
      [
        'Før importen af Genudbud.udbudsplan, i dag kl. 19.00',
        'Ændringer siden: Før importen af Genudbud.udbudsplan, i dag kl. 19.00',
      ],
      [
        'Before the import of Genudbud.udbudsplan, today 19:00',
        'Changes since: Before the import of Genudbud.udbudsplan, today 19:00',
      ],
    ],
    [
      'by its number until more is known',
      { kind: 'import', importId: 3 },
      ['Import 3', 'Ændringer siden: Import 3'],
      ['Import 3', 'Changes since: Import 3'],
    ],
    [
      'as part of a sentence where it is none',
      { kind: 'time', atMs: LAST_OPENED_MS },
      ['Sidst jeg åbnede planen', 'Ændringer, siden jeg sidst åbnede planen'],
      ['I last opened the plan', 'Changes since I last opened the plan'],
    ],
    [
      'by the number of the change',
      { kind: 'change', number: 12 },
      ['Ændring 12', 'Ændringer siden ændring nr. 12'],
      ['Change 12', 'Changes since change no. 12'],
    ],
    [
      'by its own name',
      { kind: 'version', id: 'v' },
      ['Version 1.0', 'Ændringer siden Version 1.0'],
      ['Version 1.0', 'Changes since Version 1.0'],
    ],
  ];
  test.each(cases)('%s', (_how, point, danish, english) => {
    for (const [language, told] of [
      ['da', danish],
      ['en', english],
    ] as const) {
      const texts = textsIn(language);
      expect([pointText(point, session, NOW_MS, texts), sinceText(point, session, NOW_MS, texts)]).toEqual(told);
    }
  });
});
