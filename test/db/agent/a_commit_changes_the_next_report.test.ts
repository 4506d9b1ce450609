// The technology lead changes a threshold in Git, syncs, and the next report counts by it; the commit before brings it back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mandor } from '../../support/cli.ts';
import { testDatabase } from '../../support/harness.ts';
import { freeze, loadDay, openReport } from '../ops/support/reported.ts';
import { makeFolder } from './support/folder.ts';

const db = await testDatabase();
const worker = await loadDay(db);
const item = await openReport(db.sql, 'report.control_stock');
const folder = makeFolder(true);
folder.git('init', '-q');
const first = folder.commit('As shipped');

interface Frozen {
  readonly flags: Readonly<Record<string, string>>;
  readonly threshold: string;
  readonly tolerance: number;
}

/** Makes and reviews the report as a run would, and forgets it. */
async function nextRun(): Promise<Frozen> {
  const client = await db.deployPool.connect();
  const sql = async (text: string, ...values: unknown[]) => (await client.query(text, values)).rows;
  try {
    await sql('begin');
    assert.equal(await freeze(sql as never, 'report.control_stock', item, worker), 'done');
    const [{ figures, result }] = await sql('select figures, result from ops.work_item_revisions where work_item_id = $1', item);
    await sql('select ops.review_run($1, 1)', item);
    const [drift] = await sql(
      `select detail from ops.review_results where work_item_id = $1 and check_key = 'control_stock.row_drift'`,
      item,
    );
    return {
      flags: Object.fromEntries(figures.rows.map((r: { kode_mix: string; flag: string }) => [r.kode_mix, r.flag])),
      threshold: /wajib PO di bawah [^)]*\)/.exec(result.footer[0])![0],
      tolerance: drift.detail.params.max_share,
    };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const sync = async (): Promise<string> => {
  const done = await mandor(['sops', 'sync', '--from', folder.path], { DATABASE_URL: db.url });
  assert.equal(done.code, 0, done.stderr);
  return done.stdout;
};

test('a threshold and a tolerance changed by a commit and a sync rule the next run; a rollback restores both', async () => {
  const before = await nextRun();
  assert.equal(before.threshold, 'wajib PO di bawah 3 bulan (bawaan)');

  folder.edit('control_stock_report.md', 'value: 3\n', 'value: 20\n');
  folder.edit('control_stock_report.md', 'value: 9\n', 'value: 40\n');
  folder.edit('review_report.md', 'value: 0.3\n', 'value: 0.5\n');
  assert.deepEqual(await nextRun(), before, 'a file that nobody synced rules nothing');
  const second = folder.commit('Order earlier');
  const said = await mandor(['sops', 'diff', '--from', folder.path], { DATABASE_URL: db.url });
  assert.match(said.stdout, /must_po_months: 3 → 20 bulan \(setting control_stock\.must_po_months\)/);
  assert.match(said.stdout, /row_drift_share: 0\.3 → 0\.5 bagian \(review check control_stock\.row_drift\)/);
  assert.match(said.stdout, /2 of 13 SOPs\. Nothing was changed/);
  assert.deepEqual(await nextRun(), before, 'a diff changes nothing');

  assert.match(await sync(), /changed control_stock_report \(control_stock_report\.md, version 1 → 2\)/);
  const after = await nextRun();
  const moved = Object.keys(before.flags).filter((k) => before.flags[k] !== after.flags[k]);
  console.log(moved.map((k) => `${k}: ${before.flags[k]} → ${after.flags[k]}`).join(', '), '·', after.threshold);
  assert.ok(
    moved.some((k) => after.flags[k] === 'MUST_PO'),
    'the new threshold flags another article',
  );
  assert.equal(after.threshold, 'wajib PO di bawah 20 bulan (SOP control_stock_report)');
  assert.deepEqual([before.tolerance, after.tolerance], [0.3, 0.5]);

  // A person's word in the row stands above the SOP, and taking it back lets the SOP speak again.
  await db.as('mandor_analyst', (c) => c.query(`update ops.settings set value = '3' where key = 'control_stock.must_po_months'`));
  assert.deepEqual((await db.sql(`select agent.sop_parameter('control_stock_report', 'must_po_months') as v`))[0].v, 3);
  const held = await mandor(['sops', 'show', 'control_stock_report'], { DATABASE_URL: db.url });
  assert.match(held.stdout, /must_po_months: 20 bulan \(setting control_stock\.must_po_months: a person set 3 bulan, which holds\)/);
  await db.as('mandor_analyst', (c) => c.query(`update ops.settings set value = null where key = 'control_stock.must_po_months'`));
  assert.deepEqual(await nextRun(), after);

  folder.git('checkout', '-q', first, '--', '.');
  assert.match(await sync(), /back control_stock_report \(control_stock_report\.md, version 2 → 1\)/);
  assert.deepEqual(await nextRun(), before);

  const versions = await db.sql(
    `select v.version_no, v.source_commit, v.version_no = s.version_no as holds from agent.skill_versions v join agent.skills s on s.id = v.skill_id
      where s.name = 'control_stock_report' order by 1`,
  );
  assert.deepEqual(
    versions.map((v) => [v.version_no, v.holds]),
    [
      [1, true],
      [2, false],
    ],
  );
  assert.equal(versions[1].source_commit, second);
  const history = await db.sql(
    `select new_row ->> 'version_no' as no from ops.settings_history where table_name = 'agent.skills' and row_key = 'control_stock_report' order by id`,
  );
  assert.deepEqual(
    history.map((h) => h.no),
    ['1', '2', '1'],
    'which version was in force when, is kept',
  );
});

test('the mail says that a threshold moved by an SOP, as it does for one that a person moved', async () => {
  const [row] = await db.sql(
    `select mart.settings_change_text('ops.settings', h.row_key, h.action, h.old_row, h.new_row) as line from ops.settings_history h
      where h.row_key = 'control_stock.must_po_months' and h.new_row ->> 'sop_value' = '20' order by h.id limit 1`,
  );
  assert.equal(row.line, 'control_stock.must_po_months: 3 → 20 (SOP control_stock_report)');
});

test('an SOP does not take the place of the person who set a value', async () => {
  await db.as('mandor_analyst', (c) => c.query(`update ops.settings set value = '10' where key = 'control_stock.overstock_months'`));
  folder.edit('control_stock_report.md', 'value: 9\n', 'value: 11\n');
  assert.match(
    (await sync()).replace(/\s+/g, ' '),
    /overstock_months: 9 → 11 bulan \(setting control_stock\.overstock_months: a person set 10, which goes on to hold\)/,
  );
  const [row] = await db.sql(`select value, set_by, sop_value from ops.v_settings where key = 'control_stock.overstock_months'`);
  assert.deepEqual(row, { value: '10', set_by: 'mandor_analyst', sop_value: '11' });
});
