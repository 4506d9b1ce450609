// What is done each minute besides the work itself: having mailboxes read, rules and alerts, word to people who wait for a report,
// sealing the journal, deleting what is old. Each is a transaction of its own, and SQL lets one worker at a time do it.
import { value } from '../db/call.ts';
import type { Db } from '../db/pool.ts';
import type { Log } from '../log.ts';

export interface WatchOptions {
  readonly db: Db;
  readonly log: Log;
  /** Waits so many milliseconds; false when the worker has ended meanwhile. */
  readonly pause: (ms: number) => Promise<boolean>;
  /** Distance between two rounds, ms. */
  readonly every: number;
}

const CHORES = ['ops.mailboxes_poll', 'ops.watch_run', 'ops.missing_run', 'ops.journal_seal', 'ops.retention_run'] as const;

/** Does the chores until the worker ends. One that fails is logged and does not stop the others. */
export async function runWatch({ db, log, pause, every }: WatchOptions): Promise<void> {
  do {
    for (const chore of CHORES) {
      try {
        const count = await value(db, chore);
        if (Number(count) > 0) log.debug({ chore, count }, 'chore');
      } catch (error) {
        log.warn({ err: error, chore }, 'a chore of the minute failed');
      }
    }
  } while (await pause(every));
}
