import { value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/** Runs the handler of an event. A refusal is an outcome, kept with the event; only errors that may pass are thrown. */
export default defineTask(async (id, { db, incarnation, log }) => {
  const outcome = await value(db, 'ops.event_run', { p_id: id, p_incarnation: incarnation });
  log.debug({ event: id, outcome }, 'event handled');
});
