// Random lives, each aiming at what has been taken least so far, until every row of the table has been taken often.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TestDatabase } from '../../../support/harness.ts';
import { ENDS, PASSAGES, termsFor } from './model_aims.ts';
import { openLife } from './model_life.ts';
import { stepOf } from './model_steps.ts';

const mostly = (n: number): fc.Arbitrary<boolean> => fc.nat(n).map((i) => i > 0);

export interface Row {
  readonly number: number;
  readonly row: string;
  hits: number;
}
export interface Lived {
  readonly rows: readonly Row[];
  readonly lives: number;
  readonly steps: number;
  readonly seconds: string;
  /** Rows that were taken too seldom. */
  readonly missed: readonly string[];
}

/**
 * Lives until each numbered row has `wanted` hits and each row of an actor its share, or `most` lives.
 * @throws at the first difference between database and model, with all steps that led to it.
 */
export async function liveUntil(db: TestDatabase, wanted: number, most: number): Promise<Lived> {
  await db.sql(`update agent.profiles set max_concurrent_runs = 1000000`);
  await db.sql(`update ops.settings set value = '1000000' where key = 'worker.max_runs'`);
  // The seeded ladder, without a calendar: its holidays have a test of their own.
  await db.sql(`with p as (insert into ops.approval_policies (key, title) values ('model', 'Model') returning id)
    insert into ops.approval_rungs (policy_id, position, after, action, whom)
    select p.id, r.position, r.after, r.action, r.whom from p, ops.approval_rungs r join ops.approval_policies x on x.id = r.policy_id and x.key = 'standard'`);
  const rows: Row[] = await db.sql(
    `select t.number, format('%s>%s %s %s', t.from_status, t.to_status, t.event, t.actor_kind) as row, 0 as hits from ops.work_item_transitions t order by 1, 2`,
  );
  assert.equal(rows.length, 41);
  const byName = new Map(rows.map((r) => [r.row, r]));
  const numbered = (n: number): number => rows.filter((r) => r.number === n).reduce((sum, r) => sum + r.hits, 0);
  // Each life aims at what has been taken least so far; a row counts with the other actors of its number.
  const rarest = (list: readonly string[]): string => [...list].sort((a, b) => weight(a) - weight(b))[0] as string;
  const weight = (name: string): number => {
    const row = byName.get(name) as Row;
    return (row.hits < share + 2 ? 0 : 1_000_000) + numbered(row.number) * 1000 + row.hits;
  };
  const share = Math.ceil(wanted / 17);
  const isDone = (): boolean => rows.every((r) => numbered(r.number) >= wanted && r.hits >= share);

  const client = await db.pool('mandor_deploy', { max: 1 }).connect();
  await client.query('set jit = off');
  const started = performance.now();
  let steps = 0;
  let lives = 0;
  const life = fc.asyncProperty(
    fc.record({
      requiresReview: fc.boolean(),
      requiresApproval: mostly(4),
      maxRevisions: fc.nat(2),
      picIsActive: mostly(7),
      hasBackup: mostly(4),
      hasSupervisor: mostly(5),
      hasMail: mostly(3),
    }),
    fc.array(
      fc.record({
        what: fc.nat(9999),
        which: fc.nat(9999),
        isAimed: mostly(8),
        isWild: mostly(2).map((m) => !m),
        isDoubled: mostly(11).map((m) => !m),
      }),
      { minLength: 40, maxLength: 60 },
    ),
    async (terms, choices) => {
      const passage = rarest(PASSAGES);
      const ends = ENDS.filter((e) => !e.startsWith('scheduled') && !(e.startsWith('l2_approved') && passage.startsWith('pending')));
      const aims = ++lives % 8 === 0 ? [rarest(ENDS)] : [passage, rarest(ends)];
      await client.query('begin');
      const lived = await openLife(
        client,
        lives,
        aims.reduceRight((t, aim) => termsFor(aim, t), terms),
      );
      let stepsAfterTheEnd = 0;
      for (const choice of choices) {
        // A final state is never left: three attempts are enough, the time is for those that live.
        if (['approved', 'cancelled'].includes(lived.model.status) && ++stepsAfterTheEnd > 3) break;
        const step = stepOf(lived, choice, aims);
        for (let i = 0; i < (choice.isDoubled ? 2 : 1); i++) {
          await lived.take(step);
          steps++;
        }
      }
      for (const change of await lived.compareHistory()) (byName.get(change) as Row).hits++;
      await client.query('rollback');
    },
  );
  try {
    while (!isDone() && lives < most) {
      // The steps that led to a difference are in its message; to make them fewer would take longer than to read them.
      await fc.assert(life, { numRuns: Math.min(40, most), endOnFailure: true });
      await client.query('vacuum ops.wakeups, ops.work_items, ops.occurrences, ops.outbox, ops.approvals');
    }
  } finally {
    await client.query('rollback');
    client.release();
  }

  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return { rows, lives, steps, seconds, missed: rows.filter((r) => numbered(r.number) < wanted || r.hits < share).map((r) => r.row) };
}
