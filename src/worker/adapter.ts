// Between graphile-worker's job and our task: hands over the surroundings, and when a task throws, gives back what it held.
import type { JobHelpers, TaskList } from 'graphile-worker';
import type { Task, TaskContext } from '../../tasks/define.ts';
import { value } from '../db/call.ts';
import type { Db } from '../db/pool.ts';
import type { Log } from '../log.ts';

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

export type Surroundings = Pick<TaskContext, 'db' | 'incarnation' | 'config' | 'connectors' | 'log' | 'signal'>;

function idOf(payload: unknown): string {
  const id = (payload as { id?: unknown } | null)?.id;
  if (typeof id === 'string' && id !== '') return id;
  if (typeof id === 'number') return String(id);
  throw new Error('the job has no {"id": …} payload. Jobs are added by ops.jobs_add only.');
}

/** Turns tasks into what graphile-worker runs. `control` is a connection of its own, so that a full pool cannot hold up a report. */
export function taskList(
  tasks: ReadonlyMap<string, Task>,
  surroundings: Surroundings,
  control: Db,
  unreported: Unreported,
  onError: (identifier: string, error: Error) => void,
): TaskList {
  const run = async (identifier: string, task: Task, payload: unknown, helpers: JobHelpers): Promise<void> => {
    const { job } = helpers;
    const id = idOf(payload);
    const isLastAttempt = job.attempts >= job.max_attempts;
    // Both stop a task: the queue's own graceful end, and being declared dead.
    const signal = AbortSignal.any([surroundings.signal, helpers.abortSignal]);
    // The job that failed may be back before the next beat. Its run would still look held, by this very worker, and the job
    // would count as done.
    await unreported.flush();
    try {
      await task.run(id, { ...surroundings, signal, attempt: job.attempts, isLastAttempt });
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      onError(identifier, error);
      const code = (error as { code?: unknown }).code;
      const report = (): Promise<unknown> =>
        value(control, 'ops.run_abandon', {
          p_kind: (job.key ?? '').split(':')[0] ?? '',
          p_id: id,
          p_incarnation: surroundings.incarnation,
          p_error: { code: typeof code === 'string' ? code : null, message: error.message },
          // Told to stop is no failure of the work: never the last word.
          p_is_last: isLastAttempt && !signal.aborted,
        });
      await report().catch(() => unreported.add(report));
      throw error;
    }
  };
  return Object.fromEntries(
    [...tasks].map(([identifier, task]) => [
      identifier,
      (payload: unknown, helpers: JobHelpers) => run(identifier, task, payload, helpers),
    ]),
  );
}
