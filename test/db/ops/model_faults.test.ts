// Each way in which a model can fail: the row that stands there afterwards, what is done instead, and who is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '../../../src/config.ts';
import type { AnthropicFault } from '../../../src/sandbox/anthropic.ts';
import { openModelDesk } from './support/model_desk.ts';
import { GOOD_ANSWERS } from './support/paragraph_cases.ts';

const desk = await openModelDesk();
const { db, box } = desk;
const { depth } = loadConfig(process.env);
const HAIKU = 'claude-haiku-5-5';
const SONNET = 'claude-sonnet-5-5';
await db.sql(`update agent.model_purposes set is_enabled = false where key = 'reading'`);
box.answerWith(() => ({ json: { paragraph: GOOD_ANSWERS[0] } }));

interface Case {
  readonly name: string;
  readonly fault: AnthropicFault;
  readonly outcome: string;
  /** What comes next: another model, or the template. */
  readonly onward: 'next' | 'template';
  /** Severity of the alert; null: nobody is told. */
  readonly alert: string | null;
  readonly paid: 'nothing' | 'tokens' | 'all';
  readonly model?: 'rests' | 'retired';
}
const http = (status: number): AnthropicFault => ({ kind: 'http', status, model: HAIKU });
const CASES: readonly Case[] = [
  {
    name: '429, retry-after 30',
    fault: { kind: 'rate', retryAfter: 30, model: HAIKU },
    outcome: 'rate_limited',
    onward: 'next',
    alert: null,
    paid: 'nothing',
    model: 'rests',
  },
  {
    name: '529',
    fault: { kind: 'overload', model: HAIKU },
    outcome: 'overloaded',
    onward: 'next',
    alert: null,
    paid: 'nothing',
    model: 'rests',
  },
  { name: '500', fault: http(500), outcome: 'server', onward: 'next', alert: null, paid: 'nothing' },
  { name: 'no answer', fault: { kind: 'hang', model: HAIKU }, outcome: 'timeout', onward: 'template', alert: 'warning', paid: 'all' },
  { name: 'connection dropped', fault: { kind: 'drop', model: HAIKU }, outcome: 'connection', onward: 'next', alert: null, paid: 'all' },
  {
    name: 'malformed JSON',
    fault: { kind: 'wrong_json', model: HAIKU },
    outcome: 'malformed',
    onward: 'template',
    alert: 'info',
    paid: 'all',
  },
  { name: 'refusal', fault: { kind: 'refusal', model: HAIKU }, outcome: 'refusal', onward: 'template', alert: 'info', paid: 'tokens' },
  {
    name: 'max_tokens',
    fault: { kind: 'truncated', model: HAIKU },
    outcome: 'truncated',
    onward: 'template',
    alert: 'info',
    paid: 'tokens',
  },
  { name: '400', fault: http(400), outcome: 'bad_request', onward: 'template', alert: 'warning', paid: 'nothing' },
  { name: '401', fault: http(401), outcome: 'auth', onward: 'template', alert: 'warning', paid: 'nothing' },
  { name: '402', fault: http(402), outcome: 'billing', onward: 'template', alert: 'warning', paid: 'nothing' },
  { name: '404 model', fault: http(404), outcome: 'not_found', onward: 'next', alert: 'warning', paid: 'nothing', model: 'retired' },
  { name: '413', fault: http(413), outcome: 'too_large', onward: 'template', alert: 'warning', paid: 'nothing' },
];

test('every fault has a row, a way on and an alert where a person can do something', async (t) => {
  const lines: string[] = [];
  for (const { name, fault, outcome, onward, alert, paid, model } of CASES) {
    await db.sql('delete from ops.alert_deliveries');
    await db.sql('delete from ops.alerts');
    await db.sql('update agent.models set resting_until = null, retired_at = null');
    await db.sql(`update agent.model_purposes set time_limit = $1 where key = 'opening'`, fault.kind === 'hang' ? '1.5 seconds' : null);
    box.clearFaults();
    box.fail(fault);
    const item = await desk.report();
    await desk.review(item);
    assert.equal(await desk.status(item), 'pending_approval', `${name}: the report goes on`);
    const [call, second, ...more] = await desk.calls(item);
    assert.equal(call?.outcome, outcome, name);
    assert.equal(call?.model_id, HAIKU);
    assert.deepEqual(
      [second?.model_id, second?.outcome, more.length],
      onward === 'next' ? [SONNET, 'accepted', 0] : [undefined, undefined, 0],
      name,
    );
    assert.equal((await desk.mail(item))?.opening === desk.template, onward === 'template', name);
    const cost = Number(call?.cost_amount);
    if (paid === 'nothing') assert.equal(cost, 0, name);
    if (paid === 'all') assert.equal(cost, Number(call?.reserved_amount), name);
    if (paid === 'tokens') assert.ok(cost > 0 && cost < Number(call?.reserved_amount) && (call?.output_tokens ?? 0) > 0, name);
    const alerts = await db.sql(`select severity, title from ops.alerts where category = 'model'`);
    assert.deepEqual(
      alerts.map((row) => row.severity),
      alert === null ? [] : [alert],
      `${name}: ${JSON.stringify(alerts)}`,
    );
    const [state] = await db.sql(
      `select retired_at is not null as retired, extract(epoch from resting_until - clock_timestamp())::float8 as rests from agent.models where id = $1`,
      HAIKU,
    );
    assert.equal(state.retired, model === 'retired', name);
    assert.equal(state.rests !== null, model === 'rests', name);
    if (outcome === 'rate_limited') {
      assert.equal(Number(call?.retry_after_seconds), 30);
      assert.ok(state.rests <= 30 && state.rests > 0, `rests ${state.rests} s`);
    }
    lines.push(
      `${name.padEnd(20)} ${outcome.padEnd(13)} ${(onward === 'next' ? `→ ${SONNET}` : 'template').padEnd(20)} ${(model ?? '–').padEnd(8)} ${paid.padEnd(8)} ${alert === null ? '–' : `${alert}: ${alerts[0]?.title}`}`,
    );
  }
  t.diagnostic(`\nfault                row           then                 model    paid     alert\n${lines.join('\n')}`);
});

test('the chain: Haiku, Sonnet, Opus, then the template and one warning; a model that rests is passed over', async () => {
  await db.sql('delete from ops.alert_deliveries');
  await db.sql('delete from ops.alerts');
  await db.sql('update agent.models set resting_until = null, retired_at = null');
  await db.sql(`update agent.model_purposes set time_limit = null`);
  box.clearFaults();
  box.fail({ kind: 'overload', times: 3 });
  const item = await desk.report();
  await desk.review(item);
  assert.deepEqual(
    (await desk.calls(item)).map((call) => [call.attempt_no, call.model_id, call.outcome]),
    [
      [1, HAIKU, 'overloaded'],
      [2, SONNET, 'overloaded'],
      [3, 'claude-opus-5-5', 'overloaded'],
    ],
  );
  assert.deepEqual([await desk.status(item), (await desk.mail(item))?.opening], ['pending_approval', desk.template]);
  assert.deepEqual(
    (await db.sql('select title, severity from ops.alerts')).map((row) => [row.title, row.severity]),
    [['Tidak ada model yang menjawab', 'warning']],
  );
  const resting = await desk.report();
  await desk.review(resting);
  assert.deepEqual(await desk.calls(resting), [], 'all of them rest');
  await db.sql('update agent.models set resting_until = null where id <> $1', HAIKU);
  const other = await desk.report();
  await desk.review(other);
  assert.deepEqual(
    (await desk.calls(other)).map((call) => [call.model_id, call.outcome]),
    [[SONNET, 'accepted']],
  );
});

test('a report that goes on meanwhile is not changed: the answer comes too late', async () => {
  await db.sql('update agent.models set resting_until = null');
  const item = await desk.report();
  const [call] = await db.sql(`select * from agent.llm_begin('opening', $1, 1, $2)`, item, desk.worker);
  await desk.review(item);
  assert.equal(await desk.status(item), 'pending_approval');
  const [ended] = await db.sql(
    'select agent.llm_finish($1, $2) as o',
    call.run_token,
    JSON.stringify({ json: { paragraph: GOOD_ANSWERS[0] } }),
  );
  assert.equal(ended.o, 'too_late');
  assert.equal((await desk.mail(item))?.opening, desk.template);
});

test('a review that runs twice at once asks once, decides once, and sends one text', async () => {
  await db.sql('update agent.models set resting_until = null');
  for (let i = 0; i < 5 * depth; i++) {
    const item = await desk.report();
    await Promise.all([desk.review(item), desk.review(item), desk.review(item)]);
    assert.equal(await desk.status(item), 'pending_approval');
    const calls = await desk.calls(item);
    assert.equal(calls.length, 1);
    const isTaken = calls[0]?.outcome === 'accepted';
    assert.ok(isTaken || calls[0]?.outcome === 'too_late', calls[0]?.outcome);
    assert.equal((await desk.mail(item))?.opening !== desk.template, isTaken);
    const [{ n }] = await db.sql(`select count(*)::int as n from ops.outbox where work_item_id = $1 and channel = 'email'`, item);
    assert.equal(n, 1);
  }
});

test('neither key nor header nor prompt stands in a row', async () => {
  const [{ text }] = await db.sql(
    `select string_agg(c::text, ' ') || (select string_agg(a::text, ' ') from ops.alerts a) as text from agent.llm_calls c`,
  );
  assert.ok(text.length > 1000);
  for (const secret of [box.key, 'Bearer', 'x-api-key', 'Aturan, tanpa kecuali']) assert.ok(!text.includes(secret), secret);
});
