// Every rule that ships, at its border: the value that just raises it and the one that just does not; and the secrets' dates.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';

const db = await testDatabase();
const at = (time: string): Promise<void> => db.setClock(`${time}+07:00`);

// key, what raises it, what does not, whom it is told to besides the routes
const BORDERS: readonly (readonly [string, number, number, string])[] = [
  ['approval_overdue', 48, 47.99, ''],
  ['credential_expiring', 3, 4, ''],
  ['credential_old', 1, 0, ''],
  ['full_box', 79.99, 80, 'operations.head'],
  ['full_floor', 69.99, 70, 'operations.head'],
  ['llm_spend', 80, 79.99, ''],
  ['load_blocked', 1, 0, 'data.owner'],
  ['load_broken', 1, 0, 'data.owner'],
  ['negative_stock', 1, 0, 'alerts.stock'],
  ['old_transaction', 60, 59.99, ''],
  ['replies_unread', 15, 14.99, ''],
  ['replies_unread_long', 120, 119.99, ''],
  ['report_missing', 0.01, 0, ''],
  ['sales_target', 94.99, 95, 'branch.manager.{subject}'],
  ['stale_agent', 0.01, 0, ''],
  ['table_bloat', 50, 49, ''],
  ['worker_died', 1, 0, ''],
];

test('every rule is in this list', async () => {
  const rules = await db.sql(`select key from ops.alert_rules order by key collate "C"`);
  assert.deepEqual(
    rules.map((r) => r.key),
    BORDERS.map(([key]) => key),
  );
});

for (const [key, fires, rests, to] of BORDERS)
  test(`${key}: ${fires} raises it, ${rests} does not`, async () => {
    const [rule] = await db.sql(
      `select ops.alert_rule_holds(r.default_predicate, $2) as fires, ops.alert_rule_holds(r.default_predicate, $3) as rests, array_to_string(r.recipient_keys, ',') as to
         from ops.alert_rules r where r.key = $1`,
      key,
      fires,
      rests,
    );
    assert.deepEqual(rule, { fires: true, rests: false, to });
  });

const secret = async (set: string): Promise<void> => {
  await db.sql(
    `update ops.credentials set owner_id = null, issued_on = null, expires_on = null, max_age = null, is_enabled = true, note = null, first_seen_at = null, seen_at = null`,
  );
  await db.sql(`select ops.credentials_note('{NOTION_TOKEN,MANDOR_UNKNOWN}')`);
  await db.sql(`update ops.credentials set ${set} where name = 'NOTION_TOKEN'`);
};
/** Titles of what is raised at a time, in place of all that was before. */
async function raised(rule: string, time: string): Promise<string[]> {
  await at(time);
  await db.sql('delete from ops.alert_deliveries');
  await db.sql('delete from ops.alerts');
  await db.sql('select ops.alert_rules_run(true)');
  return (await db.sql(`select title from ops.alerts where dedupe_key like $1`, `rule:${rule}:%`)).map((r) => r.title);
}
before(async () => {
  await at('2026-02-01T08:00:00');
  await db.sql(
    `insert into ops.recipients (key, channel, address) values ('alerts.main', 'telegram', '-200'), ('alerts.direct', 'email', 'jaga@toko.example')`,
  );
});

test('a secret of exactly its greatest age is good; the day after it is old', async () => {
  await secret(`issued_on = '2026-02-01', max_age = '90 days'`);
  assert.deepEqual(await raised('credential_old', '2026-05-02T23:59:59'), [], 'the 90th day, to its end');
  assert.deepEqual(await raised('credential_old', '2026-05-03T00:00:00'), ['Kunci Notion (NOTION_TOKEN) perlu diganti']);
  const [sent] = await db.sql(
    `select a.severity, array_agg(d.channel || ':' || d.address) as to from ops.alerts a join ops.alert_deliveries d on d.alert_id = a.id group by 1`,
  );
  assert.deepEqual(sent, { severity: 'warning', to: ['telegram:-200'] });
});

test('without a date of issue, its age counts from the day on which a worker first had it; a renewal ends it', async () => {
  await at('2026-02-01T08:00:00');
  await secret(`max_age = '10 days'`);
  await at('2026-02-05T08:00:00');
  await db.sql(`select ops.credentials_note('{NOTION_TOKEN}')`);
  assert.deepEqual(await raised('credential_old', '2026-02-11T12:00:00'), []);
  assert.equal((await raised('credential_old', '2026-02-12T12:00:00')).length, 1);
  await db.sql(`update ops.credentials set issued_on = '2026-02-12' where name = 'NOTION_TOKEN'`);
  assert.deepEqual(await raised('credential_old', '2026-02-12T12:00:00'), []);
  await db.sql(`update ops.credentials set issued_on = null, is_enabled = false where name = 'NOTION_TOKEN'`);
  assert.deepEqual(await raised('credential_old', '2026-02-12T12:00:00'), [], 'nobody watches it');
});

test('a secret that ends: told from three days before on, each day, also after it has ended', async () => {
  await secret(`expires_on = '2026-03-10'`);
  assert.deepEqual(await raised('credential_expiring', '2026-03-06T23:59:59'), [], 'four days');
  assert.deepEqual(await raised('credential_expiring', '2026-03-07T00:00:00'), ['Kunci Notion (NOTION_TOKEN) berakhir 3 hari lagi']);
  const sent = await db.sql(
    `select d.channel || ':' || d.address as t, a.severity from ops.alerts a join ops.alert_deliveries d on d.alert_id = a.id order by 1`,
  );
  assert.deepEqual(
    sent.map((s) => [s.t, s.severity]),
    [
      ['email:jaga@toko.example', 'critical'],
      ['telegram:-200', 'critical'],
    ],
  );
  assert.deepEqual(await raised('credential_expiring', '2026-03-10T08:00:00'), ['Kunci Notion (NOTION_TOKEN) berakhir hari ini']);
  assert.deepEqual(await raised('credential_expiring', '2026-03-11T08:00:00'), ['Kunci Notion (NOTION_TOKEN) sudah berakhir 10 Mar 2026']);
});

test('a secret that no worker ever had is not watched; only names are kept', async () => {
  await db.sql(
    `update ops.credentials set first_seen_at = null, seen_at = null, expires_on = null, issued_on = '2020-01-01' where name = 'NOTION_TOKEN'`,
  );
  assert.deepEqual(await raised('credential_old', '2026-03-11T08:00:00'), []);
  assert.equal((await db.sql(`select 1 from ops.credentials where name = 'MANDOR_UNKNOWN'`)).length, 0);
});

test('in the morning: both reasons, to the owner when there is one', async () => {
  await db.sql(`insert into ops.people (name, email) values ('Pak TI', 'ti@toko.example')`);
  await at('2026-03-09T08:00:00');
  await secret(`expires_on = '2026-03-12', issued_on = '2025-01-01', owner_id = (select id from ops.people where name = 'Pak TI')`);
  const told = async () =>
    (await db.sql(`select kind, severity, person, reason from mart.v_follow_up_today where kind like 'credential%' order by place`)).map(
      (r) => Object.values(r),
    );
  assert.deepEqual(await told(), [
    ['credential_expiring', 'critical', 'Pak TI', 'Kunci Notion (NOTION_TOKEN) berakhir 3 hari lagi'],
    ['credential_old', 'warning', 'Pak TI', 'Kunci Notion (NOTION_TOKEN) perlu diganti'],
  ]);
  await db.sql(`update ops.credentials set expires_on = '2026-03-13', max_age = '1000 days' where name = 'NOTION_TOKEN'`);
  assert.deepEqual(await told(), []);
});

test('doctor names secrets that end or are old, and says when nobody is told in the morning', async () => {
  const line = async (name: string) =>
    (await db.sql(`select state, says, next_step from ops.doctor(clock_timestamp()) where line = $1`, name))[0];
  assert.deepEqual([(await line('secrets')).state, (await line('director')).state], ['ok', 'off']);
  await db.sql(`update ops.credentials set expires_on = '2026-03-10' where name = 'NOTION_TOKEN'`);
  await db.sql(`insert into ops.recipients (key, channel, address) values ('director', 'email', 'direktur@toko.example')`);
  assert.deepEqual(
    [(await line('secrets')).state, (await line('secrets')).says, (await line('director')).state],
    ['wrong', 'NOTION_TOKEN ends in 1 days', 'ok'],
  );
});
