// An IMAP mailbox, read by the client and the task from a real Dovecot: numbers, numbering anew, faults of the line, and that
// nothing changes there.
import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeInboxes, makeMail } from '../../src/cli/mail-channel.ts';
import { loadConfig } from '../../src/config.ts';
import { openInbox } from '../../src/connectors/imap/client.ts';
import type { ImapError } from '../../src/connectors/imap/errors.ts';
import { silentLog } from '../../src/log.ts';
import type { TaskContext } from '../../tasks/define.ts';
import imapTask from '../../tasks/intake/imap.ts';
import { type Dovecot, PASSWORD, startDovecot, USER, whyNoDovecot } from '../support/dovecot.ts';
import { type TestDatabase, testDatabase } from '../support/harness.ts';
import { startProxy, type TcpProxy } from '../support/proxy.ts';
import { noConnectors } from '../worker/support/no-connectors.ts';

const skip = whyNoDovecot() ?? false;
const DAY = 86_400_000;
let number = 0;

const mail = (body = 'Approve', id = `<${++number}@toko.example>`): string =>
  `Received: by mx.toko.example; Fri, 20 Nov 2026 10:00:00 +0700\r\nFrom: pic@toko.example\r\nTo: mandor@toko.example\r\nSubject: ${number}\r\nMessage-ID: ${id}\r\n\r\n${body}\r\n`;

// At the top of the file, so that they last as long as it does.
const server = (skip === false ? await startDovecot() : undefined) as Dovecot;
const db = (skip === false ? await testDatabase() : undefined) as TestDatabase;
const proxy = (skip === false ? await startProxy(server.port) : undefined) as TcpProxy;

describe('a mailbox on Dovecot', { skip }, () => {
  let incarnation: string;

  const look = async (url = server.url, key = 'imap'): Promise<void> => {
    const config = loadConfig({ IMAP_URL: url });
    const pool = db.pool('mandor_worker', { max: 2 });
    const context: TaskContext = {
      db: pool,
      incarnation,
      config,
      connectors: { ...noConnectors, inboxes: makeInboxes(config, pool) },
      log: silentLog,
      signal: new AbortController().signal,
      attempt: 1,
      isLastAttempt: false,
    };
    await imapTask.run(key, context);
  };
  const box = async () => (await db.sql(`select * from ops.mailboxes where key = 'imap'`))[0];
  const subjects = async (): Promise<string[]> =>
    (await db.sql(`select convert_from(raw, 'UTF8') as raw from ops.inbound_messages order by id`)).map(
      (row) => /^Subject: (.*)\r$/m.exec(row.raw)?.[1] ?? '?',
    );
  const expected: string[] = [];
  const deliver = (count = 1, more: Parameters<Dovecot['deliver']>[1] = {}): void => {
    for (let i = 0; i < count; i++) {
      server.deliver(mail(), more);
      expected.push(String(number));
    }
  };

  before(async () => {
    incarnation = (await db.sql(`select ops.worker_register('', 'a', 1, null) as i`))[0].i as string;
  });

  test('the first look reads two days back, byte for byte; the next only what is new; no flag changes', async () => {
    server.deliver(mail('lama'), { at: new Date(Date.now() - 5 * DAY) });
    deliver(3);
    await look();
    assert.deepEqual(await subjects(), expected);
    const files = server.files();
    deliver(30);
    await look();
    await look();
    assert.deepEqual(await subjects(), expected);
    const { cursor, cursor_validity: validity, status } = await box();
    assert.deepEqual([cursor, status], ['34', 'ok']);
    const [first] = await db.sql('select external_id, raw from ops.inbound_messages order by id limit 1');
    assert.equal(first.external_id, `INBOX:${validity}:2`);
    assert.match(first.raw.toString(), /^Received: by mx(.*\r\n)*\r\nApprove\r\n$/);
    assert.deepEqual(
      server
        .files()
        .slice(0, files.length)
        .map((name) => name.replace(/:2,.*$/, '')),
      files.map((name) => name.replace(/:2,.*$/, '')),
    );
    assert.ok(
      server.files().every((name) => !/:2,.*S/.test(name)),
      'nothing was marked as read',
    );
  });

  test('what is expunged before it is fetched is left out', async () => {
    deliver(2);
    await using inbox = await openInbox(server.url);
    const uids = await inbox.after(34);
    assert.deepEqual(uids, [35, 36]);
    const { ImapFlow } = await import('imapflow');
    const other = new ImapFlow({
      host: '127.0.0.1',
      port: server.port,
      secure: false,
      auth: { user: USER, pass: PASSWORD },
      logger: false,
    });
    await other.connect();
    await other.mailboxOpen('INBOX');
    await other.messageDelete('35', { uid: true });
    await other.logout();
    assert.equal(await inbox.fetch(35, 1e6), null);
    assert.equal((await inbox.fetch(36, 1e6))?.uid, 36);
    expected.splice(expected.length - 2, 1);
    await look();
    assert.deepEqual(await subjects(), expected);
  });

  test('numbered anew, it is read by date, and what was stored is known by its bytes', async () => {
    const before = await box();
    await server.renumber();
    deliver(2);
    await look();
    assert.deepEqual(await subjects().then((all) => all.filter((one) => expected.includes(one))), expected);
    const after = await box();
    assert.notEqual(after.cursor_validity, before.cursor_validity);
    assert.equal(after.resync_reason, 'cursor_lost');
    const twice = await db.sql('select raw_sha256 from ops.inbound_messages group by 1 having count(*) > 1');
    assert.deepEqual(twice, []);
    // Fourteen days back now: the old one came with it.
    assert.equal((await subjects()).length, expected.length + 1);
  });

  test('of a mail that is too large only the headers are fetched, and the reader is told', async () => {
    await db.sql(`update ops.settings set value = '20000' where key = 'mail.max_bytes'`);
    server.deliver(mail('x'.repeat(30_000)));
    await look();
    const [row] = await db.sql('select parsed, raw from ops.inbound_messages order by id desc limit 1');
    assert.ok(row.parsed.too_large > 30_000);
    assert.match(row.raw.toString(), new RegExp(`Subject: ${number}\r\n`));
    assert.ok(row.raw.length < 1000);
    await db.sql(`update ops.settings set value = null where key = 'mail.max_bytes'`);
    expected.push(String(number));
  });

  test('a line that is cut in the middle of a fetch loses nothing: what was stored stays, the rest comes next time', async () => {
    let budget = 40_000;
    const sockets = new Set<Socket>();
    const { connect } = await import('node:net');
    const cutter = createServer((near) => {
      const far = connect(server.port, '127.0.0.1');
      sockets.add(near).add(far);
      near.on('error', () => far.destroy()).on('close', () => far.destroy());
      far.on('error', () => near.destroy()).on('close', () => near.destroy());
      near.pipe(far);
      far.on('data', (bytes) => {
        budget -= bytes.length;
        if (budget < 0) near.destroy();
        else near.write(bytes);
      });
    });
    await new Promise<void>((resolve) => cutter.listen(0, '127.0.0.1', resolve));
    const { port } = cutter.address() as { port: number };
    const had = (await subjects()).length;
    for (let i = 0; i < 12; i++) {
      server.deliver(mail(`${i} ${'y'.repeat(8000)}`));
      expected.push(String(number));
    }
    await look(`imap://${USER}:${PASSWORD}@127.0.0.1:${port}`);
    const { status, last_error: error } = await box();
    assert.equal(status, 'failing');
    assert.match(error, /memutus sambungan/);
    const between = (await subjects()).length;
    assert.ok(between > had && between < had + 12, `${between - had} of 12 before the cut`);
    await look();
    assert.deepEqual((await subjects()).slice(had), expected.slice(-12));
    assert.equal((await box()).status, 'ok');
    for (const socket of sockets) socket.destroy();
    cutter.close();
  });

  test('a wrong password is final and named; it never shows; the right one reads on', async () => {
    await look(`imap://${USER}:wrong-word@127.0.0.1:${server.port}`);
    const { status, last_error: error } = await box();
    assert.equal(status, 'failing');
    assert.match(error, /menolak login.*IMAP_URL/s);
    assert.ok(!error.includes('wrong-word'));
    const [alert] = await db.sql(`select severity from ops.alerts where dedupe_key = 'mailbox:imap'`);
    assert.equal(alert.severity, 'critical');
    deliver(1);
    await look();
    assert.equal((await subjects()).at(-1), String(number));
  });

  test('a mail that left by SMTP is there, absent, or nobody can tell', async () => {
    const config = loadConfig({ IMAP_URL: server.url, SMTP_URL: 'smtp://127.0.0.1:1', MAIL_VIA: 'smtp' });
    const channel = makeMail(config, db.deployPool);
    const sought = { messageId: '<mandor.7.1.abc@mandor.example>', to: 'pic@toko.example', since: new Date() };
    const { signal } = new AbortController();
    assert.equal(await channel.find(sought, signal), 'cannot_tell', 'the server keeps no copies of ours');
    server.deliver(mail('a', '<mandor.6.1.abc@mandor.example>'), { folder: '.Sent' });
    assert.equal(await channel.find(sought, signal), 'absent');
    server.deliver(mail('b', sought.messageId), { folder: '.Sent' });
    assert.equal(await channel.find(sought, signal), 'there');
    const without = makeMail(loadConfig({ SMTP_URL: 'smtp://127.0.0.1:1' }), db.deployPool);
    assert.equal(await without.find(sought, signal), 'cannot_tell');
  });

  describe('a fault of the line is told as what it is', () => {
    beforeEach(() => proxy.heal());

    const refused = (url: string, isFinal: boolean, reason: string, timeoutMs = 1500): Promise<void> =>
      assert.rejects(openInbox(url, { timeoutMs }), (error: ImapError) => {
        assert.deepEqual([error.name, error.isFinal, error.reason], ['ImapError', isFinal, reason], error.message);
        assert.ok(!error.message.includes(PASSWORD));
        return true;
      });

    test('nobody there', () => refused('imap://a:b@127.0.0.1:9', false, 'connection'));
    test('no TLS where TLS is asked for', async () => {
      const url = `imaps://${USER}:${PASSWORD}@127.0.0.1:${server.port}`;
      await assert.rejects(openInbox(url, { timeoutMs: 1500 }), { name: 'ImapError' });
    });
    test('no such folder', () => refused(`${server.url}/Balasan`, true, 'no_folder'));
    test('a server that is silent from the start', async () => {
      proxy.blackhole(true);
      await refused(`imap://${USER}:${PASSWORD}@127.0.0.1:${proxy.port}`, false, 'timeout', 700);
    });
    test('a server that falls silent later', async () => {
      const inbox = await openInbox(`imap://${USER}:${PASSWORD}@127.0.0.1:${proxy.port}`, { timeoutMs: 700 });
      proxy.blackhole();
      await assert.rejects(inbox.after(0), { name: 'ImapError', reason: 'timeout' });
      await inbox.close();
    });
    test('a server that drips', async () => {
      const dripping = createServer((socket) => {
        const timer = setInterval(() => socket.write('*'), 50);
        socket.on('error', () => undefined).on('close', () => clearInterval(timer));
      });
      await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
      try {
        await refused(`imap://a:b@127.0.0.1:${(dripping.address() as { port: number }).port}`, false, 'timeout', 700);
      } finally {
        dripping.close();
      }
    });
    test('a worker that has to end lets go at once', async () => {
      const stop = new AbortController();
      const inbox = await openInbox(`imap://${USER}:${PASSWORD}@127.0.0.1:${proxy.port}`, { signal: stop.signal });
      proxy.blackhole();
      const asked = inbox.after(0);
      stop.abort(new Error('the worker ends'));
      await assert.rejects(asked, { message: 'the worker ends' });
      await Promise.race([inbox.close(), sleep(5000).then(() => assert.fail('it does not close'))]);
    });
  });
});
