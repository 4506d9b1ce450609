// One worker process: the queue runs as mandor_queue with a pool of its own, tasks work as mandor_worker with another, and
// beats and sweeps have a third connection, so that no load on the first two can make a healthy worker look dead.
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Runner, run, type TaskList } from 'graphile-worker';
import type { Connectors } from '../../tasks/define.ts';
import type { Config } from '../config.ts';
import { watchSilence } from '../db/backends.ts';
import { BREAKING_NUMBER } from '../db/breaking.ts';
import { one, value } from '../db/call.ts';
import { makePatient } from '../db/patience.ts';
import { openPool } from '../db/pool.ts';
import { type Log, withoutSecrets } from '../log.ts';
import { createAdapter, createUnreported } from './adapter.ts';
import { createDeadman } from './deadman.ts';
import { runDispatcher } from './dispatcher.ts';
import { QueueBroken, WorkerDeclaredDead, WorkerOutdated } from './errors.ts';
import { runIntake } from './intake.ts';
import { createLife, type Life } from './life.ts';
import { loadTasks } from './tasks.ts';
import { runWatch } from './watch.ts';

export { QueueBroken, RESTART_CODE, WorkerDeclaredDead, WorkerOutdated } from './errors.ts';

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

/** How long the end of the connections is waited for. */
const CLOSE_MS = 2_000;

const isOurs = (error: unknown): boolean =>
  error instanceof WorkerDeclaredDead || error instanceof WorkerOutdated || error instanceof QueueBroken;

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
  // The queue's statements are small. On a connection that went silent, the shorter the limit, the sooner another is used.
  const over = new AbortController();
  const queuePool = makePatient(
    openPool(url, 'mandor_queue', {
      max: Math.min(concurrency, 4) + 2,
      applicationName: 'mandor queue',
      statementTimeout: 5_000,
      queryTimeout: 7_000,
      log,
    }),
    over.signal,
  );
  // A task may load or compute for minutes; what must not hang is limited by its own timeouts.
  const taskPool = openPool(url, 'mandor_worker', {
    max: concurrency + 1,
    applicationName: 'mandor worker',
    statementTimeout: 15 * 60_000,
    // A worker that was paused in the middle of a transaction, or whose network is gone, must not hold its locks.
    settings: { idle_in_transaction_session_timeout: 20_000, tcp_keepalives_idle: 10, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 },
    log,
  });
  const control = openPool(url, 'mandor_worker', {
    max: 4,
    applicationName: 'mandor control',
    statementTimeout: 10_000,
    queryTimeout: 12_000,
    log,
  });
  const beat = openPool(url, 'mandor_worker', {
    max: 1,
    applicationName: 'mandor beat',
    statementTimeout: 4_000,
    queryTimeout: 5_000,
    connectTimeout: 5_000,
    log,
  });
  // A connection that went silent never ends by itself; the process must not wait for it.
  const closePools = (): Promise<unknown> =>
    Promise.race([
      Promise.allSettled([queuePool, taskPool, control, beat].map((pool) => pool.end())),
      sleep(CLOSE_MS, undefined, { ref: false }),
    ]);

  const dead = new AbortController();
  /** Aborted when the worker is to end in good order, though nobody asked: outdated, or its queue is broken. */
  const wanted = new AbortController();
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
        p_breaking_number: BREAKING_NUMBER,
      }),
    ]);
    incarnation = identity as string;
    const unreported = createUnreported(log);
    const life: Life = createLife({
      beat,
      control,
      incarnation,
      log,
      beatMs: timing.beat_ms ?? 5_000,
      sweepMs: sweepEvery,
      pause,
      flush: unreported.flush,
      running: () => adapter.running(),
      silence: watchSilence({ tasks: taskPool, queue: queuePool, others: [control], asking: beat }),
      end: (why) => (why instanceof WorkerDeclaredDead ? dead : wanted).abort(why),
    });
    const adapter = createAdapter({
      tasks,
      surroundings: { db: taskPool, incarnation, ...options.services, log, signal: dead.signal },
      control,
      unreported,
      life,
      onError: (task, error) => {
        log.warn({ err: error, task }, 'a task ended with an error');
        // The database refuses a claim of a dead worker: no need to wait for the next beat.
        if ((error as { code?: string }).code === DEAD_CODE) dead.abort(new WorkerDeclaredDead(incarnation));
      },
    });
    runner = await startQueue(adapter.list);
    await life.start();
    // That a secret is old is told; that it could not be noted once is no reason not to work.
    await value(control, 'ops.credentials_note', { p_names: [...options.services.config.secretNames] }).catch((error: Error) =>
      log.warn({ err: error }, 'which secrets there are was not noted'),
    );
    void runDispatcher({ db: control, log, pause, onTick: createDeadman(options.services.config.deadmanUrl, log) });
    void runWatch({ db: control, log, pause, every: sweepEvery });
    void runIntake({
      db: control,
      telegram: options.services.connectors.telegram,
      incarnation,
      log,
      pause,
      signal: AbortSignal.any([ended.signal, dead.signal]),
    });
  } catch (error) {
    await closePools();
    throw error;
  }

  async function startQueue(list: TaskList): Promise<Runner> {
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

  const endOf = (signal: AbortSignal): Promise<never> => {
    const ended = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
    ended.catch(() => undefined);
    return ended;
  };

  const promise = (async () => {
    try {
      await Promise.race([runner.promise, endOf(dead.signal), endOf(wanted.signal)]);
      if (stopping === undefined) throw new QueueBroken('The queue ended without being asked to.');
      await stopping;
    } catch (error) {
      // Declared dead: its tasks were told to stop; what they report is answered "not mine".
      await stop();
      throw isOurs(error) ? error : new QueueBroken(`The queue broke: ${(error as Error).message}`, { cause: error });
    } finally {
      ended.abort();
      over.abort();
      for (const name of ['SIGTERM', 'SIGINT'] as const) process.off(name, onSignal);
      await value(beat, 'ops.worker_stop', { p_incarnation: incarnation }).catch(() => undefined);
      await closePools();
    }
  })();
  promise.catch(() => undefined);

  options.onReady?.({ incarnation });
  log.info({ incarnation, concurrency }, 'worker is ready');
  return { incarnation, stop: () => stop().then(() => promise.catch(() => undefined)), promise };
}
