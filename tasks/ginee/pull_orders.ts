import { judge } from '../../src/connectors/ginee/errors.ts';
import { many } from '../../src/db/call.ts';
import { runOrders } from '../../src/db/ginee.ts';
import { defineTask } from '../define.ts';

/** Pulls the marketplaces' orders that changed since the last complete window of each shop. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  const [run] = await many(db, 'ops.occurrence_start', { p_id: id, p_incarnation: incarnation });
  if (run === undefined) return;
  const outcome = await runOrders(db, run.run_token as string, () => connectors.ginee(), judge, signal);
  log.info({ occurrence: id, outcome }, 'pull of marketplace orders ended');
});
