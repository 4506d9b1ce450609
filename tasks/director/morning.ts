import { many, value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/** Tells the director whom to follow up today. SQL words and keeps it; this only asks for it. */
export default defineTask(async (id, { db, incarnation, log }) => {
  const [run] = await many(db, 'ops.occurrence_start', { p_id: id, p_incarnation: incarnation });
  if (run === undefined) return;
  const outcome = await value(db, 'ops.morning_tell', { p_run_token: run.run_token as string });
  log.info({ occurrence: id, outcome }, "the director's morning was told");
});
