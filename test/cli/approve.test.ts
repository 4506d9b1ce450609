// `mandor approve` and `mandor reject` as a person runs them: with a database role of their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalText } from '../../src/cli/commands/approve.ts';
import { roleUrl } from '../../src/db/pool.ts';
import { makeItem } from '../db/ops/support/item.ts';
import { mandor } from '../support/cli.ts';
import { testDatabase } from '../support/harness.ts';

const db = await testDatabase();
const analyst = { DATABASE_URL: roleUrl(db.url, 'mandor_analyst') };
const mine = async (person: string): Promise<void> => {
  await db.sql(`update ops.people set db_role = null where db_role = 'mandor_analyst'`);
  await db.sql(`update ops.people set db_role = 'mandor_analyst' where id = $1`, person);
};
const pending = async () => {
  const item = await makeItem(db);
  await item.into('pending_approval');
  return item;
};

test('what is signed is shown first; a person signs by the role alone', async () => {
  const item = await pending();
  await mine(item.pic);
  const unasked = await mandor(['approve', item.id], analyst);
  assert.equal(unasked.code, 1);
  assert.match(
    unasked.stderr,
    /Item\nitem \d+, revision 1, hash [0-9a-f]{16}, for 2026-02-02\nasked of pic \d+ \(pic\) since 2026-02-03 05:00 WIB\n.*--yes/s,
  );
  assert.equal(await item.status(), 'pending_approval');
  const done = await mandor(['approve', item.id, '--note', 'cocok', '--yes'], analyst);
  assert.deepEqual(
    [done.code, done.stdout],
    [0, `Item ${item.id} is approved (revision 1, signed by pic ${item.definition.slice(5)}). It goes to its recipients.\n`],
  );
  const [row] = await db.sql('select channel, notes, evidence from ops.approvals where work_item_id = $1', item.id);
  assert.deepEqual([row.channel, row.notes, row.evidence.figures_hash.length], ['cli', 'cocok', 64]);
  const again = await mandor(['approve', item.id, '--yes', '--json'], analyst);
  assert.equal(again.code, 1);
  assert.deepEqual(JSON.parse(again.stdout).outcome, 'already_decided');
  assert.match(JSON.parse(again.stdout).message, /is decided already\. Disetujui oleh pic/);
});

test('a rejection needs a note and sends it back; others and nobody are refused with the next step', async () => {
  const item = await pending();
  await mine(item.backup);
  const foreign = await mandor(['approve', item.id, '--yes'], analyst);
  assert.deepEqual([foreign.code, foreign.stdout], [1, '']);
  assert.match(foreign.stderr, /You are not asked about item \d+: pic \d+ \(pic\) is\./);
  await mine(item.pic);
  assert.match((await mandor(['reject', item.id, '--yes'], analyst)).stderr, /required option '--note <text>'/);
  const json = await mandor(['reject', item.id, '--note', 'SND-1 salah', '--yes', '--json'], analyst);
  assert.deepEqual([json.code, JSON.parse(json.stdout).outcome, JSON.parse(json.stdout).revision_no], [0, 'accepted', 1]);
  assert.equal(await item.one('select notes from ops.work_items where id = $1', item.id), 'SND-1 salah');
  await db.sql('update ops.people set db_role = null where id = $1', item.pic);
  const nobody = await mandor(['approve', item.id, '--yes'], analyst);
  assert.match(nobody.stderr, /role mandor_analyst belongs to no active person.*ops\.people\.db_role/);
  assert.match((await mandor(['approve', 'x'], analyst)).stderr, /x is no number of a work item/);
  const agent = await mandor(['approve', item.id, '--yes'], { DATABASE_URL: roleUrl(db.url, 'mandor_backup') });
  assert.deepEqual([agent.code, agent.stdout], [1, '']);
  assert.match(agent.stderr, /permission denied/);
});

test('each refusal is a sentence with a next step', () => {
  const asked = { says: null, database_role: 'sari', revision_no: 1 };
  for (const outcome of [
    'no_person',
    'not_an_approver',
    'already_decided',
    'closed',
    'no_revision',
    'stale_revision',
    'self_approval',
    'needs_missing',
  ])
    assert.match(refusalText('7', outcome, asked), /^(?=[A-Z]).*(item 7|Item 7|ops\.people).*\.$/s, outcome);
});
