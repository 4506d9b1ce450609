// Keeps one worker running in this process: when its queue breaks (the database restarted in the middle of something), a
// new one begins anew under a new identity. What it held is given back by the reaper.
import { setTimeout as sleep } from 'node:timers/promises';
import { isDbError, toDbError } from '../db/errors.ts';
import type { Log } from '../log.ts';
import { QueueBroken } from './errors.ts';
import type { Worker } from './run.ts';

export interface Keeper {
  stop(): Promise<void>;
  /** Ends when it was stopped; rejects with why the worker must not go on here (declared dead, outdated, refused). */
  readonly promise: Promise<void>;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** A worker that lived so long was well: the next failure begins with the short wait again. */
const WELL_MS = 60_000;

/** Starts workers one after the other, until stopped. The first start fails aloud; a database that is away later is waited for. */
export async function keepWorker(start: () => Promise<Worker>, log: Log): Promise<Keeper> {
  let worker: Worker | undefined = await start();
  const stopped = new AbortController();
  // The queue lets go of promises (how a job ended, its listener's end) and node would end the process when one fails. Its
  // pool repeats what the database could not take, so this is for what happens while it stops.
  const onRejection = (error: unknown): void => {
    if (!isDbError(toDbError(error), 'Retry')) throw error;
    log.warn({ err: error }, 'the queue could not tell the database of a job');
  };
  process.on('unhandledRejection', onRejection);

  async function again(wait: number): Promise<Worker | undefined> {
    for (let ms = wait; ; ms = Math.min(ms * 2, LONGEST_WAIT_MS)) {
      await sleep(ms, undefined, { signal: stopped.signal }).catch(() => undefined);
      if (stopped.signal.aborted) return undefined;
      try {
        return await start();
      } catch (error) {
        if (!isDbError(error, 'Retry')) throw error;
        log.warn({ err: error }, 'the worker waits for the database');
      }
    }
  }

  const promise = (async () => {
    let wait = FIRST_WAIT_MS;
    while (worker !== undefined) {
      const since = performance.now();
      try {
        await worker.promise;
        return;
      } catch (error) {
        if (!(error instanceof QueueBroken) || stopped.signal.aborted) throw error;
        log.warn({ err: error }, 'the worker begins anew');
      }
      wait = performance.now() - since > WELL_MS ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
      worker = await again(wait);
      // Asked to stop while the new one was starting.
      if (stopped.signal.aborted) await worker?.stop();
    }
  })();
  promise.catch(() => undefined).finally(() => process.off('unhandledRejection', onRejection));

  return {
    promise,
    async stop() {
      stopped.abort();
      await worker?.stop();
      await promise.catch(() => undefined);
    },
  };
}
