// Two sessions at one decision: the first has decided and not committed, the second decides. What a missing lock lets
// through shows each time, not once in a thousand.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { TestDatabase } from '../../../support/harness.ts';

type Rows = Record<string, unknown>[];

/** Runs `first` in an open transaction, then `second` in another session, which has to wait; commits; returns both answers. */
export async function race(
  db: TestDatabase,
  first: string,
  firstValues: unknown[],
  second: string,
  secondValues: unknown[],
  role = 'mandor_worker',
): Promise<[Rows, Rows | Error]> {
  const pool = db.pool(role, { max: 2 });
  const [a, b] = [await pool.connect(), await pool.connect()];
  try {
    const { pid } = (await b.query('select pg_backend_pid() as pid')).rows[0];
    await a.query('begin');
    const one = (await a.query(first, firstValues)).rows;
    const two = b.query(second, secondValues).then(
      (r: pg.QueryResult) => r.rows as Rows,
      (e: Error) => e,
    );
    assert.ok(await isWaiting(db, pid, two), 'the second session did not wait for the first');
    await a.query('commit');
    return [one, await two];
  } finally {
    a.release();
    b.release();
  }
}

async function isWaiting(db: TestDatabase, pid: number, pending: Promise<unknown>): Promise<boolean> {
  let ended = false;
  void pending.then(() => {
    ended = true;
  });
  for (let i = 0; i < 200; i++) {
    const { rows } = await db.admin.query(`select wait_event_type from pg_stat_activity where pid = $1`, [pid]);
    if (rows[0]?.wait_event_type === 'Lock') return true;
    if (ended) return false;
    await sleep(10);
  }
  return false;
}

/** SQLSTATE that a statement fails with; undefined when it succeeds. */
export async function codeOf(run: Promise<unknown>): Promise<string | undefined> {
  return run.then(
    () => undefined,
    (e: { code?: string }) => e.code ?? String(e),
  );
}

/** A live worker incarnation. */
export async function newWorker(db: TestDatabase): Promise<string> {
  const [row] = await db.sql(`select ops.worker_register('', 'test', 1) as id`);
  return row.id;
}
