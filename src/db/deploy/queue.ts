// graphile-worker's own schema. Its migrations run as mandor_queue, because only the owner of the queue can run it.
import { openPool } from '../pool.ts';
import { DeployError } from './error.ts';
import { QUEUE } from './roles.ts';

/** Brings the schema graphile_worker to the version of the installed library. */
export async function migrateQueue(url: string): Promise<void> {
  const { Logger, runMigrations } = await import('graphile-worker');
  const pool = openPool(url, QUEUE, { max: 1, applicationName: 'mandor deploy (queue)', statementTimeout: 0 });
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } catch (e) {
    throw new DeployError(`The queue's own migrations (graphile-worker, as ${QUEUE}) failed: ${(e as Error).message}`, { cause: e });
  } finally {
    await pool.end();
  }
}
