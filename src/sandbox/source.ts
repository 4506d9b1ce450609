/**
 * What a data source must offer so that the Accurate server can speak about it. A source knows facts
 * (documents, balances); it knows nothing of HTTP, paging or signatures.
 */

/** The four legal companies; each is one database of the ERP. */
export const entities = ['DDD', 'LJBB', 'MBB', 'UBB'] as const;
export type Entity = (typeof entities)[number];

export type DocumentKind = 'invoice' | 'return';

export interface SourceWarehouse {
  readonly id: number;
  readonly name: string;
  readonly scrap: boolean;
  readonly suspended: boolean;
  readonly isDefault: boolean;
}

export interface SourceItem {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly unit: string;
  /** Decimal text, e.g. "125000" or "1.25". */
  readonly unitPrice: string;
  readonly cost: string;
}

export interface SourceBalance {
  readonly warehouseId: number;
  /** Decimal text in the base unit. */
  readonly balance: string;
}

export interface SourceLine {
  readonly itemId: number;
  readonly no: string;
  readonly name: string;
  readonly unit: string;
  /** Decimal text, always as the vendor prints it: positive in invoices and in returns alike. */
  readonly quantity: string;
  /** Base units in one unit of the line; 12 for a box. */
  readonly unitRatio: number;
  readonly unitPrice: string;
  readonly totalPrice: string;
  readonly warehouse: { readonly id: number; readonly name: string } | null;
  readonly cost: string;
}

export interface SourceDocument {
  readonly id: number;
  readonly kind: DocumentKind;
  readonly number: string;
  /** yyyy-mm-dd */
  readonly date: string;
  readonly customer: { readonly id: number; readonly name: string; readonly no: string } | null;
  readonly branch: { readonly id: number; readonly name: string };
  readonly lines: readonly SourceLine[];
  /** Value-added tax contained in the total (the company's prices are inclusive). */
  readonly tax: string;
  readonly optLock: number;
  /** dd/MM/yyyy HH:mm:ss */
  readonly lastUpdate: string;
}

export interface EntitySource {
  warehouses(): readonly SourceWarehouse[];
  /** Ascending by id. */
  items(): readonly SourceItem[];
  /** Closing balance of one item in every warehouse on a date. */
  balances(itemId: number, asOf: string): readonly SourceBalance[];
  /** Ids of the documents of an inclusive date range, ascending. */
  documentIds(kind: DocumentKind, from: string, to: string): readonly number[];
  document(kind: DocumentKind, id: number): SourceDocument | undefined;
  /** Id of the document with this number, if the source has it. */
  idOf(kind: DocumentKind, number: string): number | undefined;
  /** The day whose closing stock the protocol shows until the control moves it. */
  readonly lastDate: string;
}
