// `mandor sops` as the technology lead runs it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFolder, sopText } from '../db/agent/support/folder.ts';
import { mandor } from '../support/cli.ts';
import { testDatabase } from '../support/harness.ts';

const db = await testDatabase();
const run = (...args: string[]) => mandor(['sops', ...args], { DATABASE_URL: db.url });

test('list and show say what is in force: numbers filled in, versions below', async () => {
  const [list, show, json, missing, version] = await Promise.all([
    run(),
    run('show', 'daily_sales_report'),
    run('show', 'discount_authority_matrix', '--json'),
    run('show', 'nope'),
    run('show', 'pull_stock', '--version-no', '7'),
  ]);
  assert.match(list.stdout, /^control_stock_report +1 +1 +yes +ops_warehouse +report\.control_stock +4$/m);
  assert.match(show.stdout, /on_track_pct: 100 persen \(setting daily_sales\.on_track_pct\)/);
  assert.match(show.stdout, /Capaian 100 % atau lebih: On Track/);
  assert.match(show.stdout, /→ version 1 \(1\), .* WIB by mandor_owner/);
  assert.equal(JSON.parse(json.stdout).parameters[0].in_force.length, 6);
  assert.deepEqual([missing.code, /there is no SOP nope\. `mandor sops list` names them/.test(missing.stderr)], [1, true]);
  assert.match(version.stderr, /no SOP pull_stock with version 7/);
});

test('a file with a credential is refused: file, line and what to do, never the credential; nothing changes', async () => {
  const secret = `${'AKIA'}QWERTYUIOPASDFGH`;
  const folder = makeFolder(true);
  folder.edit('pull_stock.md', '# Tarik stok', `# Tarik stok\n\nUnggah dengan ${secret}.`);
  folder.edit('sync_sales.md', 'value: 7', 'value: 14');
  const [plain, json, diff] = await Promise.all([
    run('sync', '--from', folder.path),
    run('sync', '--from', folder.path, '--json'),
    run('diff', '--from', folder.path),
  ]);
  for (const { code, stdout, stderr } of [plain, json, diff]) {
    assert.equal(code, 1);
    assert.match(stderr, /pull_stock\.md:12: it seems to hold an AWS access key\. → Take it out, revoke it/);
    assert.ok(!`${stdout}${stderr}`.includes(secret));
  }
  assert.deepEqual(
    JSON.parse(json.stdout).problems.map((p: { file: string; line: number }) => [p.file, p.line]),
    [['pull_stock.md', 12]],
  );
  assert.equal((await db.sql(`select sop_value from ops.settings where key = 'sales.repull_days'`))[0].sop_value, '7');
  assert.equal((await db.sql('select from agent.skill_versions')).length, 13);
});

test('a sync from a folder says what it did; wrong calls say what is right', async () => {
  const folder = makeFolder(true);
  folder.remove('recover_host.md');
  folder.write('new.md', sopText({ name: 'new_one' }));
  folder.edit('sync_sales.md', 'value: 7', 'value: 14');
  const done = await run('sync', '--from', folder.path);
  assert.equal(done.code, 0, done.stderr);
  assert.match(done.stdout, /^new new_one \(new\.md, version 1\)$/m);
  assert.match(done.stdout, /^inactive recover_host \(recover_host\.md, version 1\)$/m);
  assert.match(done.stdout, /^ {4}repull_days: 7 → 14 hari \(setting sales\.repull_days\)$/m);
  assert.equal((await db.sql(`select util.setting_integer('sales.repull_days') as n`))[0].n, 14);
  const [again, old, nowhere, file] = await Promise.all([
    run('diff', '--from', folder.path, '--json'),
    run('show', 'sync_sales', '--version-no', '1'),
    run('sync', '--from', '/nonexistent/sops'),
    run('sync', '--from', `${folder.path}/new.md`),
  ]);
  assert.ok(JSON.parse(again.stdout).sops.every((s: { action: string }) => s.action === 'unchanged'));
  assert.match(old.stdout, /version 1 \(1\), version 2 is in force/);
  assert.match(old.stdout, /^ {4}value: 7$/m, 'an older version is shown as its file was');
  assert.deepEqual([nowhere.code, /sops is not there/.test(nowhere.stderr)], [1, true], nowhere.stderr);
  assert.deepEqual([file.code, /a part of the path is no folder/.test(file.stderr)], [1, true], file.stderr);
});
