// Sales of an invented shoe retailer as CSV: 5,464 codes of 911 articles, 40 warehouses, invoices of one to seven lines.
// Deterministic, so that two runs load the same bytes.
import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';

export const CODES = 5464;
/** Sizes of an article. */
export const SIZES = 6;

const OWN = [
  'tanggal', 'nama_departemen', 'nama_pelanggan', 'nomor_invoice', 'kode_produk', 'nama_barang', 'satuan', 'kuantitas', 'harga_satuan',
  'total_harga', 'bpp', 'nama_gudang', 'vendor_price', 'dpp_amount', 'tax_amount',
] as const; // biome-ignore format: one list
/** Columns of the file for the bare COPY: all that the table cannot fill by itself, and loaded_at, whose default costs a call per row. */
export const bareColumns = [...OWN, 'entity', 'snapshot_date', 'loaded_at', 'load_batch_id', 'load_id'].join(', ');

/** Numbers from 0 to 2^32 that look random and are the same in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

export const codeOf = (i: number): string => `A${String(Math.floor(i / SIZES)).padStart(4, '0')}Z${36 + (i % SIZES)}`;

function* lines(options: { lines: number; lastDay: string; days: number }): Generator<string[]> {
  const next = numbers(7);
  const first = Date.parse(`${options.lastDay}T00:00:00Z`) - (options.days - 1) * 86_400_000;
  let made = 0;
  for (let invoice = 0; made < options.lines; invoice++) {
    const day = new Date(first + Math.floor((made / options.lines) * options.days) * 86_400_000).toISOString().slice(0, 10);
    const shop = next() % 40;
    const size = Math.min(1 + (next() % 7), options.lines - made);
    const start = next();
    for (let i = 0; i < size; i++, made++) {
      // The square makes few articles sell much; the step keeps the codes of an invoice apart.
      const code = (Math.floor(CODES * ((start % 10_000) / 10_000) ** 2) + i * 97) % CODES;
      const quantity = next() % 50 === 0 ? -1 : 1 + (next() % 4 === 0 ? 1 : 0);
      const price = 90_000 + (code % 200) * 1000;
      const total = price * quantity;
      const tax = Math.round((total * 11) / 111);
      yield [
        day, `Toko ${shop}`, 'UMUM', `SI.${day.slice(0, 7)}.${String(invoice).padStart(7, '0')}`, codeOf(code), `ARTIKEL ${Math.floor(code / SIZES)} ${36 + (code % SIZES)}`,
        'PSG', String(quantity), String(price), String(total), String(Math.round(price / 2)), `Gudang ${shop}`, '', String(total - tax), String(tax),
      ]; // biome-ignore format: one row
    }
  }
}

function* text(rows: Iterable<string[]>, head: string, tail: string): Generator<string> {
  let out = `${head}\n`;
  for (const row of rows) {
    out += `${row.join(',')}${tail}\n`;
    if (out.length > 256 * 1024) {
      yield out;
      out = '';
    }
  }
  yield out;
}

/** Writes the same lines twice: for `mandor load`, and with the table's own columns for the bare COPY. */
export async function writeSalesFiles(
  folder: string,
  options: { lines: number; lastDay: string; days: number },
): Promise<{ load: string; bare: string; bytes: number }> {
  const load = join(folder, 'sales.csv');
  const bare = join(folder, 'bare.csv');
  await pipeline(Readable.from(text(lines(options), OWN.join(','), '')), createWriteStream(load));
  const tail = `,DDD,${options.lastDay},${options.lastDay} 20:00:00+00,00000000-0000-4000-8000-000000000001,1`;
  await pipeline(Readable.from(text(lines(options), bareColumns.replaceAll(' ', ''), tail)), createWriteStream(bare));
  return { load, bare, bytes: statSync(load).size };
}

/** What people keep by hand for these sales: shops, warehouses and the articles, all mapped. */
export async function loadSalesReference(pool: pg.Pool): Promise<void> {
  await pool.query(`insert into portal.store (store_code, name) select 'T' || i, 'Toko ' || i from generate_series(0, 39) i`);
  await pool.query(
    `insert into portal.warehouse (entity, nama_gudang, kind, store_code)
     select e, 'Gudang ' || i, case i when 0 then 'WHS' when 1 then 'WHB' else 'STORE' end, case when i > 1 then 'T' || i end
       from unnest(array['DDD', 'LJBB', 'MBB', 'UBB']) e, generate_series(0, 39) i`,
  );
  await pool.query(
    `insert into portal.kodemix (kode_barang, kode, kode_mix, name, tier, gender, status)
     select format('A%sZ%s', lpad((i / $2)::text, 4, '0'), 36 + i % $2), 'A' || lpad((i / $2)::text, 4, '0'), 'A' || lpad((i / $2)::text, 4, '0'),
            'ARTIKEL ' || i / $2, (array[1, 2, 3, 4, 5, 8])[1 + i / $2 % 6], (array['LADIES', 'MEN', 'BABY', 'BOYS', 'GIRLS'])[1 + i / $2 % 5], 'ACTIVE'
       from generate_series(0, $1 - 1) i`,
    [CODES, SIZES],
  );
  await pool.query(
    `insert into portal.hpprsp (kode, harga_beli) select distinct k.kode, 50000 + length(k.kode) * 1000 from portal.kodemix k`,
  );
}
