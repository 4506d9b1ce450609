import type { ImapInbox } from '../../src/connectors/imap/client.ts';
import { judgeImap } from '../../src/connectors/imap/errors.ts';
import { type HeldMailbox, readMailbox, switchOffMailbox } from '../../src/db/mailbox.ts';
import { defineTask } from '../define.ts';

/** So many messages are stored before the cursor moves: what is read again after a crash is asked for by number, not fetched. */
const BATCH = 50;

/**
 * Stores what came into an IMAP mailbox since the last look: by number, or by date when the server has numbered its messages
 * anew. Nothing is changed there.
 */
export default defineTask(async (key, { db, incarnation, connectors, log, signal }) => {
  const { imap } = connectors.inboxes;
  if (imap === null) return switchOffMailbox(db, key, 'set IMAP_URL');
  const ended = await readMailbox(db, key, incarnation, judgeImap, async (box) => {
    await using inbox = await imap(signal);
    const last = Number(box.cursor);
    // A server that gives out numbers again that it had given has lost its count, whatever it says of their validity.
    const isValid = box.cursor !== null && box.validity === inbox.validity && last < inbox.uidNext;
    // Awaited here: the connection closes at the end of this block.
    if (isValid) return await keep(inbox, box, await inbox.after(last));
    const isFirst = box.cursor === null;
    const uids = await inbox.since(isFirst ? box.firstSince : box.lostSince);
    await keep(inbox, box, uids, { cursor: inbox.uidNext - 1, resync: isFirst ? 'first' : 'cursor_lost' });
  });
  log[ended.stored > 0 ? 'info' : 'debug']({ mailbox: key, ...ended }, 'a mailbox was read');
});

/** `whole`: read by date, so the cursor stands still until all of it is stored. */
async function keep(
  inbox: ImapInbox,
  box: HeldMailbox,
  uids: readonly number[],
  whole?: { readonly cursor: number; readonly resync: 'first' | 'cursor_lost' },
): Promise<void> {
  const { validity } = inbox;
  const idOf = (uid: number): string => `INBOX:${validity}:${uid}`;
  for (let at = 0; at < uids.length; at += BATCH) {
    const batch = uids.slice(at, at + BATCH);
    const missing = new Set(await box.missing(batch.map(idOf)));
    for (const uid of batch.filter((one) => missing.has(idOf(one)))) {
      const message = await inbox.fetch(uid, box.maxBytes);
      if (message !== null) await box.store(idOf(uid), message);
    }
    if (whole === undefined) await box.advance(String(batch.at(-1)), { validity });
  }
  if (whole !== undefined) await box.advance(String(Math.max(whole.cursor, uids.at(-1) ?? 0)), { validity, resync: whole.resync });
}
