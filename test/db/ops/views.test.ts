import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { newWorker } from './support/race.ts';

const db = await testDatabase();
await db.setClock('2026-02-09T05:00:00+07:00');
const worker = await newWorker(db);

test('every view of the engine answers a person in DBeaver, and the metrics have the columns that rules read', async () => {
  const views = await db.sql(
    `select c.relname as name, obj_description(c.oid, 'pg_class') as says from pg_class c where c.relnamespace = 'ops'::regnamespace and c.relkind = 'v'`,
  );
  for (const name of ['v_queue', 'v_today', 'v_stale_agents', 'v_pending_approvals', 'v_dead_jobs', 'v_orphans'])
    assert.ok(
      views.some((v) => v.name === name),
      name,
    );
  await db.as('mandor_analyst', async (c) => {
    for (const { name } of views) await c.query(`select * from ops.${name}`);
    for (const { name } of views.filter((v) => v.name.startsWith('v_metric_')))
      await c.query(`select subject::text, value::numeric, title::text, body::text from ops.${name}`);
  });
  const rules = await db.sql(`select metric_view from ops.alert_rules where to_regclass(metric_view) is null`);
  assert.deepEqual(rules, [], 'a rule names a view that is not there');
});

test('v_today shows a slot in UTC and in WIB, what is missing, and what became of it', async () => {
  const [{ id }] = await db.sql(`select ops.occurrence_open('report.control_stock', '2026-02-08') as id`);
  const [row] = await db.sql(
    `select key, run_status, work_item_status, slot_utc, slot_wib::text as slot_wib, cardinality(needs_missing) as missing from ops.v_today where occurrence_id = $1`,
    id,
  );
  assert.deepEqual(row, {
    key: 'report.control_stock',
    run_status: 'waiting',
    work_item_status: 'scheduled',
    slot_utc: new Date('2026-02-09T05:00:00+07:00'),
    slot_wib: '2026-02-09 05:00:00',
    missing: 7,
  });
});

test('v_stale_agents: late by how much, since which success', async () => {
  await db.sql(`update ops.job_definitions set created_at = util.now() - interval '9 days'`);
  await db.setClock('2026-02-07T01:05:00+07:00');
  const [{ id }] = await db.sql(`select ops.occurrence_open('stock.ddd', '2026-02-06') as id`);
  await db.sql('select ops.occurrence_finish(s.run_token) from ops.occurrence_start($1, $2) s', id, worker);
  await db.setClock('2026-02-08T01:35:00+07:00');
  const stale = () => db.sql(`select agent, last_wib::text as last, late_by::text as late from ops.v_stale_agents where key = 'stock.ddd'`);
  assert.deepEqual(await stale(), []);
  await db.setClock('2026-02-08T02:35:00+07:00');
  assert.deepEqual(await stale(), [{ agent: 'ops_warehouse', last: '2026-02-07 01:05:00', late: '01:00:00' }]);
});
