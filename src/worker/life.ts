// What a worker does besides its work, on connections that no work can hold up: it gives signs of life, gives back what
// dead workers hold, looks whether it is still wanted, and sweeps.

import type { SilenceWatch } from '../db/backends.ts';
import { many, value } from '../db/call.ts';
import { isDbError } from '../db/errors.ts';
import type { Db } from '../db/pool.ts';
import type { Log } from '../log.ts';
import { QueueBroken, WorkerDeclaredDead, WorkerOutdated } from './errors.ts';

export interface LifeOptions {
  /** For beats and for looking around: short timeouts, so that a connection that went silent costs one beat and not the worker's life. */
  readonly beat: Db;
  readonly control: Db;
  readonly incarnation: string;
  readonly log: Log;
  readonly beatMs: number;
  readonly sweepMs: number;
  /** Waits so many milliseconds; false when the worker has ended meanwhile. */
  readonly pause: (ms: number) => Promise<boolean>;
  /** Ids of the queue's jobs that run here now. */
  readonly running: () => readonly string[];
  /** Cuts off connections of tasks that went silent. */
  readonly silence: SilenceWatch;
  /** Tells the database what it could not be told before. */
  readonly flush: () => Promise<void>;
  /** The worker must not go on. Dead: at once. Outdated, broken: after a graceful stop. */
  readonly end: (why: WorkerDeclaredDead | WorkerOutdated | QueueBroken) => void;
}

export interface Life {
  /** Resolves when the database says that this worker lives. Asked before the end of a run is reported to the queue. */
  assertAlive(): Promise<void>;
  /** Longest run of a task, ms. */
  timeoutOf(task: string): number;
  /** Reads the timeouts, then beats and sweeps until the worker ends. */
  start(): Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 10 * 60_000;
/**
 * Longer than the queue takes to tell the database, on another connection, how a job ended (its timeout, a connection, its
 * longest pause): until then a job that is over is still locked, and nothing is lost.
 */
const STRAY_MS = 30_000;

export function createLife(options: LifeOptions): Life {
  const { beat, control, incarnation, log, beatMs, sweepMs, pause } = options;
  const me = { p_incarnation: incarnation };
  let heardAt = performance.now();
  let timeouts: ReadonlyMap<string, number> = new Map();
  let straysSince: number | undefined;

  async function giveSign(): Promise<boolean> {
    const sent = performance.now();
    if ((await value(beat, 'ops.worker_beat', me)) !== true) {
      options.end(new WorkerDeclaredDead(incarnation));
      return false;
    }
    heardAt = sent;
    return true;
  }

  async function readTimeouts(): Promise<void> {
    const rows = await many(control, 'ops.task_timeouts');
    timeouts = new Map(rows.map((row) => [row.task_identifier as string, Number(row.timeout_ms)]));
  }

  async function lookAround(): Promise<void> {
    const cut = await options.silence.look();
    if (cut > 0) log.warn({ connections: cut }, 'connections that went silent were cut off');
    const unlocked = await value(beat, 'ops.workers_reap');
    if (unlocked !== 0) log.warn({ jobs: unlocked }, 'jobs that dead workers held were given back');
    if ((await value(beat, 'ops.worker_is_current', me)) === false) options.end(new WorkerOutdated());
    const lost = await value(beat, 'ops.worker_strays', { ...me, p_job_ids: [...options.running()] });
    if (lost === 0) straysSince = undefined;
    else straysSince ??= performance.now();
    if (straysSince !== undefined && performance.now() - straysSince > STRAY_MS)
      options.end(new QueueBroken(`The queue holds ${lost} jobs for this worker that it never got.`));
  }

  async function beats(): Promise<void> {
    while (await pause(beatMs)) {
      try {
        if (!(await giveSign())) return;
      } catch (error) {
        // The database is away. Nobody can declare us dead meanwhile, or we learn of it at the next beat.
        log.warn({ err: error }, 'no sign of life could be given');
        straysSince = undefined;
        if (isDbError(error, 'Retry')) options.silence.dropQuiet();
        continue;
      }
      await options.flush();
      await lookAround().catch((error: Error) => log.warn({ err: error }, 'dead workers could not be looked for'));
    }
  }

  async function sweeps(): Promise<void> {
    do {
      try {
        // A sweep declares silent workers dead. After an outage of the database that could be this one.
        if (!(await giveSign())) return;
        const added = await value(control, 'ops.sweep');
        if (added !== 0) log.info({ jobs: added }, 'the sweep added jobs for rows that had none');
        await readTimeouts();
      } catch (error) {
        log.warn({ err: error }, 'the sweep did not run');
      }
    } while (await pause(sweepMs));
  }

  return {
    async assertAlive() {
      // A process that was paused does not know it: its timers run late, its answers would be about work of others.
      if (performance.now() - heardAt < 2 * beatMs) return;
      if (!(await giveSign())) throw new WorkerDeclaredDead(incarnation);
    },
    timeoutOf: (task) => timeouts.get(task) ?? DEFAULT_TIMEOUT_MS,
    async start() {
      await readTimeouts();
      void beats();
      void sweeps();
    },
  };
}
