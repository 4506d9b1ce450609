// The models' connector against the sandbox, over real HTTP: what it sends, what it makes of each failure, and what it keeps to itself.
import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { after, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import pino from 'pino';
import { AnthropicClient, type ModelAnswer, ModelError, type ModelFault, type ModelRequest } from '../../src/connectors/anthropic.ts';
import { withoutSecrets } from '../../src/log.ts';
import { type AnthropicFault, startSandbox } from '../../src/sandbox/index.ts';
import { blockEgress } from '../support/egress.ts';

const egress = blockEgress();
const sandbox = await startSandbox({ invoicesPerDay: 1 });
const box = sandbox.anthropic;
after(() => sandbox.stop());
beforeEach(() => box.clear());

const client = new AnthropicClient({ baseUrl: box.url, apiKey: box.key });
const HAIKU = 'claude-haiku-5-5';
const SYSTEM = 'Kamu menulis paragraf pembuka laporan stok. Rahasia-perintah.';
const USER = 'Nama yang boleh dipakai: {{must_po.1.name}}, {{must_po.1.qty}}. Rahasia-isi.';
const ask = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  model: HAIKU,
  maxTokens: 300,
  system: SYSTEM,
  user: USER,
  timeoutMilliseconds: 20_000,
  ...more,
});
const failure = async (work: Promise<ModelAnswer>): Promise<ModelError> => {
  const ended = await work.then(
    (answer) => answer,
    (error: unknown) => error,
  );
  assert.ok(ended instanceof ModelError, `a ModelError, and not ${inspect(ended)}`);
  return ended;
};

test('an answer comes with its tokens; the second one reads what does not change from memory', async () => {
  const first = await client.complete(ask());
  assert.match(first.text, /\{\{must_po\.1\.name\}\} dan \{\{must_po\.1\.qty\}\}/);
  assert.deepEqual([first.json, first.model, first.stopReason], [null, HAIKU, 'end_turn']);
  assert.ok(first.inputTokens > 0 && first.outputTokens > 0 && first.cacheWriteTokens > 0);
  assert.equal(first.cacheReadTokens, 0);
  assert.match(first.requestId ?? '', /^req_/);
  assert.ok(Number.isInteger(first.milliseconds) && first.milliseconds >= 0);
  const second = await client.complete(ask({ user: 'Lain: {{b}}' }));
  assert.deepEqual([second.cacheWriteTokens, second.cacheReadTokens], [0, first.cacheWriteTokens]);
  const other = await client.complete(ask({ system: `${SYSTEM}!` }));
  assert.equal(other.cacheReadTokens, 0);
});

test('what is sent: the key as Bearer, the version, one try, no thread, nothing that the version took away', async () => {
  await client.complete(ask({ schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] } }));
  const [sent] = box.requests();
  assert.deepEqual([sent?.path, sent?.key, sent?.version, sent?.retryCount], ['/v1/messages', 'bearer', '2026-10-21', '0']);
  assert.deepEqual(sent?.body, {
    model: HAIKU,
    max_tokens: 300,
    system: [{ type: 'text', text: SYSTEM, cache_control: { type: 'ephemeral' } }],
    messages: [{ role: 'user', content: USER }],
    output_config: {
      format: {
        type: 'json_schema',
        schema: { type: 'object', properties: { ok: { type: 'boolean' } }, additionalProperties: false, required: ['ok'] },
      },
    },
  });
});

test('an answer as data is checked by us too, also where the vendor knows no limit', async () => {
  const schema = {
    type: 'object',
    properties: { paragraf: { type: 'string', maxLength: 20 }, ulang: { type: 'integer', minimum: 0 } },
    required: ['paragraf', 'ulang'],
    additionalProperties: false,
  };
  box.answer({ json: { paragraf: 'Aman: {{a}}.', ulang: 1 } });
  assert.deepEqual((await client.complete(ask({ schema }))).json, { paragraf: 'Aman: {{a}}.', ulang: 1 });
  const wrong = [
    { json: { paragraf: 'x'.repeat(21), ulang: 1 } },
    { json: { paragraf: 'Aman.', ulang: -1 } },
    { json: { paragraf: 'Aman.' } },
    { json: { paragraf: 'Aman.', ulang: 1, lain: 'kirim ke semua' } },
    { json: { paragraf: 'Aman.', ulang: '1' } },
    'Ini paragrafnya: {"paragraf":"Aman.","ulang":1}',
    '{"paragraf":"Aman.","ulang":1',
  ];
  for (const answer of wrong) {
    box.answer(answer);
    const error = await failure(client.complete(ask({ schema })));
    assert.equal(error.fault, 'malformed', JSON.stringify(answer));
    assert.ok((error.answer.outputTokens ?? 0) > 0 && (error.answer.inputTokens ?? 0) + (error.answer.cacheReadTokens ?? 0) > 0);
  }
  box.clear();
  const impossible = await failure(client.complete(ask({ schema: { properties: {} } })));
  assert.deepEqual([impossible.fault, box.requests().length], ['bad_request', 0]);
});

interface Case {
  readonly name: string;
  readonly fault?: AnthropicFault;
  readonly before?: () => void;
  readonly request?: Partial<ModelRequest>;
  readonly is: ModelFault;
  readonly pause?: number;
  /** Whether it is known what the call cost. */
  readonly paid?: true;
  /** True: nothing may be sent. 'perhaps': it may be over before that. */
  readonly unsent?: true | 'perhaps';
}
const LEAK = `messages.0.content: ${USER} was refused for ${box.key}`;
const CASES: readonly Case[] = [
  { name: '429 with retry-after', fault: { kind: 'rate', retryAfter: 17 }, is: 'rate_limited', pause: 17 },
  { name: '429 with half a second', fault: { kind: 'rate', retryAfter: 0.5 }, is: 'rate_limited', pause: 1 },
  { name: '429 without a pause', fault: { kind: 'rate' }, is: 'rate_limited' },
  { name: '429 with a pause of a day', fault: { kind: 'rate', retryAfter: 86_400 }, is: 'rate_limited', pause: 3600 },
  { name: '429 with nonsense', fault: { kind: 'rate', retryAfter: 'soon' }, is: 'rate_limited' },
  { name: '429 spending limit', fault: { kind: 'rate', errorCode: 'enforced_spend_limit_reached' }, is: 'billing' },
  { name: '529', fault: { kind: 'overload' }, is: 'overloaded' },
  { name: '529 with retry-after', fault: { kind: 'overload', retryAfter: 5 }, is: 'overloaded', pause: 5 },
  { name: '500', fault: { kind: 'http', status: 500 }, is: 'server' },
  { name: '503', fault: { kind: 'http', status: 503 }, is: 'server' },
  { name: '504', fault: { kind: 'http', status: 504 }, is: 'timeout' },
  { name: '409', fault: { kind: 'http', status: 409 }, is: 'server' },
  { name: '502 with a page', fault: { kind: 'html' }, is: 'server' },
  { name: 'no answer', fault: { kind: 'hang' }, request: { timeoutMilliseconds: 300 }, is: 'timeout', unsent: 'perhaps' },
  { name: 'an answer that drips', fault: { kind: 'drip' }, request: { timeoutMilliseconds: 300 }, is: 'timeout', unsent: 'perhaps' },
  { name: 'the caller had ended it', request: { signal: AbortSignal.abort() }, is: 'connection', unsent: true },
  { name: 'dropped connection', fault: { kind: 'drop' }, is: 'connection' },
  { name: 'another host', fault: { kind: 'redirect' }, is: 'connection' },
  { name: 'cut JSON', fault: { kind: 'wrong_json' }, is: 'malformed' },
  { name: 'another JSON', fault: { kind: 'empty' }, is: 'malformed' },
  { name: 'an empty answer', before: () => box.answer(' '), is: 'malformed', paid: true },
  { name: 'a pause in the middle', before: () => box.answer({ text: 'a', stopReason: 'pause_turn' }), is: 'malformed', paid: true },
  { name: 'a tool nobody gave it', before: () => box.answer({ tools: [{ name: 'kirim', input: {} }] }), is: 'malformed', paid: true },
  { name: 'refusal', fault: { kind: 'refusal' }, is: 'refusal', paid: true },
  { name: 'max_tokens, text', fault: { kind: 'truncated' }, is: 'truncated', paid: true },
  {
    name: 'max_tokens, JSON cut',
    request: { maxTokens: 3, schema: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] } },
    is: 'truncated',
    paid: true,
  },
  {
    name: 'context window full',
    before: () => box.answer({ text: 'a', stopReason: 'model_context_window_exceeded' }),
    is: 'truncated',
    paid: true,
  },
  { name: '401', before: () => box.revoke(), is: 'auth' },
  { name: '403', fault: { kind: 'http', status: 403 }, is: 'auth' },
  { name: '402', fault: { kind: 'http', status: 402, message: LEAK }, is: 'billing' },
  { name: '400, no credit', fault: { kind: 'http', status: 400, message: 'Your credit balance is too low' }, is: 'billing' },
  { name: '404, a model that was retired', before: () => box.retire(HAIKU), is: 'not_found' },
  { name: '404, a model that never was', request: { model: 'claude-haiku-1-0' }, is: 'not_found' },
  { name: '400', fault: { kind: 'http', status: 400, message: LEAK, errorCode: box.key }, is: 'bad_request' },
  { name: 'an empty question', request: { user: '' }, is: 'bad_request' },
  { name: 'more tokens than one answer may have', request: { maxTokens: 64_000 }, is: 'bad_request', unsent: true },
  { name: '413', fault: { kind: 'http', status: 413 }, is: 'too_large' },
];

/** Everything that a log, a row or a person could get to see of an error. */
function shownOf(error: ModelError): string {
  const lines: string[] = [];
  const log = pino({}, new Writable({ write: (line, _, done) => done(void lines.push(String(line))) }));
  log.error({ err: error }, error.message);
  log.error(error);
  return [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 9, showHidden: true }), ...lines].join('\n');
}

describe('each failure has a name, and tells no secret', () => {
  const seen: string[] = [];
  for (const one of CASES) {
    test(one.name, async () => {
      if (one.fault !== undefined) box.fail(one.fault);
      one.before?.();
      const error = await failure(client.complete(ask(one.request)));
      seen.push(`${one.name.padEnd(40)} ${error.fault.padEnd(13)} ${String(error.retryAfterSeconds ?? '-').padStart(5)}  ${error.message}`);
      assert.deepEqual([error.fault, error.retryAfterSeconds], [one.is, one.pause ?? null]);
      assert.equal(error.answer.outputTokens !== undefined && error.answer.inputTokens !== undefined, one.paid ?? false, 'tokens');
      assert.equal(typeof error.answer.milliseconds, 'number');
      // A second try would be one that nobody decided.
      assert.ok(
        (one.unsent === 'perhaps' ? [0, 1] : [one.unsent ? 0 : 1]).includes(box.requests().length),
        `${box.requests().length} requests`,
      );
      assert.equal(error.answer.text, undefined);
      assert.doesNotMatch(shownOf(error), /sk-ant|Rahasia|Bearer|authorization/i);
      assert.match(error.message, /^[A-Z].*\.$/);
    });
  }
  after(() => console.error(`\n${seen.join('\n')}\n`));
});

test('what no database keeps is no answer', async () => {
  const schema = { type: 'object', properties: { paragraph: { type: 'string' } }, required: ['paragraph'], additionalProperties: false };
  for (const paragraph of ['NUL \u0000', 'half \ud800 a character']) {
    box.answerWith(() => ({ json: { paragraph } }));
    assert.equal((await failure(client.complete(ask({ schema })))).fault, 'malformed');
  }
  box.answerWith(() => ({ text: 'NUL \u0000' }));
  assert.equal((await failure(client.complete(ask()))).fault, 'malformed');
  box.answerWith(() => ({ json: { paragraph: 'whole 😀' } }));
  assert.deepEqual((await client.complete(ask({ schema }))).json, { paragraph: 'whole 😀' });
});

test('a caller that ends the call gets its error at once', async () => {
  box.fail({ kind: 'hang' });
  const ends = new AbortController();
  const ended = failure(client.complete(ask({ signal: ends.signal })));
  const deadline = Date.now() + 15_000;
  while (box.requests().length === 0 && Date.now() < deadline) await sleep(5);
  ends.abort(new Error(box.key));
  const error = await ended;
  assert.equal(error.fault, 'connection');
  assert.match(error.message, /dihentikan/);
  assert.doesNotMatch(shownOf(error), /sk-ant|Rahasia/);
});

test('a check costs nothing and says what is wrong', async () => {
  await client.check(HAIKU);
  assert.deepEqual(
    box.requests().map((one) => [one.method, one.path]),
    [['GET', `/v1/models/${HAIKU}`]],
  );
  const checked = async () => (await failure(client.check(HAIKU, 2_000) as Promise<never>)).fault;
  box.fail({ kind: 'empty' });
  assert.equal(await checked(), 'malformed');
  box.fail({ kind: 'hang' });
  assert.equal((await failure(client.check(HAIKU, 200) as Promise<never>)).fault, 'timeout');
  box.fail({ kind: 'drop' });
  assert.equal(await checked(), 'connection');
  box.retire(HAIKU);
  assert.equal(await checked(), 'not_found');
  box.revoke();
  assert.equal(await checked(), 'auth');
});

test('an id helps the vendor’s support to find the call', async () => {
  box.fail({ kind: 'overload' });
  assert.match((await failure(client.complete(ask()))).answer.requestId ?? '', /^req_/);
});

test('a machine that is not there, and a wrong key', async () => {
  const away = new AnthropicClient({ baseUrl: 'http://127.0.0.1:9', apiKey: box.key });
  assert.equal((await failure(away.complete(ask()))).fault, 'connection');
  const stranger = new AnthropicClient({ baseUrl: box.url, apiKey: 'sk-ant-other' });
  const error = await failure(stranger.complete(ask()));
  assert.equal(error.fault, 'auth');
  assert.doesNotMatch(shownOf(error), /sk-ant/);
  const broken = new AnthropicClient({ baseUrl: box.url, apiKey: 'sk-ant-two\nlines' });
  assert.doesNotMatch(shownOf(await failure(broken.complete(ask()))), /sk-ant|lines/);
});

test('the environment of the process has no say: no other host, no other key, no log', async () => {
  const before = { ...process.env };
  const written: string[] = [];
  const real = { ...console };
  await client.complete(ask());
  const usual = box.requests()[0]?.version;
  box.clear();
  try {
    Object.assign(process.env, {
      ANTHROPIC_BASE_URL: 'https://elsewhere.example',
      ANTHROPIC_API_KEY: 'sk-ant-elsewhere',
      ANTHROPIC_AUTH_TOKEN: 'elsewhere',
      ANTHROPIC_LOG: 'debug',
      ANTHROPIC_CUSTOM_HEADERS: 'Authorization: Bearer elsewhere\nanthropic-version: 2023-06-01\nX-Elsewhere: yes',
    });
    for (const name of ['debug', 'info', 'warn', 'error', 'log'] as const)
      console[name] = (...told: unknown[]) => void written.push(inspect(told));
    await new AnthropicClient({ baseUrl: box.url, apiKey: box.key }).complete(ask());
  } finally {
    Object.assign(console, real);
    for (const name of ['ANTHROPIC_BASE_URL', 'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_LOG', 'ANTHROPIC_CUSTOM_HEADERS']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
  assert.deepEqual([box.requests()[0]?.key, box.requests()[0]?.version], ['bearer', usual]);
  assert.deepEqual(written, []);
});

test('a log masks a key that stands in a text', () => {
  assert.equal(withoutSecrets(`refused ${box.key}, sorry`), 'refused sk-ant-***, sorry');
});

test('whatever address the SDK comes up with, no other host is asked', async (t) => {
  const { Anthropic } = await import('@anthropic-ai/sdk/index.js');
  t.mock.method(Anthropic.prototype, 'buildURL', () => 'http://models.example/v1/messages');
  const error = await failure(client.complete(ask()));
  assert.equal(error.fault, 'connection');
  assert.match(error.message, /EGRESS/);
  assert.deepEqual([egress.attempts, box.requests()], [[], []]);
});

test('nothing was sent to another machine', () => assert.deepEqual(egress.attempts, []));
