import { judge } from '../../src/connectors/google/errors.ts';
import type { GmailInbox } from '../../src/connectors/google/gmail_inbox.ts';
import { type HeldMailbox, readMailbox, switchOffMailbox } from '../../src/db/mailbox.ts';
import { defineTask } from '../define.ts';

/**
 * Stores what came into our Gmail mailbox since the last look: by the history, or by date when Gmail no longer knows our
 * place in it. The cursor moves after a page is stored, so whatever breaks off is read again, and nothing is stored twice.
 */
export default defineTask(async (key, { db, incarnation, connectors, log, signal }) => {
  const { gmail } = connectors.inboxes;
  if (gmail === null) return switchOffMailbox(db, key, 'set GOOGLE_REFRESH_TOKEN, or a service account and GOOGLE_MAIL_USER');
  const ended = await readMailbox(db, key, incarnation, judge, async (box) => {
    if (box.cursor !== null && (await follow(gmail, box, box.cursor, signal))) return;
    await resync(gmail, box, signal);
  });
  log[ended.stored > 0 ? 'info' : 'debug']({ mailbox: key, ...ended }, 'a mailbox was read');
});

/** Reads the history from the cursor on. False: Gmail no longer knows the cursor. */
async function follow(gmail: GmailInbox, box: HeldMailbox, cursor: string, signal: AbortSignal): Promise<boolean> {
  let page: string | undefined;
  let place = cursor;
  let newest: string | undefined;
  do {
    const changes = await gmail.changes(cursor, page, signal);
    if (changes === 'too_old') return false;
    await keep(gmail, box, changes.ids, signal);
    // Pages may all belong to the moment of the first one: what is newer than that is left to the next look.
    newest ??= changes.newest;
    page = changes.nextPage;
    const reached = changes.last ?? place;
    const next = page === undefined && BigInt(newest) > BigInt(reached) ? newest : reached;
    if (next !== place) await box.advance(next);
    place = next;
  } while (page !== undefined);
  return true;
}

/** Reads by date. The cursor is asked for first: what comes in meanwhile is seen twice rather than never. */
async function resync(gmail: GmailInbox, box: HeldMailbox, signal: AbortSignal): Promise<void> {
  const { historyId } = await gmail.profile(signal);
  const ids: string[] = [];
  let page: string | undefined;
  do {
    const listed = await gmail.list(box.cursor === null ? box.firstSince : box.lostSince, page, signal);
    ids.push(...listed.ids);
    page = listed.nextPage;
  } while (page !== undefined);
  await keep(gmail, box, ids.reverse(), signal);
  await box.advance(historyId, { resync: box.cursor === null ? 'first' : 'cursor_lost' });
}

async function keep(gmail: GmailInbox, box: HeldMailbox, ids: readonly string[], signal: AbortSignal): Promise<void> {
  for (const id of await box.missing(ids)) {
    const message = await gmail.fetch(id, box.maxBytes, signal);
    if (message !== null) await box.store(id, message);
  }
}
