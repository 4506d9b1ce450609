import { judge } from '../../src/connectors/google/errors.ts';
import { judgeImap } from '../../src/connectors/imap/errors.ts';
import { NotionError } from '../../src/connectors/notion/errors.ts';
import { many, value } from '../../src/db/call.ts';
import { type Connectors, defineTask, type Found } from '../define.ts';

interface Sent {
  readonly channel: string;
  readonly via: string | null;
  readonly recipient: string;
  readonly subject_key: string;
  readonly params: { readonly message_id?: string };
  readonly sent_at: Date;
  /** What the provider is asked by, where that is not the message itself. */
  readonly sought: Readonly<Record<string, string | null>> | null;
}

/** Undefined: the provider does not answer now; the row's own timer asks again. */
type Look = (sent: Sent, connectors: Connectors, signal: AbortSignal) => Promise<Found | undefined>;

/** How a channel's provider is asked, by channel. */
const LOOKS: Readonly<Record<string, Look>> = {
  async email({ via, params, recipient, sent_at }, { mail }, signal) {
    // Another mailbox than the one it was sent from knows nothing of it.
    if (via !== mail.via || params.message_id === undefined) return 'cannot_tell';
    try {
      return await mail.find({ messageId: params.message_id, to: recipient, since: sent_at }, signal);
    } catch (error) {
      // Thrown, it would use up the job's attempts in the first hours of an outage, by the real clock.
      if (judge(error) !== undefined || judgeImap(error) !== undefined) return undefined;
      throw error;
    }
  },
  async notion({ subject_key, sought }, connectors) {
    if (!sought?.data_source_id || !sought.id_property) return 'cannot_tell';
    try {
      return (await connectors.hasNotionPage(sought.data_source_id, sought.id_property, subject_key)) ? 'there' : 'absent';
    } catch (error) {
      if (error instanceof NotionError) return undefined;
      throw error;
    }
  },
};

/**
 * Asks the provider what became of an effect and tells the database, which decides. That nobody can be asked is an answer
 * too: ops.channels then lets a person decide. A provider that is down is asked again: the effect stays as it is.
 */
export default defineTask(async (id, { db, connectors, log, signal }) => {
  const [sent] = (await many(db, 'ops.outbox_look', { p_id: id })) as unknown as (Sent | undefined)[];
  if (sent === undefined) return;
  const look = LOOKS[sent.channel];
  const found = look === undefined ? 'cannot_tell' : await look(sent, connectors, signal);
  if (found === undefined) return log.info({ outbox: id }, 'the provider does not answer; it is asked again');
  const outcome = await value(db, 'ops.outbox_reconcile', { p_id: id, p_found: found });
  log.info({ outbox: id, found, outcome }, 'an effect of unknown fate was looked for');
});
