// Each check of layer 2 finds the one thing that it is there for, says it in a sentence for people, and finds nothing in a
// report as it should be. Everything happens in a transaction that is rolled back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { testDatabase } from '../../support/harness.ts';
import { sales } from '../../support/loads.ts';
import { freeze, loadDay, openReport } from './support/reported.ts';
import { CASES, forge, forgeFigures, PRODUCT, SALES, type Spoil, type Sql, STOCK } from './support/review_cases.ts';

const db = await testDatabase();
const worker = await loadDay(db);
const ITEMS: Record<string, string> = {};
for (const key of ['report.control_stock', 'report.daily_sales', 'report.product_performance']) ITEMS[key] = await openReport(db.sql, key);

interface Reviewed {
  readonly outcome: string;
  /** Checks that failed. */
  readonly failed: readonly string[];
  readonly notes: string | null;
  readonly chat: string | undefined;
}
/** Freezes the report with something wrong before or after it, reviews it, and forgets it all. */
async function review(definition: string, { before, after }: Spoil = {}): Promise<Reviewed> {
  const client: pg.PoolClient = await db.deployPool.connect();
  const sql: Sql = async (text, ...values) => (await client.query(text, values)).rows;
  const item = ITEMS[definition] as string;
  try {
    await sql('begin');
    await before?.(sql);
    assert.equal(await freeze(sql as never, definition, item, worker), 'done');
    await after?.(sql, item);
    const [{ outcome }] = await sql('select ops.review_run($1, 1) as outcome', item);
    const results = await sql('select check_key, is_passed from ops.review_results where work_item_id = $1', item);
    const [last] = await sql(
      `select reason, actor, actor_kind from ops.work_item_history where work_item_id = $1 and actor_kind = 'reviewer' order by id desc limit 1`,
      item,
    );
    if (last !== undefined) assert.equal(last.actor, definition === 'report.product_performance' ? 'overseer_shared' : 'overseer_ops');
    const [chat] = await sql(
      `select params ->> 'text' as text from ops.outbox where channel = 'telegram' and dedupe_key like 'telegram:review:%'`,
    );
    return {
      outcome,
      failed: results
        .filter((r) => !r.is_passed)
        .map((r) => r.check_key)
        .sort(),
      notes: last?.reason ?? null,
      chat: chat?.text,
    };
  } finally {
    await sql('rollback');
    client.release();
  }
}

test('a report as it should be passes: on to the PIC, or out when nobody signs it', async () => {
  assert.deepEqual(await review(STOCK), { outcome: 'pending_approval', failed: [], notes: null, chat: undefined });
  assert.deepEqual(await review(SALES), { outcome: 'pending_approval', failed: [], notes: null, chat: undefined });
  assert.deepEqual(await review(PRODUCT), { outcome: 'approved', failed: [], notes: null, chat: undefined });
});

for (const { what, definition, check, says, ...spoil } of CASES)
  test(`found: ${what}`, async () => {
    const found = await review(definition, spoil);
    assert.deepEqual(found.failed, [check], found.notes ?? '');
    assert.equal(found.outcome, 'revision');
    assert.match(found.notes ?? '', says);
    assert.ok(!found.notes?.includes('\n'), 'one check, one line');
    assert.ok(found.chat?.startsWith(found.notes ?? ''), found.chat);
    console.log(`  ${definition.slice(7)}: ${found.notes}`);
  });

test('the number of articles is compared with the report before; what a person sets holds at the next review', async () => {
  const before = async (sql: Sql): Promise<void> => {
    const [item] = await sql(`select ops.work_item_open('report.control_stock', '2026-02-05') as id`);
    await sql(
      `insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
       values ($1, 1, $2::jsonb, '{}', encode(sha256(convert_to($2::jsonb::text, 'UTF8')), 'hex'), gen_random_uuid())`,
      item.id,
      JSON.stringify({ rows: Array.from({ length: 3 }, () => ({})) }),
    );
    await sql('update ops.work_items set revision_no = 1 where id = $1', item.id);
  };
  const set = (params: object | null) =>
    db.as('mandor_analyst', (c) =>
      c.query(`update ops.review_checks set params = $1 where key = 'control_stock.row_drift'`, [params && JSON.stringify(params)]),
    );
  assert.deepEqual((await review(STOCK, { before })).failed, [], 'three articles are too few to compare with');
  await set({ min_rows: 3 });
  const found = await review(STOCK, { before });
  assert.deepEqual(found.failed, ['control_stock.row_drift']);
  assert.match(found.notes ?? '', /4 artikel, sedangkan laporan 5 Feb 2026 berisi 3: berubah lebih dari 30 %\./);
  await set({ min_rows: 3, max_share: 0.4 });
  assert.deepEqual((await review(STOCK, { before })).failed, []);
  await assert.rejects(set({ max_shares: 1 }), { code: 'MD101' });
  await set(null);
  const history = await db.sql(
    `select distinct row_key, changed_by from ops.settings_history
      where table_name = 'ops.review_checks' and action = 'UPDATE' and old_row -> 'params' is distinct from new_row -> 'params'`,
  );
  assert.deepEqual(history, [{ row_key: 'control_stock.row_drift', changed_by: 'mandor_analyst' }]);
});

test('a check that a person took off does not hold anything up; one that is left out is not asked', async () => {
  const subject = forge(`result = r.result || '{"subject": "Kinerja Produk"}'`);
  const set = (what: string): Spoil => ({
    after: async (sql, item) => {
      await subject(sql, item);
      await sql(`update ops.review_checks set ${what} where key = 'product_performance.text'`);
    },
  });
  const noted = await review(PRODUCT, set('is_blocking = false'));
  assert.deepEqual([noted.outcome, noted.failed], ['approved', ['product_performance.text']]);
  assert.match(noted.notes ?? '', /• Tulisan sesuai angka: judul tidak menyebut/, 'it stands in the history all the same');
  assert.deepEqual(await review(PRODUCT, set('is_enabled = false')), { outcome: 'approved', failed: [], notes: null, chat: undefined });
});

test('the Sheet never holds a review up: not written, not reachable, or different', async () => {
  const on = (sql: Sql) => sql(`update ops.sheets set is_enabled = true, spreadsheet_id = 'B1' where key = 'control_stock'`);
  const checked = (outcome: string, more = '') => ({
    after: async (sql: Sql, item: string) => {
      await on(sql);
      await sql(
        `insert into ops.sheet_checks (sheet_key, work_item_id, revision_no, outcome, difference_count, differences, reason)
         values ('control_stock', $1, 1, $2, $3, '[{"tab": "TIER 1", "cell": "G3"}]', $4)`,
        item,
        outcome,
        outcome === 'differs' ? 1 : 0,
        outcome === 'not_checked' ? more : null,
      );
    },
  });
  const unwritten = await review(STOCK, { after: on });
  assert.deepEqual([unwritten.outcome, unwritten.failed], ['pending_approval', []]);
  assert.match(unwritten.notes ?? '', /Sheet Control Stock belum diperiksa: revisi ini belum tertulis di sana\./);
  const down = await review(STOCK, checked('not_checked', 'Google tidak menjawab.'));
  assert.deepEqual([down.outcome, down.failed], ['pending_approval', []]);
  assert.match(down.notes ?? '', /belum diperiksa: Google tidak menjawab\./);
  const differs = await review(STOCK, checked('differs'));
  assert.deepEqual([differs.outcome, differs.failed], ['pending_approval', ['sheet_mirror']]);
  assert.match(differs.notes ?? '', /berbeda pada 1 sel, misalnya TIER 1 sel G3/);
  assert.equal((await review(STOCK, checked('match'))).notes, null);
});

test('figures that cannot be read are the report’s fault, and said so', async () => {
  const found = await review(STOCK, { after: forgeFigures(`jsonb_set(r.figures, '{total_pairs}', '"banyak"')`) });
  assert.deepEqual([found.outcome, found.failed], ['revision', ['control_stock.text', 'control_stock.totals']]);
  assert.match(found.notes ?? '', /angka beku tidak dapat dibaca/);
});

test('the lines that count are the same by raw as by core, also when an invoice changed its day or came twice', async () => {
  const client = await db.deployPool.connect();
  const sql: Sql = async (text, ...values) => (await client.query(text, values)).rows;
  const line = (tanggal: string, nomor_invoice: string, kuantitas: number) => ({
    tanggal,
    nomor_invoice,
    kode_barang: 'A-38',
    nama_gudang: 'Toko Melati',
    kuantitas,
    total_harga: kuantitas * 1000,
  });
  const compare = async (): Promise<void> => {
    const differences = await sql(
      `select 'core' as side, x.* from (select f.entity, f.tanggal, f.nomor_invoice, trim_scale(sum(f.pairs_qty)), trim_scale(sum(f.total_amount)) from core.fact_sales f group by 1, 2, 3
         except all select l.entity, l.tanggal, l.nomor_invoice, trim_scale(sum(l.pairs_qty)), trim_scale(sum(l.total_amount)) from mart.review_sales_lines('2025-10-01', '2026-03-01') l group by 1, 2, 3) x
       union all
       select 'raw', x.* from (select l.entity, l.tanggal, l.nomor_invoice, trim_scale(sum(l.pairs_qty)), trim_scale(sum(l.total_amount)) from mart.review_sales_lines('2025-10-01', '2026-03-01') l group by 1, 2, 3
         except all select f.entity, f.tanggal, f.nomor_invoice, trim_scale(sum(f.pairs_qty)), trim_scale(sum(f.total_amount)) from core.fact_sales f group by 1, 2, 3) x`,
    );
    assert.deepEqual(differences, []);
  };
  try {
    await db.setClock('2026-02-12T05:00:00+07:00');
    await sql('begin');
    await compare();
    // DDD-H moved from the 8th to the 9th; DDD-Z is gone; a new one of the 8th came late.
    await sales(sql as never, {
      entity: 'DDD',
      day: '2026-02-10',
      from: '2026-02-09',
      rows: [line('2026-02-09', 'DDD-H', 4), line('2026-02-10', 'DDD-10', 2)],
    });
    await compare();
    await sales(sql as never, {
      entity: 'DDD',
      day: '2026-02-11',
      from: '2026-02-07',
      rows: [line('2026-02-08', 'DDD-8', 3), line('2026-02-11', 'DDD-11', 1)],
    });
    await compare();
    assert.equal(
      (await sql(`select count(*)::int as n from mart.review_sales_lines('2026-02-07', '2026-02-11') where entity = 'DDD'`))[0].n,
      2,
    );
  } finally {
    await sql('rollback');
    client.release();
    await db.setClock('2026-02-09T05:00:00+07:00');
  }
});
