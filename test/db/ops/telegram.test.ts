// What people press and write in Telegram, and what comes of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { makeItem } from './support/item.ts';
import { codeOf, race } from './support/race.ts';
import { telegramTalk } from './support/telegram_talk.ts';

const db = await testDatabase();
const { made, pending, store, read, receive, pressOf, textOf, token, press, said, arrive } = telegramTalk(db);

test('a request stands in the own chat too, with buttons of at most 64 bytes; the mail names it as the second way', async () => {
  const { item, pic } = await pending();
  const row = await said(item, 'approval.request');
  assert.deepEqual([row.channel, row.recipient, row.severity], ['telegram', String(pic), 'warning']);
  assert.match(row.params.title, /^Mohon persetujuan: Item 2 Feb 2026$/);
  assert.match(row.params.text, new RegExp(`Item ${item.id}, revisi 1, kode [0-9a-f]{8}\\. Laporan lengkapnya ada di email Anda\\.$`));
  const buttons = row.params.buttons.flat();
  assert.deepEqual(
    buttons.map((b: { text: string }) => b.text),
    ['Setujui', 'Perlu perbaikan'],
  );
  for (const { data } of buttons) assert.ok(Buffer.byteLength(data) <= 64, data);
  const [mail] = await db.sql(`select params from ops.outbox where work_item_id = $1 and channel = 'email'`, item.id);
  assert.match(mail.params.result.how_to_answer.at(-1), /Bila balasan email ditolak, tekan tombol di Telegram/);
  const plain = await makeItem(db);
  await plain.into('pending_approval');
  const [without] = await db.sql(`select params from ops.outbox where work_item_id = $1`, plain.id);
  assert.doesNotMatch(JSON.stringify(without.params), /Telegram/);
});

test('Setujui decides; the message loses its buttons and says who and when; the second press is told that it is decided', async () => {
  const chat = await pending();
  const shown = await arrive(chat.item, 'approval.request');
  assert.equal(await press(chat, chat.pic, 'ok'), 'approved');
  assert.equal(await chat.item.status(), 'approved');
  const edit = await said(chat.item, 'approval.settled');
  assert.deepEqual([edit.channel, edit.params.method, edit.params.message_id], ['telegram_edit', 'editMessageText', shown]);
  assert.match(edit.params.text, /\n\nDisetujui oleh pic \d+, 03\/02\/2026 05\.00 WIB\.$/);
  assert.match((await said(chat.item, 'telegram.answer')).params.text, /^Disetujui/);
  assert.equal(await press(chat, chat.pic, 'ok'), 'refused_closed');
  const again = await said(chat.item, 'telegram.answer');
  assert.match(again.params.text, /^Sudah diputuskan\. Disetujui oleh pic/);
  assert.equal(again.params.is_alert, true);
  const [approval] = await db.sql('select channel, evidence from ops.approvals where work_item_id = $1', chat.item.id);
  assert.equal(approval.channel, 'telegram');
  assert.deepEqual(Object.keys(approval.evidence).sort(), [
    'callback_query_id',
    'from_id',
    'inbound_id',
    'message_id',
    'sha256',
    'update_id',
  ]);
  assert.equal(
    (
      await db.sql(
        `select 1 from ops.outbox where (params ->> 'approval_id')::bigint in (select id from ops.approvals where work_item_id = $1) and subject_key = 'approval.settled'`,
        chat.item.id,
      )
    ).length,
    1,
  );
});

test('a message that arrives after the decision loses its buttons at once', async () => {
  const chat = await pending();
  await chat.item.one(`select ops.approval_decide($1, 1, 'approve', null, 'email', $2)`, await chat.item.approval('pic'), chat.item.pic);
  assert.equal(await said(chat.item, 'approval.settled'), undefined);
  const shown = await arrive(chat.item, 'approval.request');
  assert.equal((await said(chat.item, 'approval.settled')).params.message_id, shown);
});

test('Perlu perbaikan asks; only the reply to that question sends it back, with its words as notes', async () => {
  const chat = await pending();
  assert.equal(await press(chat, chat.pic, 'no'), 'asked');
  assert.equal(await chat.item.status(), 'pending_approval', 'asking decides nothing');
  const question = await said(chat.item, 'telegram.question');
  assert.equal(question.params.placeholder, 'Catatan');
  const asked = await arrive(chat.item, 'telegram.question');
  assert.equal(await receive(textOf(chat.pic, undefined, asked)), 'asked', 'a picture has no words');
  assert.match((await said(chat.item, 'telegram.question')).params.text, /mohon tulis dengan teks/);
  assert.equal(await receive(textOf(chat.supervisor, 'setuju saja', asked, { id: chat.pic, type: 'group' })), 'refused_sender');
  assert.equal(await receive(textOf(chat.pic, ' SND-1 salah <b>\n=1+1 ', asked)), 'revision');
  const [row] = await db.sql('select status, notes, revision_count from ops.work_items where id = $1', chat.item.id);
  assert.deepEqual(row, { status: 'revision', notes: 'SND-1 salah <b>\n=1+1', revision_count: 1 });
  assert.equal(await receive(textOf(chat.pic, 'satu lagi', asked)), 'refused_closed');
  assert.match((await said(chat.item, 'telegram.refused')).params.text, /^Sudah diputuskan\. Dikembalikan oleh pic/);

  await chat.item.finish(await chat.item.start());
  const old = await token(chat.item, 'pic');
  await chat.item.one(`select ops.review_decide($1, 2, 'pass')`, chat.item.id);
  assert.equal(await receive(pressOf(chat.pic, `ok:${old}`)), 'refused_stale');
  assert.match((await said(chat.item, 'telegram.answer')).params.text, /^Revisi 1 sudah tidak berlaku/);
  assert.equal(await receive(pressOf(chat.pic, `no:${old}`)), 'refused_stale');
  assert.equal(await press(chat, chat.pic, 'ok'), 'approved');
});

test('a button pressed by somebody else, known or not, active or not, decides nothing and is remembered', async () => {
  const chat = await pending();
  const other = await made();
  assert.equal(await press(chat, other.pic, 'ok'), 'refused_sender');
  assert.match((await said(chat.item, 'telegram.answer')).params.text, /^Tombol ini untuk pic/);
  assert.equal((await said(chat.item, 'telegram.answer')).recipient, String(other.pic));
  assert.equal(await press(chat, 999_999, 'ok'), 'refused_sender');
  assert.equal(await press(chat, other.pic, 'no'), 'refused_sender');
  await db.sql('update ops.people set is_active = false where id = $1', chat.item.pic);
  assert.equal(await press(chat, chat.pic, 'ok'), 'refused_sender');
  assert.equal(await press(chat, chat.pic, 'no'), 'refused_sender');
  await db.sql('update ops.people set is_active = true where id = $1', chat.item.pic);
  const attempts = await db.sql(
    `select outcome, person_id from ops.decision_attempts where work_item_id = $1 and kind = 'approval' order by id`,
    chat.item.id,
  );
  assert.deepEqual(
    attempts.map((a) => a.outcome),
    Array(5).fill('not_an_approver'),
  );
  assert.deepEqual([attempts[0].person_id, attempts[1].person_id], [other.item.pic, null]);
  for (const data of ['ok:00000000-0000-4000-8000-000000000000', 'ok', 'boom:x', '', `close:${await token(chat.item, 'pic')}`])
    assert.equal(await receive(pressOf(chat.pic, data)), 'refused_token', data);
  assert.equal(await chat.item.status(), 'pending_approval');
  await chat.item.one(`select ops.work_item_withdraw($1, 'revision', 'wrong')`, chat.item.id);
  assert.equal(await press(chat, chat.pic, 'ok'), 'refused_closed');
});

test('own work is refused by name', async () => {
  const chat = await pending();
  await db.sql(`update ops.people set db_role = 'mandor_analyst' where id = $1`, chat.item.pic);
  await db.sql(`update ops.occurrences set requested_by = 'mandor_analyst' where id = $1`, chat.item.occurrence);
  assert.equal(await press(chat, chat.pic, 'ok'), 'refused_self_approval');
  await db.sql('update ops.people set db_role = null where id = $1', chat.item.pic);
});

test('an escalated item: its supervisor approves, lets it be made again or closes it, the last two with a reason', async () => {
  const approve = await made();
  await approve.item.into('escalated');
  const row = await said(approve.item, 'approval.request');
  assert.deepEqual(
    [row.recipient, row.params.buttons.flat().map((b: { text: string }) => b.text)],
    [String(approve.supervisor), ['Setujui', 'Ulangi', 'Tutup']],
  );
  assert.equal(await press(approve, approve.supervisor, 'no', 'supervisor'), 'refused_token');
  assert.equal(await press(approve, approve.pic, 'close', 'supervisor'), 'refused_sender');
  assert.equal(await press(approve, approve.supervisor, 'ok', 'supervisor'), 'approved');
  const redo = await made();
  await redo.item.into('escalated');
  assert.equal(await press(redo, redo.supervisor, 'redo', 'supervisor'), 'asked');
  assert.equal(await receive(textOf(redo.supervisor, 'pakai harga baru', await arrive(redo.item, 'telegram.question'))), 'revision');
  assert.equal(await redo.item.status(), 'in_progress');
  const close = await made();
  await close.item.due();
  assert.equal(await close.item.due(), 'escalated', 'given up: there is no revision');
  const empty = await said(close.item, 'approval.request');
  assert.deepEqual(
    empty.params.buttons.flat().map((b: { text: string }) => b.text),
    ['Ulangi', 'Tutup'],
  );
  const shown = await arrive(close.item, 'approval.request');
  assert.equal(await press(close, close.supervisor, 'redo', 'supervisor'), 'asked');
  assert.equal(
    await receive(textOf(close.supervisor, 'coba lagi', await arrive(close.item, 'telegram.question'))),
    'refused_needs_missing',
  );
  assert.equal(await press(close, close.supervisor, 'close', 'supervisor'), 'asked');
  assert.equal(await receive(textOf(close.supervisor, 'toko libur', await arrive(close.item, 'telegram.question'))), 'closed');
  assert.equal(await close.item.status(), 'cancelled');
  assert.equal((await said(close.item, 'approval.settled')).params.message_id, shown);
});

test('free text never decides: one open request is answered with its buttons, several with a hint, none with nothing', async () => {
  const chat = await pending();
  assert.equal(await receive(textOf(chat.pic, 'setuju')), 'asked');
  const ask = await said(chat.item, 'telegram.ask');
  assert.equal(ask.params.buttons.flat().length, 2);
  assert.equal(await chat.item.status(), 'pending_approval');
  const request = await arrive(chat.item, 'approval.request');
  assert.equal(await receive(textOf(chat.pic, 'Approve', request)), 'asked', 'a reply to the request is no reply to a question');
  const asks = await arrive(chat.item, 'telegram.ask');
  assert.equal(await press(chat, chat.pic, 'ok'), 'approved');
  const edited = await db.sql(
    `select params ->> 'message_id' as id from ops.outbox where (params ->> 'approval_id')::bigint in (select id from ops.approvals where work_item_id = $1) and subject_key = 'approval.settled' order by id`,
    chat.item.id,
  );
  assert.deepEqual(
    edited.map((e) => e.id),
    [request, asks].sort(),
    'each message that arrived loses its buttons',
  );
  assert.equal(await receive(textOf(chat.pic, 'terima kasih')), 'unmatched');
  assert.equal(await receive(textOf(999_998, '/start')), 'unmatched');
  assert.equal(await receive(textOf(999_998, 'halo?')), 'unmatched');
  const hello = await db.sql(`select params ->> 'text' as text from ops.outbox where recipient = '999998'`);
  assert.match(hello[0]?.text, /Nomor Telegram Anda 999998/);
  assert.equal(hello.length, 1, 'once a day');
  assert.equal(await receive(textOf(999_998, 'halo', undefined, { id: -100, type: 'supergroup' })), 'unmatched');
  assert.equal((await db.sql(`select 1 from ops.outbox where recipient = '-100'`)).length, 0, 'a group hears nothing');
});

test('who presses without end is asked so often and no more', async () => {
  const chat = await pending();
  for (let i = 0; i < 7; i++) assert.equal(await press(chat, chat.pic, 'no'), 'asked');
  assert.equal(
    (await db.sql(`select 1 from ops.outbox where work_item_id = $1 and subject_key = 'telegram.question'`, chat.item.id)).length,
    5,
  );
  assert.match((await said(chat.item, 'telegram.answer')).params.text, /^Sudah ditanyakan/);
});

test('read twice, it is decided once; two messages at once are put in order by the item', async () => {
  const chat = await pending();
  const id = await store(pressOf(chat.pic, `ok:${await token(chat.item, 'pic')}`));
  const [first, second] = await race(db, 'select ops.telegram_receive($1) as o', [id], 'select ops.telegram_receive($1) as o', [id]);
  assert.deepEqual([first, second], [[{ o: 'approved' }], [{ o: 'approved' }]]);
  const attempts = await db.sql(`select 1 from ops.decision_attempts where work_item_id = $1 and kind = 'approval'`, chat.item.id);
  assert.equal(attempts.length, 1);
  const other = await pending();
  const data = pressOf(other.pic, `ok:${await token(other.item, 'pic')}`);
  const [a, b] = await race(db, 'select ops.telegram_receive($1) as o', [await store(data)], 'select ops.telegram_receive($1) as o', [
    await store(data),
  ]);
  assert.deepEqual([a, b], [[{ o: 'approved' }], [{ o: 'refused_closed' }]]);
});

test('what is no message of a person is kept and left', async () => {
  assert.equal(await receive({ my_chat_member: {} }), 'unmatched');
  assert.equal(
    await receive({ message: { from: { id: 5, is_bot: true }, chat: { id: 5, type: 'private' }, text: 'setuju' } }),
    'ignored_auto',
  );
  let raws = 0;
  const raw = async (text: string): Promise<string> =>
    read((await db.sql(`select ops.inbound_store('telegram', 'x' || $1, convert_to($2, 'UTF8'), null) as id`, ++raws, text))[0].id);
  assert.equal(await raw('{"update_id"'), 'unmatched');
  assert.equal(
    await raw(`{"update_id": 1, "message": {"from": {"id": 6}, "chat": {"id": 6, "type": "private"}, "text": "a\\u0000b"}}`),
    'unmatched',
  );
  assert.equal(await codeOf(read('0')), 'MD401');
  const [{ id }] = await db.sql(`select ops.inbound_store('gmail', 'g1', 'x', null) as id`);
  assert.equal(await codeOf(read(id)), 'MD401');
});

test('people sign with their own database role, and only those that were given the right may', async () => {
  const [mine, other] = [await pending(), await pending()];
  const [sari, nobody] = [`mandor_t_sari_${process.pid}`, `mandor_t_nobody_${process.pid}`];
  await db.admin.query(`create role ${sari} in role mandor_analyst; create role ${nobody}`);
  const as = async (role: string, approval: string): Promise<string | undefined> => {
    const client = await db.admin.connect();
    try {
      await client.query(`set role ${role}`);
      return (await client.query(`select ops.approval_decide($1, 1, 'approve') as o`, [approval])).rows[0].o;
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await client.query('reset role');
      client.release();
    }
  };
  try {
    await db.sql('update ops.people set db_role = $2 where id = $1', mine.item.pic, sari);
    assert.equal(await as(sari, await other.item.approval('pic')), 'not_an_approver');
    assert.equal(await as(nobody, await mine.item.approval('pic')), '42501');
    assert.equal(await as(sari, await mine.item.approval('pic')), 'accepted');
    assert.deepEqual(
      (
        await db.sql('select database_role from ops.decision_attempts where work_item_id = $1 and outcome = $2', mine.item.id, 'accepted')
      ).map((r) => r.database_role),
      [sari],
    );
  } finally {
    await db.admin.query(`drop role ${sari}, ${nobody}`);
  }
});
