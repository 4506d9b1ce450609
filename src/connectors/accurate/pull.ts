import { createHash } from 'node:crypto';
import { isConnectorError, Permanent, Transient } from '../errors.ts';
import type { AccurateClient, Detail } from './client.ts';
import { salesRows, stockRows } from './client.ts';
import { date } from './fields.ts';
import type { Database, DateRange, DocumentHead, ListedDocument, SalesKind, SalesRow, StockRow } from './types.ts';

/** Details that are handed on together, at most: fewer when they hold many rows, since a page lies in memory whole. */
const BATCH = 100;
const BATCH_ROWS = 1_000;
/** Details that are asked for ahead of their turn; more than leave at once, so that storing a page holds up no request. */
const AHEAD = 12;

/** Where a pull stands: which list it walks, and how many of the wanted entries are done. */
export interface Position {
  /** Digest of the list. Another digest means that the list moved and the count below has no meaning any more. */
  readonly list: string;
  readonly done: number;
}

export interface Batch<Row> {
  readonly rows: readonly Row[];
  readonly position: Position;
}

/** The documents or items of a pull, in an order that only changes when the source does. */
export interface Walk<Row> {
  readonly list: string;
  /** Documents or items in all, as the source counts them. */
  readonly total: number;
  /** Whose books these are. */
  readonly database: Database;
  /** What is known of each entry before it is fetched; undefined when the source tells nothing by which to leave one out. */
  readonly documents?: readonly ListedDocument[];
  /** Batches of the wanted entries (places from 1; all of them when none are named) after the first `done`. */
  batches(done: number, wanted?: readonly number[]): AsyncGenerator<Batch<Row>>;
}

/** Stock of one entity: every item's balances. */
export async function stockWalk(client: AccurateClient): Promise<Walk<StockRow>> {
  const database = await client.resolveHost();
  const { rows: heads } = await client.allItems();
  const entries = heads.map((head) => ({ key: String(head.id), read: async () => stockRows(await detail(client.itemDetail(head.id))) }));
  return { database, ...walk(entries) };
}

/** Sales of one entity and range of days: invoices, then returns. */
export async function salesWalk(client: AccurateClient, range: DateRange): Promise<Walk<SalesRow>> {
  const database = await client.resolveHost();
  const invoices = await client.allInvoices(range);
  const returns = await client.allReturns(range);
  const entry = (head: DocumentHead, kind: SalesKind) => ({
    key: `${kind} ${head.id}/${head.number}/${head.transDate}/${head.optLock}/${head.lastUpdate}`,
    read: async () => {
      const found = await detail(kind === 'invoice' ? client.invoiceDetail(head.id) : client.returnDetail(head.id));
      return salesRows(unmoved(found, head, kind), kind);
    },
  });
  const listed = (head: DocumentHead, kind: SalesKind): ListedDocument => ({
    kind,
    id: head.id,
    number: head.number,
    date: head.transDate,
    optLock: head.optLock,
    lastUpdate: head.lastUpdate,
  });
  return {
    database,
    documents: [...invoices.rows.map((head) => listed(head, 'invoice')), ...returns.rows.map((head) => listed(head, 'return'))],
    ...walk([...invoices.rows.map((head) => entry(head, 'invoice')), ...returns.rows.map((head) => entry(head, 'return'))]),
  };
}

function walk<Row>(entries: readonly { key: string; read: () => Promise<Row[]> }[]): Pick<Walk<Row>, 'list' | 'total' | 'batches'> {
  const list = createHash('sha256')
    .update(entries.map((entry) => entry.key).join('\n'))
    .digest('base64url');
  return {
    list,
    total: entries.length,
    async *batches(done, wanted) {
      const chosen = wanted?.map((place) => entries[place - 1] as (typeof entries)[number]) ?? entries;
      let rows: Row[] = [];
      let start = done;
      const ahead: Promise<Row[]>[] = [];
      for (let at = done; at < chosen.length; ) {
        for (let next = chosen[at + ahead.length]; next !== undefined && ahead.length < AHEAD; next = chosen[at + ahead.length]) {
          const read = next.read();
          // Heard when its turn comes; it has none when an earlier one fails.
          read.catch(() => undefined);
          ahead.push(read);
        }
        for (const row of (await ahead.shift()) ?? []) rows.push(row);
        at += 1;
        if (at < chosen.length && at - start < BATCH && rows.length < BATCH_ROWS) continue;
        yield { rows, position: { list, done: at } };
        rows = [];
        start = at;
      }
    },
  };
}

/**
 * A document that got another number or date since it was listed belongs elsewhere, perhaps outside of the range: its lines
 * would stand beside what the list says of it.
 */
function unmoved(found: Detail, head: DocumentHead, kind: SalesKind): Detail {
  const where = { call: `sales-${kind}/detail.do?id=${head.id}` };
  if (found.number === head.number && date(found, 'transDate', where) === head.transDate) return found;
  const now = `${String(found.number)} of ${String(found.transDate)}`;
  throw new Transient(
    'page_moved',
    `Accurate listed ${head.number} of ${head.transDate}, and it is ${now} when its turn comes; the pull starts again.`,
    where,
    5,
  );
}

/** A document that was listed and is gone when its turn comes was deleted in between: the list has to be read again. */
async function detail(wanted: Promise<Detail>): Promise<Detail> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof Permanent && (error.reason === 'not_found' || error.reason === 'refused')) {
      throw new Transient('page_moved', `${error.message} It was in the list a moment ago; the pull starts again.`, error.where, 5);
    }
    throw error;
  }
}

/** What an error of the vendor means for the run: final when trying again changes nothing. Undefined: not the vendor's. */
export function judge(error: unknown): { isFinal: boolean; retryAfter: number; error: { code: string; message: string } } | undefined {
  if (!isConnectorError(error)) return undefined;
  const retryAfter = error.kind === 'Transient' ? error.retryAfter : 0;
  return { isFinal: error.kind !== 'Transient', retryAfter, error: { code: `accurate.${error.reason}`, message: error.message } };
}
