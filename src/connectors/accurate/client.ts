import { AuthExpired, Permanent, Transient, type Where } from '../errors.ts';
import { toText } from './decimal.ts';
import { counter, date, decimal, id, isDetail, optional, rangeFilter, text, vendorDate, wrong } from './fields.ts';
import { createRequester } from './request.ts';
import type {
  AccurateSettings,
  Database,
  DateRange,
  Detail,
  DocumentHead,
  ItemHead,
  Listing,
  Page,
  SalesKind,
  WarehouseHead,
} from './types.ts';

export { AuthExpired, isConnectorError, Permanent, Transient } from '../errors.ts';
export { salesRows, stockRows } from './rows.ts';
export type * from './types.ts';

/** Reads one database ("data usaha") of Accurate Online in API-token mode. Every method may throw the three errors of errors.ts. */
export interface AccurateClient {
  /** Asks the account host where the database lives; cached for the life of the client, corrected by a 308. */
  resolveHost(): Promise<Database>;
  listItems(page: number): Promise<Page<ItemHead>>;
  listInvoices(range: DateRange & { page: number }): Promise<Page<DocumentHead>>;
  listReturns(range: DateRange & { page: number }): Promise<Page<DocumentHead>>;
  listWarehouses(page: number): Promise<Page<WarehouseHead>>;
  /** Whole listings, complete or Transient "page_moved". */
  allItems(progress?: ListProgress): Promise<Listing<ItemHead>>;
  allInvoices(range: DateRange, progress?: ListProgress): Promise<Listing<DocumentHead>>;
  allReturns(range: DateRange, progress?: ListProgress): Promise<Listing<DocumentHead>>;
  allWarehouses(): Promise<Listing<WarehouseHead>>;
  itemDetail(id: number): Promise<Detail>;
  /** Balance of one item in one warehouse at the end of a day (item/list-stock.do), in the base unit; 0 when the vendor names none. */
  stockAsOf(wanted: { no: string; warehouse: string; date: string }): Promise<string>;
  /** Documents of these days that were changed or entered since (as the vendor writes a time), oldest id first; the first page of them. */
  changedDocuments(kind: SalesKind, range: DateRange, since: string): Promise<Page<DocumentHead>>;
  invoiceDetail(id: number): Promise<Detail>;
  returnDetail(id: number): Promise<Detail>;
}

export type ListProgress = (done: number, total: number) => void;

const PAGE_SIZE = 100;
/** A book that keeps moving under three whole readings is busy: later. */
const LIST_TRIES = 3;
const MOVED_RETRY_SECONDS = 30;

export function createAccurateClient(settings: AccurateSettings): AccurateClient {
  checkSettings(settings);
  const requester = createRequester(settings);
  let database: Promise<Database> | undefined;

  function resolveHost(): Promise<Database> {
    database ??= askForHost().catch((error) => {
      database = undefined;
      throw error;
    });
    return database;
  }

  async function askForHost(): Promise<Database> {
    const where: Where = { call: 'POST api-token.do' };
    const { body } = await requester.send('POST', `${settings.accountUrl.replace(/\/+$/, '')}/api/api-token.do`, where.call);
    const data = isDetail(body.d) ? body.d : {};
    // The printed guide calls the key "data usaha" (a machine translated it), the server calls it database.
    const found = [data.database, data['data usaha']].find(isDetail);
    if (!found) throw wrong(where, 'it names no database');
    const host = text(found, 'host', where).replace(/\/+$/, '');
    if (!requester.isAllowed(host)) {
      throw new Permanent(
        'foreign_host',
        `Accurate names ${host} as the database's host, which is not *.accurate.id. Nothing was sent there. Check ACCURATE_ACCOUNT_URL.`,
        where,
      );
    }
    return { host, id: counter(found, 'id'), alias: optional(found, 'alias') };
  }

  async function get(path: string, query: string): Promise<Detail> {
    const { host, ...rest } = await resolveHost();
    const { body, movedTo } = await requester.send('GET', `${host}/accurate/api/${path}?${query}`, `GET ${path}?${query}`);
    const cut = movedTo?.indexOf('/accurate/api/') ?? -1;
    if (movedTo && cut > 0) database = Promise.resolve({ ...rest, host: movedTo.slice(0, cut) });
    return body;
  }

  async function detail(path: string, wanted: number): Promise<Detail> {
    const where: Where = { call: `GET ${path}?id=${wanted}` };
    const { d } = await get(path, `id=${wanted}`);
    if (!isDetail(d)) throw wrong(where, '"d" is no object');
    if (id(d, 'id', where) !== wanted) throw wrong(where, `it is about id ${String(d.id)}`);
    return d;
  }

  async function list<Row>(path: string, query: string, page: number, read: (row: Detail, where: Where) => Row): Promise<Page<Row>> {
    // Commas stay literal: %2C is one unknown field for the vendor. Sorted by id, the only key that never changes.
    const full = `${query}&sp.page=${page}&sp.pageSize=${PAGE_SIZE}&sp.sort=id|asc`;
    const where: Where = { call: `GET ${path}?${full}` };
    const { d, sp } = await get(path, full);
    if (!Array.isArray(d) || !d.every(isDetail)) throw wrong(where, '"d" is no list of rows');
    if (!isDetail(sp)) throw wrong(where, '"sp" is missing');
    return { rows: d.map((row) => read(row, where)), page, pageCount: id(sp, 'pageCount', where), rowCount: id(sp, 'rowCount', where) };
  }

  const itemPage = (page: number) =>
    list('item/list.do', 'fields=id,no,name,itemType', page, (row, where): ItemHead => {
      const no = text(row, 'no', where);
      return { id: id(row, 'id', where), no, name: optional(row, 'name') ?? no, itemType: optional(row, 'itemType') };
    });

  const warehousePage = (page: number) =>
    list(
      'warehouse/list.do',
      'fields=id,name,scrapWarehouse,suspended,defaultWarehouse',
      page,
      (row, where): WarehouseHead => ({
        id: id(row, 'id', where),
        name: text(row, 'name', where),
        scrapWarehouse: row.scrapWarehouse === true,
        suspended: row.suspended === true,
        defaultWarehouse: row.defaultWarehouse === true,
      }),
    );

  const documentPage = (module: 'sales-invoice' | 'sales-return', range: DateRange, page: number, more = '') =>
    list(
      `${module}/list.do`,
      `fields=id,number,transDate,optLock,lastUpdate&${rangeFilter(range)}${more}`,
      page,
      (row, where): DocumentHead => {
        const transDate = date(row, 'transDate', where);
        // A filter that the vendor does not understand is ignored in silence and the whole table comes back.
        if (transDate < range.from || transDate > range.to) {
          const asked = `${range.from} … ${range.to}`;
          throw new Permanent(
            'filter_ignored',
            `Accurate answered ${where.call} with a document of ${transDate}, outside of ${asked}: the date filter was ignored. Nothing was taken.`,
            where,
          );
        }
        return {
          id: id(row, 'id', where),
          number: text(row, 'number', where),
          transDate,
          optLock: counter(row, 'optLock'),
          lastUpdate: optional(row, 'lastUpdate'),
        };
      },
    );

  async function stockAsOf({ no, warehouse, date: day }: { no: string; warehouse: string; date: string }): Promise<string> {
    const wanted = `asOfDate=${vendorDate(day)}&warehouseName=${encodeURIComponent(warehouse)}&filter.no.op=EQUAL&filter.no.val=${encodeURIComponent(no)}`;
    const { rows } = await list('item/list-stock.do', wanted, 1, (row, where) => {
      const found = text(row, 'no', where);
      // A filter that is ignored in silence would give another item's pairs.
      if (found !== no) {
        throw new Permanent('filter_ignored', `Accurate answered ${where.call} with item ${found}: the filter was ignored.`, where);
      }
      return decimal(row, 'quantity', where);
    });
    return toText(rows.reduce((sum, one) => sum + one, 0n));
  }

  return {
    resolveHost,
    listItems: itemPage,
    listInvoices: ({ page, ...range }) => documentPage('sales-invoice', range, page),
    listReturns: ({ page, ...range }) => documentPage('sales-return', range, page),
    listWarehouses: warehousePage,
    allItems: (progress) => collect('item/list.do', itemPage, progress),
    allInvoices: (range, progress) => collect('sales-invoice/list.do', (page) => documentPage('sales-invoice', range, page), progress),
    allReturns: (range, progress) => collect('sales-return/list.do', (page) => documentPage('sales-return', range, page), progress),
    allWarehouses: () => collect('warehouse/list.do', warehousePage),
    itemDetail: (wanted) => detail('item/detail.do', wanted),
    stockAsOf,
    changedDocuments: (kind, range, since) =>
      documentPage(
        `sales-${kind}`,
        range,
        1,
        `&filter.lastUpdate.op=GREATER_EQUAL_THAN&filter.lastUpdate.val=${encodeURIComponent(since)}`,
      ),
    invoiceDetail: (wanted) => detail('sales-invoice/detail.do', wanted),
    returnDetail: (wanted) => detail('sales-return/detail.do', wanted),
  };
}

/**
 * Reads all pages until they agree: the row count stays the same from first to last page, ids never step back across pages, and the
 * distinct ids are as many as the vendor counted. Rows that moved between two pages would be lost or doubled otherwise.
 */
async function collect<Row extends { id: number }>(
  call: string,
  read: (page: number) => Promise<Page<Row>>,
  progress?: ListProgress,
): Promise<Listing<Row>> {
  let requests = 0;
  let complaint = '';
  for (let attempt = 1; attempt <= LIST_TRIES; attempt++) {
    const byId = new Map<number, Row>();
    let rowCount: number | undefined;
    complaint = '';
    for (let page = 1, last = 1; page <= last && complaint === ''; page++) {
      const got = await read(page);
      requests += 1;
      rowCount ??= got.rowCount;
      last = got.pageCount;
      if (got.rowCount !== rowCount) complaint = `the row count changed from ${rowCount} to ${got.rowCount}`;
      for (const row of got.rows) byId.set(row.id, row);
      progress?.(byId.size, rowCount);
    }
    if (complaint === '' && byId.size === rowCount) return { rows: [...byId.values()], rowCount, requests };
    complaint ||= `${byId.size} distinct rows came, ${rowCount} were announced`;
  }
  throw new Transient(
    'page_moved',
    `${call} changed while it was read, ${LIST_TRIES} times over: ${complaint}. The listing has to start again later.`,
    { call },
    MOVED_RETRY_SECONDS,
  );
}

/** Header values with spaces or line breaks come from bad copying, and fetch would quote the secret in its error. */
function checkSettings(settings: AccurateSettings): void {
  const where: Where = { call: 'the settings of the Accurate connector' };
  const isAddress = URL.canParse(settings.accountUrl) && /^https?:$/.test(new URL(settings.accountUrl).protocol);
  if (!isAddress)
    throw new Permanent('bad_configuration', "ACCURATE_ACCOUNT_URL is no web address. The vendor's is https://account.accurate.id.", where);
  if (!/^[\x21-\x7e]+$/.test(settings.token)) {
    throw new AuthExpired('wrong_token', 'ACCURATE_API_TOKEN_… is empty or holds spaces or line breaks. Copy it again, whole.', where);
  }
  if (!/^[\x21-\x7e]+$/.test(settings.secret)) {
    throw new AuthExpired(
      'wrong_secret',
      'ACCURATE_SIGNATURE_SECRET_… is empty or holds spaces or line breaks. Copy it again, whole.',
      where,
    );
  }
}
