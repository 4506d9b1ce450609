// The net under work items: every row of the table can be caused, nothing else can happen, nothing waits without a timer, and
// every way leads to an end. The other tables with a status keep their net in the arguments of their guard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { CAUSES } from './support/causes.ts';
import { makeItem } from './support/item.ts';
import { endsAreReached, guardsAreAgreed, nothingElseHappens, rowsAreCaused, timersAct } from './support/net.ts';

const db = await testDatabase();

test('every row is caused by a call or a timer, and by its own kind of actor', () => rowsAreCaused(db));
test('every waiting state has its timer, whatever way it was entered, and each timer acts', () => timersAct(db));
test('a final state is reachable from every state, and only final states are never left', () => endsAreReached(db));
test('no other change is possible, to the owner neither', () => nothingElseHappens(db));
test('events, runs, effects, approvals and loads: their guards let through what was agreed', () => guardsAreAgreed(db));

test('without any one of the rows its change is impossible', async () => {
  for (const [name, cause] of CAUSES) {
    const [from = '', to, event, kind] = name.split(/[> ]/);
    await db.sql(
      'delete from ops.work_item_transitions where (from_status, to_status, event, actor_kind) = ($1, $2, $3, $4)',
      from,
      to,
      event,
      kind,
    );
    const code = await makeItem(db, cause.given)
      .then((item) => cause.run(item))
      .then(
        () => 'done',
        (e: { code?: string }) => e.code,
      );
    await db.sql('insert into ops.work_item_transitions select $1, $2, $3, $4, 0', from, to, event, kind);
    assert.equal(code, 'MD201', name);
  }
});
