// Who has to be followed up: each reason on rows that are one, and on rows that are just not.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { makeItem } from '../ops/support/item.ts';

const db = await testDatabase();
// 05.00 in Jakarta, a Tuesday.
const START = '2026-02-02T22:00:00Z';
const wib = (time: string): Promise<void> => db.setClock(`${time}+07:00`);
/** "severity person: reason → next" of each row, in order; of one kind, or of all. */
const rows = async (kind?: string): Promise<string[]> =>
  (
    await db.sql(
      `select format('%s %s: %s → %s', f.severity, f.person, f.reason, f.next) as t from mart.v_follow_up_today f where $1::text is null or f.kind = $1 order by f.place`,
      kind ?? null,
    )
  ).map((r) => r.t);

beforeEach(async () => {
  await db.setClock(START);
  await db.sql(`update ops.follow_up_kinds set is_enabled = true, severity = null, after = null, responsible_key = null`);
});

/** Brings a message to a state by the way that rows go. */
async function deliver(id: string, status: 'failed' | 'unknown' | 'confirmed', message = 'why'): Promise<void> {
  await db.sql(
    `update ops.outbox set status = 'sending', run_token = gen_random_uuid(), claimed_by = ops.worker_register('', 'h', 1, null), sent_at = util.now() where id = $1`,
    id,
  );
  await db.sql(
    `update ops.outbox set status = $2, run_token = null, claimed_by = null, error = case when $2 <> 'confirmed' then jsonb_build_object('message', $3::text) end,
            confirmed_at = case when $2 = 'confirmed' then util.now() end where id = $1`,
    id,
    status,
    message,
  );
}
const plan = async (key: string, channel = 'telegram'): Promise<string> =>
  (await db.sql(`select ops.outbox_plan($2, '-1', 'alert.x', '{"text": "x"}', $1) as id`, key, channel))[0].id;

/** Ends an item, whatever it is in, so that the next test starts from nothing. */
async function close(id: string): Promise<void> {
  await db.sql('delete from ops.absences');
  const [{ status }] = await db.sql('select status from ops.work_items where id = $1', id);
  if (status === 'escalated') await db.sql(`select ops.work_item_close($1, 'test', null)`, id);
  else if (status === 'pending_approval') {
    const [{ supervisor }] = await db.sql(`select ops.work_item_supervisor($1) as supervisor`, id);
    await db.sql(`select ops.work_item_withdraw($1, 'cancelled', 'test', $2)`, id, supervisor);
  } else if (status === 'scheduled') await db.sql(`select ops.work_item_skip($1, 'test')`, id);
  else if (!['approved', 'cancelled'].includes(status)) await db.sql(`select ops.work_item_cancel($1, 'test', null)`, id);
}

test('nobody is followed up while nothing is wrong', async () => {
  assert.deepEqual(await rows(), []);
});

test('an escalated item names its supervisor, since when and why; decided, it is gone', async () => {
  const item = await makeItem(db, { title: 'Control Stock' });
  await item.into('escalated');
  const [row] = await db.sql(`select * from mart.v_follow_up_today where kind = 'escalated'`);
  assert.match(row.person, /^supervisor \d+$/);
  assert.deepEqual(
    [row.severity, row.link, row.next],
    ['critical', `mandor explain work_item ${item.id}`, 'putuskan: ulangi, setujui, atau tutup'],
  );
  assert.match(row.reason, /^Control Stock 2 Feb 2026 menunggu keputusan/);
  const [{ at }] = await db.sql(`select at from ops.work_item_history where work_item_id = $1 and to_status = 'escalated'`, item.id);
  assert.deepEqual(row.since, at);
  await close(item.id);
  assert.deepEqual(await rows('escalated'), []);
});

test('a report that waits for data is told the moment its latest start has passed, with what is missing', async () => {
  const item = await makeItem(db, { title: 'Control Stock' });
  // Asked for by hand at 05.00, latest start two hours later.
  await wib('2026-02-03T07:00:00');
  assert.deepEqual(await rows('work_item'), [], 'at the minute itself it is in time');
  await wib('2026-02-03T07:00:01');
  assert.deepEqual(await rows('work_item'), [
    'critical Penanggung jawab data: Control Stock 2 Feb 2026 belum ada: menunggu Need → lengkapi datanya',
  ]);
  await db.sql(`insert into ops.people (name, email) values ('Ibu Data', 'data@toko.example')`);
  await db.sql(
    `insert into ops.recipients (key, channel, address, person_id) select 'data.owner', 'email', 'data@toko.example', id from ops.people where name = 'Ibu Data'`,
  );
  assert.match((await rows('work_item'))[0] ?? '', /^critical Ibu Data: /);
  await item.meetNeeds();
  await item.start();
  assert.match((await rows('work_item'))[0] ?? '', /masih dikerjakan → periksa apa yang menahannya/);
  await close(item.id);
  assert.deepEqual(await rows('work_item'), []);
});

test('a failed report is told at once, with its error', async () => {
  const item = await makeItem(db);
  await item.into('failed');
  assert.deepEqual(await rows('work_item'), ['critical Ibu Data: Item 2 Feb 2026 gagal: why → perbaiki sebabnya, lalu ulangi']);
  await close(item.id);
});

test('a signature is asked after from 24 hours on, critical from the hours of the alert rule on, one line a person', async () => {
  const item = await makeItem(db, { title: 'Control Stock' });
  await item.into('pending_approval');
  await wib('2026-02-04T04:59:59');
  assert.deepEqual(await rows('approval'), [], '23:59:59');
  await wib('2026-02-04T05:00:00');
  const [one, ...more] = await rows('approval');
  assert.equal(more.length, 0);
  assert.match(one ?? '', /^warning pic \d+: belum menjawab Control Stock 2 Feb 2026 → ingatkan$/);
  await wib('2026-02-05T04:59:59');
  assert.match((await rows('approval'))[0] ?? '', /^warning/, '47:59:59');
  await wib('2026-02-05T05:00:00');
  assert.match((await rows('approval'))[0] ?? '', /^critical/, '48 hours');
  // The threshold that alerts is the one that makes it critical.
  await db.sql(`update ops.alert_rules set predicate = '{"op": ">=", "value": 49}' where key = 'approval_overdue'`);
  assert.match((await rows('approval'))[0] ?? '', /^warning/);
  await db.sql(`update ops.alert_rules set predicate = null where key = 'approval_overdue'`);
  const second = await makeItem(db, { title: 'Penjualan Harian', clock: '2026-02-03T22:00:00Z' });
  await db.sql('update ops.job_definitions set pic_id = $2 where key = $1', second.definition, item.pic);
  await second.into('pending_approval');
  await wib('2026-02-05T05:00:00');
  assert.match((await rows('approval'))[0] ?? '', /belum menjawab 2 laporan: Control Stock 2 Feb 2026, Penjualan Harian 2 Feb 2026 →/);
  await db.sql(`select ops.approval_decide($1, 1, 'approve', null, 'cli', $2)`, await item.approval('pic'), item.pic);
  await db.sql(`select ops.approval_decide($1, 1, 'approve', null, 'cli', $2)`, await second.approval('pic'), item.pic);
  assert.deepEqual(await rows('approval'), []);
});

test('who signs and is away is a reason only while nobody can sign instead, critical while something waits', async () => {
  const item = await makeItem(db, { title: 'Control Stock' });
  const away = (person: string, from = '2026-02-03', to = '2026-02-05') =>
    db.sql('insert into ops.absences (person_id, from_on, to_on) values ($1, $2, $3)', person, from, to);
  await away(item.pic);
  assert.deepEqual(await rows('absence'), [], 'the backup is there');
  await away(item.backup);
  assert.deepEqual(await rows('absence'), [], "the PIC's supervisor is there");
  await away(item.supervisor);
  assert.match(
    (await rows('absence'))[0] ?? '',
    /^warning pic \d+: tidak masuk s\.d\. 5 Feb 2026 tanpa pengganti; tidak ada yang dapat menandatangani Control Stock → tunjuk pengganti$/,
  );
  await item.into('pending_approval');
  assert.match((await rows('absence'))[0] ?? '', /^critical/);
  await db.sql(`insert into ops.people (name, email) values ('Pengganti', 'ganti@toko.example')`);
  await db.sql(`update ops.absences set delegate_id = (select id from ops.people where name = 'Pengganti') where person_id = $1`, item.pic);
  assert.deepEqual(await rows('absence'), [], 'a delegate was named');
  await db.sql('update ops.absences set delegate_id = null');
  await wib('2026-02-06T00:00:00');
  assert.deepEqual(await rows('absence'), [], 'back at work');
  await close(item.id);
});

test('a request that did not arrive or came back is told until another one of it arrives', async () => {
  const item = await makeItem(db, { title: 'Control Stock' });
  await item.into('pending_approval');
  const [mail] = await db.sql(
    `select id, recipient from ops.outbox where work_item_id = $1 and channel = 'email' order by id limit 1`,
    item.id,
  );
  assert.deepEqual(await rows('delivery'), [], 'planned');
  await deliver(mail.id, 'failed', '550 no such user');
  assert.match(
    (await rows('delivery'))[0] ?? '',
    /^critical pic \d+: Control Stock 2 Feb 2026 tidak sampai ke pic\d+@toko\.example \(e-mail\): 550 no such user → periksa alamatnya$/,
  );
  await wib('2026-02-06T05:00:01');
  assert.deepEqual(await rows('delivery'), [], 'after three days nobody mends it any more');
  await db.setClock(START);
  await db.sql(`update ops.outbox set status = 'planned', error = null where id = $1`, mail.id);
  await deliver(mail.id, 'unknown');
  assert.match((await rows('delivery'))[0] ?? '', /tidak diketahui apakah terkirim → periksa kotak terkirim$/);
  const [again] = await db.sql(
    `insert into ops.outbox (channel, recipient, subject_key, params, dedupe_key, work_item_id)
     select channel, recipient, subject_key, params, 'again', work_item_id from ops.outbox where id = $1 returning id`,
    mail.id,
  );
  assert.equal((await rows('delivery')).length, 1, 'planned again');
  await deliver(again.id, 'confirmed');
  assert.deepEqual(await rows('delivery'), [], 'it has arrived after all');
  await db.sql(`update ops.approvals set evidence = '{"bounce": {}}' where id = $1`, await item.approval('pic'));
  assert.match(
    (await rows('delivery'))[0] ?? '',
    /permintaan tanda tangan Control Stock 2 Feb 2026 kembali dari pic\d+@toko\.example → perbaiki alamatnya$/,
  );
  await close(item.id);
  assert.deepEqual(await rows('delivery'), []);
});

test('a load that is held back concerns who owns the data; released it is gone', async () => {
  await db.sql(
    `insert into raw.load_history (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, status, finished_at, validation)
     values ('accurate', 'stock', 'api', 'MBB', '2026-02-02', '2026-02-02', '2026-02-02', '2026-02-02', 'quarantined', util.now() - interval '1 hour', '[]')`,
  );
  const [row] = await db.sql(`select * from mart.v_follow_up_today where kind = 'load_blocked'`);
  assert.deepEqual([row.person, row.severity, row.next], ['Ibu Data', 'critical', 'lepas atau tolak datanya']);
  assert.deepEqual(row.since, new Date('2026-02-02T21:00:00Z'));
  await db.sql(`update raw.load_history set status = 'accepted'`);
  assert.deepEqual(await rows('load_blocked'), []);
  await db.sql('delete from raw.load_history');
});

test('a job that nobody will try again', async () => {
  await db.sql(`select ops.jobs_add('ops/handle_event', 'event', array['e-1'])`);
  assert.deepEqual(await rows('dead_job'), []);
  await db.admin.query(`update graphile_worker._private_jobs set attempts = max_attempts - 1 where key = 'event:e-1'`);
  assert.deepEqual(await rows('dead_job'), [], 'one more try');
  await db.admin.query(
    `update graphile_worker._private_jobs set attempts = max_attempts, last_error = E'out of memory\\nstack' where key = 'event:e-1'`,
  );
  assert.match((await rows('dead_job'))[0] ?? '', /^warning .*pekerjaan event:e-1 \(ops\/handle_event\) berhenti: out of memory →/);
  await db.admin.query(`delete from graphile_worker._private_jobs where key = 'event:e-1'`);
});

test('a channel that is broken stands first, and is mended by one message that arrives', async () => {
  const item = await makeItem(db);
  await item.into('failed');
  for (const n of [1, 2]) await deliver(await plan(`broken:${n}`), 'failed', 'bot was blocked');
  assert.deepEqual(await rows('channel'), [], 'two in a row may happen');
  await deliver(await plan('broken:3'), 'failed', 'bot was blocked');
  const [first, second] = await rows();
  assert.match(
    first ?? '',
    /^critical Penanggung jawab sistem: Pesan lewat Telegram tidak sampai; peringatan dikirim lewat jalur lain → periksa akunnya$/,
  );
  assert.match(second ?? '', /gagal: why/);
  await deliver(await plan('works'), 'confirmed');
  assert.deepEqual(await rows('channel'), []);
  await close(item.id);
});

test('a mailbox that cannot be read, by the same minutes as the alert', async () => {
  const look = (since: string) =>
    db.sql(
      `update ops.mailboxes set status = 'failing', checked_at = util.now() - $1::interval, due_since = util.now() - $1::interval, failures = 4, last_error = 'no route' where key = (select min(key) from ops.mailboxes)`,
      since,
    );
  await look('14 minutes 59 seconds');
  assert.deepEqual(await rows('channel'), []);
  await look('15 minutes');
  assert.match((await rows('channel'))[0] ?? '', /Balasan di .* tidak dibaca → periksa sambungannya/);
  await db.sql(`update ops.mailboxes set status = 'ok', last_error = null, failures = 0, due_since = null`);
  assert.deepEqual(await rows('channel'), []);
});

test('a machine that is not recovered; a person is needed only when it is given up', async () => {
  await db.sql(`insert into ops.machines (key, title, host, is_enabled) values ('vps-1', 'VPS Toko 1', 'vps-1.example', false)`);
  await db.sql(`alter table ops.incidents disable trigger user`);
  const wake = `(select ops.wakeup_add('incident_step', 'incident', 'x', util.now() + interval '1 hour'))`;
  const [{ id }] = await db.sql(
    `insert into ops.incidents (machine_key, cause, says, wakeup_id) values ('vps-1', 'health', 'tidak menjawab', ${wake}) returning id`,
  );
  assert.deepEqual(await rows('incident'), [
    'warning Penanggung jawab sistem: mesin VPS Toko 1: tidak menjawab → sedang dipulihkan; pantau',
  ]);
  await db.sql(`update ops.incidents set status = 'exhausted', phase = 'person' where id = $1`, id);
  assert.match((await rows('incident'))[0] ?? '', /^critical .*→ perbaiki mesinnya, lalu tutup insidennya$/);
  await db.sql(`update ops.incidents set status = 'verified', phase = 'confirm', verified_at = util.now() where id = $1`, id);
  assert.deepEqual(await rows('incident'), []);
  const [week] = await db.sql(`select incidents, recovered from mart.v_company_week where week = '2026-02-02' and department = 'OPS'`);
  assert.deepEqual(week, { incidents: 1, recovered: 1 });
});

test('people set how severe a reason is, after how long, whom it concerns, and whether it is told', async () => {
  const item = await makeItem(db);
  await item.into('failed');
  await db.as('mandor_analyst', (c) =>
    c.query(`update ops.follow_up_kinds set severity = 'warning', responsible_key = 'nobody', after = '1 hour' where key = 'work_item'`),
  );
  assert.deepEqual(await rows(), [], 'not yet an hour');
  await wib('2026-02-03T06:00:00');
  assert.deepEqual(await rows(), ['warning Penanggung jawab data: Item 2 Feb 2026 gagal: why → perbaiki sebabnya, lalu ulangi']);
  const [change] = await db.sql(
    `select changed_by, new_row ->> 'after' as after from ops.settings_history where table_name = 'ops.follow_up_kinds' order by id desc limit 1`,
  );
  assert.deepEqual(change, { changed_by: 'mandor_analyst', after: '01:00:00' });
  await db.sql(`update ops.follow_up_kinds set is_enabled = false where key = 'work_item'`);
  assert.deepEqual(await rows(), []);
  await close(item.id);
});

test('what is only a test is nobody to follow up, unless the whole installation is one', async () => {
  const item = await makeItem(db);
  await db.sql('update ops.job_definitions set test_mode = true where key = $1', item.definition);
  await item.into('failed');
  assert.deepEqual(await rows(), []);
  await db.sql(`update ops.settings set value = 'true' where key = 'outbox.test_mode'`);
  assert.equal((await rows()).length, 1);
  await db.sql(`update ops.settings set value = null where key = 'outbox.test_mode'`);
  await close(item.id);
});
