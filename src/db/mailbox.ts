// One look into a mailbox: taking it, storing what is new, moving the cursor, saying how it ended. Which messages are known
// and when the next look is due is decided in SQL.
import { many, value } from './call.ts';
import type { Db } from './pool.ts';

export interface MailboxVerdict {
  readonly isFinal: boolean;
  /** Seconds. */
  readonly retryAfter: number;
  readonly message: string;
}

/** A message as its source gave it. */
export interface IncomingMessage {
  readonly raw: Buffer;
  readonly receivedAt: Date;
  /** Its size in bytes when `raw` is its headers only. */
  readonly fullSize: number | null;
}

/** A mailbox while we hold it. */
export interface HeldMailbox {
  /** Read up to here; null: never read. */
  readonly cursor: string | null;
  readonly validity: string | null;
  /** The day from which on it is read the first time. */
  readonly firstSince: Date;
  /** The day from which on it is read when the source no longer knows the cursor. */
  readonly lostSince: Date;
  /** Of a larger message only the headers are wanted. */
  readonly maxBytes: number;
  /** Those that are not stored yet, in the same order. */
  missing(ids: readonly string[]): Promise<string[]>;
  /** Stores a message; true when it is new. @throws when another look holds the mailbox meanwhile */
  store(id: string, message: IncomingMessage): Promise<boolean>;
  /** Everything before this cursor is stored. @throws when another look holds the mailbox meanwhile */
  advance(cursor: string, more?: { validity?: string; resync?: 'first' | 'cursor_lost' }): Promise<void>;
}

const LOST = Symbol('another look holds the mailbox');

/** This worker has no credentials for the mailbox: nobody is alerted, and its row says what to set. */
export async function switchOffMailbox(db: Db, key: string, says: string): Promise<void> {
  await value(db, 'ops.mailbox_off', { p_key: key, p_says: says });
}

/**
 * Looks into a mailbox.
 * @param judge whether an error of the source can pass by itself; undefined for what is not the source's.
 * @returns ok | failing (it is tried again) | busy (another worker is reading it) | not_mine; and how many messages are new
 */
export async function readMailbox(
  db: Db,
  key: string,
  incarnation: string,
  judge: (error: unknown) => MailboxVerdict | undefined,
  look: (box: HeldMailbox) => Promise<void>,
): Promise<{ readonly outcome: string; readonly stored: number }> {
  const [held] = await many(db, 'ops.mailbox_begin', { p_key: key, p_incarnation: incarnation });
  if (held === undefined) return { outcome: 'busy', stored: 0 };
  const own = { p_run_token: held.run_token as string };
  let stored = 0;
  const box: HeldMailbox = {
    cursor: held.cursor as string | null,
    validity: held.cursor_validity as string | null,
    firstSince: new Date(held.first_since as unknown as string),
    lostSince: new Date(held.lost_since as unknown as string),
    maxBytes: Number(held.max_bytes),
    async missing(ids) {
      if (ids.length === 0) return [];
      const rows = await many(db, 'ops.mailbox_missing', { ...own, p_external_ids: [...ids] });
      return rows.map((row) => row.mailbox_missing as string);
    },
    async store(id, { raw, receivedAt, fullSize }) {
      const outcome = await value(db, 'ops.mailbox_store', {
        ...own,
        p_external_id: id,
        p_raw: raw as never,
        p_received_at: receivedAt,
        p_full_size: fullSize === null ? null : String(fullSize),
      } as never);
      if ((outcome as unknown) === 'not_mine') throw LOST;
      if ((outcome as unknown) === 'stored') stored += 1;
      return (outcome as unknown) === 'stored';
    },
    async advance(cursor, { validity, resync } = {}) {
      const moved = await value(db, 'ops.mailbox_advance', {
        ...own,
        p_cursor: cursor,
        p_validity: validity ?? null,
        p_resync: resync ?? null,
      });
      if (moved === 'not_mine') throw LOST;
    },
  };
  try {
    await look(box);
  } catch (error) {
    if (error === LOST) return { outcome: 'not_mine', stored };
    const verdict = judge(error);
    if (verdict === undefined) throw error;
    const outcome = await value(db, 'ops.mailbox_fail', {
      ...own,
      p_message: verdict.message,
      p_is_final: verdict.isFinal,
      p_seconds: String(verdict.retryAfter),
    });
    return { outcome: outcome as string, stored };
  }
  return { outcome: (await value(db, 'ops.mailbox_finish', own)) as string, stored };
}
