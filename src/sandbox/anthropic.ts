// Anthropic's Messages API as a server of our own: as much of API version 2026-10-21 as we use. It refuses what the vendor refuses,
// keeps every request, counts tokens, and fails on command. What its model says is told to it, or is a sentence without figures.
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { type C, cutBy, type Env, failed, refuse } from './anthropic/answers.ts';
import { type AnthropicFault, createAnthropicFaults } from './anthropic/faults.ts';
import { type AnthropicAnswer, eventsOf, messageOf, newId, replyOf, usualText, usualValue } from './anthropic/reply.ts';
import {
  blocksOf,
  conversationProblem,
  countSchema,
  type MessageBody,
  messageSchema,
  readBody,
  schemaProblem,
} from './anthropic/request.ts';
import { type Conversation, createThreads } from './anthropic/threads.ts';
import { countTokens, createCache } from './anthropic/usage.ts';
import { recorded } from './recording.ts';

export { type AnthropicFault, anthropicFaultSchema } from './anthropic/faults.ts';
export type { AnthropicAnswer } from './anthropic/reply.ts';

const VERSIONS = ['2026-10-21', '2023-06-01'];
const BODY_MAX = 32_000_000;
const REQUESTS_PER_MINUTE = 4_000;
const KEY = 'sk-ant-sandbox-0123456789abcdef';
const MODELS = [
  'claude-haiku-5-5',
  'claude-sonnet-5-5',
  'claude-opus-5-5',
  'claude-fable-5-2',
  'claude-mythos-5-2',
  'claude-sonnet-5',
  'claude-opus-5',
  'claude-opus-4-8',
  'claude-sonnet-4-6',
  'claude-haiku-4-5',
  'claude-haiku-4-5-20251001',
];

export interface AnthropicRequest {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  /** How the key came; null: none came, or a wrong one. Keys are never kept. */
  readonly key: 'bearer' | 'x-api-key' | null;
  readonly version: string | undefined;
  /** How often the client says it had tried before. */
  readonly retryCount: string | undefined;
  readonly model: string;
  readonly body: unknown;
  /** 0 = no answer was given. */
  status: number;
}

/** A question as whoever scripts its answer sees it. */
export interface AnthropicQuestion extends Conversation {
  readonly model: string;
  /** Text of the system prompt. */
  readonly systemText: string;
  /** Text of the last message, results of tools included. */
  readonly userText: string;
  readonly schema: Readonly<Record<string, unknown>> | undefined;
  readonly body: MessageBody;
}

export interface AnthropicBox {
  readonly url: string;
  readonly key: string;
  readonly env: Readonly<Record<string, string>>;
  /** The next answers, in turn; they go before `answerWith`. */
  answer(...answers: readonly AnthropicAnswer[]): void;
  /** Answers from now on; undefined for a question: the usual sentence. */
  answerWith(script: (question: AnthropicQuestion) => AnthropicAnswer | undefined): void;
  fail(fault: AnthropicFault): void;
  clearFaults(): void;
  /** The model is not there any more: 404. */
  retire(model: string): void;
  revoke(isRevoked?: boolean): void;
  /** The server forgets the conversations that it holds. */
  loseThreads(): void;
  requests(): readonly AnthropicRequest[];
  clear(): void;
}

export function createAnthropicBox(): { server: Server; open: (url: string) => AnthropicBox } {
  const faults = createAnthropicFaults();
  const threads = createThreads();
  const cache = createCache();
  const retired = new Set<string>();
  let requests: AnthropicRequest[] = [];
  let queue: AnthropicAnswer[] = [];
  let script: (question: AnthropicQuestion) => AnthropicAnswer | undefined = () => undefined;
  let isRevoked = false;

  const hasModel = (model: string): boolean => MODELS.includes(model) && !retired.has(model);
  const rates = (): Record<string, string> => {
    const now = Date.now();
    const recent = requests.filter(({ at }) => now - at.getTime() < 60_000).length;
    const reset = new Date(now + 60_000).toISOString();
    return Object.fromEntries(
      [
        ['requests', REQUESTS_PER_MINUTE, REQUESTS_PER_MINUTE - recent],
        ['input-tokens', 2_000_000, 2_000_000],
        ['output-tokens', 400_000, 400_000],
      ].flatMap(([name, limit, left]) => [
        [`anthropic-ratelimit-${name}-limit`, String(limit)],
        [`anthropic-ratelimit-${name}-remaining`, String(left)],
        [`anthropic-ratelimit-${name}-reset`, reset],
      ]),
    );
  };

  const app = new Hono<Env>();
  app.use('*', async (c, next) => {
    const text = await c.req.text();
    const body = parse(text);
    const model = String((body as { model?: unknown } | null | undefined)?.model ?? '');
    const request: AnthropicRequest = {
      at: new Date(),
      method: c.req.method,
      path: c.req.path,
      key: isRevoked ? null : keyOf(c),
      version: c.req.header('anthropic-version'),
      retryCount: c.req.header('x-stainless-retry-count'),
      model,
      body,
      status: 0,
    };
    requests.push(request);
    c.header('request-id', newId('req'));
    for (const [name, value] of Object.entries(rates())) c.header(name, value);
    const refused = () => {
      if (request.key === null) return refuse(c, 401, 'invalid x-api-key');
      if (request.version === undefined) return refuse(c, 400, 'anthropic-version: header is required');
      if (!VERSIONS.includes(request.version)) return refuse(c, 400, `anthropic-version: "${request.version}" is not a valid version`);
      if (text.length > BODY_MAX) return refuse(c, 413, 'Request exceeds the maximum size');
      return text !== '' && body === undefined ? refuse(c, 400, 'The request body is not valid JSON') : undefined;
    };
    const fault = faults.next(model, (body as { stream?: unknown } | null | undefined)?.stream === true);
    const early = fault === undefined ? undefined : await failed(c, fault);
    const answer = early ?? refused();
    if (answer !== undefined) c.res = answer;
    else {
      c.set('fault', fault);
      c.set('body', body);
      await next();
    }
    if (!c.res.headers.has('x-hono-already-sent')) request.status = c.res.status;
  });

  app.post('/v1/messages', async (c) => {
    const body = readBody(messageSchema, c.get('body'));
    if (typeof body === 'string') return refuse(c, 400, body);
    if (!hasModel(body.model)) return refuse(c, 404, `model: ${body.model}`);
    const open = threads.open(body, c.req.header('anthropic-beta') ?? '');
    if ('status' in open) return refuse(c, open.status, open.message, open.code);
    const { schema } = body.output_config?.format ?? {};
    const problem = conversationProblem(open.messages) ?? schemaProblem(schema);
    if (problem !== undefined) return refuse(c, 400, problem);
    const question = questionOf(body, open, schema);
    const reply = cutBy(c.get('fault'), replyOf(queue.shift() ?? script(question) ?? usual(question), body.max_tokens));
    const spent = cache.spend(body.model, { ...body, system: open.system, tools: open.tools }, open.messages);
    threads.keep(body, open, reply.id, reply.content, reply.stopReason);
    if (body.stream !== true) return c.json(messageOf(body.model, reply, spent));
    const kind = c.get('fault')?.kind;
    const end = kind === 'stream_error' ? 'error' : kind === 'stream_cut' ? 'cut' : undefined;
    return c.body(eventsOf(body.model, reply, spent, end), 200, { 'content-type': 'text/event-stream; charset=utf-8' });
  });
  app.post('/v1/messages/count_tokens', (c) => {
    const body = readBody(countSchema, c.get('body'));
    if (typeof body === 'string') return refuse(c, 400, body);
    if (!hasModel(body.model)) return refuse(c, 404, `model: ${body.model}`);
    const problem = conversationProblem(body.messages);
    return problem === undefined ? c.json({ input_tokens: countTokens(body) }) : refuse(c, 400, problem);
  });
  app.get('/v1/models/:id', (c) => {
    const id = c.req.param('id');
    return hasModel(id)
      ? c.json({ type: 'model', id, display_name: id, created_at: '2026-10-01T00:00:00Z' })
      : refuse(c, 404, `model: ${id}`);
  });
  app.all('*', (c) => refuse(c, 404, 'Not found'));

  return {
    server: createAdaptorServer({ fetch: recorded('anthropic', app.fetch) }) as Server,
    open: (url) => ({
      url,
      key: KEY,
      env: { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: url },
      answer: (...answers) => void queue.push(...answers),
      answerWith: (own) => {
        script = own;
      },
      fail: faults.add,
      clearFaults: faults.clear,
      retire: (model) => void retired.add(model),
      revoke: (revoked = true) => {
        isRevoked = revoked;
      },
      loseThreads: threads.lose,
      requests: () => requests,
      clear() {
        faults.clear();
        threads.lose();
        cache.clear();
        retired.clear();
        requests = [];
        queue = [];
        script = () => undefined;
        isRevoked = false;
      },
    }),
  };
}

function keyOf(c: C): AnthropicRequest['key'] {
  if (c.req.header('authorization') === `Bearer ${KEY}`) return 'bearer';
  return c.req.header('x-api-key') === KEY ? 'x-api-key' : null;
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function questionOf(body: MessageBody, open: Conversation, schema: Record<string, unknown> | undefined): AnthropicQuestion {
  const last = open.messages.at(-1);
  const text = (block: { readonly type: string } & Readonly<Record<string, unknown>>): string => {
    const said = block.text ?? block.content ?? '';
    return typeof said === 'string' ? said : JSON.stringify(said);
  };
  return {
    ...open,
    model: body.model,
    systemText: typeof open.system === 'string' ? open.system : (open.system ?? []).map((block) => block.text).join('\n'),
    userText: last === undefined ? '' : blocksOf(last.content).map(text).join('\n'),
    schema,
    body,
  };
}

function usual({ userText, systemText, schema }: AnthropicQuestion): AnthropicAnswer {
  const text = usualText(userText, systemText);
  return schema === undefined ? text : { json: usualValue(schema, text) };
}
