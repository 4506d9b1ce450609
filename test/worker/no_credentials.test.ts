// A pull whose company has no credentials: no retry mends that, so it fails at once and says what to do.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startWorker } from '../../src/cli/start-worker.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLog } from '../../src/log.ts';
import { testDatabase } from '../support/harness.ts';
import { until } from './support/worker.ts';

const db = await testDatabase();

test('a pull without credentials fails at its first attempt and names what is to be set', async () => {
  const worker = await startWorker({ url: db.url, config: loadConfig({}), log: silentLog });
  after(() => worker.stop());
  const expected = (entity: string): [string, RegExp] => [
    'accurate.bad_configuration',
    new RegExp(`Accurate is off for ${entity}: set ACCURATE_ACCOUNT_URL, ACCURATE_API_TOKEN_${entity}`),
  ];
  const runs: Readonly<Record<string, readonly [string, RegExp]>> = {
    'stock.ddd': expected('DDD'),
    'sales.mbb': expected('MBB'),
    'channel.ginee_daily': ['ginee.bad_configuration', /Ginee is off: set GINEE_ACCESS_KEY and GINEE_SECRET_KEY/],
  };
  await db.sql(`update ops.job_definitions set is_enabled = true where key = 'channel.ginee_daily'`);
  for (const [key, [code, message]] of Object.entries(runs)) {
    const [{ id }] = await db.sql(`select ops.occurrence_open($1, '2026-02-08') as id`, key);
    const run = await until(
      `${key} to end`,
      async () => (await db.sql(`select status, attempts, error from ops.occurrences where id = $1 and finished_at is not null`, id))[0],
    );
    assert.deepEqual([run.status, run.attempts, run.error.code], ['failed', 1, code]);
    assert.match(run.error.message, message);
    const [cause] = await db.sql(`select cause, says, next from ops.explain('occurrence', $1)`, id);
    assert.equal(cause.cause, 'failed');
    assert.match(cause.next, new RegExp(`mandor retry occurrence ${id}`));
    await until('its job to be gone', async () =>
      (await db.sql('select 1 from graphile_worker.jobs where key = $1', `occurrence:${id}`)).length === 0 ? true : undefined,
    );
  }
  const loads = await db.sql(`select status, error_message from raw.load_history order by load_id`);
  assert.deepEqual(
    loads.map((load) => load.status),
    ['failed', 'failed'],
  );
});
