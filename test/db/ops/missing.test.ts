// Who waits for a report that is not there is told why, once a day, and once more when it is there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { type Item, makeItem } from './support/item.ts';

const db = await testDatabase();
const HOUR = 3_600_000;
const SLOT = Date.parse('2026-02-02T22:00:00Z');

/** A report whose slot is the clock's, with a PIC who has both addresses and one recipient. */
async function report(): Promise<Item> {
  const item = await makeItem(db, { requiresReview: false, requiresApproval: false });
  await db.sql('update ops.people set telegram_user_id = $2 where id = $1', item.pic, 8000 + Number(item.id));
  await db.sql(
    `insert into ops.recipients (key, channel, address) values ($1, 'email', $2), ($1, 'telegram', $3)`,
    item.definition,
    `baca${item.id}@toko.example`,
    `-${item.id}`,
  );
  await db.sql('update ops.occurrences set is_manual = false, slot_at = $2 where id = $1', item.occurrence, new Date(SLOT));
  await db.sql(`update ops.job_definitions set missing_notice = 'none' where key not in ($1) and makes_work_item`, item.definition);
  return item;
}
const run = async (item: Item, hours: number): Promise<number> => {
  await item.setClock(new Date(SLOT + hours * HOUR));
  return Number((await db.sql('select ops.missing_run() as n'))[0].n);
};
const told = (item: Item, kind: string) =>
  db.sql(
    `select o.channel || ' ' || regexp_replace(o.recipient, '[0-9]+.*', '') as who, o.params ->> 'subject' as subject, o.params ->> 'text' as text
       from ops.outbox o join ops.missing_notices n on o.dedupe_key like '%:report.' || $2 || ':' || n.occurrence_id || ':' || n.told_on || ':%'
      where n.occurrence_id = $1 order by o.id`,
    item.occurrence,
    kind,
  );
const textOf = async (item: Item): Promise<string> => (await told(item, 'missing')).at(-1)?.text;

test('before the latest start nobody hears; after it the PIC and the recipients do, by mail and Telegram, once a day; then that it is there', async () => {
  const item = await report();
  assert.equal(await run(item, 1.9), 0);
  assert.equal(await run(item, 2), 4);
  const mails = await told(item, 'missing');
  assert.deepEqual(mails.map((m) => m.who).sort(), ['email baca', 'email pic', 'telegram ', 'telegram -']);
  assert.equal(mails[0].subject, 'Belum ada: Item 2 Feb 2026');
  assert.match(
    mails[0].text,
    /^Laporan Item untuk Senin, 2 Februari 2026 belum ada\.\nSebab: Need belum dijadwalkan untuk tanggal itu\.\nDitunggu sejak 03\/02\/2026 05\.00 WIB\.\nSelanjutnya: /,
  );
  assert.equal(await run(item, 3), 0, 'once a day');
  assert.equal(await run(item, 26), 4, 'and the next day');
  assert.equal(await run(item, 47.9), 0);
  assert.equal(await run(item, 24 * 2 + 4), 0, 'then the next report is what they wait for');
  await item.meetNeeds();
  await item.finish(await item.start());
  assert.equal(await item.status(), 'approved');
  assert.equal(await run(item, 53), 4);
  const good = await told(item, 'there');
  assert.equal(good.length, 4);
  assert.match(good[0].text, /^Laporan Item untuk Senin, 2 Februari 2026 sudah terbit, 05\/02\/2026 09\.00 WIB\.$/);
  assert.equal(await run(item, 54), 0);
  assert.deepEqual(
    (await db.sql('select told_on, resolved_how from ops.missing_notices where occurrence_id = $1 order by id', item.occurrence)).map(
      (n) => [n.told_on, n.resolved_how],
    ),
    [
      ['2026-02-03', 'published'],
      ['2026-02-04', 'published'],
    ],
  );
});

test('what a report is there for (review, signature) is no reason; switched off by its row neither', async () => {
  const item = await makeItem(db);
  await db.sql('update ops.occurrences set is_manual = false, slot_at = $2 where id = $1', item.occurrence, new Date(SLOT));
  await item.into('pending_approval');
  assert.equal(await run(item, 5), 0);
  const escalated = await makeItem(db);
  await db.sql('update ops.occurrences set is_manual = false, slot_at = $2 where id = $1', escalated.occurrence, new Date(SLOT));
  await escalated.into('escalated');
  assert.equal(await run(escalated, 5), 0, 'made, and nobody looked at it: that is another matter');
  const off = await report();
  await db.sql(`update ops.job_definitions set missing_notice = 'none' where key = $1`, off.definition);
  assert.equal(await run(off, 5), 0);
  await db.sql(`update ops.job_definitions set missing_notice = 'pic' where key = $1`, off.definition);
  assert.equal(await run(off, 5), 2);
});

test('each reason has its words: failed data, a held load, a pause, a failed report, a supervisor who has to decide', async () => {
  const failed = await report();
  const need = await failed.one('select ops.occurrence_open($1, $2)', `${failed.definition}.need`, failed.date);
  const token = await failed.one('select run_token from ops.occurrence_start($1, $2)', need, failed.worker);
  await failed.one(`select ops.occurrence_fail($1, '{"message": "token dicabut"}', true)`, token);
  await run(failed, 2);
  assert.match(await textOf(failed), /\nSebab: Need gagal ditarik dari sumbernya\. Catatan teknis: token dicabut\n/);

  const held = await report();
  const pull = await held.one('select ops.occurrence_open($1, $2)', `${held.definition}.need`, held.date);
  await held.one(`select run_token from ops.occurrence_start($1, $2)`, pull, held.worker);
  await db.sql(
    `insert into raw.load_history (kind, entity, source, data_type, snapshot_date, business_date, covers_from, covers_to, status, occurrence_id, validation)
     values ('stock', 'DDD', 'accurate', 'api', $2::date, $2::date, $2::date, $2::date, 'staged', $1, $3)`,
    pull,
    held.date,
    JSON.stringify([{ check: 'rows', severity: 'block', passed: false, message: 'Baris turun 60%.' }]),
  );
  await db.sql(`update raw.load_history set status = 'quarantined', finished_at = util.now() where occurrence_id = $1`, pull);
  await run(held, 2);
  assert.match(await textOf(held), /\nSebab: Need ditahan: Baris turun 60%\.\n/);

  const paused = await report();
  await paused.one(`select ops.occurrence_open($1, $2)`, `${paused.definition}.need`, paused.date);
  await db.sql(`select ops.pause('job:' || $1 || '.need', 'stok opname', null)`, paused.definition);
  await run(paused, 2);
  assert.match(await textOf(paused), /\nSebab: Need belum ada: dihentikan sementara oleh mandor_deploy: stok opname\n/);
  await db.sql(`select ops.resume('job:' || $1 || '.need', 'selesai')`, paused.definition);

  const broken = await report();
  await broken.into('failed');
  await run(broken, 2);
  assert.match(await textOf(broken), /\nSebab: Pembuatannya gagal\. Catatan teknis: why\n.*Selanjutnya: dicoba lagi sendiri/s);

  const given = await report();
  await given.due();
  assert.equal(await given.due(), 'escalated');
  assert.equal(await run(given, 30), 4, 'told the day before by the timer; today again');
  assert.match(
    await textOf(given),
    /\nSebab: Menunggu keputusan atasan\..*\nSebab: Need belum dijadwalkan.*\nSelanjutnya: supervisor \d+ yang memutuskan\./s,
  );
  await given.one(`select ops.work_item_close($1, 'libur', $2)`, given.id, given.supervisor);
  assert.equal(await run(given, 31), 4);
  assert.match((await told(given, 'there'))[0].subject, /^Tidak dibuat: Item 2 Feb 2026$/);
});

test('in test mode only test recipients hear', async () => {
  const item = await report();
  await db.sql(`update ops.job_definitions set test_mode = true where key = $1`, item.definition);
  await db.sql(
    `insert into ops.recipients (key, channel, address, is_test) values ($1, 'email', 'uji@toko.example', true)`,
    item.definition,
  );
  assert.equal(await run(item, 2), 1);
  assert.equal(
    (await db.sql(`select recipient from ops.outbox where subject_key = 'report.missing' order by id desc limit 1`))[0].recipient,
    'uji@toko.example',
  );
});

test('a run that somebody decides about at this moment is left for the next minute', async () => {
  const item = await report();
  await item.setClock(new Date(SLOT + 2 * HOUR));
  const decider = await db.pool('mandor_deploy').connect();
  try {
    await decider.query('begin');
    await decider.query('select 1 from ops.occurrences where id = $1 for update', [item.occurrence]);
    assert.equal(await run(item, 2), 0);
  } finally {
    await decider.query('rollback');
    decider.release();
  }
  assert.equal(await run(item, 2), 4);
});
