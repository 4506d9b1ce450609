// One worker process: the queue runs as mandor_queue with a pool of its own, tasks work as mandor_worker with another, and
// beats and sweeps have a third connection, so that no load on the first two can make a healthy worker look dead.
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Runner, run } from 'graphile-worker';
import type { Connectors } from '../../tasks/define.ts';
import type { Config } from '../config.ts';
import { one, value } from '../db/call.ts';
import { makePatient } from '../db/patience.ts';
import { openPool } from '../db/pool.ts';
import { type Log, withoutSecrets } from '../log.ts';
import { createUnreported, taskList } from './adapter.ts';
import { loadTasks } from './tasks.ts';

export interface WorkerOptions {
  /** DATABASE_URL; each pool logs in as its own role. */
  readonly url: string;
  readonly taskDirectory: string;
  readonly services: { readonly config: Config; readonly connectors: Connectors };
  readonly logger: Log;
  /** Jobs at once. */
  readonly concurrency?: number;
  /** Stops the worker gracefully when aborted. */
  readonly signal?: AbortSignal;
  /** SIGTERM and SIGINT stop the worker gracefully; off for a worker inside another program. */
  readonly handleSignals?: boolean;
  /** How long running tasks may take to end on a stop, ms; after half of it their signal is aborted. */
  readonly gracePeriod?: number;
  readonly sweepEvery?: number;
  readonly version?: string;
  /** Called once, when jobs are being taken. */
  readonly onReady?: (worker: { readonly incarnation: string }) => void;
}

export interface Worker {
  readonly incarnation: string;
  /** Lets running tasks end within the grace period, then hands them back. Safe to call again. */
  stop(): Promise<void>;
  /** Ends when the worker has ended and its connections are closed. Rejects when it was declared dead or the queue broke. */
  readonly promise: Promise<void>;
}

/** SQLSTATE of ops.worker_require. */
const DEAD_CODE = 'MD209';

/** The database has declared this worker dead: others have its work. The process must end (exit code 1). */
export class WorkerDeclaredDead extends Error {
  override readonly name = 'WorkerDeclaredDead';
  constructor(incarnation: string) {
    super(`Worker ${incarnation} was silent for too long and was declared dead; its work was given to others. Start a new one.`);
  }
}

// Their success lines are one per job; the facts are in our tables.
const queueLog = (log: Log): Logger =>
  new Logger(() => (level, message, meta) => {
    const facts = meta?.error instanceof Error ? { err: meta.error } : {};
    const method = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug';
    log[method](facts, withoutSecrets(message));
  });

/**
 * Starts a worker. It is running when the promise resolves.
 * @throws DbError when the database cannot be reached or is not deployed.
 */
export async function runWorker(options: WorkerOptions): Promise<Worker> {
  const { url, logger: log, concurrency = 4, gracePeriod = 10_000, sweepEvery = 60_000 } = options;
  const over = new AbortController();
  const queuePool = makePatient(
    openPool(url, 'mandor_queue', { max: Math.min(concurrency, 4) + 2, applicationName: 'mandor queue', log }),
    over.signal,
  );
  // A task may load or compute for minutes; what must not hang is limited by its own timeouts.
  const taskPool = openPool(url, 'mandor_worker', {
    max: concurrency + 1,
    applicationName: 'mandor worker',
    statementTimeout: 15 * 60_000,
    log,
  });
  const control = openPool(url, 'mandor_worker', { max: 2, applicationName: 'mandor beat', statementTimeout: 20_000, log });
  const closePools = (): Promise<unknown> => Promise.allSettled([queuePool.end(), taskPool.end(), control.end()]);

  const dead = new AbortController();
  const ended = new AbortController();
  /** False when the worker has ended meanwhile. */
  const pause = (ms: number): Promise<boolean> =>
    sleep(ms, true, { signal: AbortSignal.any([ended.signal, dead.signal]), ref: false }).catch(() => false);

  let runner: Runner;
  let incarnation: string;
  try {
    const [tasks, timing, identity] = await Promise.all([
      loadTasks(options.taskDirectory),
      one(control, 'ops.worker_timing'),
      value(control, 'ops.worker_register', {
        p_pool_id: '',
        p_host: hostname(),
        p_pid: process.pid,
        p_version: options.version ?? null,
      }),
    ]);
    incarnation = identity as string;
    const unreported = createUnreported(log);
    const list = taskList(
      tasks,
      { db: taskPool, incarnation, ...options.services, log, signal: dead.signal },
      control,
      unreported,
      (task, error) => {
        log.warn({ err: error, task }, 'a task ended with an error');
        // The database refuses a claim of a dead worker: no need to wait for the next beat.
        if ((error as { code?: string }).code === DEAD_CODE) dead.abort(new WorkerDeclaredDead(incarnation));
      },
    );
    runner = await startQueue(list);
    void beats(timing.beat_ms ?? 5_000, unreported.flush);
    void sweeps();
  } catch (error) {
    await closePools();
    throw error;
  }

  async function startQueue(list: ReturnType<typeof taskList>): Promise<Runner> {
    const { EventEmitter } = await import('node:events');
    const events = new EventEmitter();
    // Jobs carry the pool's id in locked_by. The event comes before the first job is taken; the sweep needs the id only
    // when this worker is gone, so the job need not wait for it.
    let poolId: Promise<unknown> = Promise.resolve();
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
      poolId = value(control, 'ops.worker_pool_add', { p_incarnation: incarnation, p_pool_id: workerPool.id });
      poolId.catch(() => undefined);
    });
    const started = await run({
      pgPool: queuePool,
      taskList: list,
      concurrency,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: Math.floor(gracePeriod / 2),
      logger: queueLog(log),
      events: events as never,
      parsedCronItems: [], // schedules are rows of ours
    });
    // Heard at once below; here it only must not be an unhandled rejection.
    started.promise.catch(() => undefined);
    await poolId;
    return started;
  }

  async function beats(every: number, flush: () => Promise<void>): Promise<void> {
    while (await pause(every)) {
      try {
        if ((await value(control, 'ops.worker_beat', { p_incarnation: incarnation })) !== true) {
          dead.abort(new WorkerDeclaredDead(incarnation));
          return;
        }
        await flush();
      } catch (error) {
        // The database is away. Nobody can declare us dead meanwhile, or we learn of it at the next beat.
        log.warn({ err: error }, 'no sign of life could be given');
      }
    }
  }

  async function sweeps(): Promise<void> {
    do {
      try {
        const added = await value(control, 'ops.sweep');
        if (added !== 0) log.info({ jobs: added }, 'the sweep added jobs for rows that had none');
      } catch (error) {
        log.warn({ err: error }, 'the sweep did not run');
      }
    } while (await pause(sweepEvery));
  }

  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      log.debug({ incarnation }, 'worker is stopping');
      const graceful = runner.stop().catch(() => undefined);
      const inTime = await Promise.race([graceful.then(() => true), sleep(gracePeriod, false, { ref: false })]);
      // Fails what still runs, so that the queue gives it to somebody else.
      if (inTime) return;
      over.abort(); // without a database there is nobody to give it back to, and nothing to wait for
      await Promise.race([runner.kill('the grace period is over').catch(() => undefined), sleep(gracePeriod, undefined, { ref: false })]);
    })();
    return stopping;
  };

  const onSignal = (): void => void stop();
  if (options.handleSignals ?? false) for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, onSignal);
  options.signal?.addEventListener('abort', onSignal, { once: true });
  if (options.signal?.aborted) onSignal();

  const died = new Promise<never>((_, reject) => dead.signal.addEventListener('abort', () => reject(dead.signal.reason), { once: true }));
  died.catch(() => undefined);

  const promise = (async () => {
    try {
      await Promise.race([runner.promise, died]);
      await stopping;
    } catch (error) {
      // Declared dead: its tasks were told to stop; what they report is answered "not mine".
      await stop();
      throw error;
    } finally {
      ended.abort();
      over.abort();
      for (const name of ['SIGTERM', 'SIGINT'] as const) process.off(name, onSignal);
      await value(control, 'ops.worker_stop', { p_incarnation: incarnation }).catch(() => undefined);
      await closePools();
    }
  })();
  promise.catch(() => undefined);

  options.onReady?.({ incarnation });
  log.info({ incarnation, concurrency }, 'worker is ready');
  return { incarnation, stop: () => stop().then(() => promise.catch(() => undefined)), promise };
}
