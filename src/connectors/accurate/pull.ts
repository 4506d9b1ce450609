import { createHash } from 'node:crypto';
import type { AccurateClient, Detail } from './client.ts';
import { isAccurateError, Permanent, salesRows, stockRows, Transient } from './client.ts';
import type { DateRange, SalesRow, StockRow } from './types.ts';

/** Details that are handed on together, at most: fewer when they hold many rows, since a page lies in memory whole. */
const BATCH = 100;
const BATCH_ROWS = 1_000;
/** Details that are asked for ahead of their turn; more than leave at once, so that storing a page holds up no request. */
const AHEAD = 12;

/** Where a pull stands: which list it walks, and how many of its entries are done. */
export interface Position {
  /** Digest of the list. Another digest means that the list moved and the count below has no meaning any more. */
  readonly list: string;
  readonly done: number;
}

export interface Batch<Row> {
  readonly rows: readonly Row[];
  readonly position: Position;
  /** Documents or items in all, as the source counts them. */
  readonly total: number;
}

/** The documents or items of a pull, in an order that only changes when the source does. */
export interface Walk<Row> {
  readonly list: string;
  readonly total: number;
  /** Batches after the first `done` entries. */
  batches(done: number): AsyncGenerator<Batch<Row>>;
}

/** Stock of one entity: every item's balances. */
export async function stockWalk(client: AccurateClient): Promise<Walk<StockRow>> {
  const { rows: heads } = await client.allItems();
  return walk(heads.map((head) => ({ key: String(head.id), read: async () => stockRows(await detail(client.itemDetail(head.id))) })));
}

/** Sales of one entity and range of days: invoices, then returns. */
export async function salesWalk(client: AccurateClient, range: DateRange): Promise<Walk<SalesRow>> {
  const invoices = await client.allInvoices(range);
  const returns = await client.allReturns(range);
  return walk([
    ...invoices.rows.map((head) => ({
      key: `i${head.id}/${head.optLock}/${head.lastUpdate}`,
      read: async () => salesRows(await detail(client.invoiceDetail(head.id)), 'invoice'),
    })),
    ...returns.rows.map((head) => ({
      key: `r${head.id}/${head.optLock}/${head.lastUpdate}`,
      read: async () => salesRows(await detail(client.returnDetail(head.id)), 'return'),
    })),
  ]);
}

function walk<Row>(entries: readonly { key: string; read: () => Promise<Row[]> }[]): Walk<Row> {
  const list = createHash('sha256')
    .update(entries.map((entry) => entry.key).join('\n'))
    .digest('base64url');
  return {
    list,
    total: entries.length,
    async *batches(done) {
      let rows: Row[] = [];
      let start = done;
      const ahead: Promise<Row[]>[] = [];
      for (let at = done; at < entries.length; ) {
        for (let next = entries[at + ahead.length]; next !== undefined && ahead.length < AHEAD; next = entries[at + ahead.length]) {
          const read = next.read();
          // Heard when its turn comes; it has none when an earlier one fails.
          read.catch(() => undefined);
          ahead.push(read);
        }
        for (const row of (await ahead.shift()) ?? []) rows.push(row);
        at += 1;
        if (at < entries.length && at - start < BATCH && rows.length < BATCH_ROWS) continue;
        yield { rows, position: { list, done: at }, total: entries.length };
        rows = [];
        start = at;
      }
    },
  };
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
  if (!isAccurateError(error)) return undefined;
  const retryAfter = error.kind === 'Transient' ? error.retryAfter : 0;
  return { isFinal: error.kind !== 'Transient', retryAfter, error: { code: `accurate.${error.reason}`, message: error.message } };
}
