// What is wrong with the data: each kind appears, is owned, grows old, is resolved when it is mended, and comes back as itself.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openClient } from '../../../src/db/pool.ts';
import type { Session } from '../../oracle/database.ts';
import { testDatabase } from '../../support/harness.ts';
import { insertRows, prepareShops, type Sale, type Stock, storeCompany } from '../mart/support/shops.ts';
import { codeOf, race } from './support/race.ts';

const db = await testDatabase();
const session = await openClient(db.url, 'mandor_deploy');
const DAY = '2026-02-08';
type Open = { kind: string; subject: string; title: string; detail: string | null; severity: string; owner: string; age_days: number };

const run = async (isForced = true): Promise<number> => (await db.sql('select ops.data_findings_run($1) as n', isForced))[0].n;
const open = async (kind: string): Promise<Open[]> =>
  db.sql('select * from mart.v_data_quality where kind = $1 order by subject collate "C"', kind);
const subjects = async (kind: string): Promise<string[]> => (await open(kind)).map((f) => f.subject);
const at = (time: string): Promise<void> => db.setClock(`${time}+07:00`);

const pairs = (kode_barang: string, nama_gudang: string, kuantitas: number): Stock => ({
  entity: 'DDD',
  kode_barang,
  nama_gudang,
  kuantitas,
});
const sale = (kode_produk: string, nama_gudang: string | null, nama_departemen: string | null): Sale => ({
  ...{ entity: 'DDD', tanggal: DAY, nomor_invoice: `INV-${kode_produk}`, kode_produk, kuantitas: 2, total_harga: 200_000 },
  ...{ nama_gudang, nama_departemen },
});

/** A snapshot of one entity as a later load brings it. */
async function restock(date: string, rows: readonly Stock[]): Promise<void> {
  await session.query('select pg_temp.load_all($1)', [
    JSON.stringify([{ kind: 'stock', entity: 'DDD', date, from: date, to: date, rows }]),
  ]);
}

before(async () => {
  await prepareShops(session as Session);
  const code = (kode_barang: string, kode: string, kode_mix: string, tier: number, series: string) => ({
    ...{ kode_barang, kode, kode_mix, tier, series, name: `Nama ${kode_mix}`, status: 'ACTIVE' },
  });
  await storeCompany(session as Session, {
    ...{ seed: 0, asOf: DAY, salesFrom: '2025-11-01', targets: [], capacity: [], counts: [], orders: [] },
    shops: [{ store_code: 'S1', name: 'Toko Satu', branch: 'BALI', monthly_target: null, opened_on: null, closed_on: null }],
    houses: [{ entity: 'DDD', nama_gudang: 'PUSAT', kind: 'WHB', store_code: null, loose: false, in_cover: true }],
    codes: [code('A-1', 'A', 'MA', 1, 'CLASSIC'), code('A-2', 'A2', 'MA', 2, 'SLIDE'), code('B-1', 'B', 'MB', 3, 'CLASSIC')],
    stock: [pairs('A-1', 'PUSAT', 24), pairs('B-1', 'PUSAT', -3), pairs('TAK-KENAL', 'Gudang Baru', 5)],
    sales: [sale('A-1', 'PUSAT', 'Toko Aneh'), sale('B-1', 'PUSAT', 'Toko Satu')],
  });
  await session.query(
    `insert into portal.hpprsp (kode, harga_beli, rsp, tier) values ('A', 100, 200, 5), (' a', 100, 200, null), ('A2', null, 200, null)`,
  );
  await session.query(
    `insert into portal.purchase_orders_manual (kode_mix, tgl_po, tier, po_1) values ('MB', '2026-01-05', 4, 12), ('MA', '2026-01-05', 1, 12)`,
  );
  await session.query(`insert into ops.people (name, email) values ('Ibu Data', 'data@toko.example')`);
  await session.query(
    `insert into ops.recipients (key, channel, address, person_id) select 'data.owner', 'email', email, id from ops.people where email = 'data@toko.example'`,
  );
});
test.after(() => session.end());

test('each kind is found, with its owner', async () => {
  await at('2026-02-09T05:00:00');
  await run();
  assert.deepEqual(await subjects('unmapped_codes'), ['TAK-KENAL']);
  assert.deepEqual(await subjects('unknown_warehouses'), ['DDD:gudang baru']);
  assert.deepEqual(await subjects('tiers'), ['hpprsp:A', 'kode:MA', 'po:MB']);
  assert.deepEqual(await subjects('texts'), ['MA']);
  assert.deepEqual(await subjects('negative_stock'), ['DDD:B-1:pusat']);
  assert.deepEqual(await subjects('prices'), ['A2', 'B']);
  assert.deepEqual(await subjects('no_store'), ['DDD:toko aneh:pusat']);
  assert.deepEqual(await subjects('hpprsp_duplicates'), ['a']);
  assert.deepEqual(await subjects('reference_age'), ['sales_target:2026-02', 'stock_capacity']);
  const [code] = await open('unmapped_codes');
  assert.deepEqual([code!.owner, code!.age_days, code!.severity], ['Ibu Data', 0, 'warning']);
  assert.match(code!.detail!, /stok 5 pasang, terjual 0 pasang/);
  assert.equal((await open('negative_stock'))[0]!.owner, 'alerts.stock', 'nobody stands behind the key yet');
  assert.match((await open('tiers'))[0]!.detail!, /Daftar harga: 5\. Kode Mix: 1/);
});

test('checks that a load did not pass are findings until the next load passes them', async () => {
  const check = (passed: boolean, severity: string): string =>
    JSON.stringify([{ check: 'unmapped_any', severity, passed, measured: 3, threshold: null, message: '3 kode belum ada' }]);
  const set = (status: string, validation: string): Promise<unknown> =>
    db.sql(`update raw.load_history set validation = $1 where kind = 'stock' and entity = 'DDD' and status = $2`, validation, status);
  await set('accepted', check(false, 'warn'));
  await run();
  assert.deepEqual(
    (await open('loads')).map((f) => [f.subject, f.severity]),
    [['stock:DDD:unmapped_any', 'warning']],
  );
  await set('accepted', check(false, 'note'));
  await run();
  assert.deepEqual(await open('loads'), []);
  await db.sql(
    `insert into raw.load_history (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, status, finished_at, validation)
     values ('accurate', 'stock', 'api', 'UBB', '2026-02-09', '2026-02-09', '2026-02-09', '2026-02-09', 'quarantined', util.now(), $1)`,
    check(false, 'block'),
  );
  await run();
  assert.deepEqual(
    (await open('loads')).map((f) => [f.subject, f.severity]),
    [['stock:UBB:unmapped_any', 'critical']],
  );
  await db.sql(`delete from raw.load_history where status = 'quarantined'`);
  await run();
});

test('a finding grows old, is resolved when it is mended, and comes back as the same row', async () => {
  await at('2026-02-12T05:00:00');
  await run();
  assert.equal((await open('unmapped_codes'))[0]!.age_days, 3);
  const row = async () => (await db.sql(`select * from ops.data_findings where finding_key = 'unmapped_codes:TAK-KENAL'`))[0];
  const before = await row();
  await session.query('begin');
  await insertRows(session as Session, 'kodemix', [{ kode_barang: 'TAK-KENAL', kode: 'T', kode_mix: 'MT', tier: 1, status: 'ACTIVE' }]);
  await session.query('commit');
  await at('2026-02-13T05:00:00');
  await run();
  assert.deepEqual(await open('unmapped_codes'), []);
  assert.deepEqual((await row()).resolved_at, new Date('2026-02-13T05:00:00+07:00'));
  await db.sql(`delete from portal.kodemix where kode_barang = 'TAK-KENAL'`);
  await at('2026-02-15T05:00:00');
  await run();
  const after = await row();
  assert.deepEqual([after.id, after.reopened_count, after.resolved_at], [before.id, 1, null]);
  assert.deepEqual([after.first_seen_at, after.opened_at], [before.first_seen_at, new Date('2026-02-15T05:00:00+07:00')]);
  assert.equal((await open('unmapped_codes'))[0]!.age_days, 0);
});

test('stale reference data: by the age of the table, empty, without targets', async () => {
  await at('2026-02-15T05:00:00');
  await session.query('alter table portal.purchase_orders_manual disable trigger user');
  await session.query(`update portal.purchase_orders_manual set updated_at = '2026-02-01T04:59:59+07:00'`);
  await run();
  assert.deepEqual(await subjects('reference_age'), ['purchase_orders_manual', 'sales_target:2026-02', 'stock_capacity']);
  await session.query(`update portal.purchase_orders_manual set updated_at = '2026-02-01T05:00:01+07:00'`);
  await session.query('alter table portal.purchase_orders_manual enable trigger user');
  await insertRows(session as Session, 'sales_target', [{ store_code: 'S1', month: '2026-02-01', amount: 1 }]);
  await run();
  assert.deepEqual(await subjects('reference_age'), ['stock_capacity']);
});

test('it is due when its hour has passed, at once when a load has changed, and after a clock that was set back', async () => {
  const checked = async (): Promise<Date> => (await db.sql(`select checked_at from ops.finding_sources where key = 'tiers'`))[0].checked_at;
  await at('2026-02-16T05:00:00');
  assert.ok((await run(false)) > 0);
  await at('2026-02-16T05:59:59');
  assert.equal(await run(false), 0);
  assert.deepEqual(await checked(), new Date('2026-02-16T05:00:00+07:00'));
  await restock('2026-02-15', [pairs('A-1', 'PUSAT', 30)]);
  assert.ok((await run(false)) > 0);
  assert.deepEqual(await checked(), new Date('2026-02-16T05:59:59+07:00'));
  assert.deepEqual(await open('negative_stock'), [], 'the new snapshot has none');
  await at('2026-02-16T06:59:59');
  await run(false);
  await at('2026-02-16T06:00:00');
  await run(false);
  assert.deepEqual(await checked(), new Date('2026-02-16T06:00:00+07:00'));
  await at('2026-02-16T08:00:00');
  await db.sql('select ops.watch_run()');
  assert.deepEqual(await checked(), new Date('2026-02-16T08:00:00+07:00'), 'the minute run looks');
});

test('a source that cannot be looked at is told, silences no other, and resolves nothing', async () => {
  await db.sql(
    `insert into ops.finding_sources (key, view_name, default_owner_key, default_severity, description) values ('a_broken', 'mart.v_finding_nowhere', 'x', 'info', 'x')`,
  );
  await db.sql(
    `insert into ops.data_findings (finding_key, source_key, subject, severity, title) values ('a_broken:1', 'a_broken', '1', 'info', 'x')`,
  );
  await run();
  assert.equal((await open('a_broken')).length, 1);
  assert.equal((await db.sql(`select error ->> 'code' as c from ops.finding_sources where key = 'a_broken'`))[0].c, '42P01');
  assert.equal((await db.sql(`select 1 from ops.alerts where dedupe_key = 'finding-error:a_broken'`)).length, 1);
  assert.ok((await open('tiers')).length > 0);
  await db.sql(`delete from ops.data_findings where source_key = 'a_broken'`);
  await db.sql(`delete from ops.finding_sources where key = 'a_broken'`);
  for (const name of ['portal.store', 'mart.v_control_stock', 'mart.v_finding_x; drop table ops.settings', 'mart.v_finding_x y'])
    assert.equal(
      await codeOf(
        db.sql(
          `insert into ops.finding_sources (key, view_name, default_owner_key, default_severity, description) values ('x', $1, 'x', 'info', 'x')`,
          name,
        ),
      ),
      '23514',
      name,
    );
});

test('another part joins by a view and a row; a view may hold several kinds and speak in one sentence', async () => {
  await db.sql(`create view mart.v_finding_other with (security_invoker) as
    select x.finding, x.subject, x.severity, 'Kasir ' || x.subject || ' berbeda.' as detail
      from (values ('beda', 'S1', 'warn'), ('beda', 'S1', 'block'), ('kosong', 'S1', 'note'), ('beda', 'S2', 'apa'), ('beda', '', 'info'), ('beda', null, 'info')) x (finding, subject, severity)`);
  await db.sql('alter view mart.v_finding_other owner to mandor_owner');
  await db.sql(
    `insert into ops.finding_sources (key, view_name, default_owner_key, default_severity, description) values ('other', 'mart.v_finding_other', 'pos.owner', 'info', 'x')`,
  );
  await run();
  assert.deepEqual(
    (await open('other')).map((f) => [f.subject, f.title, f.severity, f.detail, f.owner]),
    [
      ['beda:S1', 'Kasir S1 berbeda.', 'critical', null, 'pos.owner'],
      ['beda:S2', 'Kasir S2 berbeda.', 'info', null, 'pos.owner'],
      ['kosong:S1', 'Kasir S1 berbeda.', 'info', null, 'pos.owner'],
    ],
  );
  await db.sql(`update ops.finding_sources set severity = 'warning' where key = 'other'`);
  await run();
  assert.deepEqual(
    (await open('other')).map((f) => f.severity),
    ['warning', 'warning', 'warning'],
  );
  await db.sql('drop view mart.v_finding_other');
  await db.sql(`delete from ops.data_findings where source_key = 'other'`);
  await db.sql(`delete from ops.finding_sources where key = 'other'`);
});

test('people take over findings and write notes; nobody writes the findings themselves', async () => {
  await db.as('mandor_analyst', async (c) => {
    await c.query(`update ops.data_findings set owner_key = 'budi', note = 'sudah ditanya ke gudang' where finding_key = 'tiers:kode:MA'`);
    await c.query(`update ops.finding_sources set owner_key = 'tim.produk' where key = 'tiers'`);
    assert.equal(await codeOf(c.query(`update ops.data_findings set resolved_at = util.now()`)), '42501');
    assert.equal(await codeOf(c.query(`delete from ops.data_findings`)), '42501');
    assert.equal(await codeOf(c.query(`update ops.finding_sources set view_name = 'mart.v_finding_loads'`)), '42501');
    assert.equal(await codeOf(c.query(`select ops.data_findings_run(true)`)), '42501');
  });
  await run();
  assert.deepEqual(
    (await open('tiers')).map((f) => [f.subject, f.owner]),
    [
      ['hpprsp:A', 'tim.produk'],
      ['kode:MA', 'budi'],
      ['po:MB', 'tim.produk'],
    ],
  );
  assert.deepEqual(
    (await db.sql(`select owner_key from mart.v_data_quality where subject in ('kode:MA', 'A2') order by 1`)).map((r) => r.owner_key),
    ['budi', 'data.owner'],
  );
  await db.as('mandor_agent_stock', async (c) => assert.equal(await codeOf(c.query('select ops.data_findings_run()')), '42501'));
  const [kept] = await db.sql(
    `select changed_by from ops.settings_history where table_name = 'ops.finding_sources' and row_key = 'tiers' and action = 'UPDATE'`,
  );
  assert.equal(kept.changed_by, 'mandor_analyst');
});

test('two at once: the minute run leaves it to the other, a report waits for it', async () => {
  await at('2026-02-17T05:00:00');
  const [[first], second] = await race(db, 'select ops.data_findings_run(true) as n', [], 'select ops.data_findings_run(true) as n', []);
  assert.ok(Number(first!.n) > 0);
  assert.ok(!(second instanceof Error));
  await at('2026-02-17T07:00:00');
  const holder = await openClient(db.url, 'mandor_worker');
  try {
    await holder.query('begin');
    await holder.query('select ops.data_findings_run(true)');
    assert.equal(await run(false), 0);
    await holder.query('commit');
  } finally {
    await holder.end();
  }
});

test('the daily report says how many there are and how many are new', async () => {
  await at('2026-02-20T05:00:00');
  await run();
  const lines = await db.as('mandor_deploy', async (c) => {
    await c.query(`select util.clock_set('2026-02-20T05:00:00+07:00')`);
    await c.query(
      `create temp table report_rows as select ''::text as flag, ''::text as article, 0::numeric as total_pairs, ''::text as kode_mix, 0::bigint as negative_rank, ''::text as note, 0::numeric as recommended_po limit 0`,
    );
    return (await c.query(`select mart.control_stock_warnings('2026-02-20') as w`)).rows[0].w as string[];
  });
  const [{ n }] = await db.sql('select count(*)::int as n from ops.data_findings where resolved_at is null');
  assert.ok(n > 3);
  assert.ok(lines.includes(`Mutu data: ${n} temuan terbuka, 0 baru sejak kemarin.`), lines.join('\n'));
});

test('resolved findings go after 400 days, open ones never', async () => {
  await db.sql(`insert into ops.data_findings (finding_key, source_key, subject, severity, title, first_seen_at, opened_at, last_seen_at, resolved_at)
    select 'texts:' || x.name, 'texts', x.name, 'info', 'x', x.at, x.at, x.at, case when x.name <> 'open' then x.at end
      from (values ('old', util.now() - interval '401 days'), ('young', util.now() - interval '399 days'), ('open', util.now() - interval '900 days')) x (name, at)`);
  await db.sql('select ops.retention_run(true)');
  const left = await db.sql(`select subject from ops.data_findings where subject in ('old', 'young', 'open') order by 1`);
  assert.deepEqual(
    left.map((r) => r.subject),
    ['open', 'young'],
  );
});
