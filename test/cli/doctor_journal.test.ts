// `mandor doctor journal` and `mandor explain` as a person calls them: a process of its own, against a real database.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, testDatabase } from '../support/harness.ts';
import { until } from '../worker/support/worker.ts';

const db = await testDatabase();
const mandor = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: db.url, NO_COLOR: '1', FORCE_COLOR: undefined },
  });

test('doctor journal: well, then a flipped byte in a sealed row is named, with exit code 1', async () => {
  await db.sql(`select ops.journal_write('test', 'first', 'x')`);
  await until('the row to be sealed', async () => {
    await db.sql('select ops.journal_seal()');
    return (await db.sql('select 1 from ops.journal_blocks')).length > 0;
  });
  await db.sql(`select ops.journal_write('test', 'second', 'x')`);
  const well = mandor('doctor', 'journal');
  assert.equal(well.status, 0, well.stderr);
  assert.match(well.stdout, /^ok {5}1 blocks, sealed up to row \d+; head\s+[0-9a-f]{64}\nok {5}1 rows are not sealed yet, the oldest of/);

  await db.admin.query('alter table ops.journal disable trigger all');
  await db.admin.query(`update ops.journal set action = 'y' where subject = 'first'`);
  const bad = mandor('doctor', 'journal');
  assert.equal(bad.status, 1);
  assert.match(bad.stdout, /^wrong +row \d+ \(test first\) was changed after block 1 was sealed/);
  const json = mandor('doctor', 'journal', '--json');
  assert.deepEqual([json.status, JSON.parse(json.stdout).ok, JSON.parse(json.stdout).findings[0].subject], [1, false, 'first']);
});

test('explain: the causes, and a kind that is none', async () => {
  const [{ id }] = await db.sql(`select ops.occurrence_open('stock.ddd', '2026-02-08') as id`);
  const why = mandor('explain', 'occurrence', id);
  assert.equal(why.status, 0, why.stderr);
  assert.match(
    why.stdout,
    /^occurrence \d+\n\n1\. no worker has ever run here\n {3}→ Start one: `mandor worker` or `mandor up`\.\n {3}no_live_worker/,
  );
  assert.equal(JSON.parse(mandor('explain', 'occurrence', id, '--json').stdout).causes[0].cause, 'no_live_worker');
  const nonsense = mandor('explain', 'weather', '1');
  assert.equal(nonsense.status, 1);
  assert.match(nonsense.stderr, /no kind weather[\s\S]*Known: event, job/);
});
