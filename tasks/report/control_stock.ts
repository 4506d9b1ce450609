import { many, value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/** Freezes the Control Stock report of a work item. SQL makes it; this only asks for it. */
export default defineTask(async (id, { db, incarnation, log }) => {
  const [run] = await many(db, 'ops.work_item_start', { p_id: id, p_incarnation: incarnation });
  if (run === undefined) return;
  const outcome = await value(db, 'mart.report_freeze', { p_run_token: run.run_token as string });
  log.info({ workItem: id, outcome }, 'Control Stock frozen');
});
