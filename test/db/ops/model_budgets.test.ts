// What models may cost: held back before a call leaves, told at 80 %, and at 100 % nobody is asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../worker/support/worker.ts';
import { openModelDesk } from './support/model_desk.ts';
import { GOOD_ANSWERS } from './support/paragraph_cases.ts';
import { newWorker } from './support/race.ts';

const desk = await openModelDesk();
const { db, box } = desk;
box.answerWith(({ schema }) =>
  JSON.stringify(schema).includes('paragraph') ? { json: { paragraph: GOOD_ANSWERS[0] } } : { json: { verdict: 'nothing', notes: [] } },
);
const one = async (text: string, ...values: unknown[]) => (await db.sql(text, ...values))[0];
const alerts = (key: string) => db.sql('select severity, title, body, hit_count from ops.alerts where dedupe_key like $1 order by id', key);
const limit = (key: string, usd: string | null) => db.sql('update agent.budgets set limit_amount = $2 where key = $1', key, usd);

/** A call that ended and cost so much, for a report of its own. */
async function spend(usd: string, layer = 1, month = '2026-02-01'): Promise<void> {
  const item = await desk.report();
  await db.sql(
    `insert into agent.llm_calls (purpose, agent, layer, model_id, work_item_id, revision_no, attempt_no, month_on, status, outcome, prompt_hash, reserved_amount, cost_amount, timeout_ms)
     values ('opening', $1, $2, 'claude-haiku-5-5', $3, 1, 1, $5, 'ended', 'accepted', repeat('0', 64), 0, $4, 1)`,
    layer === 1 ? 'ops_warehouse' : 'overseer_ops',
    layer,
    item,
    usd,
    month,
  );
}

test('as shipped: 20 USD for layer 1, 30 for layer 2, 49 in all; each call counts in its own month, at the price of its day', async () => {
  assert.deepEqual(
    (
      await db.sql(
        'select agent_name, month, spent_usd::float8 as spent, limit_usd::float8 as lim, share::float8 as share from agent.v_llm_spend order by 1',
      )
    ).map((row) => [row.agent_name, row.lim, row.spent]),
    [
      ['all', 49, 0],
      ['layer.1', 20, 0],
      ['layer.2', 30, 0],
    ],
  );
  const item = await desk.report();
  await desk.review(item);
  const [call] = await desk.calls(item);
  const tokens = await one(
    'select input_tokens, output_tokens, cache_write_tokens, cache_read_tokens from agent.llm_calls where work_item_id = $1 and purpose = $2',
    item,
    'opening',
  );
  const cost =
    (tokens.input_tokens * 0.1 + tokens.output_tokens * 0.5 + tokens.cache_write_tokens * 0.125 + tokens.cache_read_tokens * 0.01) / 1e6;
  assert.ok(Math.abs(Number(call?.cost_amount) - cost) < 1e-8, `${call?.cost_amount} is not ${cost}`);
  assert.ok(Number(call?.cost_amount) > 0 && Number(call?.cost_amount) <= Number(call?.reserved_amount), 'never more than was held back');
  await db.sql(`insert into agent.model_prices values ('claude-haiku-5-5', '2026-02-10', 1000, 5000, 1250, 100, 'test')`);
  const dear = await one(
    `select agent.llm_cost('claude-haiku-5-5', '2026-02-09', 1000000, 0) as before, agent.llm_cost('claude-haiku-5-5', '2026-02-10', 1000000, 0) as after`,
  );
  assert.deepEqual([Number(dear.before), Number(dear.after)], [0.1, 1000]);
  await db.sql(`delete from agent.model_prices where source = 'test'`);
});

test('80 %: below it nobody is told, at it once a month and budget', async () => {
  const [{ spent }] = await db.sql(`select spent_usd as spent from agent.v_llm_spend where agent_name = 'layer.1'`);
  await spend(String(15.99 - Number(spent)));
  await db.sql('select ops.alert_rules_run(true)');
  assert.deepEqual(await alerts('rule:llm_spend:%'), []);
  await spend('0.01');
  for (let i = 0; i < 3; i++) await db.sql('select ops.alert_rules_run(true)');
  const told = await alerts('rule:llm_spend:%');
  assert.deepEqual(
    told.map((row) => [row.severity, row.title, row.hit_count]),
    [['warning', 'Biaya model agen lapis 1: 80 % dari batas bulan ini', 3]],
  );
  await spend('100', 1, '2026-01-01');
  await db.sql('select ops.alert_rules_run(true)');
  assert.equal((await alerts('rule:llm_spend:%')).length, 1, 'what was spent in another month is not counted');
});

test('100 %: the template, a row that says so, one warning, and no request', async () => {
  await spend('3.999');
  await spend('0.0009');
  box.clear();
  for (let i = 0; i < 2; i++) {
    const item = await desk.report();
    await desk.review(item);
    assert.equal(await desk.status(item), 'pending_approval');
    const calls = await desk.calls(item);
    assert.deepEqual(
      calls.map((call) => [call.outcome, Number(call.cost_amount)]),
      [['over_budget', 0]],
    );
    assert.match(JSON.stringify(calls[0]?.detail.budgets), /"key":"layer\.1"/);
    assert.equal((await desk.mail(item))?.opening, desk.template);
  }
  assert.deepEqual(
    box.requests().map(({ model }) => model),
    ['claude-sonnet-5-5', 'claude-sonnet-5-5'],
    'layer 2 has a budget of its own',
  );
  assert.deepEqual(
    (await alerts('model:budget:%')).map((row) => [row.title, row.hit_count]),
    [['Batas biaya model tercapai', 2]],
  );
  await limit('layer.1', '1000');
  await limit('all', '20');
  const item = await desk.report();
  await desk.review(item);
  assert.deepEqual(
    [(await desk.calls(item))[0]?.outcome, (await desk.calls(item, 'reading'))[0]?.outcome],
    ['over_budget', 'over_budget'],
    'all together',
  );
  await limit('all', null);
  await limit('layer.1', null);
  await db.setClock('2026-03-01T05:00:00+07:00');
  const next = await desk.report();
  await desk.review(next);
  assert.equal((await desk.calls(next))[0]?.outcome, 'accepted', 'a new month');
});

test('calls at the same moment cannot overshoot: what one can cost at most is held back from the others', async () => {
  await db.setClock('2026-04-01T05:00:00+07:00');
  const items = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => 0)).then(async (none) => {
    const made: string[] = [];
    for (const _ of none) made.push(await desk.report());
    return made;
  });
  const [{ hold }] = await db.sql(
    `select agent.llm_cost_limit('claude-haiku-5-5', '2026-04-01', agent.purpose_prompt(p.key) || ops.opening_prompt($1, 1), p.answer_schema, p.max_tokens) as hold from agent.model_purposes p where p.key = 'opening'`,
    items[0],
  );
  await limit('all', String(Number(hold) * 3.5));
  const begin = (item: string) =>
    db.as(
      'mandor_worker',
      async (client) =>
        (await client.query('select run_token from agent.llm_begin($1, $2, 1, $3)', ['opening', item, desk.worker])).rows[0]?.run_token,
    );
  const tokens = (await Promise.all(items.map(begin))).filter((token) => token !== undefined);
  assert.equal(tokens.length, 3);
  const held = await one(
    `select sum(reserved_amount) as held, (select limit_amount from agent.budgets where key = 'all') as lim from agent.llm_calls where month_on = '2026-04-01' and status = 'running'`,
  );
  assert.ok(Number(held.held) <= Number(held.lim));
  // What is not needed comes free again.
  for (const token of tokens) await db.sql('select agent.llm_finish($1, $2)', token, JSON.stringify({ fault: 'overloaded' }));
  await db.sql('update agent.models set resting_until = null');
  assert.notEqual(await begin(await desk.report()), undefined);
  assert.equal(await one('select agent.llm_finish($1, $2) as o', tokens[0], '{}').then((row) => row.o), 'not_mine', 'an end is told once');
  await limit('all', null);
});

test('of two calls that begin in open transactions the second waits, and sees what the first holds back', async () => {
  await db.setClock('2026-05-01T05:00:00+07:00');
  const [first, second] = [await desk.report(), await desk.report()];
  const [{ hold }] = await db.sql(
    `select agent.llm_cost_limit('claude-haiku-5-5', '2026-05-01', agent.purpose_prompt(p.key) || ops.opening_prompt($1, 1), p.answer_schema, p.max_tokens) as hold from agent.model_purposes p where p.key = 'opening'`,
    first,
  );
  await limit('all', String(Number(hold) * 1.5));
  const begin = 'select run_token from agent.llm_begin($1, $2, 1, $3)';
  await db.as('mandor_worker', async (one) => {
    await one.query('begin');
    assert.equal((await one.query(begin, ['opening', first, desk.worker])).rows.length, 1);
    await db.as('mandor_worker', async (other) => {
      const pid = (await other.query('select pg_backend_pid() as pid')).rows[0].pid;
      let isDone = false;
      const asked = other.query(begin, ['opening', second, desk.worker]).finally(() => {
        isDone = true;
      });
      await until('the second to wait for the first', async () => {
        const [row] = (await db.admin.query('select wait_event_type from pg_stat_activity where pid = $1', [pid])).rows;
        return isDone || row.wait_event_type === 'Lock';
      });
      await one.query('commit');
      assert.equal((await asked).rows.length, 0);
    });
  });
  assert.equal((await desk.calls(second))[0]?.outcome, 'over_budget');
  await limit('all', null);
});

test('a worker that dies in mid-call: the call is lost and paid in full, and the report goes on', async () => {
  const worker = await newWorker(db);
  const item = await desk.report();
  const { run_token: token } = await one(`select run_token from agent.llm_begin('opening', $1, 1, $2)`, item, worker);
  assert.notEqual(token, undefined);
  assert.equal(
    (await db.sql(`select * from agent.llm_begin('opening', $1, 1, $2)`, item, desk.worker)).length,
    0,
    'one call of a report at a time',
  );
  await db.sql('select ops.sweep()');
  assert.equal((await desk.calls(item))[0]?.outcome, null, 'it lives');
  await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', worker);
  await db.sql('select ops.sweep()');
  assert.equal((await desk.calls(item))[0]?.outcome, 'lost', 'the minute run ends it');
  await desk.review(item);
  const [call, second] = await desk.calls(item);
  assert.deepEqual([call?.outcome, call?.cost_amount], ['lost', call?.reserved_amount]);
  assert.equal(second?.outcome, 'accepted');
  assert.equal(
    await one('select agent.llm_finish($1, $2) as o', token, JSON.stringify({ json: { paragraph: GOOD_ANSWERS[1] } })).then((row) => row.o),
    'not_mine',
  );
  assert.equal(await desk.status(item), 'pending_approval');
});

test('many sessions at one moment, again and again: never more is held back and spent than the budget, and it is used up', async () => {
  await db.setClock('2026-06-01T05:00:00+07:00');
  const rounds = Number(process.env.MANDOR_DEPTH ?? 1);
  for (let round = 0; round < rounds; round++) {
    const items: string[] = [];
    for (let i = 0; i < 20; i++) items.push(await desk.report());
    const hold = Number(
      (
        await one(
          `select agent.llm_cost_limit('claude-haiku-5-5', '2026-06-01', agent.purpose_prompt(p.key) || ops.opening_prompt($1, 1), p.answer_schema, p.max_tokens) as hold from agent.model_purposes p where p.key = 'opening'`,
          items[0],
        )
      ).hold,
    );
    const before = Number((await one(`select coalesce(sum(cost_amount), 0) as n from agent.llm_calls where month_on = '2026-06-01'`)).n);
    const most = before + hold * 5.5;
    await limit('all', String(most));
    // Each session begins and ends, as workers do: every third call costs nothing, the others a tenth of what was held back.
    const ended = await Promise.all(
      items.map((item, i) =>
        db.as('mandor_worker', async (client) => {
          const [row] = (await client.query('select run_token from agent.llm_begin($1, $2, 1, $3)', ['opening', item, desk.worker])).rows;
          if (row === undefined) return false;
          const { held } = (
            await db.sql(
              `select coalesce(sum(coalesce(cost_amount, reserved_amount)), 0) as held from agent.llm_calls where month_on = '2026-06-01'`,
            )
          )[0];
          assert.ok(Number(held) <= most, `${held} of ${most}`);
          const result =
            i % 3 === 0 ? { fault: 'server' } : { json: { paragraph: GOOD_ANSWERS[0] }, text: '', inputTokens: 100, outputTokens: 40 };
          await client.query('select agent.llm_finish($1, $2)', [row.run_token, JSON.stringify(result)]);
          return true;
        }),
      ),
    );
    const begun = ended.filter(Boolean).length;
    assert.ok(begun >= 5, `${begun} calls, and five fit`);
    assert.deepEqual(await db.sql(`select id from agent.llm_calls where status = 'running' and month_on = '2026-06-01'`), []);
  }
  await limit('all', null);
});

test('a call that crosses the end of the month is paid by the month, and at the price, in which it began', async () => {
  await db.setClock('2026-06-30T23:59:50+07:00');
  const item = await desk.report();
  const begun = await one('select run_token from agent.llm_begin($1, $2, 1, $3)', 'opening', item, desk.worker);
  await db.sql(`insert into agent.model_prices values ('claude-haiku-5-5', '2026-07-01', 1000, 5000, 1250, 100, 'test')`);
  await db.setClock('2026-07-01T00:00:10+07:00');
  const spent = async () => Number((await one(`select spent_usd as n from agent.v_llm_spend where agent_name = 'all'`)).n);
  const result = { json: { paragraph: GOOD_ANSWERS[0] }, text: '', inputTokens: 1_000_000, outputTokens: 0 };
  assert.equal((await one('select agent.llm_finish($1, $2) as o', begun.run_token, JSON.stringify(result))).o, 'accepted');
  const call = await one('select month_on::text as month, cost_amount from agent.llm_calls where work_item_id = $1', item);
  assert.deepEqual([call.month, Number(call.cost_amount), await spent()], ['2026-06-01', 0.1, 0]);
  await db.sql(`delete from agent.model_prices where source = 'test'`);
});

test('a model without a price is not asked; a price that goes in mid-call leaves what was held back as the cost', async () => {
  const prices = await db.sql('select * from agent.model_prices');
  const back = () =>
    db.sql(
      `insert into agent.model_prices select * from jsonb_populate_recordset(null::agent.model_prices, $1) on conflict do nothing`,
      JSON.stringify(prices),
    );
  const item = await desk.report();
  const begun = await one('select run_token, model from agent.llm_begin($1, $2, 1, $3)', 'opening', item, desk.worker);
  assert.equal(begun.model, 'claude-haiku-5-5');
  await db.sql(`delete from agent.model_prices where model_id = 'claude-haiku-5-5'`);
  await db.sql(`update agent.models set retired_at = util.now() where id = 'claude-haiku-5-5'`);
  const result = { json: { paragraph: GOOD_ANSWERS[0] }, text: '', inputTokens: 100, outputTokens: 10 };
  assert.equal(
    (await one('select agent.llm_finish($1, $2) as o', begun.run_token, JSON.stringify(result))).o,
    'accepted',
    'retired, and yet it answered',
  );
  const call = await one('select cost_amount, reserved_amount from agent.llm_calls where work_item_id = $1', item);
  assert.equal(call.cost_amount, call.reserved_amount);
  await db.sql(`update agent.models set retired_at = null where id = 'claude-haiku-5-5'`);
  const second = await desk.report();
  await desk.review(second);
  assert.equal((await desk.calls(second))[0]?.model_id, 'claude-sonnet-5-5', 'the next of the chain');
  await db.sql('delete from agent.model_prices');
  const third = await desk.report();
  await desk.review(third);
  assert.deepEqual([await desk.status(third), await desk.calls(third)], ['pending_approval', []]);
  assert.match((await one('select ops.status_opening() as s')).s.why, /no model with a price/);
  await back();
});

test('a call that never ends holds its money for its time and a minute, then it is lost, and its late answer is nobody’s', async () => {
  const item = await desk.report();
  const begun = await one('select run_token from agent.llm_begin($1, $2, 1, $3)', 'opening', item, desk.worker);
  await db.sql('select agent.llm_sweep()');
  assert.equal((await desk.calls(item))[0]?.outcome, null);
  await db.sql(`update agent.llm_calls set sent_at = sent_at - interval '1 hour' where run_token = $1`, begun.run_token);
  await db.sql('select agent.llm_sweep()');
  const [call] = await desk.calls(item);
  assert.deepEqual([call?.outcome, call?.cost_amount], ['lost', call?.reserved_amount]);
  const late = JSON.stringify({ json: { paragraph: GOOD_ANSWERS[0] } });
  assert.equal((await one('select agent.llm_finish($1, $2) as o', begun.run_token, late)).o, 'not_mine');
});

test('the status says who worded the newest report, and if no model, why', async () => {
  const says = async (item: string, hasKey = true) => {
    await desk.review(item, hasKey);
    const { s } = await one('select ops.status_opening() as s');
    assert.equal(String(s.work_item_id), item);
    return s.model ?? s.why;
  };
  assert.equal(await says(await desk.report()), 'claude-haiku-5-5');
  assert.match(await says(await desk.report(), false), /^no model was asked: the worker has no ANTHROPIC_API_KEY/);
  await limit('layer.1', '0');
  assert.equal(await says(await desk.report()), 'the budget of the month is spent: layer.1');
  await limit('layer.1', null);
  await db.sql(`update agent.model_purposes set is_enabled = false where key = 'opening'`);
  assert.equal(await says(await desk.report()), 'it is off (agent.model_purposes)');
  await db.sql(`update agent.model_purposes set is_enabled = true where key = 'opening'`);
  box.answerWith(({ schema }) =>
    JSON.stringify(schema).includes('paragraph')
      ? { json: { paragraph: 'Dari {{articles}} ada {{must_po.count}}, duwa lagi.' } }
      : { json: { verdict: 'nothing', notes: [] } },
  );
  assert.match(await says(await desk.report()), /^claude-haiku-5-5 wrote what may not be sent: unknown_word duwa/);
});

test('calls are forgotten after 400 days: not those of the month, nor one whose words were sent', async () => {
  await db.setClock('2026-08-15T05:00:00+07:00');
  const [old, sent, young] = [await desk.report(), await desk.report(), await desk.report()];
  const row = (item: string, at: string, month: string) =>
    one(
      `insert into agent.llm_calls (purpose, agent, layer, model_id, work_item_id, revision_no, attempt_no, month_on, status, outcome, prompt_hash, reserved_amount, cost_amount, timeout_ms, started_at)
       values ('opening', 'ops_warehouse', 1, 'claude-haiku-5-5', $1, 1, 1, $3, 'ended', 'accepted', repeat('0', 64), 0, 1, 1, $2) returning id`,
      item,
      at,
      month,
    );
  await row(old, '2025-06-10T05:00:00+07:00', '2025-06-01');
  const { id } = await row(sent, '2025-06-10T05:00:00+07:00', '2025-06-01');
  await db.sql(
    `insert into ops.revision_openings (work_item_id, revision_no, body, template, call_id) values ($1, 1, 'a', 'a', $2)`,
    sent,
    id,
  );
  await row(young, '2026-08-02T05:00:00+07:00', '2026-08-01');
  const left = async () => {
    await db.sql(
      `select ops.retention_delete('agent.llm_calls', util.now() - coalesce(keep, default_keep), 1000) from ops.retention_rules where key = 'agent.llm_calls'`,
    );
    const rows = await db.sql('select work_item_id::text as i from agent.llm_calls where work_item_id = any ($1) order by id', [
      old,
      sent,
      young,
    ]);
    return rows.map((r) => r.i);
  };
  assert.deepEqual(await left(), [sent, young]);
  await db.sql(`update ops.retention_rules set keep = '1 day' where key = 'agent.llm_calls'`);
  assert.deepEqual(await left(), [sent, young], 'the budgets of this month are counted by it');
  await db.setClock('2026-09-01T05:00:00+07:00');
  assert.deepEqual(await left(), [sent]);
});
