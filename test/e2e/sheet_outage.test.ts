// Google's Sheets when they do not work: what then is kept, alerted, waited for and healed, and that nothing else waits.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadHistory, loadReference } from '../../src/cli/demo/company.ts';
import { blockEgress } from '../support/egress.ts';
import { PULLS, startInstance } from '../support/instance.ts';
import { withoutReview } from '../support/review.ts';

const egress = blockEgress();
const DAY = '2026-02-06';
const PIC = 'pic@toko.example';
const instance = await startInstance({
  seed: 5,
  size: 'S',
  endDate: DAY,
  rate: 2000,
  clock: '2026-02-07T05:00:00+07:00',
  sheetReadsPerMinute: 1000,
});
const { db, sandbox } = instance;
const { google } = sandbox;
const { books } = google;
const dir = mkdtempSync(join(tmpdir(), 'mandor-sheet-'));
after(() => rmSync(dir, { recursive: true, force: true }));

const one = async <T extends object>(sql: string, ...values: unknown[]): Promise<T> =>
  (await db.sql<T & Record<string, never>>(sql, ...values))[0] as T;

async function until(what: string, probe: () => Promise<boolean>, deadline = 60_000): Promise<void> {
  for (const end = Date.now() + deadline; !(await probe()); await sleep(40)) {
    if (Date.now() < end) continue;
    const rows = await db.sql(`select id, status, attempts, error, next_at from ops.outbox where channel = 'sheets'`);
    throw new Error(`waited in vain: ${what}; ${JSON.stringify(rows)}`);
  }
}

const settled = (): Promise<void> =>
  until('the Sheet is written', async () => {
    const row = await one<{ open: number; n: number }>(
      `select count(*) filter (where o.status <> 'confirmed')::int as open, count(*)::int as n from ops.outbox o where o.channel = 'sheets' and o.status <> 'failed'`,
    );
    return row.open === 0 && row.n > 0;
  });
const newest = () =>
  one<{ status: string; error: { message?: string } | null }>(
    `select status, error from ops.outbox where channel = 'sheets' order by id desc limit 1`,
  );
const lastCheck = async () => (await one<{ outcome: string }>('select outcome from ops.sheet_checks order by id desc limit 1')).outcome;
const linkText = async () => (await one<{ t: string }>(`select ops.sheet_link('report.control_stock') ->> 'text' as t`)).t;

before(async () => {
  // This is about how reports travel: nobody signs them.
  await withoutReview(db);
  await db.sql(`update ops.rate_keys set min_gap = '0' where key = 'google:sheets'`);
  await loadReference(db.deployPool, sandbox, dir);
  await loadHistory(db.deployPool, sandbox, dir, { from: '2025-11-05', to: '2026-02-05' });
  await db.sql(`insert into ops.recipients (key, channel, address) values ('report.control_stock', 'email', $1)`, PIC);
  await instance.startWorker();
  const ids = await instance.ask([...PULLS, 'report.control_stock'], DAY);
  assert.deepEqual([...new Set(await instance.finish(ids))], ['done']);
});

test('a file that was asked for and not answered is not made twice: a person is asked, and says which it is', async () => {
  google.fail({ kind: 'after', path: '/v4/spreadsheets', method: 'POST' });
  await db.as('mandor_analyst', (c) => c.query(`update ops.sheets set is_enabled = true where key = 'control_stock'`));
  await until('the file was made', async () => books.all().length === 1);
  let clock = Date.parse('2026-02-07T05:00:00+07:00');
  await until('a person is asked', async () => {
    // A row whose fate is unknown is looked at when its time has come.
    clock += 5000;
    await db.setClock(new Date(clock).toISOString());
    return (await one<{ n: number }>(`select count(*)::int as n from ops.alerts where dedupe_key = 'sheet_in_doubt:control_stock'`)).n > 0;
  });
  assert.equal(books.all().length, 1);
  assert.equal(await linkText(), 'Sheet Control Stock belum tersedia.');
  await db.as('mandor_analyst', (c) =>
    c.query(`update ops.sheets set spreadsheet_id = $1, creating_at = null where key = 'control_stock'`, [books.all()[0]!.id]),
  );
  await db.setClock('2026-02-07T09:00:00+07:00');
  await settled();
  assert.deepEqual([await lastCheck(), books.all().length], ['match', 1]);
});

test('an outage of a day delays nothing: report and mail leave, "not checked" is kept, the link says how old the Sheet is, then it heals', async () => {
  await db.setClock('2026-02-09T05:00:00+07:00');
  const mails = sandbox.mailbox.list(PIC).length;
  assert.ok(mails > 0, 'the first report was mailed');
  google.fail({ kind: 'http', status: 503, path: '/v4/', times: 100_000 });
  const { id: item } = await one<{ id: string }>(
    `select ops.work_item_correct(w.id, 'uji gangguan Sheet') as id from ops.work_items w
      where w.definition_key = 'report.control_stock' and w.business_date = $1 and w.subject_key = ''`,
    DAY,
  );
  await until(
    'the correction is frozen',
    async () => (await one<{ n: number }>('select revision_no as n from ops.work_items where id = $1', item)).n > 0,
  );
  await until('its mail has left', async () => sandbox.mailbox.list(PIC).length > mails);
  await until('"not checked" is kept', async () => (await lastCheck()) === 'not_checked');
  const alert = await one<{ body: string; severity: string }>(
    `select body, severity from ops.alerts where dedupe_key = 'sheet_down:control_stock' order by id desc limit 1`,
  );
  assert.equal(alert.severity, 'warning');
  assert.match(alert.body, /Laporan dan e-mail tetap berjalan; Sheet masih menunjukkan tulisan 07-02-2026 09:00 WIB dan dicoba lagi\./);

  // A day later it is still away: the row waits and has not been given up.
  await db.setClock('2026-02-10T04:00:00+07:00');
  assert.equal(
    await linkText(),
    'Sheet Control Stock berisi data 6 Feb 2026, ditulis 07-02-2026 09:00 WIB (2 hari lalu); laporan ini belum masuk ke Sheet.',
  );
  assert.ok(['planned', 'sending', 'unknown'].includes((await newest()).status));

  google.clear();
  await db.setClock('2026-02-10T06:00:00+07:00');
  await settled();
  assert.equal(await lastCheck(), 'match');
  assert.match(await linkText(), /ditulis 10-02-2026 06:00 WIB \(0 menit lalu\); cek: cocok\.$/);
});

test('a missing right, too many requests, an answer that never came: each waits, is said, and is written in the end', async () => {
  const { id } = await one<{ id: string }>(`select spreadsheet_id as id from ops.sheets where key = 'control_stock'`);
  let clock = Date.parse('2026-02-10T06:00:00+07:00');
  const fails = async (status: string, message: RegExp): Promise<void> => {
    await db.sql(`select ops.sheet_plan('control_stock', null)`);
    await until(`a row ${status} ${message}`, async () => {
      const row = await newest();
      return row.status === status && message.test(row.error?.message ?? '');
    });
  };
  const heals = async (): Promise<void> => {
    clock += 2 * 3_600_000;
    await db.setClock(new Date(clock).toISOString());
    await settled();
    assert.equal(await lastCheck(), 'match');
  };

  books.share(id, false);
  await fails('planned', /tidak boleh dibaca/);
  assert.equal(await lastCheck(), 'not_checked');
  books.share(id, true);
  await heals();

  google.fail({ kind: 'rate', path: ':batchUpdate', retryAfter: 1 });
  await fails('planned', /meminta jeda/);
  await heals();

  google.fail({ kind: 'after', path: ':batchUpdate', method: 'POST' });
  await fails('unknown', /tidak dapat dihubungi/);
  await heals();

  google.login.revoke();
  google.login.expire();
  await fails('planned', /menolak kredensial/);
  google.login.revoke(false);
  await heals();
  assert.equal(books.all().length, 1);
});

test('nothing left this machine', () => assert.deepEqual(egress.attempts, []));
