// What the connectors that speak HTTP themselves have in common: an answer is read to a limit, and what breaks is a Transient.
import { parse } from 'lossless-json';
import { Permanent, Transient, type Where } from './errors.ts';

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 8000;
/** An answer larger than this is no answer of a paged API; reading on would only fill the memory. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;
/** What a worker should wait when the vendor gives no number and the request's own budget is spent. */
export const LATER_SECONDS = 60;
/** No single try may use up the budget: a request that hangs is given up in time for another. */
export const TRY_SHARE = 0.45;
/** Hosts to which a secret may travel in clear text. */
export const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The body of an answer as text.
 * @throws Permanent when there is more than anybody would send
 */
export async function readText(response: Response, where: Where): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Permanent('unexpected_data', `${where.call} answered more than ${MAX_BODY_BYTES} bytes.`, where);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A JSON object with its numbers as texts, so that no digit is lost; undefined for anything else. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const body = parse(text, null, { parseNumber: (digits) => digits });
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Retry-After as seconds or as an HTTP date: 0 to 3600, undefined when it is neither. */
export function retryAfterSeconds(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(3600, Math.max(0, seconds));
}

/** How long to wait before the next try, ms; `attempt` counts from 0. */
export function pauseAfter(error: Transient, attempt: number): number {
  const backoff = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt) * (0.75 + Math.random() / 2);
  // Without Retry-After a limit answer means "within this second": a second is enough. A server that is down and says for how long
  // is not asked again before.
  return error.reason === 'rate_limited' || error.isNamed ? Math.max(error.retryAfter * 1000, backoff) : backoff;
}

/** What fetch threw: no answer in time, or a connection that broke. */
export function noAnswer(vendor: string, error: unknown, where: Where, waitedMs: number): Transient {
  if (error instanceof Error && error.name === 'TimeoutError') {
    const seconds = (waitedMs / 1000).toFixed(1);
    return new Transient('timeout', `${vendor} did not answer ${where.call} within ${seconds} s.`, where, LATER_SECONDS);
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // Codes only: undici quotes header values in some messages, and ours are secrets.
  const code = (cause as { code?: unknown } | null)?.code;
  const detail = typeof code === 'string' ? code : 'no code';
  return new Transient(
    'connection',
    `The connection to ${vendor} broke at ${where.call} (${detail}). Is the network up, and the address right?`,
    where,
    LATER_SECONDS,
  );
}
