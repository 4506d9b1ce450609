import { many, value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/** The overseer's look: SQL goes through its checklist, notes what it found and has the machines asked. */
export default defineTask(async (id, { db, incarnation, log }) => {
  const [run] = await many(db, 'ops.occurrence_start', { p_id: id, p_incarnation: incarnation });
  if (run === undefined) return;
  log.info({ occurrence: id, found: await value(db, 'ops.overseer_run', { p_run_token: run.run_token as string }) }, 'the overseer looked');
});
