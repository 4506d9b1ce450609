import { isConnectorError, Permanent, Transient, type Where } from '../errors.ts';
import { LATER_SECONDS, loopback, noAnswer, parseObject, pauseAfter, readText, retryAfterSeconds, TRY_SHARE } from '../http.ts';
import { authError } from './errors.ts';
import { authHeaders } from './sign.ts';
import { createDepartures } from './slots.ts';
import type { AccurateSettings, Detail } from './types.ts';

/** The vendor's envelope after the success test. */
export interface Answer {
  readonly body: Detail;
  /** Where a 308 finally led, when it did. */
  readonly movedTo: string | undefined;
}

export interface Requester {
  send(method: 'GET' | 'POST', url: string, call: string): Promise<Answer>;
  isAllowed(url: string): boolean;
}

const MAX_REDIRECTS = 3;
/** Less of the budget than this is too little for an answer. */
const SHORTEST_SHARE = 0.05;

/**
 * One request = one budget: it is repeated inside of it on gateway errors, drops, timeouts and limit answers, each repetition
 * on a departure time of its own. Success is 2xx AND JSON AND s === true; nothing else.
 */
export function createRequester(settings: AccurateSettings): Requester {
  const budgetMs = settings.requestBudgetMs ?? 20_000;
  const maxParallel = settings.maxParallel ?? 8;
  const now = settings.now ?? (() => new Date());
  const doFetch = settings.fetch ?? fetch;
  const departures = createDepartures(settings.take, maxParallel, maxParallel, settings.postponedUntil);
  const allowed = new Set([new URL(settings.accountUrl).host, ...(settings.allowedHosts ?? [])]);

  function isAllowed(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const { protocol, host, hostname, username } = new URL(url);
    // A token travels in clear text over http: to this machine only.
    const isSafe = protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
    return isSafe && username === '' && (allowed.has(host) || (hostname.endsWith('.accurate.id') && protocol === 'https:'));
  }

  async function send(method: 'GET' | 'POST', url: string, call: string): Promise<Answer> {
    let deadline = Number.POSITIVE_INFINITY;
    let target = url;
    let hops = 0;
    let last: Transient | undefined;
    for (let attempt = 0; ; ) {
      const asked = performance.now();
      const release = await departures.depart({ call });
      // The budget starts when the first try leaves: waiting for a turn is the queue's time, not the vendor's. The same for
      // a repetition, which queues behind all who share the token.
      deadline = deadline === Number.POSITIVE_INFINITY ? performance.now() + budgetMs : deadline + (performance.now() - asked);
      try {
        // Too little is left for an answer: what the vendor said before tells more than a timeout of our making.
        if (last !== undefined && deadline - performance.now() < budgetMs * SHORTEST_SHARE) throw last;
        const result = await once(method, target, call, hops, Math.max(1, Math.min(deadline - performance.now(), budgetMs * TRY_SHARE)));
        if ('body' in result) return { body: result.body, movedTo: hops > 0 ? target : undefined };
        target = result.target;
        hops += 1;
      } catch (error) {
        if (!(error instanceof Transient)) throw error;
        if (error === last) throw error;
        last = error;
        const pause = pauseAfter(error, attempt++);
        if (error.reason === 'rate_limited') {
          departures.postpone(pause);
          // It is a help to others; failing to tell them must not hide the vendor's answer.
          await settings.postponed?.(new Date(Date.now() + pause)).catch(() => undefined);
        }
        if (performance.now() + pause >= deadline) throw error;
        release();
        await new Promise((resolve) => setTimeout(resolve, pause));
      } finally {
        release();
      }
    }
  }

  async function once(
    method: 'GET' | 'POST',
    url: string,
    call: string,
    hops: number,
    leftMs: number,
  ): Promise<{ body: Detail } | { target: string }> {
    try {
      const response = await doFetch(url, {
        method,
        headers: authHeaders(settings.token, settings.secret, now(), settings.language),
        redirect: 'manual',
        signal: AbortSignal.timeout(Math.ceil(leftMs)),
      });
      const where = { call, status: response.status };
      if (response.status < 300 || response.status >= 400) return { body: judge(response, await readText(response, where), where) };
      await response.body?.cancel();
      return { target: follow(response, url, where, hops) };
    } catch (error) {
      throw isConnectorError(error) ? error : noAnswer('Accurate', error, { call }, leftMs);
    }
  }

  // fetch would drop Authorization on another host and may turn POST into GET; and it would follow anybody.
  function follow(response: Response, from: string, where: Where, hop: number): string {
    const location = response.headers.get('location');
    if (response.status !== 308 || location === null || hop >= MAX_REDIRECTS) {
      throw new Permanent(
        'unexpected_data',
        `${where.call} was redirected (HTTP ${response.status}) in a way that Accurate does not. Check ACCURATE_ACCOUNT_URL and the proxy.`,
        where,
      );
    }
    const target = new URL(location, from).href;
    if (isAllowed(target)) return target;
    throw new Permanent(
      'foreign_host',
      `${where.call} was redirected to ${new URL(target).host}, which is not Accurate's. Nothing was sent there. If the company really moved, ask Accurate.`,
      where,
    );
  }

  function judge(response: Response, text: string, where: Where): Detail {
    const body = parseObject(text);
    const message = messageOf(body) ?? (body ? 'no message' : `no JSON but ${describe(text)}`);
    const { status } = response;
    if (status === 401 || status === 403) throw authError(body ? message : unmarked(text), where, response.headers.get('date'), now());
    const retryAfter = retryAfterSeconds(response.headers.get('retry-after'), now());
    if (status === 429 || (body && body.s !== true && isLimit(message))) {
      throw new Transient('rate_limited', `Accurate says that we call too often (${where.call}): ${message}.`, where, retryAfter ?? 1);
    }
    if (status === 404) throw new Permanent('not_found', `Accurate does not know ${where.call}: ${message}.`, where);
    if (status >= 500)
      throw new Transient(
        'server_error',
        `Accurate failed at ${where.call} with HTTP ${status}: ${message}.`,
        where,
        retryAfter ?? LATER_SECONDS,
        retryAfter !== undefined,
      );
    if (!body)
      throw new Transient('bad_answer', `Accurate answered ${where.call} with ${describe(text)} instead of JSON.`, where, LATER_SECONDS);
    if (status < 200 || status >= 300 || body.s !== true)
      throw new Permanent('refused', `Accurate refused ${where.call}: ${message}.`, where);
    return body;
  }

  return { send, isAllowed };
}

/** `d` may be an array of texts, an object, a boolean or a text; OAuth errors have their own two fields. */
function messageOf(body: Detail | undefined): string | undefined {
  if (!body) return undefined;
  const { d } = body;
  if (Array.isArray(d)) return d.map(String).join('; ');
  if (typeof d === 'string') return d;
  const oauth = [body.error, body.error_description].filter((part) => typeof part === 'string');
  return oauth.length > 0 ? oauth.join(': ') : undefined;
}

const isLimit = (message: string): boolean =>
  /batas pemanggilan|too many|rate limit|terlalu (banyak|sering)|maksimal \d+ per detik/i.test(message);

const unmarked = (text: string): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);

function describe(text: string): string {
  if (text === '') return 'an empty body';
  return /^\s*<(\?xml)?/.test(text) ? 'a page of HTML or XML' : 'something that is not JSON';
}
