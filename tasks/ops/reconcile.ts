import { value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/**
 * Asks the provider what became of an effect and tells the database. No channel of ours can be asked yet, and saying so is
 * an answer too: ops.channels then lets a person decide.
 */
export default defineTask(async (id, { db, log }) => {
  const outcome = await value(db, 'ops.outbox_reconcile', { p_id: id, p_found: 'cannot_tell' });
  log.info({ outbox: id, outcome }, 'an effect of unknown fate was looked for');
});
