import type { Where } from '../errors.ts';
import { product, split, toText } from './decimal.ts';
import { counter, date, decimal, id, isDetail, optional, text, wrong } from './fields.ts';
import type { Detail, SalesKind, SalesRow, StockRow } from './types.ts';

const ONE = 1_000_000n;
/** The vendor's own warehouse for goods on the road; its name is the only mark that it carries. */
const SYSTEM_WAREHOUSE = /\(AOL System\)\s*$/i;
const NO_CUSTOMER = 'UMUM';

/**
 * Balances of one item, a row per warehouse (item/detail.do → detailWarehouseData; `balance` is in the base unit).
 * Left out: the system's transit row (those pairs are no stock anybody can sell), scrap warehouses, zero balances.
 * A suspended warehouse that still holds pairs stays: the goods exist, and whether they count is a row of
 * portal.warehouse, not a decision of the connector.
 */
export function stockRows(detail: Detail): StockRow[] {
  const where: Where = { call: `item/detail.do?id=${String(detail.id)}` };
  const balances = detail.detailWarehouseData;
  if (!Array.isArray(balances)) {
    // Services and groups have no warehouses; an article without the array would silently lose its stock.
    if (detail.itemType !== 'INVENTORY') return [];
    throw wrong(where, '"detailWarehouseData" is missing');
  }
  const source_id = id(detail, 'id', where);
  const kode_barang = text(detail, 'no', where);
  const rows: StockRow[] = [];
  for (const row of balances) {
    if (!isDetail(row)) throw wrong(where, 'a row of "detailWarehouseData" is no object');
    const nama_gudang = optional(row, 'warehouseName') ?? text(row, 'name', where);
    const balance = decimal(row, 'balance', where);
    if (balance === 0n || row.scrapWarehouse === true || SYSTEM_WAREHOUSE.test(nama_gudang)) continue;
    rows.push({
      source_id,
      kode_barang,
      nama_barang: optional(detail, 'name') ?? kode_barang,
      nama_gudang,
      kuantitas: toText(balance),
      unit_price: amount(detail, 'unitPrice', where),
      // The price paid to the supplier is called cost by the item module.
      vendor_price: amount(detail, 'cost', where),
    });
  }
  return rows;
}

/**
 * Lines of one invoice or return. Returns come with positive quantities and leave negative, so that a sum is net sales.
 * Tax and base are known for the whole document only; they are split over the lines in proportion to their totals and add up
 * exactly. The document module does not know the cost of goods: bpp and vendor_price are null.
 */
export function salesRows(detail: Detail, kind: SalesKind): SalesRow[] {
  const where: Where = { call: `sales-${kind}/detail.do?id=${String(detail.id)}` };
  const lines = detail.detailItem;
  if (!Array.isArray(lines) || !lines.every(isDetail)) throw wrong(where, '"detailItem" is missing');
  const sign = kind === 'return' ? -1n : 1n;
  const customer = isDetail(detail.customer) ? detail.customer : undefined;
  const branch = isDetail(detail.branch) ? detail.branch : undefined;
  const header = {
    source_id: id(detail, 'id', where),
    tanggal: date(detail, 'transDate', where),
    nama_departemen: optional(detail, 'branchName') ?? optional(branch, 'name'),
    nama_pelanggan: optional(customer, 'name') ?? NO_CUSTOMER,
    nomor_invoice: text(detail, 'number', where),
    opt_lock: counter(detail, 'optLock'),
    last_update: optional(detail, 'lastUpdate'),
  };
  const totals = lines.map((line) => decimal(line, 'totalPrice', where));
  const total = totals.reduce((sum, one) => sum + one, 0n);
  const tax = decimal(detail, 'tax1Amount', where, 0n);
  const base = decimal(detail, 'dppAmount', where, detail.inclusiveTax === true ? total - tax : total);
  const taxes = split(tax, totals);
  const bases = split(base, totals);

  return lines.map((line, i) => {
    const item = isDetail(line.item) ? line.item : {};
    const unit = isDetail(line.itemUnit) ? line.itemUnit : undefined;
    const warehouse = isDetail(line.warehouse) ? line.warehouse : undefined;
    return {
      ...header,
      line_no: i + 1,
      kode_produk: text(item, 'no', where),
      nama_barang: optional(line, 'detailName') ?? optional(item, 'name'),
      satuan: optional(unit, 'name'),
      kuantitas: product(sign * decimal(line, 'quantity', where), decimal(line, 'unitRatio', where, ONE)),
      harga_satuan: amount(line, 'unitPrice', where),
      total_harga: toText(sign * (totals[i] as bigint)),
      bpp: null,
      nama_gudang: optional(warehouse, 'warehouseName') ?? optional(warehouse, 'name'),
      vendor_price: null,
      dpp_amount: toText(sign * (bases[i] as bigint)),
      tax_amount: toText(sign * (taxes[i] as bigint)),
    };
  });
}

function amount(row: Detail, field: string, where: Where): string | null {
  return row[field] === undefined || row[field] === null ? null : toText(decimal(row, field, where));
}
