import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { dayNumber, vendorDate } from './dates.ts';
import { millionths, multiply, negate } from './decimal.ts';
import type { DocumentKind, EntitySource, SourceBalance, SourceDocument, SourceItem, SourceLine, SourceWarehouse } from './source.ts';

export interface CsvOptions {
  /** Files of InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country; .gz is unpacked. */
  readonly invoices: string | readonly string[];
  /** File of kode_barang,nama_barang,nama_gudang,kuantitas,unit_price. */
  readonly stock?: string;
}

interface Draft {
  readonly number: string;
  readonly date: string;
  readonly customer: string;
  readonly country: string;
  readonly invoice: SourceLine[];
  readonly returned: SourceLine[];
}

const SHOP = 'Gudang Utama';

/**
 * Serves somebody's real invoices through the protocol. A cancellation (C…) and the negative lines of any other document
 * become a sales return with positive quantities, as the vendor would hold them; everything else stays as it is,
 * exact duplicates and zero prices included.
 */
export async function loadCsvSource(options: CsvOptions): Promise<EntitySource> {
  const items = new Map<string, SourceItem>();
  const warehouses = new Map<string, SourceWarehouse>();
  const balances = new Map<number, SourceBalance[]>();
  const drafts = new Map<string, Draft>();

  const itemOf = (no: string, name: string, price: string): SourceItem => {
    const known = items.get(no);
    if (known && (known.name !== '' || name === '')) return known;
    const item = { id: known?.id ?? 1001 + items.size, no, name, unit: 'PCS', unitPrice: known?.unitPrice ?? price, cost: '0' };
    items.set(no, item);
    return item;
  };
  const warehouseOf = (name: string): SourceWarehouse => {
    const known = warehouses.get(name);
    if (known) return known;
    const warehouse = { id: 50 + warehouses.size, name, scrap: false, suspended: false, isDefault: warehouses.size === 0 };
    warehouses.set(name, warehouse);
    return warehouse;
  };

  const shop = warehouseOf(SHOP);
  for (const file of typeof options.invoices === 'string' ? [options.invoices] : options.invoices) {
    for await (const row of readCsv(file)) {
      const number = field(row, 'InvoiceNo', file);
      const draft = drafts.get(number) ?? {
        number,
        date: field(row, 'InvoiceDate', file).slice(0, 10),
        customer: (row.CustomerID ?? '').replace(/\.0$/, ''),
        country: row.Country ?? '',
        invoice: [],
        returned: [],
      };
      drafts.set(number, draft);
      const quantity = field(row, 'Quantity', file);
      const price = field(row, 'UnitPrice', file);
      const item = itemOf(field(row, 'StockCode', file), row.Description ?? '', price);
      const isReturned = millionths(quantity) < 0n;
      const pieces = isReturned ? negate(quantity) : quantity;
      (isReturned ? draft.returned : draft.invoice).push({
        itemId: item.id,
        no: item.no,
        name: row.Description || item.name,
        unit: 'PCS',
        quantity: pieces,
        unitRatio: 1,
        unitPrice: price,
        totalPrice: multiply(pieces, price),
        warehouse: { id: shop.id, name: shop.name },
        cost: '0',
      });
    }
  }
  if (options.stock !== undefined) {
    for await (const row of readCsv(options.stock)) {
      const item = itemOf(field(row, 'kode_barang', options.stock), row.nama_barang ?? '', row.unit_price || '0');
      const warehouse = warehouseOf(field(row, 'nama_gudang', options.stock));
      const own = balances.get(item.id) ?? [];
      own.push({ warehouseId: warehouse.id, balance: field(row, 'kuantitas', options.stock) });
      balances.set(item.id, own);
    }
  }
  return makeSource([...items.values()], [...warehouses.values()], balances, [...drafts.values()]);
}

function makeSource(
  items: readonly SourceItem[],
  warehouses: readonly SourceWarehouse[],
  balances: ReadonlyMap<number, SourceBalance[]>,
  drafts: readonly Draft[],
): EntitySource {
  // Ids follow the date, then the order of the file: a changed file elsewhere in time leaves them alone.
  const byDate = drafts.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const documents = { invoice: new Map<number, SourceDocument>(), return: new Map<number, SourceDocument>() };
  const numbers = { invoice: new Map<string, number>(), return: new Map<string, number>() };
  const customers = new Map<string, number>();
  const countries = new Map<string, number>();

  const idOf = (ids: Map<string, number>, name: string, first: number): number => {
    const id = ids.get(name) ?? first + ids.size;
    ids.set(name, id);
    return id;
  };
  const add = (kind: DocumentKind, draft: Draft, number: string, lines: readonly SourceLine[]) => {
    if (lines.length === 0) return;
    const id = 10_001 + documents[kind].size;
    documents[kind].set(id, {
      id,
      kind,
      number,
      date: draft.date,
      customer: draft.customer === '' ? null : { id: idOf(customers, draft.customer, 900), name: draft.customer, no: draft.customer },
      branch: { id: idOf(countries, draft.country, 50), name: draft.country },
      lines,
      tax: '0',
      optLock: 0,
      lastUpdate: `${vendorDate(draft.date)} 21:00:00`,
    });
    numbers[kind].set(number, id);
  };
  for (const draft of byDate) {
    add('invoice', draft, draft.number, draft.invoice);
    add('return', draft, draft.number.startsWith('C') ? draft.number : `RJ.${draft.number}`, draft.returned);
  }

  return {
    lastDate: byDate.at(-1)?.date ?? '1970-01-01',
    warehouses: () => warehouses,
    items: () => items,
    balances: (itemId) => balances.get(itemId) ?? [],
    documentIds(kind, from, to) {
      const [low, high] = [dayNumber(from), dayNumber(to)];
      const ids: number[] = [];
      for (const doc of documents[kind].values()) {
        const day = dayNumber(doc.date);
        if (day >= low && day <= high) ids.push(doc.id);
      }
      return ids;
    },
    document: (kind, id) => documents[kind].get(id),
    idOf: (kind, number) => numbers[kind].get(number),
  };
}

type Row = Readonly<Record<string, string>>;

async function* readCsv(file: string): AsyncGenerator<Row> {
  // latin1 keeps every byte; each value is decoded on its own, because such files mix UTF-8 with Latin-1.
  const parser = parse({
    columns: (names: string[]) =>
      names.map((name) =>
        text(name)
          .replace(/^\uFEFF/, '')
          .trim(),
      ),
    encoding: 'latin1',
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const bytes = createReadStream(file);
  bytes.on('error', (error) => parser.destroy(error));
  const plainBytes = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  plainBytes.on('error', (error: Error) => parser.destroy(error));
  plainBytes.pipe(parser);
  for await (const row of parser) {
    const values = row as Record<string, string>;
    for (const name of Object.keys(values)) values[name] = text(values[name] as string);
    yield values;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes held as Latin-1 → the text they most likely are. */
function text(latin1: string): string {
  if (!/[\x80-\xff]/.test(latin1)) return latin1;
  try {
    return utf8.decode(Buffer.from(latin1, 'latin1'));
  } catch {
    return latin1;
  }
}

function field(row: Row, name: string, file: string): string {
  const value = row[name];
  if (value === undefined) throw new Error(`${file} has no column ${name}; it has: ${Object.keys(row).join(', ')}`);
  return value.trim();
}
