// A small company with a trading day that is loaded whole, so that its reports can be frozen, spoiled and reviewed.
import type { TestDatabase } from '../../../support/harness.ts';
import { sales, stock } from '../../../support/loads.ts';
import { newWorker } from './race.ts';

export const DAY = '2026-02-08';
export const ENTITIES = ['DDD', 'LJBB', 'MBB', 'UBB'] as const;
export const PULLS = ['stock.ddd', 'stock.ljbb', 'stock.mbb', 'stock.ubb', 'sales.ddd', 'sales.mbb', 'sales.ubb'] as const;
export const GROUP = '-100600';
type Sql = TestDatabase['sql'];
type Entity = (typeof ENTITIES)[number];

export const stockRows = (entity: Entity) => [
  { kode_barang: 'A-38', nama_gudang: 'Gudang Pusat', kuantitas: 24 + ENTITIES.indexOf(entity) },
  { kode_barang: 'A-39', nama_gudang: 'Toko Melati', kuantitas: 5 },
  { kode_barang: 'B-40', nama_gudang: 'Toko Mawar', kuantitas: 300 },
  { kode_barang: 'X-1', nama_gudang: 'Gudang Rusak', kuantitas: 7 },
  { kode_barang: 'Z-9', nama_gudang: 'Toko Baru', kuantitas: 3 },
];

/** Sales of three months: an invoice each nine days, a return, and a code that nobody mapped. */
export const salesRows = (entity: Entity) => [
  ...Array.from({ length: 10 }, (_, i) => ({
    tanggal: new Date(Date.UTC(2025, 10, 12 + i * 9)).toISOString().slice(0, 10),
    nomor_invoice: `${entity}-${i}`,
    kode_barang: i % 2 === 0 ? 'A-38' : 'B-40',
    nama_gudang: i % 3 === 0 ? 'Toko Mawar' : 'Toko Melati',
    kuantitas: 20 + i,
    total_harga: (20 + i) * 90_000,
  })),
  { tanggal: DAY, nomor_invoice: `${entity}-H`, kode_barang: 'A-39', nama_gudang: 'Toko Melati', kuantitas: 4, total_harga: 400_000 },
  { tanggal: DAY, nomor_invoice: `${entity}-Z`, kode_barang: 'Z-9', nama_gudang: 'Toko Mawar', kuantitas: 1, total_harga: 50_000 },
  { tanggal: DAY, nomor_invoice: `R-${entity}`, kode_barang: 'B-40', nama_gudang: 'Toko Mawar', kuantitas: -1, total_harga: -90_000 },
];

/** Loads the day; the reports have a PIC, a backup, a supervisor and a group. Returns a live worker. */
export async function loadDay(db: TestDatabase): Promise<string> {
  const { sql } = db;
  await db.setClock('2026-02-09T05:00:00+07:00');
  await sql('update raw.load_checks set is_enabled = false where is_releasable');
  await sql(`insert into portal.store (store_code, name, branch) values ('S1', 'Melati', 'Cabang Barat'), ('S2', 'Mawar', 'Cabang Timur')`);
  await sql(
    `insert into portal.warehouse (entity, nama_gudang, kind, store_code, in_cover)
     select e, w.name, w.kind, w.store, true from unnest($1::text[]) e,
       (values ('Gudang Pusat', 'WHS', null), ('Toko Melati', 'STORE', 'S1'), ('Toko Mawar', 'STORE', 'S2'), ('Gudang Rusak', 'OTHER', null)) w (name, kind, store)`,
    ENTITIES,
  );
  await sql(
    `insert into portal.kodemix (kode_barang, kode, kode_mix, name, tier, status) values
       ('A-38', 'A', 'A', 'MEN CLASSIC', 1, 'ACTIVE'), ('A-39', 'A', 'A', 'MEN CLASSIC', 1, 'ACTIVE'),
       ('B-40', 'B', 'B', 'LADIES SPORT', 2, 'ACTIVE'), ('X-1', 'X', 'X', 'BABY SOFT', 3, 'ACTIVE')`,
  );
  for (const entity of ENTITIES) {
    await stock(sql, { entity, day: DAY, rows: stockRows(entity) });
    if (entity !== 'LJBB') await sales(sql, { entity, day: DAY, from: '2025-11-01', rows: salesRows(entity) });
  }
  await sql(
    `with boss as (insert into ops.people (name, email) values ('Kepala', 'kepala@toko.example') returning id),
          pic as (insert into ops.people (name, email, supervisor_id) select 'Sari', 'sari@toko.example', id from boss returning id),
          backup as (insert into ops.people (name, email) values ('Budi', 'budi@toko.example') returning id)
     update ops.job_definitions set pic_id = (select id from pic), backup_id = (select id from backup) where key like 'report.%'`,
  );
  await sql(
    `insert into ops.recipients (key, channel, address) values ('department.OPS', 'telegram', $1), ('department.R&D', 'telegram', $1)`,
    GROUP,
  );
  const worker = await newWorker(db);
  for (const key of PULLS) {
    const [run] = await sql('select ops.occurrence_open($1, $2) as id', key, DAY);
    const [started] = await sql('select run_token from ops.occurrence_start($1, $2)', run.id, worker);
    await sql('select ops.occurrence_finish($1)', started.run_token);
  }
  return worker;
}

/** Opens the report's item for the day. */
export async function openReport(sql: Sql, definition: string): Promise<string> {
  await sql('select ops.occurrence_open($1, $2)', definition, DAY);
  return String((await sql('select id from ops.work_items where definition_key = $1 and business_date = $2', definition, DAY))[0].id);
}

/** Makes the report, as its task would; the state it stands in then. */
export async function freeze(sql: Sql, definition: string, item: string, worker: string): Promise<string> {
  const [run] = await sql('select run_token from ops.work_item_start($1, $2)', item, worker);
  return (await sql('select mart.report_freeze($1) as o', run.run_token))[0].o;
}
