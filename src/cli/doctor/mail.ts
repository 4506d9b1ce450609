// What doctor asks about mail: whether it can leave, and whether the mailboxes in which people answer can be read.
import type pg from 'pg';
import type { Config } from '../../config.ts';
import { GoogleError } from '../../connectors/google/errors.ts';
import { ImapError } from '../../connectors/imap/errors.ts';
import { verifySmtp } from '../../connectors/smtp/client.ts';
import { explainError } from '../errors.ts';
import { makeGmail, makeInboxes } from '../mail-channel.ts';
import type { Line } from './line.ts';

/** One real call: a login, or the address of the mailbox. */
export async function mailLine(config: Config, pool: pg.Pool): Promise<Line> {
  const line = 'mail';
  if (config.mail.via === 'gmail') {
    try {
      const address = await makeGmail(config, pool).address();
      return { line, state: 'ok', says: `Gmail of ${address}`, next_step: null };
    } catch (error) {
      const isReached = error instanceof GoogleError && error.kind !== 'transient';
      return { line, state: isReached ? 'unusable' : 'wrong', says: explainError(error), next_step: 'Or set MAIL_VIA=smtp and SMTP_URL.' };
    }
  }
  if (config.smtpUrl === undefined) return { line, state: 'off', says: 'set GOOGLE_REFRESH_TOKEN (Gmail) or SMTP_URL', next_step: null };
  const problem = await verifySmtp(config.smtpUrl.reveal());
  return problem === undefined
    ? { line, state: 'ok', says: 'the server takes our login', next_step: null }
    : { line, state: 'wrong', says: problem, next_step: 'Check SMTP_URL.' };
}

/** The mailboxes: Gmail's history and one list, and an IMAP login with the folder opened for reading. */
export async function inboxLines(config: Config, pool: pg.Pool): Promise<Line[]> {
  const { gmail, imap } = makeInboxes(config, pool);
  const wrong = (line: string, error: unknown): Line => ({
    line,
    state:
      (error instanceof GoogleError && error.kind !== 'transient') || (error instanceof ImapError && error.isFinal) ? 'unusable' : 'wrong',
    says: explainError(error),
    next_step: null,
  });
  async function gmailLine(): Promise<Line> {
    const line = 'replies Gmail';
    if (gmail === null)
      return { line, state: 'off', says: 'set GOOGLE_REFRESH_TOKEN, or a service account and GOOGLE_MAIL_USER', next_step: null };
    try {
      const { address, historyId } = await gmail.profile();
      await gmail.changes(historyId, undefined);
      const { ids } = await gmail.list(new Date(Date.now() - 86_400_000), undefined);
      return { line, state: 'ok', says: `${address}: ${ids.length} mails in a day`, next_step: null };
    } catch (error) {
      return wrong(line, error);
    }
  }
  async function imapLine(): Promise<Line> {
    const line = 'replies IMAP';
    if (imap === null) return { line, state: 'off', says: 'set IMAP_URL for a mailbox that is not Gmail', next_step: null };
    try {
      await using inbox = await imap(AbortSignal.timeout(30_000));
      const uids = await inbox.since(new Date(Date.now() - 86_400_000));
      return { line, state: 'ok', says: `the mailbox opens: ${uids.length} mails in a day`, next_step: null };
    } catch (error) {
      return wrong(line, error);
    }
  }
  return Promise.all([gmailLine(), imapLine()]);
}
