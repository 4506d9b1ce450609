// Days of an approval, lived through with the moved clock by a real worker, over Gmail both ways: a policy that changes, a holiday,
// an absence, a mail that comes back, two days without Gmail, and two people who answer in the same second.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeConnectors } from '../../src/cli/connectors.ts';
import { loadConfig } from '../../src/config.ts';
import { value } from '../../src/db/call.ts';
import { openClient } from '../../src/db/pool.ts';
import { silentLog } from '../../src/log.ts';
import { type KeptMail, replyTo, withSenderCheck } from '../../src/sandbox/index.ts';
import type { TaskContext } from '../../tasks/define.ts';
import readTask from '../../tasks/intake/read.ts';
import { type Item, makeItem } from '../db/ops/support/item.ts';
import { newWorker } from '../db/ops/support/race.ts';
import { ordinaryReport } from '../reports/fixture.ts';
import { blockEgress } from '../support/egress.ts';
import { startInstance } from '../support/instance.ts';
import { until } from '../worker/support/worker.ts';

const egress = blockEgress();
const START = Date.parse('2026-02-02T22:00:00Z'); // a Tuesday, 05.00 WIB
const HOUR = 3_600_000;
const instance = await startInstance({ seed: 5, size: 'S', endDate: '2026-02-01', rate: 2000, clock: new Date(START).toISOString() });
const { db, sandbox } = instance;
const { mailbox } = sandbox;
const { gmail } = sandbox.google;
const lines: string[] = [];
after(() => console.log(['timeline × moment: what came of it', ...lines].join('\n')));
let at = START;
let days = 0;

const clock = async (ms: number): Promise<void> => {
  at = ms;
  await db.setClock(new Date(at).toISOString());
};
/** Everything that is due now has happened: no wake-up is due, no job is left, nothing is on its way. */
const quiet = (): Promise<unknown> =>
  until('nothing is due', async () => {
    const [row] = await db.sql(
      `select (select count(*) from ops.wakeups u where u.due_at <= util.now()) + (select count(*) from ops.jobs_list() j where j.run_at <= clock_timestamp())
            + (select count(*) from ops.outbox o where o.status in ('planned', 'sending') and coalesce(o.next_at, util.now()) <= util.now()) as n`,
    );
    return Number(row.n) === 0;
  });
const forward = async (hours: number): Promise<void> => {
  await clock(at + hours * HOUR);
  await quiet();
};
const look = async (): Promise<void> => {
  await value(db.deployPool, 'ops.mailbox_poll', { p_key: 'gmail' }); // as a worker asks: repeated when a runner is at that job
  await until(
    'the mailbox was read',
    async () => (await db.sql(`select from ops.mailboxes where key = 'gmail' and due_since is null`)).length === 1,
  );
  await quiet();
};
const note = (timeline: string, moment: string, what: string): void =>
  void lines.push(`  ${timeline.padEnd(24)} ${moment.padEnd(34)} ${what}`);

interface Case {
  readonly item: Item;
  readonly pic: string;
  readonly backup: string;
  readonly supervisor: string;
  readonly start: number;
}
/** A report whose request is planned; with `arrives`, it has arrived and the hours run. */
async function ask(arrives = true, chat?: number): Promise<Case> {
  const item = await makeItem(db, {
    requiresReview: false,
    clock: new Date(at).toISOString(),
    date: new Date(Date.UTC(2025, 5, 1) + 24 * HOUR * ++days).toISOString().slice(0, 10),
  });
  await clock(at);
  await db.sql(
    `insert into ops.recipients (key, channel, address) values ($1, 'email', $2)`,
    item.definition,
    `gudang.${item.id}@toko.example`,
  );
  if (chat !== undefined) await db.sql('update ops.people set telegram_user_id = $2 where id = $1', item.pic, chat);
  await item.meetNeeds();
  await item.one('select ops.work_item_finish($1, $2, $3)', await item.start(), { pairs: 1 }, ordinaryReport());
  const [people] = await db.sql(
    'select p.email as pic, b.email as backup, s.email as supervisor from ops.people p, ops.people b, ops.people s where p.id = $1 and b.id = $2 and s.id = $3',
    item.pic,
    item.backup,
    item.supervisor,
  );
  if (arrives) {
    await until('the request arrives', async () => mailbox.list(people.pic).length === 1);
    await quiet();
    assert.equal(await started(item), at);
  }
  return { item, ...people, start: at };
}
const started = async (item: Item): Promise<number | undefined> =>
  (await db.sql('select ladder_started_at as at from ops.work_items where id = $1', item.id))[0].at?.getTime();
const open = async (item: Item): Promise<number> =>
  (await db.sql(`select from ops.approvals where work_item_id = $1 and status = 'open'`, item.id)).length;
const due = async (item: Item): Promise<number> => (await item.wake())?.due_at.getTime() ?? 0;
/** Subjects without the report's own words: request, Pengingat … */
const box = (address: string): string[] =>
  mailbox.list(address).map((mail) => /^(Pengingat|Re:|Control Stock)/.exec(mail.parsed.subject ?? '')?.[1] ?? '?');
const answers = async (address: string, text: string): Promise<void> => {
  const request = mailbox.list(address).find((mail) => mail.parsed.subject?.startsWith('Control Stock')) as KeptMail;
  await gmail.receive(await replyTo(request, { from: address, text }));
};
const history = async (item: Item): Promise<string> =>
  (await db.sql('select event from ops.work_item_history where work_item_id = $1 order by id', item.id)).map((row) => row.event).join(' ');

before(async () => {
  await db.sql(`update ops.rate_keys set min_gap = '0'`);
  await db.sql('update ops.job_definitions set is_enabled = false');
  await db.sql(`update ops.settings set value = '1000 days' where key = 'mail.poll_every'`); // read when the test says so
  await db.sql(`update ops.settings set value = '100 milliseconds' where key = 'dispatcher.every'`);
  await instance.startWorker();
  await look();
});

test('a policy of 48 hours becomes one of 24: the open deadline moves in the same transaction, and the backup is asked', async () => {
  const { item, pic, backup, start } = await ask();
  assert.equal(await due(item), start + 24 * HOUR);
  await forward(30);
  assert.deepEqual([box(pic), box(backup), await due(item)], [['Control Stock', 'Pengingat'], [], start + 48 * HOUR]);
  const change = `update ops.approval_rungs set after = $1 where action = 'open_backup' and policy_id = (select p.id from ops.approval_policies p where p.is_default)`;
  const other = await openClient(db.url, 'mandor_deploy');
  try {
    await other.query('begin');
    await other.query(change, ['24 hours']);
    const inside = await other.query('select u.due_at from ops.work_items w join ops.wakeups u on u.id = w.wakeup_id where w.id = $1', [
      item.id,
    ]);
    assert.equal(inside.rows[0].due_at.getTime(), start + 24 * HOUR, 'before the commit');
    assert.equal(await due(item), start + 48 * HOUR, 'others see it when it is committed');
    await other.query('rollback');
    assert.equal(await due(item), start + 48 * HOUR, 'and not when it is taken back');
  } finally {
    await other.end();
  }
  await db.sql(change, '24 hours');
  await until('the backup is asked', async () => box(backup).length === 1);
  note('policy 48 h → 24 h', 'hour 30, in the same transaction', 'deadline +48 h → +24 h, backup asked at once');
  await db.sql(change, '48 hours');
  await answers(backup, 'Setuju');
  await look();
  assert.equal(await item.status(), 'approved');
  note('policy 48 h → 24 h', 'reply of the backup', await history(item));
});

test('a holiday stops the hours: the reminder comes a day later', async () => {
  const { item, pic, start } = await ask();
  const tomorrow = new Date(at + 24 * HOUR + 7 * HOUR).toISOString().slice(0, 10);
  await db.sql(`insert into ops.holidays values ('company', $1, 'Libur bersama')`, tomorrow);
  assert.equal(await due(item), start + 48 * HOUR);
  await forward(25);
  assert.deepEqual(box(pic), ['Control Stock']);
  await forward(24);
  assert.deepEqual(box(pic), ['Control Stock', 'Pengingat']);
  note('holiday', 'declared while it waits', 'reminder at hour 48 instead of 24');
  await db.sql(`delete from ops.holidays where name = 'Libur bersama'`);
  await answers(pic, 'Approve');
  await look();
  assert.equal(await item.status(), 'approved');
});

test('an absence opens the backup at once, and the hours stay where they are', async () => {
  const { item, pic, backup, start } = await ask();
  await forward(2);
  const today = new Date(at + 7 * HOUR).toISOString().slice(0, 10);
  await db.sql('insert into ops.absences (person_id, from_on, to_on) values ($1, $2::date, $2::date + 3)', item.pic, today);
  await quiet();
  await until('the backup is asked', async () => box(backup).length === 1);
  assert.deepEqual([await started(item), await due(item)], [start, start + 24 * HOUR]);
  await db.sql('delete from ops.absences where person_id = $1', item.pic);
  await answers(backup, 'Approve');
  await look();
  assert.deepEqual([await item.status(), box(pic).length, box(backup).length], ['approved', 1, 1]);
  note('absence', 'hour 2, entered while it waits', `backup asked at once; ${await history(item)}`);
});

test('a request that comes back asks the backup', async () => {
  const { item, pic, backup, start } = await ask();
  const [request] = mailbox.list(pic);
  await forward(1);
  await gmail.receive(
    `Return-Path: <>\r\nFrom: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\r\nTo: ${gmail.address}\r\nSubject: Delivery Status Notification (Failure)\r\nMessage-ID: <dsn.${item.id}@googlemail.com>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nAddress not found\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; googlemail.com\r\n\r\nFinal-Recipient: rfc822; ${pic}\r\nAction: failed\r\nStatus: 5.1.1\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${request?.raw.toString('latin1')}\r\n--b--\r\n`,
    { check: 'none' },
  );
  await look();
  await until('the backup is asked', async () => box(backup).length === 1);
  const [row] = await db.sql('select outcome, detail from ops.inbound_messages order by id desc limit 1');
  assert.deepEqual([row.outcome, row.detail.effect], ['ignored_bounce', 'backup_opened']);
  assert.equal(await started(item), start, 'the hours go on');
  await answers(backup, 'Approve');
  await look();
  assert.equal(await item.status(), 'approved');
  note('bounce by the mailbox', 'hour 1', `backup asked at once; ${await history(item)}`);
});

test('Gmail away for two days, sending and reading: nothing is lost, nothing comes twice', async () => {
  const answered = await ask();
  const [request] = mailbox.list(answered.pic);
  gmail.fail({ kind: 'http', status: 503, path: '/gmail/', times: 100_000 });
  const [chat, mailOnly] = [await ask(false, 5150), await ask(false)];
  // Answered while nobody can read it.
  await gmail.receive(await replyTo(request as KeptMail, { from: answered.pic, text: 'Approve' }));
  await db.sql(`select ops.mailbox_poll('gmail')`);
  assert.deepEqual([await started(chat.item), await started(mailOnly.item)], [undefined, undefined], 'nothing has arrived');
  await forward(0.5);
  await until('the chat counts', async () => (await started(chat.item)) === chat.start);
  assert.equal(sandbox.telegram.posts(5150).length, 1);
  note('Gmail away', 'minute 30, PIC with a chat', 'the message there counts; the hours run from its confirmation');
  await until(
    'the backup is to be asked',
    async () => (await history(mailOnly.item)) === 'slot_due start finish review_pass request' && (await open(mailOnly.item)) === 2,
  );
  note('Gmail away', 'minute 30, PIC without a chat', 'warned, the backup is to be asked as well');
  for (let hour = 6; hour <= 48; hour += 6) await forward(6);
  for (const { item } of [answered, chat, mailOnly]) assert.equal(await item.status(), 'pending_approval');
  assert.deepEqual(
    [chat, mailOnly].flatMap(({ pic, backup }) => [box(pic).length, box(backup).length]),
    [0, 0, 0, 0],
  );
  assert.equal((await db.sql(`select from ops.mailboxes where key = 'gmail' and status = 'failing'`)).length, 1);

  gmail.heal();
  await forward(0.25);
  await look();
  await until(
    'all has left',
    async () => (await db.sql(`select from ops.outbox where channel = 'email' and status <> 'confirmed'`)).length === 0,
  );
  await until('the hours run from the arrival, from the first rung on', async () => {
    const [row] = await db.sql(
      `select w.rung_position, w.ladder_started_at = min(x.confirmed_at) as is_arrival
         from ops.work_items w join ops.approvals a on a.work_item_id = w.id join ops.outbox x on x.id = a.outbox_id where w.id = $1 group by w.id`,
      mailOnly.item.id,
    );
    return row.rung_position === 0 && row.is_arrival;
  });
  note('Gmail away', 'back after 48 h, PIC without a chat', 'the hours run anew, from when the request arrived');
  const requests = (address: string): number => box(address).filter((subject) => subject === 'Control Stock').length;
  assert.deepEqual(
    [answered, chat, mailOnly].flatMap(({ pic, backup }) => [requests(pic), requests(backup)]),
    [1, 1, 1, 1, 1, 1],
  );
  for (const address of [answered, chat, mailOnly].flatMap(({ pic, backup }) => [pic, backup])) {
    const ids = mailbox.list(address).map((mail) => mail.parsed.messageId);
    assert.equal(new Set(ids).size, ids.length, `${address}: a mail came twice`);
  }
  assert.equal(await answered.item.status(), 'approved');
  assert.equal(mailbox.list(`gudang.${answered.item.id}@toko.example`).length, 1);
  note('Gmail away', 'back after 48 h', 'each request once, the waiting reply is read: approved');
  for (const { item, pic } of [chat, mailOnly]) {
    await answers(pic, 'Approve');
    await look();
    assert.equal(await item.status(), 'approved');
  }
});

test('PIC and backup answer in the same second, read by two workers: one decision', async () => {
  const config = loadConfig({ ...sandbox.env });
  const context = async (): Promise<TaskContext> => {
    const pool = db.pool('mandor_worker', { max: 2, applicationName: 'reader' });
    const connectors = makeConnectors(config, pool);
    const incarnation = await newWorker(db);
    return {
      db: pool,
      incarnation,
      config,
      connectors,
      log: silentLog,
      signal: new AbortController().signal,
      attempt: 1,
      isLastAttempt: false,
    };
  };
  const [one, two] = [await context(), await context()];
  const answersOf = [
    ['Approve', 'Setuju'],
    ['Approve', 'SND-BLK-42: stok toko salah'],
    ['SND-BLK-42: stok toko salah', 'Approve'],
    ['SND-BLK-42: stok toko salah', 'M1CA01: hitung lagi'],
  ] as const;
  const seen = new Map<string, number>();
  for (const [pic, backup] of answersOf) {
    const given = await ask();
    await given.item.one('select ops.approval_backup_open($1)', given.item.id);
    await until('the backup is asked', async () => box(given.backup).length === 1);
    await quiet();
    // Stored without a job: both workers are given their message here, in the same moment.
    const store = async (from: string, text: string): Promise<string> => {
      const raw = await withSenderCheck(await replyTo(mailbox.list(from)[0] as KeptMail, { from, text }), {});
      const [row] = await db.sql(
        `insert into ops.inbound_messages (source, external_id, raw, received_at) values ('gmail', $1, $2, util.now()) returning id`,
        `same second ${from}`,
        raw,
      );
      return row.id;
    };
    const [a, b] = [await store(given.pic, pic), await store(given.backup, backup)];
    const holder = await openClient(db.url, 'mandor_deploy');
    try {
      await holder.query('begin');
      await holder.query('select from ops.work_items where id = $1 for update', [given.item.id]);
      const reading = Promise.all([readTask.run(a, one), readTask.run(b, two)]);
      await until('both wait at the item', async () => {
        const { rows } = await db.admin.query(
          `select count(*) as n from pg_locks l join pg_stat_activity s using (pid) where not l.granted and s.datname = current_database() and s.application_name = 'reader'`,
        );
        return Number(rows[0].n) === 2;
      });
      await holder.query('commit');
      await reading;
    } finally {
      await holder.end();
    }
    const outcomes = (await db.sql('select outcome from ops.inbound_messages where id = any ($1) order by id', [[a, b]])).map(
      (row) => row.outcome as string,
    );
    const first = outcomes.findIndex((outcome) => outcome !== 'refused_closed');
    assert.deepEqual(outcomes[1 - first], 'refused_closed', 'the second finds it decided');
    assert.equal(outcomes[first], [pic, backup][first]?.includes(':') ? 'revision' : 'approved');
    const [row] = await db.sql(
      `select (select count(*)::int from ops.decision_attempts d where d.work_item_id = w.id and d.kind = 'approval' and d.outcome = 'accepted') as decisions,
              (select count(*)::int from ops.work_item_history h where h.work_item_id = w.id and h.event in ('approve', 'reject')) as events, w.status
         from ops.work_items w where w.id = $1`,
      given.item.id,
    );
    assert.deepEqual(row, { decisions: 1, events: 1, status: outcomes[first] });
    const key = `${outcomes[first]} first, then ${outcomes[1 - first]}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  note('same second', `${answersOf.length} pairs from two workers`, [...seen].map(([what, n]) => `${n} × ${what}`).join('; '));
});

test('no timer is lost, and nothing left for another host', async () => {
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
  assert.deepEqual(egress.attempts, []);
});
