// Brings a generated company into a database by the path that every load takes, and moves the reference data afterwards.

import { type Company, DEFAULT_SETTINGS, type SalesLoad, type Settings, type StockLoad } from './company.ts';
import type { GeneratedCompany } from './generator.ts';

/** The little of a database session that the oracle needs. */
export interface Session {
  // biome-ignore lint/suspicious/noExplicitAny: rows of any statement
  query(text: string, values?: unknown[]): Promise<{ rows: any[] }>;
}

// One call per company: 30 loads of a few rows each would otherwise be 150 round trips.
const LOAD_ALL = `
create function pg_temp.load_all(p_loads jsonb) returns void language plpgsql as $$
declare
  v_load jsonb;
  v_begun record;
  v_count bigint;
  v_result record;
begin
  for v_load in select l from jsonb_array_elements(p_loads) l loop
    select * into strict v_begun from raw.load_begin(v_load->>'kind', v_load->>'entity', (v_load->>'date')::date, (v_load->>'date')::date,
      (v_load->>'from')::date, (v_load->>'to')::date, 'csv');
    v_count := jsonb_array_length(v_load->'rows');
    if raw.load_page(v_begun.load_id, v_begun.run_token, '{}', v_count) <> 'ok' then
      raise exception 'load % was taken away', v_begun.load_id;
    end if;
    if v_load->>'kind' = 'stock' then
      insert into raw.staging_stock (load_id, line_no, kode_barang, nama_barang, nama_gudang, kuantitas)
      select v_begun.load_id, r.n, r.v->>'kode_barang', 'BARANG', r.v->>'nama_gudang', (r.v->>'kuantitas')::numeric
      from jsonb_array_elements(v_load->'rows') with ordinality r (v, n);
    else
      insert into raw.staging_sales (load_id, line_no, tanggal, nama_departemen, nama_pelanggan, nomor_invoice, kode_produk, nama_barang,
        satuan, kuantitas, harga_satuan, total_harga, nama_gudang)
      select v_begun.load_id, r.n, (r.v->>'tanggal')::date, r.v->>'nama_departemen', 'UMUM', r.v->>'nomor_invoice', r.v->>'kode_produk', 'BARANG',
        'PASANG', (r.v->>'kuantitas')::numeric, null, (r.v->>'total_harga')::numeric, r.v->>'nama_gudang'
      from jsonb_array_elements(v_load->'rows') with ordinality r (v, n);
    end if;
    select * into strict v_result from raw.load_finish(v_begun.load_id, v_begun.run_token, v_count, v_count);
    if v_result.status <> 'accepted' then
      raise exception 'load % of % is %: %', v_load->>'kind', v_load->>'date', v_result.status, v_result.validation;
    end if;
  end loop;
end $$`;

/** Makes the session ready; once per session. */
export async function prepare(session: Session): Promise<void> {
  await session.query(LOAD_ALL);
}

const stockJson = (load: StockLoad) => ({ ...load, kind: 'stock', from: load.date, to: load.date });
const salesJson = (load: SalesLoad) => ({ ...load, kind: 'sales', from: load.coversFrom, to: load.coversTo });

/** Loads everything under the older reference data, then moves codes and warehouses to what they are now. */
export async function store(session: Session, generated: GeneratedCompany): Promise<void> {
  const { company, codesBefore, warehousesBefore } = generated;
  // The morning after the newest day: a load of a day that has not come yet is refused.
  await session.query(`select util.clock_set(($1::date + 1 + time '05:00') at time zone 'Asia/Jakarta')`, [generated.asOf]);
  // Random stock is not plausible stock: one unmapped code is more than 2 % of so few rows, and each day has other sums.
  await session.query('update raw.load_checks set is_enabled = false where is_releasable');
  for (const [key, value] of Object.entries(SETTING_KEYS) as [keyof Settings, string][])
    if (company.settings[key] !== DEFAULT_SETTINGS[key])
      await session.query('update ops.settings set value = $2 where key = $1', [value, String(company.settings[key])]);
  await reference(session, company);
  await insert(session, 'kodemix', codesBefore);
  await insert(session, 'warehouse', warehousesBefore);
  // Sales first in every other company: neither kind may depend on the other.
  const loads = [company.stock.map(stockJson), company.sales.map(salesJson)];
  if (generated.seed % 2 === 0) loads.reverse();
  await session.query('select pg_temp.load_all($1)', [JSON.stringify(loads.flat())]);
  await session.query(
    `delete from portal.kodemix k where not exists (
       select from jsonb_to_recordset($1::jsonb) as n (kode_barang text) where n.kode_barang = k.kode_barang)`,
    [JSON.stringify(company.codes)],
  );
  await session.query(
    `update portal.kodemix k set kode_mix = n.kode_mix, tier = n.tier, status = n.status, gender = n.gender
     from jsonb_populate_recordset(null::portal.kodemix, $1::jsonb) n
     where n.kode_barang = k.kode_barang
       and (n.kode_mix, n.tier, n.status, n.gender) is distinct from (k.kode_mix, k.tier, k.status, k.gender)`,
    [JSON.stringify(company.codes)],
  );
  await insert(session, 'kodemix', company.codes);
  await session.query(
    `update portal.warehouse w set kind = n.kind, loose = n.loose, in_cover = n.in_cover
     from jsonb_populate_recordset(null::portal.warehouse, $1::jsonb) n
     where n.entity = w.entity and n.nama_gudang = w.nama_gudang
       and (n.kind, n.loose, n.in_cover) is distinct from (w.kind, w.loose, w.in_cover)`,
    [JSON.stringify(company.warehouses)],
  );
  await insert(session, 'warehouse', company.warehouses);
}

async function reference(session: Session, company: Company): Promise<void> {
  await insert(session, 'hpprsp', company.prices);
  await insert(session, 'article_notes', company.notes);
  const orders = company.orders.map(({ ordered, received, ...order }) => ({
    ...order,
    ...Object.fromEntries(ordered.map((pairs, i) => [`po_${i + 1}`, pairs])),
    ...Object.fromEntries(received.map((pairs, i) => [`received_${i + 1}`, pairs])),
  }));
  await insert(session, 'purchase_orders_manual', orders);
}

const SETTING_KEYS: Record<keyof Settings, string> = {
  mustPoMonths: 'control_stock.must_po_months',
  overstockMonths: 'control_stock.overstock_months',
  boxPairs: 'control_stock.pairs_per_box',
  newDays: 'control_stock.new_article_days',
};

const KEYS: Record<string, string> = {
  kodemix: 'kode_barang, kode, kode_mix, name, tier, gender, series, status',
  warehouse: 'entity, nama_gudang, kind, loose, in_cover',
  hpprsp: 'kode, harga_beli',
  article_notes: 'kode_mix, kind, until_on',
  purchase_orders_manual: `kode_mix, tgl_po, row_no, status_po, po_1, po_2, po_3, po_4, po_5, po_6, received_1, received_2`,
};

/** Inserts the rows whose key is not there yet. */
async function insert(session: Session, table: string, rows: object[]): Promise<void> {
  const columns = KEYS[table] ?? '';
  await session.query(
    `insert into portal.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::portal.${table}, $1::jsonb) on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}
