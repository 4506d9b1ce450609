import * as v from 'valibot';
import type { GoogleLogin } from './google.ts';
import { secretUrlOf, type Values } from './values.ts';

export const mailShape = {
  // The mailbox that a service account sends from; a robot user (refresh token) has its own.
  GOOGLE_MAIL_USER: v.optional(v.pipe(v.string(), v.regex(/^[^\s@]+@[^\s@]+$/, 'is no address; it looks like mandor@company.example'))),
  MAIL_VIA: v.optional(v.picklist(['gmail', 'smtp'], 'must be gmail or smtp')),
  SMTP_URL: v.optional(secretUrlOf(['smtp', 'smtps'], 'smtps://user:password@mail.example:465')),
  IMAP_URL: v.optional(
    v.pipe(
      secretUrlOf(['imap', 'imaps'], 'imaps://user:password@mail.example:993'),
      v.check((url) => new URL(url.reveal()).username !== '', 'has no user; it looks like imaps://user:password@mail.example:993'),
    ),
  ),
};

export interface MailConfig {
  /** What mails leave by. Null: nothing is configured, and mails wait. */
  readonly via: 'gmail' | 'smtp' | null;
  /** True: Google is connected with a mailbox, and replies are read there, whatever mails leave by. */
  readonly isGmail: boolean;
  /** The mailbox that a service account sends from. */
  readonly user: string | undefined;
}

/** Gmail when Google is connected with a mailbox, else SMTP; MAIL_VIA decides where both are there. */
export function mailConfig(raw: Values<typeof mailShape>, login: GoogleLogin | undefined, problems: string[]): MailConfig {
  const user = raw.GOOGLE_MAIL_USER;
  const isGmail = login !== undefined && (login.kind === 'refresh_token' || user !== undefined);
  if (raw.MAIL_VIA === 'gmail' && !isGmail)
    problems.push(
      'MAIL_VIA: is gmail, though Google is not connected with a mailbox. Set GOOGLE_REFRESH_TOKEN, or a service account and GOOGLE_MAIL_USER.',
    );
  if (raw.MAIL_VIA === 'smtp' && raw.SMTP_URL === undefined) problems.push('MAIL_VIA: is smtp, though SMTP_URL is missing. Set it.');
  return { via: raw.MAIL_VIA ?? (isGmail ? 'gmail' : raw.SMTP_URL === undefined ? null : 'smtp'), isGmail, user };
}
