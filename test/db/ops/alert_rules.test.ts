// Each rule that ships, on rows that fulfil it and rows that do not.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { until } from '../../worker/support/worker.ts';
import { codeOf, newWorker } from './support/race.ts';

const db = await testDatabase();
const NOON = '2026-02-09T12:00:00+07:00';
await db.sql(
  `insert into ops.recipients (key, channel, address) values ('alerts.main', 'telegram', '-200'), ('alerts.stock', 'email', 'stok@toko.example')`,
);
beforeEach(async () => {
  await db.setClock(NOON);
  await db.sql('delete from ops.alert_deliveries');
  await db.sql('delete from ops.alerts');
});

const rules = (): Promise<unknown> => db.sql('select ops.alert_rules_run(true)');
const byRule = async (key: string) => db.sql(`select * from ops.alerts where dedupe_key like $1 order by id`, `rule:${key}:%`);

test('rule: a load that is held back names the check', async () => {
  await db.sql(
    `insert into raw.load_history (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, status, finished_at, validation)
     values ('accurate', 'stock', 'api', 'DDD', '2026-02-08', '2026-02-08', '2026-02-08', '2026-02-08', 'quarantined', util.now(),
             '[{"check": "rows", "severity": "block", "passed": false, "message": "120 baris, biasanya 3.400"}]')`,
  );
  await rules();
  await rules();
  const [one, ...more] = await byRule('load_blocked');
  assert.equal(more.length, 0);
  assert.deepEqual([one.severity, one.hit_count], ['critical', 2]);
  assert.match(one.title, /stock DDD tanggal 2026-02-08/);
  assert.match(one.body, /120 baris, biasanya 3\.400/);
  await db.sql('delete from raw.load_history');
});

test('rule: negative stock of the newest accepted snapshot lists code and warehouse, to the stock addressees too', async () => {
  await db.sql(`
    with load as (
      insert into raw.load_history (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, status, finished_at)
      select 'accurate', 'stock', 'csv', 'DDD', d, d, d, d, 'accepted', util.now() from unnest('{2026-02-07,2026-02-08}'::date[]) d
      returning load_id, snapshot_date
    ), days as (insert into core.stock_days select snapshot_date, 'DDD', load_id from load),
    warehouse as (insert into core.dim_warehouse (entity, name_key, nama_gudang) values ('DDD', 'gudang a', 'Gudang A'), ('DDD', 'gudang b', 'Gudang B') returning warehouse_id),
    product as (insert into core.dim_product (kode_barang, kode_mix, is_mapped) values ('M1CA01-38', 'M1CA01-38', false), ('M1CA01-39', 'M1CA01-39', false))
    select 1`);
  await db.sql(`insert into core.fact_stock (entity, snapshot_date, kode_barang, warehouse_id, pairs_qty)
    select 'DDD', x.d::date, x.code, w.warehouse_id, x.qty from core.dim_warehouse w
      join (values ('2026-02-07', 'M1CA01-38', 'Gudang A', -9), ('2026-02-08', 'M1CA01-38', 'Gudang A', 4),
                   ('2026-02-08', 'M1CA01-39', 'Gudang B', -2), ('2026-02-08', 'M1CA01-38', 'Gudang B', -5)) x (d, code, name, qty) on x.name = w.nama_gudang`);
  await rules();
  const [one, ...more] = await byRule('negative_stock');
  assert.equal(more.length, 0);
  assert.match(one.title, /Stok minus DDD: 2 baris, -7 pasang \(2026-02-08\)/);
  assert.equal(one.body, 'M1CA01-38 di Gudang B: -5\nM1CA01-39 di Gudang B: -2');
  const to = await db.sql(
    `select channel || ':' || address as t from ops.alert_deliveries where alert_id = $1 and outbox_id is not null order by 1`,
    one.id,
  );
  assert.deepEqual(
    to.map((r) => r.t),
    ['email:stok@toko.example', 'telegram:-200'],
  );
});

test('rule: a worker that was declared dead; one that stopped by itself is none', async () => {
  await db.sql(
    `insert into ops.workers (host, pid, died_at, stopped_at) values ('toko-1', 11, clock_timestamp(), null), ('toko-2', 12, null, clock_timestamp())`,
  );
  await rules();
  assert.deepEqual(
    (await byRule('worker_died')).map((a) => a.title),
    ['Worker di toko-1 (pid 11) mati'],
  );
});

test('rule: an agent is stale when expected_every + grace have passed since its last success', async () => {
  await db.sql(
    `update ops.job_definitions set created_at = util.now() - interval '10 days', is_enabled = key in ('stock.ddd', 'stock.mbb')`,
  );
  const worker = await newWorker(db);
  const done = async (key: string, at: string): Promise<void> => {
    await db.setClock(at);
    const [{ id }] = await db.sql(`select ops.occurrence_open($1, '2026-02-07') as id`, key);
    await db.sql('select ops.occurrence_finish(s.run_token) from ops.occurrence_start($1, $2) s', id, worker);
  };
  await done('stock.ddd', '2026-02-08T11:31:00+07:00');
  await done('stock.mbb', '2026-02-08T11:29:00+07:00');
  await db.setClock(NOON);
  await rules();
  assert.deepEqual(
    (await byRule('stale_agent')).map((a) => a.dedupe_key),
    ['rule:stale_agent:stock.mbb'],
  );
  await db.sql('update ops.job_definitions set is_enabled = true');
});

test('rule: the oldest transaction of all is named, also when it is not ours to look at', async () => {
  await db.sql(`update ops.alert_rules set predicate = '{"op": ">=", "value": 0}' where key = 'old_transaction'`);
  const client = await db.admin.connect();
  try {
    const { pid } = (await client.query('select pg_backend_pid() as pid')).rows[0];
    await client.query('begin');
    await client.query('select pg_current_xact_id()');
    await db.sql(`select ops.journal_write('test', '1', 'x')`);
    // The oldest of the whole server: other test files have to end theirs first.
    await until('ours to be the oldest', async () => {
      const [row] = await db.sql(`select body from ops.v_metric_old_transactions where subject = 'journal'`);
      return row?.body.includes(`pid ${pid} (`);
    });
    await rules();
    assert.equal((await byRule('old_transaction')).filter((a) => a.dedupe_key === 'rule:old_transaction:journal').length, 1);
  } finally {
    await client.query('rollback');
    client.release();
  }
  await db.sql(`update ops.alert_rules set predicate = null where key = 'old_transaction'`);
});

/** Each minute's run, as a worker does it, at a time. */
async function watchAt(at: string): Promise<void> {
  await db.setClock(at);
  await db.sql('select ops.watch_run()');
}
const told = async (key: string): Promise<number> =>
  (
    await db.sql(
      `select count(*)::int as n from ops.alert_deliveries d join ops.alerts a on a.id = d.alert_id
        where a.dedupe_key like $1 and d.outbox_id is not null`,
      `rule:${key}:%`,
    )
  )[0].n;

test('rule: a report that has not started by its latest start, told once, and quiet when it has', async () => {
  await db.sql('update ops.alert_rules set checked_at = null');
  await db.setClock('2026-02-09T05:00:00+07:00');
  await db.sql(`update ops.job_definitions set needs = '{}' where key = 'report.control_stock'`);
  const [{ id }] = await db.sql(`select ops.occurrence_open('report.control_stock', '2026-02-08') as id`);
  await db.sql(`update ops.occurrences set is_manual = false where id = $1`, id);
  await watchAt('2026-02-09T07:00:00+07:00');
  assert.deepEqual(await byRule('report_missing'), [], 'in time to the minute');
  await watchAt('2026-02-09T07:01:00+07:00');
  await watchAt('2026-02-09T07:02:00+07:00');
  const [one, ...more] = await byRule('report_missing');
  assert.equal(more.length, 0);
  assert.deepEqual([one.severity, one.hit_count, await told('report_missing')], ['critical', 2, 1]);
  assert.match(one.title, /Control Stock.* 2026-02-08 belum ada/);
  assert.match(one.body, new RegExp(`paling lambat 2026-02-09 07:00 WIB\\.\nLihat: mandor explain occurrence ${id}`));
  const [item] = await db.sql('select id from ops.work_items where occurrence_id = $1', id);
  await db.sql('select * from ops.work_item_start($1, $2)', item.id, await newWorker(db));
  await watchAt('2026-02-09T07:03:00+07:00');
  assert.equal((await byRule('report_missing'))[0].hit_count, 2, 'it runs: nothing more to count');
  // Its window has ended: if it still were so, this would be a new alert.
  await watchAt('2026-02-10T08:00:00+07:00');
  assert.equal((await byRule('report_missing')).length, 1);
});

test('rule: an approval that nobody answers for 48 hours, told once a day, and quiet when it is signed', async () => {
  await db.sql('update ops.alert_rules set checked_at = null');
  await db.setClock('2026-02-09T05:00:00+07:00');
  await db.sql(`insert into ops.people (name, email) values ('Sari', 'sari@toko.example')`);
  await db.sql(`update ops.job_definitions set needs = '{}', requires_approval = true, requires_review = false,
                       pic_id = (select id from ops.people where name = 'Sari') where key = 'report.control_stock'`);
  await db.sql(`select ops.occurrence_open('report.control_stock', '2026-02-07')`);
  const [item] = await db.sql(`select id from ops.work_items where business_date = '2026-02-07'`);
  const [run] = await db.sql('select run_token from ops.work_item_start($1, $2)', item.id, await newWorker(db));
  await db.sql(`select ops.work_item_finish($1, '{"a": 1}', '{"subject": "x"}')`, run.run_token);
  await watchAt('2026-02-11T04:59:00+07:00');
  assert.deepEqual(await byRule('approval_overdue'), [], '47 hours and 59 minutes');
  await watchAt('2026-02-11T05:59:00+07:00');
  await watchAt('2026-02-11T06:59:00+07:00');
  const [one, ...more] = await byRule('approval_overdue');
  assert.deepEqual([more.length, one.severity, one.hit_count, await told('approval_overdue')], [0, 'warning', 2, 1]);
  assert.match(one.title, /menunggu Sari/);
  assert.match(one.body, new RegExp(`mandor explain work_item ${item.id}`));
  await watchAt('2026-02-12T06:00:00+07:00');
  assert.deepEqual([(await byRule('approval_overdue')).length, await told('approval_overdue')], [2, 2], 'a day later it is said again');
  const [asked] = await db.sql(`select id, revision_no, person_id from ops.approvals where work_item_id = $1 and status = 'open'`, item.id);
  await db.sql(`select ops.approval_decide($1, $2, 'approve', null, 'cli', $3)`, asked.id, asked.revision_no, asked.person_id);
  await watchAt('2026-02-13T07:00:00+07:00');
  assert.deepEqual([(await byRule('approval_overdue')).length, await told('approval_overdue')], [2, 2], 'signed');
});

test('rule: a table whose rows are mostly dead, told once, and quiet after a vacuum', async () => {
  await db.sql('update ops.alert_rules set checked_at = null');
  await db.sql('create table ops.bloated (id integer) with (autovacuum_enabled = false)');
  const client = await db.admin.connect();
  try {
    await client.query('insert into ops.bloated select generate_series(1, 130000)');
    await client.query('delete from ops.bloated where id <= 60000');
    await client.query('select pg_stat_force_next_flush()');
    const dead = () => db.sql(`select subject, value from ops.v_metric_table_bloat where subject = 'ops.bloated'`);
    await until('the dead rows to be counted', async () => ((await dead()).length === 1 ? true : undefined));
    await watchAt('2026-02-09T12:00:00+07:00');
    assert.deepEqual([(await dead())[0].value, await byRule('table_bloat')], ['46', []], 'less than half is dead');
    await client.query('delete from ops.bloated where id <= 90000');
    await client.query('select pg_stat_force_next_flush()');
    await until('more of them', async () => ((await dead())[0]?.value === '69' ? true : undefined));
    await watchAt('2026-02-09T12:30:00+07:00');
    assert.deepEqual(await byRule('table_bloat'), [], 'looked at each hour only');
    await watchAt('2026-02-09T13:00:00+07:00');
    await watchAt('2026-02-09T14:00:00+07:00');
    const [one, ...more] = await byRule('table_bloat');
    assert.deepEqual([more.length, one.severity, one.hit_count, await told('table_bloat')], [0, 'warning', 2, 1]);
    assert.match(one.title, /Tabel ops\.bloated: 69% baris mati/);
    await until('a vacuum to remove them', async () => {
      await client.query('vacuum ops.bloated');
      await client.query('select pg_stat_force_next_flush()');
      return (await dead()).length === 0 ? true : undefined;
    });
    await watchAt('2026-02-10T15:00:00+07:00');
    assert.equal((await byRule('table_bloat')).length, 1, 'vacuumed');
  } finally {
    client.release();
    await db.sql('drop table ops.bloated');
  }
});

test('predicates: every comparison, all, any, a setting; nonsense is refused', async () => {
  const holds = async (predicate: object, value: number): Promise<boolean> =>
    (await db.sql('select ops.alert_rule_holds($1, $2) as h', JSON.stringify(predicate), value))[0].h;
  for (const [op, below, equal, above] of [
    ['<', true, false, false],
    ['<=', true, true, false],
    ['=', false, true, false],
    ['<>', true, false, true],
    ['>=', false, true, true],
    ['>', false, false, true],
  ] as const)
    assert.deepEqual(
      [await holds({ op, value: 5 }, 4), await holds({ op, value: 5 }, 5), await holds({ op, value: 5 }, 6)],
      [below, equal, above],
      op,
    );
  const between = {
    all: [
      { op: '>=', value: 1 },
      { op: '<', value: 3 },
    ],
  };
  assert.deepEqual([await holds(between, 0), await holds(between, 2), await holds(between, 3)], [false, true, false]);
  assert.deepEqual(
    [
      await holds(
        {
          any: [
            { op: '<', value: 1 },
            { op: '>', value: 3 },
          ],
        },
        4,
      ),
      await holds({ any: [] }, 4),
    ],
    [true, false],
  );
  assert.equal(await holds({ op: '=', setting: 'alerts.max_per_person_day' }, 20), true);
  assert.equal(await codeOf(holds({ op: '~', value: 1 }, 1)), 'MD101');
  assert.equal(await codeOf(holds({ op: '<' }, 1)), 'MD101');
});

test('a rule that cannot be computed is told, and does not silence the others; rules run when they are due', async () => {
  await db.sql(
    `insert into ops.alert_rules (key, metric_view, default_predicate, default_severity, category, description) values ('a_broken', 'ops.v_nowhere', '{}', 'info', 'x', 'x')`,
  );
  await db.sql(`insert into ops.workers (host, pid, died_at) values ('toko-9', 19, clock_timestamp())`);
  await rules();
  assert.equal((await db.sql(`select error ->> 'code' as c from ops.alert_rules where key = 'a_broken'`))[0].c, '42P01');
  assert.equal((await db.sql(`select 1 from ops.alerts where dedupe_key = 'rule-error:a_broken'`)).length, 1);
  assert.ok((await byRule('worker_died')).length > 0);
  await db.sql(`delete from ops.alert_rules where key = 'a_broken'`);
  const looks = async (): Promise<Date> =>
    (await db.sql(`select checked_at from ops.alert_rules where key = 'negative_stock'`))[0].checked_at;
  await db.setClock('2026-02-09T12:59:59+07:00');
  await db.sql('select ops.watch_run()');
  assert.deepEqual(await looks(), new Date(NOON));
  await db.setClock('2026-02-09T13:00:00+07:00');
  await db.sql('select ops.watch_run()');
  assert.deepEqual(await looks(), new Date('2026-02-09T13:00:00+07:00'));
});
