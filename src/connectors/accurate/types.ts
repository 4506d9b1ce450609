/** Every number of the vendor is kept as the text it came as; ids and counters are safe integers. */

export type Language = 'ID' | 'US' | 'CN';

export interface AccurateSettings {
  /** https://account.accurate.id, or the sandbox. */
  readonly accountUrl: string;
  readonly token: string;
  readonly secret: string;
  readonly language?: Language;
  /**
   * Departure times for the next n requests, in order. A request leaves at its time or later, never earlier; times are
   * handed out by whoever guards the token's rate.
   */
  readonly take: (n: number) => Promise<Date[]>;
  /** Asked just before a request leaves: until when does the token rest, by what any worker was told? */
  readonly postponedUntil?: () => Promise<Date | null>;
  /** The vendor said "later": told to all who share the token. */
  readonly postponed?: (until: Date) => Promise<void>;
  /** One request, all its retries included. */
  readonly requestBudgetMs?: number;
  readonly maxParallel?: number;
  /** Hosts (name, or name:port) that may see the token besides the account's own and *.accurate.id. */
  readonly allowedHosts?: readonly string[];
  readonly now?: () => Date;
  readonly fetch?: typeof fetch;
}

export interface Database {
  /** Business host, e.g. https://zeus.accurate.id */
  readonly host: string;
  readonly id: number | null;
  readonly alias: string | null;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pageCount: number;
  readonly rowCount: number;
}

/** A whole listing, proven complete: distinct ids = the vendor's own row count. */
export interface Listing<Row> {
  readonly rows: readonly Row[];
  readonly rowCount: number;
  readonly requests: number;
}

export interface DateRange {
  /** yyyy-mm-dd, inclusive */
  readonly from: string;
  readonly to: string;
}

export interface ItemHead {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly itemType: string | null;
}

export interface DocumentHead {
  readonly id: number;
  readonly number: string;
  /** yyyy-mm-dd */
  readonly transDate: string;
  readonly optLock: number | null;
  /** As the vendor writes it: dd/MM/yyyy HH:mm:ss. */
  readonly lastUpdate: string | null;
}

export interface WarehouseHead {
  readonly id: number;
  readonly name: string;
  readonly scrapWarehouse: boolean;
  readonly suspended: boolean;
  readonly defaultWarehouse: boolean;
}

/** A parsed JSON object whose numbers are text. */
export interface Detail {
  readonly [field: string]: unknown;
}

export type SalesKind = 'invoice' | 'return';

/** An invoice or return in a list, as the database keeps it to know it again. */
export interface ListedDocument {
  readonly kind: SalesKind;
  readonly id: number;
  readonly number: string;
  /** yyyy-mm-dd */
  readonly date: string;
  readonly optLock: number | null;
  readonly lastUpdate: string | null;
}

export interface StockRow {
  readonly source_id: number;
  readonly kode_barang: string;
  readonly nama_barang: string;
  readonly nama_gudang: string;
  readonly kuantitas: string;
  readonly unit_price: string | null;
  readonly vendor_price: string | null;
}

export interface SalesRow {
  readonly source_id: number;
  readonly line_no: number;
  readonly tanggal: string;
  readonly nama_departemen: string | null;
  readonly nama_pelanggan: string;
  readonly nomor_invoice: string;
  readonly kode_produk: string;
  readonly nama_barang: string | null;
  readonly satuan: string | null;
  readonly kuantitas: string;
  readonly harga_satuan: string | null;
  readonly total_harga: string;
  readonly bpp: string | null;
  readonly nama_gudang: string | null;
  readonly vendor_price: string | null;
  readonly dpp_amount: string;
  readonly tax_amount: string;
  readonly opt_lock: number | null;
  readonly last_update: string | null;
}
