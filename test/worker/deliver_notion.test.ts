// Work items and their pages: what Notion shows, whatever happened on the way.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { TASK_OPTIONS } from '../../src/sandbox/notion/space.ts';
import { makeItem } from '../db/ops/support/item.ts';
import { newWorker } from '../db/ops/support/race.ts';
import { testDatabase } from '../support/harness.ts';
import { reviewByHand } from '../support/review.ts';
import { notionDesk } from './support/notion.ts';
import { startWorker } from './support/worker.ts';

const db = await testDatabase();
await reviewByHand(db);
const { box, connectors, quiet, later, rows, alerts } = await notionDesk(db);
const stops: (() => Promise<void>)[] = [];
after(async () => {
  for (const stop of stops) await stop();
});
const tasks = box.databases.tasks;
const STATES = ['scheduled', 'in_progress', 'done', 'revision', 'pending_approval', 'approved', 'escalated', 'failed', 'cancelled'];
const pageOf = (id: string) => box.pages(tasks).filter((page) => page.cells['Mandor ID'] === `work_item:${id}`);
const one = (id: string) => {
  const pages = pageOf(id);
  assert.equal(pages.length, 1, `work_item:${id} has one page`);
  return pages[0] as (typeof pages)[number];
};

test('each state has its option, letter by letter', async () => {
  const map = await db.sql(`select s.status, n.option from ops.work_item_states s left join ops.notion_statuses n using (status)`);
  assert.deepEqual(map.map((row) => row.option).sort(), [...TASK_OPTIONS].sort());
  assert.equal((await db.sql(`select option from ops.notion_statuses where status = 'l2_approved'`))[0].option, '✅ L2 Approved');
});

test('without a worker, a whole life of an item is one planned row; without a database none', async () => {
  const item = await makeItem(db);
  await item.into('approved');
  assert.deepEqual(
    (await rows(`work_item:${item.id}`)).map((row) => row.status),
    ['planned'],
  );
  await db.sql(`update ops.notion_sources set database_id = null where key = 'tasks'`);
  const other = await makeItem(db);
  await other.into('done');
  assert.deepEqual(await rows(`work_item:${other.id}`), []);
  await db.sql(`update ops.notion_sources set database_id = $1 where key = 'tasks'`, tasks);
});

test('the page of an item follows each of its states', async () => {
  const worker = await startWorker(db, { connectors });
  stops.push(worker.stop);
  await quiet();
  for (const state of STATES) {
    const item = await makeItem(db);
    await item.into(state);
    await quiet();
    const [{ option }] = await db.sql('select option from ops.notion_statuses where status = $1', state);
    const page = one(item.id);
    assert.equal(page.cells.Status, option, state);
    assert.match(String(page.cells['Task Name']), /^Item · /);
    assert.equal(page.cells.Agent, 'worker/ops_warehouse');
    assert.equal(
      page.cells['Failure Reason'],
      state === 'failed' || state === 'revision' ? 'why' : state === 'cancelled' ? 'note' : page.cells['Failure Reason'],
    );
    if (state === 'approved') assert.equal(page.cells['Failure Reason'], '');
    assert.deepEqual(
      [...new Set((await rows(`work_item:${item.id}`)).map((row) => [row.status, row.external_id, row.error?.message ?? ''].join(' ')))],
      [`confirmed ${page.id} `],
    );
  }
});

test('what was planned before somebody filled in the database, or never arrived, is planned by the minute run', async () => {
  await db.sql(`update ops.notion_sources set database_id = null where key = 'tasks'`);
  const item = await makeItem(db);
  await item.into('done');
  await db.sql(`update ops.notion_sources set database_id = $1 where key = 'tasks'`, tasks);
  assert.ok(Number((await db.sql('select ops.notion_sweep() as n'))[0].n) > 0);
  await quiet();
  assert.equal(one(item.id).cells.Status, '📋 Done by Agent');
});

const report = (verdict: string, more: object = {}) => ({
  kind: 'control_stock',
  title: 'Control Stock',
  business_date: '2026-02-02',
  date_text: 'Senin, 2 Februari 2026',
  subject: 's',
  preheader: 'p',
  verdict,
  is_ready: true,
  key_figures: [
    { label: 'Total stok', value: '1.500 pasang' },
    { label: 'Nilai stok lebih', value: 'Rp 9.000.000', is_cost: true },
  ],
  sections: [],
  changes: { items: [] },
  warnings: [],
  how_to_answer: [],
  steps: ['Langkah 1: =HYPERLINK("http://evil.example","klik")'],
  footer: [],
  ...more,
});

test('the body is the frozen report; a new revision replaces it, a mere change of state leaves it; cost prices only where they may be seen', async () => {
  const item = await makeItem(db);
  await item.into('in_progress');
  const finish = async (verdict: string) => {
    const [{ token }] = await db.sql('select run_token as token from ops.work_items where id = $1', item.id);
    await db.sql(`select ops.work_item_finish($1, $2, $3)`, token, JSON.stringify({ verdict }), JSON.stringify(report(verdict)));
    await quiet();
  };
  await finish('Putusan satu.');
  const first = one(item.id);
  assert.ok(first.body.includes('Putusan satu.') && first.body.includes('Langkah 1: =HYPERLINK("http://evil.example","klik")'));
  assert.ok(first.body.includes('Total stok: 1.500 pasang') && !first.body.some((line) => line.includes('Nilai stok lebih')));
  box.write(first.id, 'catatan orang');
  const appends = () => box.requests().filter((request) => request.method === 'PATCH' && request.path.endsWith('/children')).length;
  const before = appends();
  await db.sql(`select ops.review_decide($1, 1, 'reject', 'kurang lengkap')`, item.id);
  await quiet();
  assert.equal(appends(), before, 'the same report is not written again');
  await item.start();
  await finish('Putusan dua.');
  const second = one(item.id);
  assert.ok(second.body.includes('Putusan dua.') && !second.body.includes('Putusan satu.') && second.body.includes('catatan orang'));
  await db.sql(`update ops.notion_sources set sees_cost = true where key = 'tasks'`);
  await db.sql(`select ops.review_decide($1, 2, 'pass')`, item.id);
  await quiet();
  assert.ok(one(item.id).body.includes('Nilai stok lebih: Rp 9.000.000'));
  await db.sql(`update ops.notion_sources set sees_cost = false where key = 'tasks'`);
});

test('hostile and long texts stay text', async () => {
  const item = await makeItem(db);
  await item.into('in_progress');
  const [{ token }] = await db.sql('select run_token as token from ops.work_items where id = $1', item.id);
  const message = `=IMPORTXML("http://evil.example") <script>alert(1)</script> ${'👟'.repeat(2_000)}`;
  await db.sql('select ops.work_item_fail($1, $2, true)', token, JSON.stringify({ message }));
  await quiet();
  assert.equal(one(item.id).cells['Failure Reason'], message);
});

test('a worker that dies while it sends leaves one page: it is looked for and shown again', async () => {
  const item = await makeItem(db);
  await item.into('done');
  await quiet();
  const gone = await newWorker(db);
  const [{ id }] = await db.sql(`select ops.outbox_mirror('notion', 'tasks', $1, null, $2) as id`, `work_item:${item.id}`, item.id);
  await db.sql('select * from ops.outbox_claim($1, $2)', id, gone);
  await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', gone);
  await db.sql('select ops.sweep()');
  await later(120);
  assert.ok((await rows(`work_item:${item.id}`)).every((row) => row.status === 'confirmed'));
  one(item.id);
});

test('columns: renamed is well, an optional one missing is told, a required one missing waits and heals by itself', async () => {
  const look = () => db.sql('update ops.notion_sources set checked_at = null');
  const item = await makeItem(db);
  box.renameProperty(tasks, 'Status', 'Keadaan');
  await look();
  await item.into('done');
  await quiet();
  assert.equal(one(item.id).cells.Keadaan, '📋 Done by Agent');
  box.renameProperty(tasks, 'Keadaan', 'Status');

  box.removeProperty(tasks, 'Duration');
  await look();
  const second = await makeItem(db);
  await quiet();
  assert.equal(one(second.id).cells.Status, '⏳ Scheduled');
  const [source] = await db.sql(`select problems from ops.notion_sources where key = 'tasks'`);
  assert.match(source.problems[0], /kolom "Duration" hilang/);
  assert.equal((await alerts()).filter((title) => title === 'Database Notion "tasks" tidak cocok').length, 1);
  const [doctor] = await db.sql(`select state, says from ops.doctor(clock_timestamp()) where line = 'Notion tasks'`);
  assert.ok(doctor.state === 'wrong' && /Duration/.test(doctor.says));

  box.removeProperty(tasks, 'Mandor ID');
  await look();
  const third = await makeItem(db);
  await quiet();
  const [waiting] = await rows(`work_item:${third.id}`);
  assert.ok(waiting?.status === 'planned' && /Mandor ID/.test(waiting.error?.message ?? ''));
  assert.ok((await alerts()).includes('Notion tidak dapat ditulis (tasks)'));
  box.clear();
  await db.sql('delete from ops.notion_pages');
  await later(16 * 60);
  assert.equal(one(third.id).cells.Status, '⏳ Scheduled', 'mended in Notion, it goes on by itself');
});

test('a dashboard row per department, only when its figures change', async () => {
  await db.sql('select ops.notion_sweep()');
  await quiet();
  const board = box.pages(box.databases.dashboard);
  const [expected] = await db.sql(`select * from ops.v_department_board where department = 'OPS' and not is_test`);
  const departments = await db.sql('select 1 from agent.departments');
  assert.equal(board.length, departments.length);
  const ops = board.find((page) => page.cells['Mandor ID'] === 'department:OPS');
  assert.deepEqual(
    [ops?.cells.Open, ops?.cells.Late, ops?.cells.Escalated, ops?.cells['Approved This Week']],
    [expected.open_items, expected.late_items, expected.escalated_items, expected.approved_this_week].map(Number),
  );
  assert.ok(Number(ops?.cells.Open) > 0 && Number(ops?.cells.Escalated) > 0 && Number(ops?.cells['Approved This Week']) > 0);
  assert.equal(Number((await db.sql('select ops.notion_sweep() as n'))[0].n), 0, 'nothing changed');
  const item = await makeItem(db);
  await item.into('escalated');
  await db.sql('select ops.notion_sweep()');
  await quiet();
  const after = box.pages(box.databases.dashboard).filter((page) => page.cells['Mandor ID'] === 'department:OPS');
  assert.equal(after.length, 1);
  assert.equal(after[0]?.cells.Escalated, Number(ops?.cells.Escalated) + 1);
});

test('test mode: to the test database, marked; without one nowhere', async () => {
  await db.sql(`update ops.settings set value = 'true' where key = 'outbox.test_mode'`);
  const item = await makeItem(db);
  await item.into('done');
  await quiet();
  assert.deepEqual([pageOf(item.id).length, (await rows(`work_item:${item.id}`)).length], [0, 0]);
  await db.sql(`update ops.notion_sources set database_id = $1 where key = 'tasks.test'`, box.databases['tasks.test']);
  await db.sql('select ops.notion_sweep()');
  await quiet();
  assert.equal(pageOf(item.id).length, 0);
  const shown = box.pages(box.databases['tasks.test']).find((page) => page.cells['Mandor ID'] === `work_item:${item.id}`);
  assert.match(String(shown?.cells['Task Name']), /^\[UJI\] Item/);
  await db.sql(`update ops.settings set value = null where key = 'outbox.test_mode'`);
});

test('the tab forNotionIntegrator shows what was sent, when, and whether Notion took it', async () => {
  // It is frozen by hand: nobody is to make it.
  await db.sql(`update ops.job_definitions set task_identifier = 'ops/noop' where key = 'report.control_stock'`);
  const [{ id: report }] = await db.sql(`select ops.work_item_open('report.control_stock', '2026-02-02') as id`);
  await db.sql(
    `insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
     values ($1, 1, '{}', '{}', encode(sha256('{}'), 'hex'), gen_random_uuid())`,
    report,
  );
  await db.sql('update ops.work_items set revision_no = 1 where id = $1', report);
  const item = await makeItem(db);
  await quiet();
  const shown = async () =>
    (
      await db.sql(
        `select v.status, v.outcome, v.remark, v.sent_at, v.page_url from mart.sheet_for_notion_integrator v
           join ops.notion_pages p on p.url = v.page_url where p.subject_key = 'work_item:' || $1`,
        item.id,
      )
    )[0];
  await quiet();
  const taken = await shown();
  assert.deepEqual([taken.status, taken.outcome, taken.remark, typeof taken.page_url], ['⏳ Scheduled', 'diterima Notion', null, 'string']);
  assert.match(taken.sent_at, /^\d{4}-\d\d-\d\d \d\d:\d\d$/);

  // It goes on, and the page was thrown away: what Notion shows is what it took last, and that it took no more is seen.
  box.trash(one(item.id).id);
  await item.into('in_progress');
  await quiet();
  const refused = await shown();
  assert.deepEqual([refused.status, refused.outcome], ['🔄 In Progress', 'ditolak Notion']);
  assert.match(refused.remark, /Trash/);
});
