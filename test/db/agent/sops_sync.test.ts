// The life of an SOP: new, changed, back, gone, there again; what its agents are given; and who may touch it.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DeployError, deploy } from '../../../src/db/deploy.ts';
import { diffSops, type SopsOutcome, syncSops } from '../../../src/db/sops/sync.ts';
import { ROOT, testDatabase } from '../../support/harness.ts';
import { codeOf } from '../ops/support/race.ts';
import { makeFolder, sopText } from './support/folder.ts';

const db = await testDatabase();
const pool = db.pool('mandor_console');
const actions = (o: SopsOutcome): string[] =>
  o.sops.filter((s) => s.action !== 'unchanged').map((s) => `${s.name} ${s.action} ${s.version_no}`);
const inForce = async () =>
  (await db.sql('select s.name, s.version_no from agent.skills s where s.is_active order by 1')).map((r) => `${r.name} ${r.version_no}`);
const SHIPPED = join(ROOT, 'sops');
const CHECK = readFileSync(join(ROOT, 'sql/agent/checks/data/sops_in_force.sql'), 'utf8');
const broken = () => db.sql(CHECK);

test('the shipped SOPs are in force after a deploy, and their numbers are the ones that we ship', async () => {
  assert.equal((await inForce()).length, 13);
  const rows = await db.sql('select key, sop_value, default_value from ops.v_settings where sop_name is not null order by key');
  assert.equal(rows.length, 13);
  for (const r of rows) assert.equal(r.sop_value, r.default_value, r.key);
  const checks = await db.sql(
    `select key, default_params, default_params || sop_params as now, sop_params from ops.review_checks where sop_params <> '{}'`,
  );
  assert.deepEqual(
    checks.map((c) => c.key),
    ['control_stock.row_drift'],
  );
  assert.deepEqual(checks[0].now, checks[0].default_params);
  assert.deepEqual(await broken(), []);
});

test('a number in a row that its SOP does not say is found by the hourly check', async () => {
  const client = await db.deployPool.connect();
  try {
    for (const forged of [
      `update ops.settings set sop_value = '4' where key = 'control_stock.must_po_months'`,
      `update ops.settings set sop_value = null, sop_name = null where key = 'control_stock.must_po_months'`,
      `update ops.settings set sop_value = '1', sop_name = 'pull_stock' where key = 'report.top_rows'`,
      `update ops.review_checks set sop_params = '{"max_share": 0.9}' where key = 'control_stock.row_drift'`,
    ]) {
      await client.query('begin');
      await client.query('set local role mandor_owner');
      await client.query(forged);
      assert.notEqual((await client.query(CHECK)).rows.length, 0, forged);
      await client.query('rollback');
    }
  } finally {
    client.release();
  }
});

test('the folder is what holds: new, changed, gone and there again; every version is kept, and none twice', async () => {
  const folder = makeFolder();
  folder.write('a.md', sopText({ name: 'a', front: 'parameters:\n  limit: 5\n' }));
  folder.write('b.md', sopText({ name: 'b' }));
  const plan = await diffSops(pool, folder.path);
  assert.equal(plan.sops.filter((s) => s.action === 'inactive').length, 13);
  assert.equal((await inForce()).length, 13, 'a plan changes nothing');
  assert.deepEqual(actions(await syncSops(pool, folder.path)), actions(plan));
  assert.deepEqual(await inForce(), ['a 1', 'b 1']);
  assert.deepEqual([(await syncSops(pool, folder.path)).status, await inForce()], ['unchanged', ['a 1', 'b 1']]);
  assert.deepEqual(
    await db.sql('select from ops.settings where sop_name is not null'),
    [],
    'numbers of SOPs that are gone no longer count',
  );
  assert.deepEqual(await broken(), []);

  const first = sopText({ name: 'a', front: 'parameters:\n  limit: 5\n' });
  folder.edit('a.md', 'limit: 5', 'limit: 6');
  const changed = await syncSops(pool, folder.path);
  assert.deepEqual(actions(changed), ['a changed 2']);
  assert.deepEqual(changed.sops.find((s) => s.name === 'a')?.changes, ['limit: 5 → 6']);
  folder.remove('a.md');
  assert.deepEqual(actions(await syncSops(pool, folder.path)), ['a inactive 2']);
  assert.equal(await codeOf(db.sql(`select agent.sop_parameter('a', 'limit')`)), 'MD401');
  folder.write('renamed.md', first);
  assert.deepEqual(actions(await syncSops(pool, folder.path)), ['a back 1']);
  assert.deepEqual((await db.sql(`select agent.sop_parameter('a', 'limit') as v`))[0].v, 5);
  folder.write('renamed.md', first.replaceAll('\n', '\r\n'));
  assert.equal((await syncSops(pool, folder.path)).status, 'unchanged', 'line ends are no content');
  folder.edit('renamed.md', 'Do it.', 'Do it twice.\nThen rest.');
  folder.edit('renamed.md', '[ops_warehouse]', '[ops_branch]');
  folder.edit('renamed.md', 'limit: 5', 'other: 5');
  assert.deepEqual((await syncSops(pool, folder.path)).sops.find((s) => s.name === 'a')?.changes, [
    'limit: gone, was 5',
    'other: new, 5',
    'agents: ops_branch',
    'text: 2 lines new, 1 lines gone',
  ]);
  assert.deepEqual(
    (
      await db.sql(`select v.version_no from agent.skill_versions v join agent.skills s on s.id = v.skill_id where s.name = 'a' order by 1`)
    ).map((v) => v.version_no),
    [1, 2, 3],
  );
  assert.equal(await codeOf(db.sql('delete from agent.skill_versions')), 'MD901');
  assert.equal(await codeOf(db.sql(`update agent.skill_versions set source = 'x'`)), 'MD901');
});

test('a deploy puts the SOPs of the program in force again, in its one transaction, also while others sync', async () => {
  const other = makeFolder(true);
  other.write('more.md', sopText({ name: 'more' }));
  let isDeploying = true;
  const deployed = deploy({ url: db.url, root: ROOT }).finally(() => {
    isDeploying = false;
  });
  const syncs = async (): Promise<void> => {
    while (isDeploying) await syncSops(pool, other.path);
  };
  const [outcome] = await Promise.all([deployed, syncs(), syncs()]);
  assert.deepEqual([outcome.sops?.status, outcome.dataViolations], ['synced', []]);
  assert.ok(outcome.sops?.sops.every((s) => s.name !== 'more' || s.action === 'inactive'));
  await syncSops(pool, SHIPPED);
  assert.equal((await inForce()).length, 13);
  assert.equal((await syncSops(pool, SHIPPED)).status, 'unchanged');
});

test('a wrong SOP fails the deploy as a wrong file of sql/ does: all stays as it was', async () => {
  const root = makeFolder().path;
  for (const part of ['migrations', 'sql']) symlinkSync(join(ROOT, part), join(root, part));
  mkdirSync(join(root, 'sops'));
  const state = async () =>
    JSON.stringify(
      await db.sql('select (select max(d.id) from ops.deployments d), (select sum(s.version_no) from agent.skills s where s.is_active)'),
    );
  const before = await state();
  for (const [text, says] of [
    [sopText({ body: `Password: ${'Gudang'}2026` }), /a\.md:7: it seems to hold/],
    [sopText({ front: 'jobs: [nope]\n' }), /a\.md:5: there is no job nope/],
  ] as const) {
    writeFileSync(join(root, 'sops', 'a.md'), text);
    await assert.rejects(
      deploy({ url: db.url, root }),
      (e: DeployError) => e instanceof DeployError && e.file === 'sops/a.md' && says.test(e.message),
    );
    assert.equal(await state(), before);
  }
});

test('two syncs at once: one after the other, and the end is one of the two folders, whole', async () => {
  const folders = [makeFolder(), makeFolder()];
  for (const [i, folder] of folders.entries())
    for (const name of ['x', 'y', 'z']) folder.write(`${name}.md`, sopText({ name, body: `Version of folder ${i}.` }));
  for (let round = 0; round < 5; round++) {
    const done = await Promise.all([0, 1, 0, 1].map((i) => syncSops(pool, folders[i]!.path)));
    assert.ok(done.every((o) => o.status !== 'planned'));
    const bodies = await db.sql('select distinct s.domain_knowledge from agent.skills s where s.is_active');
    assert.equal(bodies.length, 1, 'a mixture of both');
    assert.equal((await inForce()).length, 3);
  }
  assert.equal((await db.sql(`select from agent.skill_versions v join agent.skills s on s.id = v.skill_id where s.name = 'x'`)).length, 2);
  await syncSops(pool, SHIPPED);
});

test('an agent is given the SOPs that the event or the job calls for, and of its others name and description only', async () => {
  const given = (agent: string, event: string | null, job: string | null = null) =>
    db.sql('select c.* from agent.skill_context($1, $2, $3) c', agent, event, job);
  const finance = await given('finance_agent', 'INVOICE_CUSTOMER');
  assert.deepEqual(
    finance.map((s) => [s.name, s.is_matched]),
    [
      ['double_entry_enforcement', true],
      ['gaap_revenue_recognition', true],
      ['high_value_invoice_approval_gate', true],
    ],
  );
  assert.deepEqual(finance[2].parameters, { threshold_eur: 10000 });
  assert.match(finance[2].body, /At most 10\.000 EUR: invoice it\./);
  const bank = await given('finance_agent', 'SUPPLIER_INVOICE');
  assert.deepEqual(
    bank.map((s) => [s.name, s.is_matched, s.body === null, s.parameters === null]),
    [
      ['double_entry_enforcement', true, false, false],
      ['gaap_revenue_recognition', false, true, true],
      ['high_value_invoice_approval_gate', false, true, true],
    ],
  );
  assert.ok(bank.every((s) => s.description.length > 20));
  assert.deepEqual(
    (await given('finance_agent', null)).map((s) => s.is_matched),
    [false, false, false],
  );
  const warehouse = await given('ops_warehouse', null, 'report.control_stock');
  assert.deepEqual(
    warehouse.map((s) => [s.name, s.is_matched]),
    [
      ['control_stock_report', true],
      ['pull_stock', false],
    ],
  );
  assert.match(warehouse[0].body, /Bulan stok di bawah 3: WAJIB PO\. Pesan 3 bulan penjualan .* isi 12\./);
  // A person's word is what the agent is told, too.
  await db.as('mandor_analyst', (c) => c.query(`update ops.settings set value = '2.5' where key = 'control_stock.must_po_months'`));
  const [held] = await given('ops_warehouse', null, 'report.control_stock');
  assert.match(held.body, /Bulan stok di bawah 2,5: WAJIB PO\./);
  assert.equal(held.parameters.must_po_months, 2.5);
  await db.as('mandor_analyst', (c) => c.query(`update ops.settings set value = null where key = 'control_stock.must_po_months'`));
  assert.equal(await codeOf(given('nobody', null)), 'MD401');
});

test('an agent sees its own SOPs, reads no other one’s numbers, and changes none; nor does the worker', async () => {
  await db.as('mandor_agent_finance', async (c) => {
    assert.deepEqual((await c.query('select s.name from agent.skills s order by 1')).rows.length, 3);
    assert.equal((await c.query(`select agent.sop_parameter('high_value_invoice_approval_gate', 'threshold_eur') as v`)).rows[0].v, 10000);
    assert.equal(await codeOf(c.query(`select agent.sop_parameter('payroll_tax_computation', 'low_rate_pct')`)), 'MD401');
    assert.equal(await codeOf(c.query(`select * from agent.skill_context('hr_payroll_agent', 'PAYROLL_RUN')`)), 'MD401');
    assert.equal((await c.query(`select * from agent.skill_context('finance_agent')`)).rows.length, 3);
    assert.equal(await codeOf(c.query('select * from agent.skill_versions')), '42501');
    assert.equal(await codeOf(c.query(`select agent.sops_sync('[]')`)), '42501');
    assert.equal(await codeOf(c.query(`update agent.skills set is_active = false`)), '42501');
  });
  for (const role of ['mandor_worker', 'mandor_analyst']) {
    assert.equal(await db.as(role, (c) => codeOf(c.query(`select agent.sops_sync('[]')`))), '42501', role);
    assert.equal(await db.as(role, (c) => codeOf(c.query(`update ops.settings set sop_value = '1'`))), '42501', role);
  }
  assert.equal(await db.as('mandor_worker', (c) => codeOf(c.query(`select agent.sop_parameter('control_stock_report', 'nope')`))), 'MD401');
  assert.equal(await db.as('mandor_console', (c) => codeOf(c.query(`select agent.sops_sync('[]')`))), 'MD101');
});

test('the seven SOPs of the ERP carry the numbers that its rules ask for', async () => {
  const value = async (name: string, key: string) => (await db.sql('select agent.sop_parameter($1, $2) as v', name, key))[0].v;
  assert.equal(await value('high_value_invoice_approval_gate', 'threshold_eur'), 10000);
  assert.equal(await value('market_intelligence_price_validation', 'max_ratio'), 1.1);
  assert.deepEqual(
    [
      await value('payroll_tax_computation', 'high_income_eur'),
      await value('payroll_tax_computation', 'high_rate_pct'),
      await value('payroll_tax_computation', 'low_rate_pct'),
    ],
    [50000, 20, 15],
  );
  const [discount] = await db.sql(
    `select (select x.percent from jsonb_to_recordset(agent.sop_parameter('discount_authority_matrix', 'discounts')) as x (tier text, percent numeric) where x.tier = 'premium') as premium`,
  );
  assert.equal(discount.premium, '5');
  const [bid] = await db.sql(
    `select x.suppliers from jsonb_to_recordset(agent.sop_parameter('vendor_negotiation_tactics', 'bidding_tiers')) as x (up_to_eur numeric, suppliers integer)
      where x.up_to_eur is null or 12000 <= x.up_to_eur order by x.up_to_eur nulls last limit 1`,
  );
  assert.equal(bid.suppliers, 2);
  assert.equal(await value('gaap_revenue_recognition', 'recognise_at'), 'invoice_of_shipped_goods');
  assert.equal(await value('double_entry_enforcement', 'tolerance'), 0);
});
