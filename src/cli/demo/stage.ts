// What the chapters of the demo share: the company's days and people, what runs, and the clock that the story moves.
import type pg from 'pg';
import { value } from '../../db/call.ts';
import { people, type Sandbox } from '../../sandbox/index.ts';
import type { Database } from '../connect.ts';
import type { Worker } from '../start-worker.ts';
import type { storyteller } from './steps.ts';

export const DAYS = { historyFrom: '2025-10-20', historyTo: '2026-02-06', first: '2026-02-07', second: '2026-02-08' } as const;
/** The morning after the second day. */
export const STORY_BEGINS = '2026-02-09T07:00:00+07:00';
/** Requests per second that the sandbox's ERP allows instead of 8. */
export const RATE = 400;
/** How long something may take that the worker does by itself. */
export const PATIENCE_MS = 60_000;
export const WAREHOUSE = 'gudang@toko.example';

export type Row = Record<string, unknown>;
export type Story = ReturnType<typeof storyteller>;

export interface Stage {
  readonly database: Database;
  readonly story: Story;
  /** Where mails and pages are left behind. */
  readonly folder: string;
  pool: pg.Pool;
  sandbox?: Sandbox;
  worker?: Worker;
  /** Where the clock stands. */
  at: Date;
}

/** What has to be there once the worker runs. */
export function sandboxOf(stage: Stage): Sandbox {
  if (stage.sandbox === undefined) throw new Error('The sandbox does not run.');
  return stage.sandbox;
}

export interface Actor {
  readonly name: string;
  readonly email: string;
  readonly telegramUserId: number;
}

/** Somebody of the company by name. */
export function actor(name: 'Sari' | 'Budi' | 'Rina' | 'Dewi'): Actor {
  const found = people.find((person) => person.name === name);
  if (found === undefined) throw new Error(`Nobody is called ${name}.`);
  return found;
}

/** Moves the clock of all sessions on; it stands still until it is moved again. */
export async function moveClock(stage: Stage, minutes: number): Promise<void> {
  stage.at = new Date(stage.at.getTime() + minutes * 60_000);
  await value(stage.pool, 'util.clock_set', { p_now: stage.at.toISOString() });
}

/** @returns a complaint unless there are `n` rows that pass. */
export const every = (rows: readonly Row[], n: number, test: (row: Row) => boolean): string | undefined =>
  rows.length === n && rows.every(test) ? undefined : `expected ${n} rows in that state`;
