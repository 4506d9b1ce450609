// "What did we know on that day?" The whole result of mart.control_stock is kept on each day of a random history and asked
// for again later: byte for byte the same where nothing was corrected since, and where something was, another answer for
// the articles that it touched alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../support/harness.ts';
import { addDays, CODES, Company, type Doc, load, prepare, SALES, type Selling, STOCK } from '../../core/support/world.ts';

const DEPTH = Number(process.env.MANDOR_DEPTH ?? 1);
const START = '2026-01-05';
const QUIET = 10; // days on which the books are right at once
const CORRECTED = 8; // days on which people change older documents

/** Text of the row of each article, as of a day. */
type Answer = Map<string, string>;

async function live(seed: number): Promise<{ same: number; changed: number; days: number }> {
  const db = await testDatabase();
  const company = new Company(seed);
  const { draw } = company;
  const answers = new Map<string, Answer>();
  const ask = async (day: string): Promise<Answer> =>
    new Map(
      (
        await db.sql<{ key: string; row: string }>(
          `select c.kode_mix || ' ' || c.is_mapped as key, to_jsonb(c)::text as row from mart.control_stock($1) c`,
          day,
        )
      ).map((r) => [r.key, r.row]),
    );
  const article = new Map<string, string>(CODES.map((code, i) => [code, i < 9 ? `M${Math.floor(i / 3) + 1} true` : `${code} false`]));
  const articlesOf = (doc: Doc): string[] => doc.lines.map((line) => article.get(line.code.trim()) as string);
  const session = await db.deployPool.connect();
  let number = 0;
  let [same, changed] = [0, 0];
  try {
    await prepare(session);
    for (let i = 0; i < QUIET + CORRECTED; i++) {
      const day = addDays(START, i);
      await db.setClock(`${addDays(day, 1)}T06:00:00+07:00`);
      const touched = new Set<string>();
      for (const entity of SALES)
        for (let n = draw.int(1, 4); n > 0; n--)
          company.docs[entity].push({ number: `SI.${number++}`, date: day, dept: 'Cabang 1', lines: company.lines() });
      if (i >= QUIET) {
        const entity: Selling = draw.pick(SALES);
        const docs = company.docs[entity];
        const doc = draw.pick(docs.filter((d) => d.date < day && d.date >= addDays(day, -5)));
        for (const one of articlesOf(doc)) touched.add(one);
        const what = draw.int(1, 3);
        if (what === 1) doc.lines = doc.lines.map((line) => ({ ...line, qty: line.qty + 5 }));
        else if (what === 2) docs.splice(docs.indexOf(doc), 1);
        else doc.date = addDays(day, -draw.int(0, 6));
      }
      for (const entity of STOCK) assert.equal((await load(session, company.stock(entity, day))).status, 'accepted');
      // Seven days are read again each day, as pulls do; a move out of them is another story (test/db/core).
      for (const entity of SALES) assert.equal((await load(session, company.sales(entity, day, addDays(day, -6)))).status, 'accepted');

      for (const [past, answer] of answers) {
        const now = await ask(past);
        const differing = [...new Set([...answer.keys(), ...now.keys()])].filter((key) => answer.get(key) !== now.get(key));
        const strange = differing.filter((key) => !touched.has(key));
        assert.deepEqual(
          strange,
          [],
          `seed ${seed}: on ${day}, ${past} answers otherwise for articles that nobody corrected: ${strange.map((key) => `${answer.get(key)} → ${now.get(key)}`).join('; ')}`,
        );
        if (differing.length > 0) changed++;
        else same++;
        answers.set(past, now);
      }
      answers.set(day, await ask(day));
      assert.ok((answers.get(day) as Answer).size > 3, `${day} has no answer`);
    }
    return { same, changed, days: answers.size };
  } finally {
    session.release();
  }
}

test('control_stock of a past date answers what it answered then, but for articles that were corrected since', async (t) => {
  const totals = { same: 0, changed: 0, days: 0 };
  for (let seed = 1; seed <= 2 * DEPTH; seed++) {
    const one = await live(seed);
    for (const key of ['same', 'changed', 'days'] as const) totals[key] += one[key];
  }
  t.diagnostic(
    `${totals.days} days; asked again ${totals.same + totals.changed} times: ${totals.same} the same byte for byte, ${totals.changed} with a correction`,
  );
  assert.ok(totals.changed > 0, 'no correction reached an answer: the test would not notice a frozen one');
});
