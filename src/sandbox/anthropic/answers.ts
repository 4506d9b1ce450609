// Refusals, and what a fault makes of an answer.
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { cutOff, waitForClose } from '../silence.ts';
import { slowly } from '../slowly.ts';
import { type AnthropicFaultRead, ERROR_TYPES } from './faults.ts';
import type { Reply } from './reply.ts';

/** A request with its body in JSON, and the fault that waits for its answer. */
export interface Env {
  readonly Bindings: HttpBindings;
  readonly Variables: { body: unknown; fault: AnthropicFaultRead | undefined };
}
export type C = Context<Env>;

export function refuse(c: C, status: number, message: string, code?: string): Response {
  const details = code === undefined ? {} : { details: { error_code: code } };
  const error = { type: ERROR_TYPES[status], message, ...details };
  return c.json({ type: 'error', error, request_id: c.res.headers.get('request-id') }, status as 400);
}

/** The faults that leave an answer behind. */
export function cutBy(fault: AnthropicFaultRead | undefined, reply: Reply): Reply {
  if (fault?.kind === 'refusal') return { ...reply, content: [], stopReason: 'refusal', outputTokens: 1 };
  if (fault?.kind !== 'truncated') return reply;
  const halves = reply.content.map((block) => {
    const text = String(block.text ?? '');
    return block.type === 'text' ? { ...block, text: text.slice(0, Math.floor(text.length / 2)) } : block;
  });
  return { ...reply, content: halves, stopReason: 'max_tokens', outputTokens: Math.ceil(reply.outputTokens / 2) };
}

/** What the caller gets instead of an answer; undefined when there is to be one. */
export async function failed(c: C, fault: AnthropicFaultRead): Promise<Response | undefined> {
  const whole = { 'content-type': 'application/json' };
  if (fault.retryAfter !== undefined) c.header('retry-after', String(fault.retryAfter));
  switch (fault.kind) {
    case 'http':
      return refuse(c, fault.status, fault.message ?? 'Something went wrong.', fault.errorCode);
    case 'rate':
      return refuse(c, 429, 'This request would exceed the rate limit of your organization.', fault.errorCode);
    case 'overload':
      return refuse(c, 529, 'Overloaded');
    case 'html':
      return c.html('<html><body><h1>502 Bad Gateway</h1></body></html>', 502);
    case 'hang':
      return waitForClose(c);
    case 'drop':
      return cutOff(c);
    case 'drip':
      return c.body(slowly(), 200, whole);
    case 'wrong_json':
      return c.body('{"id":"msg_01","type":"message","content":[{"type":"te', 200, whole);
    case 'empty':
      return c.json({});
    case 'redirect':
      return c.redirect('http://anthropic.example/v1/messages', 307);
    default:
      return undefined;
  }
}
