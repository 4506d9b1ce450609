// One life in a process of its own, so that two of them use two cores. Told by a message, tells by messages.
import { live } from './run.ts';
import type { WorldOptions } from './world.ts';

/** What a child tells: how far it is, and at last its life or why there is none. */
export type Told =
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'life'; readonly life: Awaited<ReturnType<typeof live>> }
  | { readonly kind: 'error'; readonly message: string };

const tell = (told: Told): Promise<void> =>
  new Promise((done) => {
    if (process.send === undefined) done();
    else process.send(told, () => done());
  });

process.once('message', async (options: WorldOptions) => {
  try {
    await tell({ kind: 'life', life: await live(options, (day) => void tell({ kind: 'day', day })) });
  } catch (error) {
    await tell({ kind: 'error', message: (error as Error).stack ?? String(error) });
  }
  // Connections that vendors keep alive must not keep us alive.
  process.exit(0);
});
