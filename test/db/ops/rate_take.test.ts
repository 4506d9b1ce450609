import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, race } from './support/race.ts';

const db = await testDatabase();

test('20 sessions at once: no two slots closer than the gap, none in the past', async () => {
  const pool = db.pool('mandor_worker', { max: 20 });
  const clients = await Promise.all(Array.from({ length: 20 }, () => pool.connect()));
  const before = Date.now();
  const slots: number[] = [];
  await Promise.all(
    clients.map(async (client, i) => {
      for (let n = 0; n < 10; n++) {
        const { rows } = await client.query(`select extract(epoch from s) * 1000000 as us from ops.rate_take('accurate:DDD', $1) as s`, [
          1 + (i % 3),
        ]);
        slots.push(...rows.map((r) => Number(r.us)));
      }
    }),
  );
  for (const client of clients) client.release();
  slots.sort((a, b) => a - b);
  assert.equal(slots.length, 10 * Array.from({ length: 20 }, (_, i) => 1 + (i % 3)).reduce((a, b) => a + b));
  assert.ok((slots[0] ?? 0) / 1000 >= before - 50);
  const gaps = slots.slice(1).map((slot, i) => slot - (slots[i] ?? 0));
  assert.ok(Math.min(...gaps) >= 130_000 - 1, `closest: ${Math.min(...gaps)} µs`);
});

test('a session that waited for the key gets slots after those of the one before', async () => {
  const call = `select extract(epoch from max(s)) as last, extract(epoch from min(s)) as first from ops.rate_take('accurate:MBB', 5) as s`;
  const [one, two] = await race(db, call, [], call, []);
  assert.ok(Number((two as { first: string }[])[0]?.first) >= Number(one[0]?.last) + 0.13 - 1e-6);
});

test('a pause saves nothing up: burst 1', async () => {
  await db.sql(`update ops.rate_keys set next_at = clock_timestamp() - interval '1 hour' where key = 'accurate:UBB'`);
  const rows = await db.sql(`select s >= statement_timestamp() as is_now, s from ops.rate_take('accurate:UBB', 8) as s order by s`);
  assert.ok(rows.every((r) => r.is_now));
  assert.ok(rows[7].s.getTime() - rows[0].s.getTime() >= 909);
});

test('a vendor that says "later" is obeyed, and never earlier than before', async () => {
  await db.sql(`select ops.rate_postpone('accurate:LJBB', clock_timestamp() + interval '10 minutes')`);
  await db.sql(`select ops.rate_postpone('accurate:LJBB', clock_timestamp() + interval '1 minute')`);
  const [row] = await db.sql(`select min(s) > clock_timestamp() + interval '9 minutes' as far from ops.rate_take('accurate:LJBB', 2) as s`);
  assert.equal(row.far, true);
});

test('the moved clock does not touch rates', async () => {
  await db.setClock('2020-01-01T00:00:00Z');
  const [row] = await db.sql(`select s > clock_timestamp() - interval '1 second' as real from ops.rate_take('accurate:DDD', 1) as s`);
  await db.setClock(null);
  assert.equal(row.real, true);
});

test('an unknown key and a senseless number are refused', async () => {
  const error = await db.sql(`select ops.rate_take('nobody', 1)`).catch((e) => e);
  assert.equal(error.code, 'MD401');
  assert.match(error.hint, /accurate:DDD/);
  for (const n of [0, -1, 1001, null]) assert.equal(await codeOf(db.sql(`select ops.rate_take('accurate:DDD', $1)`, n)), 'MD101');
  assert.equal(await codeOf(db.sql(`select ops.rate_postpone('nobody', now())`)), 'MD401');
});
