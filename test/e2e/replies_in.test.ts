// Replies on their way in: from Gmail's mailbox, by the worker and over real HTTP, into ops.inbound_messages, each once and in
// order, whatever the vendor does meanwhile. Reading them is another task's business: it is held back here.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeConnectors } from '../../src/cli/connectors.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLog } from '../../src/log.ts';
import { replyTo } from '../../src/sandbox/index.ts';
import gmailTask from '../../tasks/intake/gmail.ts';
import { makeItem } from '../db/ops/support/item.ts';
import { ordinaryReport } from '../reports/fixture.ts';
import { blockEgress } from '../support/egress.ts';
import { startInstance } from '../support/instance.ts';

const egress = blockEgress();
const START = '2026-02-02T22:00:00Z';
const instance = await startInstance({ seed: 5, size: 'S', endDate: '2026-02-01', rate: 2000, clock: START });
const { db, sandbox } = instance;
const { google, mailbox } = sandbox;
const { gmail, login } = google;
let number = 0;
let at = Date.parse(START);

const mail = (): string => {
  number += 1;
  return `From: pic@toko.example\r\nTo: ${gmail.address}\r\nSubject: ${number}\r\nMessage-ID: <${number}@toko.example>\r\n\r\nApprove\r\n`;
};
const receive = async (count: number, when = new Date()): Promise<string[]> => {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push((await gmail.receive(mail(), { at: when })).id);
  return ids;
};
const stored = async (): Promise<string[]> =>
  (await db.sql(`select external_id from ops.inbound_messages where source = 'gmail' order by id`)).map((row) => row.external_id);
const box = async () => (await db.sql(`select * from ops.mailboxes where key = 'gmail'`))[0];
const alerts = async () =>
  (await db.sql(`select severity, dedupe_key as key from ops.alerts where is_current and category = 'mailbox' order by id`)).map(
    (row) => `${row.severity} ${row.key}`,
  );
const forward = async (minutes: number): Promise<void> => {
  at += minutes * 60_000;
  await db.setClock(new Date(at).toISOString());
};
async function until<T>(what: string, probe: () => Promise<T>, ms = 40_000): Promise<NonNullable<T>> {
  for (const end = Date.now() + ms; ; await sleep(25)) {
    const seen = await probe();
    if (seen) return seen as NonNullable<T>;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}; ${JSON.stringify(await box())}`);
  }
}
/** Has the mailbox read by the worker and waits until that look has ended. */
async function look(expected: 'ok' | 'failing' | 'off' = 'ok'): Promise<void> {
  await forward(1);
  const failures = (await box()).failures as number;
  await db.sql(`select ops.mailbox_poll('gmail')`);
  await until(`the look ends ${expected}`, async () => {
    const row = await box();
    if (row.run_token !== null || row.status !== expected) return false;
    return expected === 'ok' ? row.due_since === null && row.checked_at?.getTime() === at : expected === 'off' || row.failures > failures;
  });
}
const only = async (ids: readonly string[]): Promise<void> => assert.deepEqual(await stored(), ids);
const all: string[] = [];

before(async () => {
  await db.sql(`update ops.rate_keys set min_gap = '0' where key like 'google:%'`);
  await db.sql('update ops.job_definitions set is_enabled = false');
  await db.sql(`update ops.settings set value = '1000 days' where key = 'mail.poll_every'`); // read when the test says so
  // Stored messages are looked at here as they came.
  await db.admin.query(
    `create function public.tg_hold() returns trigger language plpgsql as $$ begin new.run_at := 'infinity'; return new; end $$`,
  );
  await db.admin.query(
    `create trigger hold before insert on graphile_worker._private_jobs for each row when (new.key like 'inbound:%') execute function public.tg_hold()`,
  );
  await instance.startWorker();
});

test('the first look reads two days back, oldest first; what is older, sent by us or spam is left', async () => {
  await receive(2, new Date('2026-01-10T00:00:00Z'));
  all.push(...(await receive(3, new Date('2026-02-02T01:00:00Z'))));
  await gmail.receive(mail(), { labelIds: ['SPAM'], at: new Date('2026-02-02T02:00:00Z') });
  await look();
  await only(all);
  assert.equal((await box()).resync_reason, 'first');
});

test('then the history tells what is new, over pages and between the noise, once', async () => {
  gmail.pageHistory(2);
  const ids = await receive(9);
  for (const id of ids) gmail.label(id, { remove: ['UNREAD'] });
  all.push(...ids);
  await look();
  await only(all);
  const before = google.requests().length;
  await look();
  await only(all);
  const made = google
    .requests()
    .slice(before)
    .map((one) => one.path.split('/').at(-1));
  assert.deepEqual(made, ['history'], 'a look at an unchanged mailbox is one request');
  gmail.pageHistory(500);
});

test('a history that Gmail has forgotten is made up for by date: nothing lost, nothing twice', async () => {
  all.push(...(await receive(4)));
  gmail.forgetHistory();
  all.push(...(await receive(1)));
  await db.admin.query(`update ops.mailboxes set cursor = '1' where key = 'gmail'`);
  await look();
  await only(all);
  assert.equal((await box()).resync_reason, 'cursor_lost');
});

test('thirty mails and two pollers at once: each once, in order', async () => {
  const config = loadConfig({ ...sandbox.env });
  const pollers = await Promise.all(
    ['x', 'y'].map(async (host, i) => ({
      db: db.pool('mandor_worker', { max: 3 }),
      incarnation: (await db.sql(`select ops.worker_register('', $1, $2, null) as i`, host, 90_000 + i))[0].i as string,
    })),
  );
  const context = (poller: (typeof pollers)[number]) => ({
    ...poller,
    config,
    connectors: makeConnectors(config, poller.db),
    log: silentLog,
    signal: new AbortController().signal,
    attempt: 1,
    isLastAttempt: false,
  });
  all.push(...(await receive(30)));
  await Promise.all([...pollers, ...pollers].map((poller) => gmailTask.run('gmail', context(poller))));
  await look();
  await only(all);
  assert.equal(Number((await box()).message_count), all.length);
  for (const { incarnation } of pollers) await db.sql('select ops.worker_stop($1)', incarnation);
});

test('whatever breaks off a look, the next one reads the rest: nothing lost, nothing twice', async () => {
  const faults = [
    { kind: 'http', path: '/history' },
    { kind: 'http', path: '/messages/' },
    { kind: 'drop', path: '/history' },
    { kind: 'wrong_json', path: '/messages/' },
    { kind: 'empty', path: '/history' },
    { kind: 'rate', path: '/messages/', retryAfter: 1 },
  ] as const;
  for (const fault of faults) {
    all.push(...(await receive(3)));
    gmail.fail(fault);
    await look('failing');
    // What Gmail asked for is waited for by the real clock.
    await look();
    await only(all);
  }
  assert.deepEqual(await alerts(), ['info mailbox_resync:gmail'], 'none of it lasts');
});

test('a pause that Gmail asks for holds up what is read and what is sent', async () => {
  gmail.fail({ kind: 'rate', path: '/history', retryAfter: 90 });
  await look('failing');
  const [waits] = await db.sql(
    `select count(*)::int as n from ops.rate_keys where key in ('google:gmail', 'google:gmail_read') and postponed_until > clock_timestamp() + interval '60 seconds'`,
  );
  assert.equal(waits.n, 2);
  const { postponed_until: until } = await box();
  assert.ok(until.getTime() >= at + 89_000, `${until}`);
  await db.sql(`update ops.rate_keys set postponed_until = null, next_at = '-infinity' where key like 'google:%'`);
  await look();
});

test('a revoked login is told at once, in words that help and without the token; mended, everything is read', async () => {
  login.revoke();
  login.expire();
  all.push(...(await receive(2)));
  await look('failing');
  assert.deepEqual(await alerts(), ['info mailbox_resync:gmail', 'critical mailbox:gmail']);
  const [alert] = await db.sql(`select title, body from ops.alerts where dedupe_key = 'mailbox:gmail'`);
  assert.match(alert.body, /GOOGLE_REFRESH_TOKEN/);
  assert.ok(!alert.body.includes(login.refreshToken));
  login.revoke(false);
  await look();
  await only(all);
});

/** A report that waits for the signature of `pic<n>@toko.example`, asked for while Gmail is away. */
async function askWhileAway() {
  const item = await makeItem(db, { requiresReview: false });
  await item.setClock(new Date(at));
  await item.meetNeeds();
  const token = await item.start();
  gmail.fail({ kind: 'http', status: 503, path: '/gmail/', times: 100_000 });
  await db.sql('select ops.work_item_finish($1, $2, $3)', token, { pairs: 1 }, ordinaryReport());
  assert.equal(await item.status(), 'pending_approval');
  const [people] = await db.sql(
    'select p.email as pic, b.email as backup from ops.people p, ops.people b where p.id = $1 and b.id = $2',
    item.pic,
    item.backup,
  );
  const ladder = async () => (await db.sql('select ladder_started_at as at, status from ops.work_items where id = $1', item.id))[0];
  return { item, ladder, pic: people.pic as string, backup: people.backup as string };
}

/** Lets the clock run in steps of `minutes` until something has come about. */
async function run(what: string, minutes: number, probe: () => Promise<boolean>): Promise<void> {
  await until(what, async () => {
    if (await probe()) return true;
    await forward(minutes);
    await sleep(250);
    return false;
  });
}

test('the hours of a request run from its arrival, not from when it was asked for', async () => {
  const { ladder, pic } = await askWhileAway();
  const asked = at;
  for (let i = 0; i < 4; i++) await forward(5);
  assert.equal((await ladder()).at, null);
  gmail.heal();
  await run('the request arrives', 1, async () => (await ladder()).at !== null);
  assert.equal(mailbox.list(pic).length, 1);
  assert.ok((await ladder()).at.getTime() >= asked + 20 * 60_000);
});

test('Gmail away for two days: nobody is escalated, each request arrives once, and what was answered is read in order', async () => {
  const { ladder, pic, backup } = await askWhileAway();
  const until2days = at + 48 * 3_600_000;
  while (at < until2days) {
    await forward(120);
    if (Math.random() < 0.5) all.push(...(await receive(1)));
  }
  await db.sql(`select ops.mailbox_poll('gmail')`);
  await until('a look fails', async () => (await box()).status === 'failing');
  await db.sql('select ops.alert_rules_run(true)');
  assert.deepEqual(
    (await alerts()).filter((one) => one.includes('replies')),
    [],
  );
  gmail.heal();
  await run('both were asked', 5, async () => mailbox.list(pic).length > 0 && mailbox.list(backup).length > 0);
  const answer = await replyTo(mailbox.list(pic)[0]!, { from: pic, name: 'PIC', text: 'Approve' });
  all.push((await gmail.receive(answer)).id);
  await look();
  await only(all);
  assert.equal((await ladder()).status, 'pending_approval', 'not escalated');
  assert.deepEqual([mailbox.list(pic).length, mailbox.list(backup).length], [1, 1]);
  const [last] = await db.sql(`select convert_from(raw, 'UTF8') as raw from ops.inbound_messages order by id desc limit 1`);
  assert.match(last.raw, /In-Reply-To:\s+<mandor\./);
});

test('nothing left for another host', () => assert.deepEqual(egress.attempts, []));
