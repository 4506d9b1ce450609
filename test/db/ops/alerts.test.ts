import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, race } from './support/race.ts';

const db = await testDatabase();
const NOON = '2026-02-09T12:00:00+07:00';
const raise = async (severity: string, key: string, title = `Judul ${key}`, department = 'OPS', window = '1 day'): Promise<string> =>
  (
    await db.sql(
      `select ops.alert_raise($1, $2, 'test', $3, 'Isi dan langkah.', $4, $5::interval) as id`,
      severity,
      department,
      title,
      key,
      window,
    )
  )[0].id;
const alert = async (id: string) => (await db.sql('select * from ops.alerts where id = $1', id))[0];
/** channel:recipient of each message of an alert, in order. */
const sentTo = async (id: string): Promise<string[]> =>
  (
    await db.sql(
      `select o.channel || ':' || o.recipient || case when d.is_fallback then ' (other channel)' else '' end as t
         from ops.alert_deliveries d join ops.outbox o on o.id = d.outbox_id where d.alert_id = $1 order by 1`,
      id,
    )
  ).map((r) => r.t);
const recipient = (key: string, channel: string, address: string, isTest = false) =>
  db.sql('insert into ops.recipients (key, channel, address, is_test) values ($1, $2, $3, $4)', key, channel, address, isTest);
const later = (time: string): Promise<void> => db.setClock(time);

beforeEach(async () => {
  await db.setClock(NOON);
  await db.sql('delete from ops.alert_deliveries');
  await db.sql('delete from ops.alerts');
  await db.sql('delete from ops.outbox');
  await db.sql('delete from ops.recipients');
  await db.sql('update ops.settings set value = null');
  await recipient('alerts.logs', 'telegram', '-100');
  await recipient('alerts.main', 'telegram', '-200');
  await recipient('alerts.main', 'email', 'jaga@toko.example');
  await recipient('alerts.direct', 'telegram', '300');
  await recipient('alerts.direct', 'email', 'kepala@toko.example');
});

test('the same key within the window is counted, not sent again; after the window it is a new alert', async () => {
  const first = await raise('warning', 'k');
  assert.equal(await raise('warning', 'k'), first);
  assert.equal(await raise('info', 'k'), first, 'something milder is not news');
  const row = await alert(first);
  assert.deepEqual([row.hit_count, row.is_current, row.routed_at !== null], [3, true, true]);
  assert.deepEqual(await sentTo(first), ['telegram:-200']);
  await later('2026-02-10T11:59:59+07:00');
  assert.equal(await raise('warning', 'k'), first);
  assert.deepEqual((await alert(first)).last_at, new Date('2026-02-10T11:59:59+07:00'));
  await later('2026-02-10T12:00:00+07:00');
  const second = await raise('warning', 'k');
  assert.notEqual(second, first);
  assert.deepEqual([(await alert(first)).is_current, (await alert(second)).is_current], [false, true]);
  assert.deepEqual(await sentTo(second), ['telegram:-200']);
});

test('a warning that becomes critical within its window is news', async () => {
  const first = await raise('warning', 'k');
  const second = await raise('critical', 'k');
  assert.notEqual(second, first);
  assert.deepEqual(await sentTo(second), ['email:kepala@toko.example', 'telegram:-200', 'telegram:300']);
});

test('two sessions raise one key at the same moment: one alert, counted twice', async () => {
  const call = `select ops.alert_raise('warning', 'OPS', 'test', 'Sama', '', 'same') as id`;
  const [one, two] = await race(db, call, [], call, []);
  assert.equal(one[0]?.id, (two as { id: string }[])[0]?.id);
  assert.equal((await alert(one[0]?.id as string)).hit_count, 2);
  assert.equal((await db.sql('select 1 from ops.outbox')).length, 1);
});

test('who is told: info the logs group, warning the main group, critical also people directly and by mail', async () => {
  assert.deepEqual(await sentTo(await raise('info', 'a')), ['telegram:-100']);
  assert.deepEqual(await sentTo(await raise('warning', 'b')), ['telegram:-200']);
  assert.deepEqual(await sentTo(await raise('critical', 'c')), ['email:kepala@toko.example', 'telegram:-200', 'telegram:300']);
  const [mail] = await db.sql(`select params, severity, subject_key from ops.outbox where channel = 'email'`);
  assert.match(mail.params.subject, /^🔴 KRITIS: Judul c$/);
  assert.match(mail.params.text, /Judul c[\s\S]*Isi dan langkah\.[\s\S]*OPS · test · 2026-02-09 12:00 WIB/);
  assert.match(mail.params.message_id, /^<mandor\.alert\..+@mandor\.example>$/);
  assert.deepEqual([mail.severity, mail.subject_key], ['critical', 'alert.test']);
});

test("a department's own recipients and its own routes come before the general ones", async () => {
  await recipient('alerts.main.FATAL', 'telegram', '-900');
  assert.deepEqual(await sentTo(await raise('warning', 'a', 'A', 'FATAL')), ['telegram:-900']);
  assert.deepEqual(await sentTo(await raise('warning', 'b', 'B', 'OPS')), ['telegram:-200']);
  await db.sql(
    `insert into ops.alert_routes (department, severity, channel, recipient_key) values ('FATAL', 'warning', 'email', 'alerts.direct')`,
  );
  assert.deepEqual(await sentTo(await raise('warning', 'c', 'C', 'FATAL')), ['email:kepala@toko.example']);
  await db.sql(`delete from ops.alert_routes where department = 'FATAL'`);
});

test('a channel without recipients, off or broken: the other one, saying so, and an alert of its own', async () => {
  await db.sql(`delete from ops.recipients where key = 'alerts.main' and channel = 'telegram'`);
  assert.deepEqual(await sentTo(await raise('warning', 'a')), ['email:jaga@toko.example (other channel)']);
  await recipient('alerts.main', 'telegram', '-200');
  assert.deepEqual(await sentTo(await raise('warning', 'b')), ['telegram:-200']);

  for (const key of ['x', 'y', 'z']) await raise('warning', key);
  await db.sql(
    `update ops.outbox set status = 'sending', run_token = gen_random_uuid(), claimed_by = ops.worker_register('', 'h', 1, null), sent_at = util.now() where channel = 'telegram'`,
  );
  await db.sql(
    `update ops.outbox set status = 'failed', run_token = null, claimed_by = null, error = '{"message": "bot was blocked"}' where channel = 'telegram'`,
  );
  const id = await raise('warning', 'c');
  assert.deepEqual(await sentTo(id), ['email:jaga@toko.example (other channel)']);
  const [mail] = await db.sql(
    `select params ->> 'text' as text from ops.outbox where recipient = 'jaga@toko.example' order by id desc limit 1`,
  );
  assert.match(mail.text, /jalur utama tidak berfungsi/);

  await db.sql('select ops.alerts_sweep()');
  const [own] = await db.sql(`select * from ops.alerts where dedupe_key = 'channel:telegram'`);
  assert.deepEqual([own.severity, own.category], ['critical', 'channel']);
  assert.match(own.body, /bot was blocked/);
  assert.ok((await sentTo(own.id)).every((to) => to.startsWith('email:')));
  // The warnings that Telegram lost have gone out by mail, once.
  const count = async () => (await db.sql(`select count(*)::int as n from ops.alert_deliveries where is_fallback`))[0].n;
  const before = await count();
  assert.ok(before >= 5, String(before));
  await db.sql('select ops.alerts_sweep()');
  assert.equal(await count(), before);
});

test('a storm: the cap of the day, then one digest for each address, the most severe first', async () => {
  await db.sql(`update ops.settings set value = '3' where key = 'alerts.max_per_person_day'`);
  for (let i = 0; i < 40; i++) await raise('warning', `storm ${i}`);
  await raise('critical', 'the worst', 'Yang terburuk');
  const single = `select count(*)::int as n from ops.outbox where channel = 'telegram' and recipient = '-200' and subject_key = 'alert.test'`;
  const digests = `select params ->> 'subject' as subject, params ->> 'text' as text from ops.outbox where recipient = '-200' and subject_key = 'alert.digest'`;
  assert.equal((await db.sql(single))[0].n, 3);
  await db.sql('select ops.alerts_sweep()');
  assert.equal((await db.sql(digests)).length, 0, 'it gathers first');
  await later('2026-02-09T12:15:00+07:00');
  await db.sql('select ops.alerts_sweep()');
  await db.sql('select ops.alerts_sweep()');
  const [digest, ...more] = await db.sql(digests);
  assert.equal(more.length, 0);
  assert.match(digest.subject, /Ringkasan: 38 peringatan/);
  assert.match(
    digest.text,
    /^Ringkasan 38 peringatan \(1 kritis\)[\s\S]*?\n\n🔴 12:00 · Yang terburuk\n🟡 12:00 · Judul storm 3\n[\s\S]*\+8 lainnya$/,
  );
  // More of the storm: not a second digest before alerts.digest_every.
  await raise('warning', 'afterwards');
  await later('2026-02-09T13:00:00+07:00');
  await db.sql('select ops.alerts_sweep()');
  assert.equal((await db.sql(digests)).length, 1);
  await later('2026-02-09T16:15:00+07:00');
  await db.sql('select ops.alerts_sweep()');
  assert.equal((await db.sql(digests)).length, 2);
  // Another day, another cap.
  await later('2026-02-10T00:00:00+07:00');
  assert.deepEqual(await sentTo(await raise('warning', 'tomorrow')), ['telegram:-200']);
});

test('planning messages never undoes the work of the caller; the sweep does it later', async () => {
  await db.sql(`update ops.settings set value = 'not a number' where key = 'alerts.max_per_person_day'`).catch(() => undefined);
  await db.sql(`alter table ops.alert_deliveries add constraint test_check check (address <> '-200')`);
  const id = await raise('warning', 'k');
  const row = await alert(id);
  assert.deepEqual([row.routed_at, row.error.code], [null, '23514']);
  await db.sql('select ops.alerts_sweep()');
  assert.equal((await alert(id)).routed_at, null);
  await db.sql('alter table ops.alert_deliveries drop constraint test_check');
  await db.sql('select ops.alerts_sweep()');
  assert.deepEqual([(await alert(id)).error, await sentTo(id)], [null, ['telegram:-200']]);
});

test('in test mode only test recipients are told', async () => {
  await recipient('alerts.main', 'telegram', '-1', true);
  await db.sql(`update ops.settings set value = 'true' where key = 'outbox.test_mode'`);
  const id = await raise('critical', 'k');
  assert.deepEqual(await sentTo(id), ['telegram:-1']);
  assert.equal((await db.sql('select bool_and(is_test) as t from ops.outbox'))[0].t, true);
});

test('nonsense is refused, and agents may not raise alerts', async () => {
  assert.equal(await codeOf(raise('loud', 'k')), 'MD101');
  assert.equal(await codeOf(raise('info', 'k', '  ')), 'MD101');
  await db.as('mandor_agent_stock', async (c) =>
    assert.equal(await codeOf(c.query(`select ops.alert_raise('info', 'OPS', 'x', 'x', '', 'x')`)), '42501'),
  );
});
