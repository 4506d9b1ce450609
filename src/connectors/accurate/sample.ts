import { Permanent } from '../errors.ts';
import type { AccurateClient, Detail, SalesKind } from './client.ts';
import { salesRows } from './client.ts';

/** One thing that a cross-check asks of the source again; all of it is drawn and judged in SQL. */
export type SampleRequest =
  | { readonly kind: 'stock'; readonly no: string; readonly warehouse: string; readonly date: string }
  | { readonly kind: SalesKind; readonly id: number }
  | { readonly kind: 'changed'; readonly document: SalesKind; readonly from: string; readonly to: string; readonly since: string };

/** Asks one thing. A document that is not there any more is an answer (`gone`). Throws the three errors of errors.ts. */
export async function askSample(client: AccurateClient, request: SampleRequest): Promise<object> {
  switch (request.kind) {
    case 'stock':
      return { quantity: await client.stockAsOf(request) };
    case 'changed': {
      const { rows, rowCount } = await client.changedDocuments(request.document, request, request.since);
      return { documents: rows.map(({ id, number }) => ({ id, number })), more: rowCount > rows.length };
    }
    default: {
      const found = await document(client, request.kind, request.id);
      return found === undefined ? { gone: true, rows: [] } : { rows: salesRows(found, request.kind) };
    }
  }
}

async function document(client: AccurateClient, kind: SalesKind, id: number): Promise<Detail | undefined> {
  try {
    return await (kind === 'invoice' ? client.invoiceDetail(id) : client.returnDetail(id));
  } catch (error) {
    if (error instanceof Permanent && (error.reason === 'not_found' || error.reason === 'refused')) return undefined;
    throw error;
  }
}
