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
  // It is asked again when one of them fails (connectors.ts), so the sooner that is known, the better.
  const pool = openPool(url, 'mandor_worker', {
    max: 2,
    applicationName: 'mandor rate',
    statementTimeout: 3_000,
    queryTimeout: 4_000,
    log,
  });
  // A connection that went silent never ends by itself.
  const close = (): Promise<unknown> => Promise.race([pool.end(), new Promise((done) => setTimeout(done, 2_000).unref())]);
  try {
    const worker = await runWorker({
      url,
      taskDirectory: join(projectRoot, 'tasks'),
      services: { config, connectors: makeConnectors(config, pool) },
      concurrency,
      logger: log,
    });
    const promise = worker.promise.finally(close);
    promise.catch(() => undefined);
    return { ...worker, promise, stop: () => worker.stop().then(() => promise.catch(() => undefined)) };
  } catch (error) {
    await close();
    throw error;
  }
}
