import { z } from 'zod';
import { createFaultQueue } from '../fault-queue.ts';

export const notionFaultSchema = z.object({
  kind: z.enum([
    'http', // status with the vendor's error body; see `code`
    'rate', // 429; retryAfter in seconds adds the header
    'overload', // 529; retryAfter adds the header
    'html', // 502 with a page, as a gateway answers
    'hang', // takes the request and never answers
    'drop', // closes the connection
    'drip', // sends one byte of the answer now and then, without end
    'wrong_json', // HTTP 200, cut in the middle
    'empty', // HTTP 200 with {}
    'incomplete', // a query answers request_status incomplete
  ]),
  /** True: the write happens before the answer is lost. */
  afterWrite: z.boolean().default(false),
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']).optional(),
  /** Part of the path, e.g. "/pages" or "/query". */
  path: z.string().default(''),
  times: z.number().int().positive().default(1),
  status: z.union([z.literal(500), z.literal(503), z.literal(504), z.literal(409)]).default(500),
  retryAfter: z.number().int().optional(),
  /** Of a 429: whose budget it was. */
  reason: z.enum(['public_api_request_rate_limit', 'public_api_space_request_rate_limit']).default('public_api_request_rate_limit'),
});
export type NotionFault = z.input<typeof notionFaultSchema>;
export type NotionFaultRead = z.output<typeof notionFaultSchema>;

/** Faults that wait for their request. */
export function createNotionFaults() {
  const faults = createFaultQueue<NotionFaultRead>();
  return {
    add: (fault: NotionFault): void => faults.add(notionFaultSchema.parse(fault)),
    next: (method: string, path: string) => faults.take((one) => path.includes(one.path) && (one.method ?? method) === method),
    clear: faults.clear,
  };
}
