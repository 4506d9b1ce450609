import { many, value } from '../../src/db/call.ts';
import { defineTask, type TaskContext } from '../define.ts';

type Reader = (id: string, raw: Buffer, context: TaskContext) => Promise<string>;

/** Takes a mail apart; what it means is decided in SQL. What we wrote ourselves is fetched first: a quote of it was not typed. */
const readMail =
  (isChecked: boolean): Reader =>
  async (id, raw, { db, connectors }) => {
    // Loaded with the first mail: what takes mails apart is a good part of a worker's memory, and most workers read none for hours.
    const { mailFacts, openMail } = await import('../../src/connectors/mail/inbound.ts');
    const { sentText } = await import('../../src/reports/sent_text.ts');
    const { verifyMail } = await import('../../src/connectors/mail/verify.ts');
    const mail = await openMail(raw);
    const ids = [...mail.references, ...mail.inReplyTo];
    const sent = await many(db, 'ops.inbound_sent', { p_ids: ids, p_subject: mail.subject, p_from: mail.from[0] ?? '' });
    const facts = mailFacts(
      mail,
      sent.map((row) => sentText(row)),
    );
    const computed = isChecked ? {} : { computed_auth: await verifyMail(raw, connectors.mailDns) };
    return (await value(db, 'ops.inbound_read', { p_id: id, p_parsed: { ...facts, ...computed } })) as string;
  };

const readChat: Reader = async (id, _raw, { db }) => (await value(db, 'ops.telegram_receive', { p_id: id })) as string;

/** Gmail checks senders; a mailbox behind IMAP may not, so we do. */
const READERS: Readonly<Record<string, Reader>> = { gmail: readMail(true), imap: readMail(false), telegram: readChat };

/** Reads a message that came in. */
export default defineTask(async (id, context) => {
  const [row] = await many(context.db, 'ops.inbound_begin', { p_id: id });
  if (row === undefined) return;
  const read = READERS[row.source as string];
  if (read === undefined) throw new Error(`nobody reads messages of ${row.source}`);
  context.log.info({ inbound: id, outcome: await read(id, row.raw as Buffer, context) }, 'message read');
});
