import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { withoutReview } from '../../support/review.ts';
import { codeOf, newWorker, race } from './support/race.ts';

const db = await testDatabase();
// Most of it is about the life before the review; what is about review and approval asks for them.
await withoutReview(db);
const worker = await newWorker(db);
await db.setClock('2026-02-09T05:00:00+07:00');
await db.sql(`update ops.job_definitions set needs = '{stock.ddd}' where key = 'report.control_stock'`);
const [pic] = await db.sql(`insert into ops.people (name, email) values ('Sari', 'sari@toko.example') returning id`);
await db.sql(`update ops.job_definitions set pic_id = $1 where key = 'report.control_stock'`, pic.id);
await db.sql(`insert into ops.recipients (key, channel, address, is_test, is_active) values
  ('report.control_stock', 'email', 'Gudang@toko.example', false, true), ('report.control_stock', 'email', 'sari@toko.example', false, true),
  ('report.control_stock', 'email', 'uji@toko.example', true, true), ('report.control_stock', 'email', 'gone@toko.example', false, false),
  ('report.other', 'email', 'other@toko.example', false, true)`);

let day = 0;
const nextDate = (): string => new Date(Date.UTC(2026, 0, 1 + day++)).toISOString().slice(0, 10);
const open = async (date: string): Promise<string> =>
  (await db.sql(`select ops.occurrence_open('report.control_stock', $1) as id`, date))[0].id;
const meetNeeds = async (date: string): Promise<void> => {
  const [{ id }] = await db.sql(`select ops.occurrence_open('stock.ddd', $1) as id`, date);
  const [run] = await db.sql('select * from ops.occurrence_start($1, $2)', id, worker);
  await db.sql('select ops.occurrence_finish($1)', run.run_token);
};
const itemOf = async (date: string) =>
  (await db.sql(`select * from ops.work_items where business_date = $1 and definition_key = 'report.control_stock'`, date))[0];
const occurrence = async (id: string) => (await db.sql('select * from ops.occurrences where id = $1', id))[0];
const start = async (id: string, as = worker) => (await db.sql('select * from ops.work_item_start($1, $2)', id, as))[0];
const finish = async (token: string, figures = '{"pairs": 1}', result = '{"subject": "Control Stock"}'): Promise<string> =>
  (await db.sql('select ops.work_item_finish($1, $2, $3) as o', token, figures, result))[0].o;
const fail = async (token: string, isFinal: boolean): Promise<string> =>
  (await db.sql(`select ops.work_item_fail($1, '{"message": "why"}', $2) as o`, token, isFinal))[0].o;
const history = async (id: string): Promise<string[]> =>
  (await db.sql('select * from ops.work_item_history where work_item_id = $1 order by id', id)).map(
    (h) => `${h.from_status}>${h.to_status} ${h.event} ${h.actor_kind}`,
  );
const wakeup = async (id: string): Promise<string | undefined> =>
  (await db.sql('select w.kind from ops.work_items i join ops.wakeups w on w.id = i.wakeup_id where i.id = $1', id))[0]?.kind;
const mails = (id: string) =>
  db.sql('select recipient, is_test, dedupe_key, params, revision_no from ops.outbox where work_item_id = $1 order by recipient', id);
/** A report whose needs are met, and its item. */
async function ready(): Promise<{ date: string; run: string; id: string }> {
  const date = nextDate();
  await meetNeeds(date);
  const run = await open(date);
  return { date, run, id: (await itemOf(date)).id };
}
async function withDefinition(set: string, use: () => Promise<void>): Promise<void> {
  await db.sql(`update ops.job_definitions set ${set} where key = 'report.control_stock'`);
  await use().finally(() =>
    db.sql(
      `update ops.job_definitions set requires_review = false, requires_approval = false, test_mode = false, max_revisions = 2 where key = 'report.control_stock'`,
    ),
  );
}

test('from slot to approved: needs, run, frozen revision, one history row per change, one timer per wait, one mail per recipient', async () => {
  const date = nextDate();
  const run = await open(date);
  const item = await itemOf(date);
  assert.equal(item.status, 'scheduled');
  assert.equal(await wakeup(item.id), 'start_limit');
  const [due] = await db.sql('select due_at from ops.wakeups where id = $1', item.wakeup_id);
  assert.deepEqual(due.due_at, new Date('2026-02-09T07:00:00+07:00'));
  assert.equal(await start(item.id), undefined, 'needs are not met');
  await meetNeeds(date);
  assert.equal(
    (await db.sql('select task_identifier from ops.v_queue where key = $1', `work_item:${item.id}`))[0].task_identifier,
    'report/control_stock',
  );

  const held = await start(item.id);
  assert.deepEqual([held.revision_no, held.notes, held.business_date, held.definition_key], [1, null, date, 'report.control_stock']);
  assert.equal(await wakeup(item.id), 'run_limit');
  assert.equal((await occurrence(run)).status, 'running');
  assert.equal(await start(item.id), undefined, 'a live worker holds it');
  assert.equal(await finish(held.run_token), 'approved');
  assert.equal(await finish(held.run_token), 'already');
  assert.equal((await occurrence(run)).status, 'done');
  assert.equal(await wakeup(item.id), undefined);
  assert.deepEqual(await history(item.id), [
    '>scheduled slot_due system',
    'scheduled>in_progress start worker',
    'in_progress>done finish worker',
    'done>l2_approved review_pass system',
    'l2_approved>approved no_approval_needed system',
  ]);
  const sent = await mails(item.id);
  assert.deepEqual(
    sent.map((m) => [m.recipient, m.is_test, m.dedupe_key]),
    [
      ['gudang@toko.example', false, `email:work_item:${item.id}:1:gudang@toko.example`],
      ['sari@toko.example', false, `email:work_item:${item.id}:1:sari@toko.example`],
    ],
  );
  assert.match(sent[1]?.params.message_id, /^<mandor\.\d+\.1\.[0-9a-f]{16}@mandor\.example>$/);
  assert.deepEqual([sent[1]?.params.subject, sent[1]?.params.recipient_name], ['Control Stock', 'Sari']);
  assert.equal((await db.sql(`select 1 from ops.v_queue where task_identifier = 'deliver/email'`)).length, 2);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('the hash is that of the figures, and a frozen revision is never changed', async () => {
  const { id } = await ready();
  await finish((await start(id)).run_token, '{"b": 1.50, "a": [1, 2]}');
  const [row] = await db.sql(
    `select figures_hash = encode(sha256(convert_to(figures::text, 'UTF8')), 'hex') as same from ops.work_item_revisions where work_item_id = $1`,
    id,
  );
  assert.equal(row.same, true);
  for (const sql of [
    `update ops.work_item_revisions set result = '{}'`,
    'delete from ops.work_item_revisions',
    'truncate ops.work_item_revisions cascade',
    `update ops.work_item_history set reason = 'x'`,
    'delete from ops.work_item_history',
  ])
    assert.equal(await codeOf(db.sql(sql)), 'MD901', sql);
});

test('a second run of a date whose item is final is skipped and says which', async () => {
  const { date, id } = await ready();
  await finish((await start(id)).run_token);
  const again = await occurrence(await open(date));
  assert.equal(again.status, 'skipped');
  assert.match(again.note, new RegExp(`work item ${id} of this date is approved`));
  assert.equal((await db.sql('select 1 from ops.work_items where business_date = $1', date)).length, 1);
});

test('a second run of a date whose item is open collapses into it', async () => {
  const { date, id } = await ready();
  const again = await occurrence(await open(date));
  assert.equal(again.status, 'collapsed');
  assert.match(again.note, new RegExp(`work item ${id} of this date is scheduled`));
});

test('a failed run: not final it is taken over, final it fails with its occurrence, and asked for again it runs again', async () => {
  const { date, run, id } = await ready();
  const first = await start(id);
  assert.equal(await fail(first.run_token, false), 'in_progress');
  assert.equal((await occurrence(run)).status, 'expected');
  assert.equal(await fail(first.run_token, true), 'not_mine');
  const second = await start(id);
  assert.equal(await fail(second.run_token, true), 'failed');
  assert.equal(await wakeup(id), 'failed_reminder');
  assert.equal((await occurrence(run)).status, 'failed');
  assert.equal(await start(id), undefined);

  const again = await open(date);
  assert.equal((await itemOf(date)).status, 'in_progress');
  const third = await start(id);
  assert.equal(await finish(third.run_token), 'approved');
  assert.equal((await occurrence(again)).status, 'done');
  assert.ok((await history(id)).includes('failed>in_progress retry operator'));
  assert.equal((await history(id)).length, 7);
});

test('the run of a dead worker is taken over with a new token and a new limit; no state changes', async () => {
  const gone = await newWorker(db);
  const { id } = await ready();
  const old = await start(id, gone);
  const [before] = await db.sql('select wakeup_id from ops.work_items where id = $1', id);
  await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', gone);
  const taken = await start(id);
  assert.notEqual(taken.run_token, old.run_token);
  assert.equal(await finish(old.run_token), 'not_mine');
  assert.equal(await fail(old.run_token, true), 'not_mine');
  assert.notEqual((await db.sql('select wakeup_id from ops.work_items where id = $1', id))[0].wakeup_id, before.wakeup_id);
  assert.equal((await history(id)).length, 2);
  assert.equal(await finish(taken.run_token), 'approved');
  assert.equal((await db.sql('select * from ops.wakeups where subject_id = $1', id)).length, 0);
});

test('two workers start one item at the same moment: one gets it', async () => {
  const { id } = await ready();
  const other = await newWorker(db);
  const call = 'select run_token from ops.work_item_start($1, $2)';
  const [one, two] = await race(db, call, [id, worker], call, [id, other]);
  assert.deepEqual([one.length, (two as unknown[]).length], [1, 0]);
});

test('finish and fail of one run at the same moment: one counts', async () => {
  const { id } = await ready();
  const { run_token } = await start(id);
  const [one, two] = await race(
    db,
    `select ops.work_item_finish($1, '{}', '{}') as o`,
    [run_token],
    `select ops.work_item_fail($1, '{}', true) as o`,
    [run_token],
  );
  assert.deepEqual([one[0]?.o, (two as { o: string }[])[0]?.o], ['approved', 'not_mine']);
});

test('the same date opened by two sessions at once: one item', async () => {
  const date = nextDate();
  const call = `select ops.work_item_open('report.control_stock', $1) as id`;
  const [one, two] = await race(db, call, [date], call, [date], 'mandor_deploy');
  assert.equal((two as { id: string }[])[0]?.id, one[0]?.id);
});

test('review: pass, reject twice, the third rejection escalates; stale and own reviews are answered', async () => {
  await withDefinition('requires_review = true', async () => {
    const { id } = await ready();
    const review = async (
      revision: number,
      decision: string,
      notes: string | null = null,
      role = 'mandor_agent_overseer',
    ): Promise<string> =>
      db.as(role, async (c) => (await c.query('select ops.review_decide($1, $2, $3, $4) as o', [id, revision, decision, notes])).rows[0].o);
    assert.equal(await review(1, 'pass'), 'not_reviewable');
    assert.equal(await finish((await start(id)).run_token), 'done');
    assert.equal(await wakeup(id), 'review_limit');
    assert.equal(await review(2, 'pass'), 'stale_revision');
    assert.equal(await codeOf(review(1, 'reject', ' ')), 'MD101');
    await db.sql(`update agent.profiles set database_role = 'mandor_agent_overseer' where name = 'ops_warehouse'`);
    assert.equal(await review(1, 'pass'), 'self_review');
    await db.sql(`update agent.profiles set database_role = 'mandor_agent_stock' where name = 'ops_warehouse'`);
    for (const revision of [1, 2]) {
      assert.equal(await review(revision, 'reject', 'totals differ'), 'revision');
      assert.equal(await wakeup(id), 'rerun_limit');
      const run = await start(id);
      assert.deepEqual([run.revision_no, run.notes], [revision + 1, 'totals differ']);
      assert.equal(await finish(run.run_token), 'done');
    }
    assert.equal(await review(3, 'reject', 'still'), 'escalated');
    assert.equal(await wakeup(id), 'escalated_reminder');
    assert.equal((await db.sql('select revision_count from ops.work_items where id = $1', id))[0].revision_count, 2);

    const other = await ready();
    await finish((await start(other.id)).run_token);
    const call = 'select ops.review_decide($1, 1, $2, $3) as o';
    const [one, two] = await race(db, call, [other.id, 'pass', null], call, [other.id, 'reject', 'no'], 'mandor_deploy');
    assert.deepEqual([one[0]?.o, (two as { o: string }[])[0]?.o], ['approved', 'not_reviewable']);
  });
});

test('with approval required the item waits for the PIC, who has the mail', async () => {
  await withDefinition('requires_approval = true', async () => {
    const { id } = await ready();
    assert.equal(await finish((await start(id)).run_token), 'pending_approval');
    assert.equal(await wakeup(id), 'rung');
    assert.deepEqual(
      (await mails(id)).map((m) => m.recipient),
      ['sari@toko.example'],
    );
    const [request] = await db.sql(`select id from ops.approvals where work_item_id = $1 and status = 'open'`, id);
    const [answer] = await db.sql(`select ops.approval_decide($1, 1, 'approve', null, 'cli', $2) as o`, request.id, pic.id);
    assert.equal(answer.o, 'accepted');
    assert.deepEqual(
      (await mails(id)).map((m) => m.recipient),
      ['gudang@toko.example', 'sari@toko.example'],
    );
  });
});

test('test mode of job, agent or installation: the test recipients alone', async () => {
  for (const [on, off] of [
    [
      `update ops.job_definitions set test_mode = true where key = 'report.control_stock'`,
      `update ops.job_definitions set test_mode = false where key = 'report.control_stock'`,
    ],
    [
      `update agent.profiles set test_mode = true where name = 'ops_warehouse'`,
      `update agent.profiles set test_mode = false where name = 'ops_warehouse'`,
    ],
    [
      `update ops.settings set value = 'true' where key = 'outbox.test_mode'`,
      `update ops.settings set value = null where key = 'outbox.test_mode'`,
    ],
  ] as const) {
    await db.sql(on);
    const { id } = await ready();
    await finish((await start(id)).run_token);
    await db.sql(off);
    assert.deepEqual(
      (await mails(id)).map((m) => [m.recipient, m.is_test]),
      [['uji@toko.example', true]],
      on,
    );
  }
});
