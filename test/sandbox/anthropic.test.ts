// The sandbox's Messages API as the vendor's own SDK meets it: messages, data, tools with and without threads, streams, counts,
// and what it refuses.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { z } from 'zod';
import { startSandbox } from '../../src/sandbox/index.ts';
import { blockEgress } from '../support/egress.ts';

const egress = blockEgress();
const sandbox = await startSandbox({ invoicesPerDay: 1 });
const box = sandbox.anthropic;
after(() => sandbox.stop());
beforeEach(() => box.clear());

const client = new Anthropic({ apiKey: box.key, baseURL: box.url, maxRetries: 0 });
const model = 'claude-haiku-5-5';
const question = { model, max_tokens: 200, messages: [{ role: 'user' as const, content: 'Ringkas {{a.name}} dan {{b.name}}' }] };
const bodies = () => box.requests().map((one) => one.body as Record<string, unknown>);

/** A request without the SDK: what it would not send. */
async function post(body: unknown, headers: Record<string, string> = {}, path = '/v1/messages'): Promise<[number, string, string]> {
  const response = await fetch(`${box.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'anthropic-version': '2026-10-21', authorization: `Bearer ${box.key}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const told = (await response.json()) as { error?: { type: string; message: string } };
  return [response.status, told.error?.type ?? '', told.error?.message ?? ''];
}

test('the usual answer names placeholders of the request, no figure, and is the same each time', async () => {
  const texts = [];
  for (let i = 0; i < 2; i++) {
    const message = await client.messages.create(question);
    assert.equal(message.stop_reason, 'end_turn');
    texts.push(message.content.map((block) => (block.type === 'text' ? block.text : '')).join(''));
  }
  assert.equal(texts[0], texts[1]);
  assert.match(texts[0] ?? '', /\{\{a\.name\}\} dan \{\{b\.name\}\}/);
  assert.doesNotMatch((texts[0] ?? '').replaceAll(/\{\{[^}]*\}\}/g, ''), /\d/);
});

test('answers are scripted in turn, then by a function, then the usual ones', async () => {
  const say = async () => {
    const [block] = (await client.messages.create(question)).content;
    return block?.type === 'text' ? block.text : block?.type;
  };
  box.answerWith(({ userText }) => (userText.includes('{{a.name}}') ? 'dari fungsi' : undefined));
  box.answer('satu', 'dua');
  assert.deepEqual([await say(), await say(), await say()], ['satu', 'dua', 'dari fungsi']);
  box.answerWith(() => undefined);
  assert.match((await say()) ?? '', /Rincian lengkapnya/);
  // From another process.
  const act = (path: string, body: unknown) =>
    fetch(`${sandbox.controlUrl}/__sandbox/anthropic/${path}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal((await act('answers', ['dari luar'])).status, 200);
  assert.equal(await say(), 'dari luar');
  assert.equal((await act('faults', { kind: 'overload', model })).status, 200);
  await assert.rejects(say(), { status: 529 });
  assert.equal((await act('faults', { kind: 'melt' })).status, 400);
});

test('data: parse() gets an object that fits', async () => {
  const format = zodOutputFormat(z.object({ paragraf: z.string(), nada: z.enum(['tenang', 'mendesak']), catatan: z.array(z.string()) }));
  const usual = await client.messages.parse({ ...question, output_config: { format } });
  assert.deepEqual([usual.parsed_output?.nada, usual.parsed_output?.catatan], ['tenang', []]);
  assert.match(usual.parsed_output?.paragraf ?? '', /\{\{a\.name\}\}/);
  box.answer({ json: { paragraf: 'Aman.', nada: 'mendesak', catatan: ['cek'] } });
  const told = await client.messages.parse({ ...question, output_config: { format } });
  assert.deepEqual(told.parsed_output, { paragraf: 'Aman.', nada: 'mendesak', catatan: ['cek'] });
  box.answer('{"paragraf":"Am');
  await assert.rejects(client.messages.parse({ ...question, output_config: { format } }), { name: 'AnthropicError' });
});

const stock = betaZodTool({
  name: 'get_stock',
  description: 'Stok sebuah kode',
  inputSchema: z.object({ sku: z.string() }),
  run: async ({ sku }) => `stok ${sku}: 37`,
});
/** Asks for the tool until it has seen both results. */
const twoCalls = () =>
  box.answerWith(({ messages }) => {
    const results = JSON.stringify(messages).split('"tool_result"').length - 1;
    if (results === 0) return { text: 'Saya lihat dulu.', tools: [{ name: 'get_stock', input: { sku: 'SND-A' } }] };
    if (results === 1) return { tools: [{ name: 'get_stock', input: { sku: 'SND-B' } }] };
    return 'Selesai.';
  });
const run = (more: { thread?: false; stream?: true } = {}) =>
  client.beta.messages.toolRunner({
    ...question,
    system: 'Kamu asisten gudang.',
    tools: [stock],
    max_iterations: 5,
    ...more,
  } as never) as unknown as Promise<Anthropic.Beta.BetaMessage>;
const threadsOf = () => bodies().map((body) => (body.thread as { type: string } | undefined)?.type);
const counts = () => bodies().map((body) => (body.messages as unknown[]).length);

test('tools on a thread: the first request starts one, the others send what is new', async () => {
  twoCalls();
  const message = await run();
  assert.equal(message.content.map((block) => (block.type === 'text' ? block.text : '')).join(''), 'Selesai.');
  assert.deepEqual(threadsOf(), ['create', 'continue', 'continue']);
  assert.deepEqual(counts(), [1, 1, 1]);
  assert.deepEqual(
    bodies().map((body) => [body.system !== undefined, body.tools !== undefined]),
    [
      [true, true],
      [false, false],
      [false, false],
    ],
  );
  assert.ok(JSON.stringify(bodies()[2]).includes('stok SND-B: 37'));
});

test('tools without a thread: the whole history each time', async () => {
  twoCalls();
  await run({ thread: false });
  assert.deepEqual(threadsOf(), [undefined, undefined, undefined]);
  assert.deepEqual(counts(), [1, 3, 5]);
});

test('a thread that the server lost is begun anew by the SDK', async () => {
  twoCalls();
  const script = box.requests;
  let lost = false;
  const own = client.withOptions({
    fetch: async (url, init) => {
      if (script().length === 1 && !lost) {
        lost = true;
        box.loseThreads();
      }
      return fetch(url, init as RequestInit);
    },
  });
  await own.beta.messages.toolRunner({ ...question, tools: [stock], max_iterations: 5 });
  assert.deepEqual(threadsOf(), ['create', 'continue', 'create', 'continue']);
  assert.deepEqual(
    box.requests().map((one) => one.status),
    [200, 404, 200, 200],
  );
});

test('a thread goes on once, from an answer that is known, and keeps system and tools', async () => {
  const beta = { 'anthropic-beta': 'message-threads-2026-08-12' };
  const first = await client.beta.messages.create({
    ...question,
    system: 'Kamu asisten.',
    betas: ['message-threads-2026-08-12'],
    thread: { type: 'create' },
  });
  const next = (id: string, more: object = {}) =>
    post({ ...question, ...more, thread: { type: 'continue', previous_message_id: id } }, beta);
  assert.deepEqual((await next('msg_unknown')).slice(0, 2), [404, 'not_found_error']);
  assert.match((await next(first.id, { system: 'Lain.' }))[2], /^system: cannot be set/);
  assert.match((await next(first.id, { messages: [] }))[2], /at least one message/);
  assert.match((await post({ ...question, thread: { type: 'create' } }))[2], /thread: Extra inputs/);
  assert.equal((await next(first.id))[0], 200);
  assert.match((await next(first.id))[2], /continued already/);
  await assert.rejects(
    client.beta.messages.create({
      ...question,
      betas: ['message-threads-2026-08-12'],
      thread: { type: 'continue', previous_message_id: 'msg_x' },
    }),
    { name: 'ThreadNotFoundError', errorCode: 'thread_not_found' },
  );
});

test('a stream brings the same message in pieces; an error after status 200 is an error', async () => {
  box.answer({ text: 'Halo {{a.name}}', tools: [{ name: 'get_stock', input: { sku: 'X' } }] });
  const pieces: string[] = [];
  const stream = client.messages.stream({ ...question, tools: [{ name: 'get_stock', input_schema: { type: 'object' } }] });
  stream.on('text', (piece) => pieces.push(piece));
  const message = await stream.finalMessage();
  assert.ok(pieces.length > 1);
  assert.equal(pieces.join(''), 'Halo {{a.name}}');
  assert.equal(message.stop_reason, 'tool_use');
  assert.deepEqual(
    message.content.map((block) => (block.type === 'tool_use' ? block.input : block.type)),
    ['text', { sku: 'X' }],
  );
  assert.ok(message.usage.output_tokens > 1);
  box.fail({ kind: 'stream_error' });
  await assert.rejects(client.messages.stream(question).finalMessage(), { type: 'overloaded_error', status: undefined });
  box.fail({ kind: 'stream_cut' });
  await assert.rejects(client.messages.stream(question).finalMessage(), { name: 'AnthropicError' });
  assert.deepEqual(
    box.requests().map((one) => one.status),
    [200, 200, 200],
  );
});

test('tokens: counted before, and the marked beginning is paid for once', async () => {
  const marked = {
    ...question,
    system: [
      {
        type: 'text' as const,
        text: 'Kamu asisten gudang. '.repeat(50),
        cache_control: { type: 'ephemeral' as const, ttl: '1h' as const },
      },
    ],
  };
  const { input_tokens: all } = await client.messages.countTokens({ model, system: marked.system, messages: marked.messages });
  const first = (await client.messages.create(marked)).usage;
  const second = (await client.messages.create({ ...marked, messages: [{ role: 'user', content: 'Lain sama sekali' }] })).usage;
  assert.equal(first.input_tokens + (first.cache_creation_input_tokens ?? 0), all);
  assert.deepEqual(first.cache_creation, { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: first.cache_creation_input_tokens });
  assert.deepEqual([second.cache_creation_input_tokens, second.cache_read_input_tokens], [0, first.cache_creation_input_tokens]);
  const other = (await client.messages.create({ ...marked, model: 'claude-opus-5-5' })).usage;
  assert.deepEqual([other.cache_creation_input_tokens, other.cache_read_input_tokens], [first.cache_creation_input_tokens, 0]);
  const plain = (await client.messages.create({ ...question, cache_control: { type: 'ephemeral' } })).usage;
  assert.deepEqual([plain.input_tokens, (plain.cache_creation_input_tokens ?? 0) > 0], [0, true]);
});

test('errors have the vendor’s classes; the SDK waits and tries again when it may', async () => {
  const { response } = await client.messages.create(question).withResponse();
  assert.match(response.headers.get('request-id') ?? '', /^req_/);
  for (const name of ['requests', 'input-tokens', 'output-tokens'])
    assert.match(response.headers.get(`anthropic-ratelimit-${name}-remaining`) ?? '', /^\d+$/);
  const names = [
    [401, 'AuthenticationError'],
    [402, 'PaymentRequiredError'],
    [403, 'PermissionDeniedError'],
    [413, 'ContentTooLargeError'],
    [500, 'InternalServerError'],
    [529, 'OverloadedError'],
  ] as const;
  for (const [status, name] of names) {
    box.fail({ kind: 'http', status });
    await assert.rejects(client.messages.create(question), { status, name });
  }
  box.fail({ kind: 'rate', retryAfter: 30 });
  await assert.rejects(client.messages.create(question), (error: InstanceType<typeof Anthropic.APIError>) => {
    assert.deepEqual([error.status, error.type, error.headers?.get('retry-after')], [429, 'rate_limit_error', '30']);
    return error.requestID !== null;
  });
  box.clear();
  box.fail({ kind: 'overload', retryAfter: 0.01, times: 2 });
  await client.messages.create(question, { maxRetries: 2 });
  assert.deepEqual(
    box.requests().map((one) => [one.status, one.retryCount]),
    [
      [529, '0'],
      [529, '1'],
      [200, '2'],
    ],
  );
});

test('the SDK sends no request that would take longer than ten minutes in one piece', async () => {
  const long = { ...question, max_tokens: 64_000 };
  await assert.rejects(async () => client.messages.create(long), { message: /^Streaming is required/ });
  assert.equal(box.requests().length, 0);
  await client.messages.stream(long).finalMessage();
});

test('what the version refuses is refused', async () => {
  const refused: [object, RegExp][] = [
    [{ temperature: 0.2 }, /^temperature: /],
    [{ top_p: 0.9 }, /^top_p: /],
    [{ top_k: 5 }, /^top_k: /],
    [{ suhu: 1 }, /^suhu: Extra inputs/],
    [{ max_tokens: 0 }, /^max_tokens: /],
    [{ messages: [] }, /^messages: first/],
    [{ messages: [{ role: 'system', content: 'x' }] }, /^messages\.0/],
    [{ messages: [{ role: 'user', content: [{ type: 'text', text: 'x', citations: [] }] }] }, /^messages\.0/],
    [{ messages: [...question.messages, { role: 'assistant', content: [{ type: 'document', source: {} }] }] }, /^messages\.1/],
    [
      { messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_x', content: '1' }] }] },
      /unexpected `tool_use_id`/,
    ],
    [{ system: [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl: '2h' } }] }, /^system/],
    [{ output_config: { format: { type: 'json_schema', schema: { type: 'object', properties: {} } } } }, /'additionalProperties' must be/],
    [{ output_config: { format: { type: 'json_schema', schema: { type: 'string', maxLength: 4 } } } }, /'maxLength' is not supported/],
    [{ stream: 'yes' }, /^stream: /],
  ];
  for (const [more, message] of refused) {
    const [status, type, said] = await post({ ...question, ...more });
    assert.deepEqual([status, type], [400, 'invalid_request_error'], JSON.stringify(more));
    assert.match(said, message);
  }
  assert.deepEqual(await post({ ...question, model: 'claude-2' }), [404, 'not_found_error', 'model: claude-2']);
  assert.equal((await post('{"model":'))[0], 400);
  assert.equal((await post(question, {}, '/v1/complete'))[0], 404);
  box.retire(model);
  assert.equal((await post(question))[0], 404);
  assert.equal((await post(question, {}, '/v1/messages/count_tokens'))[0], 400);
});

test('a key comes as Bearer or as x-api-key, with a version', async () => {
  assert.equal((await post(question))[0], 200);
  assert.equal((await post(question, { authorization: '', 'x-api-key': box.key }))[0], 200);
  assert.deepEqual((await post(question, { authorization: '' })).slice(0, 2), [401, 'authentication_error']);
  assert.equal((await post(question, { authorization: 'Bearer sk-ant-other' }))[0], 401);
  assert.match((await post(question, { 'anthropic-version': '2020-01-01' }))[2], /not a valid version/);
  const bare = await fetch(`${box.url}/v1/messages`, { method: 'POST', headers: { 'x-api-key': box.key }, body: JSON.stringify(question) });
  assert.equal(bare.status, 400);
  assert.deepEqual(
    box.requests().map((one) => one.key),
    ['bearer', 'x-api-key', null, null, 'bearer', 'x-api-key'],
  );
  assert.ok(!JSON.stringify(box.requests()).includes(box.key));
});

test('nothing was sent to another machine', () => assert.deepEqual(egress.attempts, []));
