// What the sandbox's model says when nobody told it what to say, and the shapes in which an answer travels.
import { randomBytes } from 'node:crypto';
import type { Spent } from './usage.ts';
import { tokensOf } from './usage.ts';

/** What a model is to answer. A text alone is the usual one. */
export type AnthropicAnswer =
  | string
  | {
      readonly text?: string;
      /** Sent as text. */
      readonly json?: unknown;
      readonly tools?: readonly { readonly name: string; readonly input: unknown }[];
      readonly stopReason?: string;
    };

export type ReplyBlock = { readonly type: string } & Readonly<Record<string, unknown>>;

export interface Reply {
  readonly id: string;
  readonly content: readonly ReplyBlock[];
  readonly stopReason: string;
  readonly outputTokens: number;
}

export const newId = (kind: string): string => `${kind}_${randomBytes(12).toString('hex')}`;

const SHOWN = 3;

/** What it says of the reports that it knows; each sentence when all that it names is offered. */
const SENTENCES = [
  'Laporan ini mencakup {{articles}} dengan {{stock.pairs}}; di dalamnya terdapat {{must_po.count}} dan {{overstock.count}}.',
  'Perhatian utama tertuju pada {{must_po.1.name}}: {{must_po.1.cover}}, {{must_po.1.sold}}.',
  'Sementara itu, overstock terbesar ada pada {{overstock.1.name}}, yaitu {{overstock.1.excess}}.',
  'Toko mencatatkan {{day.sales}} dari {{day.transactions}}, dengan {{day.average}}.',
  'Untuk posisi kumulatif, tercatat {{month.sales}}.',
  'Cabang yang perlu dicermati adalah {{below.1.name}}: {{below.1.target}}, {{below.1.gap}}.',
];

/**
 * A sentence or two around placeholders like {{must_po.1.name}} that the request names, in the order in which it does. No
 * figure and no word for one: what the model knows of figures is their names.
 */
export function usualText(user: string, system: string): string {
  const named = (text: string): string[] => [...new Set(text.match(/\{\{[^{}\s]+\}\}/g) ?? [])];
  const [mine, other] = [named(user), named(system)];
  const known = SENTENCES.filter((sentence) => named(sentence).every((name) => mine.includes(name)));
  if (known.length > 0) return known.join(' ');
  const shown = (mine.length > 0 ? mine : other).slice(0, SHOWN);
  const detail = 'Rincian lengkapnya ada pada tabel di bawah ini.';
  if (shown.length === 0) return detail;
  const list = shown.length === 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} dan ${shown.at(-1)}`;
  return `Yang perlu dilihat pada laporan ini: ${list}. ${detail}`;
}

type Shape = Readonly<Record<string, unknown>>;

/** The plainest value that a schema allows; texts are the usual text. */
export function usualValue(schema: unknown, text: string, root: unknown = schema): unknown {
  const own = (schema ?? {}) as Shape;
  const inner = (value: unknown): unknown => usualValue(value, text, root);
  if (typeof own.$ref === 'string') {
    const path = own.$ref.split('/').slice(1);
    return inner(path.reduce<unknown>((found, key) => (found as Shape | undefined)?.[key], root));
  }
  if (own.const !== undefined) return own.const;
  if (Array.isArray(own.enum)) return own.enum[0];
  const [choice] = (own.anyOf ?? own.oneOf ?? own.allOf ?? []) as unknown[];
  if (choice !== undefined) return inner(choice);
  const type = Array.isArray(own.type) ? own.type[0] : own.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(Object.entries((own.properties ?? {}) as Shape).map(([name, value]) => [name, inner(value)]));
    case 'array':
      return Number(own.minItems ?? 0) > 0 ? [inner(own.items)] : [];
    case 'string':
      return text;
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    default:
      return null;
  }
}

/** An answer as blocks; cut after `maxTokens`, as the vendor cuts. */
export function replyOf(answer: AnthropicAnswer, maxTokens: number): Reply {
  const wish = typeof answer === 'string' ? { text: answer } : answer;
  const text = wish.json === undefined ? wish.text : JSON.stringify(wish.json);
  const whole = text ?? '';
  const isCut = tokensOf(whole) > maxTokens;
  const said = isCut
    ? Buffer.from(whole)
        .subarray(0, maxTokens * 4)
        .toString()
        .replace(/\uFFFD+$/, '')
    : whole;
  const uses = (wish.tools ?? []).map((tool) => ({ type: 'tool_use', id: newId('toolu'), ...tool }));
  return {
    id: newId('msg'),
    content: [...(said === '' ? [] : [{ type: 'text', text: said, citations: null }]), ...uses],
    stopReason: wish.stopReason ?? (isCut ? 'max_tokens' : uses.length > 0 ? 'tool_use' : 'end_turn'),
    outputTokens: tokensOf(said) + uses.reduce((sum, use) => sum + tokensOf(JSON.stringify(use.input)), 0),
  };
}

/** The object of the message, whole or (in a stream) as it begins. */
export function messageOf(model: string, reply: Reply, spent: Spent, begins = false): Record<string, unknown> {
  return {
    id: reply.id,
    type: 'message',
    role: 'assistant',
    model,
    content: begins ? [] : reply.content,
    stop_reason: begins ? null : reply.stopReason,
    stop_sequence: null,
    stop_details: !begins && reply.stopReason === 'refusal' ? { type: 'refusal', category: null, explanation: null } : null,
    container: null,
    diagnostics: null,
    usage: {
      input_tokens: spent.input,
      cache_creation_input_tokens: spent.write5m + spent.write1h,
      cache_read_input_tokens: spent.read,
      cache_creation: { ephemeral_5m_input_tokens: spent.write5m, ephemeral_1h_input_tokens: spent.write1h },
      output_tokens: begins ? 1 : reply.outputTokens,
      output_tokens_details: { thinking_tokens: 0 },
      server_tool_use: null,
      service_tier: 'standard',
      inference_geo: null,
      speed: null,
    },
  };
}

/** How a stream ends before its time. */
export type StreamEnd = 'error' | 'cut' | undefined;

/** The same message as server-sent events. */
export function eventsOf(model: string, reply: Reply, spent: Spent, end: StreamEnd): string {
  const events: Record<string, unknown>[] = [{ type: 'message_start', message: messageOf(model, reply, spent, true) }, { type: 'ping' }];
  for (const [index, block] of reply.content.entries()) {
    const isText = block.type === 'text';
    events.push({ type: 'content_block_start', index, content_block: isText ? { ...block, text: '' } : { ...block, input: {} } });
    const text = isText ? String(block.text) : JSON.stringify(block.input);
    const half = Math.ceil(text.length / 2);
    for (const part of [text.slice(0, half), text.slice(half)])
      events.push({
        type: 'content_block_delta',
        index,
        delta: isText ? { type: 'text_delta', text: part } : { type: 'input_json_delta', partial_json: part },
      });
    events.push({ type: 'content_block_stop', index });
  }
  events.push(
    {
      type: 'message_delta',
      delta: { stop_reason: reply.stopReason, stop_sequence: null, stop_details: null, container: null },
      usage: { output_tokens: reply.outputTokens },
    },
    { type: 'message_stop' },
  );
  const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' }, request_id: null };
  // In the middle of the first block.
  const sent = end === undefined ? events : [...events.slice(0, 4), ...(end === 'error' ? [error] : [])];
  return sent.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}
