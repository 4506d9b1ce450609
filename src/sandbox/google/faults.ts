// How Sheets and the token endpoint fail on command.
import { z } from 'zod';
import { createFaultQueue } from '../fault-queue.ts';
import { cutOff, waitForClose } from '../silence.ts';
import { slowly } from '../slowly.ts';
import { type C, forbidden, quotaRefusal, refuse } from './answers.ts';
import { invalid } from './requests.ts';

export const googleFaultSchema = z.object({
  kind: z.enum([
    'http', // status, Google's error body
    'rate', // 429; retryAfter in seconds adds the header
    'hang', // takes the request and never answers
    'drop', // closes the connection
    'drip', // does it, and answers a byte now and then, without end
    'wrong_json', // cut in the middle
    'html', // HTTP 200 with a page
    'empty', // HTTP 200 with {}
    'after', // does it, and closes the connection before the answer
    'forbidden', // 403: no right
    'invalid', // 400: a field that it does not know
  ]),
  /** Part of the path, e.g. "/values/" or "/token". */
  path: z.string().default(''),
  /** Only requests of this method. */
  method: z.enum(['GET', 'POST']).optional(),
  times: z.number().int().positive().default(1),
  status: z.union([z.literal(500), z.literal(503)]).default(503),
  retryAfter: z.number().optional(),
});
export type GoogleFault = z.input<typeof googleFaultSchema>;

type Fault = z.output<typeof googleFaultSchema>;

export interface GoogleFaults {
  add(fault: GoogleFault): void;
  /** The answer of the fault that hits this request; undefined: none does. `next` does what was asked. */
  strike(c: C, path: string, next?: () => Promise<void>): Response | Promise<Response> | undefined;
  clear(): void;
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=UTF-8' };

export function createFaults(limits: Readonly<Record<'Read' | 'Write', number>>): GoogleFaults {
  const faults = createFaultQueue<Fault>();

  async function afterwards(next: () => Promise<void>, answer: () => Response | Promise<Response>): Promise<Response> {
    await next();
    return answer();
  }

  function strike(c: C, path: string, next?: () => Promise<void>): Response | Promise<Response> | undefined {
    const fault = faults.take((one) => path.includes(one.path) && (one.method ?? c.req.method) === c.req.method);
    const what = c.req.method === 'GET' ? 'Read' : 'Write';
    switch (fault?.kind) {
      case undefined:
        return undefined;
      case 'http':
        return refuse(c, { code: fault.status, status: 'UNAVAILABLE', message: 'The service is currently unavailable.' });
      case 'rate':
        if (fault.retryAfter !== undefined) c.header('Retry-After', String(fault.retryAfter));
        return refuse(c, quotaRefusal(what, limits[what]));
      case 'hang':
        return waitForClose(c);
      case 'drop':
        return cutOff(c);
      case 'wrong_json':
        return c.body('{"range":"Toko!A1:Z1000","values":[["store_co', 200, JSON_HEADERS);
      case 'html':
        return c.html('<html><body>Sorry, something went wrong.</body></html>');
      case 'empty':
        return c.json({});
      case 'after':
        return next && afterwards(next, () => cutOff(c));
      case 'drip':
        return next && afterwards(next, () => new Response(slowly(), { headers: JSON_HEADERS }));
      case 'forbidden':
        return refuse(c, forbidden);
      case 'invalid':
        return refuse(c, invalid('Invalid JSON payload received. Unknown name "x".'));
    }
  }

  return { add: (fault) => faults.add(googleFaultSchema.parse(fault)), strike, clear: faults.clear };
}
