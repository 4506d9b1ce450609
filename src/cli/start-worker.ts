import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openPool } from '../db/pool.ts';
import type { Log } from '../log.ts';
import { runWorker, type Worker } from '../worker/run.ts';
import { makeConnectors } from './connectors.ts';
import { projectRoot } from './root.ts';

export type { Worker } from '../worker/run.ts';

/** A worker with the connectors of this configuration. Stopping it closes all that was opened. */
export async function startWorker(options: { url: string; config: Config; log: Log; concurrency?: number }): Promise<Worker> {
  const { url, config, log, concurrency = 8 } = options;
  // Rate slots are asked for on connections of their own: a pull that holds all others must not starve its own requests.
  const pool = openPool(url, 'mandor_worker', { max: 4, applicationName: 'mandor rate', log });
  try {
    const worker = await runWorker({
      url,
      taskDirectory: join(projectRoot, 'tasks'),
      services: { config, connectors: makeConnectors(config, pool) },
      concurrency,
      logger: log,
    });
    const promise = worker.promise.finally(() => pool.end());
    promise.catch(() => undefined);
    return { ...worker, promise, stop: () => worker.stop().then(() => promise.catch(() => undefined)) };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
