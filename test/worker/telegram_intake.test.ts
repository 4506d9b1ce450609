// A button from the chat to the decision and back, through the worker, the queue and the sandbox's Telegram.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makeConnectors } from '../../src/cli/connectors.ts';
import { loadConfig } from '../../src/config.ts';
import { createTelegramReader } from '../../src/connectors/telegram/updates.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Worker } from '../../src/worker/run.ts';
import { type Item, makeItem } from '../db/ops/support/item.ts';
import { testDatabase } from '../support/harness.ts';
import { reviewByHand } from '../support/review.ts';
import { startWorker, until } from './support/worker.ts';

const db = await testDatabase();
await reviewByHand(db);
const sandbox = await startSandbox({ invoicesPerDay: 1 });
const box = sandbox.telegram;
const config = loadConfig({ ...sandbox.env });
const workers: Worker[] = [];
after(async () => {
  for (const worker of workers) await worker.stop();
  await sandbox.stop();
});
const start = async (): Promise<Worker> => {
  const worker = await startWorker(db, { connectors: makeConnectors(config, db.pool('mandor_worker')) });
  workers.push(worker);
  return worker;
};
const PIC = 81;
async function pending(): Promise<Item> {
  const item = await makeItem(db);
  await db.sql('update ops.people set telegram_user_id = null where telegram_user_id = $1', PIC);
  await db.sql('update ops.people set telegram_user_id = $2 where id = $1', item.pic, PIC);
  await item.into('pending_approval');
  return item;
}
const shownFor = (item: Item, text: string) =>
  until(`a message about item ${item.id}: ${text}`, async () => {
    const last = box.posts(PIC).findLast((post) => post.text.includes(text));
    return last === undefined ? undefined : box.shown(PIC, last.messageId);
  });
const outcomes = async (): Promise<string[]> =>
  (await db.sql(`select outcome from ops.inbound_messages where status = 'read' order by id`)).map((r) => r.outcome);

test('a button approves within moments; pressed again or by another, people see so over the button', async () => {
  await start();
  const item = await pending();
  const request = await shownFor(item, `Item ${item.id}, revisi 1`);
  assert.deepEqual(
    request.buttons.map((b) => b.text),
    ['Setujui', 'Perlu perbaikan'],
  );
  const data = request.buttons[0]?.data as string;
  box.press(PIC, request.messageId, 'Setujui', { id: 99 });
  await until('the stranger is told', async () => box.notices().find((n) => /^Tombol ini untuk pic/.test(n.text) && n.isAlert));
  box.press(PIC, request.messageId, 'Setujui', { id: PIC });
  await until('it is approved', async () => (await item.status()) === 'approved');
  await until('the buttons are gone', async () => box.shown(PIC, request.messageId)?.buttons.length === 0);
  assert.match(box.shown(PIC, request.messageId)?.text ?? '', /\n\nDisetujui oleh pic \d+, 03\/02\/2026 05\.00 WIB\.$/);
  box.pressRaw(PIC, request.messageId, data, { id: PIC });
  await until('the second press is told', async () => box.notices().find((n) => /^Sudah diputuskan/.test(n.text)));
  assert.deepEqual(await outcomes(), ['refused_sender', 'approved', 'refused_closed']);
});

test('notes by the reply to the question make a revision, whose request comes with new buttons', async () => {
  const item = await pending();
  const request = await shownFor(item, `Item ${item.id}, revisi 1`);
  box.press(PIC, request.messageId, 'Perlu perbaikan', { id: PIC });
  const question = await shownFor(item, 'Apa yang harus diperbaiki?');
  assert.ok(question.asksForReply);
  box.say(PIC, { id: PIC }, 'SND-BLK-42: stok toko salah', question.messageId);
  await until('it goes back', async () => (await item.status()) !== 'pending_approval');
  assert.equal(await item.one('select notes from ops.work_items where id = $1', item.id), 'SND-BLK-42: stok toko salah');
  await shownFor(item, 'Laporan diperbaiki dan dikirim lagi');
  await until('the old buttons are gone', async () => box.shown(PIC, request.messageId)?.buttons.length === 0);
});

test('an answer that comes too late and an edit of what is so already are no errors', async () => {
  const item = await pending();
  const request = await shownFor(item, `Item ${item.id}, revisi 1`);
  for (const worker of workers.splice(0)) await worker.stop();
  box.press(PIC, request.messageId, 'Setujui', { id: PIC });
  box.ageQueries();
  await start();
  await until('it is approved', async () => (await item.status()) === 'approved');
  const rows = await until('both have ended', async () => {
    const found = await db.sql(
      `select subject_key, status from ops.outbox where (work_item_id = $1 or (params ->> 'approval_id')::bigint in (select id from ops.approvals where work_item_id = $1)) and channel = 'telegram_edit' order by 1`,
      item.id,
    );
    return found.every((r) => r.status === 'confirmed') && found.length === 2 ? found : undefined;
  });
  assert.deepEqual(
    rows.map((r) => r.subject_key),
    ['approval.settled', 'telegram.answer'],
  );
});

test('a worker that dies between the answer and the commit loses nothing; the next reads the same and keeps it once', async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  const item = await pending();
  const [asked] = await db.sql('select token from ops.approvals where work_item_id = $1', item.id);
  const [before] = await db.sql(`select next_update_id as at from ops.telegram_offset where bot = '7001'`);
  box.pressRaw(PIC, 1, `ok:${asked.token}`, { id: PIC });
  const reader = createTelegramReader({ token: box.token, apiRoot: box.url });
  const dead = (await db.sql(`select ops.worker_register('dead', 'h', 1) as id`))[0].id;
  await db.sql(`select * from ops.telegram_poll_begin('7001', $1)`, dead);
  const read = await reader.read(Number(before.at), 1, AbortSignal.timeout(20_000));
  assert.ok(read.outcome === 'updates' && read.updates.length === 1);
  await db.sql('select ops.worker_stop($1)', dead); // killed here: nothing was kept

  const next = (await db.sql(`select ops.worker_register('next', 'h', 2) as id`))[0].id;
  const [turn] = await db.sql(`select * from ops.telegram_poll_begin('7001', $1)`, next);
  const again = await reader.read(Number(turn.update_offset), 1, AbortSignal.timeout(20_000));
  assert.deepEqual(again, read, 'Telegram had not been told that it was read');
  const keep = async (): Promise<number> =>
    Number((await db.sql(`select ops.telegram_poll_end('7001', $1, $2) as n`, next, read.updates))[0].n);
  assert.deepEqual([await keep(), await keep()], [1, 0]);
  await db.sql('select ops.worker_stop($1)', next); // killed here: kept, and not yet confirmed to Telegram
  await start();
  await until('it is approved', async () => (await item.status()) === 'approved');
  assert.equal((await db.sql(`select 1 from ops.decision_attempts where work_item_id = $1 and kind = 'approval'`, item.id)).length, 1);
});

test('two workers: one reads, and Telegram never sees two at once', async () => {
  await start();
  const item = await pending();
  const request = await shownFor(item, `Item ${item.id}, revisi 1`);
  box.press(PIC, request.messageId, 'Setujui', { id: PIC });
  await until('it is approved', async () => (await item.status()) === 'approved');
  assert.equal(workers.length, 2);
  assert.equal(box.conflicts(), 0);
  for (const worker of workers.splice(0)) await worker.stop();
});
