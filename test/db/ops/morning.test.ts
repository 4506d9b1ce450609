// The director's morning: made once a day, kept as it was said, one message for each address.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { readReport } from '../../../src/reports/types.ts';
import { testDatabase } from '../../support/harness.ts';
import { makeItem } from './support/item.ts';
import { codeOf, newWorker, race } from './support/race.ts';

const db = await testDatabase();
const at = (time: string): Promise<void> => db.setClock(`${time}+07:00`);
const day = (time: string): string => time.slice(0, 10);
const worker = await newWorker(db);
await db.sql(`update agent.profiles set max_concurrent_runs = 1000`);
await db.sql(`insert into ops.people (name, email) values ('Ibu Direktur', 'direktur@toko.example')`);

beforeEach(async () => {
  await db.sql('alter table ops.mornings disable trigger user');
  await db.sql('delete from ops.mornings');
  await db.sql('alter table ops.mornings enable trigger user');
  await db.sql('delete from ops.outbox where work_item_id is null');
  await db.sql('delete from ops.recipients');
  await db.sql(
    `insert into ops.recipients (key, channel, address, person_id)
     select 'director', c.channel, c.address, p.id from ops.people p cross join (values ('email', 'Direktur@toko.example'), ('telegram', '900')) c (channel, address) where p.name = 'Ibu Direktur'`,
  );
  await db.sql(`update ops.settings set value = null`);
});

/** Starts a run of today's (or another day's) summary; its token. */
async function start(time: string, date = day(time)): Promise<string> {
  await at(time);
  const [{ id }] = await db.sql(`select ops.occurrence_open('director.morning', $1) as id`, date);
  const [run] = await db.sql('select run_token from ops.occurrence_start($1, $2)', id, worker);
  return run.run_token;
}
async function tell(time: string, date?: string): Promise<{ outcome: string; note: string }> {
  const token = await start(time, date);
  const [{ id }] = await db.sql('select id from ops.occurrences where run_token = $1', token);
  const [{ outcome }] = await db.sql('select ops.morning_tell($1) as outcome', token);
  return { outcome, note: (await db.sql('select note from ops.occurrences where id = $1', id))[0].note };
}
const messages = () => db.sql(`select * from ops.outbox where subject_key = 'director.morning' order by channel, recipient, id`);

test('a day on which nothing is wrong is one line; the mail has the departments all the same', async () => {
  assert.deepEqual(await tell('2026-02-10T07:15:00'), { outcome: 'done', note: '2 penerima, 0 tindak lanjut.' });
  const [mail, chat, ...more] = await messages();
  assert.equal(more.length, 0);
  assert.deepEqual([mail.recipient, chat.recipient, mail.params.recipient_name], ['direktur@toko.example', '900', 'Ibu Direktur']);
  assert.equal(chat.params.subject, 'Ringkasan pagi 10 Feb 2026: tidak ada yang perlu ditindaklanjuti');
  assert.equal(chat.params.text, 'Tidak ada yang perlu ditindaklanjuti hari ini. 0 laporan selesai dalam 24 jam terakhir.');
  const report = readReport(mail.params.report);
  assert.equal(report.verdict, 'Tidak ada yang perlu ditindaklanjuti hari ini.');
  assert.deepEqual(
    report.sections.map((s) => [s.key, s.table?.rows.length]),
    [['company', 6]],
  );
});

test('a second run of the day says nothing more; who was added meanwhile gets the same words', async () => {
  await tell('2026-02-10T07:15:00');
  const item = await makeItem(db, { clock: '2026-02-10T00:20:00Z' });
  await item.into('failed');
  await db.sql(`insert into ops.recipients (key, channel, address) values ('director', 'email', 'wakil@toko.example')`);
  await tell('2026-02-10T08:00:00');
  const sent = await messages();
  assert.deepEqual(
    sent.map((m) => m.recipient),
    ['direktur@toko.example', 'wakil@toko.example', '900'],
  );
  assert.deepEqual(sent[1].params.report, sent[0].params.report, 'what was said stays said');
  await db.sql(`select ops.work_item_cancel($1, 'test', null)`, item.id);
});

test('two runs at once: one summary, one message for each address', async () => {
  const [first, second] = [await start('2026-02-10T07:15:00'), await start('2026-02-10T07:15:00')];
  const [one, two] = await race(db, 'select ops.morning_tell($1) as outcome', [first], 'select ops.morning_tell($1) as outcome', [second]);
  assert.deepEqual([one, two], [[{ outcome: 'done' }], [{ outcome: 'done' }]]);
  assert.deepEqual([(await messages()).length, (await db.sql('select 1 from ops.mornings')).length], [2, 1]);
});

test('a run that lost its hold is not mine', async () => {
  assert.equal((await db.sql('select ops.morning_tell(gen_random_uuid()) as o'))[0].o, 'not_mine');
  assert.equal((await messages()).length, 0);
});

test('what was said is kept: nobody changes or removes it, and the journal has it', async () => {
  const kept = async () =>
    (await db.sql(`select count(*)::int as n from ops.journal where kind = 'ops.mornings' and subject = '2026-02-10'`))[0].n;
  const before = await kept();
  await tell('2026-02-10T07:15:00');
  assert.ok(await codeOf(db.sql(`update ops.mornings set subject = 'x'`)));
  assert.ok(await codeOf(db.sql('delete from ops.mornings')));
  assert.ok(await codeOf(db.sql('truncate ops.mornings')));
  assert.equal(await kept(), before + 1);
});

test('not on a holiday, not on a day off of the calendar; with another calendar each day', async () => {
  await db.sql(`insert into ops.holidays (calendar_key, day_on, name) values ('company', '2026-02-17', 'Imlek')`);
  assert.deepEqual(await tell('2026-02-17T07:15:00'), { outcome: 'done', note: 'Tidak dikirim: bukan hari kerja.' });
  assert.equal((await messages()).length, 0);
  await db.sql(`update ops.settings set value = '-' where key = 'morning.calendar'`);
  await tell('2026-02-17T07:20:00');
  assert.equal((await messages()).length, 2);
  await db.sql(`update ops.settings set value = null where key = 'morning.calendar'`);
  await db.sql(`update ops.calendars set working_weekdays = '{1,2,3,4,5}' where key = 'company'`);
  assert.match((await tell('2026-02-14T07:15:00')).note, /bukan hari kerja/, 'a Saturday');
  assert.match((await tell('2026-02-13T07:15:00')).note, /2 penerima/, 'a Friday');
  await db.sql(`update ops.calendars set working_weekdays = '{1,2,3,4,5,6,7}' where key = 'company'`);
});

test('a summary of another day is not sent: after an outage only that of today', async () => {
  assert.deepEqual(await tell('2026-02-10T06:00:00', '2026-02-09'), {
    outcome: 'done',
    note: 'Tidak dikirim: ringkasan pagi hanya untuk harinya sendiri.',
  });
  assert.equal((await messages()).length, 0);
  await tell('2026-02-10T09:30:00');
  assert.equal((await messages()).length, 2);
});

test('nobody to tell is said where runs are looked at, and the day is kept', async () => {
  await db.sql('delete from ops.recipients');
  assert.deepEqual(await tell('2026-02-10T07:15:00'), {
    outcome: 'done',
    note: 'Tidak ada penerima: isi ops.recipients dengan kunci director.',
  });
  assert.equal((await db.sql('select 1 from ops.mornings')).length, 1);
});

test('in test mode only test recipients are told', async () => {
  await db.sql(`insert into ops.recipients (key, channel, address, is_test) values ('director', 'email', 'uji@toko.example', true)`);
  await db.sql(`update ops.settings set value = 'true' where key = 'outbox.test_mode'`);
  await tell('2026-02-10T07:15:00');
  assert.deepEqual(
    (await messages()).map((m) => [m.recipient, m.is_test]),
    [['uji@toko.example', true]],
  );
});

test('a bad day: the worst first, what does not fit is counted, all of it is kept', async () => {
  const items = [];
  for (const [title, status] of [
    ['Control Stock', 'escalated'],
    ...Array.from({ length: 10 }, (_, i) => [`Laporan ${i + 1}`, 'failed']),
  ] as const) {
    const item = await makeItem(db, { title, clock: '2026-02-09T20:00:00Z' });
    await item.into(status);
    items.push(item.id);
  }
  // Nine more people, a day and a half without an answer.
  for (let i = 0; i < 9; i++) {
    const item = await makeItem(db, { title: `Tanda tangan ${i}`, clock: '2026-02-08T12:00:00Z' });
    await item.into('pending_approval');
    items.push(item.id);
  }
  await tell('2026-02-10T07:15:00');
  const [mail, chat] = await messages();
  const lines = chat.params.text.split('\n');
  assert.match(lines[0], /^🔴 supervisor \d+: Control Stock 2 Feb 2026 menunggu keputusan/);
  assert.match(
    lines[1],
    /^🔴 Penanggung jawab data: laporan terlambat \(10\): Laporan \d+ 2 Feb 2026 gagal: why; Laporan \d+ 2 Feb 2026 gagal: why; \+8 lainnya, sejak 03\.00 → perbaiki sebabnya, lalu ulangi$/,
    'ten reports of one person are one line',
  );
  assert.match(lines[2], /^🟡 pic \d+: belum menjawab Tanda tangan 0 2 Feb 2026, sejak 8 Feb 2026 \(2 hari\) → ingatkan$/);
  assert.deepEqual(
    [lines[8], lines[9], lines[10]],
    ['+3 lainnya, lihat mart.v_follow_up_today', '', 'OPS: 0 selesai, 10 terlambat, 1 di atasan'],
  );
  assert.ok(chat.params.text.length < 1500, String(chat.params.text.length));
  const report = readReport(mail.params.report);
  assert.match(report.subject, /20 tindak lanjut, 11 segera/);
  assert.match(
    report.verdict,
    /^Hari ini perlu ditindaklanjuti: supervisor \d+, Penanggung jawab data \(10\), pic \d+, .*, \+5 lainnya\.$/,
  );
  assert.deepEqual(
    report.sections.map((s) => [s.key, s.sentences.length, s.more ?? null]),
    [
      ['follow_up_critical', 2, null],
      ['follow_up_warning', 6, '+3 lainnya, lihat mart.v_follow_up_today'],
      ['company', 1, null],
      ['week', 0, null],
    ],
  );
  assert.equal((await db.sql('select jsonb_array_length(follow_ups) as n from ops.mornings'))[0].n, 20);
  for (const id of items)
    await db.sql(
      `select case w.status when 'escalated' then ops.work_item_close(w.id, 'test', null) when 'pending_approval' then ops.work_item_withdraw(w.id, 'cancelled', 'test', ops.work_item_supervisor(w.id))
              else ops.work_item_cancel(w.id, 'test', null) end from ops.work_items w where w.id = $1`,
      id,
    );
});

test('the week before is told on the first morning of a week, though Monday is a holiday', async () => {
  const item = await makeItem(db, { clock: '2026-03-04T02:00:00Z' });
  await item.into('approved');
  const week = async (time: string): Promise<string | undefined> => {
    await tell(time);
    const [{ chat_text }] = await db.sql('select chat_text from ops.mornings where told_on = $1', day(time));
    return /Pekan lalu: .*/.exec(chat_text)?.[0];
  };
  await db.sql(`insert into ops.holidays (calendar_key, day_on, name) values ('company', '2026-03-09', 'Cuti bersama')`);
  assert.match((await tell('2026-03-09T07:15:00')).note, /bukan hari kerja/);
  assert.equal(await week('2026-03-10T07:15:00'), 'Pekan lalu: 1 laporan, 1 disetujui, 0 terlambat, 0 ke atasan.');
  assert.equal(await week('2026-03-11T07:15:00'), undefined);
});

test('only staff may tell the director', async () => {
  await db.as('mandor_agent_director', async (c) =>
    assert.equal(await codeOf(c.query('select ops.morning_tell(gen_random_uuid())')), '42501'),
  );
});
