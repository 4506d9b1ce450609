import { judge, stockWalk } from '../../src/connectors/accurate/pull.ts';
import { many } from '../../src/db/call.ts';
import { runPull } from '../../src/db/pull.ts';
import { defineTask } from '../define.ts';

/** Pulls the stock of one entity for the business date of its occurrence. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  const [run] = await many(db, 'ops.occurrence_start', { p_id: id, p_incarnation: incarnation });
  if (run === undefined) return;
  const outcome = await runPull(
    db,
    run.run_token as string,
    'stock',
    (request) => stockWalk(connectors.accurate(request.entity)),
    judge,
    signal,
  );
  log.info({ occurrence: id, outcome }, 'pull of stock ended');
});
