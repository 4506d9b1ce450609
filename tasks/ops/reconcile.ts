import { many, value } from '../../src/db/call.ts';
import { type Connectors, defineTask, type Found } from '../define.ts';

interface Sent {
  readonly channel: string;
  readonly via: string | null;
  readonly recipient: string;
  readonly params: { readonly message_id?: string };
  readonly sent_at: Date;
}

type Look = (sent: Sent, connectors: Connectors, signal: AbortSignal) => Promise<Found>;

/** How a channel's provider is asked, by channel. */
const LOOKS: Readonly<Record<string, Look>> = {
  email: async ({ via, params, recipient, sent_at }, { mail }, signal) =>
    // Another mailbox than the one it was sent from knows nothing of it.
    via === mail.via && params.message_id !== undefined
      ? mail.find({ messageId: params.message_id, to: recipient, since: sent_at }, signal)
      : 'cannot_tell',
};

/**
 * Asks the provider what became of an effect and tells the database, which decides. That nobody can be asked is an answer
 * too. A provider that is down is asked again: the throw leaves the effect as it is.
 */
export default defineTask(async (id, { db, connectors, log, signal }) => {
  const [sent] = (await many(db, 'ops.outbox_look', { p_id: id })) as unknown as (Sent | undefined)[];
  const found = sent === undefined ? 'cannot_tell' : await (LOOKS[sent.channel]?.(sent, connectors, signal) ?? 'cannot_tell');
  const outcome = await value(db, 'ops.outbox_reconcile', { p_id: id, p_found: found });
  log.info({ outbox: id, found, outcome }, 'an effect of unknown fate was looked for');
});
