// Who may sign what, when, and what happens while nobody does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { CLOCK, type Item, makeItem } from './support/item.ts';
import { codeOf } from './support/race.ts';

const db = await testDatabase();
const HOUR = 3_600_000;
const later = (hours: number): Date => new Date(Date.parse(CLOCK) + hours * HOUR);
const decide = async (
  item: Item,
  role: string,
  revision: number,
  decision: string,
  person: string | null,
  notes: string | null = 'why',
): Promise<string> =>
  item.one(
    `select ops.approval_decide($1, $2, $3, $4, 'email', $5, '{"message": "<1@x.example>"}')`,
    await item.approval(role),
    revision,
    decision,
    notes,
    person,
  );
const pending = async (given: Parameters<typeof makeItem>[1] = {}): Promise<Item> => {
  const item = await makeItem(db, given);
  await item.into('pending_approval');
  return item;
};
const open = async (item: Item): Promise<string[]> =>
  (await db.sql(`select role from ops.approvals where work_item_id = $1 and status = 'open' order by id`, item.id)).map((r) => r.role);
const due = async (item: Item): Promise<string | undefined> => (await item.wake())?.due_at.toISOString();
/** Sends the request of an approval; what the vendor answered. */
const deliver = async (item: Item, role: string, how: 'confirmed' | 'failed'): Promise<void> => {
  const outbox = await item.one('select outbox_id from ops.approvals where id = $1', await item.approval(role));
  const token = await item.one('select run_token from ops.outbox_claim($1, $2)', outbox, item.worker);
  if (how === 'confirmed') await item.one(`select ops.outbox_confirm($1, 'id')`, token);
  else await item.one(`select ops.outbox_refuse($1, '{"message": "no such mailbox"}', null, true)`, token);
};
const away = (item: Item, from: string, to: string, delegate: string | null = null): Promise<unknown> =>
  db.sql('insert into ops.absences (person_id, from_on, to_on, delegate_id) values ($1, $2, $3, $4)', item.pic, from, to, delegate);

test('the request is the report itself, bound to item, revision, hash and an unguessable token', async () => {
  const item = await pending();
  const [row] = await db.sql(
    `select a.*, x.recipient, x.params, r.figures_hash as hash from ops.approvals a join ops.outbox x on x.id = a.outbox_id
       join ops.work_item_revisions r on r.work_item_id = a.work_item_id and r.revision_no = a.revision_no where a.work_item_id = $1`,
    item.id,
  );
  assert.equal(row.figures_hash, row.hash);
  assert.equal(row.params.message_id, `<mandor.${item.id}.1.${row.token}@mandor.example>`);
  assert.equal(row.params.result.subject, `Item [M${item.id}.1 ${row.hash.slice(0, 8)} ${row.token.slice(0, 8)}]`);
  const subject = await item.one(`select result ->> 'subject' from ops.outbox_claim($1, $2)`, row.outbox_id, item.worker);
  assert.equal(subject, row.params.result.subject, 'the report that is laid out carries it');
  assert.match(row.params.result.request, /^Laporan ini menunggu persetujuan Anda\. .* balas email ini: Approve, atau catatan/);
  const mails = await db.sql('select 1 from ops.outbox where work_item_id = $1', item.id);
  assert.equal(mails.length, 1, 'nobody else has it before it is signed');
});

test('accepted, already_decided, stale_revision, not_an_approver, closed: each answer is remembered with who and how', async () => {
  const item = await pending();
  assert.equal(await decide(item, 'pic', 1, 'approve', item.backup), 'not_an_approver');
  assert.equal(await decide(item, 'pic', 2, 'approve', item.pic), 'stale_revision');
  await db.sql('update ops.people set is_active = false where id = $1', item.pic);
  assert.equal(await decide(item, 'pic', 1, 'approve', item.pic), 'not_an_approver');
  await db.sql('update ops.people set is_active = true where id = $1', item.pic);
  assert.equal(await codeOf(decide(item, 'pic', 1, 'reject', item.pic, ' ')), 'MD101');
  assert.equal(await codeOf(decide(item, 'pic', 1, 'perhaps', item.pic)), 'MD101');
  assert.equal(await codeOf(item.one(`select ops.approval_decide(0, 1, 'approve')`)), 'MD401');
  assert.equal(await decide(item, 'pic', 1, 'reject', item.pic), 'accepted');
  assert.equal(await decide(item, 'pic', 1, 'reject', item.pic), 'already_decided');
  const old = await item.approval('pic');
  await item.finish(await item.start());
  await item.one(`select ops.review_decide($1, 2, 'pass')`, item.id);
  assert.equal(await item.one(`select ops.approval_decide($1, 1, 'approve', null, 'cli', $2)`, old, item.pic), 'stale_revision');
  assert.equal(await item.one(`select ops.work_item_withdraw($1, 'revision', 'wrong numbers')`, item.id), 'revision');
  assert.equal(await decide(item, 'pic', 2, 'approve', item.pic), 'closed');
  const attempts = await db.sql(
    `select outcome, person_id, channel, evidence from ops.decision_attempts where work_item_id = $1 and kind = 'approval' order by id`,
    item.id,
  );
  assert.deepEqual(
    attempts.map((a) => a.outcome),
    ['not_an_approver', 'stale_revision', 'not_an_approver', 'accepted', 'already_decided', 'stale_revision', 'closed'],
  );
  assert.deepEqual(
    [attempts[0]?.person_id, attempts[0]?.channel, attempts[0]?.evidence],
    [item.backup, 'email', { message: '<1@x.example>' }],
  );
  assert.equal(await codeOf(db.sql('delete from ops.decision_attempts')), 'MD901');
  assert.equal(await codeOf(db.sql('delete from ops.approvals')), 'MD901');
  const told = await db.sql(
    `select params ->> 'text' as text from ops.outbox where work_item_id = $1 and dedupe_key like 'email:withdrawn:%'`,
    item.id,
  );
  assert.match(told[0]?.text, /ditarik oleh mandor_deploy: wrong numbers/);
});

test('who produced it or asked for it does not sign it: the backup is asked at once', async () => {
  const item = await makeItem(db);
  await db.sql(`update ops.people set db_role = 'mandor_analyst' where id = $1`, item.pic);
  await db.sql(`update ops.occurrences set requested_by = 'mandor_analyst' where id = $1`, item.occurrence);
  await item.into('pending_approval');
  assert.deepEqual(await open(item), ['backup']);
  await db.sql('update ops.people set db_role = null where id = $1', item.pic);
  const other = await pending();
  await db.sql(`update ops.people set db_role = 'mandor_analyst' where id = $1`, other.pic);
  await db.sql(`update ops.occurrences set requested_by = 'mandor_analyst' where id = $1`, other.occurrence);
  assert.equal(await decide(other, 'pic', 1, 'approve', other.pic), 'self_approval');
  await db.sql(`update ops.occurrences set requested_by = 'mandor_deploy' where id = $1`, other.occurrence);
  await db.sql(`update agent.profiles set database_role = 'mandor_analyst' where name = 'ops_warehouse'`);
  assert.equal(await decide(other, 'pic', 1, 'approve', other.pic), 'self_approval');
  await db.sql(`update agent.profiles set database_role = 'mandor_agent_stock' where name = 'ops_warehouse'`);
  assert.equal(await decide(other, 'pic', 1, 'approve', other.pic), 'accepted');
  await db.sql('update ops.people set db_role = null where id = $1', other.pic);
});

test('the person is that of the database role; only intake and console speak for others; agents for nobody', async () => {
  const item = await pending();
  const other = await pending();
  await db.sql(`update ops.people set db_role = 'mandor_analyst' where id = $1`, item.pic);
  const [mine, foreign] = [await item.approval('pic'), await other.approval('pic')];
  await db.as('mandor_analyst', async (c) => {
    const answer = async (id: string, person: string | null): Promise<string> =>
      (await c.query(`select ops.approval_decide($1, 1, 'approve', null, 'cli', $2) as o`, [id, person])).rows[0].o;
    assert.equal(await answer(foreign, other.pic), 'not_an_approver', 'nobody signs with another name');
    assert.equal(await answer(foreign, null), 'not_an_approver');
    assert.equal(await answer(mine, null), 'accepted');
  });
  await db.as('mandor_console', async (c) => {
    assert.equal(
      (await c.query(`select ops.approval_decide($1, 1, 'approve', null, 'console', $2) as o`, [foreign, other.pic])).rows[0].o,
      'accepted',
    );
  });
  for (const role of ['mandor_agent_stock', 'mandor_agent_overseer', 'mandor_agent_director', 'mandor_backup'])
    await db.as(role, async (c) => {
      assert.equal(await codeOf(c.query(`select ops.approval_decide($1, 1, 'approve')`, [mine])), '42501', role);
      assert.equal(await codeOf(c.query(`select ops.work_item_cancel(1, 'x')`)), '42501', role);
    });
  await db.sql('update ops.people set db_role = null where id = $1', item.pic);
});

test('the ladder: it starts when the request has arrived; 24 h remind, 48 h backup, 72 h remind both, 96 h to the supervisor', async () => {
  const item = await pending();
  assert.equal(await due(item), later(0.5).toISOString(), 'until then it is looked after');
  await item.setClock(later(0.2));
  await deliver(item, 'pic', 'confirmed');
  assert.equal(await item.due(), 'arrived');
  const climbed: string[] = [];
  for (const hours of [24, 48, 72, 96]) {
    assert.equal(await due(item), later(hours + 0.2).toISOString());
    climbed.push(`${await item.due()}: ${await open(item)}`);
  }
  assert.deepEqual(climbed, ['reminded: pic', 'backup_opened: pic,backup', 'reminded: pic,backup', 'escalated: supervisor']);
  const reminders = await db.sql(
    `select recipient, params ->> 'subject' as subject from ops.outbox where work_item_id = $1 and dedupe_key like 'email:remind:%' order by id`,
    item.id,
  );
  assert.deepEqual(
    reminders.map((r) => r.recipient.replace(/[0-9].*/, '')),
    ['pic', 'pic', 'backup'],
  );
  assert.match(reminders[0]?.subject, /^Pengingat: Item /);
  assert.equal(await decide(item, 'backup', 1, 'approve', item.backup), 'closed', 'too late');
  assert.equal(await decide(item, 'supervisor', 1, 'approve', item.supervisor), 'accepted');
  assert.equal(await item.status(), 'approved');
});

test('a request that does not arrive: after 30 minutes the next channel, then the backup; refused, at once', async () => {
  const item = await makeItem(db);
  await db.sql('update ops.people set telegram_user_id = $2 where id = $1', item.pic, 7000 + Number(item.id));
  await item.into('pending_approval');
  assert.equal(await item.due(), 'next_channel');
  const [asked] = await db.sql(
    `select x.channel, x.recipient from ops.approvals a join ops.outbox x on x.id = a.outbox_id where a.work_item_id = $1`,
    item.id,
  );
  assert.deepEqual([asked.channel, asked.recipient], ['telegram', String(7000 + Number(item.id))]);
  assert.equal(await due(item), later(0.5).toISOString(), 'it was sent with the mail: it has had its time');
  assert.equal(await item.due(), 'backup_opened');
  assert.deepEqual(await open(item), ['pic', 'backup']);
  assert.equal(await due(item), later(24.5).toISOString(), 'and the hours run');
  assert.equal(
    (await db.sql(`select severity from ops.alerts where dedupe_key = $1`, `work_item:${item.id}:request_unconfirmed`))[0]?.severity,
    'warning',
  );

  const reached = await makeItem(db);
  await db.sql('update ops.people set telegram_user_id = $2 where id = $1', reached.pic, 7000 + Number(reached.id));
  await reached.into('pending_approval');
  const chat = await reached.one(`select id from ops.outbox where work_item_id = $1 and channel = 'telegram'`, reached.id);
  await reached.one(`select ops.outbox_confirm(run_token, '5') from ops.outbox_claim($1, $2)`, chat, reached.worker);
  assert.equal(await reached.due(), 'next_channel');
  assert.equal(await reached.due(), 'arrived', 'the chat has it');
  assert.deepEqual(await open(reached), ['pic']);

  const refused = await pending();
  await refused.setClock(later(0.1));
  await deliver(refused, 'pic', 'failed');
  assert.equal(await due(refused), later(0.1).toISOString());
  assert.equal(await refused.due(), 'backup_opened');
  const bounced = await pending();
  assert.equal(await bounced.one(`select ops.approval_bounced($1, '{"status": "5.1.1"}')`, await bounced.approval('pic')), 'backup_opened');
  assert.deepEqual(await open(bounced), ['pic', 'backup']);
});

test('hours that began without a request begin anew when it arrives; who was asked later does not move them', async () => {
  const item = await pending();
  assert.equal(await item.due(), 'backup_opened');
  await db.sql(
    `update ops.approvals set requested_at = requested_at + interval '1 hour' where work_item_id = $1 and role = 'backup'`,
    item.id,
  );
  await item.setClock(later(2));
  await deliver(item, 'backup', 'confirmed');
  assert.equal(await due(item), later(24.5).toISOString());
  assert.equal(await item.due(), 'reminded');
  await item.setClock(later(48));
  await deliver(item, 'pic', 'confirmed');
  assert.equal(await due(item), later(48).toISOString());
  assert.equal(await item.due(), 'arrived');
  assert.equal(await due(item), later(72).toISOString(), 'all of it, from the first rung on');
});

test('an absence opens the backup at once: before the request, while it waits, and on the day it begins', async () => {
  const before = await makeItem(db);
  await away(before, '2026-02-01', '2026-02-10', before.supervisor);
  await before.into('pending_approval');
  assert.deepEqual(await open(before), ['pic', 'backup']);
  assert.equal(
    await before.one(`select person_id from ops.approvals where id = $1`, await before.approval('backup')),
    before.supervisor,
    'the delegate comes first',
  );

  const meanwhile = await pending();
  await away(meanwhile, '2026-02-03', '2026-02-03');
  assert.deepEqual(await open(meanwhile), ['pic', 'backup'], 'in the same transaction');

  const overdue = await pending();
  await overdue.setClock(later(1));
  await away(overdue, '2026-02-03', '2026-02-03');
  assert.deepEqual(await open(overdue), ['pic', 'backup'], 'also while the timer that looks for the request is late');
  await overdue.setClock(later(0));

  const tomorrow = await pending();
  await deliver(tomorrow, 'pic', 'confirmed');
  await tomorrow.due();
  await away(tomorrow, '2026-02-04', '2026-02-06');
  assert.deepEqual(await open(tomorrow), ['pic']);
  assert.equal(await due(tomorrow), '2026-02-03T17:00:00.000Z', 'midnight in Jakarta');
  assert.equal(await tomorrow.due(), 'backup_opened');
  assert.deepEqual(await open(tomorrow), ['pic', 'backup']);
  assert.equal(await due(tomorrow), later(24).toISOString(), 'the ladder goes on');
});

test('a changed policy, a holiday, another policy: open deadlines move in the same transaction', async () => {
  const item = await pending();
  await deliver(item, 'pic', 'confirmed');
  await item.due();
  assert.equal(await due(item), later(24).toISOString());
  await db.sql(`update ops.approval_rungs set after = '6 hours' where position = 1`);
  assert.equal(await due(item), later(6).toISOString());
  await db.sql(`insert into ops.holidays values ('company', '2026-02-03', 'Libur')`);
  // 05:00 of the holiday: the clock stands still until midnight, then runs six hours.
  assert.equal(await due(item), '2026-02-03T23:00:00.000Z');
  await db.sql(`delete from ops.holidays where day_on = '2026-02-03'`);
  assert.equal(await due(item), later(6).toISOString());
  const [policy] = await db.sql(`insert into ops.approval_policies (key, title) values ('slow', 'Slow') returning id`);
  await db.sql(`insert into ops.approval_rungs values ($1, 1, '10 hours', 'escalate', 'supervisor')`, policy.id);
  await db.sql('update ops.job_definitions set approval_policy_id = $2 where key = $1', item.definition, policy.id);
  assert.equal(await due(item), later(10).toISOString());
  const early = await item.wake();
  await db.sql('delete from ops.approval_rungs where policy_id = $1', policy.id);
  assert.equal((await item.wake())?.id, early?.id, 'the same timer, moved');
  assert.equal(await item.one('select ops.work_item_timer($1)', early?.id), 'escalated', 'a ladder without a last rung ends all the same');
  await db.sql(`update ops.approval_rungs set after = '24 hours' where position = 1`);
});

test('a calendar stands still on its days off', async () => {
  await db.sql(`insert into ops.calendars values ('office', 'Kantor', 'Asia/Jakarta', '{1,2,3,4,5}')`);
  const at = async (from: string, hours: number): Promise<string> =>
    (await db.sql(`select ops.calendar_add('office', $1, make_interval(hours => $2)) as at`, from, hours))[0].at.toISOString();
  // 2026-08-14 is a Friday; 17 August is a holiday of the company's calendar, not of this one.
  assert.equal(await at('2026-08-14T10:00:00+07:00', 4), '2026-08-14T07:00:00.000Z');
  assert.equal(await at('2026-08-14T10:00:00+07:00', 24), '2026-08-17T03:00:00.000Z');
  assert.equal(await at('2026-08-15T10:00:00+07:00', 1), '2026-08-16T18:00:00.000Z');
  await db.sql(`insert into ops.holidays values ('office', '2026-08-17', 'Hari Kemerdekaan')`);
  assert.equal(await at('2026-08-14T10:00:00+07:00', 24), '2026-08-18T03:00:00.000Z');
  assert.equal(
    (await db.sql(`select ops.calendar_add(null, '2026-08-14T10:00:00+07:00', '24 hours') as at`))[0].at.toISOString(),
    '2026-08-15T03:00:00.000Z',
  );
});

test('nobody to sign: it stays with the review, loudly, and goes on as soon as there is somebody', async () => {
  const item = await makeItem(db, { requiresReview: false });
  await db.sql('update ops.people set is_active = false where id = any ($1)', [item.pic, item.backup, item.supervisor]);
  await item.meetNeeds();
  assert.equal(await item.finish(await item.start()), 'done');
  assert.equal(
    (await db.sql('select severity from ops.alerts where dedupe_key = $1', `work_item:${item.id}:no_approver`))[0]?.severity,
    'critical',
  );
  await db.sql('update ops.people set is_active = true where id = $1', item.pic);
  assert.equal(await item.due(), 'passed');
  assert.equal(await item.status(), 'pending_approval');
});
