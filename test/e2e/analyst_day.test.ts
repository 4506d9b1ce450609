// A day of the analyst: by plain SQL under the real login a threshold, a schedule and the kind of a warehouse change, a
// Sheet tab changes a store; the next report counts by the new rules and says who changed what. What is not the
// analyst's is refused.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loadHistory, loadReference } from '../../src/cli/demo/company.ts';
import { renderReportMail } from '../../src/reports/mail.ts';
import type { FrozenReport } from '../../src/reports/types.ts';
import type { CellValue } from '../../src/sandbox/index.ts';
import { blockEgress } from '../support/egress.ts';
import { PULLS, startInstance } from '../support/instance.ts';

const egress = blockEgress();
const FIRST = '2026-02-06';
const SECOND = '2026-02-07';
const instance = await startInstance({
  seed: 5,
  size: 'S',
  endDate: SECOND,

  rate: 2000,
  clock: '2026-02-07T05:00:00+07:00',
});
const { db, sandbox } = instance;
const { books } = sandbox.google;
const dir = mkdtempSync(join(tmpdir(), 'mandor-analyst-'));
after(() => rmSync(dir, { recursive: true, force: true }));

interface Frozen {
  result: { settings_changes: { since_text: string | null; items: string[] }; footer: string[]; changes: { items: string[] } };
  figures: Record<string, string>;
}

async function reportOf(date: string): Promise<Frozen> {
  const ids = await instance.ask([...PULLS, 'report.control_stock'], date);
  assert.deepEqual([...new Set(await instance.finish(ids))], ['done']);
  const [row] = await db.sql(
    `select r.result, r.figures from ops.work_items w join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
      where w.definition_key = 'report.control_stock' and w.business_date = $1`,
    date,
  );
  return row as Frozen;
}

/** Asks for the load of the tab and waits for its end; a deferred run has not ended. */
async function loadTab(date: string): Promise<string> {
  const [id] = await instance.ask(['sheet.toko'], date);
  for (const deadline = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 30))) {
    const [row] = await db.sql<{ status: string; deferrals: number }>('select status, deferrals from ops.occurrences where id = $1', id);
    if (row !== undefined && (!['expected', 'running', 'waiting'].includes(row.status) || row.deferrals > 0))
      return row.deferrals > 0 ? 'deferred' : row.status;
    assert.ok(Date.now() < deadline, `the load did not end: ${JSON.stringify(row)}`);
  }
}

before(async () => {
  sandbox.control.setDate(FIRST);
  await db.sql(`update ops.rate_keys set min_gap = '0' where key = 'google:sheets'`);
  await loadReference(db.deployPool, sandbox, dir);
  await loadHistory(db.deployPool, sandbox, dir, { from: '2025-11-05', to: '2026-02-05' });
  const stores = await db.sql<Record<string, CellValue>>(`select store_code, name, capacity from portal.store order by 1`);
  books.add({
    id: 'BOOKTOKO',
    tabs: { Toko: [['store_code', 'name', 'capacity'], ...stores.map((s) => [s.store_code!, s.name!, s.capacity ?? null])] },
  });
  await instance.startWorker();
});

test('the first report rests on no change', async () => {
  const { result } = await reportOf(FIRST);
  assert.deepEqual([result.settings_changes.since_text, result.settings_changes.items], [null, []]);
  assert.match(result.footer[0]!, /wajib PO di bawah 3 bulan \(bawaan\)/);
});

test('threshold, schedule, kind of a warehouse, a tab: the second report counts by them and says who changed what', async () => {
  await db.setClock('2026-02-08T05:00:00+07:00');
  sandbox.control.setDate(SECOND);
  await db.sql(`insert into ops.people (name, email, db_role) values ('Dewi Lestari', 'dewi@toko.example', 'mandor_analyst')`);
  const [warehouse] = await db.sql<{ entity: string; nama_gudang: string; pairs: string }>(
    `select w.entity, w.nama_gudang, sum(f.pairs_qty) as pairs
       from portal.warehouse w join core.dim_warehouse d on d.entity = w.entity and d.nama_gudang = w.nama_gudang join core.fact_stock f using (warehouse_id)
      where w.kind = 'WHB' and w.in_cover group by 1, 2 having sum(f.pairs_qty) > 0 order by 3 desc limit 1`,
  );
  assert.ok(warehouse);
  const whb = async () =>
    Number(
      (
        await db.sql(
          `select sum(whb_pairs) as n from core.agg_stock_code where snapshot_date = $1 and entity = $2`,
          FIRST,
          warehouse.entity,
        )
      )[0]?.n,
    );
  const was = await whb();
  await db.as('mandor_analyst', async (c) => {
    await c.query(`update ops.settings set value = '4' where key = 'control_stock.must_po_months'`);
    await c.query(`update ops.job_definitions set cron = '30 1 * * *' where key = 'stock.ddd'`);
    await c.query(`update portal.warehouse set kind = 'WHS' where entity = $1 and nama_gudang = $2`, [
      warehouse.entity,
      warehouse.nama_gudang,
    ]);
    await c.query(
      `insert into portal.sheet_sources (key, title, spreadsheet_id, tab, table_name, mode) values ('toko', 'Daftar toko', 'BOOKTOKO', 'Toko', 'portal.store', 'replace')`,
    );
  });
  assert.equal(was - (await whb()), Number(warehouse.pairs), 'the history of the warehouse moved with its kind');
  books.setCell('BOOKTOKO', 'Toko', 'C3', 4321);
  assert.equal(await loadTab(SECOND), 'done');

  const { result, figures } = await reportOf(SECOND);
  const { since_text, items } = result.settings_changes;
  console.log([since_text, ...items].join('\n'));
  assert.equal(since_text, 'sejak laporan 6 Feb 2026');
  const said = (pattern: RegExp): void =>
    assert.ok(
      items.some((line) => pattern.test(line)),
      `${pattern} is not in\n${items.join('\n')}`,
    );
  said(/^control_stock\.must_po_months: 3 → 4 \(Dewi Lestari, \d+ \w+ \d{4} pukul \d\d\.\d\d WIB\)$/);
  said(/^Jadwal stock\.ddd: cron 0 1 \* \* \* → 30 1 \* \* \* \(Dewi Lestari, /);
  said(new RegExp(`^Gudang ${warehouse.entity}:.*: kind WHB → WHS \\(Dewi Lestari, `));
  said(/^Sumber Sheet toko ditambahkan \(Dewi Lestari, /);
  said(/^Sheet Daftar toko \(Toko\): 0 ditambah, 1 diubah, 0 dihapus di portal\.store \(mandor_worker, /);
  assert.equal(items.length, 5, items.join('\n'));
  assert.match(result.footer[0]!, /wajib PO di bawah 4 bulan \(diubah .* oleh mandor_analyst\)/);
  const [must] = await db.sql(
    `select count(*)::int as n from mart.control_stock($1) c where c.flag = 'MUST_PO' and c.months_of_cover >= 3`,
    SECOND,
  );
  assert.ok(must?.n > 0, 'no article lies between the old and the new threshold: the test would prove nothing');
  assert.ok(Number(figures.must_po) >= must.n);
  const { text, html } = renderReportMail(result as unknown as FrozenReport, {
    isTest: true,
    recipientName: 'Ibu Sari',
    instanceName: 'Uji',
  });
  for (const shown of [text, html]) assert.match(shown, /Perubahan pengaturan/i);
  assert.match(text.replace(/\s+/g, ' '), /control_stock\.must_po_months: 3 → 4 \(Dewi Lestari/);
});

test('what the role may not do is refused, each with its code; nothing of it stays', async () => {
  const attempts: [code: string, sql: string][] = [
    ['42501', `update ops.settings set default_value = '1' where key = 'control_stock.must_po_months'`],
    ['42501', `insert into ops.settings (key, default_value, value_type, description) values ('x', '1', 'text', 'x')`],
    ['42501', `delete from ops.settings`],
    ['23514', `update ops.settings set value = 'tiga' where key = 'control_stock.must_po_months'`],
    ['42501', `update ops.settings_history set changed_by = 'somebody'`],
    ['42501', `delete from ops.settings_history`],
    ['42501', `insert into ops.settings_history (table_name, row_key, action) values ('x', 'x', 'INSERT')`],
    ['42501', `update ops.job_definitions set task_identifier = 'ops/noop'`],
    ['42501', `update ops.job_definitions set payload = '{}'`],
    ['42501', `insert into ops.job_definitions (key, title, agent, task_identifier) values ('x', 'x', 'ops_warehouse', 'ops/noop')`],
    ['MD105', `update ops.job_definitions set cron = 'every day' where key = 'stock.ddd'`],
    ['42501', `update ops.work_items set status = 'approved'`],
    ['42501', `update ops.work_item_revisions set figures = '{}'`],
    ['42501', `insert into ops.outbox (channel) values ('email')`],
    ['42501', `delete from ops.journal`],
    ['42501', `truncate ops.journal`],
    ['42501', `insert into raw.accurate_stock_ddd (kode_barang) values ('x')`],
    ['42501', `update raw.load_history set status = 'accepted'`],
    ['42501', `update core.fact_sales set pairs_qty = 0`],
    ['42501', `delete from core.dim_product`],
    ['42501', `insert into portal.reference_loads (table_name, source, origin, outcome) values ('portal.store', 'csv', 'x', 'applied')`],
    ['42501', `delete from portal.reference_loads`],
    ['42501', `insert into portal.purchase_orders_proposed (work_item_id, kode_mix, pairs, boxes) values (1, 'x', 12, 1)`],
    ['23514', `update portal.kodemix set tier = 9`],
    ['23514', `update portal.warehouse set kind = 'GUDANG'`],
    ['42501', `truncate portal.store`],
    ['42501', `alter table portal.store disable trigger user`],
    ['42501', `drop table portal.store`],
    ['42501', `create table portal.mine (n integer)`],
    ['42501', `create function ops.mine() returns integer language sql as 'select 1'`],
    ['42501', `select mart.control_stock_report(date '2026-02-07')`],
    ['42501', `select portal.load_begin('portal.store')`],
    ['42501', `select portal.sheet_fail(gen_random_uuid(), 'x')`],
    ['42501', `select ops.rate_take('google:sheets', 1)`],
    ['42501', `select count(*) from graphile_worker._private_jobs`],
    ['42501', `set role mandor_owner`],
    ['42501', `set session_replication_role = replica`],
    ['42501', `copy portal.store to program 'cat'`],
    ['42501', `select pg_read_file('/etc/passwd')`],
    ['42501', `create role somebody`],
    ['42501', `alter role mandor_worker set lock_timeout = 0`],
    ['42501', `alter system set lock_timeout = 0`],
  ];
  const mark = async () =>
    (
      await db.sql(`select (select max(id) from ops.settings_history)::int as h, (select count(*) from portal.reference_loads)::int as r`)
    )[0];
  const was = await mark();
  const wrong: string[] = [];
  await db.as('mandor_analyst', async (c) => {
    for (const [code, sql] of attempts) {
      const got = await c.query(sql).then(
        () => 'done',
        (e: { code?: string }) => e.code,
      );
      if (got !== code) wrong.push(`${sql}: ${got} instead of ${code}`);
    }
  });
  assert.deepEqual(wrong, []);
  assert.deepEqual(await mark(), was);
  console.log(`${attempts.length} attempts refused`);
});

test('an open tab of DBeaver stops nothing: the role waits 3 s for a lock and may idle in a transaction for 5 minutes', async () => {
  const holder = await db.deployPool.connect();
  try {
    await holder.query('begin');
    await holder.query(`update portal.store set name = name`);
    await db.as('mandor_analyst', async (c) => {
      assert.deepEqual(
        [
          (await c.query('show lock_timeout')).rows[0].lock_timeout,
          (await c.query('show idle_in_transaction_session_timeout')).rows[0].idle_in_transaction_session_timeout,
        ],
        ['3s', '5min'],
      );
      await assert.rejects(c.query(`update portal.store set capacity = 1`), { code: '55P03' });
    });
  } finally {
    await holder.query('rollback');
    holder.release();
  }
});

describe('a tab through the worker and Google', () => {
  const newest = async () => (await db.sql(`select outcome, reason from portal.reference_loads order by id desc limit 1`))[0];
  const titles = async () =>
    (await db.sql<{ title: string }>(`select title from ops.alerts where category = 'load' order by id`)).map((a) => a.title);

  test('a broken row: nothing lands, the cell is named, and the next report says so', async () => {
    books.setCell('BOOKTOKO', 'Toko', 'C2', 1);
    books.setCell('BOOKTOKO', 'Toko', 'C4', 'penuh');
    assert.equal(await loadTab('2026-02-09'), 'failed');
    assert.equal((await db.sql(`select count(*)::int as n from portal.store where capacity = 1`))[0]?.n, 0);
    const [alert] = await db.sql(`select body from ops.alerts where category = 'load' order by id desc limit 1`);
    assert.match(alert?.body, /sel C4 \(capacity\): “penuh” bukan bilangan bulat/);
    const [said] = await db.sql(`select mart.control_stock_settings('2026-02-08') -> 'items' as items`);
    assert.match(String(said?.items), /Sheet Daftar toko \(Toko\) tidak dimuat; portal\.store tetap seperti sebelumnya/);
    books.setCell('BOOKTOKO', 'Toko', 'C4', 7);
  });
  test('Google asks for a pause: put off, no alert; not shared: failed with the way out', async () => {
    const before = await titles();
    sandbox.google.fail({ kind: 'rate', path: '/values', retryAfter: 30 });
    assert.equal(await loadTab('2026-02-10'), 'deferred');
    assert.deepEqual(await titles(), before);
    await db.sql(`update ops.rate_keys set next_at = clock_timestamp(), postponed_until = null where key = 'google:sheets'`);
    books.share('BOOKTOKO', false);
    assert.equal(await loadTab('2026-02-11'), 'failed');
    const seen = await newest();
    assert.equal(seen?.outcome, 'failed');
    assert.match(seen?.reason, /Bagikan Sheet itu ke akun Google kita/);
    books.share('BOOKTOKO', true);
    assert.equal(await loadTab('2026-02-12'), 'done', JSON.stringify(await newest()));
    assert.equal((await newest())?.outcome, 'applied');
  });
  test('no request of all this tried to leave the machine', () => assert.deepEqual(egress.attempts, []));
});
