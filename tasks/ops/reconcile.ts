import { NotionError } from '../../src/connectors/notion/errors.ts';
import { many, value } from '../../src/db/call.ts';
import { type Connectors, defineTask } from '../define.ts';

interface Sought {
  readonly subject: string;
  /** What the provider is asked by, as ops.outbox_sought says. */
  readonly by: Readonly<Record<string, string>> | null;
}
type Found = 'there' | 'absent' | 'cannot_tell' | undefined;

/** How a channel's provider is asked. Undefined: it does not answer now, and the row's own timer asks again. */
const LOOK: Readonly<Record<string, (connectors: Connectors, sought: Sought) => Promise<Found>>> = {
  async notion(connectors, { subject, by }) {
    if (!by?.data_source_id || !by.id_property) return 'cannot_tell';
    try {
      return (await connectors.hasNotionPage(by.data_source_id, by.id_property, subject)) ? 'there' : 'absent';
    } catch (error) {
      if (error instanceof NotionError) return undefined;
      throw error;
    }
  },
};

/**
 * Asks the provider what became of an effect and tells the database. That a channel cannot be asked is an answer too:
 * ops.channels then lets a person decide.
 */
export default defineTask(async (id, { db, connectors, log }) => {
  const [row] = await many(db, 'ops.outbox_sought', { p_id: id });
  if (row === undefined) return;
  const look = LOOK[row.channel as string];
  const sought: Sought = { subject: row.subject_key as string, by: row.sought as Sought['by'] };
  const found = look === undefined ? 'cannot_tell' : await look(connectors, sought);
  if (found === undefined) return log.info({ outbox: id }, 'the provider does not answer; it is asked again');
  const outcome = await value(db, 'ops.outbox_reconcile', { p_id: id, p_found: found });
  log.info({ outbox: id, found, outcome }, 'an effect of unknown fate was looked for');
});
