// Anthropic's Messages API through the official SDK (1.11.0, API version 2026-10-21). What is ours: one try per call (another
// one is a decision with a row), no other host, a limit on the whole answer, and errors that can stand in a row or a chat:
// no key, no header, nothing of what was asked.
import type { Anthropic } from '@anthropic-ai/sdk/index.js';
import { z } from 'zod';
import { type Asked, modelError } from './anthropic/errors.ts';
import { type ModelAnswer, ModelError, type ModelFault, type ModelRequest } from './anthropic/model.ts';

export { type ModelAnswer, ModelError, type ModelFault, type ModelRequest } from './anthropic/model.ts';

/** The SDK refuses to wait more than ten minutes for an answer in one piece, at 128,000 tokens in an hour. */
const MAX_TOKENS = Math.floor((600 * 128_000) / 3600);
const ANSWER_MAX_BYTES = 4_000_000;

/** No model reads or writes so much; a count beyond it is none. */
const count = z.int().min(0).max(1_000_000_000);
const answerSchema = z.object({
  model: z.string(),
  stop_reason: z.string(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  usage: z.looseObject({
    input_tokens: count,
    output_tokens: count,
    cache_creation_input_tokens: count.nullish(),
    cache_read_input_tokens: count.nullish(),
  }),
});

/** A schema, as the vendor takes it and as its answers are checked. */
interface Format {
  readonly sent: Record<string, unknown>;
  readonly check: z.ZodType;
}

interface Opened {
  readonly client: Anthropic;
  readonly transform: (schema: never) => Record<string, unknown>;
}

export class AnthropicClient {
  readonly #open: () => Promise<Opened>;

  /** `baseUrl`: without a slash at its end; nothing else is ever spoken to. */
  constructor(options: { readonly baseUrl: string; readonly apiKey: string }) {
    let opened: Promise<Opened> | undefined;
    this.#open = () => {
      opened ??= open(options.baseUrl, options.apiKey);
      return opened;
    };
  }

  /**
   * Asks once.
   * @throws ModelError and nothing else
   */
  async complete(request: ModelRequest): Promise<ModelAnswer> {
    const begun = performance.now();
    const known = (more: Partial<ModelAnswer> = {}): Partial<ModelAnswer> => ({
      milliseconds: Math.round(performance.now() - begun),
      ...more,
    });
    try {
      if (request.maxTokens > MAX_TOKENS)
        throw new ModelError(
          'bad_request',
          `Jawaban model paling banyak ${MAX_TOKENS} token; ${request.maxTokens} diminta.`,
          null,
          known(),
        );
      const { client, transform } = await this.#open();
      const format = formatOf(request.schema, transform);
      const message = await client.messages.create(bodyOf(request, format), {
        signal: within(request),
        // The SDK's clock ends with the head of an answer; ours, in the signal, runs to its last byte and ends first.
        timeout: request.timeoutMilliseconds * 2,
      });
      return read(message, format, known);
    } catch (thrown) {
      throw thrown instanceof ModelError ? thrown : modelError(thrown, request, known());
    }
  }

  /**
   * Whether the key is taken and the model is there; it costs nothing.
   * @throws ModelError and nothing else
   */
  async check(model: string, timeoutMilliseconds = 10_000): Promise<void> {
    const request = { model, timeoutMilliseconds };
    try {
      const { client } = await this.#open();
      const answer: unknown = await client.models.retrieve(model, {}, { signal: within(request), timeout: timeoutMilliseconds * 2 });
      if ((answer as { id?: unknown } | null)?.id !== model) throw new SyntaxError('unexpected answer');
    } catch (thrown) {
      throw modelError(thrown, request);
    }
  }
}

/** Loaded with the first call: a worker that asks no model does not pay for it. As CommonJS it takes a third less memory. */
async function open(baseUrl: string, apiKey: string): Promise<Opened> {
  const [{ Anthropic }, { transformJSONSchema }] = await Promise.all([
    import('@anthropic-ai/sdk/index.js'),
    import('@anthropic-ai/sdk/lib/transform-json-schema.js'),
  ]);
  const { origin } = new URL(baseUrl);
  const client = withoutEnvironment(
    () =>
      new Anthropic({
        apiKey,
        baseURL: baseUrl,
        maxRetries: 0,
        // The SDK writes headers and bodies to its log and to traces when the environment asks for it.
        logLevel: 'off',
        openTelemetry: false,
        fetch: (url, init) => whole(String(url), init ?? {}, origin),
      }),
  );
  return { client, transform: transformJSONSchema };
}

/** The SDK takes headers, which may replace the key's, from the environment, and no option overrules that. It reads it once, here. */
function withoutEnvironment<T>(make: () => T): T {
  const kept = Object.entries(process.env).filter(([name]) => name.startsWith('ANTHROPIC_'));
  for (const [name] of kept) delete process.env[name];
  try {
    return make();
  } finally {
    Object.assign(process.env, Object.fromEntries(kept));
  }
}

/** The answer with its body read: one that drips in for ever ends with the limit too. No other host is asked or followed to. */
async function whole(url: string, init: RequestInit, origin: string): Promise<Response> {
  if (new URL(url).origin !== origin) throw Object.assign(new Error('another host'), { code: 'EGRESS' });
  const response = await fetch(url, { ...init, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > ANSWER_MAX_BYTES) throw Object.assign(new Error('the answer is too large'), { code: 'EANSWERSIZE' });
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status: response.status, headers: response.headers });
}

/** Ends with the time or with the caller, whichever is first. */
function within({ signal, timeoutMilliseconds }: Asked): AbortSignal {
  const time = AbortSignal.timeout(timeoutMilliseconds);
  return signal === undefined ? time : AbortSignal.any([signal, time]);
}

function bodyOf({ model, maxTokens, system, user }: ModelRequest, format: Format | undefined): Anthropic.MessageCreateParamsNonStreaming {
  return {
    model,
    max_tokens: maxTokens,
    // The vendor refuses an empty block.
    ...(system === '' ? {} : { system: [{ type: 'text' as const, text: system, cache_control: { type: 'ephemeral' as const } }] }),
    messages: [{ role: 'user', content: user }],
    ...(format === undefined ? {} : { output_config: { format: { type: 'json_schema' as const, schema: format.sent } } }),
  };
}

/** The vendor takes closed objects and few limits; what it does not take is told to the model in words, and checked by us. */
function formatOf(schema: Record<string, unknown> | undefined, transform: Opened['transform']): Format | undefined {
  if (schema === undefined) return undefined;
  try {
    return { sent: transform(schema as never), check: z.fromJSONSchema(schema as never) };
  } catch {
    throw new ModelError('bad_request', 'Skema jawaban untuk model tidak dapat dipakai.');
  }
}

/** What the vendor sent with status 200, as far as it is an answer. */
function read(message: unknown, format: Format | undefined, known: (more?: Partial<ModelAnswer>) => Partial<ModelAnswer>): ModelAnswer {
  const parsed = answerSchema.safeParse(message);
  const requestId = (message as { _request_id?: unknown } | null)?._request_id;
  const id = typeof requestId === 'string' ? requestId : null;
  if (!parsed.success) throw new ModelError('malformed', 'Jawaban model tidak dapat dibaca.', null, known({ requestId: id }));
  const { model, stop_reason: stopReason, content, usage } = parsed.data;
  const spent = {
    model,
    stopReason,
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    requestId: id,
    milliseconds: known().milliseconds ?? 0,
  };
  const useless = (fault: ModelFault, what: string): ModelError => new ModelError(fault, `${what} (${model}).`, null, spent);
  if (stopReason === 'refusal') throw useless('refusal', 'Model menolak menjawab');
  if (stopReason === 'max_tokens' || stopReason === 'model_context_window_exceeded') throw useless('truncated', 'Jawaban model terpotong');
  if (stopReason !== 'end_turn' && stopReason !== 'stop_sequence') throw useless('malformed', 'Jawaban model belum selesai');
  const text = content.flatMap((block) => (block.type === 'text' && block.text !== undefined ? [block.text] : [])).join('');
  if (text.trim() === '') throw useless('malformed', 'Jawaban model kosong');
  // PostgreSQL keeps neither NUL nor half a character, as text or in JSON.
  const json = format === undefined ? null : parsedJson(text);
  if (/\\u0000|\\ud[89a-f]/i.test(JSON.stringify([text, json]))) throw useless('malformed', 'Jawaban model memuat huruf yang bukan huruf');
  if (format === undefined) return { text, json: null, ...spent };
  const checked = format.check.safeParse(json);
  if (!checked.success) throw useless('malformed', 'Jawaban model tidak sesuai dengan skema');
  return { text, json: checked.data, ...spent };
}

/** Undefined, which fits no schema, when it is none. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
