// Between graphile-worker's job and our task: hands over the surroundings, limits how long a run may take, and when a task
// throws, gives back what it held.
import type { JobHelpers, TaskList } from 'graphile-worker';
import type { Task, TaskContext } from '../../tasks/define.ts';
import { value } from '../db/call.ts';
import type { Db } from '../db/pool.ts';
import type { Log } from '../log.ts';
import type { Life } from './life.ts';

/** Ends of runs that could not be told to the database yet. The beat tells them again, until they are heard. */
export interface Unreported {
  add(report: () => Promise<unknown>): void;
  flush(): Promise<void>;
}

export function createUnreported(log: Log): Unreported {
  let waiting: (() => Promise<unknown>)[] = [];
  let current: Promise<void> | undefined;
  const tell = async (): Promise<void> => {
    const now = waiting;
    waiting = [];
    for (const report of now) {
      await report().catch((error: Error) => {
        log.warn({ err: error }, 'the end of a run could not be reported yet');
        waiting.push(report);
      });
    }
  };
  return {
    add(report) {
      waiting.push(report);
    },
    flush() {
      if (waiting.length === 0) return current ?? Promise.resolve();
      current ??= tell().finally(() => {
        current = undefined;
      });
      return current;
    },
  };
}

/** A run took longer than ops.task_policies allows. */
export class TaskTimeout extends Error {
  override readonly name = 'TaskTimeout';
  readonly code = 'MD211';
  constructor(task: string, ms: number) {
    super(`${task} took longer than ${ms / 1000} s (ops.task_policies.timeout). It was stopped.`);
  }
}

export type Surroundings = Pick<TaskContext, 'db' | 'incarnation' | 'config' | 'connectors' | 'log' | 'signal'>;

export interface AdapterOptions {
  readonly tasks: ReadonlyMap<string, Task>;
  readonly surroundings: Surroundings;
  /** A connection of its own, so that a full pool cannot hold up a report. */
  readonly control: Db;
  readonly unreported: Unreported;
  readonly life: Pick<Life, 'assertAlive' | 'timeoutOf'>;
  readonly onError: (identifier: string, error: Error) => void;
}

export interface Adapter {
  readonly list: TaskList;
  /** Ids of the queue's jobs that are under way. */
  readonly running: () => readonly string[];
}

/** How long a task that was told to stop may take to do so, before its job ends without it. Its token fences what it still does. */
const STOP_GRACE_MS = 2_000;

function idOf(payload: unknown): string {
  const id = (payload as { id?: unknown } | null)?.id;
  if (typeof id === 'string' && id !== '') return id;
  if (typeof id === 'number') return String(id);
  throw new Error('the job has no {"id": …} payload. Jobs are added by ops.jobs_add only.');
}

/** Turns tasks into what graphile-worker runs. */
export function createAdapter(options: AdapterOptions): Adapter {
  const { tasks, surroundings, control, unreported, life, onError } = options;
  const running = new Set<string>();

  const run = async (identifier: string, task: Task, payload: unknown, helpers: JobHelpers): Promise<void> => {
    const { job } = helpers;
    const id = idOf(payload);
    const isLastAttempt = job.attempts >= job.max_attempts;
    // The job that failed may be back before the next beat. Its run would still look held, by this very worker, and the job
    // would count as done.
    await unreported.flush();
    // Both stop a task from outside: the queue's own graceful end, and the end of the worker.
    const stopped = AbortSignal.any([surroundings.signal, helpers.abortSignal]);
    const limit = new AbortController();
    const ms = life.timeoutOf(identifier);
    const timer = setTimeout(() => limit.abort(new TaskTimeout(identifier, ms)), ms);
    const signal = AbortSignal.any([stopped, limit.signal]);
    running.add(String(job.id));
    try {
      await orOverdue(task.run(id, { ...surroundings, signal, attempt: job.attempts, isLastAttempt }), limit.signal);
      // The queue completes a job by its id alone. A worker that was paused and declared dead must not complete what is
      // another's by now.
      await life.assertAlive();
      surroundings.signal.throwIfAborted();
    } catch (thrown) {
      const error = limit.signal.aborted ? (limit.signal.reason as Error) : thrown instanceof Error ? thrown : new Error(String(thrown));
      onError(identifier, error);
      const code = (error as { code?: unknown }).code;
      const report = (): Promise<unknown> =>
        value(control, 'ops.run_abandon', {
          p_kind: (job.key ?? '').split(':')[0] ?? '',
          p_id: id,
          p_incarnation: surroundings.incarnation,
          p_error: { code: typeof code === 'string' ? code : null, message: error.message },
          // Told to stop is no failure of the work: never the last word.
          p_is_last: isLastAttempt && !stopped.aborted,
        });
      await report().catch(() => unreported.add(report));
      throw error;
    } finally {
      clearTimeout(timer);
      running.delete(String(job.id));
    }
  };

  const list = Object.fromEntries(
    [...tasks].map(([identifier, task]) => [
      identifier,
      (payload: unknown, helpers: JobHelpers) => run(identifier, task, payload, helpers),
    ]),
  );
  return { list, running: () => [...running] };
}

/** The task's end, or a while after the signal, whichever comes first: one that does not listen must not hold its place for ever. */
async function orOverdue(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let listener: (() => void) | undefined;
  const overdue = new Promise<never>((_, reject) => {
    listener = () => {
      timer = setTimeout(() => reject(signal.reason), STOP_GRACE_MS);
    };
    signal.addEventListener('abort', listener, { once: true });
  });
  work.catch(() => undefined);
  try {
    await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
    if (listener) signal.removeEventListener('abort', listener);
  }
}
