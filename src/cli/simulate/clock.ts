// The moved clock: it stands still until nothing is left to do, then goes on to whatever comes next.
import { setTimeout as sleep } from 'node:timers/promises';
import { value } from '../../db/call.ts';
import { nextWakeup, openWork, telegramRead } from '../../db/simulate.ts';
import type { World } from './world.ts';

/** Between two looks whether all is done: short things are not waited for, and long ones are not looked at a hundred times. */
const [LOOK_MS, LONGEST_LOOK_MS] = [3, 24];
/** Real time for what is due at one instant. Far more than it takes: a machine that is busy must not end a simulation. */
const PATIENCE_MS = 120_000;
/** What a worker does each minute besides its work (worker/watch.ts, worker/life.ts). */
const OFTEN = ['ops.mailboxes_poll', 'ops.missing_run'] as const;
const HOURS = [...OFTEN, 'ops.watch_run', 'ops.sweep'] as const;
const DAILY = [...HOURS, 'ops.journal_seal', 'ops.retention_run'] as const;
export type Round = 'often' | 'hours' | 'daily';
const CHORES = { often: OFTEN, hours: HOURS, daily: DAILY } as const;

export interface Clock {
  now(): Date;
  /** Moves to an instant. Going back is an error of the caller. */
  moveTo(at: Date): Promise<void>;
  /** Waits until nothing is due and nothing is under way. @throws when that takes too long */
  drain(): Promise<void>;
  /** The rounds of the minute, and what comes of them. */
  chores(round: Round): Promise<void>;
  /** When the next wake-up is due, in whole minutes: nobody in the company notices seconds. */
  next(): Promise<Date | undefined>;
  /** The next drain waits until the bot has read this update, too. */
  expectUpdate(id: number): void;
}

export function createClock({ pool }: Pick<World, 'pool'>, start: Date): Clock {
  let at = start;
  let update = 0;

  async function drain(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let pause = LOOK_MS; ; pause = Math.min(pause * 1.5, LONGEST_LOOK_MS)) {
      const { due, open } = await openWork(pool);
      if (due) await value(pool, 'ops.dispatcher_tick', { p_limit: 500 });
      else if (open === null && (update === 0 || (await telegramRead(pool)) > update)) return;
      if (performance.now() > deadline) throw new Error(`What is due at ${at.toISOString()} does not end: ${open}.`);
      await sleep(pause);
    }
  }

  return {
    now: () => at,
    async moveTo(to) {
      if (to < at) throw new Error(`The clock stands at ${at.toISOString()} and cannot go back to ${to.toISOString()}.`);
      at = to;
      await value(pool, 'util.clock_set', { p_now: at.toISOString() });
    },
    drain,
    async chores(round) {
      for (const chore of CHORES[round]) await value(pool, chore);
      await value(pool, 'ops.dispatcher_tick', { p_limit: 500 });
      await drain();
    },
    async next() {
      const due = await nextWakeup(pool);
      return due && new Date(Math.ceil(due.getTime() / 60_000) * 60_000);
    },
    expectUpdate(id) {
      update = Math.max(update, id);
    },
  };
}
