// One fixture for each cause that an incident can have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestDatabase } from '../../../support/harness.ts';
import { type Explainer, NOW } from './explain.ts';
import { newWorker } from './race.ts';

const DEAD = '{"exit": 1, "stdout": "", "stderr": "gateway not reachable"}';

/** Adds the tests; `live` is the worker that is alive when they run. */
export function incidentCauses(db: TestDatabase, { only }: Explainer, live: () => string): void {
  let count = 0;
  /** A machine that has just answered badly: its incident, and the step that is planned. */
  async function ill(): Promise<{ id: string; key: string; step: () => Promise<string>; take: (worker?: string) => Promise<string> }> {
    const key = `mesin-${++count}`;
    await db.sql(
      `insert into ops.machines (key, title, host, host_keys) values ($1, $1, '127.0.0.1', array['SHA256:' || repeat('a', 43)])`,
      key,
    );
    const [{ id }] = await db.sql('select ops.incident_open($1, $2, $3) as id', key, 'silence', 'diam');
    await db.sql('select ops.incident_ask($1)', id);
    const step = async (): Promise<string> =>
      (await db.sql(`select id from ops.incident_steps where machine_key = $1 and status in ('planned', 'running')`, key))[0].id;
    const take = async (worker = live()): Promise<string> =>
      (await db.sql('select run_token from ops.step_begin($1, $2)', await step(), worker))[0].run_token;
    return { id, key, step, take };
  }
  const finish = (token: string, outcome: string) => db.sql('select ops.step_finish($1, $2)', token, outcome);

  test('an incident: nothing in the way, its job lost, in a worker’s hands, its worker gone', async () => {
    const { id, step, take } = await ill();
    await only('incident', id, 'none');
    await db.admin.query(`delete from graphile_worker._private_jobs where key = 'step:' || $1`, [await step()]);
    await only('incident', id, 'no_job');
    await take();
    await only('incident', id, 'held');
    const other = await newWorker(db);
    const second = await ill();
    await second.take(other);
    await db.sql(`update ops.workers set beat_at = clock_timestamp() - interval '1 minute' where incarnation = $1`, other);
    await only('incident', second.id, 'holder_gone');
    await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', other);
  });

  test('an incident waits: for its next attempt, for a pause, for a machine that is switched off, for a worker', async () => {
    const { id, key, take } = await ill();
    await finish(await take(), DEAD);
    await finish(await take(), DEAD);
    const later = await only('incident', id, 'due_in_future');
    assert.deepEqual(later.next_at, new Date('2026-02-09T05:05:00+07:00'));
    assert.match(later.says, /gagal dihidupkan ulang \(exit 1\): gateway not reachable/);

    await db.sql('update ops.machines set is_enabled = false where key = $1', key);
    await only('incident', id, 'machine_off');
    await db.sql('update ops.machines set is_enabled = true where key = $1', key);

    await db.setClock('2026-02-09T05:05:00+07:00');
    await db.sql(`update ops.workers set beat_at = clock_timestamp() - interval '1 minute' where died_at is null`);
    await only('incident', id, 'no_live_worker');
    await db.sql('update ops.workers set beat_at = clock_timestamp() where died_at is null');
    await db.sql(`select ops.pause('job:overseer.watch', 'pemeliharaan', null)`);
    await db.sql('select ops.wakeup_fire(i.wakeup_id) from ops.incidents i where i.id = $1', id);
    assert.match((await only('incident', id, 'paused')).says, /pemeliharaan/);
    await db.sql(`select ops.resume('job:overseer.watch', 'selesai')`);
    await db.setClock(NOW);
  });

  test('an incident whose overseer is switched off, whose agent is inactive, whose machine names no runbook', async () => {
    const { id, key, step } = await ill();
    const held = async (set: string, says: RegExp, undo: string): Promise<void> => {
      await db.sql(set);
      await db.sql('select ops.step_begin($1, $2)', await step(), live());
      const cause = await only('incident', id, 'paused');
      assert.match(cause.says, says);
      assert.match(cause.next, /switches it on again/);
      await db.sql(undo);
      // It looks again at once, not a day later.
      const [{ due }] = await db.sql(
        'select w.due_at <= util.now() as due from ops.wakeups w join ops.incidents i on i.wakeup_id = w.id where i.id = $1',
        id,
      );
      assert.equal(due, true);
      await db.sql('select ops.wakeup_fire(i.wakeup_id) from ops.incidents i where i.id = $1', id);
    };
    await held(
      `update ops.job_definitions set is_enabled = false where key = 'overseer.watch'`,
      /job overseer\.watch is switched off/,
      `update ops.job_definitions set is_enabled = true where key = 'overseer.watch'`,
    );
    await held(
      `update agent.profiles set is_active = false where name = 'overseer_ops'`,
      /agent overseer_ops, who does overseer\.watch, is inactive/,
      `update agent.profiles set is_active = true where name = 'overseer_ops'`,
    );
    await db.sql(`update ops.machines set runbook = 'tidak-ada' where key = $1`, key);
    assert.match((await only('incident', id, 'no_runbook')).says, /no steps for runbook tidak-ada/);
    await db.sql(`update ops.machines set runbook = 'openclaw' where key = $1`, key);
  });

  test('an incident that a person has, and one that is over', async () => {
    const { id, take } = await ill();
    await finish(await take(), '{"fault": "auth", "message": "refused"}');
    const person = await only('incident', id, 'waiting_for_person');
    assert.match(person.next, /mandor incidents close \d+ --note/);
    assert.equal((person.evidence.last_answer as { verdict: string }).verdict, 'refused');
    await db.sql(`select ops.incident_close($1, 'kunci dipasang')`, id);
    assert.match((await only('incident', id, 'finished')).says, /kunci dipasang/);
  });
}
