import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, newWorker } from './support/race.ts';

const db = await testDatabase();
const NOW = '2026-06-15T03:00:00+07:00';
beforeEach(() => db.setClock(NOW));
const run = async (): Promise<number> => Number((await db.sql('select ops.retention_run(true) as n'))[0].n);
let day = 0;
const count = async (from: string): Promise<number> => (await db.sql(`select count(*)::int as n from ${from}`))[0].n;
/** An event submitted and ended so many days before now. */
async function event(days: number, end: 'completed' | 'failed' | 'pending', parent?: string): Promise<string> {
  await db.setClock(new Date(Date.parse(NOW) - days * 86_400_000).toISOString());
  const [{ id }] = await db.sql(
    `select id from ops.event_submit('ENGINE_PING', $1, $2, p_parent_id => $3)`,
    end === 'failed' ? '{"refuse": true}' : '{}',
    `key ${Math.random()}`,
    parent ?? null,
  );
  if (end !== 'pending') assert.equal((await db.sql('select ops.event_run($1, $2) as o', id, await newWorker(db)))[0].o, end);
  await db.setClock(NOW);
  return id;
}

test('events: done ones go after 90 days; failed, open, and what an open one came from stay; keys stay 400 days', async () => {
  const [gone, young, failed, pending] = [
    await event(91, 'completed'),
    await event(89, 'completed'),
    await event(91, 'failed'),
    await event(200, 'pending'),
  ];
  const parent = await event(95, 'completed');
  const child = await event(94, 'pending', parent);
  const ancient = await event(401, 'completed');
  const key = `ops.event_keys where event_id = '${gone}'`;
  const ancientKey = `ops.event_keys where event_id = '${ancient}'`;
  await run();
  await run(); // the key of an event that went in this run goes in the next
  const left = (await db.sql('select id from ops.events')).map((r) => r.id);
  assert.deepEqual(left.sort(), [young, failed, pending, parent, child].sort());
  assert.deepEqual([await count(key), await count(ancientKey)], [1, 0]);
});

test('workers: ended ones go after 30 days, unless a row still names them or a job of theirs is set aside', async () => {
  await db.sql('delete from ops.events');
  await db.sql('delete from ops.workers');
  const worker = async (days: number): Promise<string> =>
    (
      await db.sql(
        `insert into ops.workers (host, pid, died_at) values ('h', 1, util.now() - make_interval(days => $1)) returning incarnation as id`,
        days,
      )
    )[0].id;
  const [old, young, holder, crashed] = [await worker(31), await worker(29), await worker(31), await worker(31)];
  const [{ id }] = await db.sql(`select ops.outbox_plan('email', 'a@toko.example', 'x', '{}', 'r1') as id`);
  await db.sql(`update ops.outbox set status = 'sending', claimed_by = $2, run_token = gen_random_uuid() where id = $1`, id, holder);
  await db.sql(`insert into ops.job_crashes (job_key, incarnation, task_identifier) values ('event:x', $1, 'ops/handle_event')`, crashed);
  await run();
  const left = (await db.sql('select incarnation as id from ops.workers')).map((r) => r.id);
  assert.deepEqual(left.sort(), [young, holder, crashed].sort());
  assert.ok(!left.includes(old));
});

test('history: of finished items only, through the guard; and the guard stays shut for everybody else', async () => {
  await db.setClock('2025-11-01T05:00:00+07:00');
  const open = async (): Promise<string> =>
    (await db.sql(`select ops.work_item_open('report.control_stock', '2025-01-01'::date + ${day++}) as id`))[0].id;
  const [final, waiting] = [await open(), await open()];
  await db.sql(`select ops.work_item_skip($1, 'not wanted')`, final);
  await db.setClock(NOW);
  assert.equal(await codeOf(db.sql('delete from ops.work_item_history')), 'MD901');
  assert.ok((await run()) > 0);
  assert.equal(await count(`ops.work_item_history where work_item_id = ${final}`), 0);
  assert.equal(await count(`ops.work_item_history where work_item_id = ${waiting}`), 1);
  assert.equal(await codeOf(db.sql('delete from ops.work_item_history')), 'MD901');
  const [entry] = await db.sql(`select * from ops.journal where kind = 'retention' and subject = 'ops.work_item_history'`);
  assert.deepEqual([entry.action, entry.data.rows], ['delete', 2]);
  assert.equal(await count(`ops.journal where kind = 'ops.work_item_history'`), 3, 'the journal keeps each row');
});

test('approvals and attempts to decide: of finished items only; open ones stay, and the journal keeps each row without its token', async () => {
  await db.setClock('2025-11-01T05:00:00+07:00');
  const [{ id: person }] = await db.sql(`insert into ops.people (name, email) values ('Sari', 'sari@toko.example') returning id`);
  const open = async (): Promise<string> =>
    (await db.sql(`select ops.work_item_open('report.control_stock', '2025-01-01'::date + ${day++}) as id`))[0].id;
  const [final, waiting] = [await open(), await open()];
  for (const item of [final, waiting]) {
    await db.sql(`insert into ops.approvals (work_item_id, person_id, role) values ($1, $2, 'supervisor')`, item, person);
    await db.sql(
      `insert into ops.decision_attempts (work_item_id, approval_id, kind, outcome) select $1, id, 'approval', 'x' from ops.approvals where work_item_id = $1`,
      item,
    );
  }
  await db.sql(`update ops.approvals set status = 'closed', closed_at = util.now(), closed_why = 'x' where work_item_id = $1`, final);
  await db.sql(`select ops.work_item_skip($1, 'not wanted')`, final);
  await db.setClock(NOW);
  await run();
  await run(); // an approval goes when nothing points to it any more
  for (const table of ['ops.approvals', 'ops.decision_attempts'])
    assert.deepEqual(
      (await db.sql(`select work_item_id from ${table}`)).map((r) => r.work_item_id),
      [waiting],
      table,
    );
  assert.equal(await count(`ops.journal where kind = 'ops.approvals' and action = 'insert'`), 2);
  assert.equal(await count(`ops.journal where data ? 'token'`), 0);
  assert.equal(await codeOf(db.sql('delete from ops.approvals')), 'MD901');
});

test('loads of reference data: after 400 days, but the newest of each table and outcome stays', async () => {
  await db.setClock('2025-01-01T05:00:00+07:00');
  for (const [table, outcome, reason] of [
    ['portal.store', 'applied', null],
    ['portal.store', 'applied', null],
    ['portal.store', 'refused', 'x'],
    ['portal.kodemix', 'applied', null],
  ])
    await db.sql(
      `insert into portal.reference_loads (table_name, source, origin, outcome, reason) values ($1, 'csv', 'f.csv', $2, $3)`,
      table,
      outcome,
      reason,
    );
  await db.setClock(NOW);
  await db.sql(
    `insert into portal.reference_loads (table_name, source, origin, outcome) values ('portal.kodemix', 'csv', 'f.csv', 'applied')`,
  );
  const [first] = await db.sql('select min(id)::int as id from portal.reference_loads');
  await run();
  const left = await db.sql('select id::int as id from portal.reference_loads order by id');
  assert.deepEqual(
    left.map((r) => r.id - first.id),
    [1, 2, 4],
  );
});

async function load(kind: 'stock' | 'sales', snapshot: string, from = snapshot): Promise<string> {
  const [{ load_id: id }] = await db.sql(
    `insert into raw.load_history (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, status, finished_at)
     values ('accurate', $1, 'api', 'DDD', $2, $2, $3, $2, 'accepted', util.now()) returning load_id`,
    kind,
    snapshot,
    from,
  );
  return id;
}

test('raw stock: after 100 days the last snapshot of each month stays, and the newest one', async () => {
  for (const date of ['2026-01-15', '2026-01-30', '2026-02-10', '2026-02-28', '2026-03-01', '2026-03-06', '2026-03-08']) {
    const id = await load('stock', date);
    await db.sql(`insert into core.stock_days values ($1, 'DDD', $2)`, date, id);
    await db.sql(
      `insert into raw.accurate_stock (entity, kode_barang, nama_barang, nama_gudang, kuantitas, snapshot_date, loaded_at, load_batch_id, load_id)
       values ('DDD', 'A', 'A', 'G', 1, $1, util.now(), gen_random_uuid(), $2)`,
      date,
      id,
    );
  }
  await run();
  const left = await db.sql('select snapshot_date::text as d from raw.accurate_stock order by 1');
  // 2026-03-07 is 100 days before. January's last one is the 30th: that there was none on the 31st takes nothing away.
  assert.deepEqual(
    left.map((r) => r.d),
    ['2026-01-30', '2026-02-28', '2026-03-08'],
  );
});

test('raw sales: after 30 days earlier pulls of a day go; the newest word on it stays', async () => {
  const [first, second, young] = [
    await load('sales', '2026-05-01', '2026-04-30'),
    await load('sales', '2026-05-02', '2026-05-01'),
    await load('sales', '2026-06-10', '2026-05-01'),
  ];
  const line = (id: string, day: string, snapshot: string) =>
    db.sql(
      `insert into raw.accurate_sales (entity, tanggal, nomor_invoice, kode_produk, nama_barang, kuantitas, total_harga, snapshot_date, loaded_at, load_batch_id, load_id)
       values ('DDD', $2::date, 'F1', 'A', 'A', 1, 1, $3, util.now(), gen_random_uuid(), $1)`,
      id,
      day,
      snapshot,
    );
  await line(first, '2026-04-30', '2026-05-01');
  await line(first, '2026-05-01', '2026-05-01');
  await line(second, '2026-05-01', '2026-05-02');
  await line(second, '2026-05-02', '2026-05-02');
  await line(young, '2026-05-01', '2026-06-10');
  for (const [day, id, snapshot] of [
    ['2026-04-30', first, '2026-05-01'],
    ['2026-05-01', young, '2026-06-10'],
    ['2026-05-02', second, '2026-05-02'],
  ])
    await db.sql(`insert into core.sales_days (entity, tanggal, load_id, snapshot_date) values ('DDD', $1, $2, $3)`, day, id, snapshot);
  await run();
  const left = await db.sql('select load_id, tanggal::text as d from raw.accurate_sales order by 2');
  assert.deepEqual(
    left.map((r) => [r.load_id, r.d]),
    [
      [first, '2026-04-30'],
      [young, '2026-05-01'],
      [second, '2026-05-02'],
    ],
  );
});

test('one batch in a call; due again at once while there is more, else the next day; a person may keep longer', async () => {
  await db.sql('delete from ops.events');
  for (let i = 0; i < 5; i++) await event(100 + i, 'completed');
  await db.sql(`update ops.retention_rules set batch_size = 2 where key = 'ops.events'`);
  const call = async (): Promise<number> => {
    await db.sql('select ops.retention_run()');
    return count('ops.events');
  };
  await db.sql('update ops.retention_rules set ran_at = null');
  assert.deepEqual([await call(), await call(), await call(), await call()], [3, 1, 0, 0]);
  await event(100, 'completed');
  assert.equal(await call(), 1, 'it is due tomorrow');
  await db.setClock('2026-06-16T03:00:00+07:00');
  await db.as('mandor_analyst', (c) => c.query(`update ops.retention_rules set keep = '1 year' where key = 'ops.events'`));
  assert.equal(await call(), 1);
  await db.as('mandor_analyst', (c) => c.query(`update ops.retention_rules set keep = null where key = 'ops.events'`));
  await db.setClock('2026-06-17T03:00:00+07:00');
  assert.equal(await call(), 0);
});

test('a rule that cannot delete says so and does not stop the others', async () => {
  await db.sql(`insert into ops.retention_rules (key, default_keep, how, description) values ('ops.a_nothing', '1 day', 'x', 'x')`);
  await event(100, 'completed');
  await run();
  assert.equal(await count('ops.events'), 0);
  assert.equal((await db.sql(`select error ->> 'code' as c from ops.retention_rules where key = 'ops.a_nothing'`))[0].c, 'MD401');
  assert.equal(await count(`ops.alerts where dedupe_key = 'retention:ops.a_nothing'`), 1);
});

test('agents may not delete', async () => {
  await db.as('mandor_agent_stock', async (c) => assert.equal(await codeOf(c.query('select ops.retention_run()')), '42501'));
});
