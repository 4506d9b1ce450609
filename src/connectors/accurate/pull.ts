import { createHash } from 'node:crypto';
import type { AccurateClient, Detail } from './client.ts';
import { isAccurateError, Permanent, salesRows, stockRows, Transient } from './client.ts';
import type { DateRange, SalesRow, StockRow } from './types.ts';

/** Details that are fetched side by side and handed on together. */
const BATCH = 100;

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
      for (let start = done; start < entries.length; start += BATCH) {
        const slice = entries.slice(start, start + BATCH);
        const rows = (await Promise.all(slice.map((entry) => entry.read()))).flat();
        yield { rows, position: { list, done: start + slice.length }, total: entries.length };
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
