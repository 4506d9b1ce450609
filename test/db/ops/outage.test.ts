import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';
import { drain, onlyJobs } from './support/drain.ts';
import { newWorker } from './support/race.ts';

const hours = (iso: string, n: number): string => new Date(Date.parse(iso) + n * 3_600_000).toISOString();
const START = '2026-02-09T00:00:00+07:00';

async function instance(): Promise<{ db: TestDatabase; worker: string }> {
  const db = await testDatabase();
  await db.setClock(START);
  // Room for all at once: this is about which slots run, not about how many at a time.
  await db.sql(`update agent.profiles set max_concurrent_runs = 100`);
  return { db, worker: await newWorker(db) };
}
const noOrphans = (db: TestDatabase) => async () => assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
const slots = (db: TestDatabase, key: string) =>
  db.sql<{
    id: string;
    slot: string;
    status: string;
    is_catch_up: boolean;
    collapsed_into: string | null;
    note: string | null;
    payload: Record<string, unknown>;
    business_date: string;
  }>(
    `select id, to_char(slot_at at time zone 'Asia/Jakarta', 'DD HH24:MI') as slot, status, is_catch_up, collapsed_into, note, payload, business_date::text
       from ops.occurrences where definition_key = $1 and slot_at <= util.now() order by slot_at`,
    key,
  );

test('three days without a worker: each slot has an outcome, as catch_up says, and nobody is flooded', async (t) => {
  const { db, worker } = await instance();
  const at = { cron: '0 1,13 * * *' };
  await onlyJobs(db, [
    { key: 'c.all', catch_up: 'all', ...at },
    { key: 'c.latest', catch_up: 'latest', ...at },
    { key: 'c.skip', catch_up: 'skip', ...at },
  ]);
  const after = noOrphans(db);
  await drain(db, worker, { after });
  await db.setClock(hours(START, 1));
  const first = await drain(db, worker, { after });
  assert.equal(first.started.length, 3);

  // 72 hours on: no tick of any dispatcher, no beat, and the expansion reached two of the three days only.
  await db.setClock(hours(START, 1 + 72 + 0.25));
  const back = await drain(db, worker, { after });
  const [all, latest, skip] = [await slots(db, 'c.all'), await slots(db, 'c.latest'), await slots(db, 'c.skip')];
  for (const rows of [all, latest, skip]) {
    assert.deepEqual(
      rows.map((r) => r.slot),
      ['09 01:00', '09 13:00', '10 01:00', '10 13:00', '11 01:00', '11 13:00', '12 01:00'],
    );
    assert.equal(rows[0]?.status, 'done');
  }
  // The newest is a quarter of an hour old: on time.
  assert.deepEqual(
    all.map((r) => r.status),
    ['done', 'late', 'late', 'late', 'late', 'late', 'done'],
  );
  assert.deepEqual(
    all.map((r) => r.is_catch_up),
    [false, true, true, true, true, true, false],
  );
  assert.deepEqual(
    all.map((r) => r.business_date),
    ['2026-02-08', '2026-02-08', '2026-02-09', '2026-02-09', '2026-02-10', '2026-02-10', '2026-02-11'],
  );
  assert.equal(new Date(all[1]?.payload.slot_at as string).toISOString(), '2026-02-09T06:00:00.000Z');
  assert.equal(all[1]?.payload.is_catch_up, true);

  assert.deepEqual(
    latest.map((r) => r.status),
    ['done', 'collapsed', 'collapsed', 'collapsed', 'collapsed', 'collapsed', 'done'],
  );
  assert.ok(latest.slice(1, 6).every((r) => r.collapsed_into === latest[6]?.id && r.note?.includes(`run ${latest[6]?.id}`)));
  assert.deepEqual(
    skip.map((r) => r.status),
    ['done', 'skipped', 'skipped', 'skipped', 'skipped', 'skipped', 'done'],
  );
  assert.ok(skip.slice(1, 6).every((r) => r.note?.includes('missed')));
  assert.deepEqual([back.started.length, back.refused.length], [6 + 1 + 1, 0], 'six of all, one of latest, the one in time of skip');

  for (const [policy, rows] of Object.entries({ all, latest, skip })) {
    const count = (status: string): number => rows.slice(1).filter((r) => r.status === status).length;
    t.diagnostic(
      `${policy.padEnd(6)} 6 slots in the outage: ${count('done') + count('late')} ran, ${count('collapsed')} collapsed, ${count('skipped')} skipped, ${rows.filter((r) => ['expected', 'waiting', 'running'].includes(r.status)).length} without an outcome`,
    );
  }
});

test('back in the middle of a day: latest makes up for the newest slot, skip for none', async () => {
  const { db, worker } = await instance();
  await onlyJobs(db, [
    { key: 'm.latest', catch_up: 'latest', cron: '0 1 * * *' },
    { key: 'm.skip', catch_up: 'skip', cron: '0 1 * * *' },
  ]);
  await drain(db, worker);
  await db.setClock(hours(START, 72 + 12));
  await drain(db, worker, { after: noOrphans(db) });
  assert.deepEqual(
    (await slots(db, 'm.latest')).map((r) => [r.status, r.is_catch_up]),
    [
      ['collapsed', false],
      ['collapsed', false],
      ['collapsed', false],
      ['late', true],
    ],
  );
  assert.deepEqual(
    (await slots(db, 'm.skip')).map((r) => r.status),
    ['skipped', 'skipped', 'skipped', 'skipped'],
  );
});

test('a job each five minutes with latest: 864 missed slots are one run', async () => {
  const { db, worker } = await instance();
  await onlyJobs(db, [{ key: 'f.latest', catch_up: 'latest', cron: '*/5 * * * *' }]);
  await drain(db, worker);
  await db.setClock(hours(START, 72));
  const back = await drain(db, worker);
  const rows = await slots(db, 'f.latest');
  assert.equal(rows.length, 865);
  assert.equal(rows.filter((r) => r.status === 'collapsed').length, 864 - (rows[0]?.status === 'done' ? 1 : 0));
  assert.equal(back.started.length, 1);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('the clock jumps forward and back: no slot twice, none lost', async () => {
  const { db, worker } = await instance();
  await onlyJobs(db, [{ key: 'j.all', catch_up: 'all', cron: '0 * * * *' }]);
  const after = noOrphans(db);
  const runs = async (): Promise<number> =>
    (await db.sql(`select count(*)::int as n from ops.occurrences where status in ('done', 'late')`))[0].n;
  await drain(db, worker, { after });
  const base = await runs();
  for (const [at, expected] of [
    [10, 10],
    [4, 10],
    [-24, 10],
    [9, 10],
    [11, 11],
    [100, 100],
    [30, 100],
    [101, 101],
  ] as const) {
    await db.setClock(hours(START, at));
    await drain(db, worker, { after });
    assert.equal((await runs()) - base, expected, `at ${at} h`);
  }
  const [gaps] = await db.sql(
    `select count(*)::int as slots, count(distinct slot_at)::int as different, (extract(epoch from max(slot_at) - min(slot_at)) / 3600)::int + 1 as hours from ops.occurrences`,
  );
  assert.deepEqual([gaps.different, gaps.hours], [gaps.slots, gaps.slots]);
});

test('a wake-up that was handed out before the clock was set back waits for its time', async () => {
  const { db, worker } = await instance();
  await onlyJobs(db, [{ key: 'b.all', catch_up: 'all', cron: '0 5 * * *' }]);
  await drain(db, worker);
  await db.setClock(hours(START, 5));
  await db.sql('select * from ops.dispatcher_tick()');
  await db.setClock(hours(START, 4));
  assert.deepEqual((await drain(db, worker)).fired, ['not_due']);
  await db.setClock(hours(START, 5));
  assert.equal((await drain(db, worker)).started.length, 1);
});

test('in a zone with daylight saving each day has its slot, also the day without that hour and the day with two of them', async () => {
  const { db, worker } = await instance();
  await db.setClock('2026-03-27T12:00:00Z');
  await onlyJobs(db, [{ key: 'd.all', catch_up: 'all', cron: '30 2 * * *', time_zone: 'Europe/Amsterdam' }]);
  for (const day of ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26']) {
    await db.setClock(`${day}T12:00:00Z`);
    await drain(db, worker);
  }
  const rows = await db.sql(
    `select to_char(slot_at at time zone 'UTC', 'MM-DD HH24:MI') as utc from ops.occurrences where status in ('done', 'late') order by slot_at`,
  );
  assert.deepEqual(
    rows.slice(0, 3).map((r) => r.utc),
    ['03-28 01:30', '03-29 01:00', '03-30 00:30'],
  );
  assert.deepEqual(
    rows.slice(-3).map((r) => r.utc),
    ['10-24 00:30', '10-25 00:30', '10-26 01:30'],
  );
  assert.equal(rows.length, 213);
});
