import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Company } from '../company.ts';
import { dayNumber, dayText } from '../dates.ts';
import { unit } from '../random.ts';
import { type DocumentKind, entities, type SourceDocument } from '../source.ts';
import { salesShare } from './places.ts';

const FIRST_SHOP_BRANCH = 50;

type Row = Readonly<Record<string, string>>;

/**
 * Writes what the tills of the shops sold in a range, as the till program exports it: iseller_sales.csv with its own headers,
 * one row per line, the shop's own clock. The same sales as the ERP's, but for what goes wrong between two programs: now and
 * then a receipt was keyed into the ERP by hand, or voided at the till after it was booked. Returns the file.
 */
export async function writeTillExport(company: Company, dir: string, range: { from: string; to: string }): Promise<string> {
  await mkdir(dir, { recursive: true });
  const file = join(dir, 'iseller_sales.csv');
  await pipeline(tillRows(company, range), stringify({ header: true }), createWriteStream(file));
  return file;
}

function* tillRows(company: Company, range: { from: string; to: string }): Generator<Row> {
  let no = 0;
  for (let day = dayNumber(range.from); day <= dayNumber(range.to); day++) {
    for (const [e, entity] of entities.entries()) {
      if (salesShare[entity] === 0) continue;
      const source = company.sources[entity];
      for (const kind of ['invoice', 'return'] as const) {
        for (const id of source.documentIds(kind, dayText(day), dayText(day))) {
          const doc = source.document(kind, id) as SourceDocument;
          if (doc.branch.id < FIRST_SHOP_BRANCH || unit(company.options.seed, 81, e, id) < 0.005) continue;
          for (const row of receiptRows(company, doc, kind, e)) yield { No: String(++no), ...row };
        }
      }
    }
  }
}

function receiptRows(company: Company, doc: SourceDocument, kind: DocumentKind, e: number): Row[] {
  const { seed } = company.options;
  const store = company.stores[doc.branch.id - FIRST_SHOP_BRANCH];
  if (store === undefined) return [];
  const sign = kind === 'return' ? -1 : 1;
  const second = 10 * 3600 + Math.floor(unit(seed, 82, e, doc.id) * 11 * 3600);
  const time = new Date(second * 1000).toISOString().slice(11, 19);
  const isVoid = unit(seed, 83, e, doc.id) < 0.004;
  const total = sign * doc.lines.reduce((sum, line) => sum + Number(line.totalPrice), 0);
  const payment = ['Tunai', 'QRIS', 'Kartu Debit', 'Kartu Kredit'][Math.floor(unit(seed, 84, e, doc.id) * 4)] as string;
  return doc.lines.map((line) => {
    const quantity = sign * Number(line.quantity) * line.unitRatio;
    const amount = sign * Number(line.totalPrice);
    const gross = quantity * (Number(line.unitPrice) / line.unitRatio);
    return {
      Outlet: store.name,
      'Outlet Code': store.code,
      Register: `Kasir ${1 + Math.floor(unit(seed, 85, e, doc.id) * 2)}`,
      User: `Petugas ${store.index + 1}`,
      Server: '',
      Shift: second < 15 * 3600 ? 'Pagi' : 'Sore',
      'Order Reference': `#${kind === 'return' ? 'R' : ''}${e + 1}-${doc.id}`,
      'Order ID': `5b0d9a5e-${String(e + 1).padStart(4, '0')}-4c1d-9f00-${String(doc.id).padStart(12, '0')}`,
      Channel: 'pos',
      'Channel Detail': '',
      'Order Date': `${doc.date} ${time}`,
      'Closed Date': `${doc.date} ${time}`,
      Status: isVoid ? 'void' : 'completed',
      'Payment Status': isVoid ? 'unpaid' : kind === 'return' ? 'refunded' : 'paid',
      'Fulfillment Status': 'fulfilled',
      Customer: doc.customer?.name ?? '',
      'Item Type': 'product',
      Product: line.name.replace(/ \S+$/, ''),
      Variant: line.name.split(' ').at(-1) ?? '',
      SKU: line.no,
      Barcode: '',
      Category: 'Sandal',
      Brand: '',
      Quantity: money(quantity, 0),
      Unit: 'PSG',
      'Base Price': money(Number(line.unitPrice) / line.unitRatio),
      'Gross Sales': money(gross),
      Discount: money(gross - amount),
      Promotion: money(0),
      'Service Charge': money(0),
      Tax: money((amount * 11) / 111),
      Total: money(amount),
      'Order Discount': money(0),
      Rounding: money(0),
      'Order Total': money(total),
      'Payment Type': payment,
      Currency: 'IDR',
      Voucher: '',
      Notes: '',
    };
  });
}

/** 1,234.50 as the export prints it. */
function money(amount: number, decimals = 2): string {
  const [whole, fraction] = Math.abs(amount).toFixed(decimals).split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}
