// What a case of the table of replies is, and what it may know about the request that it answers.

/** The answer of `ops.reply_receive`; `duplicate`: the same bytes came before and are not kept twice. cases.ts says each in a line. */
export const CLASSES = [
  'approved',
  'revision',
  'asked',
  'ignored_auto',
  'ignored_bounce',
  'refused_sender',
  'refused_from',
  'refused_unverified',
  'refused_stale',
  'refused_token',
  'refused_replayed',
  'refused_closed',
  'unmatched',
  'duplicate',
] as const;
export type ReplyClass = (typeof CLASSES)[number];

export interface Mailbox {
  name: string;
  address: string;
}

/** One approval mail of ours, as sql/ops/functions/approval_mail.sql plans it. */
export interface Request {
  itemId: number;
  revisionNo: number;
  /** The whole hash; eight characters of it are in the subject. */
  hash: string;
  /** The whole token; eight characters of it are in the subject. */
  token: string;
  /** `<mandor.<item>.<revision>.<token>@<domain>>` */
  messageId: string;
  subject: string;
}

/** What stands in the database when the mail arrives; which of it is there, the scene says. */
export interface World extends Request {
  /** Our own mailbox, which sent the request and receives the reply. */
  mailbox: Mailbox;
  /** The person whose approval of this revision is open. */
  approver: Mailbox;
  /** The same item's first revision, which the approver sent back. */
  older: Request;
  /** Another item; its approver is the same person only in the scene `several`. */
  otherItem: Request;
  /** Has an open approval of the same revision too, with a token of their own. */
  backup: Mailbox;
  backupRequest: Request;
  /** Is in ops.people, with an address of the approver's domain, and has nothing to approve. */
  colleague: Mailbox;
  /** Is nobody. */
  stranger: Mailbox;
  sentAt: Date;
  report: { text: string; html: string };
}

/**
 * - `open`: the revision waits for the approver and the backup; nothing else waits for either of them. ops.mail_trust holds
 *   (mx.google.com, dmarc) only.
 * - `dkim`: the same, and ops.mail_trust also holds (mx.google.com, dkim) for the domain of the approver.
 * - `several`: the same as `open`, and `otherItem` waits for the same approver.
 * - `closed`: the item was decided by other means before the mail came; nothing waits for the approver.
 */
export type Scene = 'open' | 'dkim' | 'several' | 'closed';

export interface ReplyCase {
  name: string;
  /** The chapter of the table. */
  group: 'product' | 'text' | 'sender' | 'automatic' | 'payload' | 'reference' | 'real';
  /** The key of the client, `raw` when no client writes such a mail. */
  client: string;
  language: 'id' | 'en' | '-';
  /** The trick, body or form that the case is about. */
  trick: string;
  scene: Scene;
  /** Messages that came before and were read, oldest first. */
  earlier?: ((world: World) => Buffer)[];
  mail: (world: World) => Buffer;
  class: ReplyClass;
}
