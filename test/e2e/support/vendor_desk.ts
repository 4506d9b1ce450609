// Tasks run one by one, without a queue, over the real connectors and the sandboxes: what a fault of a vendor makes of a row
// can be looked at before anything goes on by itself.
import { makeConnectors } from '../../../src/cli/connectors.ts';
import { loadConfig } from '../../../src/config.ts';
import { value } from '../../../src/db/call.ts';
import { silentLog } from '../../../src/log.ts';
import type { Task } from '../../../tasks/define.ts';
import type { TestDatabase } from '../../support/harness.ts';

export interface Desk {
  /** Runs a task once, as the worker would. */
  run(task: Task, kind: 'outbox' | 'occurrence', id: string): Promise<void>;
  /** Lets time pass until the row is due again. */
  until(at: Date | null): Promise<void>;
  /** No key has to wait for what a vendor asked for before. */
  unhurried(): Promise<void>;
  /** Titles of the alerts since the last call, with their severity. */
  alerts(): Promise<string>;
}

/**
 * A desk whose vendors are those of `env`.
 * @param patienceMs long enough for any answer that comes, short enough to wait for those that do not
 */
export async function openDesk(db: TestDatabase, env: Readonly<Record<string, string>>, patienceMs = 1500): Promise<Desk> {
  const config = loadConfig(env);
  const pool = db.pool('mandor_worker');
  const connectors = makeConnectors(config, pool, patienceMs);
  const [{ id: incarnation }] = await db.sql(`select ops.worker_register('', 'test', 1) as id`);
  const context = { db: pool, incarnation, config, connectors, log: silentLog, signal: new AbortController().signal };
  return {
    async run(task, kind, id) {
      try {
        await task.run(id, { ...context, attempt: 1, isLastAttempt: false });
      } catch (error) {
        const told = { code: null, message: (error as Error).message };
        await value(pool, 'ops.run_abandon', { p_kind: kind, p_id: id, p_incarnation: incarnation, p_error: told, p_is_last: false });
      }
    },
    async until(at) {
      if (at !== null) await db.sql('select util.clock_set(greatest(util.now(), $1::timestamptz))', at);
    },
    async unhurried() {
      await db.sql(`update ops.rate_keys set min_gap = '0', next_at = '-infinity', postponed_until = null`);
    },
    async alerts() {
      const rows = await db.sql(`select distinct severity, title from ops.alerts order by 1, 2`);
      await db.sql('delete from ops.alert_deliveries');
      await db.sql('delete from ops.alerts');
      return rows.map((row) => `${row.severity}: ${row.title}`).join('; ') || '–';
    },
  };
}
