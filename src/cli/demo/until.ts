import { setTimeout as sleep } from 'node:timers/promises';

/** Polls until there is something. @throws Error with the complaint when the time is over */
export async function awaited<T>(find: () => Promise<T | undefined> | T | undefined, complaint: string, patienceMs = 30_000): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(25)) {
    const found = await find();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(complaint);
  }
}

/** Polls until it is done. @throws Error with the complaint when the time is over */
export async function until(isDone: () => Promise<boolean>, complaint: string, patienceMs?: number): Promise<void> {
  await awaited(async () => (await isDone()) || undefined, complaint, patienceMs);
}
