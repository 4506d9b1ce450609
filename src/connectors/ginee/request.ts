import { parse } from 'lossless-json';
import { createDepartures } from '../accurate/slots.ts';
import { isConnectorError, Permanent, Transient, type Where } from '../errors.ts';
import { authRefused, CursorExpired, refusalOf } from './errors.ts';
import { authHeaders } from './sign.ts';
import type { GineeSettings } from './types.ts';

export interface Answer {
  /** `data` of the envelope; numbers are texts. */
  readonly data: unknown;
  readonly serverNow: Date | null;
}

export type Send = (path: string, body: object) => Promise<Answer>;

const FIRST_BACKOFF_MS = 250;
const LATER_SECONDS = 60;
/** No single try may use up the budget. */
const TRY_SHARE = 0.45;
const MAX_BODY_BYTES = 32 * 1024 * 1024;
const MAX_PARALLEL = 4;
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

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
        const backoff = Math.min(8000, FIRST_BACKOFF_MS * 2 ** attempt) * (0.75 + Math.random() / 2);
        const pause = error.reason === 'rate_limited' ? Math.max(error.retryAfter * 1000, backoff) : backoff;
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
      throw connectionError(error, where, leftMs);
    }
  }
}

function judge(response: Response, text: string, where: Where): Answer {
  const { status } = response;
  const envelope = parseEnvelope(text);
  const code = typeof envelope?.code === 'string' ? envelope.code : undefined;
  const message = typeof envelope?.message === 'string' ? envelope.message.slice(0, 200) : 'no message';
  const retryAfter = retryAfterSeconds(response.headers.get('retry-after'));
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

function parseEnvelope(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const body = parse(text, null, { parseNumber: (digits) => digits });
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

async function readText(response: Response, where: Where): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Permanent('unexpected_data', `${where.call} answered more than ${MAX_BODY_BYTES} bytes.`, where);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function retryAfterSeconds(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(3600, Math.max(0, seconds));
}

function connectionError(error: unknown, where: Where, waitedMs: number): Transient {
  if (error instanceof Error && error.name === 'TimeoutError')
    return new Transient('timeout', `Ginee did not answer ${where.call} within ${(waitedMs / 1000).toFixed(1)} s.`, where, LATER_SECONDS);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // Codes only: some messages quote header values, and ours are secrets.
  const code = (cause as { code?: unknown } | null)?.code;
  return new Transient(
    'connection',
    `The connection to Ginee broke at ${where.call} (${typeof code === 'string' ? code : 'no code'}). Is the network up, and the address right?`,
    where,
    LATER_SECONDS,
  );
}
