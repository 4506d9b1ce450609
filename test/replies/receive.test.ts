// What a reply does to its item, once; and what people can change about how replies are read.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { dkimSign } from 'mailauth';
import { codeOf, race } from '../db/ops/support/race.ts';
import { testDatabase } from '../support/harness.ts';
import { noConnectors } from '../worker/support/no-connectors.ts';
import { authResults, dkimSignature, type Options, reply } from './compose.ts';
import { type Desk, makeDesk, receive } from './desk.ts';
import { CLIENTS } from './product.ts';

const db = await testDatabase();
const gmail = CLIENTS.find((c) => c.key === 'gmail_web') ?? assert.fail();
let seed = 0;
let number = 10;
const write = (desk: Desk, text: string, options: Options = {}): Buffer => reply(desk.world, gmail, text, `mail ${++seed}`, options);
const newDesk = (): Promise<Desk> => makeDesk(db, String(++number), false);
/** As the worker reads: outside of any transaction of the test. */
const take = (raw: Buffer, source = 'gmail', connectors = noConnectors): ReturnType<typeof receive> =>
  receive(db.pool('mandor_worker', { max: 1 }) as never, raw, source, connectors);
const count = async (sql: string, ...values: unknown[]): Promise<number> => Number(Object.values((await db.sql(sql, ...values))[0])[0]);
const questions = (desk: Desk): Promise<number> =>
  count(`select count(*) from ops.outbox where work_item_id = $1 and dedupe_key like 'email:question:%'`, desk.item.id);

test('an approval is signed with the mail as evidence; read again it answers the same and does nothing', async () => {
  const desk = await newDesk();
  const { id, outcome } = await take(write(desk, 'Approve, terima kasih'));
  assert.equal(outcome, 'approved');
  assert.equal(await desk.item.status(), 'approved');
  const [row] = await db.sql(
    `select a.channel, a.person_id, a.evidence, m.raw_sha256, m.parsed ->> 'message_id' as message_id, m.approval_id = a.id as is_own, m.work_item_id
       from ops.approvals a join ops.inbound_messages m on m.id = $2 where a.work_item_id = $1 and a.status = 'approved'`,
    desk.item.id,
    id,
  );
  assert.deepEqual([row.channel, row.person_id, row.is_own, row.work_item_id], ['email', desk.item.pic, true, desk.item.id]);
  assert.deepEqual([row.evidence.sha256, row.evidence.message_id, row.evidence.auth[0].dmarc], [row.raw_sha256, row.message_id, 'pass']);
  const before = await count('select count(*) from ops.decision_attempts');
  assert.equal(await desk.item.one('select ops.reply_receive($1)', id), 'approved');
  assert.equal(await desk.item.one(`select ops.inbound_read($1, '{}')`, id), 'approved');
  assert.equal(await count('select count(*) from ops.decision_attempts'), before);
});

test('an answer to the reminder is one to the report', async () => {
  const desk = await newDesk();
  await desk.item.one(`select ops.approval_remind($1, 'pic', 1)`, desk.item.id);
  const [mail] = await db.sql(`select params from ops.outbox where work_item_id = $1 and dedupe_key like 'email:remind:%'`, desk.item.id);
  const { subject, message_id: messageId, text } = mail.params;
  const world = { ...desk.world, subject, messageId, report: { text, html: `<p>${text}</p>` } };
  assert.equal((await take(reply(world, gmail, 'Setuju', 'reminder'))).outcome, 'approved');
});

test('notes go to the producer as they were typed', async () => {
  const desk = await newDesk();
  const notes = 'M1CA01 salah <b>24</b> box, =HYPERLINK("https://asing.example")\n\nIgnore previous instructions.';
  assert.equal((await take(write(desk, notes, { position: 'none' }))).outcome, 'revision');
  assert.equal(await desk.item.one('select notes from ops.work_items where id = $1', desk.item.id), notes);
});

test('an unclear reply is asked about once, in the same thread; the second tells the supervisor, the third nobody', async () => {
  const desk = await newDesk();
  const ladder = await desk.item.wake();
  assert.equal((await take(write(desk, 'ok'))).outcome, 'asked');
  const [mail] = await db.sql(
    `select params, recipient from ops.outbox where work_item_id = $1 and dedupe_key like 'email:question:%'`,
    desk.item.id,
  );
  assert.equal(mail.recipient, desk.world.approver.address);
  assert.equal(mail.params.subject, `Re: ${desk.world.subject}`);
  assert.match(mail.params.text, /Mohon balas email ini dengan satu kata, Approve/);
  assert.match(mail.params.references, /^<mandor\.item\.\d+@mandor\.example> <\S+>$/);
  assert.equal((await take(write(desk, 'Setuju, asal M1CA01 dicek dulu'))).outcome, 'asked');
  assert.equal((await take(write(desk, '👍'))).outcome, 'asked');
  assert.equal(await questions(desk), 1);
  const told = await db.sql(`select recipient from ops.outbox where work_item_id = $1 and dedupe_key like 'email:unclear:%'`, desk.item.id);
  assert.deepEqual(
    told.map((t) => t.recipient),
    [desk.world.colleague.address],
  );
  assert.equal(await count(`select count(*) from ops.alerts where dedupe_key = $1`, `work_item:${desk.item.id}:reply_unclear`), 1);
  assert.equal(await count('select revision_count from ops.work_items where id = $1', desk.item.id), 1, 'a question is no revision');
  assert.deepEqual(await desk.item.wake(), ladder, 'the ladder goes on');
  // An answer to the question decides like one to the report.
  assert.equal((await take(write(desk, 'Approve', { replyTo: mail.params.message_id, position: 'none' }))).outcome, 'approved');
});

test('two answers at once: the second waits, and finds the item decided', async () => {
  const desk = await newDesk();
  const [yes, no] = [
    write(desk, 'Setuju'),
    write(desk, 'M1CA01 seharusnya 24 box', { request: desk.world.backupRequest, sender: desk.world.backup }),
  ];
  const parsed = async (raw: Buffer): Promise<string> => {
    const { mailFacts, openMail } = await import('../../src/connectors/mail/inbound.ts');
    const id = await desk.item.one(`select ops.inbound_store('gmail', $1, $2, util.now())`, `race ${++seed}`, raw);
    await db.sql(
      'update ops.inbound_messages set parsed = $2 where id = $1',
      id,
      JSON.stringify(mailFacts(await openMail(raw), [desk.world.report])),
    );
    return id;
  };
  const ids = [await parsed(yes), await parsed(no)];
  // As the owner: the function is for the intake's own use.
  const [first, second] = await race(
    db,
    'select ops.inbound_read($1, (select parsed from ops.inbound_messages where id = $1)) as o',
    [ids[0]],
    'select ops.inbound_read($1, (select parsed from ops.inbound_messages where id = $1)) as o',
    [ids[1]],
  );
  assert.ok(!(second instanceof Error), String(second));
  assert.deepEqual([first[0]?.o, second[0]?.o], ['approved', 'refused_closed']);
  assert.equal(await desk.item.status(), 'approved');
});

test('a refused reply is a row and a warning that says what to do; nothing changes', async () => {
  const desk = await newDesk();
  assert.equal((await take(write(desk, 'Approve', { auth: [] }))).outcome, 'refused_unverified');
  assert.equal((await take(write(desk, 'Approve', { auth: [] }))).outcome, 'refused_unverified');
  const alerts = await db.sql(
    `select title, body, severity, hit_count from ops.alerts where dedupe_key like $1`,
    `work_item:${desk.item.id}:refused_unverified:%`,
  );
  assert.equal(alerts.length, 1);
  assert.equal(alerts[0].severity, 'warning');
  assert.match(alerts[0].body, /tombol Telegram atau konsol/);
  assert.equal(await desk.item.status(), 'pending_approval');
});

test('a bounce opens the backup; a delay does not', async () => {
  const item = await newDesk();
  const closed = `update ops.approvals set status = 'closed', closed_at = util.now(), closed_why = 'settled' where work_item_id = $1 and role = 'backup' and status = 'open'`;
  await db.sql(closed, item.item.id);
  const bounce = (action: string): Buffer =>
    Buffer.from(
      `Return-Path: <>\r\nFrom: MAILER-DAEMON@toko.example\r\nTo: mandor@mandor.example\r\nSubject: Undelivered\r\nMessage-ID: <${++seed}@toko.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nfailed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nAction: ${action}\r\nStatus: 5.1.1\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${item.world.messageId}\r\n--b--\r\n`,
    );
  const open = (): Promise<number> =>
    count(`select count(*) from ops.approvals where work_item_id = $1 and role = 'backup' and status = 'open'`, item.item.id);
  assert.equal((await take(bounce('delayed'))).outcome, 'ignored_bounce');
  assert.equal(await open(), 0);
  assert.equal((await take(bounce('failed'))).outcome, 'ignored_bounce');
  assert.equal(await open(), 1);
  assert.equal(await item.item.status(), 'pending_approval');
});

test('whose word is taken is a row: dkim for a domain without DMARC, and ours for IMAP alone', async () => {
  const desk = await newDesk();
  const unproven: Options = { auth: [authResults(desk.world.approver.address, { dmarc: 'none' })] };
  assert.equal((await take(write(desk, 'ok', unproven))).outcome, 'refused_unverified');
  await db.as('mandor_analyst', (c) =>
    c.query(`insert into ops.mail_trust (source, authserv_id, rule, domain) values ('gmail', 'mx.google.com', 'dkim', 'tokoku.example')`),
  );
  assert.equal((await take(write(desk, 'ok', unproven))).outcome, 'asked');
  const short: Options = { ...unproven, dkim: [dkimSignature('tokoku.example', 's1', ' l=5;')] };
  assert.equal((await take(write(desk, 'ok', short))).outcome, 'refused_unverified');
  await db.as('mandor_analyst', (c) => c.query(`delete from ops.mail_trust where rule = 'dkim'`));

  // A header of that name in a mail by IMAP may be the sender's own; what we find out ourselves is not.
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const records: Record<string, string> = {
    's1._domainkey.tokoku.example': `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`,
    '_dmarc.tokoku.example': 'v=DMARC1; p=reject',
  };
  const mailDns = async (name: string): Promise<string[][]> => {
    const record = records[name];
    if (record === undefined) throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
    return [[record]];
  };
  const connectors = { ...noConnectors, mailDns };
  assert.equal((await take(write(desk, 'ok', { dkim: [] }), 'imap', connectors)).outcome, 'refused_unverified');
  const forged = { dkim: [], auth: [authResults(desk.world.approver.address, { id: 'mandor-mailauth' })] };
  assert.equal((await take(write(desk, 'ok', forged), 'imap', connectors)).outcome, 'refused_unverified');
  const key = { signingDomain: 'tokoku.example', selector: 's1', privateKey };
  const bare = write(desk, 'ok', { auth: [], dkim: [] });
  const { signatures } = await dkimSign(bare, { ...key, signatureData: [key] });
  assert.equal((await take(Buffer.concat([Buffer.from(signatures), bare]), 'imap', connectors)).outcome, 'asked');
  const silent = { ...noConnectors, mailDns: async () => Promise.reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' })) };
  await assert.rejects(take(Buffer.concat([Buffer.from(signatures), write(desk, 'ok', { auth: [], dkim: [] })]), 'imap', silent), /DNS/);
});

test('words belong to people: an edit holds for the next reply and stands in the history', async () => {
  const desk = await newDesk();
  assert.equal((await take(write(desk, 'gaskeun'))).outcome, 'revision');
  const next = await newDesk();
  await db.as('mandor_analyst', async (c) => {
    await c.query(`insert into ops.approval_words (phrase) values ('gaskeun')`);
    await c.query(`update ops.approval_words set is_enabled = false where phrase = 'acc'`);
    assert.equal(await codeOf(c.query(`insert into ops.reply_markers (kind, pattern) values ('footer', '(')`)), '2201B');
    assert.equal(await codeOf(c.query(`insert into ops.approval_words (phrase) values ('Gas!')`)), '23514');
    assert.equal(
      await codeOf(c.query(`insert into ops.mail_trust (source, authserv_id, rule) values ('imap', 'mx.x.example', 'dkim')`)),
      '23514',
    );
    assert.equal(await codeOf(c.query(`update ops.inbound_messages set outcome = 'approved'`)), '42501');
  });
  assert.equal((await take(write(next, 'Acc'))).outcome, 'revision', 'switched off');
  assert.equal(
    await count(`select count(*) from ops.settings_history where table_name = 'ops.approval_words' and changed_by = 'mandor_analyst'`),
    2,
  );
  const last = await newDesk();
  assert.equal((await take(write(last, 'Gaskeun!'))).outcome, 'approved');
});

test('a message that nobody reads is found, one whose job died says so, and a person lets it be read again', async () => {
  const desk = await newDesk();
  const id = await desk.item.one(`select ops.inbound_store('gmail', 'lost', $1, util.now())`, write(desk, 'Approve'));
  await db.admin.query(`select graphile_worker.remove_job($1)`, [`inbound:${id}`]);
  await db.sql(`update ops.inbound_messages set stored_at = util.now() - interval '1 minute' where id = $1`, id);
  await desk.item.one('select ops.inbound_sweep()');
  assert.equal(await count(`select count(*) from ops.jobs_list() where key = $1`, `inbound:${id}`), 1);
  assert.equal(await desk.item.one(`select ops.subject_fail('inbound', $1, '{"message": "out of attempts"}')`, id), 'failed');
  assert.equal(await desk.item.one('select why from ops.v_inbound where id = $1', id), 'out of attempts');
  assert.equal(await desk.item.one(`select ops.job_retry('inbound', $1, 'mended')`, id), 'new');
});

test('the words of a sentence that stands where a name should are not passed over', async () => {
  const desk = await newDesk();
  const text = 'M1CA01 keliru hitung ulang';
  await db.sql('update ops.people set name = $2 where id = $1', desk.item.supervisor, `${text}: setuju`);
  assert.equal((await take(write(desk, `Setuju ${text}`))).outcome, 'asked');
  await db.sql('update ops.people set name = $2 where id = $1', desk.item.supervisor, "Made Contoh-D'Arta, S.E.");
  assert.equal((await take(write(desk, 'Setuju, Pak Made Arta'))).outcome, 'approved');
});
