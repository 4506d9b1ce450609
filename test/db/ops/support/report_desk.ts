// A company whose figures can be asked for by the name of a report.
import assert from 'node:assert/strict';
import { openClient } from '../../../../src/db/pool.ts';
import type { Session } from '../../../oracle/database.ts';
import type { TestDatabase } from '../../../support/harness.ts';
import { makeCompany, prepareShops, type ShopCompany, storeCompany } from '../../mart/support/shops.ts';

export interface Filter {
  name: string;
  column: string;
  type: string;
  operator: string;
  example: string;
  default?: string;
}
export interface Catalog {
  key: string;
  view_name: string;
  columns: { name: string; label: string; decimals?: number; kind?: string }[];
  filters: Filter[];
  order_by: string[];
  cost_columns: string[];
}
export interface Report {
  columns: { name: string }[];
  filters: { name: string; value: string; is_default: boolean }[];
  rows: Record<string, unknown>[];
  total: number;
  is_cut: boolean;
}

/** Stores a company that trades up to 28 February 2026, with a price for every article, and reads the catalog. */
export async function openReports(db: TestDatabase): Promise<{ company: ShopCompany; catalog: Catalog[] }> {
  const session = await openClient(db.url, 'mandor_deploy');
  await prepareShops(session as Session);
  const company = Array.from({ length: 200 }, (_, i) => makeCompany(i + 1)).find((c) => c.asOf === '2026-02-28' && c.codes.length > 12)!;
  await storeCompany(session as Session, company);
  await session.query(
    `insert into portal.hpprsp (kode, harga_beli) select k.kode, 1000 * row_number() over (order by k.kode) from portal.kodemix k group by k.kode`,
  );
  await session.end();
  await db.sql('select ops.data_findings_run(true)');
  return { company, catalog: await db.sql<Catalog>('select * from ops.report_catalog order by key') };
}

export const refusal = async (asked: Promise<unknown>): Promise<{ code: string; hint: string; message: string }> =>
  asked.then(
    () => assert.fail('it was not refused'),
    (e) => e,
  );
