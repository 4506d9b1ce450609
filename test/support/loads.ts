// Loads by hand: rows staged and decided through the same functions as a pull or a file.
import type { TestDatabase } from './harness.ts';

export interface StockRow {
  readonly kode_barang?: string | null;
  readonly nama_barang?: string | null;
  readonly nama_gudang?: string | null;
  readonly kuantitas?: number | null;
  readonly unit_price?: number | null;
}

export interface SalesRow extends StockRow {
  readonly tanggal?: string | null;
  readonly nomor_invoice?: string | null;
  readonly total_harga?: number | null;
}

export interface Check {
  readonly check: string;
  readonly severity: 'block' | 'warn' | 'note';
  readonly passed: boolean;
  readonly measured: number | null;
  readonly threshold: number | null;
  readonly message: string;
}

export interface Staged {
  readonly id: string;
  readonly status: string;
  readonly rows: number;
  readonly checks: readonly Check[];
  /** `severity check` of each check that failed, notes left out. */
  readonly failed: readonly string[];
}

export interface LoadOf<Row> {
  readonly entity: string;
  readonly day: string;
  readonly from?: string;
  readonly to?: string;
  readonly rows: readonly Row[];
  /** What the source says it has; default: as many as there are. */
  readonly sourceCount?: number;
  readonly type?: 'api' | 'csv';
  readonly occurrence?: string;
}

const COLUMNS = {
  stock: 'kode_barang text, nama_barang text, nama_gudang text, kuantitas numeric, unit_price numeric',
  sales: 'tanggal date, nomor_invoice text, kode_produk text, nama_barang text, nama_gudang text, kuantitas numeric, total_harga numeric',
} as const;

type Kind = keyof typeof COLUMNS;
type Sql = TestDatabase['sql'];

/** Begins a load and stages its rows; it is being pulled after that. */
export async function begin(sql: Sql, kind: Kind, load: LoadOf<StockRow | SalesRow>): Promise<{ id: string; token: string; rows: number }> {
  const [begun] = await sql(
    `select b.load_id as id, b.run_token as token from raw.load_begin($1, $2, $3, $3, $4, $5, $6, $7) b`,
    kind,
    load.entity,
    load.day,
    load.from ?? load.day,
    load.to ?? load.day,
    load.type ?? 'api',
    load.occurrence ?? null,
  );
  const rows = load.rows.map(({ kode_barang, ...row }) =>
    kind === 'sales' ? { ...row, kode_produk: kode_barang } : { ...row, kode_barang },
  );
  await sql(`select raw.load_page($1, $2, '{"done": 0}', $3)`, begun.id, begun.token, rows.length);
  const columns = COLUMNS[kind].replace(/ (text|numeric|date)/g, '');
  await sql(
    `insert into raw.staging_${kind} (load_id, line_no, ${columns})
     select $1, r.n, ${columns} from rows from (jsonb_to_recordset($2::jsonb) as (${COLUMNS[kind]})) with ordinality as r (${columns}, n)`,
    begun.id,
    JSON.stringify(rows),
  );
  return { id: begun.id, token: begun.token, rows: rows.length };
}

/** Decides a load that was begun. */
export async function finish(sql: Sql, begun: { id: string; token: string; rows: number }, sourceCount = begun.rows): Promise<Staged> {
  const [end] = await sql(
    'select f.status, f.rows_loaded::int as rows, f.validation from raw.load_finish($1, $2, $3, $4) f',
    begun.id,
    begun.token,
    sourceCount,
    begun.rows,
  );
  const checks = end.validation as Check[];
  const failed = checks.filter((c) => !c.passed && c.severity !== 'note').map((c) => `${c.severity} ${c.check}`);
  return { id: begun.id, status: end.status, rows: end.rows, checks, failed };
}

export const stock = async (sql: Sql, load: LoadOf<StockRow>): Promise<Staged> =>
  finish(sql, await begin(sql, 'stock', load), load.sourceCount);
export const sales = async (sql: Sql, load: LoadOf<SalesRow>): Promise<Staged> =>
  finish(sql, await begin(sql, 'sales', load), load.sourceCount);

/** Everything that counts, as text: partitions, facts, sums, dimensions. Two equal pictures are two equal databases. */
export async function picture(sql: Sql): Promise<Record<string, string[]>> {
  const queries: Record<string, string> = {
    raw_stock: 'select a::text as row from raw.accurate_stock a',
    raw_sales: 'select a::text as row from raw.accurate_sales a',
    sales_days: 'select d::text as row from core.sales_days d',
    stock_days: 'select d::text as row from core.stock_days d',
    fact_sales: 'select f::text as row from core.fact_sales f',
    fact_stock: 'select f::text as row from core.fact_stock f',
    agg_sales_daily: 'select trim_scale(a.pairs_qty) || a::text as row from core.agg_sales_daily a',
    sales_monthly: 'select a::text as row from core.sales_monthly a',
    agg_stock_code: 'select a::text as row from core.agg_stock_code a',
    agg_stock_daily: 'select a::text as row from core.agg_stock_daily a',
    dim_product: 'select d::text as row from core.dim_product d',
    dim_article: 'select d::text as row from core.dim_article d',
    dim_warehouse: 'select d::text as row from core.dim_warehouse d',
  };
  const all: Record<string, string[]> = {};
  for (const [name, text] of Object.entries(queries)) all[name] = (await sql<{ row: string }>(text)).map((r) => r.row).sort();
  return all;
}

/** yyyy-mm-dd, so many days later. */
export const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
