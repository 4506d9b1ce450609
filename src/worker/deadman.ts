// Somebody outside waits for this call. When the machine, the network or the database is gone it stays away, and they tell.
import type { Secret } from '../config.ts';
import type { Log } from '../log.ts';

export interface DeadmanOptions {
  /** Distance between two calls, ms. */
  readonly every?: number;
  /** How long one call may take, ms. */
  readonly timeout?: number;
}

/**
 * What the dispatcher calls after each tick. It pings at most each minute, only after a tick that reached the database, and
 * never keeps the dispatcher waiting: it is the timer of everything.
 */
export function createDeadman(
  url: Secret | undefined,
  log: Log,
  { every = 60_000, timeout = 10_000 }: DeadmanOptions = {},
): (isWell: boolean) => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async (isWell) => {
    // A clock that is set back must not hold the call up: this one only ever goes on.
    if (url === undefined || !isWell || performance.now() - last < every) return;
    last = performance.now();
    void ping(url.reveal(), timeout).catch((error: Error) => {
      // Not the address: it is what anybody could ping in our name.
      log.warn({ reason: error.message }, 'the dead-man ping was not heard');
    });
  };
}

async function ping(url: string, timeout: number): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeout), redirect: 'follow', headers: { 'user-agent': 'mandor' } });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
}
