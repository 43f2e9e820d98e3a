import { MAX_DURATION_MIN } from '../../model/schema.ts';
import { dayOfInstant, isoOfDay } from '../../time/day.ts';
import { addRow, clamped, type Mapping, nameFor, textFor } from './mapping.ts';
import type { PlacedTasks } from './outline.ts';

const DEFAULT_UNITS = { minutesPerDay: 480, minutesPerWeek: 2400, daysPerMonth: 20 };

/** The title, else the name of the project's own line, else the file name that was stored, else the fallback. */
const projectName = (mapping: Mapping, projectLine: PlacedTasks['projectLine']): string => {
  const { project } = mapping.file;
  const stored = project.name.replace(/\.(xml|mpp)$/i, '');
  const found = [project.title, projectLine?.name ?? '', stored, mapping.env.fallbackName].find(
    (name) => name.trim() !== '',
  );
  return nameFor(mapping, found ?? '');
};

const startOf = ({ file, env, book }: Mapping): number => {
  if (file.project.startMin !== null) return file.project.startMin;
  book.add('project-start-missing');
  const earliest = file.tasks.reduce<number | null>(
    (least, { startMin }) => (startMin !== null && (least === null || startMin < least) ? startMin : least),
    null,
  );
  return earliest ?? env.fallbackStartMin;
};

/** Makes the project's own row. Gives its name. */
export const mapProject = (mapping: Mapping, calendarId: string, { projectLine }: PlacedTasks): string => {
  const { file, env, book } = mapping;
  const { project } = file;
  const name = projectName(mapping, projectLine);
  const fromFinish = project.scheduleFromStart === false;
  if (fromFinish) {
    const finish = project.finishMin === null ? '' : isoOfDay(dayOfInstant(project.finishMin));
    book.add('scheduled-from-finish', finish);
  }
  const notes = projectLine?.notes.trim() ? projectLine.notes : project.subject;
  addRow(mapping, 'project', env.projectId, {
    name,
    description: textFor(mapping, notes),
    author: nameFor(mapping, project.author),
    startMin: startOf(mapping),
    statusMin: project.statusMin,
    scheduleFrom: fromFinish ? 'finish' : 'start',
    finishMin: fromFinish ? project.finishMin : null,
    splitInProgress: project.splitsInProgress ?? true,
    criticalSlackMin: clamped(
      mapping,
      (project.criticalSlackLimit ?? 0) * (project.minutesPerDay ?? DEFAULT_UNITS.minutesPerDay),
      -MAX_DURATION_MIN,
      MAX_DURATION_MIN,
      'CriticalSlackLimit',
    ),
    honourConstraints: project.honorConstraints ?? true,
    calendarId,
    workUnits: {
      minutesPerDay: clamped(mapping, project.minutesPerDay ?? DEFAULT_UNITS.minutesPerDay, 1, 1440, 'MinutesPerDay'),
      minutesPerWeek: clamped(
        mapping,
        project.minutesPerWeek ?? DEFAULT_UNITS.minutesPerWeek,
        1,
        10_080,
        'MinutesPerWeek',
      ),
      daysPerMonth: clamped(mapping, project.daysPerMonth ?? DEFAULT_UNITS.daysPerMonth, 1, 31, 'DaysPerMonth'),
    },
  });
  return name;
};
