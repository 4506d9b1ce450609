import { setTimeout as sleep } from 'node:timers/promises';

/** Polls until it is done. @throws Error with the complaint when the time is over */
export async function until(isDone: () => Promise<boolean>, complaint: string, patienceMs = 30_000): Promise<void> {
  for (const deadline = Date.now() + patienceMs; !(await isDone()); await sleep(25)) {
    if (Date.now() > deadline) throw new Error(complaint);
  }
}
