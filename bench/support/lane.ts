// A way for a small job through a queue: ours (an event) or the bare one. Both are submitted and watched alike.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, openPool } from '../../src/db/pool.ts';
import { type Program, until } from './process.ts';
import type { BenchDatabase } from './server.ts';

export interface Lane {
  readonly url: string;
  readonly role: string | undefined;
  readonly db: BenchDatabase;
  readonly program: Program;
  /** Tables that grow with the jobs. */
  readonly tables: readonly string[];
  /** Answers the id of what was submitted. */
  submit(db: Db): Promise<string>;
  isDone(db: Db, id: string): Promise<boolean>;
  /** Resolves when nothing is open; fails when something was not done well. */
  drained(): Promise<void>;
}

/** Events of the engine's own test type, handled by `mandor worker`. */
export function ownLane(db: BenchDatabase, program: Program): Lane {
  return {
    url: db.url,
    role: 'mandor_deploy',
    db,
    program,
    tables: ['ops.events', 'graphile_worker._private_jobs'],
    async submit(on) {
      const { rows } = await on.query<{ id: string }>(`select s.id from ops.event_submit('ENGINE_PING', '{}') s`);
      return rows[0]!.id;
    },
    async isDone(on, id) {
      const { rows } = await on.query<{ status: string }>('select e.status from ops.events e where e.id = $1', [id]);
      if (rows[0]?.status === 'failed') throw new Error(`event ${id} failed`);
      return rows[0]?.status === 'completed';
    },
    async drained() {
      const isEmpty = async (): Promise<boolean> =>
        (await db.admin.query(`select from ops.events e where e.status in ('pending', 'processing') limit 1`)).rowCount === 0;
      await until('all events are handled', isEmpty, { every: 10, deadline: 180_000, program });
      const failed = await db.admin.query(
        `select from ops.events e where e.event_type = 'ENGINE_PING' and e.created_at > util.now() - interval '30 minutes' and e.status <> 'completed'`,
      );
      if (failed.rowCount !== 0) throw new Error(`${failed.rowCount} events did not end well`);
    },
  };
}

/** No-op jobs of bare graphile-worker: done is when the job's row is gone. */
export function bareLane(db: BenchDatabase, program: Program): Lane {
  return {
    url: db.url,
    role: undefined,
    db,
    program,
    tables: ['bench_bare._private_jobs'],
    async submit(on) {
      const { rows } = await on.query<{ id: string }>(`select j.id from bench_bare.add_job('noop', '{}') j`);
      return rows[0]!.id;
    },
    isDone: async (on, id) => (await on.query('select from bench_bare._private_jobs j where j.id = $1', [id])).rowCount === 0,
    async drained() {
      const isEmpty = async (): Promise<boolean> => (await db.admin.query('select from bench_bare._private_jobs limit 1')).rowCount === 0;
      await until('all bare jobs are run', isEmpty, { every: 10, deadline: 180_000, program });
    },
  };
}

export interface Submitters {
  of(lane: Lane): Db;
  end(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A pool of two connections for each lane, kept through the whole benchmark. */
export function submitters(...lanes: readonly Lane[]): Submitters {
  const pools = new Map(lanes.map((lane) => [lane, openPool(lane.url, lane.role, { max: 2 })]));
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => {
    ending ??= Promise.all([...pools.values()].map((pool) => pool.end())).then(() => undefined);
    return ending;
  };
  return { of: (lane) => pools.get(lane)!, end, [Symbol.asyncDispose]: end };
}

/** Milliseconds from the submission to the end of one job. Looked for every millisecond, which both lanes pay alike. */
export async function latency(lane: Lane, db: Db): Promise<number> {
  const started = performance.now();
  const id = await lane.submit(db);
  const deadline = started + 60_000;
  while (!(await lane.isDone(db, id))) {
    if (performance.now() > deadline) throw new Error(`waited in vain for a job. ${lane.program.output()}`);
    await sleep(1);
  }
  return performance.now() - started;
}

/** Nearest rank; 0 is the least, 1 the most. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('no values to take a percentile of');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
