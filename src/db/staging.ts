// Pages of a pull on their way into staging. The cursor and the rows of its page are one commit: after a crash either
// both are there or neither.

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { many, value } from './call.ts';
import type { Json } from './db.gen.ts';
import { toDbError } from './errors.ts';

const COLUMNS = {
  stock: ['source_id', 'kode_barang', 'nama_barang', 'nama_gudang', 'kuantitas', 'unit_price', 'vendor_price'],
  sales: [
    'source_id',
    'tanggal',
    'nama_departemen',
    'nama_pelanggan',
    'nomor_invoice',
    'kode_produk',
    'nama_barang',
    'satuan',
    'kuantitas',
    'harga_satuan',
    'total_harga',
    'bpp',
    'nama_gudang',
    'vendor_price',
    'dpp_amount',
    'tax_amount',
    'opt_lock',
    'last_update',
  ],
} as const;

export interface Load {
  readonly load_id: string;
  readonly run_token: string;
}

export interface StagedPage {
  readonly kind: keyof typeof COLUMNS;
  readonly rows: readonly object[];
  readonly position: Json;
  /** Rows staged before this page: numbers the lines. */
  readonly staged: number;
  readonly done: number;
  readonly total: number;
}

/**
 * Writes one page: moves the cursor (which also asks whether the load is still ours) and copies its rows.
 * @returns false when another run holds the load: stop quietly.
 * @throws DbError
 */
export async function stagePage(pool: pg.Pool, load: Load, page: StagedPage): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const answer = await value(client, 'raw.load_page', {
      p_load_id: load.load_id,
      p_run_token: load.run_token,
      p_position: page.position,
      p_rows: String(page.rows.length),
      p_progress_done: page.done,
      p_progress_total: page.total,
    });
    if (answer !== 'ok') {
      await client.query('rollback');
      return false;
    }
    await copyRows(client, load.load_id, page);
    await client.query('commit');
    return true;
  } catch (error) {
    // Released with an error the connection is closed, which rolls back; one that went silent would never answer.
    broken = toDbError(error) as unknown as Error;
    throw broken;
  } finally {
    client.release(broken);
  }
}

async function copyRows(client: pg.PoolClient, loadId: string, page: StagedPage): Promise<void> {
  if (page.rows.length === 0) return;
  const columns = COLUMNS[page.kind];
  const copy = client.query(
    copyFrom(`copy raw.staging_${page.kind} (load_id, line_no, ${columns.join(', ')}) from stdin with (format csv)`),
  );
  await pipeline(Readable.from(csvOf(loadId, page)), copy);
}

/** How many lines are in memory twice, as values and as text. */
const CSV_LINES = 250;

function* csvOf(loadId: string, { kind, rows, staged }: StagedPage): Generator<string> {
  const columns = COLUMNS[kind];
  for (let start = 0; start < rows.length; start += CSV_LINES) {
    const lines = rows
      .slice(start, start + CSV_LINES)
      .map((row, i) => [loadId, staged + start + i + 1, ...columns.map((column) => (row as Record<string, unknown>)[column])]);
    // Quoting every text keeps an empty text apart from NULL, which COPY reads as nothing between two commas.
    yield stringify(lines, { quoted_string: true });
  }
}

/** A source's list of documents, as a connector walks it (structural: this file knows no vendor). */
export interface Walk {
  /** Digest of the list: a cursor of another list means nothing. */
  readonly list: string;
  readonly total: number;
  /** Whose books these are, by the source's own words. */
  readonly database: { readonly id: number | null; readonly alias: string | null };
  /** What is known of each entry before it is fetched: the database then says which ones are wanted. */
  readonly documents?: readonly object[];
  batches(
    done: number,
    wanted?: readonly number[],
  ): AsyncIterable<{ readonly rows: readonly object[]; readonly position: { readonly list: string; readonly done: number } }>;
}

export interface BegunLoad extends Load {
  readonly position: Json | null;
  readonly rows_staged: string;
}

/** What a pull begins with: the places to fetch (all when undefined), and what is here already. */
interface Start {
  readonly wanted: readonly number[] | undefined;
  readonly copied: number;
  readonly done: number;
  readonly staged: number;
}

/**
 * Stages a whole pull, page by page, from where its cursor stands; from the beginning when the source's list has moved.
 * @returns documents that are here in all, fetched or copied, or null when another run holds the load.
 */
export async function stageWalk(
  pool: pg.Pool,
  load: BegunLoad,
  kind: keyof typeof COLUMNS,
  walk: Walk,
  signal: AbortSignal,
): Promise<number | null> {
  const start = walk.documents === undefined ? await resume(pool, load, walk) : await plan(pool, load, walk);
  if (start === null) return null;
  let { done, staged } = start;
  for await (const batch of walk.batches(done, start.wanted)) {
    signal.throwIfAborted();
    done = batch.position.done;
    const page = { kind, rows: batch.rows, position: { ...batch.position }, staged, done: start.copied + done, total: walk.total };
    if (!(await stagePage(pool, load, page))) return null;
    staged += batch.rows.length;
  }
  return start.copied + done;
}

async function resume(pool: pg.Pool, load: BegunLoad, walk: Walk): Promise<Start | null> {
  const cursor = load.position as { list: string; done: number } | null;
  if (cursor?.list === walk.list) return { wanted: undefined, copied: 0, done: cursor.done, staged: Number(load.rows_staged) };
  if (cursor !== null) {
    const answer = await value(pool, 'raw.load_restart', { p_load_id: load.load_id, p_run_token: load.run_token });
    if (answer !== 'ok') return null;
  }
  return { wanted: undefined, copied: 0, done: 0, staged: 0 };
}

async function plan(pool: pg.Pool, load: BegunLoad, walk: Walk): Promise<Start | null> {
  const [row] = await many(pool, 'raw.sales_plan', {
    p_load_id: load.load_id,
    p_run_token: load.run_token,
    p_list: walk.list,
    p_documents: walk.documents as Json,
  });
  if (row?.status !== 'ok') return null;
  return { wanted: row.wanted as number[], copied: row.copied as number, done: row.done as number, staged: Number(row.rows_staged) };
}
