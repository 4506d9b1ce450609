// Google's way of saying no, and of saying less than all (field masks).
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

export type C = Context<{ Bindings: HttpBindings }>;

export interface GoogleRefusal {
  readonly code: 400 | 401 | 403 | 404 | 429 | 500 | 503;
  readonly status: string;
  readonly message: string;
  readonly details?: readonly object[];
}

const errorBody = ({ code, status, message, details }: GoogleRefusal): object => ({
  error: { code, message, status, ...(details === undefined ? {} : { details }) },
});

export function refuse(c: C, refusal: GoogleRefusal): Response {
  return c.json(errorBody(refusal), refusal.code);
}

export const forbidden: GoogleRefusal = { code: 403, status: 'PERMISSION_DENIED', message: 'The caller does not have permission' };

export function quotaRefusal(what: 'Read' | 'Write', limit: number): GoogleRefusal {
  return {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: `Quota exceeded for quota metric '${what} requests' and limit '${what} requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:7001'.`,
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'RATE_LIMIT_EXCEEDED',
        domain: 'googleapis.com',
        metadata: { service: 'sheets.googleapis.com', quota_limit_value: String(limit) },
      },
    ],
  };
}

type Mask = Map<string, Mask>;

/** Reads `sheets.properties(sheetId,title),spreadsheetId`. Undefined when it cannot be read. */
function parseMask(text: string): Mask | undefined {
  let at = 0;
  const item = (): [name: string, inner: Mask] | undefined => {
    const name = /^[\w*]+/.exec(text.slice(at))?.[0];
    if (name === undefined) return undefined;
    at += name.length;
    if (text[at] === '.' || text[at] === '/') {
      at += 1;
      const inner = item();
      return inner === undefined ? undefined : [name, new Map([inner])];
    }
    if (text[at] !== '(') return [name, new Map()];
    at += 1;
    const inner = list();
    if (inner === undefined || text[at] !== ')') return undefined;
    at += 1;
    return [name, inner];
  };
  const list = (): Mask | undefined => {
    const mask: Mask = new Map();
    for (;;) {
      const one = item();
      if (one === undefined) return undefined;
      mask.set(one[0], new Map([...(mask.get(one[0]) ?? []), ...one[1]]));
      if (text[at] !== ',') return mask;
      at += 1;
    }
  };
  const mask = list();
  return at === text.length ? mask : undefined;
}

function cut(value: unknown, mask: Mask): unknown {
  if (mask.size === 0 || mask.has('*')) return value;
  if (Array.isArray(value)) return value.map((item) => cut(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (mask.has(key) ? [[key, cut(part, mask.get(key) as Mask)]] : [])),
  );
}

/** The parts of an answer that `fields` asks for. Undefined: the mask cannot be read. */
export function masked(answer: object, fields: string | undefined): object | undefined {
  if (fields === undefined || fields === '') return answer;
  const mask = parseMask(fields);
  return mask === undefined ? undefined : (cut(answer, mask) as object);
}
