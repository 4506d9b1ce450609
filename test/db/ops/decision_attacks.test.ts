// Who tries to decide beside the ways that are meant for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { makeItem } from './support/item.ts';
import { race } from './support/race.ts';

const db = await testDatabase();

test('a model’s role may send a report back, but passes nothing that was not checked', async () => {
  const item = await makeItem(db);
  await item.into('done');
  const pass = (): Promise<string> =>
    db.as('mandor_agent_overseer', async (c) => (await c.query('select ops.review_decide($1, 1, $2) as o', [item.id, 'pass'])).rows[0].o);
  assert.equal(await pass(), 'checks_failed');
  assert.equal(await item.status(), 'done');
  await db.sql(
    `select ops.review_result_record($1, 1, c.key, true, c.key <> 'hash_intact') from ops.review_checks c where c.is_enabled and c.definition_key is null`,
    item.id,
  );
  assert.equal(await pass(), 'checks_failed', 'one of them failed');
  await db.sql(`select ops.review_result_record($1, 1, 'hash_intact', true, true)`, item.id);
  assert.equal(await pass(), 'pending_approval');
});

test('a supervisor does not approve figures that are no longer the frozen ones', async () => {
  const item = await makeItem(db);
  await item.into('escalated');
  const client = await db.deployPool.connect();
  try {
    await client.query('begin');
    await client.query('alter table ops.work_item_revisions disable trigger user');
    await client.query('alter table ops.work_item_revisions drop constraint work_item_revisions_figures_hash_check');
    await client.query(`update ops.work_item_revisions set figures = '{"pairs": 2}' where work_item_id = $1`, [item.id]);
    const { rows } = await client.query(`select ops.work_item_approve_escalated($1, 1, 'baik', $2) as o`, [item.id, item.supervisor]);
    assert.equal(rows[0].o, 'stale_revision');
  } finally {
    await client.query('rollback');
    client.release();
  }
  assert.equal(await item.one(`select ops.work_item_approve_escalated($1, 1, 'baik', $2)`, item.id, item.supervisor), 'approved');
});

test('whose address is changed is told; a first address and a new name are not', async () => {
  const item = await makeItem(db);
  const alerts = async (): Promise<{ severity: string; title: string; body: string }[]> =>
    db.sql(`select severity, title, body from ops.alerts where dedupe_key like 'people:' || $1 || ':%' order by id`, item.pic);
  await db.as('mandor_analyst', async (c) => {
    await c.query('update ops.people set telegram_user_id = 4711, name = name where id = $1', [item.pic]);
    assert.deepEqual(await alerts(), []);
    await c.query(`update ops.people set email = 'lain@asing.example' where id = $1`, [item.pic]);
    await c.query('update ops.people set telegram_user_id = 4712 where id = $1', [item.pic]);
  });
  const told = await alerts();
  assert.equal(told.length, 2);
  assert.match(told[0]?.body ?? '', /menjadi lain@asing\.example\.\nDiubah oleh mandor_analyst\./);
  assert.match(told[1]?.body ?? '', /Nomor Telegram: 4711 menjadi 4712\./);
  assert.equal(told[1]?.severity, 'warning');
});

test('a deadline is the same moment in every session’s time zone, over the change of the clocks too', async () => {
  await db.sql(
    `insert into ops.calendars (key, title, working_weekdays, time_zone) values ('attack', 'x', '{1,2,3,4,5,6,7}', 'America/New_York') on conflict do nothing`,
  );
  for (const key of ['attack', 'none'])
    for (const from of ['2026-03-06T03:30:00Z', '2026-03-08T04:59:00Z', '2026-10-31T03:30:00Z']) {
      const seen = new Set<string>();
      for (const zone of ['UTC', 'Asia/Jakarta', 'America/New_York', 'Australia/Lord_Howe']) {
        const client = await db.deployPool.connect();
        try {
          await client.query('begin');
          await client.query(`set local timezone = '${zone}'`);
          const { rows } = await client.query(
            `select to_char(ops.calendar_add($1, $2, '4 days') at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at`,
            [key, from],
          );
          seen.add(rows[0].at);
        } finally {
          await client.query('rollback');
          client.release();
        }
      }
      assert.deepEqual(
        [...seen],
        [new Date(Date.parse(from) + 96 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')],
        `${key} ${from}`,
      );
    }
});

test('a mail that names no report finds its one request decided: nothing is asked', async () => {
  const item = await makeItem(db);
  await item.into('pending_approval');
  const [{ email }] = await db.sql('select email from ops.people where id = $1', item.pic);
  const facts = {
    readable: true,
    from_headers: 1,
    from: [email],
    sender: [],
    in_reply_to: [],
    references: [],
    subject: 'Laporan',
    bounced: [],
    automatic: [],
    attachments: [],
    outside: 'Approve',
    inside: '',
    signature: '',
    typed: 'Approve',
    message_id: '<x@toko.example>',
    auth: [{ authserv_id: 'mx.google.com', dmarc: 'pass', header_from: 'toko.example', dkim: [] }],
  };
  const id = await item.one(`select ops.inbound_store('gmail', 'attack', 'x', util.now())`);
  const [, second] = await race(
    db,
    `select ops.approval_decide($1, 1, 'approve', null, 'telegram', $2) as o`,
    [await item.approval('pic'), item.pic],
    'select ops.inbound_read($1, $2) as o',
    [id, JSON.stringify(facts)],
  );
  assert.ok(!(second instanceof Error), String(second));
  assert.equal(second[0]?.o, 'unmatched');
  assert.equal(
    await item.one(`select count(*) from ops.outbox where dedupe_key like 'email:question:%' and work_item_id = $1`, item.id),
    '0',
  );
});
