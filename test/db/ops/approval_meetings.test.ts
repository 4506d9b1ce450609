// What two hands do to one approval at one moment, in two real sessions: the pairs of the model, each from states that it found.
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { PAIRS } from './support/ladder_pairs.ts';
import { meetInTwoSessions } from './support/ladder_race.ts';

const DEPTH = Number(process.env.MANDOR_DEPTH ?? 1);
const db = await testDatabase();

test('in two sessions at one moment, the result is that of one of the two orders', async () => {
  const waited: string[] = [];
  for (const name of Object.keys(PAIRS)) waited.push(`${name} ${await meetInTwoSessions(db, name, 3 * DEPTH)} of ${3 * DEPTH}`);
  console.log(`The second session waited for the first: ${waited.join(', ')}`);
});
