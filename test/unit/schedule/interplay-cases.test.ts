import { describe, it } from 'vitest';
import { checkPlan } from './plan-case.ts';

const cases = (title: string, table: readonly (readonly [string, string])[]): void => {
  describe(title, () => {
    it.each(table)('%s', (_name, plan) => checkPlan(plan));
  });
};

cases('every link type with lag and lead, from a task of two days to one of one', [
  ['FS', 'A 2d\nB 1d <A:FS = Wed 08 .. Wed 17'],
  ['FS, half a day later', 'A 2d\nB 1d <A:FS+4t = Wed 13 .. Thu 12'],
  ['FS, half a day earlier', 'A 2d\nB 1d <A:FS-4t = Tue 13 .. Wed 12'],
  ['FS, half its duration earlier', 'A 2d\nB 1d <A:FS-50% = Tue 08 .. Tue 17'],
  ['FS, an elapsed day earlier', 'A 2d\nB 1d <A:FS-1ed = Tue 08 .. Tue 17'],
  ['SS', 'A 2d SNET@Tue/08\nB 1d <A:SS = Tue 08 .. Tue 17'],
  ['SS, half a day later', 'A 2d SNET@Tue/08\nB 1d <A:SS+4t = Tue 13 .. Wed 12'],
  ['SS, a day earlier', 'A 2d SNET@Wed/08\nB 1d <A:SS-1d = Tue 08 .. Tue 17'],
  ['SS, an elapsed day later', 'A 2d\nB 1d <A:SS+1ed = Tue 08 .. Tue 17'],
  ['FF, half a day later', 'A 2d\nB 1d <A:FF+4t = Tue 13 .. Wed 12'],
  ['FF, half a day earlier', 'A 3d\nB 1d <A:FF-4t = Tue 13 .. Wed 12'],
  ['FF, its own duration later', 'A 2d\nB 1d <A:FF+100% = Thu 08 .. Thu 17'],
  ['FF, an elapsed day later', 'A 2d\nB 1d <A:FF+1ed = Wed 08 .. Wed 17'],
  ['SF, a day later', 'A 1d SNET@Thu/08\nB 1d <A:SF+1d = Thu 08 .. Thu 17'],
  ['SF, a day earlier', 'A 1d SNET@Thu/08\nB 1d <A:SF-1d = Tue 08 .. Tue 17'],
  ['SF to a milestone', 'A 1d SNET@Thu/08\nM 0d <A:SF = Thu 08 .. Thu 08'],
  ['FF to a milestone', 'A 2d\nM 0d <A:FF = Tue 17 .. Tue 17'],
  ['SS from a milestone', 'A 1d\nM 0d <A\nB 1d <M:SS = Tue 08 .. Tue 17'],
]);

cases('constraints with links before and after', [
  ['SNET holds those that follow', 'A 1d SNET@Wed/08\nB 1d <A = Thu 08 .. Thu 17 by A'],
  ['FNET holds those that follow', 'A 1d FNET@Thu/17\nB 1d <A = Fri 08 .. Fri 17 by A'],
  ['MSO holds those that follow', 'A 1d MSO@Thu/08\nB 1d <A = Fri 08 .. Fri 17 by A'],
  ['SNLT is met by itself', 'A 1d\nB 1d <A SNLT@Fri/08 = Tue 08 .. Tue 17'],
  ['FNLT is met by itself', 'A 1d\nB 1d <A FNLT@Fri/17 = Tue 08 .. Tue 17'],
  ['FNLT limits those before', 'A 1d = slack 2d\nB 1d <A FNLT@Thu/17 = slack 2d\nC 5d'],
  ['SNLT limits those before', 'A 1d = slack 1d\nB 1d <A SNLT@Wed/08 = slack 1d\nC 5d'],
  ['MSO leaves those before their slack', 'A 1d = slack 2d\nB 1d <A MSO@Thu/08 = slack 0d\nC 9d'],
  ['MFO leaves those before their slack', 'A 1d = slack 2d\nB 1d <A MFO@Thu/17 = slack 0d\nC 9d'],
  ['a deadline limits those before', 'A 1d = slack 1d\nB 1d <A deadline@Wed/17 = slack 1d\nC 9d'],
  ['the tighter of deadline and constraint counts', 'A 1d FNLT@Thu/17 deadline@Wed/17 = slack 2d\nB 5d'],
  ['SNET on a summary and a link', 'A 1d\nS <A SNET@Thu/08\n  B 1d = Thu 08 .. Thu 17'],
  ['a deadline on a summary', 'S deadline@Wed/17\n  A 1d = slack 2d\nB 9d'],
  ['a missed deadline on a summary', 'S deadline@Mon/17 = deadline-missed\n  A 2d = slack -1d negative-slack'],
  ['a milestone with an earliest date', 'M 0d SNET@Wed/12 = Wed 12 .. Wed 12'],
  ['a milestone with an earliest date off work', 'M 0d SNET@Sat/12 = Mon2 08 .. Mon2 08'],
  ['ALAP before a constraint', 'A 1d ALAP = Wed 08 .. Wed 17\nB 1d <A MSO@Thu/08\nC 9d'],
  ['ALAP in a chain', 'A 1d ALAP = Wed 08 .. Wed 17\nB 1d <A ALAP = Thu 08 .. Thu 17\nC 1d <B MSO@Fri/08'],
  ['ALAP with a day off', 'A 1d ALAP who:offthu = Wed 08 .. Wed 17\nB 1d <A MSO@Fri/08'],
]);

cases('calendars', [
  ['an extra Saturday morning', '! calendar extra\nA 5,5d = Mon 08 .. Sat 12'],
  ['a day off', '! calendar offwed\nA 3d = Mon 08 .. Thu 17'],
  ['long days count by the hour', '! start Mon 07\n! calendar long\nA 40t = Mon 07 .. Thu 17'],
  ['long days leave the Friday free', '! start Mon 07\n! calendar long\nA 41t = Mon 07 .. Mon2 08'],
  ['afternoons to mornings', 'A 4t cal:afternoons = Mon 13 .. Mon 17\nB 4t <A cal:mornings = Tue 08 .. Tue 12'],
  ['mornings to afternoons of the same day', 'A 4t cal:mornings\nB 4t <A cal:afternoons = Mon 13 .. Mon 17'],
  ['night to night', 'A 8t cal:night\nB 8t <A cal:night = Tue 22 .. Wed 06'],
  ['night over the weekend', 'A 40t cal:night = Mon 22 .. Sat 06\nB 8t <A cal:night = Mon2 22 .. Tue2 06'],
  ['weekend to week', 'A 2d cal:weekend\nB 1d <A = Mon2 08 .. Mon2 17'],
  ['week to weekend', 'A 1d\nB 1d <A cal:weekend = Sat 08 .. Sat 16'],
  ['elapsed time after the office', 'A 1d\nB 1ed <A = Mon 17 .. Tue 17'],
  ['the office after elapsed time', 'A 1ed\nB 1d <A = Tue 08 .. Tue 17'],
  ['lag in a day off', 'A 2d\nB 1d <A:FS+1d cal:offwed = Fri 08 .. Fri 17'],
  [
    'Danish closing days: Friday after Ascension is work, Constitution Day is not',
    '! calendar dk\n! start Fri9 08\nA 1d = Fri9 08 .. Fri9 17',
  ],
  ['bounded by another calendar', 'A 2d cal:bounded = Mon 08 .. Fri 12'],
]);

cases('cancelled, done and nested', [
  ['a cancelled predecessor asks for nothing, others do', 'A 5d off\nC 1d\nB 1d <A <C = Tue 08 .. Tue 17 by C'],
  ['a cancelled successor leaves slack', 'A 1d = slack 4d\nB 1d <A off\nC 5d'],
  ['three levels of summaries', 'S = Mon 08 .. Tue 17\n  T = Mon 08 .. Tue 17\n    U = Mon 08 .. Tue 17\n      A 2d'],
  ['a summary of milestones', 'S = Mon 08 .. Tue 17\n  A 2d\n  M 0d <A = Tue 17 .. Tue 17'],
  [
    'a link to a summary and one to its child',
    'A 1d\nD 2d\nS <A\n  B 1d <D = Wed 08 .. Wed 17 by D\n  C 1d = Tue 08 .. Tue 17 by A',
  ],
  ['SF to a summary', 'A 1d SNET@Thu/08\nS <A:SF\n  B 1d = Wed 08 .. Thu 08'],
  ['a chain through two summaries', 'S\n  A 1d\nT <S\n  B 1d = Tue 08 .. Tue 17\nU <T\n  C 1d = Wed 08 .. Wed 17 by T'],
]);
