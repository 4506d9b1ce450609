// A mail that came in, as facts. What they mean is decided in SQL (ops.reply_receive); here nothing is.
import PostalMime, { addressParser, type Email } from 'postal-mime';
import { remember } from '../../remember.ts';
import { type AuthFacts, readAuthResults } from './auth_results.ts';
import { type Header, idsOf, readHeaders, valuesOf } from './headers.ts';
import { htmlToText } from './html_text.ts';
import { TEXT_MAX, type Typed, typedText } from './typed.ts';

/** Facts of a mail, as ops.inbound_read takes them. */
export interface MailFacts {
  readonly readable: boolean;
  readonly error?: string;
  readonly size: number;
  readonly message_id: string | null;
  readonly in_reply_to: readonly string[];
  readonly references: readonly string[];
  readonly subject: string;
  readonly date: string | null;
  /** How many From headers there are, and every address in them, lower case. */
  readonly from_headers: number;
  readonly from: readonly string[];
  /** Who sent it for somebody else, or passed it on as it was. */
  readonly sender: readonly string[];
  readonly resent: readonly string[];
  /** Headers that stand once in a mail and twice in this one: a signature covers one of them, and it may not be the one that is read. */
  readonly repeated: readonly string[];
  readonly reply_to: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Headers that a program sets and a person's mail program does not. */
  readonly automatic: readonly Header[];
  /** A mail server wrote it; nobody can answer it. */
  readonly is_bounce: boolean;
  /** And it speaks of the fate of a mail. */
  readonly is_dsn: boolean;
  /** The server goes on trying. */
  readonly is_delay: boolean;
  /** Message-IDs that a bounce names. */
  readonly bounced: readonly string[];
  readonly is_calendar: boolean;
  readonly is_receipt: boolean;
  readonly is_reaction: boolean;
  /** Attached files that are neither pictures nor signatures. */
  readonly attachments: readonly string[];
  /** What servers say about its sender, from the top down: what stands lower may be the sender's own. */
  readonly auth: readonly AuthFacts[];
  /** The same, found out by ourselves. */
  readonly computed_auth?: AuthFacts | null;
  /** What the person typed; `html` when the HTML part differs. */
  readonly typed: string;
  readonly outside: string;
  readonly inside: string;
  readonly signature: string;
  readonly html: Typed | null;
  readonly is_truncated: boolean;
}

/** A text that may be quoted: ours, or what the sender answered before. */
export interface SentText {
  readonly text: string;
  readonly html?: string;
  readonly isAnswer?: true;
}

/** A mail of which the headers and parts are known. Which of our mails it answers can be asked before its text is read. */
export interface OpenMail {
  readonly headers: readonly Header[];
  readonly raw: Buffer;
  readonly email: Email | null;
  readonly error: string | null;
  readonly subject: string;
  /** Every address in From, lower case. */
  readonly from: readonly string[];
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
}

const AUTOMATIC = new Set(
  'auto-submitted x-autoreply x-autorespond x-auto-reply-from x-mail-autoreply x-autoresponder precedence list-id list-unsubscribe x-loop feedback-id'.split(
    ' ',
  ),
);
/** What a reading hangs on, once in any mail (RFC 5322, RFC 2045). */
const ONCE = ['subject', 'message-id', 'in-reply-to', 'references', 'content-type', 'content-transfer-encoding'];
const HTML_MAX = 1_000_000;
const ownHtmlText = remember(12, htmlToText);

/** Takes a mail apart. Never throws: what cannot be read is a mail with an error. */
export async function openMail(raw: Buffer): Promise<OpenMail> {
  const headers = readHeaders(raw);
  const email = await PostalMime.parse(raw, { maxNestingDepth: 50, maxHeadersSize: 524_288, maxRfc822NestingDepth: 2 }).catch(
    (error: Error) => error,
  );
  const isRead = !(email instanceof Error);
  return {
    headers,
    raw,
    email: isRead ? email : null,
    error: isRead ? null : email.message,
    subject: plain(isRead ? (email.subject ?? '') : (valuesOf(headers, 'subject')[0] ?? '')).slice(0, 1000),
    from: valuesOf(headers, 'from').flatMap((value) => addressesOf(value)),
    inReplyTo: idsOf(valuesOf(headers, 'in-reply-to')),
    references: idsOf(valuesOf(headers, 'references')),
  };
}

/**
 * All that is known of a mail.
 * @param sent our own texts in this conversation (text and HTML), and what the sender answered before: what is quoted of them was not typed.
 */
export function mailFacts(mail: OpenMail, sent: readonly SentText[]): MailFacts {
  const { headers, email, raw } = mail;
  const addresses = (name: string): string[] => valuesOf(headers, name).flatMap((value) => addressesOf(value));
  const types = valuesOf(headers, 'content-type').map((v) => v.toLowerCase());
  const parts = (email?.attachments ?? []).map((a) => ({
    type: a.mimeType.toLowerCase(),
    name: plain(a.filename ?? ''),
    // A logo stands in the text; a photo that was attached is something the person wants looked at.
    isPhoto: a.disposition === 'attachment' && a.related !== true && a.contentId === undefined,
  }));
  const { from } = mail;
  const isReport = types.some((t) => t.startsWith('multipart/report'));
  const isReceipt =
    types.some((t) => t.includes('disposition-notification')) || parts.some((p) => p.type === 'message/disposition-notification');
  const hasNoReturn = valuesOf(headers, 'return-path').some((v) => v.replaceAll(' ', '') === '<>');
  const isDsn =
    !isReceipt &&
    (isReport || parts.some((p) => p.type === 'message/delivery-status') || from.some((a) => /^(mailer-daemon|postmaster)@/.test(a)));
  const isReplied = headers.some((h) => h.name === 'auto-submitted' && /^auto-replied/i.test(h.value));
  const text = isDsn ? raw.subarray(0, 300_000).toString('latin1') : '';

  const known = sent.filter((s) => s.isAnswer !== true).flatMap((s) => (s.html === undefined ? [s.text] : [s.text, ownHtmlText(s.html)]));
  const answered = sent.filter((s) => s.isAnswer === true).map((s) => s.text);
  const read = (text: string): Typed => typedText(plain(text), known, mail.subject, answered);
  const html = email?.html === undefined ? null : read(htmlToText(email.html.slice(0, HTML_MAX)));
  const plainPart = email?.text === undefined || email.text.trim() === '' ? null : read(email.text);
  const typed = plainPart ?? html ?? { text: '', outside: '', inside: '', signature: '', is_truncated: false };
  const differs = plainPart !== null && html !== null && JSON.stringify(html) !== JSON.stringify(plainPart);
  return storable({
    readable: email !== null,
    ...(mail.error === null ? {} : { error: plain(mail.error).slice(0, 300) }),
    size: raw.length,
    message_id: idsOf(valuesOf(headers, 'message-id'))[0] ?? null,
    in_reply_to: mail.inReplyTo,
    references: mail.references,
    subject: mail.subject,
    date: email?.date === undefined ? null : plain(email.date),
    from_headers: valuesOf(headers, 'from').length,
    from: from.slice(0, 20),
    sender: addresses('sender').slice(0, 20),
    resent: [...addresses('resent-from'), ...addresses('resent-sender')].slice(0, 20),
    repeated: ONCE.filter((name) => valuesOf(headers, name).length > 1),
    reply_to: addresses('reply-to').slice(0, 20),
    to: addresses('to').slice(0, 50),
    cc: addresses('cc').slice(0, 50),
    automatic: [
      ...headers.filter((h) => AUTOMATIC.has(h.name)),
      ...headers.filter((h) => h.name === 'delivered-to' && /^autoresponder$/i.test(h.value)),
      ...(hasNoReturn ? [{ name: 'return-path', value: '<>' }] : []),
    ].map((h) => ({ name: h.name, value: plain(h.value).slice(0, 200) })),
    is_bounce: isDsn || (hasNoReturn && !isReplied && !isReceipt),
    is_dsn: isDsn,
    is_delay: /^action:\s*(delayed|relayed|expanded|delivered)/im.test(text) && !/^action:\s*failed/im.test(text),
    // Looked for by name: a report that comes back whole has hundreds of tags, and each looks like a Message-ID.
    bounced: [...new Set(text.match(/<mandor\.[^<>\s]{1,500}>/g) ?? [])].map(plain).slice(0, 20),
    is_calendar:
      types.some((t) => t.startsWith('text/calendar')) || parts.some((p) => p.type === 'text/calendar' || p.type === 'application/ics'),
    is_receipt: isReceipt,
    is_reaction:
      parts.some((p) => p.type.includes('email-reaction')) ||
      valuesOf(headers, 'x-ms-reactions').length > 0 ||
      /text\/vnd\.google\.email-reaction\+json/i.test(raw.subarray(0, 200_000).toString('latin1')),
    attachments: parts
      .filter(
        (p) =>
          (p.isPhoto && p.type.startsWith('image/')) ||
          !/^(image\/|application\/(x-)?pkcs7-signature|application\/(vnd\.)?ms-tnef|application\/pgp-(signature|keys)|text\/(x-)?vcard|text\/calendar|application\/ics)/.test(
            p.type,
          ),
      )
      .map((p) => (p.name === '' ? p.type : p.name).slice(0, 200))
      .slice(0, 20),
    auth: readAuthResults(headers),
    typed: typed.text,
    outside: typed.outside,
    inside: typed.inside,
    signature: typed.signature,
    html: differs ? html : null,
    is_truncated: typed.is_truncated || (email?.text?.length ?? 0) > TEXT_MAX || (email?.html?.length ?? 0) > HTML_MAX,
  });
}

/** Every string as PostgreSQL takes it, wherever it came from. */
function storable<T>(facts: T): T {
  return JSON.parse(JSON.stringify(facts, (_key, value: unknown) => (typeof value === 'string' ? plain(value) : value))) as T;
}

/** Text that PostgreSQL takes: no NUL, no half of a pair. */
function plain(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** Every address in a header, lower case. Not decoded first: an encoded word is no address, whatever it decodes to. */
function addressesOf(value: string): string[] {
  const list = addressParser(value.slice(0, 50_000));
  return list
    .flatMap((entry) => (entry.group === undefined ? [entry] : entry.group))
    .map((entry) => plain(entry.address ?? '').toLowerCase());
}
