import { newBaseline, newLink } from './entries.ts';
import { kindsFor, type Reading } from './field-kinds.ts';
import type { MspdiLimits } from './limits.ts';
import type { MspdiBaseline, MspdiLink, MspdiTask } from './parsed.ts';
import { type Fields, fields } from './xml-reader.ts';

const linkFields = (reading: Reading): Fields<MspdiLink> => {
  const { int, num, flag, key } = kindsFor<MspdiLink>(reading);
  return fields<MspdiLink>({
    PredecessorUID: key('predecessorUid'),
    Type: int('type'),
    CrossProject: flag('crossProject'),
    LinkLag: num('lag'),
    LagFormat: int('lagFormat'),
  });
};

const baselineFields = (reading: Reading): Fields<MspdiBaseline> => {
  const { int, instant, duration, counted } = kindsFor<MspdiBaseline>(reading);
  return fields<MspdiBaseline>({
    Number: int('number'),
    Start: instant('startMin'),
    Finish: instant('finishMin'),
    Duration: duration('durationMin'),
    TimephasedData: counted('timephased'),
  });
};

/** What is read of a Task. */
export const taskFields = (reading: Reading, { links, elements }: MspdiLimits): Fields<MspdiTask> => {
  const { int, num, flag, instant, duration, text, key, counted, many } = kindsFor<MspdiTask>(reading);
  const link = linkFields(reading);
  const baseline = baselineFields(reading);
  return fields<MspdiTask>({
    UID: key('uid'),
    Name: text('name'),
    OutlineLevel: int('outlineLevel'),
    OutlineNumber: text('outlineNumber'),
    WBS: text('wbs'),
    IsNull: flag('isNull'),
    Milestone: flag('milestone'),
    Manual: flag('manual'),
    Active: flag('active'),
    ExternalTask: flag('external'),
    IsSubproject: flag('subproject'),
    Duration: duration('durationMin'),
    DurationFormat: int('durationFormat'),
    Estimated: flag('estimated'),
    Start: instant('startMin'),
    Finish: instant('finishMin'),
    ManualStart: instant('manualStartMin'),
    ManualFinish: instant('manualFinishMin'),
    ManualDuration: duration('manualDurationMin'),
    ConstraintType: int('constraintType'),
    ConstraintDate: instant('constraintMin'),
    Deadline: instant('deadlineMin'),
    PercentComplete: num('percentComplete'),
    ActualStart: instant('actualStartMin'),
    ActualFinish: instant('actualFinishMin'),
    CalendarUID: int('calendarUid'),
    Notes: text('notes'),
    Priority: int('priority'),
    LevelingDelay: num('levelingDelay'),
    Type: int('type'),
    EffortDriven: flag('effortDriven'),
    IgnoreResourceCalendar: flag('ignoreResourceCalendar'),
    RemainingDuration: duration('remainingMin'),
    Stop: instant('stopMin'),
    Resume: instant('resumeMin'),
    Cost: num('cost'),
    FixedCost: num('fixedCost'),
    EarlyStart: instant('earlyStartMin'),
    EarlyFinish: instant('earlyFinishMin'),
    LateStart: instant('lateStartMin'),
    LateFinish: instant('lateFinishMin'),
    TotalSlack: num('totalSlack'),
    Critical: flag('critical'),
    PredecessorLink: many('PredecessorLink', links, newLink, (of, made) => of.links.push(made), link),
    Baseline: many('Baseline', elements, newBaseline, (of, made) => of.baselines.push(made), baseline),
    ExtendedAttribute: counted('custom-fields'),
    OutlineCode: counted('outline-codes'),
    TimephasedData: counted('timephased'),
    Hyperlink: counted('hyperlinks'),
  });
};
