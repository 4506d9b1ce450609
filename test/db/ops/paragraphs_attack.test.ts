// A hostile model against the rules of an opening, and a good one: how much of either gets through.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { FIGURES } from './support/model_desk.ts';
import { ATTACKS } from './support/paragraph_attacks.ts';
import { GOOD_SALES, GOOD_STOCK } from './support/paragraph_samples.ts';

const db = await testDatabase();
const branch = (period: string, name: string | null, sales: number, target: number, pct: number) => ({
  period,
  branch: name,
  transaction_count: 56,
  sales_amount: sales,
  average_amount: 100_171,
  target_amount: target,
  achievement_pct: pct,
  is_on_track: pct >= 100,
});
const SALES = {
  rows: [
    branch('hari', null, 45_678_000, 50_000_000, 91.4),
    branch('bulan', null, 400_000_000, 500_000_000, 80),
    branch('hari', 'Bali', 5_000_000, 9_000_000, 55.6),
    branch('hari', 'Malang', 7_000_000, 9_000_000, 77.8),
  ],
};

/** The rules that each text breaks. */
async function broken(kind: string, figures: object, texts: readonly string[]): Promise<string[][]> {
  const rows = await db.sql<{ rules: string[] }>(
    `select coalesce((select array_agg(c.rule || ' ' || c.found) from ops.paragraph_check(t.text, o.o -> 'values', mart.opening_names($2)) c), '{}') as rules
       from jsonb_array_elements_text($3) with ordinality as t (text, n) cross join (select mart.report_opening($1, $2) as o) o order by t.n`,
    kind,
    JSON.stringify(figures),
    // PostgreSQL keeps no NUL; whatever carries one never comes as far as the rules.
    JSON.stringify(texts.map((text) => text.replaceAll('\0', '\u0001'))),
  );
  return rows.map((row) => row.rules);
}

test('nothing that a hostile model writes is taken', async (t) => {
  let all = 0;
  for (const [kind, texts] of Object.entries(ATTACKS)) {
    const found = await broken('control_stock', FIGURES, texts);
    const taken = texts.filter((_, i) => found[i]?.length === 0);
    assert.deepEqual(taken, [], kind);
    all += texts.length;
  }
  assert.ok(all >= 150);
  t.diagnostic(`${all} hostile paragraphs, 0 taken`);
});

test('what a good model writes is taken', async (t) => {
  const stock = await broken('control_stock', FIGURES, GOOD_STOCK);
  const sales = await broken('daily_sales', SALES, GOOD_SALES);
  const refused = [...GOOD_STOCK, ...GOOD_SALES]
    .map((text, i) => [text, ...([...stock, ...sales][i] ?? [])])
    .filter((row) => row.length > 1);
  t.diagnostic(`${stock.length + sales.length} good paragraphs, ${refused.length} refused`);
  assert.deepEqual(refused, []);
});

test('a plain word is no word of an approval, hides none that is forbidden, and two of them make none', async () => {
  const bad = await db.sql(
    `with w as (select word from ops.paragraph_words where kind = 'plain')
     select w.word from w where w.word in (select phrase from ops.approval_words union select r.word from ops.reply_words r where r.kind = 'approval')
     union all
     select a.word || ' ' || b.word from w a cross join w b join ops.paragraph_words f on f.kind <> 'plain' and f.word = a.word || b.word
      where length(a.word) + length(b.word) <= 12`,
  );
  assert.deepEqual(bad, []);
});

test('whoever sends the paragraph back has not approved anything', async () => {
  const rows = await db.sql<{ body: string; class: string }>(
    `select b.body, (select c.class from ops.reply_text_class(b.body, '', '', null) c) as class
       from jsonb_array_elements_text($2) t cross join lateral (select ops.paragraph_fill(t, mart.report_opening('control_stock', $1) -> 'values') as body) b`,
    JSON.stringify(FIGURES),
    JSON.stringify(GOOD_STOCK),
  );
  assert.equal(rows.length, GOOD_STOCK.length);
  assert.deepEqual(
    rows.filter((row) => row.class === 'approved'),
    [],
  );
});
