// Are the checks any good? Each mutant is a copy of the database with one rule taken out, as a careless change would. The check
// named beside it must find it; the other tests run the same checks over the database as it is, where they find nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';
import { makeItem } from './support/item.ts';
import { liveUntil } from './support/model_run.ts';
import { guardsAreAgreed, nothingElseHappens, rowsAreCaused, timersAct } from './support/net.ts';
import { RACES, type Race, runRace } from './support/races.ts';

interface Mutant {
  readonly what: string;
  spoil(db: TestDatabase): Promise<unknown>;
  find(db: TestDatabase): Promise<unknown>;
}

/** Replaces text in a function's body; the text must be there. */
const change =
  (name: string, from: string | RegExp, to: string) =>
  async (db: TestDatabase): Promise<unknown> => {
    const [row] = await db.sql('select pg_get_functiondef($1::regproc) as text', name);
    const changed = (row.text as string).replace(from, to);
    assert.notEqual(changed, row.text, `${name}: nothing to change`);
    return db.admin.query(changed);
  };
const statement =
  (sql: string) =>
  (db: TestDatabase): Promise<unknown> =>
    db.admin.query(sql);
const model = (db: TestDatabase): Promise<unknown> => liveUntil(db, 50, 160);
const race =
  (name: string) =>
  (db: TestDatabase): Promise<unknown> =>
    runRace(db, RACES.find((r) => r.name === name) as Race);

async function staleReview(db: TestDatabase): Promise<void> {
  const item = await makeItem(db);
  await item.into('done');
  assert.equal(await item.one(`select ops.review_decide($1, 2, 'pass')`, item.id), 'stale_revision');
}

const MUTANTS: readonly Mutant[] = [
  { what: 'row 17 is missing', spoil: statement(`delete from ops.work_item_transitions where event = 'ladder_end'`), find: rowsAreCaused },
  {
    what: 'an approved item may be sent back',
    spoil: statement(`insert into ops.work_item_transitions values ('approved', 'revision', 'withdraw', 'operator', 18)`),
    find: rowsAreCaused,
  },
  {
    what: 'the guard of work items is gone',
    spoil: statement('drop trigger _201_guard_update on ops.work_items'),
    find: nothingElseHappens,
  },
  { what: 'an item may rest in l2_approved', spoil: statement('drop trigger _950_no_rest on ops.work_items'), find: nothingElseHappens },
  { what: 'the guard of effects is gone', spoil: statement('drop trigger _200_guard on ops.outbox'), find: guardsAreAgreed },
  {
    what: 'a sent effect may be planned again',
    spoil: statement(
      `create or replace trigger _200_guard before insert or update of status on ops.outbox for each row execute function ops.tg_any__guard('>planned', 'planned>sending', 'sending>confirmed', 'sending>planned', 'sending>failed', 'sending>unknown', 'unknown>confirmed', 'unknown>planned', 'unknown>failed', 'failed>planned', 'confirmed>planned')`,
    ),
    find: guardsAreAgreed,
  },
  { what: 'a wait gets no wake-up', spoil: statement('drop trigger _301_wakeup_update on ops.work_items'), find: timersAct },
  { what: 'old wake-ups stay', spoil: statement('drop trigger _500_wakeup_drop on ops.work_items'), find: rowsAreCaused },
  { what: 'a timer acts before it is due', spoil: change('ops.work_item_timer', 'v_wakeup.due_at > util.now()', 'false'), find: timersAct },
  {
    what: "a wake-up that is not the item's acts",
    spoil: change('ops.work_item_timer', 'v_item.wakeup_id is distinct from p_wakeup_id', 'v_item.wakeup_id is null'),
    find: race('the timer twice, with one wake-up'),
  },
  { what: 'the decision is made without a lock', spoil: change('ops.work_item_take', /for update/g, ''), find: race('skip and start') },
  {
    what: 'a run is started without a lock',
    spoil: change('ops.work_item_start', /for update( of o)?/g, ''),
    find: race('two workers start'),
  },
  {
    what: 'a finish does not look at its token',
    spoil: change('ops.work_item_lock', /w\.run_token = p_run_token( for update)/, 'true$1'),
    find: race('cancel and finish'),
  },
  {
    what: 'a review is not bound to its revision',
    spoil: change('ops.review_decide', 'v_item.revision_no is distinct from p_revision_no', 'false'),
    find: staleReview,
  },
  {
    what: 'a rejection is not counted',
    spoil: change('ops.work_item_sent_back', "case p_event when 'withdraw' then 0 else 1 end", '0'),
    find: model,
  },
  {
    what: 'a redo does not start from none',
    spoil: change('ops.work_item_redo_run', 'revision_count = 0', 'revision_count = revision_count'),
    find: model,
  },
  {
    what: 'other requests stay open',
    spoil: change('ops.approvals_close', "a.status = 'open'", 'false'),
    find: race('approve and withdraw'),
  },
  {
    what: 'the ladder skips a rung',
    spoil: change('ops.approval_timer', 'rung_position = v_next."position"', 'rung_position = v_next."position" + 1'),
    find: model,
  },
  { what: 'the timer retries without end', spoil: change('ops.work_item_timer_failed', 'v_item.timer_retries < 3', 'true'), find: model },
  {
    what: 'the ladder starts before the request has arrived',
    spoil: change('ops.approval_request', /and not exists[\s\S]*?is not null\)/, ''),
    find: model,
  },
];

for (const mutant of MUTANTS)
  test(`found: ${mutant.what}`, async () => {
    const db = await testDatabase();
    await mutant.spoil(db);
    const found = await Promise.resolve(mutant.find(db)).then(
      () => undefined,
      (e: Error) => e,
    );
    assert.ok(found, `nothing found that ${mutant.what}`);
    const line =
      [...`${(found as Error & { cause?: Error }).cause?.message ?? found.message}`.split('\n')]
        .filter((l) => /database:|^\+ |^- |→|does not|accepted/.test(l.trim()))
        .at(-1) ?? found.message.split('\n')[0];
    console.log(`  ${mutant.what}  ←  ${(line as string).trim().slice(0, 110)}`);
  });
