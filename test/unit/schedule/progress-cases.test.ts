import { describe, it } from 'vitest';
import { checkPlan } from './plan-case.ts';

const cases = (title: string, table: readonly (readonly [string, string])[]): void => {
  describe(title, () => {
    it.each(table)('%s', (_name, plan) => checkPlan(plan));
  });
};

cases('splits', [
  ['a break lengthens the task', 'A 4d break:2d+1d = Mon 08 .. Fri 17 lasts 4d'],
  ['a break over a weekend', 'A 4d break:3d+3d = Mon 08 .. Tue2 17'],
  ['two breaks', 'A 3d break:1d+1d break:2d+1d = Mon 08 .. Fri 17'],
  ['half a day of break', 'A 1d break:4t+4t = Mon 08 .. Tue 12'],
  ['the break moves with the task', 'A 2d\nB 2d <A break:1d+1d = Wed 08 .. Fri 17'],
  ['those after wait for the last part', 'A 2d break:1d+1d\nB 1d <A = Thu 08 .. Thu 17 by A'],
  ['late dates keep the break', 'A 5d\nB 2d break:1d+1d = late Wed 08 .. Fri 17 slack 2d'],
  ['FF puts the last part at the end', 'A 5d\nB 2d <A:FF break:1d+1d = Wed 08 .. Fri 17'],
  ['percent lag counts work, not breaks', 'A 4d break:2d+1d\nB 1d <A:SS+50% = Wed 08 .. Wed 17'],
  ['a break in an own calendar', 'A 2d who:mornings break:1d+4t = Mon 08 .. Fri 12'],
  ['progress counts work', 'S = done 50%\n  A 2d 50% break:1d+3d actual@Mon/08'],
]);

cases('what has happened and what is left', [
  [
    'remaining time told beats the percentage',
    'A 4d actual@Mon/08 25% rest:2d = Mon 08 .. Thu 17\nB 1d <A = Fri 08 .. Fri 17',
  ],
  ['what is left waits for the link', 'A 3d\nB 2d <A actual@Mon/08 50% = Mon 08 .. Thu 17 resume Thu 08'],
  [
    'the work so far stays',
    'A 4d\nB 4d <A actual@Mon/08 25% = Mon 08 .. Tue2 17 resume Fri 08\nC 1d <B = Wed2 08 .. Wed2 17',
  ],
  ['unless tasks are not split', '! no split\nA 3d = negative-slack\nB 2d <A actual@Mon/08 50% = Mon 08 .. Tue 17'],
  ['nothing done yet, nothing to split', 'A 3d = negative-slack\nB 2d <A actual@Mon/08 = Mon 08 .. Tue 17'],
  ['a link that is met splits nothing', 'A 1d\nB 2d <A actual@Tue/08 50% = Tue 08 .. Wed 17'],
  ['an SS link splits nothing', 'A 3d\nB 2d <A:SS actual@Mon/08 50% = Mon 08 .. Tue 17'],
  ['an FF link puts off the end', 'A 5d\nB 2d <A:FF actual@Mon/08 50% = Mon 08 .. Fri 17 resume Fri 08'],
  ['lag counts for what is left', 'A 1d\nB 2d <A:FS+2d actual@Mon/08 50% = Mon 08 .. Thu 17 resume Thu 08'],
  ['remaining time after the link', 'A 4d\nB 4d <A actual@Mon/08 rest:1d = Mon 08 .. Fri 17 resume Fri 08'],
  ['a done task waits for nobody', 'A 3d\nB 2d <A actual@Mon/08..Tue/17 100% = Mon 08 .. Tue 17 loose'],
  [
    'the slack of what is under way is that of its end',
    'A 5d\nB 2d actual@Mon/08 50% = slack 3d late Mon 08 .. Fri 17',
  ],
  ['before the project', 'A 2d actual@Thu0/08 50% = Thu0 08 .. Fri0 17'],
  ['begun on a Saturday', 'A 1d actual@Sat/08 50% = Sat 08 .. Mon2 17'],
  ['an earliest finish of what is under way', 'A 1d actual@Mon/08 50% FNET@Wed/17 = Mon 08 .. Wed 17'],
  [
    'a manual task under way keeps the person’s finish',
    'A 1d manual@Mon/08..Wed/10 actual@Mon/08 50% = Mon 08 .. Wed 10',
  ],
  ['a manual task done ends when it did', 'A 1d manual@Mon/08..Wed/10 actual@Mon/08..Tue/12 100% = Mon 08 .. Tue 12'],
  ['a crew under way', 'A 1d who:standard/1d who:night/8t actual@Mon/08 50% = Mon 08 .. Tue 06'],
  [
    'what is left of one person waits for days on',
    'A 3d\nB 2d <A who:offthu actual@Mon/08 50% = Mon 08 .. Fri 17 resume Fri 08',
  ],
]);

cases('the status date', [
  ['nothing left to do lies before', '! status Wed 08\nA 1d = Wed 08 .. Wed 17 by -'],
  ['what lies later stays', '! status Tue 08\nA 2d SNET@Thu/08 = Thu 08 .. Fri 17'],
  ['links go on from there', '! status Wed 08\nA 1d\nB 1d <A = Thu 08 .. Thu 17 by A'],
  ['in the middle of a day', '! status Wed 12\nA 1d = Wed 13 .. Thu 12'],
  ['what is left of a task goes on there', '! status Thu 08\nA 2d actual@Mon/08 50% = Mon 08 .. Thu 17 resume Thu 08'],
  ['what goes on later stays', '! status Tue 08\nA 4d actual@Mon/08 50% = Mon 08 .. Thu 17'],
  ['begun, nothing done: all is left', '! status Wed 08\nA 2d actual@Mon/08 = Mon 08 .. Thu 17 resume Wed 08'],
  ['what is done stays', '! status Fri 08\nA 1d actual@Mon/08..Mon/17 100% = Mon 08 .. Mon 17'],
  ['dates set by hand stay', '! status Fri 08\nA 1d manual@Mon/08..Mon/17 = Mon 08 .. Mon 17'],
  ['a milestone goes there too', '! status Wed 08\nM 0d = Wed 08 .. Wed 08'],
]);

cases('from the finish', [
  ['tasks as late as possible end there', '! finish Fri 17\nA 2d ALAP = Thu 08 .. Fri 17 crit'],
  [
    'the project begins when it must',
    '! finish Fri 17\nA 2d ALAP = Tue 08 .. Wed 17 crit\nB 2d <A ALAP = Thu 08 .. Fri 17 crit',
  ],
  ['short ones wait', '! finish Fri 17\nA 3d ALAP = Wed 08 .. Fri 17\nB 1d ALAP = Fri 08 .. Fri 17'],
  [
    'as soon as possible begins with the project',
    '! finish Fri 17\nA 3d ALAP = Wed 08 .. Fri 17\nB 1d = Wed 08 .. Wed 17 slack 2d',
  ],
  ['over a weekend', '! finish Tue2 17\nA 4d ALAP = Thu 08 .. Tue2 17'],
  ['lag counts back', '! finish Fri 17\nA 1d ALAP = Wed 08 .. Wed 17\nB 1d <A:FS+1d ALAP = Fri 08 .. Fri 17'],
  ['SS counts back', '! finish Fri 17\nA 1d ALAP = Wed 08 .. Wed 17\nB 3d <A:SS ALAP = Wed 08 .. Fri 17'],
  ['FF counts back', '! finish Fri 17\nA 3d ALAP = Wed 08 .. Fri 17\nB 1d <A:FF ALAP = Fri 08 .. Fri 17'],
  [
    'an earliest start still holds',
    '! finish Fri 17\nA 1d ALAP SNET@Mon/08 = Mon 08 .. Mon 17\nB 1d ALAP = Fri 08 .. Fri 17',
  ],
  ['a milestone at the end', '! finish Fri 17\nA 1d ALAP = Fri 08 .. Fri 17\nM 0d <A ALAP = Fri 17 .. Fri 17'],
  [
    'a deadline before the finish',
    '! finish Fri 17\nA 1d ALAP deadline@Wed/17 = Wed 08 .. Wed 17\nB 1d ALAP = Fri 08 .. Fri 17',
  ],
  [
    'a summary',
    '! finish Fri 17\nS = Wed 08 .. Fri 17\n  A 1d ALAP = Wed 08 .. Wed 17\n  B 2d <A ALAP = Thu 08 .. Fri 17',
  ],
]);

cases('critical by threshold', [
  ['up to a day of slack', '! critical 1d\nA 5d = crit\nB 4d = crit slack 1d\nC 3d = loose slack 2d'],
  ['none by default', 'A 5d = crit\nB 4d = loose'],
  ['what is done is not', '! critical 9d\nA 5d\nB 1d actual@Mon/08..Mon/17 100% = loose'],
]);

cases('summaries with dates of their own', [
  ['nothing below begins before', 'S manual@Wed/08..Fri/17 = Wed 08 .. Fri 17\n  A 1d = Wed 08 .. Wed 17'],
  ['what is below may end later', 'S manual@Wed/08..Thu/17 = Wed 08 .. Thu 17\n  A 5d = Wed 08 .. Tue2 17'],
  ['links below go on', 'S manual@Wed/08..Fri/17\n  A 1d\n  B 1d <A = Thu 08 .. Thu 17'],
  ['through a summary between', 'S manual@Wed/08..Fri/17\n  T\n    A 1d = Wed 08 .. Wed 17'],
  [
    'those that follow wait for the person’s finish',
    'S manual@Mon/08..Wed/17\n  A 1d\nB 1d <S = Thu 08 .. Thu 17 by S',
  ],
  ['a date set by hand below stays', 'S manual@Wed/08..Fri/17\n  A 1d manual@Mon/08..Mon/17 = Mon 08 .. Mon 17'],
]);
