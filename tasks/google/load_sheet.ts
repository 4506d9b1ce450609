import { judge } from '../../src/connectors/google/errors.ts';
import { many } from '../../src/db/call.ts';
import { runTabLoad } from '../../src/db/load/tab_run.ts';
import { defineTask } from '../define.ts';

/** Loads the tab of a Sheet into its table of reference data. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  const [run] = await many(db, 'ops.occurrence_start', { p_id: id, p_incarnation: incarnation });
  if (run === undefined) return;
  const outcome = await runTabLoad(
    db,
    run.run_token as string,
    (spreadsheetId, tab) => connectors.readTab(spreadsheetId, tab, signal),
    judge,
  );
  log.info({ occurrence: id, outcome }, 'load of a Sheet ended');
});
