// A whole instance for one test file: a clone of the database, a sandbox with its own ports, a worker. Everything is
// real; only the ERP's rate is raised.
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorker, type Worker } from '../../src/cli/start-worker.ts';
import { loadConfig } from '../../src/config.ts';
import { setAccurateRate } from '../../src/db/rate.ts';
import { silentLog } from '../../src/log.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import { atEnd, type TestDatabase, testDatabase } from './harness.ts';

export interface Instance {
  readonly db: TestDatabase;
  readonly sandbox: Sandbox;
  /** Starts a worker; the file's end stops it. */
  startWorker(): Promise<Worker>;
  /** Asks for runs, one after the other, and returns their ids. */
  ask(keys: readonly string[], businessDate: string, payload?: object): Promise<string[]>;
  /** Waits until all have ended; returns their states. */
  finish(ids: readonly string[], timeoutMs?: number): Promise<string[]>;
}

export const PULLS = ['stock.ddd', 'stock.ljbb', 'stock.mbb', 'stock.ubb', 'sales.ddd', 'sales.mbb', 'sales.ubb'] as const;

/** Makes an instance whose clock stands at `clock` (ISO) and whose ERP allows `rate` requests per second. */
export async function startInstance(options: SandboxOptions & { clock: string; rate: number }): Promise<Instance> {
  const { clock, ...sandboxOptions } = options;
  const db = await testDatabase();
  const sandbox = await startSandbox(sandboxOptions);
  const workers: Worker[] = [];
  atEnd(async () => {
    for (const worker of workers) await worker.stop();
    await sandbox.stop();
  });
  await db.setClock(clock);
  await setAccurateRate(db.deployPool, options.rate);
  const config = loadConfig({ ...sandbox.env });
  return {
    db,
    sandbox,
    async startWorker() {
      const worker = await startWorker({ url: db.url, config, log: silentLog });
      workers.push(worker);
      return worker;
    },
    async ask(keys, businessDate, payload = {}) {
      const ids: string[] = [];
      for (const key of keys) {
        const [row] = await db.sql('select ops.occurrence_open($1, $2, $3) as id', key, businessDate, JSON.stringify(payload));
        ids.push(String(row?.id));
      }
      return ids;
    },
    async finish(ids, timeoutMs = 60_000) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const rows = await db.sql<{ status: string; why: string | null }>(
          `select o.status, o.error ->> 'message' as why from ops.occurrences o where o.id = any ($1) order by o.id`,
          ids,
        );
        if (rows.every((row) => !['expected', 'waiting', 'running'].includes(row.status))) return rows.map((row) => row.status);
        if (Date.now() > deadline) throw new Error(`runs did not end: ${JSON.stringify(rows)}`);
        await sleep(50);
      }
    },
  };
}
