// The same with a real worker: its loop ticks, its queue runs the wake-ups.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Mail } from '../../../tasks/define.ts';
import { testDatabase } from '../../support/harness.ts';
import { noConnectors, startWorker, until } from '../../worker/support/worker.ts';
import { onlyJobs } from './support/drain.ts';

const db = await testDatabase();
const stops: (() => Promise<void>)[] = [];
after(async () => {
  for (const stop of stops) await stop();
});
const sent: Mail[] = [];
const connectors = {
  ...noConnectors,
  mail: {
    ...noConnectors.mail,
    send: async (mail: Mail) => {
      sent.push(mail);
      return { status: 'accepted' as const, externalId: mail.messageId };
    },
  },
};

test('a worker expands the schedule, hands out the slot when its time comes, and nobody asked it to', async (t) => {
  await db.setClock('2026-02-09T00:59:00+07:00');
  await onlyJobs(db, [{ key: 'l.daily', cron: '0 1 * * *' }]);
  const worker = await startWorker(db, { connectors });
  stops.push(worker.stop);
  const slot = await until(
    'the slot',
    async () => (await db.sql(`select id, status, released_at from ops.occurrences where slot_at = '2026-02-09T01:00+07'`))[0],
  );
  assert.deepEqual([slot.status, slot.released_at], ['expected', null]);
  const from = performance.now();
  await db.setClock('2026-02-09T01:00:00+07:00');
  await until(
    'its job',
    async () => (await db.sql(`select 1 from ops.v_queue where key = $1 and task_identifier = 'demo/x'`, `occurrence:${slot.id}`))[0],
  );
  t.diagnostic(`from the slot's time to its job: ${Math.round(performance.now() - from)} ms`);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('a changed definition is expanded at the next tick', async () => {
  await db.sql(`update ops.job_definitions set cron = '30 6 * * *' where key = 'l.daily'`);
  await until(
    'the new slots',
    async () => (await db.sql(`select 1 from ops.occurrences where slot_at = '2026-02-10T06:30+07' and status = 'expected'`))[0],
  );
});

test('"the report is not there" reaches a mailbox as plain words, escaped and marked in test mode', async () => {
  for (const isTest of [false, true])
    await db.sql(
      `select ops.outbox_plan('email', 'toko@toko.example', 'report.missing', $1, 'missing:' || $2::boolean, p_is_test => $2)`,
      JSON.stringify({
        from: 'a@mandor.example',
        message_id: `<${isTest}@x.example>`,
        subject: 'Control Stock belum ada',
        text: 'Kurang: <Stok DDD> & "lain".\nSelanjutnya besok.',
      }),
      isTest,
    );
  await until('both mails', async () => sent.length === 2);
  const subjects = sent.map((mail) => mail.subject).sort();
  assert.deepEqual(subjects, ['Control Stock belum ada', '[UJI] Control Stock belum ada']);
  assert.ok(
    sent.every(
      (mail) => mail.html.includes('&lt;Stok DDD&gt; &amp; &quot;lain&quot;') && mail.text.includes('<Stok DDD> & "lain".\nSelanjutnya'),
    ),
  );
  await until('the answers', async () => (await db.sql(`select count(*)::int as n from ops.outbox where status = 'confirmed'`))[0].n === 2);
});
