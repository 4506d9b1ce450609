import { value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/** A wake-up is due: SQL decides what becomes of the row that waited. */
export default defineTask(async (id, { db, log }) => {
  const outcome = await value(db, 'ops.wakeup_fire', { p_id: id });
  log.debug({ wakeup: id, outcome }, 'wake-up fired');
});
