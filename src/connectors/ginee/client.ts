// The only place that knows Ginee (Open API: signed POST requests, an envelope with a code, opaque cursors).
import { Permanent, Transient } from '../errors.ts';
import { CursorExpired } from './errors.ts';
import { list, orderOf, shopOf } from './fields.ts';
import { createSend, type Send } from './request.ts';
import type { GineeClient, GineeSettings, Order, OrderPage, Shop, Window } from './types.ts';

export type { GineeClient, Order, OrderPage, Shop, Window } from './types.ts';

const SHOPS_PATH = '/openapi/shop/v1/list';
const LIST_PATH = '/openapi/order/v2/list-order';
const DETAIL_PATH = '/openapi/order/v1/batch-get';
/** Both are the vendor's limits. */
const PAGE = 100;
const SHOP_PAGE = 50;
/** How often a window begins again because its cursor died. */
const MAX_RESTARTS = 2;
/** Pages in a row that bring nothing new: the listing goes round in circles. */
const MAX_STALE_PAGES = 3;

interface ListPage {
  readonly ids: readonly string[];
  readonly next: readonly unknown[] | null;
  readonly serverNow: Date | null;
}

export function createGineeClient(settings: GineeSettings): GineeClient {
  const send = createSend(settings);
  const paths = { list: settings.listPath ?? LIST_PATH, detail: settings.detailPath ?? DETAIL_PATH };
  return {
    shops: () => readShops(send),
    async *pages(shopId, window) {
      for (let restarts = 0; ; restarts++) {
        try {
          yield* readWindow(send, paths, shopId, window);
          return;
        } catch (error) {
          if (!(error instanceof CursorExpired)) throw error;
          // What was read is upserted and stays right; only the way through the list is lost.
          if (restarts >= MAX_RESTARTS)
            throw new Transient('page_moved', `${error.message} Its window is read again later.`, { call: paths.list }, 300);
        }
      }
    },
  };
}

/** Pages of shops count from 0. */
async function readShops(send: Send): Promise<Shop[]> {
  const shops = new Map<string, Shop>();
  for (let page = 0; ; page++) {
    const { data } = await send(SHOPS_PATH, { page, size: SHOP_PAGE });
    const rows = list((data as { content?: unknown } | null)?.content);
    const before = shops.size;
    for (const row of rows) {
      const shop = shopOf(row);
      if (shop !== undefined) shops.set(shop.shop_id, shop);
    }
    if (rows.length < SHOP_PAGE || shops.size === before) break;
  }
  if (shops.size === 0)
    throw new Permanent('unexpected_data', 'Ginee lists no shop for these keys. Connect the shops in Ginee, or correct GINEE_ACCESS_KEY.', {
      call: SHOPS_PATH,
    });
  return [...shops.values()];
}

async function* readWindow(send: Send, paths: { list: string; detail: string }, shopId: string, window: Window): AsyncGenerator<OrderPage> {
  const seen = new Set<string>();
  let cursor: readonly unknown[] | null = null;
  let stale = 0;
  for (;;) {
    const page = await readList(send, paths.list, shopId, window, cursor, seen);
    const fresh = page.ids.filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    stale = fresh.length === 0 && page.next !== null ? stale + 1 : 0;
    if (stale >= MAX_STALE_PAGES || (page.next !== null && JSON.stringify(page.next) === JSON.stringify(cursor)))
      throw new Transient('page_moved', `Ginee's list of orders of ${shopId} goes round in circles.`, { call: paths.list }, 60);
    yield { orders: await readOrders(send, paths.detail, fresh), cursor: page.next, serverNow: page.serverNow };
    if (page.next === null) return;
    cursor = page.next;
  }
}

/**
 * One page of ids. A page that is shorter than asked for though more follow may be half an answer, one that brings again what
 * was there may be the page before: it is asked for once more, and both answers together are the page.
 */
async function readList(
  send: Send,
  path: string,
  shopId: string,
  window: Window,
  cursor: readonly unknown[] | null,
  seen: ReadonlySet<string>,
): Promise<ListPage> {
  const ask = async (): Promise<ListPage> => {
    const { data, serverNow } = await send(path, {
      size: PAGE,
      shopIdList: [shopId],
      lastUpdateSince: window.from.toISOString(),
      lastUpdateTo: window.to.toISOString(),
      ...(cursor === null ? {} : { nextCursor: cursor }),
    });
    const { content, nextCursor } = (data ?? {}) as { content?: unknown; nextCursor?: unknown };
    if (!Array.isArray(content))
      throw new Transient('bad_answer', `Ginee's list of orders of ${shopId} has no content.`, { call: path }, 60);
    const ids = list(content).map((row) => row.orderId);
    if (ids.some((id) => typeof id !== 'string' || id === ''))
      throw new Permanent('unexpected_data', 'Ginee lists orders without orderId: the API is not as we know it.', { call: path });
    const isEnd = content.length === 0 || !Array.isArray(nextCursor) || nextCursor.length === 0;
    return { ids: ids as string[], next: isEnd ? null : nextCursor, serverNow };
  };
  const first = await ask();
  const isDoubtful = (first.next !== null && first.ids.length < PAGE) || first.ids.some((id) => seen.has(id));
  if (!isDoubtful) return first;
  const again = await ask();
  return { ...again, ids: [...new Set([...first.ids, ...again.ids])], next: again.next ?? first.next };
}

/** The orders whole. All that was listed has to come. */
async function readOrders(send: Send, path: string, ids: readonly string[]): Promise<Order[]> {
  const orders = new Map<string, Order>();
  const wanted = (): string[] => ids.filter((id) => !orders.has(id));
  for (let tries = 0; wanted().length > 0; tries++) {
    const missing = wanted();
    if (tries > 1)
      throw new Transient(
        'page_moved',
        `Ginee lists ${missing.length} orders and does not give them (${missing[0]} …).`,
        { call: path },
        60,
      );
    for (let at = 0; at < missing.length; at += PAGE) {
      const { data } = await send(path, { orderIds: missing.slice(at, at + PAGE) });
      const rows = Array.isArray(data) ? data : (data as { content?: unknown } | null)?.content;
      for (const row of list(rows)) {
        const order = orderOf(row);
        if (missing.includes(order.order_id)) orders.set(order.order_id, order);
      }
    }
  }
  return [...orders.values()];
}
