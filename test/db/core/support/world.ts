// A small company whose ERP changes its mind: documents are changed, deleted and dated anew, loads come late, twice, wide,
// narrow, as pulls and as files, and people map codes, warehouses and departments meanwhile. All from one seed.
import type pg from 'pg';
import { type Random, random } from '../../../oracle/random.ts';

export const STOCK = ['DDD', 'LJBB', 'MBB', 'UBB'] as const;
export const SALES = ['DDD', 'MBB', 'UBB'] as const;
export type Selling = (typeof SALES)[number];

export interface Line {
  readonly code: string;
  readonly gudang: string | null;
  readonly qty: number;
  readonly amount: number;
}
export interface Doc {
  readonly number: string;
  date: string;
  readonly dept: string | null;
  lines: Line[];
}
export interface Load {
  readonly kind: 'stock' | 'sales';
  readonly entity: string;
  readonly type: 'api' | 'csv';
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly rows: readonly object[];
  /** What the source says it has; other than the rows, the load is quarantined. */
  readonly count?: number;
}

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

// Twelve codes of four articles, three of which nobody maps at first; one is written with a blank behind it now and then.
export const CODES = Array.from({ length: 12 }, (_, i) => `K${i + 1}`);
const GUDANG = ['Gudang A', 'Gudang B', 'Toko C', 'Rusak', 'Baru'];
const DEPTS = ['Cabang 1', 'CABANG 2', 'Pusat', null];

/** The ERP of the company. Everything random comes from `draw`. */
export class Company {
  readonly draw: Random;
  readonly docs: Record<Selling, Doc[]> = { DDD: [], MBB: [], UBB: [] };
  #last = 0;

  constructor(seed: number) {
    this.draw = random(seed);
  }

  #line(): Line {
    const { draw } = this;
    const qty = draw.chance(0.15) ? -draw.int(1, 3) : draw.int(1, 6);
    const code = draw.pick(CODES);
    const gudang = draw.chance(0.05) ? null : draw.pick(GUDANG);
    return {
      code,
      gudang: draw.chance(0.2) && gudang !== null ? ` ${gudang.toUpperCase()} ` : gudang,
      qty,
      amount: qty * draw.int(1, 9) * 1000,
    };
  }

  /** Lines of one document: a code may stand there twice, once with a blank, always in the same warehouse. */
  lines(): Line[] {
    const lines = Array.from({ length: this.draw.int(1, 3) }, () => this.#line());
    const unique = lines.filter((l, i) => lines.findIndex((o) => o.code === l.code) === i);
    const [first] = unique;
    if (first !== undefined && this.draw.chance(0.25))
      unique.push({ ...first, code: this.draw.chance(0.5) ? `${first.code} ` : first.code });
    return unique;
  }

  /** A day of trade, and what people change in the books after the fact. */
  trade(day: string): void {
    const { draw } = this;
    for (const entity of SALES) {
      const docs = this.docs[entity];
      for (let n = draw.int(0, 3); n > 0; n--)
        docs.push({
          number: `${draw.chance(0.2) ? 'RJ' : 'SI'}.${(this.#last++).toString().padStart(4, '0')}`,
          date: draw.chance(0.1) ? addDays(day, -draw.int(1, 12)) : day,
          dept: draw.pick(DEPTS),
          lines: this.lines(),
        });
      if (docs.length === 0) continue;
      const recent = docs.slice(-15);
      if (draw.chance(0.3)) draw.pick(recent).lines = this.lines();
      // Dated anew: a little or far, into the window or out of it, also there and back.
      for (let n = draw.int(0, 2); n > 0; n--) {
        const date = addDays(day, -draw.int(0, draw.chance(0.5) ? 4 : 20));
        draw.pick(draw.chance(0.5) ? recent : docs).date = date;
      }
      if (draw.chance(0.2)) docs.splice(docs.indexOf(draw.pick(recent)), 1);
    }
  }

  sales(entity: Selling, date: string, from: string): Load {
    const rows = this.docs[entity]
      .filter((d) => d.date >= from && d.date <= date)
      .flatMap(
        (d) =>
        d.lines.map((l) => ({
          tanggal: d.date, nama_departemen: d.dept, nomor_invoice: d.number, kode_produk: l.code, nama_barang: 'Sandal',
          kuantitas: l.qty, total_harga: l.amount, nama_gudang: l.gudang,
        })), // biome-ignore format: one row
      );
    return { kind: 'sales', entity, type: this.draw.chance(0.8) ? 'api' : 'csv', date, from, to: date, rows };
  }

  stock(entity: string, date: string): Load {
    const { draw } = this;
    const rows = CODES.filter(() => draw.chance(0.6)).flatMap(
      (code) =>
      GUDANG.filter(() => draw.chance(0.4)).map((nama_gudang) => ({
        kode_barang: draw.chance(0.1) ? `${code} ` : code, nama_barang: 'Sandal', nama_gudang, kuantitas: draw.int(-2, 30),
      })), // biome-ignore format: one row
    );
    return { kind: 'stock', entity, type: draw.chance(0.8) ? 'api' : 'csv', date, from: date, to: date, rows };
  }
}

const LOAD = `
create function pg_temp.load_one(p jsonb) returns table (load_id bigint, status text) language plpgsql as $$
declare
  v_begun record;
  v_rows bigint := jsonb_array_length(p -> 'rows');
begin
  select * into strict v_begun from raw.load_begin(p ->> 'kind', p ->> 'entity', (p ->> 'date')::date, (p ->> 'date')::date,
    (p ->> 'from')::date, (p ->> 'to')::date, p ->> 'type');
  perform raw.load_page(v_begun.load_id, v_begun.run_token, '{}', v_rows);
  if p ->> 'kind' = 'stock' then
    insert into raw.staging_stock (load_id, line_no, kode_barang, nama_barang, nama_gudang, kuantitas)
    select v_begun.load_id, r.n, x.* from jsonb_array_elements(p -> 'rows') with ordinality r (v, n),
      jsonb_to_record(r.v) as x (kode_barang text, nama_barang text, nama_gudang text, kuantitas numeric);
  else
    insert into raw.staging_sales (load_id, line_no, tanggal, nama_departemen, nomor_invoice, kode_produk, nama_barang, kuantitas, total_harga, nama_gudang)
    select v_begun.load_id, r.n, x.* from jsonb_array_elements(p -> 'rows') with ordinality r (v, n),
      jsonb_to_record(r.v) as x (tanggal date, nama_departemen text, nomor_invoice text, kode_produk text, nama_barang text, kuantitas numeric, total_harga numeric, nama_gudang text);
  end if;
  return query select v_begun.load_id, f.status from raw.load_finish(v_begun.load_id, v_begun.run_token, coalesce((p ->> 'count')::bigint, v_rows), v_rows) f;
end $$`;

/** Makes the session ready, with shops, and a first mapping of codes and warehouses. */
export async function prepare(session: pg.ClientBase): Promise<void> {
  await session.query(LOAD);
  // A dozen rows are no sample: only the checks that tell a broken load from a whole one stay.
  await session.query(
    `update raw.load_checks set is_enabled = false where check_name not in ('row_count', 'key_nulls', 'dates_in_range', 'business_date')`,
  );
  await session.query(`insert into portal.store (store_code, name) select 'T' || i, 'Toko ' || i from generate_series(1, 3) i`);
  await session.query(
    `insert into portal.kodemix (kode_barang, kode, kode_mix, name, tier)
     select 'K' || i, 'A' || i, 'M' || (i + 2) / 3, 'Artikel', 1 + i % 3 from generate_series(1, 9) i`,
  );
  await session.query(
    `insert into portal.warehouse (entity, nama_gudang, kind, store_code)
     select e, g, k, s from unnest($1::text[]) e, (values ('Gudang A', 'WHS', null), ('gudang b', 'WHB', null), ('Toko C', 'STORE', 'T1'), ('Rusak', 'OTHER', null)) v (g, k, s)`,
    [STOCK],
  );
  await session.query(`insert into portal.name_alias (source, name, canonical_name) values ('accurate', 'cabang 1', 'T2')`);
}

/** @returns number and status of the load. */
export async function load(session: pg.ClientBase, what: Load): Promise<{ load_id: string; status: string }> {
  return (await session.query('select * from pg_temp.load_one($1)', [JSON.stringify(what)])).rows[0];
}

/** Somebody changes the reference data: a mapping of a code, a warehouse, a department, a shop. */
export async function remap(session: pg.ClientBase, draw: Random): Promise<void> {
  const code = draw.pick(CODES);
  const [entity, gudang] = [draw.pick(STOCK), draw.pick(GUDANG)];
  const mix = `M${draw.int(1, 4)}`;
  const steps: (() => Promise<unknown>)[] = [
    () =>
      session.query(
        `insert into portal.kodemix (kode_barang, kode, kode_mix, tier, status) values ($1, 'A', $2, $3, $4)
         on conflict (kode_barang) do update set kode_mix = excluded.kode_mix, tier = excluded.tier, status = excluded.status`,
        // A kode_mix may have the text of a code that nobody mapped: they are two articles all the same.
        [code, draw.chance(0.2) ? draw.pick(CODES) : mix, draw.int(1, 5), draw.pick(['ACTIVE', 'DISCONTINUED'])],
      ),
    () => session.query('delete from portal.kodemix where kode_barang = $1', [code]),
    () =>
      session.query(
        `insert into portal.warehouse (entity, nama_gudang, kind, store_code, loose, in_cover) values ($1, $2, $3, $4, $5, $6)
         on conflict (entity, lower(btrim(nama_gudang))) do update
            set kind = excluded.kind, store_code = excluded.store_code, loose = excluded.loose, in_cover = excluded.in_cover`,
        [
          entity,
          gudang,
          draw.pick(['WHS', 'WHB', 'STORE', 'OTHER']),
          draw.pick([null, 'T1', 'T2', 'T3']),
          draw.chance(0.3),
          draw.chance(0.8),
        ],
      ),
    () => session.query('delete from portal.warehouse where entity = $1 and lower(btrim(nama_gudang)) = lower($2)', [entity, gudang]),
    () =>
      session.query(
        `insert into portal.name_alias (source, name, canonical_name) values ('accurate', $1, $2)
         on conflict (source, lower(btrim(name))) do update set canonical_name = excluded.canonical_name`,
        [draw.pick(['cabang 1', 'cabang 2', 'pusat']), draw.pick(['T1', 'T2', 'T3', 'T4', 'tidak ada'])],
      ),
    () => session.query(`delete from portal.name_alias where name = $1`, [draw.pick(['cabang 1', 'cabang 2', 'pusat'])]),
    () => session.query(`insert into portal.store (store_code, name) values ('T4', 'Toko 4') on conflict do nothing`),
  ];
  await draw.pick(steps)();
}
