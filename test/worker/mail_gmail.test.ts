// A report leaves by Gmail: the frozen list goes along, what people may not see does not, and a mail whose answer was lost
// is looked for before anything is sent again.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makeConnectors } from '../../src/cli/connectors.ts';
import { loadConfig } from '../../src/config.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ordinaryReport } from '../reports/fixture.ts';
import { cellsOf } from '../reports/unzip.ts';
import { blockEgress } from '../support/egress.ts';
import { testDatabase } from '../support/harness.ts';
import { startWorker, until } from './support/worker.ts';

const egress = blockEgress();
const db = await testDatabase();
const sandbox = await startSandbox({ seed: 1, size: 'S', endDate: '2026-02-07' });
const config = loadConfig({ ...sandbox.env });
const { mailbox, google } = sandbox;
const worker = await startWorker(db, { services: { config, connectors: makeConnectors(config, db.deployPool) } });
after(() => sandbox.stop());
// The rules of rates and of lost answers are rows; a test need not wait a minute.
await db.sql(`update ops.channels set unknown_min_age = '0' where channel = 'gmail'`);
await db.sql(`update ops.rate_keys set min_gap = '0' where key = 'google:gmail'`);

const attachment = {
  file_name: 'Control Stock 2026-02-08.xlsx',
  sheet: 'Control Stock',
  rows: 'rows',
  columns: [
    { key: 'kode_mix', label: 'Kode Mix', type: 'text' },
    { key: 'flag', label: 'Status', type: 'text', words: { MUST_PO: 'WAJIB PO' } },
    { key: 'months_of_cover', label: 'Sisa bulan', type: 'number', decimals: 1 },
    { key: 'excess_value', label: 'Nilai', type: 'number', decimals: 0, is_cost: true },
    { key: 'as_of', label: 'Stok per', type: 'date' },
  ],
};
const figures = {
  rows: [
    { kode_mix: '=SUM(1)', flag: 'MUST_PO', months_of_cover: 1.23456789, excess_value: 5000, as_of: '2026-02-08' },
    { kode_mix: 'B', flag: 'OK', months_of_cover: null, excess_value: 0, as_of: '2026-02-08' },
  ],
};
const [{ id: item }] = await db.sql(`select ops.work_item_open('report.control_stock', '2026-02-08') as id`);
await db.sql(
  `insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
   values ($1, 1, $2::jsonb, $3, encode(sha256(convert_to($2::jsonb::text, 'UTF8')), 'hex'), gen_random_uuid())`,
  item,
  JSON.stringify(figures),
  JSON.stringify({ ...ordinaryReport(), attachment }),
);
const plan = async (to: string, seesCost = true): Promise<string> =>
  (
    await db.sql(
      `select ops.outbox_plan('email', $1, 'report.control_stock', jsonb_build_object('from', 'a@mandor.example', 'message_id', '<' || $1 || '>',
         'references', ops.work_item_thread($2), 'recipient_name', 'Sari', 'sees_cost', $3::boolean), $1, $2, 1) as id`,
      to,
      item,
      seesCost,
    )
  )[0].id;
const settled = (
  id: string,
  status: string,
): Promise<{ external_id: string; thread_id: string; attempts: number; via: string; error: unknown }> =>
  until(
    `delivery ${id} ${status}`,
    async () => (await db.sql('select * from ops.outbox where id = $1 and status = $2', id, status))[0],
    30_000,
  );

test('the mail is in its conversation, with the list as typed cells; cost prices only for those who may see them', async () => {
  const row = await settled(await plan('pic@mandor.example'), 'confirmed');
  await settled(await plan('lain@mandor.example', false), 'confirmed');
  const [mail] = mailbox.list('pic@mandor.example');
  assert.equal(row.via, 'gmail');
  assert.equal(row.external_id, google.gmail.messages()[0]?.id);
  assert.equal(row.thread_id, google.gmail.messages()[0]?.threadId);
  assert.equal(mail?.parsed.references, `<mandor.item.${item}@mandor.example>`);
  assert.match(mail?.raw.toString('latin1') ?? '', /^Content-Type: multipart\/mixed/m);
  assert.match(mail?.raw.toString('latin1') ?? '', /Content-Type: multipart\/alternative/);
  const file = mail?.parsed.attachments[0];
  assert.equal(file?.filename, attachment.file_name);
  const cells = cellsOf(Buffer.from(file?.content as ArrayBuffer));
  const shown = ['A1', 'B1', 'C1', 'D1', 'E1', 'A2', 'B2', 'C2', 'D2', 'E2'].map((name) => cells.get(name)?.value);
  assert.deepEqual(shown, ['Kode Mix', 'Status', 'Sisa bulan', 'Nilai', 'Stok per', '=SUM(1)', 'WAJIB PO', '1.235', '5000', '46061']);
  assert.ok([...cells.values()].every((cell) => !cell.isFormula));
  const other = cellsOf(Buffer.from(mailbox.list('lain@mandor.example')[0]?.parsed.attachments[0]?.content as ArrayBuffer));
  assert.deepEqual([other.get('C1')?.value, other.get('D1')?.value], ['Sisa bulan', 'Stok per']);
  assert.deepEqual(egress.attempts, []);
});

test('an answer that was lost after the mail was taken: it is found, and not sent again', async () => {
  google.gmail.fail({ kind: 'drop_after', path: '/messages/send' });
  const row = await settled(await plan('taken@mandor.example'), 'confirmed');
  assert.deepEqual([row.attempts, mailbox.list('taken@mandor.example').length], [1, 1]);
});

test('an answer that was lost before the mail was taken: it is not found, and sent once', async () => {
  google.gmail.fail({ kind: 'http', status: 500, path: '/messages/send' });
  const row = await settled(await plan('lost@mandor.example'), 'confirmed');
  assert.deepEqual([row.attempts, mailbox.list('lost@mandor.example').length], [2, 1]);
});

test('Gmail is away when it is looked for: the look ends, uses up no attempt of its job, and comes again', async () => {
  google.gmail.fail({ kind: 'drop_after', path: '/messages/send' });
  google.gmail.fail({ kind: 'http', path: '/messages', times: 1000 });
  const id = await plan('away@mandor.example');
  await settled(id, 'unknown');
  const looks = (): Promise<{ locked_by: string | null; attempts: number }[]> =>
    db.sql('select j.locked_by, j.attempts from ops.jobs_list() j where j.key = $1', `reconcile:${id}`);
  const [row] = await until('its next look', () =>
    db
      .sql(`select next_at from ops.outbox where id = $1 and next_at > util.now() + interval '10 minutes'`, id)
      .then((rows) => (rows.length > 0 ? rows : undefined)),
  );
  await until('the look has ended', async () => (await looks()).length === 0);
  google.gmail.heal();
  await db.sql('update ops.outbox set next_at = util.now() where id = $1', id);
  await settled(id, 'confirmed');
  assert.ok(row);
  assert.equal(mailbox.list('away@mandor.example').length, 1);
});

test('a missing right: the mail waits, uses up no attempt, people are told, and it leaves when the right is there', async () => {
  google.gmail.fail({ kind: 'forbidden', path: '/messages/send', times: 2 });
  const id = await plan('later@mandor.example');
  const row = await until(
    'its wait',
    async () => (await db.sql(`select * from ops.outbox where id = $1 and status = 'planned' and next_at > util.now()`, id))[0],
  );
  assert.deepEqual([row.attempts, row.error.code, mailbox.list('later@mandor.example').length], [0, 'channel_unusable', 0]);
  const [alert] = await db.sql(`select severity, title from ops.alerts where dedupe_key like 'channel_unusable:email%'`);
  assert.equal(alert?.severity, 'critical');
  await db.sql('update ops.outbox set next_at = util.now() where id = $1', id);
  await settled(id, 'confirmed');
  assert.equal(mailbox.list('later@mandor.example').length, 1);
});

test('a mail that left by another way out is not looked for here: a person is asked', async () => {
  google.gmail.fail({ kind: 'drop_after', path: '/messages/send' });
  const id = await db
    .sql(`update ops.channels set unknown_min_age = '1 hour' where channel = 'gmail'`)
    .then(() => plan('other@mandor.example'));
  await settled(id, 'unknown');
  await db.sql(`update ops.outbox set via = 'smtp' where id = $1`, id);
  assert.equal((await db.sql('select ops.outbox_reconcile($1) as outcome', id))[0].outcome, 'looking');
  const asked = `outbox_unknown:${id}`;
  await until('a person is asked', async () => (await db.sql('select 1 from ops.alerts where dedupe_key = $1', asked)).length > 0);
  await db.sql(`update ops.outbox set via = 'gmail' where id = $1`, id);
  assert.equal((await db.sql('select ops.outbox_reconcile($1) as outcome', id))[0].outcome, 'looking');
  await settled(id, 'confirmed');
  assert.equal(mailbox.list('other@mandor.example').length, 1);
  await worker.stop();
});
