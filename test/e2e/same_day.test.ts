// Two runs of one day, asked for at one instant, with a real worker and the ERP of the sandbox: both end, and the day stands once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { booksOf, coreOf, differences } from '../support/books.ts';
import { startInstance } from '../support/instance.ts';
import { until } from '../worker/support/worker.ts';

const DAY = '2026-02-07';

test('two runs of one day: one pulls, the other waits its turn and then pulls; neither stays running', async () => {
  const instance = await startInstance({
    seed: 9,
    size: 'S',
    endDate: DAY,
    rate: 4000,
    latencyMs: 10,
    invoicesPerDay: 15,
    clock: '2026-02-08T06:00:00+07:00',
  });
  const { db, sandbox } = instance;
  await db.sql(`update raw.load_checks set severity = 'note' where check_name = 'unmapped_share'`);
  await instance.startWorker();
  const ids = await instance.ask(['sales.ddd', 'sales.ddd'], DAY);
  const states = () =>
    db.sql('select o.status, o.deferrals, o.note from ops.occurrences o where o.id = any ($1) order by o.status, o.id', ids);
  const [first, second] = await until('one is done, the other is put off', async () => {
    const rows = await states();
    return rows[0].status === 'done' && rows[1].status === 'expected' ? rows : undefined;
  });
  assert.match(first.note, /^\d+ rows/);
  assert.equal(second.deferrals, 1);
  await db.setClock('2026-02-08T06:02:00+07:00');
  assert.deepEqual(await instance.finish(ids), ['done', 'done']);
  const loads = await db.sql(`select status from raw.load_history where entity = 'DDD' and kind = 'sales' order by load_id`);
  assert.deepEqual(
    loads.map((row) => row.status),
    ['superseded', 'accepted'],
    'no load was begun in vain',
  );
  assert.deepEqual(differences(booksOf(sandbox.control, '2026-02-01', DAY, ['DDD']), await coreOf(db)), []);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});
