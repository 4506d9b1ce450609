// A company that lives twice tells the same story twice, breaks no rule, and each rule is one that can be broken.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { differences } from '../../src/cli/simulate/pair.ts';
import { type Life, live } from '../../src/cli/simulate/run.ts';
import { loadConfig } from '../../src/config.ts';
import { openClient } from '../../src/db/pool.ts';
import { mandor } from '../support/cli.ts';
import { type TestDatabase, testDatabase } from '../support/harness.ts';

const { depth } = loadConfig();
// The first day of seed 13 has two machines that die.
const [SEED, DAYS] = depth >= 10 ? [7, 14] : [13, 1];
let lived: TestDatabase;
let lives: Life[];

/** Two lives of one seed at once, in two databases. */
async function both(seed: number, days: number): Promise<{ db: TestDatabase; lives: Life[] }> {
  const [db, other] = [await testDatabase(), await testDatabase()];
  return { db, lives: await Promise.all([db, other].map(({ url }) => live({ url, seed, days, size: 'S' }))) };
}

function assertSame([first, second]: readonly Life[]): void {
  assert.ok(first && second);
  assert.deepEqual(differences(first.trace, second.trace), []);
  assert.deepEqual(first.trace, second.trace);
  assert.deepEqual([...first.violations, ...second.violations], []);
  assert.deepEqual([first.orphans, second.orphans], [0, 0]);
}

before(async () => {
  ({ db: lived, lives } = await both(SEED, DAYS));
});

test('the same seed tells the same story, and no rule is broken', () => {
  assertSame(lives);
  const [life] = lives as [Life];
  const [week] = life.weeks;
  assert.ok(
    week !== undefined && week.loads >= 3 + 7 * Math.min(DAYS, 7) - 7 && week.mails > 0 && week.work_items > 0,
    JSON.stringify(week),
  );
  assert.ok(life.trace.every((line) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \| \w+ \| /.test(line)));
  assert.ok(life.trace.some((line) => line.includes('pending_approval → approved')));
  for (const kind of ['morning', 'cross_check', 'model', 'opening', 'incident', 'step'])
    assert.ok(
      life.trace.some((line) => line.includes(` | ${kind} | `)),
      kind,
    );
});

test('another seed tells another story', { skip: depth < 10 && 'MANDOR_DEPTH=10 lives twenty of them' }, async () => {
  for (let seed = 100; seed < 120; seed++) {
    const other = await both(seed, 7);
    assertSame(other.lives);
    assert.notDeepEqual(other.lives[0]?.trace, lives[0]?.trace);
  }
});

test('lines that only one of two traces has are told apart', () => {
  assert.deepEqual(differences(['a', 'b', 'b', 'c'], ['a', 'b', 'c', 'd']), ['- b', '+ d']);
  assert.deepEqual(differences(['a'], ['a']), []);
});

/** An incident that somebody else than the engine has written, with its timer. */
const INCIDENT = `
  delete from ops.incident_steps; delete from ops.incidents;
  insert into ops.incidents (id, machine_key, cause, says, opened_at, wakeup_id)
  overriding system value values (900001, 'vps-toko-1', 'health', 'x', util.now() - interval '1 day', 900001);`;
const OPEN_TIMER = `
  insert into ops.wakeups (id, kind, subject_kind, subject_id, due_at)
  overriding system value values (900001, 'retry', 'incident', '900001', util.now() + interval '5 minutes');`;
/** So many restarts, so far apart, and a look before each that is not the first when they are more than two. */
function restarts(count: number, apart: string): string {
  return `
  insert into ops.incident_steps (machine_key, incident_id, step, status, verdict, started_at, finished_at)
  select 'vps-toko-1', 900001, x.step, 'done', 'dead', at, at
    from generate_series(1, ${count}) n, (values ('health'), ('restart')) x (step), (select util.now() - interval '5 hours' as begin) b,
         lateral (select b.begin + n * interval '${apart}' as at) t
   where x.step = 'restart' or ${count > 2} order by n, x.step`;
}
/** A cross-check that found something. */
const CHECKED = `
  insert into ops.cross_checks (occurrence_id, check_on, work_item_id, revision_no, status, source_status, compared_values, differing_values, finished_at)
  select 900001, '2026-01-06', min(r.work_item_id), 1, 'differs', 'clean', 10, 1, util.now() from ops.work_item_revisions r`;

/** What breaks each rule, in a company that has lived; with what the vendors' books then say. */
const BREAKS: readonly (readonly [rule: string, sql: string, books?: object])[] = [
  [
    'orphan',
    `insert into ops.wakeups (kind, subject_kind, subject_id, due_at) values ('start_limit', 'work_item', '0', util.now() + interval '1 day')`,
  ],
  [
    'timer_missed',
    `insert into ops.wakeups (kind, subject_kind, subject_id, due_at) values ('start_limit', 'work_item', '0', util.now() - interval '1 hour')`,
  ],
  [
    'overdue_not_escalated',
    `update ops.work_items set status = 'pending_approval', finished_at = null, wakeup_id = 900000, ladder_started_at = util.now() - interval '9 days'
      where id = (select min(w.id) from ops.work_items w where w.status = 'approved')`,
  ],
  ['unsigned', `update ops.approvals set figures_hash = repeat('0', 64) where status = 'approved'`],
  ['sent_back_too_often', 'update ops.job_definitions set max_revisions = 0; update ops.work_items set revision_count = 1'],
  [
    'asked_in_vain',
    `update ops.approvals set status = 'open', decided_at = null, closed_at = null, closed_why = null, channel = null, notes = null, evidence = null where status = 'approved'`,
  ],
  [
    'asked_while_away',
    `insert into ops.absences (person_id, from_on, to_on) select a.person_id, util.local_date(a.requested_at), util.local_date(a.requested_at) from ops.approvals a where a.role = 'pic'`,
  ],
  [
    'slot_without_outcome',
    `update ops.occurrences set status = 'expected', released_at = slot_at, started_at = null, finished_at = null, error = null, slot_at = slot_at - interval '9 days' where status = 'done'`,
  ],
  ['job_left', `update graphile_worker._private_jobs set attempts = max_attempts`],
  [
    'effect_stuck',
    `update ops.outbox set status = 'planned', confirmed_at = null, external_id = null where status = 'confirmed' and not is_mirror`,
  ],
  ['effect_without_cause', `update ops.outbox set created_at = created_at - interval '1 day' where revision_no is not null`],
  ['alert_not_told', `update ops.alerts set routed_at = null, first_at = util.now() - interval '2 days'`],
  ['morning_missing', 'delete from ops.mornings'],
  ['cross_check_alarm', CHECKED],
  ['model_over_budget', 'update agent.budgets set limit_amount = 0'],
  [
    'incident_idle',
    `${INCIDENT} ${OPEN_TIMER} update ops.wakeups set due_at = util.now() + interval '2 hours' where subject_kind = 'incident'`,
  ],
  ['restarted_blindly', `${INCIDENT} ${restarts(2, '70 minutes')}`],
  ['restarted_too_often', `${INCIDENT} ${restarts(4, '14 minutes')}`],
  [
    'exhausted_not_told',
    `${INCIDENT} update ops.incidents set status = 'exhausted', phase = 'person', wakeup_id = 900001;
     insert into ops.incident_history (incident_id, to_status, event, actor_kind, actor, why, at)
     values (900001, 'exhausted', 'give_up', 'system', 'runbook', 'x', util.now() - interval '13 hours')`,
  ],
  [
    'machine_forgotten',
    `update ops.incidents set status = 'closed', phase = 'over', wakeup_id = null, closed_at = util.now()`,
    { machines: [{ machine: 'vps-toko-1', ill_since: '2026-01-05T12:30:00+07' }] },
  ],
  [
    'mail_twice',
    'select 1',
    {
      mails: [
        { message_id: '<a@b>', to: 'x' },
        { message_id: '<a@b>', to: 'x' },
      ],
    },
  ],
  ['mail_unknown', 'select 1', { mails: [{ message_id: '<nobody@mandor.example>', to: 'x' }] }],
  ['stock_differs', 'update core.fact_stock set pairs_qty = pairs_qty + 1'],
  ['sales_differ', `delete from core.fact_sales where tanggal = (select max(tanggal) from core.fact_sales)`],
];

test('each rule is one that can be broken', async () => {
  const client = await openClient(lived.url);
  try {
    const untold: string[] = [];
    for (const [rule, sql, books = await ownBooks()] of BREAKS) {
      const broken = await brokenBy(client, sql, books).catch((error: Error) => [error.message]);
      if (!broken.includes(rule)) untold.push(`${rule}: ${broken.join(', ')}`);
    }
    assert.deepEqual(untold, []);
    const untouched = await brokenBy(client, 'select 1', await ownBooks());
    assert.deepEqual(untouched, []);
  } finally {
    await client.end();
  }
});

/** Rules that are told when the statement has run behind all triggers; nothing of it stays. */
async function brokenBy(client: Awaited<ReturnType<typeof openClient>>, sql: string, books: object): Promise<string[]> {
  await client.query('begin');
  try {
    await client.query(
      `select set_config('mandor.now', (select c.now::text from util.test_clock c), true), ops.jobs_add('ops/noop', 'noop', '{1}')`,
    );
    if (!sql.includes('_private_jobs')) await client.query('delete from graphile_worker._private_jobs');
    await client.query('set local session_replication_role = replica');
    await client.query(sql.replaceAll('util.now()', '(select c.now from util.test_clock c)'));
    await client.query('set local session authorization mandor_deploy');
    const { rows } = await client.query<{ rule: string }>('select distinct v.rule from ops.violations($1) v order by 1', [
      JSON.stringify(books),
    ]);
    return rows.map((row) => row.rule);
  } finally {
    await client.query('rollback');
  }
}

/** The vendors' books as they agree with ours now. */
async function ownBooks(): Promise<object> {
  const stock = await lived.sql(
    `select f.entity, f.snapshot_date::text as on, sum(f.pairs_qty)::float8 as pairs from core.fact_stock f
      where f.snapshot_date = (select max(g.snapshot_date) from core.fact_stock g) group by 1, 2`,
  );
  const sales = await lived.sql(
    `select f.entity, f.tanggal::text as on, sum(f.pairs_qty)::float8 as pairs from core.fact_sales f
      where f.tanggal = (select max(g.tanggal) from core.fact_sales g) group by 1, 2`,
  );
  return { stock, sales };
}

test('flags that make no sense are refused before anything starts', async () => {
  for (const args of [
    ['--days', '0'],
    ['--days', 'many'],
    ['--seed', '-1'],
    ['--size', 'M'],
  ]) {
    const { code, stderr, stdout } = await mandor(['simulate', ...args, '--json'], {});
    assert.notEqual(code, 0, args.join(' '));
    assert.match(stderr, /It must be a whole number|It is S or L/);
    assert.equal(JSON.parse(stdout).status, 'failed');
  }
});
