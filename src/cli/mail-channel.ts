// The one way out for mails: Gmail when Google is connected, else SMTP. What a provider answers becomes one of the outcomes
// that the database knows.
import type { Found, Inboxes, Mail, MailChannel, MailOutcome } from '../../tasks/define.ts';
import type { Config } from '../config.ts';
import { judge } from '../connectors/google/errors.ts';
import { createGmailClient, type GmailClient, type GmailSent } from '../connectors/google/gmail.ts';
import type { GmailSettings } from '../connectors/google/gmail_calls.ts';
import { createGmailInbox, type GmailInbox } from '../connectors/google/gmail_inbox.ts';
import { judgeImap } from '../connectors/imap/errors.ts';
import type { MailMessage } from '../connectors/mail/compose.ts';
import type { SendResult } from '../connectors/smtp/client.ts';
import { many, value } from '../db/call.ts';
import type { Db } from '../db/pool.ts';

/** How long a vendor may take for an answer; without a word: the connector's own measure. */
export interface Patience {
  readonly timeoutMs?: number;
}

export const MAIL_OFF = 'Mail is off: set GOOGLE_… or SMTP_URL, or start `mandor sandbox`.';

/** The client of our Gmail mailbox. @throws Error when Google is off. */
export function makeGmail(config: Config, db: Db, patience: Patience = {}): GmailClient {
  return createGmailClient({ ...gmailSettings(config, db, 'google:gmail'), ...patience });
}

/** Reading replies has a pace of its own, so that a full mailbox does not hold up the mails that leave. @throws Error when Google is off. */
export function makeGmailInbox(config: Config, db: Db): GmailInbox {
  return createGmailInbox(gmailSettings(config, db, 'google:gmail_read'));
}

/** The mailboxes that the configuration names. Libraries are loaded when first used. */
export function makeInboxes(config: Config, db: Db): Inboxes {
  const imapUrl = config.imapUrl?.reveal();
  return {
    gmail: config.mail.isGmail ? makeGmailInbox(config, db) : null,
    imap:
      imapUrl === undefined
        ? null
        : async (signal) => {
            const { openInbox } = await import('../connectors/imap/client.ts');
            return openInbox(imapUrl, { signal });
          },
  };
}

/** Paces of one Gmail user: Google counts all of them together, so a pause that it asks for is one for all. */
const GMAIL_PACES = ['google:gmail', 'google:gmail_read'] as const;

function gmailSettings({ google, mail }: Config, db: Db, pace: (typeof GMAIL_PACES)[number]): GmailSettings {
  const { login, rootUrl, tokenUrl } = google;
  if (login === undefined) throw new Error(MAIL_OFF);
  return {
    credentials:
      login.kind === 'refresh_token'
        ? { ...login, clientSecret: login.clientSecret.reveal(), refreshToken: login.refreshToken.reveal() }
        : { ...login, privateKey: login.privateKey.reveal() },
    hosts: { rootUrl, tokenUrl },
    user: mail.user,
    take: async () => (await many(db, 'ops.rate_take', { p_key: pace, p_n: 1 }))[0]?.rate_take as unknown as Date,
    postponed: async (until) => {
      for (const key of GMAIL_PACES) await value(db, 'ops.rate_postpone', { p_key: key, p_until: until.toISOString() as never });
    },
  };
}

/** Builds the channel that the configuration names. Libraries are loaded with the first mail: most workers send none for hours. */
export function makeMail(config: Config, db: Db, patience: Patience = {}): MailChannel {
  let gmail: GmailClient | undefined;
  const { via } = config.mail;
  return {
    via,
    async send(mail, signal) {
      if (via === 'gmail') {
        gmail ??= makeGmail(config, db, patience);
        return ofGmail(await gmail.send(messageOf(mail), mail.threadId ?? null, signal));
      }
      const url = config.smtpUrl?.reveal();
      if (via === null || url === undefined) throw new Error(MAIL_OFF);
      const { sendMail } = await import('../connectors/smtp/client.ts');
      return ofSmtp(await sendMail(url, messageOf(mail), patience), mail);
    },
    async find(sent, signal) {
      if (via !== 'gmail') return findBySmtp(config, sent.messageId, signal);
      gmail ??= makeGmail(config, db, patience);
      try {
        return (await gmail.find(sent, signal)) === null ? 'absent' : 'there';
      } catch (error) {
        // A login that is refused will not answer tomorrow either: a person has to look. Anything else is asked again.
        if (judge(error)?.isFinal === true) return 'cannot_tell';
        throw error;
      }
    },
  };
}

/** What left by SMTP is looked for in the Sent folder of the mailbox that IMAP_URL names. */
async function findBySmtp({ imapUrl }: Config, messageId: string, signal: AbortSignal): Promise<Found> {
  if (imapUrl === undefined) return 'cannot_tell';
  const { findSent } = await import('../connectors/imap/client.ts');
  try {
    return await findSent(imapUrl.reveal(), messageId, OURS, { signal });
  } catch (error) {
    if (judgeImap(error)?.isFinal === true) return 'cannot_tell';
    throw error;
  }
}

/** How every Message-ID of ours begins. */
const OURS = '<mandor.';

function messageOf(mail: Mail): MailMessage & { messageId: string } {
  const { from, to, messageId, subject, html, text, references, attachments } = mail;
  return {
    from,
    to,
    messageId,
    subject,
    html,
    text,
    // Out-of-office programs do not answer what is marked so.
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(references === undefined ? {} : { references, inReplyTo: references }),
    ...(attachments === undefined ? {} : { attachments }),
  };
}

function ofGmail(sent: GmailSent): MailOutcome {
  switch (sent.outcome) {
    case 'confirmed':
      return { status: 'accepted', externalId: sent.id, threadId: sent.threadId };
    case 'refused':
      return { status: 'refused', isFinal: true, message: sent.message };
    case 'later':
      return { status: 'deferred', message: sent.message, retryAfterSeconds: sent.retryAfter };
    case 'off':
      return { status: 'off', message: sent.message };
    case 'unknown':
      return { status: 'unknown', message: sent.message };
  }
}

/** RFC 4954: a login is needed, too weak, wrong, or wants encryption. */
const LOGIN_REFUSED = new Set([530, 534, 535, 538]);

function ofSmtp(sent: SendResult, mail: Mail): MailOutcome {
  switch (sent.outcome) {
    case 'confirmed':
      return { status: 'accepted', externalId: mail.messageId };
    case 'refused':
      // A login that is refused is no fault of this mail: it waits until somebody mends the account.
      if (sent.code !== null && LOGIN_REFUSED.has(sent.code)) return { status: 'off', message: sent.message };
      return {
        status: 'refused',
        isFinal: !sent.isTransient,
        message: sent.message,
        ...(sent.isTransient ? { retryAfterSeconds: 300 } : {}),
      };
    case 'unknown':
      return { status: 'unknown', message: sent.message };
  }
}
