import type { ImportNote } from '../api.ts';

/** What an import can tell, and how serious each is; in the order in which a report lists them. */
const NOTES = {
  tasks: 'taken',
  summaries: 'taken',
  milestones: 'taken',
  'manual-tasks': 'taken',
  'inactive-tasks': 'taken',
  links: 'taken',
  constraints: 'taken',
  deadlines: 'taken',
  'scheduled-from-finish': 'taken',
  progress: 'taken',
  calendars: 'taken',
  'calendar-exceptions': 'taken',
  'task-calendars': 'taken',
  parties: 'taken',
  responsibles: 'taken',
  assignments: 'taken',
  'resource-calendars': 'taken',
  'leveling-delays': 'taken',
  splits: 'taken',
  notes: 'taken',
  baselines: 'taken',
  'dates-differ': 'changed',
  'encoding-guessed': 'changed',
  'project-start-missing': 'changed',
  'project-calendar-missing': 'changed',
  'task-calendar-missing': 'changed',
  'values-unreadable': 'changed',
  'values-clamped': 'changed',
  'durations-missing': 'changed',
  'dates-reversed': 'changed',
  'constraints-dropped': 'changed',
  'milestones-with-duration': 'changed',
  'outline-levels': 'changed',
  'duplicate-uids': 'changed',
  'link-types': 'changed',
  'lags-elapsed-percent': 'changed',
  'working-times-repaired': 'changed',
  'names-cut': 'changed',
  'texts-cut': 'changed',
  'characters-removed': 'changed',
  'links-in-circle': 'left-out',
  'links-to-summary': 'left-out',
  'links-to-self': 'left-out',
  'links-to-nothing': 'left-out',
  'links-twice': 'left-out',
  'links-cross-project': 'left-out',
  'external-tasks': 'left-out',
  subprojects: 'left-out',
  'blank-rows': 'left-out',
  'exceptions-cut': 'left-out',
  'duplicate-calendars': 'left-out',
  'material-resources': 'left-out',
  'work-contours': 'left-out',
  timephased: 'left-out',
  'assignment-notes': 'left-out',
  costs: 'left-out',
  priorities: 'left-out',
  'wbs-codes': 'left-out',
  'outline-codes': 'left-out',
  'custom-fields': 'left-out',
  hyperlinks: 'left-out',
} as const satisfies Readonly<Record<string, ImportNote['severity']>>;

export type NoteId = keyof typeof NOTES;

/** All ids of notes; their texts are in the catalogue of import texts. */
export const NOTE_IDS = Object.keys(NOTES) as readonly NoteId[];

/** How many things a note names. */
const MAX_EXAMPLES = 5;
/** Longest name of an example, in characters. */
const MAX_EXAMPLE_LENGTH = 120;

/** Collects what an import took, changed and left out. */
export interface NoteBook {
  /** Counts one thing (or `count` of them); the first few that have a name are named. */
  readonly add: (id: NoteId, example?: string, count?: number) => void;
  /** All notes: first what was taken, then what was changed, then what was left out. */
  readonly notes: () => ImportNote[];
}

/** An empty note book. */
export const noteBook = (): NoteBook => {
  const found = new Map<NoteId, { count: number; examples: string[] }>();
  return {
    add: (id, example = '', count = 1) => {
      if (count <= 0) return;
      let note = found.get(id);
      if (!note) {
        note = { count: 0, examples: [] };
        found.set(id, note);
      }
      note.count += count;
      if (example === '' || note.examples.length >= MAX_EXAMPLES) return;
      const short = example.length > MAX_EXAMPLE_LENGTH ? `${example.slice(0, MAX_EXAMPLE_LENGTH - 1)}…` : example;
      if (!note.examples.includes(short)) note.examples.push(short);
    },
    notes: () => NOTE_IDS.flatMap((id) => (found.has(id) ? [{ severity: NOTES[id], id, ...found.get(id)! }] : [])),
  };
};
