// Reading what people send to the bot: one worker at a time, nothing lost and nothing twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf } from './support/race.ts';

const db = await testDatabase();

test('one worker at a time reads; updates are kept before the offset moves; the same again is known', async () => {
  const [a, b] = (await db.sql(`select ops.worker_register('p' || n, 'h', n) as id from generate_series(1, 2) n`)).map((r) => r.id);
  const begin = async (worker: string) => (await db.sql('select * from ops.telegram_poll_begin($1, $2)', '42', worker))[0];
  const end = async (worker: string, ...ids: number[]): Promise<number> =>
    (
      await db.sql(
        'select ops.telegram_poll_end($1, $2, $3) as n',
        '42',
        worker,
        ids.map((id) => JSON.stringify({ update_id: id })),
      )
    )[0].n;
  assert.deepEqual(await begin(a), { update_offset: '0', seconds: 25 });
  assert.equal(await begin(b), undefined);
  assert.deepEqual(await begin(a), { update_offset: '0', seconds: 25 }, 'its own turn goes on');
  assert.equal(await end(a, 17, 18), 2);
  assert.equal(await end(a, 18, 19), 1, 'the answer came twice');
  assert.equal((await begin(a))?.update_offset, '20');
  assert.equal((await db.sql(`select 1 from ops.v_queue where task_identifier = 'intake/read' and key like 'inbound:%'`)).length > 2, true);
  await db.sql('select ops.worker_stop($1)', a);
  assert.equal((await begin(b))?.update_offset, '20', 'a worker that is gone holds nothing');
  assert.equal(await codeOf(begin(a)), 'MD209');
  await db.sql(`update ops.telegram_offset set last_update_at = now() - interval '7 days'`);
  assert.equal((await begin(b))?.update_offset, '0', 'after a quiet week Telegram counts from anywhere');
  await db.sql(`update ops.settings set value = '0' where key = 'telegram.poll_seconds'`);
  assert.equal(await begin(b), undefined, 'switched off');
  await db.sql(`update ops.settings set value = null where key = 'telegram.poll_seconds'`);

  const fail = async (code: string, after: number | null = null): Promise<number> =>
    (await db.sql('select ops.telegram_poll_fail($1, $2, $3, $4, $5) as s', '42', b, code, 'why', after))[0].s;
  assert.deepEqual(
    [await fail('auth'), await fail('conflict'), await fail('webhook'), await fail('flood', 17), await fail('network')],
    [300, 30, 60, 17, 10],
  );
  const alerts = await db.sql(`select dedupe_key, severity from ops.alerts where category = 'telegram' order by 1`);
  assert.deepEqual(
    alerts.map((x) => `${x.dedupe_key} ${x.severity}`),
    ['telegram_poll:auth critical', 'telegram_poll:conflict warning', 'telegram_poll:webhook warning'],
  );
  await db.sql(`update ops.telegram_offset set failing_since = failing_since - interval '11 minutes'`);
  await fail('network');
  assert.equal((await db.sql(`select 1 from ops.alerts where dedupe_key = 'telegram_poll:network'`)).length, 1);
  await end(b);
  assert.equal((await db.sql(`select failing_since from ops.telegram_offset where bot = '42'`))[0].failing_since, null);
});

test('an update with the character NUL is kept like any other, and those after it', async () => {
  const [{ id }] = await db.sql(`select ops.worker_register('nul', 'h', 1) as id`);
  const update = (number: number, text: string): string =>
    JSON.stringify({
      update_id: number,
      message: { message_id: number, from: { id: 99, first_name: 'x' }, chat: { id: 99, type: 'private' }, text },
    });
  const texts = ['a\u0000\u0000b', 'a\\u0000b', 'c'];
  const [{ n }] = await db.sql(
    `select ops.telegram_poll_end('nul', $1, $2) as n`,
    id,
    texts.map((text, i) => update(10 + i, text)),
  );
  assert.equal(Number(n), 3);
  const kept = await db.sql(`select id from ops.inbound_messages where external_id like 'nul:%' order by id`);
  for (const row of kept) await db.sql('select ops.telegram_receive($1)', row.id);
  const read = await db.sql(`select parsed ->> 'text' as text from ops.inbound_messages where external_id like 'nul:%' order by id`);
  assert.deepEqual(
    read.map((row) => row.text),
    ['ab', 'a\\u0000b', 'c'],
  );
});
