import type { GanttLink } from '../../../src/gantt/gantt-row.ts';
import type { TimeLabels } from '../../../src/gantt/time-tiers.ts';
import type { LinkType } from '../../../src/model/schema.ts';
import { paperOf } from '../../../src/report/paper.ts';
import type { ReportColumn, ReportInput, ReportLabels, ReportRow } from '../../../src/report/report-input.ts';
import { dateOf, dayNumberOf, dayOfInstant, weekdayOf } from '../../../src/time/day.ts';

/** Words of the time header in Danish, as the catalogue gives them. */
export const DANISH_TIME: TimeLabels = {
  months: 'januar februar marts april maj juni juli august september oktober november december'.split(' '),
  monthsShort: 'jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec.'.split(' '),
  weekdaysShort: 'man. tir. ons. tor. fre. lør. søn.'.split(' '),
  quarter: 'K',
  week: 'uge',
  today: 'i dag',
  daySuffix: '.',
};

/** The same in English. */
export const ENGLISH_TIME: TimeLabels = {
  months: 'January February March April May June July August September October November December'.split(' '),
  monthsShort: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  weekdaysShort: 'Mon Tue Wed Thu Fri Sat Sun'.split(' '),
  quarter: 'Q',
  week: 'week',
  today: 'today',
  daySuffix: '',
};

/** All words of a report in Danish. */
export const DANISH_LABELS: ReportLabels = {
  time: DANISH_TIME,
  page: 'side {page} af {pages}',
  tile: 'Ark {tile} · side {page} af {pages}',
  tileChart: 'Vist på ark {tile}.',
  logo: 'Logo',
  range: 'Række {first}–{last} · {from} – {to}',
  chart: 'Gantt-diagram for række {first} til {last}, {from} til {to}. Datoerne står i tabellen.',
  legend: {
    task: 'Opgave',
    progress: 'Udført',
    critical: 'Kritisk vej',
    summary: 'Samleopgave',
    milestone: 'Milepæl',
    gate: 'Gate (styregruppe)',
    baseline: 'Baseline',
    compared: 'Anden baseline',
    constraint: 'Bundet dato',
    status: 'Statusdato',
    progressLine: 'Fremdrift',
    slack: 'Slæk',
    deadline: 'Frist',
    deadlineMissed: 'Frist overskredet',
    manual: 'Fastlåst',
    link: 'Afhængighed',
    today: 'I dag',
    weekend: 'Weekend',
    holiday: 'Helligdag',
    error: 'Fejl',
    warning: 'Advarsel',
    marker: 'Fortsætter ved række',
  },
  tones: ['Idé', 'Foranalyse', 'Udbud', 'Udvikling', 'Udrulning', 'Drift'],
};

/** Columns of a report in Danish. */
export const DANISH_COLUMNS: readonly ReportColumn[] = [
  { id: 'wbs', title: 'Nr.', align: 'start', style: 'muted', rank: 9 },
  { id: 'name', title: 'Opgave', align: 'start', style: 'name', rank: 10 },
  { id: 'duration', title: 'Varighed', align: 'end', style: 'plain', rank: 5 },
  { id: 'start', title: 'Start', align: 'end', style: 'plain', rank: 8 },
  { id: 'finish', title: 'Slut', align: 'end', style: 'plain', rank: 7 },
  { id: 'predecessors', title: 'Efter', align: 'start', style: 'muted', rank: 4 },
  { id: 'responsible', title: 'Ansvarlig', align: 'start', style: 'plain', rank: 3 },
  { id: 'percent', title: '%', align: 'end', style: 'plain', rank: 2 },
];

const STAGES: readonly (readonly [string, readonly string[]])[] = [
  ['Idé og behov', ['Interesseundersøgelse', 'Første business case', 'Kravworkshop med kommunerne']],
  [
    'Foranalyse og tilslutning',
    ['Markedsdialog', 'Kommunehøring af krav', 'Bindende tilslutning', 'Databeskyttelse (§ 35)'],
  ],
  ['Udbud med forhandling', ['Bekendtgørelse', 'Udvælgelse', 'Forhandling, to runder', 'Evaluering og dokumentation']],
  [
    'Afklaring, udvikling og test',
    ['Afklaringsfase', 'Delleverance', 'Snitflader til fælleskommunal infrastruktur', 'Prøver'],
  ],
  ['Udrulning i 97 kommuner', ['Pilotkommuner', 'Uddannelse af superbrugere', 'Bølge', 'Datamigrering']],
  ['Drift og forvaltning', ['Overtagelse', 'Første driftsår – evaluering', 'Æskulap & Øre-integration']],
];

const PEOPLE = ['Mette Holm', 'Udbudsjurist', 'Jens Ågård', 'Leverandør', 'Søren Bæk', 'Kommunerne'];

const shortDate = (instant: number): string => {
  const { year, month, day } = dateOf(dayOfInstant(instant));
  return `${day}.${month}.${String(year % 100).padStart(2, '0')}`;
};

const onWorkday = (day: number): number => day + Math.max(0, 7 - weekdayOf(day)) * (weekdayOf(day) >= 5 ? 1 : 0);

type Draft = { -readonly [Key in keyof ReportRow]: ReportRow[Key] };

function emptyRow(id: number, wbs: string, name: string, depth: number, kind: ReportRow['kind'], tone: number): Draft {
  return {
    id: `t${id}`,
    wbs,
    name,
    depth,
    kind,
    startMin: null,
    finishMin: null,
    percentComplete: 0,
    critical: false,
    manual: false,
    tone,
    responsible: '',
    expanded: true,
    hasChildren: kind === 'summary',
    cells: [],
  };
}

function datedRow(row: Draft, number: number, startDay: number, days: number): void {
  row.startMin = startDay * 1440 + 8 * 60;
  row.finishMin = (startDay + days) * 1440 + 16 * 60;
  row.responsible = PEOPLE[number % PEOPLE.length]!;
  row.critical = number % 5 === 2 || number % 5 === 4;
  row.manual = number % 17 === 3;
  row.percentComplete = startDay < dayNumberOf(2025, 3, 1) ? 100 : startDay < dayNumberOf(2025, 9, 1) ? 40 : 0;
  row.baselineStartMin = row.startMin - (number % 4) * 5 * 1440;
  row.baselineFinishMin = row.finishMin - (number % 3) * 8 * 1440;
  row.slackUntilMin = row.critical ? row.finishMin : row.finishMin + ((number * 7) % 60) * 1440;
  if (number % 13 === 6) row.deadlineMin = row.finishMin + ((number % 2) * 40 - 12) * 1440;
  if (number % 19 === 7) row.finding = 'warning';
  if (number % 23 === 11) row.finding = 'error';
}

function withCells(row: Draft, number: number, predecessor: string): void {
  const { startMin, finishMin } = row;
  const days = startMin === null || finishMin === null ? 0 : Math.max(0, Math.round((finishMin - startMin) / 1440));
  const isPoint = row.kind === 'milestone' || row.kind === 'gate';
  row.cells = [
    row.wbs,
    row.name,
    isPoint ? '' : `${Math.round((days * 5) / 7)} d`,
    startMin === null ? '' : shortDate(startMin),
    finishMin === null ? '' : shortDate(finishMin),
    predecessor,
    row.responsible,
    row.kind === 'task' ? `${row.percentComplete}` : '',
  ];
  if (isPoint && finishMin !== null) row.texts = { right: shortDate(finishMin) };
  else if (number % 6 === 1) row.texts = { right: row.responsible };
}

/** A plan of about `count` rows in six stages over four years (2024 to 2027), with links of all types. */
export function samplePlan(count: number): {
  readonly rows: readonly ReportRow[];
  readonly links: readonly GanttLink[];
} {
  const rows: Draft[] = [];
  const links: GanttLink[] = [];
  const perStage = Math.max(3, Math.ceil(count / STAGES.length));
  const firstDay = dayNumberOf(2024, 1, 8);
  const stageDays = Math.floor((4 * 365 - 40) / STAGES.length);
  const step = stageDays / perStage;
  let previous = -1;
  STAGES.forEach(([stage, names], tone) => {
    if (rows.length >= count - 1) return;
    const summary = emptyRow(rows.length, `${tone + 1}`, stage, 0, 'summary', tone);
    rows.push(summary);
    for (let child = 1; child < perStage && rows.length < count; child++) {
      const number = rows.length;
      const last = child === perStage - 1 || rows.length === count - 1;
      const kind = last ? 'gate' : child % 4 === 0 ? 'milestone' : 'task';
      const round = Math.floor(child / names.length);
      const base = names[child % names.length]!;
      const name = last ? `Gate ${tone + 1}: styregruppen godkender` : round > 0 ? `${base} ${round + 1}` : base;
      const row = emptyRow(number, `${tone + 1}.${child}`, name, 1, kind, tone);
      const startDay = onWorkday(Math.floor(firstDay + tone * stageDays + child * step));
      datedRow(row, number, startDay, kind === 'task' ? 12 + ((number * 7) % 5) * 11 : 0);
      if (kind !== 'task') row.finishMin = row.startMin;
      let predecessor = '';
      if (previous >= 0) {
        const type: LinkType = number % 9 === 4 ? 'SS' : number % 11 === 5 ? 'FF' : number % 29 === 8 ? 'SF' : 'FS';
        const critical = row.critical && rows[previous]!.critical;
        links.push({ id: `l${number}`, fromRow: previous, toRow: number, type, critical });
        predecessor = rows[previous]!.wbs + (type === 'FS' ? '' : type);
      }
      if (number > 20 && number % 10 === 3) {
        links.push({ id: `x${number}`, fromRow: number - 14, toRow: number, type: 'FS', critical: false });
      }
      rows.push(row);
      withCells(row, number, predecessor);
      previous = number;
    }
    const children = rows.filter((row) => row.tone === tone && row.depth === 1);
    summary.startMin = Math.min(...children.map((row) => row.startMin ?? Number.POSITIVE_INFINITY));
    summary.finishMin = Math.max(...children.map((row) => row.finishMin ?? 0));
    withCells(summary, 0, '');
  });
  return { rows, links };
}

/** A report of such a plan on A4, to be varied. */
export function sampleReport(count: number, changes: Partial<ReportInput> = {}): ReportInput {
  return {
    ...samplePlan(count),
    columns: DANISH_COLUMNS,
    paper: paperOf('A4'),
    scale: { kind: 'fit', pagesAcross: 1 },
    title: {
      project: 'Fælles bibliotekssystem, genudbud',
      subtitle: 'Samlet tidsplan for 97 kommuner · udbud med forhandling, udbudslovens § 61',
      facts: [
        { caption: 'Status', value: 'Til styregruppen' },
        { caption: 'Revision', value: '3' },
        { caption: 'Dato', value: '14. maj 2025' },
        { caption: 'Udarbejdet af', value: 'Mette Holm' },
      ],
      printed: 'Udskrevet 14. maj 2025 kl. 14.05',
    },
    labels: DANISH_LABELS,
    todayMin: dayNumberOf(2025, 5, 14) * 1440 + 720,
    ...changes,
  };
}
