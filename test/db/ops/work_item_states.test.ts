import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, newWorker } from './support/race.ts';

const db = await testDatabase();
const worker = await newWorker(db);
await db.sql(`update ops.job_definitions set needs = '{}', requires_review = true where key = 'report.control_stock'`);

let day = 0;
/** A scheduled item that may start. */
async function ready(): Promise<{ id: string }> {
  const date = new Date(Date.UTC(2026, 0, 1 + day++)).toISOString().slice(0, 10);
  await db.sql(`select ops.occurrence_open('report.control_stock', $1)`, date);
  return (await db.sql('select id from ops.work_items where business_date = $1', date))[0];
}

test('no other change of state is possible, not even by the owner, and a cause is good for one change', async () => {
  const states = (await db.sql('select status from ops.work_item_states')).map((s) => s.status as string);
  const allowed = new Set(
    (await db.sql('select from_status, to_status from ops.work_item_transitions')).map((t) => `${t.from_status}>${t.to_status}`),
  );
  const { id } = await ready();
  for (const to of states.filter((s) => s !== 'scheduled'))
    assert.equal(await codeOf(db.sql('update ops.work_items set status = $2 where id = $1', id, to)), 'MD201', to);
  for (const to of states) {
    if (to === 'scheduled' || allowed.has(`scheduled>${to}`)) continue;
    const code = await codeOf(
      db.deployPool.query(
        `do $$ begin perform ops.work_item_announce('start', 'worker', 'x', null); update ops.work_items set status = '${to}' where id = ${id}; end $$`,
      ),
    );
    assert.equal(code, 'MD201', to);
  }
  assert.equal(
    await codeOf(
      db.sql(
        `insert into ops.work_items (definition_key, business_date, title, status) values ('report.control_stock', '2020-01-01', 'x', 'approved')`,
      ),
    ),
    'MD201',
  );
  const other = await ready();
  const twice = `do $$ begin
      perform ops.work_item_announce('start', 'worker', 'x', null);
      update ops.work_items set status = 'in_progress', run_token = gen_random_uuid() where id = ${id};
      update ops.work_items set status = 'in_progress', run_token = gen_random_uuid() where id = ${other.id};
    end $$`;
  assert.equal(await codeOf(db.deployPool.query(twice)), 'MD201');
});

test('the wrong kind of actor is refused', async () => {
  const { id } = await ready();
  const wrong = `do $$ begin
      perform ops.work_item_announce('start', 'system', 'x', null);
      update ops.work_items set status = 'in_progress', run_token = gen_random_uuid() where id = ${id};
    end $$`;
  assert.equal(await codeOf(db.deployPool.query(wrong)), 'MD201');
});

test('no commit leaves an item in l2_approved', async () => {
  const { id } = await ready();
  const [run] = await db.sql('select run_token from ops.work_item_start($1, $2)', id, worker);
  await db.sql(`select ops.work_item_finish($1, '{}', '{}')`, run.run_token);
  const half = `do $$ begin
      perform ops.work_item_announce('review_pass', 'system', 'x', null);
      update ops.work_items set status = 'l2_approved' where id = ${id};
    end $$`;
  assert.equal(await codeOf(db.deployPool.query(half)), 'MD902');
});

test('the net of states: 26 rows, a final state is reachable from each, each wait has its timer, the guard knows no others', async () => {
  const transitions = await db.sql('select * from ops.work_item_transitions');
  const states = await db.sql('select * from ops.work_item_states');
  assert.deepEqual(
    [...new Set(transitions.map((t) => t.number))].sort((a, b) => a - b),
    Array.from({ length: 26 }, (_, i) => i + 1),
  );
  const reaches = new Set(states.filter((s) => s.is_final).map((s) => s.status));
  for (let grown = true; grown; ) {
    grown = false;
    for (const t of transitions) if (reaches.has(t.to_status) && !reaches.has(t.from_status)) grown = Boolean(reaches.add(t.from_status));
  }
  for (const s of states) {
    assert.ok(reaches.has(s.status), `${s.status} leads nowhere`);
    assert.equal(s.is_waiting, !s.is_final && s.status !== 'l2_approved', s.status);
    assert.equal(
      transitions.some((t) => t.from_status === s.status),
      !s.is_final,
      s.status,
    );
    assert.ok(
      transitions.some((t) => t.to_status === s.status),
      `${s.status} is never entered`,
    );
  }
});
