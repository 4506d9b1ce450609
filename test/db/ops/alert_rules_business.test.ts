// The rules over figures of the business: condition → alert → the right people, once.
import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { openClient } from '../../../src/db/pool.ts';
import type { Session } from '../../oracle/database.ts';
import { testDatabase } from '../../support/harness.ts';
import { prepareShops, type Sale, type Shop, storeCompany } from '../mart/support/shops.ts';

const db = await testDatabase();
const DAY = '2026-02-14'; // the 14th of 28: half the month's target
const shop = (store_code: string, branch: string, opened_on: string | null = null): Shop => ({
  ...{ store_code, branch, opened_on, name: `Toko ${store_code}`, monthly_target: null, closed_on: null },
});
const sale = (store_code: string, total_harga: number): Sale => ({
  ...{ entity: 'DDD', tanggal: DAY, nomor_invoice: `INV-${store_code}`, kode_produk: 'A-1', kuantitas: 1, total_harga },
  ...{ nama_gudang: `GD ${store_code}`, nama_departemen: null },
});
const SHOPS = [shop('S1', 'BALI'), shop('S2', 'BALI'), shop('S3', 'JAWA: TIMUR'), shop('S4', 'RIAU'), shop('S5', 'ACEH')];

before(async () => {
  const session = await openClient(db.url, 'mandor_deploy');
  await prepareShops(session as Session);
  await storeCompany(session as Session, {
    ...{ seed: 0, asOf: DAY, salesFrom: '2025-11-01', orders: [], shops: SHOPS },
    houses: SHOPS.map(({ store_code }) => ({
      ...{ entity: 'DDD', nama_gudang: `GD ${store_code}`, kind: 'STORE' as const, store_code, loose: false, in_cover: true },
    })),
    codes: [{ kode_barang: 'A-1', kode: 'A', kode_mix: 'MA', name: 'Artikel', tier: 1, series: null, status: 'ACTIVE' }],
    stock: [
      { entity: 'DDD', kode_barang: 'A-1', nama_gudang: 'GD S1', kuantitas: 699 },
      { entity: 'DDD', kode_barang: 'A-1', nama_gudang: 'GD S2', kuantitas: 700 },
      { entity: 'DDD', kode_barang: 'A-1', nama_gudang: 'GD S3', kuantitas: 960 },
    ],
    sales: [sale('S1', 40_000), sale('S2', 54_999), sale('S3', 47_500), sale('S4', 10)],
    capacity: [
      { store_code: 'S1', max_display: 1000, storage: null },
      { store_code: 'S2', max_display: 1000, storage: null },
      { store_code: 'S3', max_display: 1000, storage: 1200 },
      { store_code: 'S4', max_display: 0, storage: 120 },
    ],
    counts: [{ store_code: 'S3', on_date: DAY, ff_pct: 69.9, fb_pct: null, source: 'Sheet FF' }],
    targets: [
      { store_code: 'S1', month: '2026-02-01', amount: 150_000 },
      { store_code: 'S2', month: '2026-02-01', amount: 50_000 },
      { store_code: 'S3', month: '2026-02-01', amount: 100_000 },
      { store_code: 'S5', month: '2026-02-01', amount: 0 },
    ],
  });
  await session.query(
    `update portal.store set branch_manager = case branch when 'BALI' then 'Bali@toko.example ' when 'RIAU' then 'bukan alamat' else 'jatim@toko.example' end`,
  );
  await session.end();
  await db.sql(
    `insert into ops.recipients (key, channel, address, is_test) values
       ('alerts.main', 'telegram', '-200', false), ('operations.head', 'email', 'kepala@toko.example', false), ('alerts.main', 'telegram', '-1', true)`,
  );
});
const at = (time: string): Promise<void> => db.setClock(`${time}+07:00`);
beforeEach(async () => {
  await at('2026-02-15T08:00:00');
  await db.sql('delete from ops.alert_deliveries');
  await db.sql('delete from ops.alerts');
});
const rules = (): Promise<unknown> => db.sql('select ops.alert_rules_run(true)');
const raised = async (key: string) => db.sql(`select * from ops.alerts where dedupe_key like $1 order by id`, `rule:${key}:%`);
const toldOf = async (id: number): Promise<string[]> =>
  (
    await db.sql(
      `select channel || ':' || address as t from ops.alert_deliveries where alert_id = $1 and outbox_id is not null order by 1`,
      id,
    )
  ).map((r) => r.t);

test('full floor under 70 %: the shop, the figure and its basis, to the head of operations; exactly 70 is none', async () => {
  await rules();
  const alerts = await raised('full_floor');
  assert.deepEqual(
    alerts.map((a) => [a.dedupe_key, a.severity, a.title]),
    [
      ['rule:full_floor:S1', 'warning', 'Full floor Toko S1 (S1) 69,9%'],
      ['rule:full_floor:S3', 'warning', 'Full floor Toko S3 (S3) 69,9%'],
    ],
  );
  assert.match(alerts[0].body, /699 pasang di lantai dari 1\.000 pasang penuh, per 14 Feb 2026\. Dihitung; definisi belum dikonfirmasi/);
  assert.match(alerts[1].body, /Angka manual tanggal 14 Feb 2026 \(Sheet FF\)/);
  for (const a of alerts) assert.deepEqual(await toldOf(a.id), ['email:kepala@toko.example', 'telegram:-200']);
});

test('full box under 80 %: exactly 80 is none, a room without boxes is', async () => {
  await rules();
  const alerts = await raised('full_box');
  assert.deepEqual(
    alerts.map((a) => a.title),
    ['Full box Toko S4 (S4) 0,0%'],
  );
  assert.match(alerts[0].body, /0 pasang dalam box dari 120/);
  assert.deepEqual(await toldOf(alerts[0].id), ['email:kepala@toko.example', 'telegram:-200']);
});

test('the same shop is told once a week, though it is looked at each hour; people change threshold and addressee', async () => {
  await rules();
  await at('2026-02-21T07:00:00');
  await rules();
  const [one, ...more] = (await raised('full_floor')).filter((a) => a.dedupe_key.endsWith(':S1'));
  assert.deepEqual([more.length, one.hit_count], [0, 2]);
  await at('2026-02-22T08:00:01');
  await rules();
  assert.equal((await raised('full_floor')).filter((a) => a.dedupe_key.endsWith(':S1')).length, 2);
  await db.as('mandor_analyst', (c) =>
    c.query(
      `update ops.alert_rules set predicate = '{"op": "<", "value": 70.5}', recipient_keys = '{alerts.other}' where key = 'full_floor'`,
    ),
  );
  await rules();
  const [second] = (await raised('full_floor')).filter((a) => a.dedupe_key.endsWith(':S2'));
  assert.deepEqual(await toldOf(second.id), ['telegram:-200']);
  await db.sql(`update ops.alert_rules set predicate = null, recipient_keys = '{operations.head}' where key = 'full_floor'`);
});

test('sales under 95 % of the target to date: one alert a branch, to its own manager alone', async () => {
  await rules();
  const alerts = await raised('sales_target');
  // BALI: 94,999 of 100,000 · JAWA: exactly 95 % · RIAU: no target · ACEH: target 0
  assert.deepEqual(
    alerts.map((a) => a.dedupe_key),
    ['rule:sales_target:BALI:2026-02'],
  );
  assert.match(alerts[0].title, /cabang BALI 95,0% dari target s\.d\. 14 Feb 2026/);
  assert.match(alerts[0].body, /Penjualan Rp 94\.999, target s\.d\. hari ke-14 Rp 100\.000 \(sebulan Rp 200\.000\); kurang Rp 5\.001\./);
  assert.deepEqual(await toldOf(alerts[0].id), ['email:bali@toko.example', 'telegram:-200']);
});

test('the manager of a branch whose name has a colon, recipients of the branch itself, and a manager who left', async () => {
  await db.sql(`update ops.alert_rules set predicate = '{"op": "<", "value": 96}' where key = 'sales_target'`);
  await db.sql(`insert into ops.recipients (key, channel, address) values ('branch.manager.BALI', 'email', 'pengganti@toko.example')`);
  await db.sql(`insert into ops.people (name, email, is_active) values ('Pak Jatim', 'jatim@toko.example', true)`);
  await rules();
  const told = async () =>
    Promise.all((await raised('sales_target')).map(async (a) => [a.dedupe_key.split(':').at(2), await toldOf(a.id)]));
  assert.deepEqual(await told(), [
    ['BALI', ['email:pengganti@toko.example', 'telegram:-200']],
    ['JAWA', ['email:jatim@toko.example', 'telegram:-200']],
  ]);
  assert.equal(
    (await db.sql(`select recipient_name as n from ops.alert_deliveries where address = 'jatim@toko.example'`))[0].n,
    'Pak Jatim',
  );
  await db.sql('delete from ops.alert_deliveries');
  await db.sql('delete from ops.alerts');
  await db.sql(`update ops.people set is_active = false where email = 'jatim@toko.example'`);
  await db.sql(`delete from ops.recipients where key = 'branch.manager.BALI'`);
  await rules();
  assert.deepEqual(await told(), [
    ['BALI', ['email:bali@toko.example', 'telegram:-200']],
    ['JAWA', ['telegram:-200']],
  ]);
  await db.sql(`update ops.alert_rules set predicate = null where key = 'sales_target'`);
});

test('in test mode no manager is written to', async () => {
  await db.sql(`update ops.settings set value = 'true' where key = 'outbox.test_mode'`);
  await rules();
  const [alert] = await raised('sales_target');
  assert.deepEqual(await toldOf(alert.id), ['telegram:-1']);
  await db.sql(`update ops.settings set value = null where key = 'outbox.test_mode'`);
});

test('the first days of a month say nothing about a target', async () => {
  await db.sql(`update ops.settings set value = '15' where key = 'sales_target.alert_from_day'`);
  await rules();
  assert.deepEqual(await raised('sales_target'), []);
  await db.sql(`update ops.settings set value = '14' where key = 'sales_target.alert_from_day'`);
  await rules();
  assert.equal((await raised('sales_target')).length, 1);
  await db.sql(`update ops.settings set value = null where key = 'sales_target.alert_from_day'`);
});
