import { fromVendorDate } from '../dates.ts';
import type { Ledger } from '../ledger.ts';
import type { DocumentKind, SourceItem } from '../source.ts';
import type { ActiveFault } from './faults.ts';
import { page, readFilters } from './lists.ts';
import type { Query } from './query.ts';
import { documentDetail, documentHead, itemDetail, itemHead, type Json, stockRow, warehouseHead } from './render.ts';

/** One entity's books as the protocol sees them today. */
export interface Books {
  readonly ledger: Ledger;
  /** Last visible day; documents after it do not exist yet, stock is that day's closing stock. */
  date(): string;
  readonly maxPageSize: number;
}

type Action = (books: Books, query: Query, fault?: ActiveFault) => Json;

const EARLIEST = '1970-01-01';
const documentFilters = ['id', 'number', 'lastUpdate', 'customerId', 'branchId', 'status'];
const refused = (message: string): Json => ({ s: false, d: [message] });

const actions: Readonly<Record<string, Action>> = {
  'item/list.do': (books, query, fault) =>
    page(
      itemListing(books, itemHead),
      query,
      readFilters(query, ['id', 'no', 'name', 'itemType', 'suspended', 'lastUpdate']),
      books.maxPageSize,
      fault,
    ),
  'item/detail.do': (books, query) => {
    const item = findItem(books, query);
    if (!item) return refused('Barang & Jasa tidak tepat');
    return { s: true, d: itemDetail(item, books.ledger.balances(item.id, books.date()), books.ledger.warehouses()) };
  },
  'item/list-stock.do': (books, query, fault) => {
    const asOf = fromVendorDate(query.get('asOfDate') ?? '') ?? books.date();
    const one = books.ledger.warehouses().find((w) => String(w.id) === query.get('warehouseId') || w.name === query.get('warehouseName'));
    const row = (item: SourceItem) =>
      stockRow(
        item,
        books.ledger.balances(item.id, asOf).filter((balance) => !one || balance.warehouseId === one.id),
      );
    return page(itemListing(books, row), withFields(query), readFilters(query, ['no', 'name']), books.maxPageSize, fault);
  },
  'warehouse/list.do': (books, query, fault) => {
    const rows = new Map(books.ledger.warehouses().map((warehouse) => [warehouse.id, warehouseHead(warehouse)]));
    const ids = [...rows.keys()].sort((a, b) => a - b);
    return page({ ids, row: (id) => rows.get(id) }, query, readFilters(query, ['id', 'name', 'suspended']), books.maxPageSize, fault);
  },
  'sales-invoice/list.do': (books, query, fault) => listDocuments('invoice', books, query, fault),
  'sales-invoice/detail.do': (books, query) => detail('invoice', books, query, 'Faktur Penjualan tidak tepat'),
  'sales-return/list.do': (books, query, fault) => listDocuments('return', books, query, fault),
  'sales-return/detail.do': (books, query) => detail('return', books, query, 'Retur Penjualan tidak tepat'),
};

/** The action behind a path such as "item/list.do". */
export function findAction(path: string): Action | undefined {
  return Object.hasOwn(actions, path) ? actions[path] : undefined;
}

function itemListing(books: Books, render: (item: SourceItem) => Json) {
  const byId = new Map(books.ledger.items().map((item) => [item.id, item]));
  return {
    ids: [...byId.keys()],
    row(id: number) {
      const item = byId.get(id);
      return item && render(item);
    },
  };
}

/** list-stock.do answers all of its few columns without being asked for them. */
function withFields(query: Query): Query {
  return { ...query, fields: query.fields ?? ['id', 'no', 'name', 'quantity', 'quantityInAllUnit', 'upcNo'] };
}

function findItem(books: Books, query: Query): SourceItem | undefined {
  const id = Number(query.get('id'));
  const no = query.get('no');
  return books.ledger.items().find((item) => (no === undefined ? item.id === id : item.no === no));
}

function listDocuments(kind: DocumentKind, books: Books, query: Query, fault?: ActiveFault): Json {
  let from = EARLIEST;
  let to = books.date();
  const rest = readFilters(query, documentFilters);
  for (const filter of readFilters(query, ['transDate'])) {
    const [low, high] = [filter.values[0], filter.values[1] ?? filter.values[0]].map((value) => fromVendorDate(value ?? ''));
    // A range is answered from the index of days; other operators look at every document.
    if (low && high && (filter.op === 'BETWEEN' || filter.op === 'EQUAL')) {
      from = low;
      to = high < to ? high : to;
    } else rest.push(filter);
  }
  const ids = from > to ? [] : books.ledger.documentIds(kind, from, to);
  const row = (id: number) => {
    const doc = books.ledger.document(kind, id);
    return doc && documentHead(doc);
  };
  return page({ ids, row }, query, rest, books.maxPageSize, fault);
}

function detail(kind: DocumentKind, books: Books, query: Query, unknown: string): Json {
  const number = query.get('number');
  const id = number === undefined ? Number(query.get('id')) : books.ledger.idOf(kind, number);
  const doc = id !== undefined && Number.isSafeInteger(id) && id > 0 ? books.ledger.document(kind, id) : undefined;
  return doc && doc.date <= books.date() ? { s: true, d: documentDetail(doc) } : refused(unknown);
}
