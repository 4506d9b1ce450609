// Two sessions at one decision: the first has decided and not committed, the second has to wait and then hears what is so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { makeItem } from './support/item.ts';
import { approve, RACES, runRace, withdraw } from './support/races.ts';

const db = await testDatabase();

for (const one of RACES) test(one.name, () => runRace(db, one));

test('many sessions decide about the same items at once: no deadlock, each item decided once', async () => {
  const items = [];
  for (let i = 0; i < 12; i++) {
    const item = await makeItem(db);
    await item.into('pending_approval');
    items.push(item);
  }
  const pool = db.pool('mandor_deploy', { max: 12 });
  const answers = await Promise.all(
    items.flatMap((item) => [
      approve(item, 'pic').then(([sql, ...v]) => pool.query(sql, v)),
      pool.query(withdraw(item, 'revision')[0], withdraw(item, 'revision').slice(1) as unknown[]),
      pool.query(withdraw(item, 'cancelled')[0], withdraw(item, 'cancelled').slice(1) as unknown[]),
      pool.query(`insert into ops.absences (person_id, from_on, to_on) values ($1, '2026-02-01', '2026-02-28') returning 'away' as o`, [
        item.pic,
      ]),
    ]),
  );
  assert.equal(answers.length, 48);
  for (const item of items) {
    const ends = await db.sql(`select 1 from ops.work_item_history where work_item_id = $1 and from_status = 'pending_approval'`, item.id);
    assert.equal(ends.length, 1);
  }
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});
