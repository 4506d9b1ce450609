// A company whose Control Stock Sheet is looked at.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadHistory, loadReference } from '../../../src/cli/demo/company.ts';
import { PULLS, startInstance } from '../../support/instance.ts';

export const FIRST = '2026-02-06';
export const SECOND = '2026-02-07';
export const VENDOR_TEXT = '=HYPERLINK("http://jahat.example","klik")';
export const instance = await startInstance({
  seed: 5,
  size: 'S',
  endDate: SECOND,
  rate: 2000,
  clock: '2026-02-07T05:00:00+07:00',
  sheetReadsPerMinute: 1000,
});
export const { db, sandbox } = instance;
export const { google } = sandbox;
export const { books } = google;
const dir = mkdtempSync(join(tmpdir(), 'mandor-sheet-'));
after(() => rmSync(dir, { recursive: true, force: true }));
export const TIERS = ['TIER 1 KODE MIX', 'TIER 2 KODE MIX', 'TIER 3 KODE MIX', 'TIER 4', 'TIER 5', 'TIER 8'];

export const one = async <T extends object>(sql: string, ...values: unknown[]): Promise<T> =>
  (await db.sql<T & Record<string, never>>(sql, ...values))[0] as T;

export async function until<T>(what: string, probe: () => Promise<T | undefined | false | null>, deadline = 60_000): Promise<T> {
  for (const end = Date.now() + deadline; ; await sleep(40)) {
    const seen = await probe();
    if (seen) return seen;
    if (Date.now() > end) {
      const rows = await db.sql(`select id, status, attempts, error, next_at from ops.outbox where channel = 'sheets'`);
      throw new Error(
        `waited in vain: ${what}; ${JSON.stringify(rows)}; ${JSON.stringify(await db.sql('select title, body, error from ops.alerts order by id desc limit 3'))}`,
      );
    }
  }
}

/** Waits until nothing is to be written any more. */
export const settled = (): Promise<unknown> =>
  until('the Sheet is written', async () => {
    const [row] = await db.sql(
      `select count(*) filter (where o.status <> 'confirmed')::int as open, count(*)::int as n from ops.outbox o where o.channel = 'sheets' and o.status <> 'failed'`,
    );
    return row!.open === 0 && row!.n > 0;
  });

export async function report(date: string): Promise<string> {
  const ids = await instance.ask([...PULLS, 'report.control_stock'], date);
  assert.deepEqual([...new Set(await instance.finish(ids))], ['done']);
  return (
    await one<{ id: string }>(`select id from ops.work_items where definition_key = 'report.control_stock' and business_date = $1`, date)
  ).id;
}

export const file = async (): Promise<string> =>
  (await one<{ id: string }>(`select spreadsheet_id as id from ops.sheets where key = 'control_stock'`)).id;
export const lastCheck = () =>
  one<{ outcome: string; difference_count: number; differences: Record<string, unknown>[]; id: string }>(
    'select * from ops.sheet_checks order by id desc limit 1',
  );
export const layout = async (slug: string) =>
  db.sql<{ column_no: number; name: string; role: string }>(`select * from ops.sheet_columns('control_stock', $1, 1)`, slug);

/** Runs the check of the day and returns what it found. */
export async function check(): Promise<Awaited<ReturnType<typeof lastCheck>>> {
  const ids = await instance.ask(['sheet_check.control_stock'], SECOND);
  await instance.finish(ids);
  return lastCheck();
}

export const letters = async (slug: string, name: string, role: string): Promise<string> =>
  (
    await one<{ l: string }>(
      `select portal.sheet_cell(column_no, null) as l from ops.sheet_columns('control_stock', $1, 1) where name = $2 and role = $3`,
      slug,
      name,
      role,
    )
  ).l;

before(async () => {
  sandbox.control.setDate(FIRST);
  await db.sql(`update ops.rate_keys set min_gap = '0' where key = 'google:sheets'`);
  await loadReference(db.deployPool, sandbox, dir);
  await loadHistory(db.deployPool, sandbox, dir, { from: '2025-11-05', to: '2026-02-05' });
  await db.sql(
    `update portal.kodemix set name = $1 where kode_mix = (select min(kode_mix) from portal.kodemix where tier = 1)`,
    VENDOR_TEXT,
  );
  await instance.startWorker();
});
