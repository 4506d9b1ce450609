// How far a mailbox was read: who holds it, that nothing moves before it is stored, when the next look is due, and who is told.
import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';

const db = await testDatabase();
const NOW = '2026-02-09T05:00:00+07:00';
const minutes = (n: number): string => new Date(Date.parse(NOW) + n * 60_000).toISOString();
let mine: string;
let other: string;

type Row = Record<string, unknown>;
const one = async (sql: string, ...values: unknown[]): Promise<Row> => (await db.sql<Row>(sql, ...values))[0] ?? {};
const begin = (who: string, key = 'gmail') => one('select * from ops.mailbox_begin($1, $2)', key, who);
const store = async (token: unknown, id: string, text: string, size: number | null = null) =>
  (await one(`select ops.mailbox_store($1, $2, convert_to($3, 'UTF8'), now(), $4) as o`, token, id, text, size)).o;
const advance = async (token: unknown, cursor: string) => (await one('select ops.mailbox_advance($1, $2) as o', token, cursor)).o;
const finish = async (token: unknown) => (await one('select ops.mailbox_finish($1) as o', token)).o;
const fail = async (token: unknown, isFinal: boolean, seconds = 60) =>
  (await one(`select ops.mailbox_fail($1, 'rusak', $2, $3) as o`, token, isFinal, seconds)).o;
const box = (key = 'gmail') => one('select * from ops.mailboxes where key = $1', key);
const polled = async () => (await one('select ops.mailboxes_poll() as n')).n;
const stored = async () =>
  (await db.sql('select source, external_id from ops.inbound_messages order by id')).map((row) => `${row.source} ${row.external_id}`);
const jobs = async () =>
  (await db.sql(`select key from graphile_worker.jobs where key like 'mailbox:%' order by key`)).map((row) => row.key);
const alerts = async () =>
  (await db.sql(`select severity, dedupe_key from ops.alerts where is_current order by id`)).map(
    (row) => `${row.severity} ${row.dedupe_key}`,
  );

before(async () => {
  await db.setClock(NOW);
  mine = (await one(`select ops.worker_register('', 'a', 1, null) as i`)).i as string;
  other = (await one(`select ops.worker_register('', 'b', 2, null) as i`)).i as string;
});

beforeEach(async () => {
  await db.setClock(NOW);
  await db.admin.query('delete from ops.inbound_messages');
  await db.admin.query('delete from ops.alerts');
  await db.admin.query(`update ops.mailboxes set status = 'new', last_error = null, cursor = null, cursor_validity = null, begun_at = null, checked_at = null,
    due_since = null, postponed_until = null, failures = 0, message_count = 0, resynced_at = null, resync_reason = null, run_token = null, claimed_by = null, claimed_at = null`);
});

test('one looks at a time, and whoever lost the mailbox changes nothing any more', async () => {
  const first = await begin(mine);
  assert.deepEqual(await begin(other), {}, 'a live worker is reading it');
  assert.equal(await store(first.run_token, 'm1', 'satu'), 'stored');
  // The same worker's second job takes over; the first run's reports are void.
  const second = await begin(mine);
  assert.equal(await store(first.run_token, 'm2', 'dua'), 'not_mine');
  assert.equal(await advance(first.run_token, '9'), 'not_mine');
  assert.equal(await finish(first.run_token), 'not_mine');
  assert.equal(await fail(first.run_token, true), 'not_mine');
  assert.deepEqual(await stored(), ['gmail m1']);
  assert.equal((await box()).cursor, null);
  // Held too long by a worker that lives: its task is gone.
  await db.admin.query(`update ops.mailboxes set claimed_at = clock_timestamp() - interval '2 hours' where key = 'gmail'`);
  const third = await begin(other);
  assert.equal(await advance(second.run_token, '9'), 'not_mine');
  assert.equal(await advance(third.run_token, '9'), 'moved');
  assert.equal(await finish(third.run_token), 'ok');
  const { status, cursor, checked_at: checked } = await box();
  assert.deepEqual([status, cursor, (checked as Date).toISOString()], ['ok', '9', new Date(NOW).toISOString()]);
  await assert.rejects(begin('00000000-0000-0000-0000-000000000000'), { code: 'MD209' });
});

test('a message is stored once, by its number, and in IMAP also by its bytes', async () => {
  const { run_token: gmail } = await begin(mine);
  assert.equal(await store(gmail, 'a', 'sama'), 'stored');
  assert.equal(await store(gmail, 'a', 'sama'), 'known');
  assert.equal(await store(gmail, 'b', 'sama'), 'stored', 'two mails of Gmail are two');
  const { run_token: imap } = await begin(mine, 'imap');
  assert.equal(await store(imap, 'INBOX:1:7', 'sama'), 'stored', 'what another mailbox holds says nothing');
  assert.equal(await store(imap, 'INBOX:2:1', 'sama'), 'known', 'numbered anew');
  const missing = await db.sql('select * from ops.mailbox_missing($1, $2) as id', imap, ['INBOX:2:9', 'INBOX:1:7', 'INBOX:2:3']);
  assert.deepEqual(
    missing.map((row) => row.id),
    ['INBOX:2:9', 'INBOX:2:3'],
  );
  assert.equal(await store(imap, 'INBOX:2:4', 'Subject: besar', 40_000_000), 'stored');
  const { parsed } = await one(`select parsed from ops.inbound_messages where external_id = 'INBOX:2:4'`);
  assert.deepEqual(parsed, { too_large: 40_000_000 });
  assert.equal(Number((await box('imap')).message_count), 2);
  assert.equal((await db.sql(`select from graphile_worker.jobs where key like 'inbound:%'`)).length >= 4, true, 'each is to be read');
});

test('a look is asked for every three minutes, once however many workers ask; a lost job is asked for again', async () => {
  assert.equal(await polled(), 2);
  assert.deepEqual(await jobs(), ['mailbox:gmail', 'mailbox:imap']);
  assert.equal(await polled(), 0);
  await db.setClock(minutes(2.9));
  assert.equal(await polled(), 0);
  await db.admin.query(`select graphile_worker.remove_job(key) from graphile_worker.jobs where key like 'mailbox:%'`);
  await db.setClock(minutes(3));
  assert.equal(await polled(), 2);
  assert.deepEqual(await jobs(), ['mailbox:gmail', 'mailbox:imap']);
  assert.equal(((await box()).due_since as Date).toISOString(), new Date(NOW).toISOString(), 'owed since the first');
  await db.setClock(minutes(-60));
  assert.equal(await polled(), 2, 'a clock that was set back silences nothing');
  await db.as('mandor_analyst', (c) => c.query(`update ops.mailboxes set is_enabled = false where key = 'imap'`));
  await db.setClock(minutes(10));
  assert.equal(await polled(), 1);
  await db.as('mandor_analyst', (c) => c.query(`update ops.mailboxes set is_enabled = true where key = 'imap'`));
  await assert.rejects(db.sql(`select ops.mailbox_poll('pos')`), { code: 'MD401' });
  await assert.rejects(
    db.as('mandor_agent_sales', (c) => c.query(`select ops.mailboxes_poll()`)),
    { code: '42501' },
  );
});

test('a failure waits longer each time, at most five minutes, unless the provider asks for more', async () => {
  const waits: number[] = [];
  let at = 0;
  for (const asked of [0, 0, 0, 0, 0, 0, 0, 900]) {
    await db.setClock(minutes(at));
    const { run_token: token } = await begin(mine);
    assert.equal(await fail(token, false, asked), 'failing');
    const until = ((await box()).postponed_until as Date).getTime();
    waits.push((until - Date.parse(minutes(at))) / 1000);
    await db.setClock(new Date(until - 1000).toISOString());
    await db.sql(`update ops.mailboxes set begun_at = util.now() where key = 'imap'`);
    assert.equal(await polled(), 0);
    await db.setClock(new Date(until).toISOString());
    at = (until - Date.parse(NOW)) / 60_000;
    assert.equal(await polled(), 1);
  }
  assert.deepEqual(waits, [15, 30, 60, 120, 240, 300, 300, 900]);
  assert.deepEqual(await alerts(), [], 'the rules tell it when it lasts');
});

test('a login that is refused is told at once; a mailbox without credentials is off and told to nobody', async () => {
  const { run_token: token } = await begin(mine);
  await fail(token, true);
  assert.deepEqual(await alerts(), ['critical mailbox:gmail']);
  await db.sql(`select ops.mailboxes_poll()`);
  await db.sql(`select ops.mailbox_off('imap', 'set IMAP_URL')`);
  await db.setClock(minutes(600));
  await db.sql('select ops.alert_rules_run(true)');
  const about = (await alerts()).filter((one) => one.includes('replies'));
  assert.deepEqual(about, ['warning rule:replies_unread:gmail', 'critical rule:replies_unread_long:gmail']);
  assert.deepEqual([(await box('imap')).status, (await box('imap')).last_error], ['off', 'set IMAP_URL']);
});

test('a mailbox that cannot be read is a warning after fifteen minutes and critical after two hours; a night without workers is neither', async () => {
  const { run_token: token } = await begin(mine);
  await advance(token, '5');
  await finish(token);
  const raised = async (at: number): Promise<string[]> => {
    await db.setClock(minutes(at));
    await db.sql('select ops.alert_rules_run(true)');
    return (await alerts()).filter((one) => one.includes('replies'));
  };
  assert.deepEqual(await raised(600), [], 'nobody has asked for a look');
  await db.sql('select ops.mailboxes_poll()');
  assert.deepEqual(await raised(604), [], 'it is owed for a moment only');
  await db.admin.query('delete from ops.alerts');
  await db.admin.query(`update ops.mailboxes set checked_at = $1, due_since = $1 where key = 'gmail'`, [minutes(600)]);
  await db.admin.query(`update ops.mailboxes set due_since = null where key = 'imap'`);
  assert.deepEqual(await raised(614), []);
  assert.deepEqual(await raised(616), ['warning rule:replies_unread:gmail']);
  assert.deepEqual(await raised(719), ['warning rule:replies_unread:gmail']);
  assert.deepEqual(await raised(720), ['warning rule:replies_unread:gmail', 'critical rule:replies_unread_long:gmail']);
});

test('read by date: two days the first time, fourteen when the place is lost, further back after a longer absence', async () => {
  const days = (row: Row, name: string): number => Math.round((Date.parse(NOW) - (row[name] as Date).getTime()) / 86_400_000);
  const first = await begin(mine);
  assert.deepEqual([days(first, 'first_since'), days(first, 'lost_since'), Number(first.max_bytes)], [2, 14, 26_214_400]);
  await db.admin.query(`update ops.mailboxes set checked_at = $1`, [minutes(-20 * 24 * 60)]);
  assert.equal(days(await begin(mine), 'lost_since'), 21);
  const { run_token: token } = await begin(mine);
  await db.sql(`select ops.mailbox_advance($1, '7', null, 'cursor_lost')`, token);
  assert.deepEqual(await alerts(), ['info mailbox_resync:gmail']);
  assert.equal((await box()).resync_reason, 'cursor_lost');
});

test('a look that ends well forgives the workers that died at earlier ones; one that never ends is left to a person', async () => {
  const crash = async (n: number, isSetAside: boolean): Promise<void> => {
    const { i } = await one(`select ops.worker_register('', 'x', $1, null) as i`, n);
    await db.admin.query('update ops.workers set died_at = now() where incarnation = $1', [i]);
    await db.admin.query(
      `insert into ops.job_crashes (job_key, incarnation, task_identifier, set_aside_at) values ('mailbox:gmail', $1, 'intake/gmail', case when $2 then now() end)`,
      [i, isSetAside],
    );
  };
  const open = async () => (await one(`select count(*)::int as n from ops.job_crashes where cleared_at is null`)).n;
  await crash(1, false);
  await crash(2, false);
  await finish((await begin(mine)).run_token);
  assert.equal(await open(), 0);
  await crash(3, true);
  assert.equal(await polled(), 1, 'the other mailbox only');
  await db.sql(`select ops.mailbox_poll('gmail')`);
  assert.equal(await open(), 0, 'a person has looked');
  assert.ok((await jobs()).includes('mailbox:gmail'));
});
