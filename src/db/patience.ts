// graphile-worker (0.18) tells the queue how a job ended and does not listen to the answer: when the database is away at
// that moment, nobody handles the error and node ends the process. Its own retries know a few codes only, and it gives
// connections back without saying that they failed. So the pool that it is given waits for the database, gives what breaks
// in mid-statement a code that is tried again, and uses no connection twice that failed once.
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { toDbError } from './errors.ts';

/** "Serialization failure": graphile-worker repeats the statement after 50 ms, later after 5 s, a hundred times. */
const PASSING = '40001';
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1000;

/**
 * Makes `pool.connect()` (the form with a promise) wait until the database answers, and lets a lost connection look like
 * one that will come back. Only for statements that may be repeated, as those of the queue are.
 * @param over aborted when the process is ending: who still waits then gets no answer any more, because an error would
 * have no listener.
 */
export function makePatient(pool: pg.Pool, over: AbortSignal): pg.Pool {
  const connect = pool.connect.bind(pool) as (listener?: unknown) => Promise<pg.PoolClient>;
  const wrapped = new WeakSet<pg.PoolClient>();
  const failed = new WeakSet<pg.PoolClient>();

  function wrap(client: pg.PoolClient): pg.PoolClient {
    // The pool sets release anew each time. A connection that went silent still waits for its answer; back in the pool it
    // would be the first to be taken, and whatever is sent on it would wait behind.
    const { release } = client;
    client.release = (error) => release(error ?? failed.has(client));
    if (wrapped.has(client)) return client;
    wrapped.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const answer = query(...args);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((error: unknown) => {
        if (!isPassing(error)) throw error;
        failed.add(client);
        throw Object.assign(error as Error, { code: PASSING });
      });
    }) as typeof client.query;
    return client;
  }

  async function patiently(): Promise<pg.PoolClient> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        return wrap(await connect());
      } catch (error) {
        if (over.aborted) return new Promise(() => undefined);
        if (!isPassing(error)) throw error;
        await sleep(wait, undefined, { ref: false });
      }
    }
  }

  pool.connect = ((listener?: unknown) => (listener === undefined ? patiently() : connect(listener))) as typeof pool.connect;
  return pool;
}

const isPassing = (error: unknown): boolean => toDbError(error).kind === 'Retry';
