import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, newWorker, race } from './support/race.ts';

const db = await testDatabase();
const worker = await newWorker(db);
await db.setClock('2026-02-09T05:00:00+07:00');
let n = 0;
const plan = async (key = `k${n++}`): Promise<string> =>
  (await db.sql(`select ops.outbox_plan('email', 'a@toko.example', 'x', '{"message_id": "<1@x.example>"}', $1) as id`, key))[0].id;
const claim = async (id: string, as = worker) => (await db.sql('select * from ops.outbox_claim($1, $2)', id, as))[0];
const row = async (id: string) => (await db.sql('select * from ops.outbox where id = $1', id))[0];
const answer = async (call: string, ...values: unknown[]): Promise<string> => (await db.sql(`select ops.${call} as o`, ...values))[0].o;

test('planned twice is one effect with one job', async () => {
  const id = await plan('same');
  assert.equal(await plan('same'), id);
  assert.equal((await db.sql('select 1 from ops.v_queue where key = $1', `outbox:${id}`)).length, 1);
});

test('claimed once, confirmed once', async () => {
  const id = await plan();
  const held = await claim(id);
  assert.deepEqual([held.channel, held.recipient, held.attempts, held.params.message_id], ['email', 'a@toko.example', 1, '<1@x.example>']);
  assert.equal(await claim(id), undefined);
  assert.equal(await answer(`outbox_confirm($1, '250')`, held.run_token), 'confirmed');
  assert.equal(await answer(`outbox_confirm($1, '250')`, held.run_token), 'not_mine');
  assert.equal(await claim(id), undefined);
  assert.equal((await row(id)).external_id, '250');
});

test('two workers claim one effect at the same moment: one sends', async () => {
  const id = await plan();
  const call = 'select run_token from ops.outbox_claim($1, $2)';
  const [one, two] = await race(db, call, [id, worker], call, [id, await newWorker(db)]);
  assert.deepEqual([one.length, (two as unknown[]).length], [1, 0]);
});

test('a definite refusal comes back at its time, not before; out of attempts it fails', async () => {
  const id = await plan();
  const held = await claim(id);
  assert.equal(await answer(`outbox_refuse($1, '{"message": "452"}', '10 minutes')`, held.run_token), 'planned');
  assert.deepEqual((await row(id)).next_at, new Date('2026-02-09T05:10:00+07:00'));
  assert.equal(await claim(id), undefined);
  await db.sql('delete from graphile_worker._private_jobs where key = $1', `outbox:${id}`);
  assert.equal(await answer('sweep()'), 0);
  await db.setClock('2026-02-09T05:10:00+07:00');
  assert.equal(await answer('sweep()'), 1);
  for (let attempt = 2; attempt <= 10; attempt++) {
    const again = await claim(id);
    assert.equal(again.attempts, attempt);
    const outcome = await answer(`outbox_refuse($1, '{"message": "452"}', '0 seconds')`, again.run_token);
    assert.equal(outcome, attempt < 10 ? 'planned' : 'failed');
  }
  const final = await plan();
  assert.equal(await answer(`outbox_refuse($1, '{"message": "550"}', null, true)`, (await claim(final)).run_token), 'failed');
  await db.setClock('2026-02-09T05:00:00+07:00');
});

test('without a word of the vendor the pauses double, up to an hour', async () => {
  const id = await plan();
  const pauses: number[] = [];
  for (let i = 0; i < 9; i++) {
    await db.sql('update ops.outbox set next_at = null where id = $1', id);
    await answer(`outbox_refuse($1, '{}')`, (await claim(id)).run_token);
    pauses.push(((await row(id)).next_at - Date.parse('2026-02-09T05:00:00+07:00')) / 60_000);
  }
  assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('what a dead worker was sending is unknown: never sent again by itself, a person resolves it', async () => {
  for (const discovered of ['claim', 'sweep']) {
    const gone = await newWorker(db);
    const id = await plan();
    const held = await claim(id, gone);
    assert.equal(await claim(id), undefined, 'its worker lives');
    assert.equal((await row(id)).status, 'sending');
    await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', gone);
    if (discovered === 'claim') assert.equal(await claim(id), undefined);
    else await answer('sweep()');
    assert.equal((await row(id)).status, 'unknown');
    assert.equal(await claim(id), undefined);
    assert.equal(await answer(`outbox_confirm($1, '250')`, held.run_token), 'not_mine');
    assert.equal(await codeOf(answer(`outbox_resolve($1, 'planned', '')`, id)), 'MD101');
    assert.equal(await answer(`outbox_resolve($1, 'planned', 'asked: it did not arrive')`, id), 'planned');
    assert.equal((await claim(id)).attempts, 2);
  }
});

test('no answer after the request left: unknown', async () => {
  const id = await plan();
  assert.equal(await answer(`outbox_unknown($1, '{"message": "lost"}')`, (await claim(id)).run_token), 'unknown');
  assert.equal((await row(id)).error.message, 'lost');
  assert.equal(await answer('sweep()'), 0);
});

test('an agent cannot resolve, and states change only along the list', async () => {
  const id = await plan();
  assert.equal(await db.as('mandor_agent_stock', (c) => codeOf(c.query(`select ops.outbox_resolve($1, 'failed', 'x')`, [id]))), '42501');
  assert.equal(await codeOf(db.sql(`update ops.outbox set status = 'confirmed', confirmed_at = now() where id = $1`, id)), 'MD201');
  assert.equal(await codeOf(db.sql(`update ops.outbox set status = 'failed', error = '{}' where id = $1`, id)), 'MD201');
});
