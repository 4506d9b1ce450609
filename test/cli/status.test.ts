// What a person sees on a terminal of 100 columns: what runs, waits, is late, and why.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainText } from '../../src/cli/commands/explain.ts';
import { statusText } from '../../src/cli/commands/status.ts';
import { newWorker } from '../db/ops/support/race.ts';
import { testDatabase } from '../support/harness.ts';

process.env.NO_COLOR = '1';
const db = await testDatabase();
await db.setClock('2026-02-09T05:00:00+07:00');
const worker = await newWorker(db);
const open = async (key: string, date = '2026-02-08'): Promise<string> =>
  (await db.sql('select ops.occurrence_open($1, $2) as id', key, date))[0].id;
const start = async (id: string): Promise<string> =>
  (await db.sql('select run_token from ops.occurrence_start($1, $2)', id, worker))[0].run_token;
const status = async (): Promise<string> => statusText((await db.sql('select ops.status() as s'))[0].s);
const narrow = (text: string): void => {
  for (const line of text.split('\n')) assert.ok(line.length <= 100, `${line.length}: ${line}`);
};

test('runs, waits, late, ended, messages, pauses, next slots: each with its reason, in 100 columns', async (t) => {
  // The overseer's half hours would stand in each part.
  await db.sql(`update ops.job_definitions set is_enabled = false where key = 'overseer.watch'`);
  await db.sql(`update ops.schedule_marks set expanded_until = util.now() + interval '1 second'`);
  await db.sql('select ops.occurrences_expand()');
  const report = await open('report.control_stock');
  const done = await open('stock.ddd');
  await db.sql('select ops.occurrence_finish($1)', await start(done));
  const failed = await open('stock.ubb');
  await db.sql(
    `select ops.occurrence_fail($1, '{"message": "The ERP answered 500 to item/list.do, page 12, for ten minutes; nobody knows when it will be mended, says its support."}', true)`,
    await start(failed),
  );
  await start(await open('sales.ddd'));
  const deferred = await open('sales.mbb');
  await db.sql(`select ops.occurrence_defer($1, 600, 'the ERP asks for 600 s')`, await start(deferred));
  await db.sql(`select ops.pause('entity:LJBB', 'stock-take until noon', '2026-02-09T12:00:00+07:00')`);
  await open('stock.ljbb');
  await db.sql(
    `select ops.outbox_plan('email', 'kepala.toko.sangat.panjang@toko.example', 'report.control_stock', '{"from": "m@mandor.example"}', 'm1')`,
  );
  await db.sql(`select ops.alert_raise('critical', 'OPS', 'test', 'Data stok UBB belum ada', '', 'x')`);
  await db.setClock('2026-02-09T07:30:00+07:00');
  const text = await status();
  t.diagnostic(`\n${text}`);
  narrow(text);
  const part = (title: string): string => text.split('\n\n').find((p) => p.startsWith(title)) ?? '';
  assert.match(
    text,
    /^test · 2026-02-09 07:30 WIB \(clock frozen\)\n1 worker · queue: \d+ ready, 0 running, 0 dead · 0 orphans\nnext slot: 2026-02-09 09:00 WIB, Kinerja Produk Mingguan\noverseer: job overseer\.watch is switched off: nobody watches the agents\./,
  );
  // What is only to come is no state of today: one slot says that the clock goes on, a list would bury what waits.
  assert.deepEqual(
    text.split('\n').filter((line) => /2026-02-10|Kinerja Produk|Penjualan Harian/.test(line)),
    ['next slot: 2026-02-09 09:00 WIB, Kinerja Produk Mingguan'],
  );
  assert.match(part('Paused'), /entity:LJBB by mandor_deploy until 2026-02-09 12:00 WIB: stock-take until noon/);
  assert.match(part('Alerts'), /critical {2}2026-02-09 05:00 WIB {2}Data stok UBB belum ada/);
  assert.match(part('Runs'), /Penjualan DDD +2026-02-08 {2}since 2026-02-09 05:00 WIB +occurrence \d+/);
  assert.match(
    part('Late'),
    new RegExp(`Control Stock[^\\n]+occurrence ${report}\\n {4}it needs sales\\.ddd for 2026-02-08, which is running`),
  );
  assert.match(part('Late'), /it needs stock\.ubb for 2026-02-08, which is failed: The ERP answered 500/);
  assert.match(part('Waits'), /Stok LJBB[\s\S]*entity:LJBB is paused[\s\S]*→ The pause ends by itself\. \(2026-02-09 12:00 WIB\)/);
  assert.match(part('Messages'), /email report\.control_stock +kepala\.toko/);
  assert.match(part('Ended'), /done +Stok DDD[\s\S]*|failed +Stok UBB/);

  const causes = await db.sql('select * from ops.explain($1, $2)', 'occurrence', report);
  const why = explainText('occurrence', report, causes as never);
  t.diagnostic(`\n${why}`);
  narrow(why);
  assert.match(why, /^occurrence \d+\n\n1\. it needs sales\.ddd/);
});

test('a machine with an incident stands there with what it waits for, in 100 columns; a person is told which command closes it', async () => {
  const own = await testDatabase();
  await own.setClock('2026-02-09T05:00:00+07:00');
  await newWorker(own);
  await own.sql(
    `insert into ops.machines (key, title, host, host_keys) values ('vps-1', 'Mesin toko pusat', '127.0.0.1', array['SHA256:' || repeat('a', 43)])`,
  );
  await own.sql(`select ops.incident_ask(ops.incident_open('vps-1', 'health', 'gateway tidak menjawab'))`);
  const text = async () => statusText((await own.sql('select ops.status() as s'))[0].s);
  const part = (all: string): string => all.split('\n\n').find((p) => p.startsWith('Machines with an incident')) ?? '';
  assert.match(part(await text()), /\(1\)\n {2}Mesin toko pusat +since 2026-02-09 05:00 WIB +open +incident 1\n {4}gateway tidak menjawab/);
  await own.sql(
    `select ops.incident_give_up(1, 'mesin menolak kunci SSH kita, sudah dicoba dari dua tempat dan tidak ada yang berhasil masuk ke sana')`,
  );
  assert.match(part(await text()), /exhausted +incident 1\n {4}machine vps-1 could not be recovered[\s\S]*mandor incidents close 1 --note/);
  narrow(await text());
  await own.sql(`select ops.pause('job:overseer.watch', 'pindah server')`);
  assert.match(await text(), /\noverseer: paused by mandor_deploy since 2026-02-09 05:00:00 WIB: pindah server/);
});

test('an instance where nothing is going on says so in two lines', async () => {
  const empty = await testDatabase();
  const text = statusText((await empty.sql('select ops.status() as s'))[0].s);
  assert.match(text, /^test · .+ WIB\n0 workers · queue: 0 ready, 0 running, 0 dead · 0 orphans/);
});

test('where people answer: a line for each mailbox and each bot that is set up, with when it was read or why not', async () => {
  const boxes = await testDatabase();
  const lines = async (): Promise<string[]> =>
    statusText((await boxes.sql('select ops.status() as s'))[0].s)
      .split('\n\n')
      .find((part) => part.startsWith('Answers are read from'))
      ?.split('\n') ?? [];
  await boxes.setClock('2026-02-09T05:00:00+07:00');
  assert.deepEqual(await lines(), [], 'nothing was looked at yet');
  await boxes.sql(`update ops.mailboxes set status = 'ok', checked_at = '2026-02-09T04:59:00+07:00' where key = 'gmail'`);
  await boxes.sql(
    `update ops.mailboxes set status = 'failing', failures = 3, due_since = '2026-02-09T04:10:00+07:00',
            last_error = 'The server of the mailbox answers 500 to everything that it is asked, and nobody knows for how long it will do so.' where key = 'imap'`,
  );
  await boxes.sql(`insert into ops.telegram_offset (bot, polled_at) values ('7001', '2026-02-09T04:58:00+07:00')`);
  const [title, gmail, imap, telegram] = await lines();
  assert.match(title as string, /\(3\)$/);
  assert.match(gmail as string, /Gmail.* last read 2026-02-09 04:59 WIB$/);
  assert.match(imap as string, /: never read, not since 2026-02-09 04:10 WIB, 3 tries failed: The server/);
  assert.match(telegram as string, /^ {2}Telegram, bot 7001 +last read 2026-02-09 04:58 WIB$/);
  narrow((await lines()).join('\n'));
  assert.equal((await lines()).length, 4, 'one line each');
  await boxes.sql(`update ops.mailboxes set status = 'off', last_error = 'set IMAP_URL' where key = 'imap'`);
  assert.equal((await lines()).length, 3, 'what is not set up is no news');
});
