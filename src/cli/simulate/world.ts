// A company ready to live: database, sandbox with all vendors, people and lists, history, a worker. Everything is real but for the
// clock, which stands where it is put, and the pace of requests.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { type Config, loadConfig } from '../../config.ts';
import { value } from '../../db/call.ts';
import { openPool } from '../../db/pool.ts';
import { seedSimulation, tidy } from '../../db/simulate.ts';
import { silentLog } from '../../log.ts';
import { people, type Sandbox, type Size, startSandbox } from '../../sandbox/index.ts';
import { runWorker, type Worker } from '../../worker/run.ts';
import { loadHistory, loadPeople, loadReference } from '../demo/company.ts';
import { projectRoot } from '../root.ts';
import { unpacedConnectors } from './pace.ts';

/** Midnight in Jakarta of the first day: a Monday, so that weeks are weeks. */
export const FIRST_DAY = '2026-01-05';
/** Sales before the first day: the window of three months, and something to spare. */
const HISTORY_DAYS = 100;
const DAY_MS = 86_400_000;
/** The worker's own rounds of the minute: beyond the end of any simulation. */
const NEVER_MS = DAY_MS;
const CONCURRENCY = 6;

export interface WorldOptions {
  /** Of a deployed database of kind demo that nobody else uses. */
  readonly url: string;
  readonly seed: number;
  readonly days: number;
  readonly size: Size;
}

export interface World extends WorldOptions {
  readonly pool: pg.Pool;
  readonly sandbox: Sandbox;
  readonly worker: Worker;
  stop(): Promise<void>;
}

/** The nth day, 0 first: yyyy-mm-dd in Jakarta. */
export const dayOf = (n: number): string => new Date(Date.parse(`${FIRST_DAY}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);

/** An instant of a day in Jakarta: hours may be broken and beyond 24. */
export const instant = (day: number, hours: number): Date =>
  new Date(Date.parse(`${FIRST_DAY}T00:00:00+07:00`) + day * DAY_MS + Math.round(hours * 3_600_000));

/** Builds a company of this seed. Stopping it closes all that was opened; the database is left. */
export async function makeWorld(options: WorldOptions): Promise<World> {
  const { url, seed, days, size } = options;
  await using opened = new AsyncDisposableStack();
  const pool = openPool(url, 'mandor_deploy', { max: 4, applicationName: 'mandor simulate' });
  opened.defer(() => pool.end());
  const folder = await mkdtemp(join(tmpdir(), 'mandor-simulate-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  await value(pool, 'util.clock_set', { p_now: instant(0, 0.1).toISOString() });
  const none = 1_000_000_000;
  const sandbox = await startSandbox({
    seed,
    size,
    endDate: dayOf(days),
    rate: none,
    parallel: 1000,
    sheetReadsPerMinute: none,
    sheetWritesPerMinute: none,
    gmailUnitsPerMinute: none,
  });
  opened.defer(() => sandbox.stop());
  sandbox.control.setDate(dayOf(-1));
  await loadPeople(pool, folder);
  await loadReference(pool, sandbox, folder);
  await loadHistory(pool, sandbox, folder, { from: dayOf(-1 - HISTORY_DAYS), to: dayOf(-2) });
  const [reader] = people;
  await seedSimulation(pool, {
    group: '-1002026',
    reader: reader?.email ?? '',
    from: dayOf(-1),
    to: dayOf(days),
    notion: sandbox.notion.databases,
  });
  // The history came in a second: until somebody has looked at the tables, statements are planned as if they were empty.
  await tidy(url);
  const worker = await startUnpaced(url, loadConfig({ ...sandbox.env, DATABASE_URL: url }), sandbox);
  opened.defer(() => worker.stop());
  const all = opened.move();
  return { ...options, pool, sandbox, worker, stop: () => all.disposeAsync() };
}

/** The ordinary worker: only its connectors have no pace, and its rounds are made by the simulation. */
const startUnpaced = (url: string, config: Config, sandbox: Sandbox): Promise<Worker> =>
  runWorker({
    url,
    taskDirectory: join(projectRoot, 'tasks'),
    services: { config, connectors: unpacedConnectors(config, sandbox) },
    logger: silentLog,
    concurrency: CONCURRENCY,
    sweepEvery: NEVER_MS,
  });
