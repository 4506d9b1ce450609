import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, newWorker, race } from './support/race.ts';

const db = await testDatabase();
const worker = await newWorker(db);
const submit = async (...args: unknown[]): Promise<{ id: string; is_new: boolean }> =>
  (await db.sql(`select * from ops.event_submit(${args.map((_, i) => `$${i + 1}`).join(', ')})`, ...args))[0];
const run = async (id: string): Promise<string> => (await db.sql('select ops.event_run($1, $2) as outcome', id, worker))[0].outcome;
const event = async (id: string) => (await db.sql('select * from ops.events where id = $1', id))[0];
const jobsOf = async (id: string): Promise<number> => (await db.sql('select * from ops.v_queue where key = $1', `event:${id}`)).length;

test('an event is made with its job, in one transaction', async () => {
  const { id, is_new } = await submit('ENGINE_PING', '{"a": 1}');
  assert.equal(is_new, true);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
  assert.equal(await jobsOf(id), 1);
  const rolledBack = await db.as('mandor_worker', async (c) => {
    await c.query('begin');
    const { rows } = await c.query(`select id from ops.event_submit('ENGINE_PING', '{}')`);
    await c.query('rollback');
    return rows[0].id as string;
  });
  assert.equal(await jobsOf(rolledBack), 0);
});

test('ids are ordered by time, also within a millisecond', async () => {
  const rows = await db.sql('select n, ops.uuid_v7() as id from generate_series(1, 5000) as n order by n');
  const prefixes = rows.map((r) => (r.id as string).replaceAll('-', '').slice(0, 15));
  assert.deepEqual(prefixes, [...prefixes].sort());
  assert.equal(new Set(rows.map((r) => r.id)).size, 5000);
});

test('a priority becomes the opposite of the queue, and out of range is refused', async () => {
  const high = await submit('ENGINE_PING', '{}', null, 'sql', 10);
  const low = await submit('ENGINE_PING', '{}', null, 'sql', 1);
  const rows = await db.sql('select key, priority from graphile_worker.jobs where key = any ($1) order by priority', [
    `event:${high.id}`,
    `event:${low.id}`,
  ]);
  assert.deepEqual(rows, [
    { key: `event:${high.id}`, priority: 0 },
    { key: `event:${low.id}`, priority: 9 },
  ]);
  assert.equal(await codeOf(submit('ENGINE_PING', '{}', null, 'sql', 11)), 'MD101');
});

test('an unknown type, missing keys, and a payload that is no object are refused with the way out, raw INSERTs as well', async () => {
  const unknown = await submit('NO_SUCH', '{}').catch((e) => e);
  assert.equal(unknown.code, 'MD401');
  assert.match(unknown.hint, /BANK_RECONCILIATION, ENGINE_PING/);
  await db.sql(`update ops.event_types set required_keys = '{order_id,customer}' where event_type = 'INVOICE_CUSTOMER'`);
  const missing = await submit('INVOICE_CUSTOMER', '{"order_id": 1, "customer": null}').catch((e) => e);
  assert.equal(missing.code, 'MD102');
  assert.deepEqual(JSON.parse(missing.detail).missing, ['customer']);
  assert.equal(await codeOf(submit('ENGINE_PING', '[]')), 'MD101');
  assert.equal(await codeOf(submit('ENGINE_PING', null)), 'MD101');
  assert.equal(await codeOf(db.sql(`insert into ops.events (event_type, payload) values ('INVOICE_CUSTOMER', '{}')`)), 'MD102');
});

test('the same key twice is one event; with another payload it is refused; a raw duplicate says what to call', async () => {
  const first = await submit('ENGINE_PING', '{"n": 1}', 'mail-1');
  assert.deepEqual(await submit('ENGINE_PING', '{"n": 1}', 'mail-1'), { id: first.id, is_new: false });
  const other = await submit('ENGINE_PING', '{"n": 2}', 'mail-1').catch((e) => e);
  assert.equal(other.code, 'MD501');
  assert.equal(JSON.parse(other.detail).event_id, first.id);
  const raw = await db
    .sql(`insert into ops.event_keys (dedupe_key, event_id, payload_hash) values ('mail-1', gen_random_uuid(), 'x')`)
    .catch((e) => e);
  assert.equal(raw.code, '23505');
  assert.match(raw.hint, /ops\.event_submit/);
  await db.sql('delete from ops.events where id = $1', first.id);
  assert.equal((await submit('ENGINE_PING', '{"n": 1}', 'mail-1')).is_new, false, 'the key outlives the event');
});

test('a foreign agent is not told whose event a key belongs to', async () => {
  await submit('ENGINE_PING', '{"secret": 1}', 'key-of-staff');
  const error = await db.as('mandor_agent_sales', (c) =>
    c.query(`select * from ops.event_submit('ENGINE_PING', '{}', 'key-of-staff')`).catch((e) => e),
  );
  assert.equal(error.code, 'MD501');
  assert.equal(JSON.parse(error.detail).event_id, null);
});

test('two sessions with one key at the same moment: one event', async () => {
  const call = `select * from ops.event_submit('ENGINE_PING', '{"race": 1}', 'race-1')`;
  const [one, two] = await race(db, call, [], call, []);
  assert.ok(!(two instanceof Error));
  assert.equal(two[0]?.id, one[0]?.id);
  assert.deepEqual([one[0]?.is_new, two[0]?.is_new], [true, false]);
  assert.equal((await db.sql(`select * from ops.events where payload = '{"race": 1}'`)).length, 1);
});

test('a chain of events may be 16 long', async () => {
  let parent = (await submit('ENGINE_PING', '{}')).id;
  for (let depth = 1; depth <= 16; depth++) parent = (await submit('ENGINE_PING', '{}', null, 'sql', null, parent)).id;
  assert.equal((await event(parent)).depth, 16);
  assert.equal(await codeOf(submit('ENGINE_PING', '{}', null, 'sql', null, parent)), 'MD203');
});

test('an event runs once; a refusal is kept with its facts; an operator can have it tried again', async () => {
  const good = await submit('ENGINE_PING', '{}');
  assert.equal(await run(good.id), 'completed');
  assert.equal(await run(good.id), 'already');
  const bad = await submit('ENGINE_PING', '{"refuse": true}');
  assert.equal(await run(bad.id), 'failed');
  assert.equal((await event(bad.id)).error.code, 'MD299');
  assert.equal(await run(bad.id), 'already');
  assert.equal(await codeOf(db.sql(`select ops.event_retry($1, ' ')`, bad.id)), 'MD101');
  assert.equal(await codeOf(db.sql(`select ops.event_retry($1, 'again')`, good.id)), 'MD201');
  await db.sql(`select ops.event_retry($1, 'the cause is gone')`, bad.id);
  const again = await event(bad.id);
  assert.deepEqual([again.status, again.error.retry.note, await jobsOf(bad.id)], ['pending', 'the cause is gone', 1]);
});

test('a type without handler fails and says so', async () => {
  const { id } = await submit('PAYROLL_RUN', '{}');
  assert.equal(await run(id), 'failed');
  assert.equal((await event(id)).error.code, 'MD204');
});

test('what a refused handler did is undone, its refusal is not; a deferred check is caught as well; a bug is raised', async () => {
  await db.deployPool.query(`begin; set local role mandor_owner;
    create table ops.effects (n integer unique deferrable initially deferred);
    create function ops.handle_badly(p_event_id uuid, p_payload jsonb) returns void language plpgsql as $$
    begin
      insert into ops.effects values (1);
      if p_payload ->> 'how' = 'deferred' then insert into ops.effects values (1); end if;
      if p_payload ->> 'how' = 'refuse' then raise exception 'no' using errcode = 'MD600', detail = '{"constraint": "c", "left": 2, "right": 1}'; end if;
      if p_payload ->> 'how' = 'bug' then perform 1 / 0; end if;
      if p_payload ->> 'how' = 'serialisation' then raise exception 'again' using errcode = '40001'; end if;
    end $$;
    insert into ops.event_types (event_type, target_agent, handler, description) values ('BAD', 'director', 'ops.handle_badly', 'Test.');
    commit`);
  for (const [how, code] of [
    ['refuse', 'MD600'],
    ['deferred', '23505'],
  ] as const) {
    const { id } = await submit('BAD', JSON.stringify({ how }));
    assert.equal(await run(id), 'failed', how);
    assert.equal((await event(id)).error.code, code);
  }
  for (const [how, code] of [
    ['bug', '22012'],
    ['serialisation', '40001'],
  ] as const) {
    const { id } = await submit('BAD', JSON.stringify({ how }));
    assert.equal(await codeOf(run(id)), code);
    assert.deepEqual([(await event(id)).status, (await event(id)).attempts], ['pending', 0], how);
  }
  assert.equal((await db.sql('select * from ops.effects')).length, 0);
});

test('two workers with one event: the second waits and is told that it is done', async () => {
  const { id } = await submit('ENGINE_PING', '{}');
  const other = await newWorker(db);
  const [one, two] = await race(db, 'select ops.event_run($1, $2) as o', [id, worker], 'select ops.event_run($1, $2) as o', [id, other]);
  assert.deepEqual([one[0]?.o, (two as { o: string }[])[0]?.o], ['completed', 'already']);
  assert.equal((await event(id)).attempts, 1);
});

test('a dead worker takes nothing; what it held goes back to pending', async () => {
  const dead = await newWorker(db);
  const { id } = await submit('ENGINE_PING', '{}');
  await db.sql(`update ops.events set status = 'processing', claimed_by = $2, run_token = gen_random_uuid() where id = $1`, id, dead);
  assert.equal(await run(id), 'not_mine');
  await db.sql('select ops.sweep()');
  assert.equal((await event(id)).status, 'processing', 'its worker lives');
  await db.sql(`update ops.workers set beat_at = clock_timestamp() - interval '31 seconds' where incarnation = $1`, dead);
  await db.sql('select ops.sweep()');
  assert.equal((await event(id)).status, 'pending');
  assert.equal((await db.sql('select ops.worker_beat($1) as alive', dead))[0].alive, false);
  assert.equal((await db.sql('select ops.worker_beat($1) as alive', worker))[0].alive, true);
  assert.equal(await codeOf(db.sql('select ops.event_run($1, $2)', id, dead)), 'MD209');
});

test('states change only along the list', async () => {
  const { id } = await submit('ENGINE_PING', '{}');
  assert.equal(await codeOf(db.sql(`update ops.events set status = 'completed', processed_at = now() where id = $1`, id)), 'MD201');
  assert.equal(
    await codeOf(
      db.sql(
        `insert into ops.events (event_type, payload, status, error, processed_at) values ('ENGINE_PING', '{}', 'failed', '{}', now())`,
      ),
    ),
    'MD201',
  );
});
