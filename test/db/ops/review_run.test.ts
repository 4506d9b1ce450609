// The review in the life of a report: who decides, how often, what becomes of a rejection, and of a job that is lost or doubled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';
import { startWorker, until } from '../../worker/support/worker.ts';
import { codeOf, race } from './support/race.ts';
import { freeze, GROUP, loadDay, openReport } from './support/reported.ts';

const STOCK = 'report.control_stock';
const call = 'select ops.review_run($1, 1) as o';
// biome-ignore lint/suspicious/noExplicitAny: a test names the shape that it expects
type Sql = (text: string, ...values: unknown[]) => Promise<any[]>;

/** A report that waits to be made, over any session. */
async function scene(db: TestDatabase, sql: Sql, worker: string) {
  const item = await openReport(sql as TestDatabase['sql'], STOCK);
  const one = async (text: string, ...values: unknown[]) => (await sql(text, ...values))[0];
  return {
    db,
    sql,
    item,
    one,
    review: async (revision: number): Promise<string> => (await one('select ops.review_run($1, $2) as o', item, revision)).o,
    make: (): Promise<string> => freeze(sql as TestDatabase['sql'], STOCK, item, worker),
    spoil: (pairs = 1) =>
      sql(`update core.agg_stock_article set store_pairs = store_pairs + $1 where kode_mix = 'B' and entity = 'DDD'`, pairs),
    state: () => one('select status, revision_no, revision_count from ops.work_items where id = $1', item),
    jobs: async (): Promise<string[]> =>
      (await sql(`select key from graphile_worker.jobs where key like 'review:%' order by key`)).map((row) => row.key),
    loseJobs: () => sql(`delete from graphile_worker._private_jobs where key like 'review:%'`),
    posts: () =>
      sql(
        `select params ->> 'subject' as title, params ->> 'text' as text from ops.outbox where channel = 'telegram' and recipient = $1 order by id`,
        GROUP,
      ),
    decisions: () =>
      sql(`select decision, outcome from ops.decision_attempts where kind = 'review' and work_item_id = $1 order by id`, item),
    /** SQLSTATE of a statement that is refused. */
    async refused(text: string, ...values: unknown[]): Promise<string | undefined> {
      await sql('savepoint refusal');
      const code = await codeOf(sql(text, ...values));
      await sql('rollback to savepoint refusal');
      return code;
    },
  };
}
type Scene = Awaited<ReturnType<typeof scene>>;

const shared = await testDatabase();
const sharedWorker = await loadDay(shared);

/** In a transaction that is rolled back. */
function alone(name: string, run: (s: Scene) => Promise<void>): void {
  test(name, async () => {
    const client = await shared.deployPool.connect();
    const sql: Sql = async (text, ...values) => (await client.query(text, values)).rows;
    try {
      await sql('begin');
      await run(await scene(shared, sql, sharedWorker));
    } finally {
      await sql('rollback');
      client.release();
    }
  });
}

/** In a database of its own, for what takes more than one session. */
function together(name: string, run: (s: Scene) => Promise<void>): void {
  test(name, async () => {
    const db = await testDatabase();
    await run(await scene(db, db.sql, await loadDay(db)));
  });
}

alone('each revision gets a review of its own; the third rejection escalates, and the group reads each', async (s) => {
  await s.spoil();
  for (const revision of [1, 2, 3]) {
    assert.equal(await s.make(), 'done');
    assert.ok((await s.jobs()).includes(`review:${s.item}.${revision}`), String(await s.jobs()));
    assert.equal(await s.review(revision), revision < 3 ? 'revision' : 'escalated');
  }
  assert.deepEqual(await s.state(), { status: 'escalated', revision_no: 3, revision_count: 2 });
  const told = (await s.posts()).filter((post) => post.title.includes('ditolak pemeriksaan'));
  assert.deepEqual(
    told.map((post) => post.title),
    [1, 2, 3].map((n) => `❌ Control Stock 08/02/2026: revisi ${n} ditolak pemeriksaan`),
  );
  assert.match(told[0].text, /^• Stok sama dengan data mentah: [\s\S]*\n\nLaporan dibuat ulang secara otomatis\.$/);
  assert.match(told[2].text, /atasan yang memutuskan\.$/);
  const history = await s.sql(
    `select actor, actor_kind, event, database_role from ops.work_item_history where work_item_id = $1 and event = 'review_reject' order by id`,
    s.item,
  );
  assert.deepEqual(
    history,
    Array.from({ length: 3 }, () => ({
      actor: 'overseer_ops',
      actor_kind: 'reviewer',
      event: 'review_reject',
      database_role: 'mandor_deploy',
    })),
  );
  assert.equal(
    (
      await s.one(
        `select count(*)::int as n from ops.approvals where work_item_id = $1 and role = 'supervisor' and status = 'open'`,
        s.item,
      )
    ).n,
    1,
  );
  assert.equal(
    (await s.one(`select count(*)::int as n from ops.outbox where work_item_id = $1 and recipient = 'sari@toko.example'`, s.item)).n,
    0,
    'no one was asked to sign',
  );
  assert.deepEqual(await s.sql('select * from ops.v_orphans'), []);
});

alone('a rejection is explained until it is made again, and the second revision passes when the cause is mended', async (s) => {
  await s.spoil();
  await s.make();
  await s.review(1);
  const [cause] = await s.sql(`select e.cause, e.says, e.next from ops.explain('work_item', $1) e where e.cause = 'sent_back'`, s.item);
  assert.match(cause.says, /^revision 1 was sent back by overseer_ops: • Stok sama dengan data mentah/);
  const [shown] = await s.sql(`select ops.status() -> 'work_items' as items`);
  assert.ok(JSON.stringify(shown.items).includes('Stok sama dengan data mentah'), 'status says it too');
  await s.spoil(-1);
  await s.make();
  assert.equal((await s.one(`select count(*)::int as n from ops.explain('work_item', $1) e where e.cause = 'sent_back'`, s.item)).n, 0);
  assert.equal(await s.review(2), 'pending_approval');
  assert.deepEqual(await s.state(), { status: 'pending_approval', revision_no: 2, revision_count: 1 });
  const [mail] = await s.sql(`select recipient, revision_no from ops.outbox where channel = 'email' and work_item_id = $1`, s.item);
  assert.deepEqual(mail, { recipient: 'sari@toko.example', revision_no: 2 });
  assert.deepEqual(await s.sql(`select revision_no, count(*)::int as loads from ops.revision_loads group by 1 order by 1`), [
    { revision_no: 1, loads: 7 },
    { revision_no: 2, loads: 7 },
  ]);
});

alone('doubled, late or of an old revision: one decision', async (s) => {
  await s.make();
  assert.equal(await s.review(1), 'pending_approval');
  assert.equal(await s.review(1), 'not_reviewable');
  assert.deepEqual(await s.decisions(), [{ decision: 'pass', outcome: 'pending_approval' }]);
  assert.equal((await s.one(`select count(*)::int as n from ops.approvals where work_item_id = $1`, s.item)).n, 1);
  await s.sql(
    `select ops.approval_decide(a.id, 1, 'reject', 'angka B keliru', 'cli', a.person_id) from ops.approvals a where a.work_item_id = $1`,
    s.item,
  );
  await s.make();
  assert.equal(await s.review(1), 'stale_revision');
  assert.equal((await s.state()).status, 'done');
});

together('two reviewers at once: the second waits, and finds it decided', async (s) => {
  await s.make();
  const [first, second] = await race(s.db, call, [s.item], call, [s.item]);
  assert.deepEqual([first, second], [[{ o: 'pending_approval' }], [{ o: 'not_reviewable' }]]);
  assert.deepEqual(await s.decisions(), [{ decision: 'pass', outcome: 'pending_approval' }]);
});

together('a review whose session dies in the middle has never been; the next one decides', async (s) => {
  await s.make();
  const client = await s.db.pool('mandor_worker').connect();
  await client.query('begin');
  assert.equal((await client.query('select ops.review_run($1, 1) as o', [s.item])).rows[0].o, 'pending_approval');
  const { pid } = (await client.query('select pg_backend_pid() as pid')).rows[0];
  client.on('error', () => undefined);
  await s.db.admin.query('select pg_terminate_backend($1)', [pid]);
  client.release(true);
  await until(
    'the lock to be free',
    async () => (await s.db.admin.query('select 1 from pg_stat_activity where pid = $1', [pid])).rowCount === 0,
  );
  assert.deepEqual([await s.state(), await s.decisions()], [{ status: 'done', revision_no: 1, revision_count: 0 }, []]);
  assert.equal(await s.review(1), 'pending_approval');
});

alone('a job that was lost is added by the sweep, and by the timer of the review before a supervisor is asked', async (s) => {
  await s.make();
  assert.deepEqual(await s.jobs(), [`review:${s.item}.1`]);
  await s.loseJobs();
  assert.equal((await s.one('select ops.sweep() as n')).n, 1);
  assert.deepEqual(await s.jobs(), [`review:${s.item}.1`]);
  assert.equal((await s.one('select ops.sweep() as n')).n, 0, 'a job that is there is left alone');

  // Checked, but nobody could be asked: that waits for the timer, not for each minute.
  await s.sql('update ops.people set is_active = false');
  assert.equal(await s.review(1), 'no_approver');
  await s.loseJobs();
  assert.equal((await s.one('select ops.sweep() as n')).n, 0);
  const [why] = await s.sql(`select e.says from ops.explain('work_item', $1) e`, s.item);
  assert.match(why.says, /revision 1 waits for its review \(layer 2\); the last one answered no_approver/);
  await s.sql('select util.clock_set($1)', '2026-02-09T07:00:00+07:00');
  assert.equal((await s.one('select ops.work_item_timer(w.wakeup_id) as o from ops.work_items w where w.id = $1', s.item)).o, 'reminded');
  assert.deepEqual(await s.jobs(), [`review:${s.item}.1`]);
  await s.sql('update ops.people set is_active = true');
  assert.equal(await s.review(1), 'pending_approval', 'mended in time');
});

alone('a review that was set aside is tried again by a person', async (s) => {
  await s.make();
  await s.loseJobs();
  assert.equal((await s.one(`select ops.job_retry('review', $1, 'mended') as o`, `${s.item}.1`)).o, 'pending');
  assert.deepEqual(await s.jobs(), [`review:${s.item}.1`]);
  await s.review(1);
  assert.equal(await s.refused(`select ops.job_retry('review', $1, 'again')`, `${s.item}.1`), 'MD201');
  assert.equal(await s.refused(`select ops.job_retry('review', '17', 'again')`), 'MD101');
});

alone('nobody reviews his own work: not as the definition, not as the profile, not by the same role', async (s) => {
  assert.equal(await s.refused(`update ops.job_definitions set agent = 'overseer_ops' where key = $1`, STOCK), 'MD107');
  // Who it would be is asked when the row is written; by the time of the review it may be another, or the same hands.
  await s.sql(`update agent.profiles set is_active = false where name = 'overseer_ops'`);
  await s.sql(`update ops.job_definitions set agent = 'overseer_ops' where key = $1`, STOCK);
  await s.sql(`update agent.profiles set is_active = true where name = 'overseer_ops'`);
  await s.make();
  assert.equal(await s.review(1), 'self_review');
  assert.equal((await s.sql(`select 1 from ops.alerts where dedupe_key = $1`, `work_item:${s.item}:self_review`)).length, 1);
  assert.equal(
    await s.one(`select ops.review_decide($1, 1, 'pass', null, 'overseer_cemes') as o`, s.item).then((row) => row.o),
    'self_review',
  );
  assert.equal((await s.state()).status, 'done');
  assert.equal(await s.refused(`select ops.review_decide($1, 1, 'pass', null, 'director')`, s.item), '42501');
  assert.equal(await s.refused(`select ops.review_decide($1, 1, 'pass', null, 'ops_branch')`, s.item), '42501');
});

alone('without an active overseer nothing is decided, and somebody is told', async (s) => {
  await s.sql('update agent.profiles set is_active = false where layer = 2');
  await s.make();
  assert.equal(await s.review(1), 'no_reviewer');
  assert.deepEqual(await s.sql(`select severity from ops.alerts where dedupe_key = $1`, `work_item:${s.item}:no_reviewer`), [
    { severity: 'critical' },
  ]);
});

alone('a report that nobody can sign is named by doctor and by the first week', async (s) => {
  const line = async () => s.one(`select d.state, d.says from ops.doctor(clock_timestamp()) d where d.line = 'approvers'`);
  const step = async () => s.one(`select f.is_done, f.says from ops.first_week() f where f.step = 'persons in charge'`);
  assert.deepEqual(await line(), { state: 'ok', says: '2 reports are signed before they go out' });
  await s.sql('update ops.people set is_active = false');
  assert.deepEqual(await line(), { state: 'wrong', says: 'nobody can sign report.control_stock, report.daily_sales' });
  assert.equal((await step()).is_done, false);
  assert.match((await step()).says, /report\.control_stock \(to be signed\)/);
});

together('a worker does it by itself: made, reviewed, asked', async (s) => {
  const running = await startWorker(s.db);
  await until('the PIC to be asked', async () => (await s.state()).status === 'pending_approval');
  assert.deepEqual(await s.decisions(), [{ decision: 'pass', outcome: 'pending_approval' }]);
  const [history] = await s.sql(
    `select actor, database_role from ops.work_item_history where work_item_id = $1 and event = 'review_pass'`,
    s.item,
  );
  assert.deepEqual(history, { actor: 'overseer_ops', database_role: 'mandor_worker' });
  assert.ok((await s.one('select count(*)::int as n from ops.review_results where work_item_id = $1 and is_passed', s.item)).n >= 10);
  await running.stop();
});
