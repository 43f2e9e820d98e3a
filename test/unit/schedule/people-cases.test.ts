import { describe, it } from 'vitest';
import { checkPlan } from './plan-case.ts';

const cases = (title: string, table: readonly (readonly [string, string])[]): void => {
  describe(title, () => {
    it.each(table)('%s', (_name, plan) => checkPlan(plan));
  });
};

cases('one person', [
  ['a day off moves the task', 'A 3d who:offwed = Mon 08 .. Thu 17'],
  ['a day off after the task moves nothing', 'A 2d who:offwed = Mon 08 .. Tue 17'],
  ['a day off where the task would begin', 'A 2d\nB 1d <A who:offwed = Thu 08 .. Thu 17 by A'],
  ['a night shift begins in the evening', 'A 1d who:night = Mon 22 .. Tue 06'],
  ['who follows a night shift waits for the morning', 'A 1d who:night\nB 1d <A = Tue 08 .. Tue 17'],
  ['work in the mornings only', 'A 1d who:mornings = Mon 08 .. Tue 12'],
  ['work in the afternoons only', 'A 1d who:afternoons = Mon 13 .. Tue 17'],
  ['long days', 'A 20t who:long = Mon 08 .. Wed 08'],
  ['an extra Saturday', 'A 5,5d who:extra = Mon 08 .. Sat 12'],
  ['round the clock', 'A 2d who:24h = Mon 08 .. Tue 00'],
  ['weekends only', 'A 1d who:weekend = Sat 08 .. Sat 16'],
  ['nobody works, ever', 'A 1d who:never = Mon 08 .. Mon 08 no-working-time'],
  ['a milestone needs nobody', 'A 0d who:night = Mon 08 .. Mon 08'],
  ['within the calendar of the task', 'A 1d who:bounded = Mon 08 .. Tue 12'],
  ['the day off within the calendar of the task', 'A 12t who:bounded = Mon 08 .. Thu 12'],
  ['slack counts in the plan, not in the nights', 'A 5d\nB 1d who:night = slack 3d'],
  ['late dates lie in the nights', 'A 5d\nB 1d who:night = late Thu 22 .. Fri 06'],
  ['free slack counts in the plan', 'A 4d\nB 1d who:mornings = free 2d slack 2d\nC 1d <A <B'],
  ['lag counts in the plan', 'A 1d\nB 4t <A:FS+1d who:mornings = Wed 08 .. Wed 12'],
  ['FNET in the own time', 'A 1d who:mornings FNET@Wed/17 = Tue 08 .. Wed 12'],
  ['MFO in the own time', 'A 1d who:mornings MFO@Wed/12 = Tue 08 .. Wed 12'],
  ['MSO in the own time', 'A 1d who:mornings MSO@Mon/13 = Tue 08 .. Wed 12'],
  ['FF in the own time', 'A 3d\nB 4t <A:FF who:mornings = Wed 08 .. Wed 12'],
  ['SF in the own time', 'A 1d SNET@Thu/08\nB 1d <A:SF who:mornings = Tue 08 .. Thu 08'],
  ['a summary of people', 'S = Mon 08 .. Thu 17\n  A 3d who:offwed\n  B 1d'],
]);

cases('a crew', [
  ['ends with the last', 'A 2d who:standard who:offwed/2d <B = Wed 08 .. Fri 17\nB 2d'],
  ['begins with the first', 'A 1d who:night/8t who:afternoons/4t = Mon 13 .. Tue 06'],
  ['lasts while anybody works', 'A 1d who:standard/1d who:night/8t = Mon 08 .. Tue 06 lasts 2d'],
  ['time of two together counts once', 'A 1d who:24h/8t who:standard/8t = Mon 08 .. Mon 17 lasts 1.125d'],
  ['each for so long as there is work', 'A 3d who:standard/1d who:offwed/3d = Mon 08 .. Thu 17 lasts 3d'],
  ['one begins a day later', 'A 2d who:standard/1d who:standard/1d+1d = Mon 08 .. Tue 17 lasts 2d'],
  ['with a pause between two', 'A 2d who:standard/1d who:standard/1d+2d = Mon 08 .. Wed 17 lasts 2d'],
  ['a delay over a day off', 'A 2d who:standard/1d who:offwed/1d+2d = Mon 08 .. Thu 17'],
  ['waits for a link', 'A 1d\nB 1d <A who:standard/1d who:night/8t = Mon 22 .. Tue 17 by A'],
  ['late enough for all of them', 'A 5d\nB 1d who:standard/1d who:night/8t = late Thu 22 .. Fri 17'],
  ['FF: nobody is done before', 'A 4d\nB 1d <A:FF who:standard/1d who:mornings/8t = Thu 08 .. Fri 12'],
  ['who share a calendar are one', 'A 3d who:offwed = Mon 08 .. Thu 17'],
  ['three of them', 'A 1d who:standard/4t who:afternoons/4t who:night/4t = Mon 08 .. Tue 02 lasts 1.5d'],
  ['slack is that of the tighter end', 'A 5d\nB 1d who:24h/8t who:standard/1d = Mon 08 .. Mon 17 slack 4d'],
  ['one who never works', 'A 1d who:standard/1d who:never/1d = Mon 08 .. Mon 08 no-working-time'],
]);

cases('levelling', [
  ['puts the start off around the clock', 'A 1d level:1ed = Tue 08 .. Tue 17'],
  ['over a weekend', 'A 5d\nB 1d <A level:1ed = Tue2 08 .. Tue2 17 by A'],
  ['into the night', 'A 1d level:12eh = Tue 08 .. Tue 17'],
  ['after an earliest start', 'A 1d SNET@Tue/08 level:1ed = Wed 08 .. Wed 17'],
  ['gives way to a fixed start', 'A 1d MSO@Tue/08 level:3ed = Tue 08 .. Tue 17'],
  ['gives way to a fixed finish', 'A 1d MFO@Tue/17 level:3ed = Tue 08 .. Tue 17'],
  ['those before leave room for it', 'A 1d = slack 0d crit\nB 1d <A level:1ed = Wed 08 .. Wed 17 crit'],
  ['those after follow', 'A 1d level:1ed\nB 1d <A = Wed 08 .. Wed 17'],
  ['room below a summary', 'A 1d = slack 0d\nS <A\n  B 1d level:1ed = Wed 08 .. Wed 17\nC 1d <S = Thu 08 .. Thu 17'],
  ['has no hold on what has begun', 'A 1d actual@Mon/08 level:3ed = Mon 08 .. Mon 17'],
  ['has no hold on dates set by hand', 'A 1d manual@Mon/08..Mon/17 level:3ed = Mon 08 .. Mon 17'],
]);
