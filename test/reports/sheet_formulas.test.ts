// The formulas of the tier tabs against the frozen figures, over random companies that hit the edges by construction
// (exactly three and nine months, days 27 and 28, loose warehouses, notes, open orders). The Sheet is written by the same
// code as in production into the sandbox's books and worked out by them; what its checks say is asked of SQL.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetPlan, sheetSource } from '../../src/db/sheet.ts';
import { type Grid, mirrorSheet, type SheetPlan, type SheetVendor } from '../../src/reports/sheet/mirror.ts';
import type { SheetCell } from '../../src/reports/sheet/requests.ts';
import { createBooks, plainValue } from '../../src/sandbox/google/book.ts';
import { createEvaluator } from '../../src/sandbox/google/evaluate.ts';
import { createBook, updateBook } from '../../src/sandbox/google/requests.ts';
import { prepare, type Session, store } from '../oracle/database.ts';
import { generate } from '../oracle/generator.ts';
import { testDatabase } from '../support/harness.ts';

const COMPANIES = 10 * Math.max(1, Number(process.env.MANDOR_DEPTH ?? 1));

/** The sandbox's books without the wire. */
function vendorOf(books: ReturnType<typeof createBooks>): SheetVendor {
  const find = (id: string) => books.find(id) as NonNullable<ReturnType<typeof books.find>>;
  return {
    isRefusal: () => true,
    async create(title, timeZone, tabs) {
      const made = createBook({ properties: { title, locale: 'en_US', timeZone }, sheets: tabs.map((properties) => ({ properties })) });
      if ('code' in made) throw new Error(made.message);
      return { spreadsheetId: books.make(made).id, url: 'https://docs.google.com/' };
    },
    sheets: async (id) => find(id).tabs,
    async update(id, requests) {
      const replies = updateBook(find(id), JSON.parse(JSON.stringify({ requests })));
      if (!Array.isArray(replies)) throw new Error(replies.message);
    },
    async readTabs(id, titles) {
      const book = find(id);
      const evaluator = createEvaluator(book);
      return titles.map((title) => {
        const tab = book.tabs.find((one) => one.title === title) as (typeof book.tabs)[number];
        return tab.cells.map((row, r) => row.map((_, c) => plainValue(evaluator.value(tab, r, c)) ?? ''));
      });
    },
  };
}

const FREEZE = `
with item as (
  select ops.work_item_open('report.control_stock', $1) as id
), w as (
  select * from mart.control_stock_window($1)
), kept as (
  insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
  select i.id, 1, f.figures, '{}', encode(sha256(convert_to(f.figures::text, 'UTF8')), 'hex'), gen_random_uuid()
    from item i
   cross join lateral (
     select jsonb_build_object('as_of', w.as_of, 'sales_from', w.sales_from, 'sales_to', w.sales_to,
              'rows', (select jsonb_agg(to_jsonb(c) order by c.kode_mix collate "C", c.is_mapped) from mart.control_stock($1) c)) as figures
       from w) f
  returning work_item_id
)
select work_item_id as id from kept`;

test(`every figure of ${COMPANIES} random companies comes out of the Sheet's own tabs`, async (t) => {
  const db = await testDatabase();
  let [articles, cells] = [0, 0];
  const flags = new Map<string, number>();
  await db.as('mandor_deploy', async (client) => {
    await prepare(client as Session);
    for (let seed = 1; seed <= COMPANIES; seed++) {
      const generated = generate(seed);
      await client.query('begin');
      try {
        await store(client as Session, generated);
        const { rows } = await client.query(FREEZE, [generated.asOf]);
        await client.query('update ops.work_items set revision_no = 1 where id = $1', [rows[0].id]);
        await client.query(`update ops.sheets set is_enabled = true where key = 'control_stock'`);
        const claim = await client.query(
          `with w as (select ops.worker_register('', 'here', 1) as incarnation)
           select c.run_token from w, ops.outbox o, ops.outbox_claim(o.id, w.incarnation) c where o.channel = 'sheets'`,
        );
        const token = claim.rows[0].run_token as string;
        const plan = await sheetPlan<SheetPlan>(client as never, token);
        assert.ok(plan !== null);
        const source = sheetSource<SheetCell, Grid>(client as never, token, plan.key, String);
        const done = await mirrorSheet(plan, vendorOf(createBooks()), source);
        const check = (await client.query('select * from ops.sheet_checks order by id desc limit 1')).rows[0];
        assert.equal(done.outcome, 'match', `company ${seed}: ${JSON.stringify(check?.differences?.slice(0, 6), null, 1)}`);
        const tiered = (
          await client.query(`select flag, count(*)::int as n from mart.sheet_summary_kode_mix where tier in (1, 2, 3, 4, 5, 8) group by 1`)
        ).rows;
        for (const { flag, n } of tiered) {
          flags.set(flag, (flags.get(flag) ?? 0) + n);
          articles += n;
        }
        cells = articles * 23;
      } finally {
        await client.query('rollback');
      }
    }
  });
  t.diagnostic(`${articles} articles, ${cells} figures recomputed, 0 differ; ${[...flags].map(([flag, n]) => `${flag} ${n}`).join(', ')}`);
  assert.equal(flags.size, 7, 'a flag was never met');
});
