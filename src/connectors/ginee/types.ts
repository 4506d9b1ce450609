/** Amounts and quantities are kept as the text they came as. */

export interface GineeSettings {
  /** https://api.ginee.com, or the sandbox. */
  readonly apiUrl: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** ID, CN, PH, VN, TH or MY. */
  readonly country: string;
  /** Two generations of order paths are in use; which one an account has, its owner finds out. */
  readonly listPath?: string;
  readonly detailPath?: string;
  /** Departure times for the next n requests, in order. */
  readonly take: (n: number) => Promise<Date[]>;
  readonly postponedUntil?: () => Promise<Date | null>;
  /** The vendor said "later": told to all who share the keys. */
  readonly postponed?: (until: Date) => Promise<void>;
  /** One request, all its retries included. */
  readonly requestBudgetMs?: number;
}

export interface Shop {
  readonly shop_id: string;
  readonly name: string | null;
  /** As the vendor codes it: SHOPEE_ID, TOKOPEDIA_ID … */
  readonly channel: string | null;
}

export interface OrderItem {
  readonly master_sku: string | null;
  readonly sku: string | null;
  readonly product_name: string | null;
  readonly variation_name: string | null;
  readonly quantity: string;
}

/** An order as raw.ginee_page takes it. Buyer, address and phone are left behind on purpose. */
export interface Order {
  readonly order_id: string;
  readonly shop_id: string;
  readonly channel: string;
  readonly order_type: string | null;
  readonly order_status: string;
  readonly external_order_id: string | null;
  readonly external_order_sn: string | null;
  readonly external_order_status: string | null;
  readonly total_amount: string;
  readonly sub_total_amount: string | null;
  readonly currency: string | null;
  readonly payment_method: string | null;
  readonly is_cod: boolean | null;
  readonly cancel_reason: string | null;
  /** ISO 8601 with zone, as all times here. */
  readonly ordered_at: string;
  readonly paid_at: string | null;
  readonly last_update_at: string;
  readonly items: readonly OrderItem[];
}

/** By time of last change; at most 15 days. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

export interface OrderPage {
  readonly orders: readonly Order[];
  /** To be sent back as received; null: this was the last page. */
  readonly cursor: readonly unknown[] | null;
  /** The vendor's clock when it answered. */
  readonly serverNow: Date | null;
}

export interface GineeClient {
  shops(): Promise<Shop[]>;
  /** The pages of one shop's window. An order may come twice. */
  pages(shopId: string, window: Window): AsyncIterable<OrderPage>;
}
