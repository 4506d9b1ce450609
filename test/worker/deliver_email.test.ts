import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../support/harness.ts';
import { noConnectors, startWorker, until } from './support/worker.ts';

const db = await testDatabase();
const stops: (() => Promise<void>)[] = [];
after(async () => {
  for (const stop of stops) await stop();
});

test('a planned mail: accepted is confirmed, refused comes back, no answer stays unknown', async () => {
  const sent: string[] = [];
  const worker = await startWorker(db, {
    connectors: {
      ...noConnectors,
      mail: {
        ...noConnectors.mail,
        send: async (mail) => {
          sent.push(mail.to);
          if (mail.to.startsWith('no-answer')) throw new Error('the connection broke after DATA');
          if (mail.to.startsWith('full')) return { status: 'refused', isFinal: false, message: '452 mailbox full', retryAfterSeconds: 600 };
          if (mail.to.startsWith('nobody')) return { status: 'refused', isFinal: true, message: '550 no such user' };
          return { status: 'accepted', externalId: mail.messageId };
        },
      },
    },
  });
  stops.push(worker.stop);
  const report = {
    kind: 'control_stock',
    title: 'Control Stock',
    business_date: '2026-02-08',
    date_text: 'Minggu, 8 Februari 2026',
    subject: 'Control Stock 8 Feb 2026',
    preheader: 'p',
    verdict: 'Semua aman.',
    is_ready: true,
    key_figures: [],
    sections: [],
    changes: { since_text: null, items: [] },
    warnings: [],
    how_to_answer: [],
    steps: [],
    footer: [],
  };
  const [{ id: item }] = await db.sql(`select ops.work_item_open('report.control_stock', '2026-02-08') as id`);
  await db.sql(
    `insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
     values ($1, 1, '{}', $2, encode(sha256('{}'), 'hex'), gen_random_uuid())`,
    item,
    JSON.stringify(report),
  );
  const plan = async (to: string): Promise<string> =>
    (
      await db.sql(
        `select ops.outbox_plan('email', $1, 'report.control_stock', jsonb_build_object('from', 'a@mandor.example', 'message_id', '<' || $1 || '>', 'recipient_name', 'Sari'), $1, $2, 1) as id`,
        to,
        item,
      )
    )[0].id;
  const status = async (id: string): Promise<{ status: string; external_id: string; next_at: Date }> =>
    until(
      `delivery ${id}`,
      async () => (await db.sql(`select * from ops.outbox where id = $1 and attempts = 1 and status <> 'sending'`, id))[0],
    );

  const good = await status(await plan('pic@mandor.example'));
  assert.deepEqual([good.status, good.external_id], ['confirmed', '<pic@mandor.example>']);
  const full = await status(await plan('full@mandor.example'));
  assert.equal(full.status, 'planned');
  assert.ok(full.next_at.getTime() > Date.now() + 500_000);
  assert.equal((await status(await plan('nobody@mandor.example'))).status, 'failed');
  assert.equal((await status(await plan('no-answer@mandor.example'))).status, 'unknown');
  await db.sql('select ops.sweep()');
  await worker.stop();
  assert.deepEqual(sent, ['pic@mandor.example', 'full@mandor.example', 'nobody@mandor.example', 'no-answer@mandor.example']);
});
