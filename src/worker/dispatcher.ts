// The one timer of the whole system: each worker looks every dispatcher.every for wake-ups that are due. Any number of
// workers may do so at once; SQL gives each wake-up to one of them.
import { one } from '../db/call.ts';
import type { Db } from '../db/pool.ts';
import type { Log } from '../log.ts';

export interface DispatcherOptions {
  readonly db: Db;
  readonly log: Log;
  /** Waits so many milliseconds; false when the worker has ended meanwhile. */
  readonly pause: (ms: number) => Promise<boolean>;
  /** Called after each tick; `isWell`: the database answered. Its errors are logged and change nothing. */
  readonly onTick?: (isWell: boolean) => Promise<void>;
}

/** While the database is away: often enough to be on time when it is back, seldom enough not to press it. */
const AFTER_ERROR_MS = 1_000;
const LIMIT = 500;

/** Ticks until the worker ends. No error stops it: a timer that has stopped is silent, and silence looks like "nothing to do". */
export async function runDispatcher({ db, log, pause, onTick }: DispatcherOptions): Promise<void> {
  let wait = 0;
  do {
    let isWell = true;
    try {
      const tick = await one(db, 'ops.dispatcher_tick', { p_limit: LIMIT });
      wait = tick.next_ms ?? AFTER_ERROR_MS;
      if (tick.expanded) log.info({ slots: tick.expanded }, 'the schedule was expanded');
      if (tick.dispatched) log.debug({ wakeups: tick.dispatched }, 'wake-ups handed to the queue');
    } catch (error) {
      isWell = false;
      wait = AFTER_ERROR_MS;
      log.warn({ err: error }, 'the dispatcher could not look for wake-ups');
    }
    await onTick?.(isWell).catch((error: Error) => log.warn({ err: error }, 'what follows a tick of the dispatcher failed'));
  } while (await pause(wait));
}
