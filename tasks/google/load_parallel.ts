import { judge } from '../../src/connectors/google/errors.ts';
import { many } from '../../src/db/call.ts';
import { runParallelTab } from '../../src/db/parallel.ts';
import { defineTask } from '../define.ts';

/** Reads the tab in which a person makes a report by hand too, for the comparison of both. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  const [run] = await many(db, 'ops.occurrence_start', { p_id: id, p_incarnation: incarnation });
  if (run === undefined) return;
  const outcome = await runParallelTab(
    db,
    run.run_token as string,
    (spreadsheetId, tab) => connectors.readTab(spreadsheetId, tab, signal),
    judge,
  );
  log.info({ occurrence: id, outcome }, 'reading of a parallel run ended');
});
