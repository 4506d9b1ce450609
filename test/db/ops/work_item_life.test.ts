// What a work item does besides changing its state: alerts, runs, corrections, pauses, deferrals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { makeItem } from './support/item.ts';
import { codeOf } from './support/race.ts';

const db = await testDatabase();
const alert = async (id: string, what: string): Promise<string | undefined> =>
  (await db.sql(`select severity from ops.alerts where dedupe_key = $1 order by id desc limit 1`, `work_item:${id}:${what}`))[0]?.severity;
const runStatus = async (id: string): Promise<string> =>
  (await db.sql('select o.status from ops.work_items w join ops.occurrences o on o.id = w.occurrence_id where w.id = $1', id))[0].status;

test('data that does not come: the PIC is told once what is missing, at the next slot a supervisor decides, never on partial data', async () => {
  const item = await makeItem(db);
  assert.equal(await item.due(), 'needs_missing');
  const [mail] = await db.sql(
    `select recipient, params ->> 'text' as text from ops.outbox where dedupe_key like '%:report.missing:' || $1 || ':%'`,
    item.occurrence,
  );
  assert.match(
    mail.text,
    /^Laporan Item untuk .* belum ada\.\nSebab: Need belum dijadwalkan.*\nDitunggu sejak .* WIB\.\nSelanjutnya: .*ditunggu sampai .* WIB/,
  );
  assert.equal(await alert(item.id, 'not_started:start_limit'), 'warning');
  assert.equal(await item.due(), 'escalated');
  assert.equal(await runStatus(item.id), 'skipped');
  assert.equal(await alert(item.id, 'escalated'), 'critical');
  const redo = (): Promise<string> => item.one(`select ops.work_item_redo($1, 'the data is there', $2)`, item.id, item.supervisor);
  assert.equal(await redo(), 'needs_missing');
  await item.meetNeeds();
  assert.equal(await redo(), 'in_progress');
  assert.equal(await item.finish(await item.start()), 'done');
  assert.equal(await runStatus(item.id), 'done', 'the new run satisfies whoever needs it');
});

test('a failure: critical alert; the timer retries three times, then reminds, and after 24 hours a supervisor decides', async () => {
  const item = await makeItem(db);
  await item.into('failed');
  assert.equal(await alert(item.id, 'failed'), 'critical');
  const answers: string[] = [];
  for (let i = 0; i < 10 && (await item.status()) !== 'escalated'; i++) {
    answers.push(await item.due());
    if (answers.at(-1) === 'retried') await item.one(`select ops.work_item_fail($1, '{"message": "again"}', true)`, await item.start());
  }
  assert.deepEqual(answers, ['retried', 'retried', 'retried', 'reminded', 'reminded', 'escalated']);
  const [{ hours }] = await db.sql(
    `select extract(epoch from max(at) - min(at) filter (where to_status = 'failed')) / 3600 as hours from ops.work_item_history where work_item_id = $1`,
    item.id,
  );
  assert.equal(Number(hours), 24);
  assert.equal(
    (await db.sql(`select count(*)::int as n from ops.occurrences where definition_key = $1 and status = 'failed'`, item.definition))[0].n,
    4,
    'each try has a run of its own',
  );
});

test('a redo starts to count from none and the old count stays in the history', async () => {
  const item = await makeItem(db, { maxRevisions: 1, requiresApproval: false });
  await item.into('revision');
  await item.finish(await item.start());
  assert.equal(await item.one(`select ops.review_decide($1, 2, 'reject', 'still')`, item.id), 'escalated');
  await item.one(`select ops.work_item_redo($1, 'once more', $2)`, item.id, item.supervisor);
  const [row] = await db.sql(
    `select w.revision_count, h.revision_count as before from ops.work_items w join ops.work_item_history h on h.work_item_id = w.id and h.event = 'redo' where w.id = $1`,
    item.id,
  );
  assert.deepEqual([row.revision_count, row.before], [0, 1]);
  await item.finish(await item.start());
  assert.equal(await item.one(`select ops.review_decide($1, 3, 'reject', 'no')`, item.id), 'revision');
});

test('a blocking check that failed keeps the review from passing', async () => {
  const item = await makeItem(db);
  await item.into('done');
  const record = (isPassed: boolean): Promise<string> =>
    item.one(`select ops.review_result_record($1, 1, 'totals', true, $2, '{"difference": 3}')`, item.id, isPassed);
  assert.equal(await record(false), 'recorded');
  assert.equal(await item.one(`select ops.review_decide($1, 1, 'pass')`, item.id), 'checks_failed');
  assert.equal(await record(true), 'recorded');
  assert.equal(await item.one(`select ops.review_decide($1, 1, 'pass')`, item.id), 'pending_approval');
  assert.equal(await record(true), 'not_reviewable');
});

test('an approved item is never left: a correction is a new item that shows the difference and lives a life of its own', async () => {
  const item = await makeItem(db, { requiresReview: false, requiresApproval: false });
  const correct = (id: string): Promise<string> => item.one(`select ops.work_item_correct($1, 'an invoice was deleted')`, id);
  assert.equal(await codeOf(correct(item.id)), 'MD201');
  await item.meetNeeds();
  await item.one(
    `select ops.work_item_finish($1, '{"total": {"pairs": 100, "boxes": 8}, "codes": ["A", "B"]}', '{"subject": "Item"}')`,
    await item.start(),
  );
  assert.equal(await item.status(), 'approved');
  const correction = await correct(item.id);
  assert.equal(await correct(item.id), correction, 'one at a time');
  const [row] = await db.sql('select * from ops.work_items where id = $1', correction);
  assert.deepEqual([row.subject_key, row.corrects_id, row.status, row.title], ['koreksi-1', item.id, 'scheduled', 'Item (koreksi 1)']);
  const token = await item.one('select run_token from ops.work_item_start($1, $2)', correction, item.worker);
  await item.one(`select ops.work_item_finish($1, '{"total": {"pairs": 88, "boxes": 8}, "codes": ["A"]}', '{"subject": "Item"}')`, token);
  const [revision] = await db.sql(`select result -> 'changes' as changes from ops.work_item_revisions where work_item_id = $1`, correction);
  assert.deepEqual(revision.changes, {
    since_text: `dibanding angka yang disetujui (item ${item.id})`,
    items: ['codes.1: B → –', 'total.pairs: 100 → 88'],
  });
  assert.equal(await item.status(), 'approved');
  const [{ next }] = await db.sql('select ops.work_item_correct($1, $2) as next', correction, 'again');
  assert.equal((await db.sql('select subject_key from ops.work_items where id = $1', next))[0].subject_key, 'koreksi-2');
  assert.equal(await codeOf(db.sql(`select ops.work_item_correct(0, 'x')`)), 'MD401');
});

test('cancelled in mid-run: the run has failed with the reason, its late finish is not heard', async () => {
  const item = await makeItem(db);
  await item.into('in_progress');
  const token = await item.one('select run_token from ops.work_items where id = $1', item.id);
  assert.equal(await item.one(`select ops.work_item_cancel($1, 'not needed', $2)`, item.id, item.supervisor), 'cancelled');
  assert.equal(await item.finish(token), 'not_mine');
  const [run] = await db.sql(`select status, error ->> 'message' as why from ops.occurrences where id = $1`, item.occurrence);
  assert.deepEqual([run.status, /cancelled by supervisor .*: not needed/.test(run.why)], ['failed', true]);
});

test('every decision at the desk wants a note, and tells what it cannot do', async () => {
  const item = await makeItem(db);
  for (const call of [
    `work_item_skip($1, ' ')`,
    `work_item_cancel($1, '')`,
    `work_item_withdraw($1, 'revision', null)`,
    `work_item_redo($1, '')`,
    `work_item_approve_escalated($1, 1, '')`,
    `work_item_close($1, '')`,
    `work_item_retry($1, '')`,
    `work_item_correct($1, '')`,
  ])
    assert.equal(await codeOf(db.sql(`select ops.${call}`, item.id)), 'MD101', call);
  await item.into('escalated');
  assert.equal(await item.one(`select ops.work_item_close($1, 'x', $2)`, item.id, item.pic), 'not_supervisor');
  assert.equal(await item.one(`select ops.work_item_approve_escalated($1, 7, 'x', $2)`, item.id, item.supervisor), 'stale_revision');
  assert.deepEqual(
    (
      await db.sql(
        `select kind, outcome from ops.decision_attempts where work_item_id = $1 and kind in ('close', 'approve') order by id`,
        item.id,
      )
    ).map((r) => `${r.kind} ${r.outcome}`),
    ['close not_supervisor', 'approve stale_revision'],
  );
});

test('a pause is no failure: what it holds back is not timed out', async () => {
  const item = await makeItem(db);
  await item.into('revision');
  await db.sql(`select ops.pause($1, 'stocktaking')`, `job:${item.definition}`);
  for (let i = 0; i < 3; i++) assert.equal(await item.due(), 'paused');
  await db.sql(`select ops.resume($1, 'done')`, `job:${item.definition}`);
  assert.equal(await item.due(), 'reminded');
  assert.equal(await item.due(), 'failed');
});

test('a deferred run waits for its time and gets a new limit', async () => {
  const item = await makeItem(db);
  await item.into('in_progress');
  const token = await item.one('select run_token from ops.work_items where id = $1', item.id);
  assert.equal(await item.one(`select ops.work_item_defer($1, 600, 'the source is away')`, token), 'deferred');
  assert.equal((await item.wake())?.kind, 'deferred');
  assert.equal(await item.finish(token), 'not_mine');
  assert.equal(await item.due(), 'resumed');
  assert.equal((await item.wake())?.kind, 'run_limit');
  assert.equal(await item.finish(await item.start()), 'done');
});
