import { judge, salesWalk } from '../../src/connectors/accurate/pull.ts';
import { many } from '../../src/db/call.ts';
import { runPull } from '../../src/db/pull.ts';
import { defineTask } from '../define.ts';

/** Pulls the sales of one entity for the business date of its occurrence. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  const [run] = await many(db, 'ops.occurrence_start', { p_id: id, p_incarnation: incarnation });
  if (run === undefined) return;
  const outcome = await runPull(
    db,
    run.run_token as string,
    'sales',
    (request) => salesWalk(connectors.accurate(request.entity), request),
    judge,
    signal,
  );
  log.info({ occurrence: id, outcome }, 'pull of sales ended');
});
