import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf } from './support/race.ts';

const db = await testDatabase();
const last = async () => (await db.sql('select * from ops.settings_history order by id desc limit 1'))[0];
const count = async (): Promise<number> => Number((await db.sql('select count(*) as n from ops.settings_history'))[0].n);

test('a person changes a setting: the value holds, who and from what to what is kept, a default is not theirs', async () => {
  await db.as('mandor_analyst', async (c) => {
    await c.query(`update ops.settings set value = '4' where key = 'control_stock.must_po_months'`);
    assert.equal(await codeOf(c.query(`update ops.settings set default_value = '1'`)), '42501');
    assert.equal(await codeOf(c.query(`delete from ops.settings`)), '42501');
    assert.equal(
      await codeOf(c.query(`insert into ops.settings_history (table_name, row_key, action) values ('x', 'y', 'INSERT')`)),
      '42501',
    );
    assert.equal(await codeOf(c.query(`update ops.settings set value = 'many' where key = 'control_stock.must_po_months'`)), '23514');
  });
  const row = await last();
  assert.deepEqual(
    [row.table_name, row.row_key, row.action, row.changed_by, row.old_row.value, row.new_row.value],
    ['ops.settings', 'control_stock.must_po_months', 'UPDATE', 'mandor_analyst', null, '4'],
  );
  const [shown] = await db.sql(`select value, is_set, set_by from ops.v_settings where key = 'control_stock.must_po_months'`);
  assert.deepEqual(shown, { value: '4', is_set: true, set_by: 'mandor_analyst' });
  assert.equal((await db.sql(`select util.setting_numeric('control_stock.must_po_months') as n`))[0].n, '4');
});

test('what does not change leaves no history; neither does the next slot of a rate', async () => {
  const before = await count();
  await db.sql(`update ops.settings set default_value = default_value`);
  await db.sql(`select ops.rate_take('accurate:DDD', 3)`);
  assert.equal(await count(), before);
  await db.as('mandor_analyst', (c) => c.query(`update ops.rate_keys set min_gap = '200 milliseconds' where key = 'accurate:DDD'`));
  assert.deepEqual([(await last()).table_name, (await last()).row_key], ['ops.rate_keys', 'accurate:DDD']);
});

test('each configuration table keeps its changes', async () => {
  const before = await count();
  await db.as('mandor_analyst', async (c) => {
    await c.query(`update ops.job_definitions set is_enabled = false where key = 'sales.ubb'`);
    await c.query(`update ops.task_policies set max_attempts = 3 where task_identifier = 'deliver/email'`);
    await c.query(`insert into ops.recipients (key, channel, address) values ('report.control_stock', 'email', 'x@toko.example')`);
    await c.query(`delete from ops.recipients where address = 'x@toko.example'`);
    await c.query(`update agent.profiles set test_mode = true where name = 'director'`);
  });
  assert.equal(await count(), before + 5);
  assert.equal(await codeOf(db.sql('delete from ops.settings_history')), 'MD901');
  assert.equal(await codeOf(db.sql('truncate ops.settings_history')), 'MD901');
});

test('an agent cannot change a setting', async () => {
  assert.equal(await db.as('mandor_agent_stock', (c) => codeOf(c.query(`update ops.settings set value = '1'`))), '42501');
});

test('a price changed by hand is in the history, with who did it; the cost price is not written down there', async () => {
  await db.sql(`insert into portal.hpprsp (kode, harga_beli, rsp) values ('HIST1', 70000, 150000)`);
  await db.as('mandor_analyst', async (c) => {
    await c.query(`update portal.hpprsp set rsp = 160000 where kode = 'HIST1'`);
    await c.query(`update portal.hpprsp set harga_beli = 71000 where kode = 'HIST1'`);
  });
  await db.sql(`update portal.hpprsp set rsp = 160000 where kode = 'HIST1'`); // changes nothing
  const rows = await db.sql(
    `select changed_by, old_row ->> 'rsp' as was, new_row ->> 'rsp' as now, old_row ? 'harga_beli' or new_row ? 'harga_beli' as is_told
       from ops.settings_history where table_name = 'portal.hpprsp' and row_key = 'HIST1' order by id`,
  );
  assert.deepEqual(rows, [
    { changed_by: 'mandor_analyst', was: '150000.00', now: '160000.00', is_told: false },
    { changed_by: 'mandor_analyst', was: '160000.00', now: '160000.00', is_told: false },
  ]);
  assert.equal((await db.sql(`select from ops.journal where kind = 'ops.settings_history' and data::text like '%71000%'`)).length, 0);
});
