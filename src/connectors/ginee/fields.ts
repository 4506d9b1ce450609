// The vendor's objects as rows. What a row cannot do without is demanded here, by name; everything else may be missing.
import { Permanent } from '../errors.ts';
import type { Order, OrderItem, Shop } from './types.ts';

type Thing = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);
const thing = (value: unknown): Thing => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Thing) : {});

export const list = (value: unknown): readonly Thing[] => (Array.isArray(value) ? value.map(thing) : []);

function missing(what: string, id: string | null): never {
  throw new Permanent('unexpected_data', `Ginee's order ${id ?? '(no id)'} has no usable ${what}: the API is not as we know it.`, {
    call: `order ${id ?? '?'}`,
  });
}

/** Numbers arrive as their digits. */
function decimal(value: unknown): string | null {
  const digits = text(value)?.trim();
  return digits !== undefined && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(digits) ? digits : null;
}

/** ISO with a zone, or milliseconds since 1970. A time without a zone would be a guess. */
function time(value: unknown): string | null {
  const said = text(value)?.trim();
  if (said === undefined) return null;
  if (/^\d{13}$/.test(said)) return new Date(Number(said)).toISOString();
  return /(Z|[+-]\d\d:?\d\d)$/.test(said) && !Number.isNaN(Date.parse(said)) ? new Date(said).toISOString() : null;
}

function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

export function shopOf(row: Thing): Shop | undefined {
  const id = text(row.shopId) ?? text(row.id);
  return id === null ? undefined : { shop_id: id, name: text(row.shopName) ?? text(row.name), channel: text(row.channel) };
}

function itemOf(row: Thing, orderId: string): OrderItem {
  return {
    master_sku: text(row.masterSku),
    sku: text(row.sku),
    product_name: text(row.productName),
    variation_name: text(row.variationName),
    quantity: decimal(row.quantity) ?? missing('quantity of an item', orderId),
  };
}

/** @throws Permanent unexpected_data when the order lacks what its row needs. */
export function orderOf(row: Thing): Order {
  const id = text(row.orderId);
  const payment = thing(row.paymentInfo);
  const cancel = thing(row.cancelInfo);
  return {
    order_id: id ?? missing('orderId', id),
    shop_id: text(row.shopId) ?? missing('shopId', id),
    channel: text(row.channel) ?? missing('channel', id),
    order_type: text(row.orderType),
    order_status: text(row.orderStatus) ?? missing('orderStatus', id),
    external_order_id: text(row.externalOrderId),
    external_order_sn: text(row.externalOrderSn),
    external_order_status: text(row.externalOrderStatus),
    total_amount: decimal(row.totalAmount) ?? decimal(payment.totalAmount) ?? missing('totalAmount', id),
    sub_total_amount: decimal(payment.subTotal),
    currency: text(row.currency),
    payment_method: text(row.paymentMethod),
    is_cod: flag(row.isCod),
    cancel_reason: text(cancel.cancelReason) ?? text(cancel.reason),
    ordered_at: time(row.externalCreateAt) ?? time(row.createAt) ?? missing('createAt', id),
    paid_at: time(row.payAt),
    last_update_at: time(row.lastUpdateAt) ?? missing('lastUpdateAt', id),
    items: list(row.items).map((item) => itemOf(item, id ?? '?')),
  };
}
