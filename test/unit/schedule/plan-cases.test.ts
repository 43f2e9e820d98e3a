import { describe, it } from 'vitest';
import { checkPlan } from './plan-case.ts';

const cases = (title: string, table: readonly (readonly [string, string])[]): void => {
  describe(title, () => {
    it.each(table)('%s', (_name, plan) => checkPlan(plan));
  });
};

cases('a task alone', [
  ['begins with the project and ends at the end of work', 'A 2d = Mon 08 .. Tue 17 by - crit slack 0d'],
  ['half a day ends before lunch', 'A 4t = Mon 08 .. Mon 12'],
  ['goes on after lunch', 'A 5t = Mon 08 .. Mon 14'],
  ['runs over the weekend', 'A 6d = Mon 08 .. Mon2 17'],
  ['a milestone takes no time', 'A 0d = Mon 08 .. Mon 08'],
  ['a project that begins on Saturday begins its work on Monday', '! start Sat 10\nA 1d = Mon2 08 .. Mon2 17'],
  ['a project that begins in the evening begins its work next morning', '! start Mon 20\nA 1d = Tue 08 .. Tue 17'],
  ['a project that begins in the lunch break goes on after it', '! start Mon 12:30\nA 4t = Mon 13 .. Mon 17'],
  ['elapsed time runs through the night and the weekend', 'A 7ed = Mon 08 .. Mon2 08'],
  ['elapsed time needs no working time to begin', '! start Sat 10\nA 1ed = Sat 10 .. Sun 10'],
]);

cases('links', [
  ['FS: next morning', 'A 2d = Mon 08 .. Tue 17\nB 1d <A = Wed 08 .. Wed 17 by A'],
  ['FS over a weekend', 'A 5d\nB 1d <A = Mon2 08 .. Mon2 17'],
  ['FS in the middle of a day', 'A 4t\nB 1d <A = Mon 13 .. Tue 12'],
  ['SS: together', 'A 2d\nB 1d <A:SS = Mon 08 .. Mon 17 by A'],
  ['FF: end together', 'A 3d\nB 1d <A:FF = Wed 08 .. Wed 17 by A'],
  ['FF never begins before the project', 'A 1d\nB 3d <A:FF = Mon 08 .. Wed 17'],
  ['SF: ends where the other begins', 'A 1d SNET@Thu/08\nB 2d <A:SF = Tue 08 .. Thu 08 by A'],
  ['the later of two decides', 'A 1d\nB 3d\nC 1d <A <B = Thu 08 .. Thu 17 by B'],
  ['the first of two equal ones is named', 'A 2d\nB 2d\nC 1d <A <B = Wed 08 .. Wed 17 by A'],
  ['SS and FF together', 'A 5d\nB 1d <A:SS <A:FF = Fri 08 .. Fri 17 by A'],
  ['a milestone sits at the end of the day', 'A 1d\nM 0d <A = Mon 17 .. Mon 17\nB 1d <M = Tue 08 .. Tue 17'],
  ['a milestone sits at noon', 'A 4t\nM 0d <A = Mon 12 .. Mon 12'],
  ['two milestones in a row', 'A 1d\nM 0d <A\nN 0d <M = Mon 17 .. Mon 17 by M'],
  ['a task given before its predecessor', 'B 1d <A = Wed 08 .. Wed 17\nA 2d = Mon 08 .. Tue 17'],
  ['a link may be there twice', 'A 1d\nB 1d <A <A:FS+1d = Wed 08 .. Wed 17'],
  ['without a link a task begins with the project', 'A 3d\nB 1d = Mon 08 .. Mon 17 slack 2d free 2d loose'],
]);

cases('lag and lead', [
  ['FS and a day', 'A 1d\nB 1d <A:FS+1d = Wed 08 .. Wed 17'],
  ['FS and a day over the weekend', 'A 5d\nB 1d <A:FS+1d = Tue2 08 .. Tue2 17'],
  ['FS less a day', 'A 2d\nB 1d <A:FS-1d = Tue 08 .. Tue 17'],
  ['a lead reaches before the project', 'A 1d\nB 1d <A:FS-2d = Fri0 08 .. Fri0 17'],
  ['SS and a day', 'A 3d\nB 1d <A:SS+1d = Tue 08 .. Tue 17'],
  ['FF and a day', 'A 3d\nB 1d <A:FF+1d = Thu 08 .. Thu 17'],
  ['FF less a day', 'A 3d\nB 1d <A:FF-1d = Tue 08 .. Tue 17'],
  ['SF and two days', 'A 1d\nB 1d <A:SF+2d = Tue 08 .. Tue 17'],
  ['elapsed lag counts nights and ends off work', 'A 1d\nB 1d <A:FS+1ed = Wed 08 .. Wed 17'],
  ['elapsed lag counts the weekend', 'A 5d\nB 1d <A:FS+2ed = Mon2 08 .. Mon2 17'],
  ['elapsed lag of ten hours ends at night', 'A 1d\nB 1d <A:FS+10eh = Tue 08 .. Tue 17'],
  ['half the duration before', 'A 4d\nB 1d <A:SS+50% = Wed 08 .. Wed 17'],
  ['percent of an elapsed duration is elapsed', 'A 4ed = Mon 08 .. Fri 08\nB 1d <A:SS+50% = Wed 08 .. Wed 17'],
  ['lag to a milestone ends with the day', 'A 1d\nM 0d <A:FS+1d = Tue 17 .. Tue 17'],
  ['lag counts in the calendar of the one that waits', 'A 1d\nB 4t <A:FS+1d cal:mornings = Thu 08 .. Thu 12'],
]);

cases('calendars', [
  ['mornings only', 'A 1d cal:mornings = Mon 08 .. Tue 12'],
  ['round the clock', 'A 1d cal:24h = Mon 08 .. Mon 16'],
  ['nights begin in the evening', 'A 1d cal:night = Mon 22 .. Tue 06'],
  ['a night shift over three nights', 'A 20t cal:night = Mon 22 .. Thu 02'],
  ['only weekends', 'A 2d cal:weekend = Sat 08 .. Sun 16'],
  ['from round the clock to the office', 'A 14t cal:24h = Mon 08 .. Mon 22\nB 1d <A = Tue 08 .. Tue 17'],
  ['a milestone after a night waits for the office', 'A 1d cal:night\nM 0d <A = Tue 08 .. Tue 08'],
  ['the project calendar holds where the task has none', '! calendar 24h\nA 1d = Mon 08 .. Mon 16'],
  ['Danish public holidays', '! start Wed5 08\n! calendar dk\nA 2d = Wed5 08 .. Fri5 17'],
  ['slack counts in the task calendar', 'A 5d\nB 4t cal:mornings = Mon 08 .. Mon 12 slack 2d'],
  ['no working time at all', 'A 1d cal:never = Mon 08 .. Mon 08 no-working-time'],
]);

cases('constraints', [
  ['SNET', 'A 1d SNET@Wed/08 = Wed 08 .. Wed 17 by -'],
  ['SNET earlier than the links', 'A 3d\nB 1d <A SNET@Tue/08 = Thu 08 .. Thu 17 by A'],
  ['SNET later than the links', 'A 1d\nB 1d <A SNET@Thu/08 = Thu 08 .. Thu 17 by -'],
  ['SNET on a Saturday', 'A 1d SNET@Sat/08 = Mon2 08 .. Mon2 17'],
  ['SNET before the project', '! start Wed 08\nA 1d SNET@Mon/08 = Mon 08 .. Mon 17'],
  ['SNET at noon', 'A 1d SNET@Mon/12 = Mon 13 .. Tue 12'],
  ['FNET', 'A 1d FNET@Wed/17 = Wed 08 .. Wed 17'],
  ['FNET earlier than the links', 'A 3d\nB 1d <A FNET@Tue/17 = Thu 08 .. Thu 17'],
  ['FNET on a Sunday is the Friday before', 'A 1d FNET@Sun/17 = Fri 08 .. Fri 17'],
  ['SNLT leaves room', 'A 1d SNLT@Wed/08 = Mon 08 .. Mon 17\nB 5d'],
  ['SNLT limits the slack', 'A 1d SNLT@Wed/08 = Mon 08 .. Mon 17 slack 2d\nB 5d'],
  ['FNLT limits the slack', 'A 1d FNLT@Wed/17 = Mon 08 .. Mon 17 slack 2d\nB 5d'],
  [
    'SNLT stands against a link',
    'A 3d = Mon 08 .. Wed 17 slack -2d negative-slack\nB 1d <A SNLT@Tue/08 = Tue 08 .. Tue 17 link-over-constraint slack 0d',
  ],
  [
    'SNLT gives way when links win',
    '! links win\nA 3d = slack -2d negative-slack\nB 1d <A SNLT@Tue/08 = Thu 08 .. Thu 17 slack -2d constraint-missed negative-slack',
  ],
  [
    'FNLT stands against a link',
    'A 3d = slack -1d negative-slack\nB 1d <A FNLT@Wed/17 = Wed 08 .. Wed 17 link-over-constraint',
  ],
  [
    'FNLT gives way when links win',
    '! links win\nA 3d = slack -1d negative-slack\nB 1d <A FNLT@Wed/17 = Thu 08 .. Thu 17 slack -1d constraint-missed negative-slack',
  ],
  ['MSO', 'A 1d MSO@Wed/08 = Wed 08 .. Wed 17 crit'],
  ['MSO leaves no slack', 'A 1d MSO@Wed/08 = late Wed 08 .. Wed 17 slack 0d crit\nB 10d'],
  [
    'MSO stands against a link',
    'A 3d = slack -2d negative-slack crit\nB 1d <A MSO@Tue/08 = Tue 08 .. Tue 17 slack 0d link-over-constraint',
  ],
  ['MSO is only an earliest date when links win', '! links win\nA 1d\nB 1d <A MSO@Thu/08 = Thu 08 .. Thu 17'],
  ['MFO', 'A 1d MFO@Wed/17 = Wed 08 .. Wed 17'],
  ['MFO for a milestone', 'M 0d MFO@Wed/12 = Wed 12 .. Wed 12'],
  [
    'nothing reaches through a date that must be kept',
    'A 1d = slack 1d\nB 1d <A MSO@Wed/08 = slack 0d\nC 1d <B deadline@Wed/17 = Thu 08 .. Thu 17 slack -1d deadline-missed negative-slack',
  ],
  ['ALAP goes to its late dates', 'A 1d ALAP = Wed 08 .. Wed 17 slack 0d crit\nB 3d'],
  ['ALAP takes those that follow with it', 'A 1d ALAP = Tue 08 .. Tue 17\nB 1d <A = Wed 08 .. Wed 17\nC 3d'],
  ['ALAP after another', 'A 1d\nB 1d <A ALAP = Fri 08 .. Fri 17\nC 5d'],
  ['a constraint without a date asks for nothing', 'A 1d SNET = Mon 08 .. Mon 17'],
]);

cases('slack', [
  ['the longest way is critical', 'A 2d = crit slack 0d\nB 1d = loose slack 1d free 1d\nC 1d <A <B = crit'],
  ['free slack only at the end of a loose way', 'A 5d\nB 1d = slack 3d free 0d\nC 1d <B = slack 3d free 3d'],
  ['late dates', 'A 5d\nB 1d = late Thu 08 .. Thu 17\nC 1d <B = late Fri 08 .. Fri 17'],
  ['a deadline within reach', 'A 5d\nB 1d deadline@Wed/17 = slack 2d'],
  ['a deadline missed', 'A 5d deadline@Thu/17 = slack -1d crit deadline-missed negative-slack'],
  [
    'negative slack goes back along the links',
    'A 2d = slack -1d negative-slack\nB 2d <A deadline@Wed/17 = slack -1d deadline-missed negative-slack',
  ],
  ['through SS', 'A 2d = slack 1d\nB 2d <A:SS = slack 3d\nC 5d\nD 2d <A = slack 1d'],
  ['SS holds the start', 'A 1d = late Thu 08 .. Thu 17\nB 2d <A:SS = late Thu 08 .. Fri 17\nC 5d'],
  ['through FF with lag', 'A 1d = late Thu 08 .. Thu 17\nB 1d <A:FF+1d = late Fri 08 .. Fri 17\nC 5d'],
  ['through SF', 'A 1d = late Thu 08 .. Thu 17\nB 1d <A:SF+2d = late Fri 08 .. Fri 17\nC 5d'],
  ['through lag', 'A 1d = slack 2d free 0d\nB 1d <A:FS+1d = slack 2d\nC 5d'],
  ['through elapsed lag over the weekend', 'A 5d = slack 0d\nB 1d <A:FS+2ed = slack 0d'],
  ['a milestone at the end of a day has none less', 'A 1d\nM 0d <A = slack 0d crit\nB 1d <M = crit'],
  ['elapsed slack counts the clock', 'A 5d\nB 1ed = Mon 08 .. Tue 08 slack 10.125d'],
]);

cases('summaries', [
  ['from the first start to the last finish', 'S = Mon 08 .. Wed 17\n  A 1d\n  B 2d <A'],
  ['two levels', 'S = Mon 08 .. Wed 17\n  T = Tue 08 .. Wed 17\n    A 2d <B\n  B 1d'],
  ['those that follow wait for all children', 'S\n  A 1d\n  B 3d\nC 1d <S = Thu 08 .. Thu 17 by S'],
  [
    'those before hold back all children',
    'A 2d\nS <A = Wed 08 .. Fri 17\n  B 1d = Wed 08 .. Wed 17 by A\n  C 3d = Wed 08 .. Fri 17 by A',
  ],
  ['through two levels', 'A 2d\nS <A\n  T\n    B 1d = Wed 08 .. Wed 17 by A'],
  ['a child may begin later still', 'A 2d\nD 3d\nS <A\n  B 1d <D = Thu 08 .. Thu 17 by D'],
  ['from summary to summary', 'S\n  A 2d\nT <S = Wed 08 .. Wed 17\n  B 1d'],
  ['with lag', 'S\n  A 2d\nT <S:FS+1d\n  B 1d = Thu 08 .. Thu 17'],
  ['SS from a summary', 'S\n  A 2d SNET@Tue/08\n  B 1d SNET@Thu/08\nC 1d <S:SS = Tue 08 .. Tue 17'],
  ['FF to a summary holds back each finish', 'A 4d\nS <A:FF\n  B 1d = Thu 08 .. Thu 17\n  C 2d = Wed 08 .. Thu 17'],
  ['an earliest start of the summary', 'S SNET@Wed/08 = Wed 08 .. Wed 17\n  A 1d'],
  ['a latest finish of the summary limits slack', 'S FNLT@Wed/17\n  A 1d = slack 2d\nB 5d'],
  ['slack through what follows the summary', 'S\n  A 1d = slack 2d\n  B 3d = slack 0d\nC 1d <S = crit'],
  ['slack into a summary', 'A 1d = slack 1d\nS <A\n  B 2d = slack 1d\n  C 1d = slack 2d\nD 4d'],
  ['percent complete by duration', 'S = done 25%\n  A 1d 100%\n  B 3d 0%'],
  ['percent complete of milestones alone', 'S = done 50%\n  M 0d 100%\n  N 0d 0%'],
  ['all but done is not done', 'S = done 99% crit\n  A 1d 0%\n  B 300d 100%'],
  ['done with all its children', 'S = done 100% loose\n  A 1d 100%\n  B 2d actual@Mon/08..Tue/17'],
  ['cancelled children do not count', 'S = Mon 08 .. Mon 17\n  A 1d\n  B 5d off'],
  ['critical by its own dates', 'S = crit slack 0d\n  A 1d = slack 2d\n  B 3d = crit'],
]);

cases('dates set by people and by events', [
  ['a manual task keeps its dates', 'A 1d manual@Wed/09..Thu/10 = Wed 09 .. Thu 10'],
  ['even on a Saturday', 'A 1d manual@Sat/08..Sat/17 = Sat 08 .. Sat 17'],
  ['one date and the duration give the other', 'A 2d manual@Wed/08 = Wed 08 .. Thu 17'],
  ['also backwards', 'A 2d manual@..Thu/17 = Wed 08 .. Thu 17'],
  ['without dates it follows the rules', 'A 1d\nB 1d <A manual@ = Tue 08 .. Tue 17'],
  [
    'a link later than a manual date is told',
    'A 3d\nB 1d <A manual@Tue/08..Tue/17 = Tue 08 .. Tue 17 link-over-manual\nC 5d',
  ],
  ['those after a manual task follow it', 'A 1d manual@Wed/08..Wed/17\nB 1d <A = Thu 08 .. Thu 17'],
  ['a task begun keeps its start', 'A 3d = slack -2d negative-slack\nB 2d <A actual@Tue/08 = Tue 08 .. Wed 17 by -'],
  [
    'a task done keeps both',
    'A 3d actual@Mon/08..Thu/12 100% = Mon 08 .. Thu 12 slack 0d loose\nB 1d <A = Thu 13 .. Fri 12',
  ],
  ['done without a start', 'A 2d actual@..Wed/17 = Tue 08 .. Wed 17'],
  ['what follows a task done does not hold what is before', 'A 1d = slack 4d\nB 1d <A actual@Mon/08..Mon/17\nC 5d'],
  [
    'a task under way holds what is before to where it resumes',
    'A 1d = Mon 08 .. Mon 17 late Tue 08 .. Tue 17\nB 2d <A actual@Tue/08 50% = Tue 08 .. Wed 17\nC 5d',
  ],
  ['all percent is done, also without a date', 'A 3d 100% = Mon 08 .. Wed 17 slack 0d loose\nB 1d <A = crit'],
  ['a cancelled task moves nothing', 'A 5d off\nB 1d <A = Mon 08 .. Mon 17'],
  ['a cancelled summary cancels its children', 'S off\n  A 5d\nB 1d <A = Mon 08 .. Mon 17'],
  ['a cancelled task is not part of the project', 'A 5d off\nB 1d = crit slack 0d'],
]);
