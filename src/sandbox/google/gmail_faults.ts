// How Gmail says no, and how its sandbox fails on command: before it has taken a mail, or after.
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { z } from 'zod';
import { cutOff, waitForClose } from '../silence.ts';
import { slowly } from '../slowly.ts';

export const gmailFaultSchema = z.object({
  kind: z.enum([
    'http', // status, before anything is taken; retryAfter in seconds adds the header
    'http_after', // takes the mail, answers with the status
    'rate', // 429; retryAfter in seconds adds the header
    'user_rate', // 403 userRateLimitExceeded: a pause, not a missing right
    'forbidden', // 403 insufficientPermissions
    'precondition', // 400 failedPrecondition: a service account without delegation
    'hang', // never answers, nothing taken
    'hang_after', // takes the mail and never answers
    'drop', // closes the connection, nothing taken
    'drop_after', // takes the mail and closes the connection
    'drip', // takes the mail, answers a byte now and then, without end
    'wrong_json', // takes the mail, the answer is cut
    'empty', // takes the mail, answers {}
  ]),
  /** Part of the path, e.g. "/messages/send". */
  path: z.string().default(''),
  times: z.number().int().positive().default(1),
  status: z.union([z.literal(500), z.literal(503)]).default(503),
  retryAfter: z.number().optional(),
});
export type GmailFault = z.input<typeof gmailFaultSchema>;
export type Fault = z.output<typeof gmailFaultSchema>;
/** The fault that hits a request is chosen once, and some of them strike after the mail was taken. */
export type Env = { Bindings: HttpBindings; Variables: { fault: Fault | undefined } };
export type C = Context<Env>;

/** Error body of the older APIs: the reason stands in errors[0]. */
const errorBody = (code: number, reason: string, message: string, status: string, domain = 'global'): object => ({
  error: { code, message, errors: [{ message, domain, reason }], status },
});

export const refuse = (
  c: C,
  code: 400 | 401 | 403 | 404 | 429 | 500 | 503,
  reason: string,
  message: string,
  status: string,
  domain?: string,
): Response => c.json(errorBody(code, reason, message, status, domain), code);

/** Faults that come before anything is taken. */
export function failed(c: C, fault: Fault): Response | Promise<Response> | undefined {
  switch (fault.kind) {
    case 'http':
      if (fault.retryAfter !== undefined) c.header('Retry-After', String(fault.retryAfter));
      return refuse(c, fault.status, 'backendError', 'Backend Error', fault.status === 503 ? 'UNAVAILABLE' : 'INTERNAL');
    case 'rate':
      if (fault.retryAfter !== undefined) c.header('Retry-After', String(fault.retryAfter));
      return refuse(c, 429, 'rateLimitExceeded', 'Too many concurrent requests for user', 'RESOURCE_EXHAUSTED', 'usageLimits');
    case 'user_rate':
      return refuse(c, 403, 'userRateLimitExceeded', 'User Rate Limit Exceeded', 'PERMISSION_DENIED', 'usageLimits');
    case 'forbidden':
      return refuse(c, 403, 'insufficientPermissions', 'Request had insufficient authentication scopes.', 'PERMISSION_DENIED');
    case 'precondition':
      return refuse(c, 400, 'failedPrecondition', 'Precondition check failed.', 'FAILED_PRECONDITION');
    case 'hang':
      return waitForClose(c);
    case 'drop':
      return cutOff(c);
    case 'drip':
    case 'wrong_json':
    case 'empty':
      // A send is taken first; a read has nothing to take.
      return c.req.method === 'GET' ? failedAfter(c, fault) : undefined;
    default:
      return undefined;
  }
}

/** Faults that come after the mail was taken. */
export function failedAfter(c: C, fault: Fault | undefined): Response | Promise<Response> | undefined {
  switch (fault?.kind) {
    case 'http_after':
      return refuse(c, fault.status, 'backendError', 'Backend Error', 'UNAVAILABLE');
    case 'hang_after':
      return waitForClose(c);
    case 'drop_after':
      return cutOff(c);
    case 'drip':
      return c.body(slowly(), 200, { 'content-type': 'application/json; charset=UTF-8' });
    case 'wrong_json':
      return c.body('{"id":"18c0', 200, { 'content-type': 'application/json; charset=UTF-8' });
    case 'empty':
      return c.json({});
    default:
      return undefined;
  }
}
