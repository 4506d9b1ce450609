// The lines of doctor that the database answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf } from './support/race.ts';

const db = await testDatabase();
const lines = () => db.sql('select * from ops.doctor(clock_timestamp())');

test('one call answers every subject, and each line says more than its state', async () => {
  const found = await lines();
  const names = [
    ...['version', 'instance', 'clock', 'owners'],
    ...['workers', 'rates', 'dead jobs', 'orphans', 'loads', 'outbox'],
    ...['recipients', 'approvers', 'director', 'alerts'],
    ...['secrets', 'cross-check', 'models'],
  ];
  assert.deepEqual(
    found.map(({ line }) => line).filter((line) => names.includes(line)),
    names,
  );
  for (const { line, state, says, next_step } of found) {
    assert.ok(['ok', 'off', 'wrong'].includes(state), `${line}: ${state}`);
    assert.ok(says !== '' && says !== null, line);
    if (state === 'ok') assert.equal(next_step, null, line);
  }
});

test('what is wrong comes with the next step: nobody works, a clock that is off', async () => {
  const of = async (name: string, at = 'clock_timestamp()') =>
    (await db.sql(`select state, says, next_step is not null as is_told from ops.doctor(${at}) where line = $1`, name))[0];
  assert.deepEqual(await of('workers'), { state: 'wrong', says: '0 live', is_told: true });
  await db.sql(`select ops.worker_register('here', 'h', 1)`);
  assert.deepEqual(await of('workers'), { state: 'ok', says: '1 live', is_told: false });
  assert.equal((await of('clock'))?.state, 'ok');
  const off = await of('clock', `clock_timestamp() - interval '1 minute'`);
  assert.deepEqual([off?.state, off?.is_told], ['wrong', true]);
  assert.match(off?.says, /^database and this machine differ by 6\d\.\d s$/);
});

test('an agent may not ask', async () => {
  assert.equal(await db.as('mandor_agent_stock', (c) => codeOf(c.query('select * from ops.doctor(now())'))), '42501');
});
