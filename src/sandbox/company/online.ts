import type { Company } from '../company.ts';
import { dayNumber, dayText } from '../dates.ts';
import { hash, unit } from '../random.ts';
import { entities, type SourceDocument } from '../source.ts';
import { salesShare } from './places.ts';

/** A shop at a marketplace. */
export interface OnlineShop {
  readonly shopId: string;
  readonly name: string;
  readonly channel: string;
  /** Part of the orders. */
  readonly share: number;
}

export const onlineShops: readonly OnlineShop[] = [
  { shopId: 'SH6F01', name: 'Toko Resmi Shopee', channel: 'SHOPEE_ID', share: 0.45 },
  { shopId: 'SH6F02', name: 'Toko Resmi Tokopedia', channel: 'TOKOPEDIA_ID', share: 0.25 },
  { shopId: 'SH6F03', name: 'Toko Resmi Lazada', channel: 'LAZADA_ID', share: 0.1 },
  { shopId: 'SH6F04', name: 'Toko Resmi TikTok', channel: 'TIKTOK_ID', share: 0.2 },
];

export interface OnlineItem {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
}

export interface OnlineOrder {
  readonly orderId: string;
  readonly shopId: string;
  readonly channel: string;
  readonly items: readonly OnlineItem[];
  readonly total: number;
  readonly isCod: boolean;
  /** What happens to it, oldest first; times in ms since 1970. */
  readonly life: readonly { readonly at: number; readonly status: string }[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const JAKARTA = 7 * HOUR;

/** Number of the branch that the ERP books online sales under. */
const ONLINE_BRANCH = 40;

/**
 * The marketplaces' orders of a day: each online invoice of the ERP was one, so that the books and the marketplaces tell of the
 * same sales; a few more were cancelled before they were invoiced.
 */
export function onlineOrders(company: Company, date: string): OnlineOrder[] {
  const day = dayNumber(date);
  return entities.flatMap((entity, e) => {
    if (salesShare[entity] === 0) return [];
    const source = company.sources[entity];
    return source.documentIds('invoice', date, date).flatMap((id) => {
      const doc = source.document('invoice', id);
      return doc === undefined || doc.branch.id !== ONLINE_BRANCH ? [] : ordersOf(company.options.seed, doc, e, day);
    });
  });
}

function ordersOf(seed: number, doc: SourceDocument, e: number, day: number): OnlineOrder[] {
  const at = (place: number): number => unit(seed, place, e, doc.id);
  const shop = shopAt(at(71));
  const created = day * DAY - JAKARTA + 8 * HOUR + Math.floor(at(72) * 12 * HOUR);
  const order = {
    shopId: shop.shopId,
    channel: shop.channel,
    items: doc.lines.map((line) => ({ sku: line.no, name: line.name, quantity: Number(line.quantity) * line.unitRatio })),
    total: doc.lines.reduce((sum, line) => sum + Number(line.totalPrice), 0),
    isCod: at(73) < 0.2,
  };
  const orderId = `SO${e + 1}${String(doc.id).padStart(10, '0')}`;
  const paid = created + Math.floor(at(74) * HOUR);
  const life = [
    { at: created, status: order.isCod ? 'READY_TO_SHIP' : 'PENDING_PAYMENT' },
    { at: paid + 60_000, status: 'READY_TO_SHIP' },
    { at: paid + 20 * HOUR, status: 'SHIPPING' },
    { at: paid + 3 * DAY, status: 'DELIVERED' },
    ...(at(75) < 0.03 ? [{ at: paid + 6 * DAY, status: 'RETURNED' }] : []),
  ];
  const sold: OnlineOrder = { ...order, orderId, life };
  if (at(76) >= 0.1) return [sold];
  // The buyer changed his mind once before.
  const first = created - HOUR;
  return [
    {
      ...order,
      orderId: `${orderId}C`,
      life: [
        { at: first, status: 'PENDING_PAYMENT' },
        { at: first + HOUR / 2, status: 'CANCELLED' },
      ],
    },
    sold,
  ];
}

function shopAt(share: number): OnlineShop {
  let rest = share;
  for (const shop of onlineShops) {
    rest -= shop.share;
    if (rest < 0) return shop;
  }
  return onlineShops[0] as OnlineShop;
}

/** How an order stands at a moment; undefined before it was made. */
export function stateAt(order: OnlineOrder, now: number): { readonly status: string; readonly lastUpdate: number } | undefined {
  const last = order.life.filter((step) => step.at <= now).at(-1);
  return last && { status: last.status, lastUpdate: last.at };
}

/** Orders live for a week; every one that may have changed since a moment was made after this day. */
export const firstDayOf = (since: number): string => dayText(Math.floor((since + JAKARTA) / DAY) - 7);

/** The trading day of a moment in Jakarta. */
export const dayOf = (at: number): string => dayText(Math.floor((at + JAKARTA) / DAY));

/** The first moment after a trading day. */
export const endOf = (date: string): number => (dayNumber(date) + 1) * DAY - JAKARTA;

/** Keys that depend on the seed only, so that a restarted sandbox still knows them. */
export const onlineKeys = (seed: number): { accessKey: string; secretKey: string } => ({
  accessKey: `ak_${hash(seed, 77).toString(16)}`,
  secretKey: `sk_${hash(seed, 78).toString(16)}${hash(seed, 79).toString(16)}`,
});
