import { createDepartures } from '../accurate/slots.ts';
import { isConnectorError, Permanent, Transient, type Where } from '../errors.ts';
import { LATER_SECONDS, loopback, noAnswer, parseObject, pauseAfter, readText, retryAfterSeconds, TRY_SHARE } from '../http.ts';
import { authRefused, CursorExpired, refusalOf } from './errors.ts';
import { authHeaders } from './sign.ts';
import type { GineeSettings } from './types.ts';

export interface Answer {
  /** `data` of the envelope; numbers are texts. */
  readonly data: unknown;
  readonly serverNow: Date | null;
}

export type Send = (path: string, body: object) => Promise<Answer>;

const MAX_PARALLEL = 4;

/**
 * Makes the sender. One request = one budget: repeated inside of it on gateway errors, drops, timeouts and limit answers, each
 * time on a departure time of its own. Success is HTTP 200 AND JSON AND code SUCCESS; `message` may be Chinese and decides
 * nothing.
 */
export function createSend(settings: GineeSettings): Send {
  const budgetMs = settings.requestBudgetMs ?? 20_000;
  const base = new URL(settings.apiUrl);
  // The signature never expires: in clear text it travels to this machine only.
  if (base.protocol !== 'https:' && !loopback.has(base.hostname))
    throw new Permanent('bad_configuration', `GINEE_API_URL must begin with https:// (it is ${base.origin}).`, { call: 'Ginee' });
  const departures = createDepartures(settings.take, MAX_PARALLEL, MAX_PARALLEL, settings.postponedUntil);

  return async (path, body) => {
    let deadline = Number.POSITIVE_INFINITY;
    for (let attempt = 0; ; attempt++) {
      const where = { call: `POST ${path}` };
      const asked = performance.now();
      const release = await departures.depart(where);
      // Waiting for a turn is the queue's time, not the vendor's.
      deadline = deadline === Number.POSITIVE_INFINITY ? performance.now() + budgetMs : deadline + (performance.now() - asked);
      try {
        return await once(path, body, where, Math.max(1, Math.min(deadline - performance.now(), budgetMs * TRY_SHARE)));
      } catch (error) {
        if (!(error instanceof Transient)) throw error;
        const pause = pauseAfter(error, attempt);
        if (error.reason === 'rate_limited') {
          departures.postpone(pause);
          await settings.postponed?.(new Date(Date.now() + pause)).catch(() => undefined);
        }
        if (performance.now() + pause >= deadline) throw error;
        release();
        await new Promise((resolve) => setTimeout(resolve, pause));
      } finally {
        release();
      }
    }
  };

  async function once(path: string, body: object, where: Where, leftMs: number): Promise<Answer> {
    try {
      const response = await fetch(new URL(path, base), {
        method: 'POST',
        headers: authHeaders(settings.accessKey, settings.secretKey, path, settings.country),
        body: JSON.stringify(body),
        redirect: 'manual',
        signal: AbortSignal.timeout(Math.ceil(leftMs)),
      });
      return judge(response, await readText(response, where), { ...where, status: response.status });
    } catch (error) {
      if (isConnectorError(error) || error instanceof CursorExpired) throw error;
      throw noAnswer('Ginee', error, where, leftMs);
    }
  }
}

function judge(response: Response, text: string, where: Where): Answer {
  const { status } = response;
  const envelope = parseObject(text);
  const code = typeof envelope?.code === 'string' ? envelope.code : undefined;
  const message = typeof envelope?.message === 'string' ? envelope.message.slice(0, 200) : 'no message';
  const retryAfter = retryAfterSeconds(response.headers.get('retry-after'), new Date());
  if (status === 429)
    throw new Transient('rate_limited', `Ginee says that we call too often (${where.call}): ${message}.`, where, retryAfter ?? 2);
  if (status >= 500)
    throw new Transient(
      'server_error',
      `Ginee failed at ${where.call} with HTTP ${status}: ${message}.`,
      where,
      retryAfter ?? LATER_SECONDS,
    );
  if (status === 401 || status === 403) throw authRefused(`HTTP ${status} ${code ?? ''} ${message}`, where);
  if (status >= 300 && status < 400)
    throw new Permanent(
      'foreign_host',
      `${where.call} was redirected (HTTP ${status}). Nothing was sent there; check GINEE_API_URL.`,
      where,
    );
  if (code === undefined)
    throw new Transient('bad_answer', `Ginee answered ${where.call} with something that is no answer of its API.`, where, LATER_SECONDS);
  if (code !== 'SUCCESS') throw refusalOf(code, message, where);
  if (status !== 200) throw new Permanent('refused', `Ginee answered ${where.call} with HTTP ${status}.`, where);
  const date = Date.parse(response.headers.get('date') ?? '');
  return { data: envelope?.data, serverNow: Number.isNaN(date) ? null : new Date(date) };
}
