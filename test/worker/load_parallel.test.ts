// A person's tab read by the task that is run for it, over real HTTP: what matches and differs, a tab that nobody has touched,
// a tab without the day, headers that are gone, and a Google that does not answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GoogleCredentials } from '../../src/connectors/google/auth.ts';
import { createSheetsClient } from '../../src/connectors/google/sheets.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { TaskContext } from '../../tasks/define.ts';
import loadParallel from '../../tasks/google/load_parallel.ts';
import { ARTICLES, dayOf, handReport, REPORT } from '../db/ops/support/parallel.ts';
import { testDatabase } from '../support/harness.ts';

const db = await testDatabase();
const sandbox = await startSandbox({ seed: 1, size: 'S', endDate: '2026-02-07' });
test.after(() => sandbox.stop());
const { google } = sandbox;
const sheets = createSheetsClient({
  credentials: { kind: 'refresh_token', ...google.login } as GoogleCredentials,
  hosts: { rootUrl: google.url, tokenUrl: google.tokenUrl },
  take: async () => new Date(),
  postponed: async () => undefined,
  timeoutMs: 20_000,
});
const hand = await handReport(db);
type Cell = string | number | boolean | null;
const HEAD = ['Kode', 'Stok', 'Sisa Bulan', 'Status', 'Catatan'];
const ROWS: Cell[][] = [
  ['M1CA01', 118, 1.2, 'WAJIB PO', 'x'],
  ['M1CA02', 0, null, 'NO_SALES'],
  ['M1CA03', '12.345,5', 14, 'OVERSTOCK'],
];
let book = 0;
/** The tab as it stands now. */
async function tab(rows: Cell[][]): Promise<void> {
  const id = `HAND${++book}`;
  google.books.add({ id, tabs: { Hasil: rows } });
  await db.sql(`update ops.parallel_settings set spreadsheet_id = $2 where definition_key = $1`, REPORT, id);
}
await db.as('mandor_analyst', (c) =>
  c.query(
    `update ops.parallel_settings set source = 'sheet', spreadsheet_id = 'HAND0', tab = 'Hasil', header_row = 2 where definition_key = $1`,
    [REPORT],
  ),
);

async function run(date: string): Promise<Record<string, unknown>> {
  const id = await hand.one('select ops.occurrence_open($1, $2)', `parallel.${REPORT}`, date);
  await loadParallel.run(id, {
    db: db.pool('mandor_worker', { max: 1 }),
    incarnation: hand.worker,
    connectors: { readTab: sheets.readTab },
    log: { info: () => undefined },
    signal: new AbortController().signal,
  } as unknown as TaskContext);
  return (await db.sql('select status, error, note, wakeup_id from ops.occurrences where id = $1', id))[0] as Record<string, unknown>;
}

test('the job of a tab is made and switched off with its row', async () => {
  const job = async () =>
    (await db.sql(`select is_enabled, payload ->> 'report' as report from ops.job_definitions where key = $1`, `parallel.${REPORT}`))[0];
  assert.deepEqual(await job(), { is_enabled: true, report: REPORT });
  await db.sql(`update ops.parallel_settings set is_enabled = false where definition_key = $1`, REPORT);
  assert.equal((await job())?.is_enabled, false);
  await db.sql(`update ops.parallel_settings set is_enabled = true where definition_key = $1`, REPORT);
  assert.equal((await job())?.is_enabled, true);
});

test('a report that is taken out and added again has its job again', async () => {
  const on = async () => (await db.sql(`select is_enabled as v from ops.job_definitions where key = 'parallel.report.again'`))[0]?.v;
  const add = () =>
    db.as('mandor_analyst', (c) =>
      c.query(
        `insert into ops.parallel_settings (definition_key, source, spreadsheet_id, tab, is_enabled) values ('report.again', 'sheet', 'HAND0', 'Hasil', false);
         insert into ops.parallel_columns (definition_key, position, header, field, role, data_type) values ('report.again', 1, 'Kode', 'kode', 'key', 'text'), ('report.again', 2, 'Stok', 'stok', 'value', 'number');
         update ops.parallel_settings set is_enabled = true where definition_key = 'report.again'`,
      ),
    );
  await db.sql(
    `insert into ops.job_definitions (key, title, agent, task_identifier, needs, latest_start, max_duration, makes_work_item)
     values ('report.again', 'Laporan Lagi', 'ops_warehouse', 'ops/noop', '{}', '2 hours', '1 hour', true)`,
  );
  await add();
  assert.equal(await on(), true);
  await db.sql(`delete from ops.parallel_settings where definition_key = 'report.again'`);
  assert.equal(await on(), false);
  await add();
  assert.equal(await on(), true);
});

test('a tab that matches, then one cell that differs, then a missing row', async () => {
  await hand.freeze(dayOf(1));
  await tab([['Hasil toko'], HEAD, [], ...ROWS, [null, null, null, null, 'catatan di bawah tabel'], ['TOTAL', 12463.5]]);
  assert.equal((await run(dayOf(1))).status, 'done');
  assert.equal((await hand.day(dayOf(1)))?.outcome, 'match');
  await tab([[], HEAD, ['M1CA01', 120, 1.2, 'WAJIB PO'], ...ROWS.slice(1)]);
  const { note } = await run(dayOf(1));
  assert.match(String(note), /^berbeda di 1 sel: M1CA01 kolom Stok: 120 ≠ 118/);
  await tab([[], HEAD, ...ROWS.slice(1)]);
  await run(dayOf(1));
  assert.deepEqual(await hand.where(dayOf(1)), ['baris M1CA01 tidak ada di hasil pembanding']);
});

test('a tab that nobody has touched since another day is not compared', async () => {
  await hand.freeze(dayOf(2), [{ ...ARTICLES[0]!, stok: 100 }, ...ARTICLES.slice(1)]);
  const { status, note } = await run(dayOf(2));
  assert.deepEqual([status, note], ['done', 'belum ada baris untuk tanggal ini']);
  assert.equal((await hand.day(dayOf(2)))?.reason, 'no_result');
});

test('a column with the date picks the rows of the day', async () => {
  await db.sql(
    `insert into ops.parallel_columns (definition_key, position, header, role, data_type) values ($1, 9, 'Tanggal', 'date', 'date')`,
    REPORT,
  );
  const serial = (n: number): number => Math.round((Date.parse(`${dayOf(n)}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
  await hand.freeze(dayOf(3));
  await tab([[], [...HEAD, 'Tanggal'], ...ROWS.map((r) => [...r, ...Array(5 - r.length).fill(null), serial(2)])]);
  assert.equal((await run(dayOf(3))).status, 'done');
  assert.equal((await hand.day(dayOf(3)))?.reason, 'no_result');
  await tab([
    [],
    [...HEAD, 'Tanggal'],
    ['M1CA01', 1, 1, 'OK', null, serial(2)],
    ...ROWS.map((r, i) => [...r, ...Array(5 - r.length).fill(null), i === 1 ? '03/02/2026' : serial(3)]),
  ]);
  await run(dayOf(3));
  assert.equal((await hand.day(dayOf(3)))?.outcome, 'match');
  await db.sql(`delete from ops.parallel_columns where definition_key = $1 and position = 9`, REPORT);
});

test('headers that are gone fail the run and are told in Indonesian; a Google that does not answer is asked again', async () => {
  await tab([[], ['Kode', 'Stock', 'Sisa Bulan', 'Status'], ...ROWS]);
  const failed = await run(dayOf(4));
  assert.deepEqual([failed.status, (failed.error as { message: string }).message], ['failed', 'kolom “Stok” tidak ada di baris judul']);
  const [alert] = await db.sql(`select severity, body from ops.alerts where dedupe_key like 'parallel:report.hand:tab:%'`);
  assert.equal(alert?.severity, 'warning');
  await db.sql(`update ops.parallel_settings set spreadsheet_id = 'NOSUCH' where definition_key = $1`, REPORT);
  assert.equal((await run(dayOf(5))).status, 'failed');
  await sandbox.stop();
  const deferred = await run(dayOf(6));
  assert.deepEqual([deferred.status, deferred.wakeup_id !== null], ['expected', true]);
});
