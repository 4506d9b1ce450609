// The director's morning from its slot to the letter, and what a worker says of its secrets when it starts.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { loadConfig } from '../../src/config.ts';
import type { Mail } from '../../tasks/define.ts';
import { testDatabase } from '../support/harness.ts';
import { noConnectors, startWorker, TEST_TASKS, until } from './support/worker.ts';

const db = await testDatabase();
const stops: (() => Promise<void>)[] = [];
after(async () => {
  for (const stop of stops) await stop();
});
const SECRET = '123456:a-token-that-nobody-may-see';

test('at 07.15 it is laid out as a report and leaves once', async () => {
  await db.setClock('2026-02-10T07:14:00+07:00');
  await db.sql(`insert into ops.recipients (key, channel, address) values ('director', 'email', 'direktur@toko.example')`);
  await db.sql(`update ops.job_definitions set is_enabled = key = 'director.morning'`);
  // The marks of the template stand at the day on which it was made.
  await db.sql('delete from ops.schedule_marks');
  await db.sql('select ops.occurrences_expand()');
  const sent: Mail[] = [];
  const worker = await startWorker(db, {
    connectors: {
      ...noConnectors,
      mail: {
        ...noConnectors.mail,
        via: 'smtp',
        send: async (mail) => {
          sent.push(mail);
          return { status: 'accepted', externalId: mail.messageId };
        },
      },
    },
  });
  stops.push(worker.stop);
  assert.equal((await db.sql('select 1 from ops.mornings')).length, 0, 'not before its slot');
  await db.setClock('2026-02-10T07:15:00+07:00');
  await until('the morning to arrive', async () => (await db.sql(`select 1 from ops.outbox where status = 'confirmed'`))[0]);
  await worker.stop();
  const [mail, ...more] = sent;
  assert.deepEqual(
    [more.length, mail?.to, mail?.subject],
    [0, 'direktur@toko.example', 'Ringkasan pagi 10 Feb 2026: tidak ada yang perlu ditindaklanjuti'],
  );
  assert.match(mail?.html ?? '', /<h1[^>]*>Ringkasan Pagi<\/h1>[\s\S]*Per departemen[\s\S]*BDW/);
  assert.match(mail?.text ?? '', /Tidak ada yang perlu ditindaklanjuti hari ini\.[\s\S]*Pesan ini tidak perlu dibalas/);
  const [run] = await db.sql(
    `select status, note from ops.occurrences where definition_key = 'director.morning' and finished_at is not null`,
  );
  assert.deepEqual(run, { status: 'done', note: '1 penerima, 0 tindak lanjut.' });
});

test('a worker notes the names of its secrets, and nothing of what they are', async () => {
  const config = loadConfig({
    TELEGRAM_BOT_TOKEN: SECRET,
    DATABASE_URL: 'postgres://user:hidden@host/db',
    MANDOR_TIMEZONE: 'Asia/Jakarta',
  });
  assert.deepEqual(config.secretNames.toSorted(), ['DATABASE_URL', 'TELEGRAM_BOT_TOKEN']);
  const worker = await startWorker(db, { taskDirectory: TEST_TASKS, services: { config, connectors: noConnectors } });
  stops.push(worker.stop);
  const rows = await db.sql('select * from ops.credentials where seen_at is not null');
  assert.deepEqual(
    rows.map((row) => row.name),
    ['TELEGRAM_BOT_TOKEN'],
  );
  assert.ok(!JSON.stringify(rows).includes('nobody-may-see'));
});
