import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { dayOf, endOf, firstDayOf, type OnlineOrder, onlineKeys, onlineOrders, onlineShops, stateAt } from './company/online.ts';
import type { Company } from './company.ts';
import { dayNumber, dayText } from './dates.ts';
import { createFaultQueue } from './fault-queue.ts';
import { type GineeFault, type GineeFaultKind, orderJson } from './ginee/answers.ts';
import { cutOff, waitForClose } from './silence.ts';
import { slowly } from './slowly.ts';

export type { GineeFault, GineeFaultKind } from './ginee/answers.ts';

export interface GineeBox {
  readonly url: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Calls in all, or of paths that hold this text. */
  calls(path?: string): number;
  /** Requests, as they came. */
  readonly requests: readonly { readonly path: string; readonly body: Readonly<Record<string, unknown>>; readonly answer: string }[];
  /** What happens to the next `times` calls whose path holds `path`. */
  fail(kind: GineeFaultKind, more?: Partial<GineeFault>): void;
  /** Adds an order, or takes the place of one. */
  put(order: OnlineOrder): void;
  /** The vendor's clock against the real one: its Date header. */
  setClockOffset(ms: number): void;
  /** Other keys from now on. */
  changeSecret(secretKey: string): void;
  clear(): void;
}

interface Options {
  readonly company: Company | undefined;
  readonly seed: number;
  /** The last trading day that the vendor has seen, yyyy-mm-dd. */
  readonly date: () => string;
}

type Env = { Bindings: HttpBindings };
type Body = Readonly<Record<string, unknown>>;
type Listed = { readonly order: OnlineOrder; readonly status: string; readonly lastUpdate: number };

const DAY = 86_400_000;
const CURSOR_LIVES_MS = 10 * 60_000;

/** Speaks the order endpoints of Ginee's Open API, and refuses what it refuses. */
export function createGineeBox(options: Options): { server: Server; open: (url: string) => GineeBox } {
  const keys = onlineKeys(options.seed);
  let secretKey = keys.secretKey;
  let clockOffset = 0;
  const faults = createFaultQueue<GineeFault>();
  const added = new Map<string, OnlineOrder>();
  const byId = new Map<string, OnlineOrder>();
  const requests: { path: string; body: Body; answer: string }[] = [];
  const now = (): number => endOf(options.date());

  const app = new Hono<Env>();
  app.post('/openapi/*', async (c) => {
    const { pathname: path } = new URL(c.req.url);
    const body = (await c.req.json().catch(() => ({}))) as Body;
    const entry = { path, body, answer: '' };
    requests.push(entry);
    const fault = faults.take((one) => path.includes(one.path ?? ''));
    const answer = await (broken(c, fault) ?? handle(c, path, body, fault));
    entry.answer = `${answer.status}`;
    if (clockOffset !== 0) answer.headers.set('date', new Date(Date.now() + clockOffset).toUTCString());
    if (fault?.kind !== 'wrong_json') return answer;
    const text = await answer.text();
    return new Response(text.slice(0, text.length / 2), { headers: { 'content-type': 'application/json' } });
  });
  app.all('*', (c) => refuse(c, 'NOT_FOUND', 'no such path', 404));

  function broken(c: Context<Env>, fault: GineeFault | undefined): Response | Promise<Response> | undefined {
    switch (fault?.kind) {
      case 'http':
        return c.html('<html><body><h1>Bad Gateway</h1></body></html>', (fault.status ?? 502) as 502);
      case 'rate':
        return new Response(JSON.stringify({ code: 'TOO_MANY_REQUESTS', message: '请求过于频繁', data: null }), {
          status: 429,
          headers: fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
        });
      case 'busy':
        return refuse(c, 'SERVICE_BUSY', '服务繁忙');
      case 'refuse':
        return refuse(c, fault.code ?? 'PARAMETER_ERROR', fault.message ?? 'refused');
      case 'html':
        return c.html('<html><body>maintenance</body></html>', 200);
      case 'drop':
        return cutOff(c);
      case 'hang':
        return waitForClose(c);
      case 'drip':
        return new Response(slowly(), { headers: { 'content-type': 'application/json' } });
      default:
        return undefined;
    }
  }

  async function handle(c: Context<Env>, path: string, body: Body, fault: GineeFault | undefined): Promise<Response> {
    const [accessKey, signature = ''] = (c.req.header('authorization') ?? '').split(':');
    const expected = createHmac('sha256', secretKey).update(`${c.req.method}$${path}$`).digest('base64');
    const isSigned = signature.length === expected.length && timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
    if (accessKey !== keys.accessKey) return refuse(c, 'ACCESS_KEY_INVALID', 'access key is invalid');
    if (!isSigned) return refuse(c, 'SIGNATURE_ERROR', 'signature verification failed');
    if (!['ID', 'CN', 'PH', 'VN', 'TH', 'MY'].includes(c.req.header('x-advai-country') ?? ''))
      return refuse(c, 'PARAMETER_ERROR', 'X-Advai-Country is required');
    if (path === '/openapi/shop/v1/list') return shops(c, body);
    if (path === '/openapi/order/v2/list-order') return listOrders(c, body, fault);
    if (path === '/openapi/order/v1/batch-get') return batchGet(c, body, fault);
    return refuse(c, 'NOT_FOUND', 'no such path', 404);
  }

  function shops(c: Context<Env>, body: Body): Response {
    const page = Number(body.page ?? 0);
    const size = Number(body.size ?? 20);
    const content = onlineShops
      .slice(page * size, (page + 1) * size)
      .map(({ shopId, name, channel }) => ({ shopId, shopName: name, channel }));
    return succeed(c, { content, page, size, total: onlineShops.length });
  }

  /** All orders that changed in a range, as they stand now; oldest change first. */
  function changed(since: number, to: number): Listed[] {
    const orders = new Map<string, OnlineOrder>();
    if (options.company !== undefined) {
      const last = Math.min(dayNumber(dayOf(to)), dayNumber(options.date()));
      for (let day = dayNumber(firstDayOf(since)); day <= last; day++)
        for (const order of onlineOrders(options.company, dayText(day))) orders.set(order.orderId, order);
    }
    for (const order of added.values()) orders.set(order.orderId, order);
    const listed: Listed[] = [];
    for (const order of orders.values()) {
      byId.set(order.orderId, order);
      const state = stateAt(order, now());
      if (state && state.lastUpdate >= since && state.lastUpdate < to) listed.push({ order, ...state });
    }
    return listed.sort((a, b) => a.lastUpdate - b.lastUpdate || (a.order.orderId < b.order.orderId ? -1 : 1));
  }

  function listOrders(c: Context<Env>, body: Body, fault: GineeFault | undefined): Response {
    const size = Number(body.size ?? 10);
    const since = Date.parse(String(body.lastUpdateSince ?? ''));
    const to = Date.parse(String(body.lastUpdateTo ?? ''));
    const shopIds = body.shopIdList as readonly string[] | undefined;
    if (!(size >= 1 && size <= 100)) return refuse(c, 'PARAMETER_ERROR', 'size must be between 1 and 100');
    if ((shopIds?.length ?? 0) > 50) return refuse(c, 'PARAMETER_ERROR', 'shopIdList cannot exceed 50');
    if (Number.isNaN(since) || Number.isNaN(to)) return refuse(c, 'PARAMETER_ERROR', 'createSince or lastUpdateSince is required');
    if (to - since > 15 * DAY) return refuse(c, 'PARAMETER_ERROR', 'date range cannot exceed 15 days');
    if (since < now() - 92 * DAY) return refuse(c, 'PARAMETER_ERROR', 'date range cannot exceed 3 months');
    const query = JSON.stringify([size, since, to, shopIds]);
    let offset = 0;
    if (body.nextCursor !== undefined) {
      const at = fault?.kind === 'expired_cursor' ? undefined : readCursor(body.nextCursor, query);
      if (at === undefined) return refuse(c, 'PARAMETER_ERROR', 'nextCursor is invalid or expired');
      offset = at;
    }
    const all = changed(since, to).filter(({ order }) => shopIds === undefined || shopIds.includes(order.shopId));
    const from = fault?.kind === 'repeated_page' ? Math.max(0, offset - size) : offset;
    const page = all.slice(from, from + size);
    const next = offset + page.length < all.length ? makeCursor(offset + page.length, query) : null;
    const content = fault?.kind === 'half_page' ? page.slice(0, Math.floor(page.length / 2)) : page;
    return succeed(c, { content: content.map(orderJson), nextCursor: next });
  }

  function batchGet(c: Context<Env>, body: Body, fault: GineeFault | undefined): Response {
    const ids = body.orderIds as readonly string[] | undefined;
    if (!Array.isArray(ids) || ids.length === 0 || ids.length > 100) return refuse(c, 'PARAMETER_ERROR', 'orderIds must hold 1 to 100 ids');
    const found = ids.flatMap((id) => {
      const order = byId.get(id);
      const state = order && stateAt(order, now());
      return order && state ? [orderJson({ order, ...state })] : [];
    });
    return succeed(c, fault?.kind === 'half_page' ? found.slice(0, Math.floor(found.length / 2)) : found);
  }

  /** Opaque to the caller: place, time of issue, and a seal over both and the query. */
  function makeCursor(offset: number, query: string, at = Date.now()): [string, string] {
    const seal = createHmac('sha256', secretKey).update(`${offset}|${at}|${query}`).digest('base64url').slice(0, 16);
    return [String(at), `${offset}.${seal}`];
  }

  function readCursor(cursor: unknown, query: string): number | undefined {
    const [at, rest] = Array.isArray(cursor) ? (cursor as [string, string]) : ['', ''];
    const offset = Number(String(rest).split('.')[0]);
    if (makeCursor(offset, query, Number(at))[1] !== rest || Date.now() - Number(at) > CURSOR_LIVES_MS) return undefined;
    return offset;
  }

  return {
    server: createAdaptorServer({ fetch: app.fetch }) as Server,
    open: (url) => ({
      url,
      ...keys,
      requests,
      calls: (path = '') => requests.filter((one) => one.path.includes(path)).length,
      fail: (kind, more = {}) => faults.add({ kind, ...more, times: more.times ?? 1 }),
      put: (order) => void added.set(order.orderId, order),
      setClockOffset(ms) {
        clockOffset = ms;
      },
      changeSecret(key) {
        secretKey = key;
      },
      clear() {
        faults.clear();
        requests.length = 0;
        added.clear();
        clockOffset = 0;
        secretKey = keys.secretKey;
      },
    }),
  };
}

function succeed(c: Context<Env>, data: unknown): Response {
  return c.json({ code: 'SUCCESS', message: '成功', data, extra: null, transactionId: 'tx-sandbox', pricingStrategy: 'PAY' });
}

function refuse(c: Context<Env>, code: string, message: string, status: 200 | 404 = 200): Response {
  return c.json({ code, message, data: null, extra: null }, status);
}
