// Two runs of one job and one day. One of them pulls; the other waits its turn, and neither is left standing.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { newWorker, race } from '../ops/support/race.ts';

const db = await testDatabase();
const NOW = '2026-02-09T05:00:00+07:00';
const DAY = '2026-02-08';
beforeEach(() => db.setClock(NOW));

const one = async (text: string, ...values: unknown[]) => (await db.sql(`select ${text} as o`, ...values))[0].o;
const begin = async (token: string) => (await db.sql(`select * from raw.pull_begin('sales', $1)`, token))[0];
const occurrence = async (id: string) => (await db.sql('select * from ops.occurrences where id = $1', id))[0];

async function started(key: string, given?: string): Promise<{ id: string; token: string; worker: string }> {
  const id = given ?? (await one('ops.occurrence_open($1, $2)', key, DAY));
  const worker = await newWorker(db);
  const [run] = await db.sql('select * from ops.occurrence_start($1, $2)', id, worker);
  return { id, token: run.run_token, worker };
}
const end = (token: string, load: { load_id: string; run_token: string }): Promise<string> =>
  one('raw.pull_end($1, $2, $3, 0, 0)', token, load.load_id, load.run_token);

test('while a live run pulls a day, another run of it is put off with its reason, and pulls when its turn comes', async () => {
  const first = await started('sales.ddd');
  const load = await begin(first.token);
  const second = await started('sales.ddd');
  assert.equal(await begin(second.token), undefined);
  const waiting = await occurrence(second.id);
  assert.deepEqual([waiting.status, waiting.deferrals], ['expected', 1]);
  assert.match(waiting.error.message, new RegExp(`run ${first.id} pulls the same day`));
  assert.equal(await end(first.token, load), 'done', 'the first one was not disturbed');

  await db.setClock('2026-02-09T05:01:00+07:00');
  assert.equal(await one('ops.occurrence_resume($1)', second.id), 'resumed');
  const again = await started('sales.ddd', second.id);
  assert.equal(await end(again.token, await begin(again.token)), 'done');
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('what a dead worker or a run that was put off left is taken over; who lost its load so is put off at its end', async () => {
  const first = await started('sales.mbb');
  const load = await begin(first.token);
  await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', first.worker);
  const second = await started('sales.mbb');
  const taken = await begin(second.token);
  assert.notEqual(taken, undefined);
  // Declared dead and still there: its run is its own until somebody takes it.
  assert.equal(await end(first.token, load), 'deferred');
  assert.deepEqual([(await occurrence(first.id)).status, (await occurrence(first.id)).run_token], ['expected', null]);
  assert.equal(await end(first.token, load), 'not_mine');
  assert.equal(await one(`raw.pull_defer($1, $2, $3, 60, 'away')`, second.token, taken.load_id, taken.run_token), 'deferred');
  const third = await started('sales.mbb');
  assert.equal(await end(third.token, await begin(third.token)), 'done');
});

test('two people let two failures of one day be tried again at the same moment: one run', async () => {
  const failed: string[] = [];
  for (let i = 0; i < 2; i++) {
    const run = await started('sales.ubb');
    await one(`ops.occurrence_fail($1, '{"message": "away"}', true)`, run.token);
    failed.push(run.id);
  }
  const retry = `select ops.job_retry('occurrence', $1, 'the vendor is back') as o`;
  const [a, b] = await race(db, retry, [failed[0]], retry, [failed[1]], 'mandor_console');
  assert.equal(a[0]?.o, (b as { o: string }[])[0]?.o);
  const runs = await db.sql(
    `select id, status from ops.occurrences where definition_key = 'sales.ubb' and business_date = $1 order by id`,
    DAY,
  );
  assert.deepEqual(
    runs.map((r) => r.status),
    ['failed', 'failed', 'expected'],
  );
  // Put off meanwhile, it goes on at once: a person says that the source is back.
  const open = runs[2].id;
  const run = await started('sales.ubb', open);
  await one(`ops.occurrence_defer($1, 600, 'away')`, run.token);
  assert.equal(await one(`ops.job_retry('occurrence', $1, 'it is back')`, failed[1]), `occurrence ${open}`);
  assert.equal((await occurrence(open)).deferred_until, null);
  // A slot that is still to come is no run of now, and what has ended does not stand in the way.
  await one(`ops.occurrence_finish($1)`, (await started('sales.ubb', open)).token);
  assert.notEqual(await one(`ops.job_retry('occurrence', $1, 'once more')`, failed[0]), `occurrence ${open}`);
});
