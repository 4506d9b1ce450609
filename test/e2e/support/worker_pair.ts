// Two workers, of which one is killed while it has a job; the other rescues it, and a new one takes its place.
import type pg from 'pg';
import { openClient } from '../../../src/db/pool.ts';
import type { TestDatabase } from '../../support/harness.ts';
import { until, type WorkerProcess, type World } from './kills.ts';

interface Rescued<T> {
  readonly result: T;
  /** From the death until `done` answered. */
  readonly seconds: number;
}

/** Starts the two; what it answers brings a worker to a moment, kills it there and waits until another one is done. */
export function workerPair(db: TestDatabase, world: World) {
  /** Pids of the sessions of a worker that wait for the lock that `holder` has. */
  async function blocked(holder: pg.Client): Promise<number[]> {
    const { rows: own } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
    return until('a worker waits for our lock', async () => {
      // Not asked on the holder's connection: within a transaction pg_stat_activity shows the sessions of its first look.
      const { rows } = await db.admin.query<{ pid: number }>(
        `select a.pid from pg_stat_activity a
          where a.datname = current_database() and a.usename = 'mandor_worker' and $1 = any (pg_blocking_pids(a.pid))`,
        [own[0]?.pid],
      );
      return rows.length > 0 ? rows.map((row) => row.pid) : undefined;
    });
  }

  let workers: Promise<WorkerProcess>[] = [world.start(), world.start()];
  /** Two workers, both alive: with these settings a crowded machine alone may make one be taken for dead, and it ends. */
  async function ready(): Promise<void> {
    const running = await Promise.all(workers);
    workers = running.map((worker) => (worker.child.exitCode === null ? Promise.resolve(worker) : world.start()));
    await Promise.all(workers);
  }
  /** Kills the worker that has the job of this task. */
  async function killHolder(task: string): Promise<void> {
    const pid = await until(`a worker is at ${task}`, async () => {
      const rows = await world.sql(
        'select w.pid from ops.jobs_list() j join ops.workers w on j.locked_by = any (w.pool_ids) where j.task_identifier = $1 and j.is_held',
        task,
      );
      return rows.length === 1 ? rows[0]?.pid : undefined;
    });
    const running = await Promise.all(workers);
    const victim = running.find((worker) => worker.child.pid === pid) as WorkerProcess;
    await victim.kill();
    workers = [...running.filter((worker) => worker !== victim).map((worker) => Promise.resolve(worker)), world.start()];
  }
  /** `reach` brings a worker to the moment; then it is killed and another one takes over. @returns seconds to `done` */
  async function killed<T>(task: string, reach: () => Promise<unknown>, done: () => Promise<T>): Promise<Rescued<T>> {
    await ready();
    await reach();
    const at = performance.now();
    await killHolder(task);
    const result = await done();
    return { result, seconds: (performance.now() - at) / 1000 };
  }
  /** The same where a lock brings it about: it is held until the victim is dead. */
  async function killedAtLock<T>(
    task: string,
    lock: string,
    cause: (holder: pg.Client) => Promise<unknown[]>,
    done: () => Promise<T>,
  ): Promise<Rescued<T>> {
    await ready();
    const holder = await openClient(db.url, 'mandor_deploy');
    let at: number;
    try {
      await holder.query('begin');
      const values = await cause(holder);
      if (lock !== '') await holder.query(lock, values);
      const waiting = await blocked(holder);
      at = performance.now();
      await killHolder(task);
      // The server would carry the statement out that it already has. Here it dies with its worker: nothing is committed.
      for (const pid of waiting) await db.admin.query('select pg_terminate_backend($1)', [pid]);
      await until(
        'the session is gone',
        async () => (await db.admin.query('select from pg_stat_activity where pid = any ($1)', [waiting])).rowCount === 0,
      );
    } finally {
      await holder.end();
    }
    const result = await done();
    return { result, seconds: (performance.now() - at) / 1000 };
  }

  return { killed, killedAtLock };
}
