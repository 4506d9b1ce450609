import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { stringify as stringifySync } from 'csv-stringify/sync';
import type { Company } from '../company.ts';
import { dayNumber, dayText } from '../dates.ts';
import { negate } from '../decimal.ts';
import { hash, stream, unit } from '../random.ts';
import { type DocumentKind, type Entity, entities, type SourceDocument } from '../source.ts';
import { salesShare } from './places.ts';

type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Writes what people of the company keep by hand, one CSV per portal table with the table's column names:
 * store, warehouse, kodemix, hpprsp, purchase_orders_manual. Returns the files.
 */
export async function writeReferenceData(company: Company, dir: string): Promise<string[]> {
  const tables: Readonly<Record<string, readonly Row[]>> = {
    store: storeRows(company),
    warehouse: warehouseRows(company),
    kodemix: kodemixRows(company),
    hpprsp: hpprspRows(company),
    purchase_orders_manual: purchaseOrderRows(company),
  };
  await mkdir(dir, { recursive: true });
  const files: string[] = [];
  for (const [table, rows] of Object.entries(tables)) {
    const file = join(dir, `${table}.csv`);
    await writeFile(file, stringifySync(rows as Row[], { header: true, cast: { boolean: String } }));
    files.push(file);
  }
  return files;
}

/**
 * Writes the sales of a range as the ERP's report export would give them: accurate_sales_<entity>.csv for every entity
 * that sells, one row per line of an invoice or return, returns negative. Returns the files.
 */
export async function writeSalesHistory(company: Company, dir: string, range: { from: string; to: string }): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  const files: string[] = [];
  for (const entity of entities) {
    if (salesShare[entity] === 0) continue;
    const file = join(dir, `accurate_sales_${entity.toLowerCase()}.csv`);
    await pipeline(historyRows(company, entity, range), stringify({ header: true }), createWriteStream(file));
    files.push(file);
  }
  return files;
}

function* historyRows(company: Company, entity: Entity, range: { from: string; to: string }): Generator<Row> {
  const source = company.sources[entity];
  for (let day = dayNumber(range.from); day <= dayNumber(range.to); day++) {
    for (const kind of ['invoice', 'return'] as const) {
      for (const id of source.documentIds(kind, dayText(day), dayText(day))) {
        yield* documentRows(source.document(kind, id) as SourceDocument, kind);
      }
    }
  }
}

function* documentRows(doc: SourceDocument, kind: DocumentKind): Generator<Row> {
  const signed = (text: string) => (kind === 'return' ? negate(text) : text);
  for (const line of doc.lines) {
    const total = Number(line.totalPrice);
    // Prices include 11 % tax; the export rounds each line to whole rupiah.
    const tax = Math.round((total * 11) / 111);
    yield {
      tanggal: doc.date,
      nama_departemen: doc.branch.name,
      nama_pelanggan: doc.customer?.name ?? 'UMUM',
      nomor_invoice: doc.number,
      kode_produk: line.no,
      nama_barang: line.name,
      satuan: line.unit,
      kuantitas: signed(String(Number(line.quantity) * line.unitRatio)),
      harga_satuan: line.unitPrice,
      total_harga: signed(line.totalPrice),
      bpp: line.cost,
      nama_gudang: line.warehouse?.name ?? '',
      vendor_price: line.cost,
      dpp_amount: signed(String(total - tax)),
      tax_amount: signed(String(tax)),
    };
  }
}

function storeRows({ stores, options }: Company): Row[] {
  return stores.map((store) => ({
    store_code: store.code,
    name: store.name,
    branch: store.branch,
    area: store.area,
    time_zone: store.timeZone,
    capacity: 400 + 100 * Math.floor(10 * unit(options.seed, 61, store.index)),
    monthly_target: 50_000_000 + 5_000_000 * Math.floor(20 * unit(options.seed, 62, store.index)),
    branch_manager: `Kepala ${store.branch}`,
    opened_on: dayText(dayNumber('2019-01-01') + Math.floor(1500 * unit(options.seed, 63, store.index))),
    closed_on: null,
  }));
}

function warehouseRows({ places }: Company): Row[] {
  return [...places.values()]
    .flat()
    .filter((place) => place.kind !== null)
    .map((place) => ({
      entity: place.entity,
      nama_gudang: place.store?.name ?? place.name,
      kind: place.kind,
      store_code: place.store?.code ?? null,
      loose: place.loose,
      in_cover: place.inCover,
      note: place.note,
    }));
}

function kodemixRows({ catalog }: Company): Row[] {
  return catalog.codes
    .filter((code) => code.article.mapped)
    .map(({ no, article }) => ({
      kode_barang: no,
      kode: article.kode,
      kode_mix: article.kodeMix,
      name: article.name,
      tier: article.tier,
      gender: article.gender,
      series: article.series,
      assortment: article.assortment,
      status: Number.isFinite(article.diedOn) ? 'INACTIVE' : 'ACTIVE',
    }));
}

function hpprspRows({ catalog }: Company): Row[] {
  return catalog.articles
    .filter((article) => article.mapped)
    .map((article) => ({
      kode: article.kode,
      harga_beli: article.cost,
      price_taq: article.price,
      rsp: article.price,
      tier: article.tier,
      season: article.assortment,
    }));
}

/** The sheet's PO tab: orders of the last months in all states of delivery, more of them for what is short. */
function purchaseOrderRows(company: Company): Row[] {
  const { catalog, options } = company;
  const end = dayNumber(options.endDate);
  const rows: Row[] = [];
  for (const article of catalog.articles.filter((one) => one.mapped && one.kode === one.kodeMix)) {
    const random = stream(hash(options.seed, 64, article.index));
    if (random.next() > (article.cover < 3 ? 0.7 : 0.3)) continue;
    const boxes = 1 + random.below(20);
    const parts = 1 + random.below(3);
    const orders = Array.from({ length: 6 }, (_, i) => (i < parts ? boxes * 12 : null));
    const ordered = boxes * 12 * parts;
    const orderedOn = end - 5 - random.below(90);
    const state = random.next();
    const receipts = state < 0.15 ? 0 : 1 + random.below(4);
    // 15 % nothing yet, 30 % complete, the rest partly; a receipt never exceeds what is still owed.
    const wanted = state > 0.7 ? ordered : Math.floor(ordered * random.next());
    const received = Array.from({ length: 10 }, (_, i) =>
      i < receipts ? Math.floor(wanted / receipts) + (i === 0 ? wanted % receipts : 0) : null,
    );
    const status = state > 0.7 ? 'SELESAI' : random.next() < 0.08 ? 'BATAL' : 'PROSES';
    rows.push({
      kode_mix: article.kodeMix,
      tgl_po: dayText(orderedOn),
      row_no: rows.length + 1,
      tier: article.tier,
      code: article.kode,
      type: article.name,
      gender: article.gender,
      ps_flag: random.next() < 0.5 ? 'P' : 'S',
      sudah_po: ordered,
      ...Object.fromEntries(orders.map((pairs, i) => [`po_${i + 1}`, pairs])),
      status_po: status,
      status: receipts === 0 ? 'BELUM' : status === 'SELESAI' ? 'LENGKAP' : 'SEBAGIAN',
      notes: null,
      ...Object.fromEntries(received.map((pairs, i) => [`received_${i + 1}`, pairs])),
      ...Object.fromEntries(received.map((pairs, i) => [`received_${i + 1}_on`, pairs === null ? null : dayText(orderedOn + 3 + 4 * i)])),
    });
  }
  return rows;
}
