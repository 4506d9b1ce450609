// Does what a dispatcher and a worker do, step by step and in this process, so that a test sees the state after each of them:
// ticks, fires the wake-ups that were handed out, starts and ends the runs. Until nothing is ready; reviews are for a test to decide.
import type { TestDatabase } from '../../../support/harness.ts';

export interface Drained {
  /** Wake-ups that were fired, with their answers. */
  readonly fired: string[];
  /** Jobs that started a run: "occurrence:17". */
  readonly started: string[];
  /** Jobs whose run did not start. */
  readonly refused: string[];
}

export interface DrainOptions {
  /** Called after each step. */
  readonly after?: () => Promise<void>;
  /** Does not end the runs that it starts: they stay in the worker's hands. */
  readonly keepRunning?: boolean;
  /** Leaves these jobs alone. */
  readonly leave?: (key: string) => boolean;
}

interface Job {
  readonly id: string;
  readonly key: string;
}

/** Drains the queue as the given worker. Messages stay planned. */
export async function drain(db: TestDatabase, worker: string, options: DrainOptions = {}): Promise<Drained> {
  const drained: Drained = { fired: [], started: [], refused: [] };
  const { after = async () => {}, leave = () => false } = options;
  for (;;) {
    await db.sql('select * from ops.dispatcher_tick()');
    await after();
    const jobs = (
      await db.sql<Job>(`select id, key from graphile_worker.jobs where key !~ '^(outbox|doctor|review):' order by priority, id`)
    ).filter((job) => !leave(job.key));
    if (jobs.length === 0) return drained;
    for (const { id, key } of jobs) {
      const [kind, subject] = key.split(':') as [string, string];
      await db.admin.query('delete from graphile_worker._private_jobs where id = $1', [id]);
      if (kind === 'wakeup') {
        const [row] = await db.sql('select ops.wakeup_fire($1) as answer', subject);
        drained.fired.push(row.answer);
      } else {
        const isItem = kind === 'work_item';
        const [run] = await db.sql(`select run_token from ops.${isItem ? 'work_item_start' : 'occurrence_start'}($1, $2)`, subject, worker);
        (run === undefined ? drained.refused : drained.started).push(key);
        if (run !== undefined && !options.keepRunning) {
          if (isItem) await db.sql(`select ops.work_item_finish($1, '{}', '{}')`, run.run_token);
          else await db.sql('select ops.occurrence_finish($1)', run.run_token);
        }
      }
      await after();
    }
  }
}

/** Definitions of its own for a test; all seeded ones are switched off, so that nothing else is in the way. */
export async function onlyJobs(db: TestDatabase, jobs: readonly Record<string, unknown>[]): Promise<void> {
  await db.sql('update ops.job_definitions set is_enabled = false');
  for (const job of jobs) {
    const row = { title: String(job.key), agent: 'ops_warehouse', task_identifier: 'demo/x', time_zone: 'Asia/Jakarta', ...job };
    const columns = Object.keys(row);
    await db.sql(
      `insert into ops.job_definitions (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      ...Object.values(row),
    );
  }
}
