import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../support/harness.ts';

const db = await testDatabase();
const parts = async (text: string, max: number): Promise<string[]> =>
  (await db.sql<{ p: string }>('select p from ops.chat_parts($1, $2) with ordinality as x (p, n) order by n', text, max)).map((r) => r.p);

test('parts are never longer than allowed, break no character, and hold the whole text in order', async () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'é', '&', '<', '👟', '漢', '.'), minLength: 1, maxLength: 14 });
  const text = fc.array(fc.tuple(word, fc.constantFrom(' ', '\n', '')), { maxLength: 40 }).map((all) => all.flat().join(''));
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 2, max: 40 }), async (given, max) => {
      const found = await parts(given, max);
      for (const part of found) assert.ok(part.length <= max && part.isWellFormed(), `${part.length} of ${max}`);
      // Only pauses may be left out, at most one between two parts.
      const bare = (all: string): string => all.replace(/[ \n]/g, '');
      assert.equal(bare(found.join('')), bare(given));
      const left = given.length - found.join('').length;
      assert.ok(left >= 0 && left < found.length, `${left} left out of ${found.length} parts`);
    }),
    { numRuns: 150 * Math.max(1, Number(process.env.MANDOR_DEPTH ?? 1)) },
  );
});

test('lines stay whole where they can; what fits is one part', async () => {
  assert.deepEqual(await parts('satu\ndua\ntiga', 9), ['satu\ndua', 'tiga']);
  assert.deepEqual(await parts('satu dua tiga', 9), ['satu dua', 'tiga']);
  assert.deepEqual(await parts('👟👟👟', 4), ['👟👟', '👟']);
  assert.deepEqual(await parts('abc', 3), ['abc']);
  assert.deepEqual(await parts('', 3), ['']);
  await assert.rejects(parts('abc', 1), { code: 'MD101' });
});
