/** Tries histories through files and stores until one breaks a property; prints which, or `none`. For `planted-faults.test.ts`. */
import fc from 'fast-check';
import { faultOf } from './life.ts';
import { groups } from './people.ts';

const [most = '100', seed = '1'] = process.argv.slice(2);
let found = 'none';
try {
  const property = fc.asyncProperty(groups, async (group) => {
    const fault = await faultOf(group);
    if (fault !== null) found = fault;
    return fault === null;
  });
  const run = await fc.check(property, { numRuns: Number(most), seed: Number(seed), endOnFailure: true });
  // What throws is a fault that was seen too.
  if (run.failed && found === 'none') found = String(run.errorInstance).split('\n')[0]!;
} catch (error) {
  found = String(error).split('\n')[0]!;
}
process.stdout.write(`${found}\n`);
