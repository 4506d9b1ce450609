// Three lines of a report for the group of its department: when, to whom, and without what.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { makeItem } from './support/item.ts';

const db = await testDatabase();
const RESULT = {
  title: 'Uji',
  date_text: 'Senin, 2 Februari 2026',
  verdict: 'Baris <b>satu</b>\ndan dua.',
  key_figures: [
    { label: 'Stok', value: '12 pasang' },
    { label: 'Nilai', value: 'Rp 5', is_cost: true },
    { label: 'Artikel', value: '3' },
  ],
};
const add = (key: string, address: string, isTest = false, isActive = true) =>
  db.sql(
    `insert into ops.recipients (key, channel, address, is_test, is_active) values ($1, 'telegram', $2, $3, $4)`,
    key,
    address,
    isTest,
    isActive,
  );
const chats = async (item: string) =>
  db.sql(
    `select o.recipient, o.revision_no, o.params ->> 'title' as title, o.params ->> 'text' as text, o.is_test
            from ops.outbox o where o.channel = 'telegram' and o.work_item_id = $1 order by o.id`,
    item,
  );
const finish = async (
  item: { one(sql: string, ...values: unknown[]): Promise<string>; start(): Promise<string> },
  result: unknown = RESULT,
) => item.one(`select ops.work_item_finish($1, '{"n": 1}', $2)`, await item.start(), JSON.stringify(result));

beforeEach(async () => {
  await db.sql(`delete from ops.recipients where channel = 'telegram'`);
  await add('department.OPS', '-1');
  await add('department.FATAL', '-2');
  await add('department.OPS', '-3', false, false);
  await add('department.OPS', '-9', true);
});

test('the group learns of it when the review has passed, not before; cost figures stay out', async () => {
  const item = await makeItem(db, { requiresReview: true, requiresApproval: true });
  await item.meetNeeds();
  assert.equal(await finish(item), 'done');
  assert.deepEqual(await chats(item.id), []);
  await item.one(`select ops.review_decide($1, 1, 'pass', null)`, item.id);
  assert.equal(await item.status(), 'pending_approval');
  const wanted = {
    recipient: '-1',
    revision_no: 1,
    title: 'Uji · Senin, 2 Februari 2026',
    text: 'Baris <b>satu</b> dan dua.\nStok 12 pasang · Artikel 3',
    is_test: false,
  };
  assert.deepEqual(await chats(item.id), [wanted]);
  await item.one(`select ops.approval_decide($1, 1, 'approve', null, 'cli', $2, null)`, await item.approval('pic'), item.pic);
  assert.equal(await item.status(), 'approved');
  assert.deepEqual(await chats(item.id), [wanted], 'the approval is no second message');
});

test('whoever wants the report in a chat gets it too; a chat named twice gets it once; a result without words none', async () => {
  const item = await makeItem(db, { requiresReview: false, requiresApproval: false });
  await add(item.definition, '77');
  await add(item.definition, '-1');
  await item.meetNeeds();
  assert.equal(await finish(item), 'approved');
  assert.deepEqual((await chats(item.id)).map((c) => c.recipient).sort(), ['-1', '77']);
  const silent = await makeItem(db, { requiresReview: false, requiresApproval: false });
  await silent.meetNeeds();
  assert.equal(await finish(silent, {}), 'approved');
  assert.deepEqual(await chats(silent.id), []);
});

test('in test mode the test group alone', async () => {
  const item = await makeItem(db, { requiresReview: false, requiresApproval: false });
  await db.sql('update ops.job_definitions set test_mode = true where key = $1', item.definition);
  await item.meetNeeds();
  await finish(item);
  assert.deepEqual(
    (await chats(item.id)).map((c) => [c.recipient, c.is_test]),
    [['-9', true]],
  );
});
