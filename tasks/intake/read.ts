import { value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/** Reads a message that came in. What it means and what follows from it, SQL says. */
export default defineTask(async (id, { db, log }) => {
  const outcome = await value(db, 'ops.telegram_receive', { p_id: id });
  log.info({ inbound: id, outcome }, 'message read');
});
