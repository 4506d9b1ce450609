import { z } from 'zod';
import { createFaultQueue } from '../fault-queue.ts';

/** What the vendor's error body says of a status. */
export const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  409: 'conflict_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  503: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

export const anthropicFaultSchema = z.object({
  kind: z.enum([
    'http', // `status` with the vendor's error body; `message` and `errorCode` go into it
    'rate', // 429; retryAfter adds the header
    'overload', // 529
    'html', // 502 with a page, as a gateway answers
    'hang', // takes the request and never answers
    'drop', // closes the connection
    'drip', // sends one byte of the answer now and then, without end
    'wrong_json', // status 200, cut in the middle
    'empty', // status 200 with {}
    'redirect', // 307 to another host
    'refusal', // an answer with stop_reason refusal; its tokens are counted
    'truncated', // an answer that ends in the middle with stop_reason max_tokens
    'stream_error', // status 200, then an error event instead of the rest; only of a stream
    'stream_cut', // status 200, then the end of the stream in the middle
  ]),
  /** Only requests for this model; absent: for any. */
  model: z.string().optional(),
  times: z.number().int().positive().default(1),
  status: z
    .number()
    .int()
    .refine((status) => status in ERROR_TYPES, 'is no status that the vendor answers with')
    .default(500),
  /** Seconds, or a date as HTTP writes it. */
  retryAfter: z.union([z.number(), z.string()]).optional(),
  message: z.string().optional(),
  /** `details.error_code` of the body. */
  errorCode: z.string().optional(),
});
export type AnthropicFault = z.input<typeof anthropicFaultSchema>;
export type AnthropicFaultRead = z.output<typeof anthropicFaultSchema>;

const ONLY_STREAMS = new Set(['stream_error', 'stream_cut']);

/** Faults that wait for their request. */
export function createAnthropicFaults() {
  const faults = createFaultQueue<AnthropicFaultRead>();
  return {
    add: (fault: AnthropicFault): void => faults.add(anthropicFaultSchema.parse(fault)),
    next: (model: string, isStream: boolean) =>
      faults.take((one) => (one.model ?? model) === model && (isStream || !ONLY_STREAMS.has(one.kind))),
    clear: faults.clear,
  };
}
