import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { composeMail, type MailMessage } from '../mail/compose.ts';

export type { MailMessage } from '../mail/compose.ts';

export type SendResult =
  /** The server took the mail for `accepted`; `rejected` were refused by name. */
  | {
      readonly outcome: 'confirmed';
      readonly accepted: readonly string[];
      readonly rejected: readonly string[];
      readonly response: string;
      readonly messageId: string;
    }
  /** Certainly not sent. isTransient: the same mail may be taken later (4xx, no connection). */
  | {
      readonly outcome: 'refused';
      readonly isTransient: boolean;
      readonly code: number | null;
      readonly response: string;
      readonly message: string;
      readonly messageId: string;
    }
  /** The whole message had left and no answer came: it may or may not be in a mailbox. Never send it again unasked. */
  | { readonly outcome: 'unknown'; readonly message: string; readonly messageId: string };

export interface SendOptions {
  /** Longest silence of the server at any step. */
  readonly timeoutMs?: number;
  /** Longest conversation: a server that answers a byte now and then is never silent. */
  readonly totalMs?: number;
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/**
 * Sends one mail over one connection and says what is known of its fate. The decisive moment is the end of DATA:
 * before it, a lost connection means "not sent" (RFC 5321 §4.2.5: a server must not deliver what was not finished); after it, nobody knows.
 */
export async function sendMail(smtpUrl: string, message: MailMessage, options: SendOptions = {}): Promise<SendResult> {
  const timeoutMs = options.timeoutMs ?? 20_000;
  const { messageId, envelope, bytes } = await composeMail(message);

  const { connection, auth } = connectionTo(smtpUrl, timeoutMs);
  const progress = { sent: false };
  const limit = setTimeout(() => connection.close(), options.totalMs ?? 3 * timeoutMs);
  try {
    const info = await converse(connection, auth, envelope, bytes, progress);
    connection.quit();
    return { outcome: 'confirmed', accepted: info.accepted, rejected: info.rejected, response: info.response, messageId };
  } catch (error) {
    connection.close();
    return classify(error as SmtpError, progress.sent, messageId, new URL(smtpUrl).host);
  } finally {
    clearTimeout(limit);
  }
}

/**
 * Connects, greets and logs in without sending anything. Undefined when the server takes us, else what is wrong,
 * for people.
 */
export async function verifySmtp(smtpUrl: string, options: SendOptions = {}): Promise<string | undefined> {
  if (!URL.canParse(smtpUrl) || !/^smtps?:$/.test(new URL(smtpUrl).protocol)) return 'SMTP_URL is no address like smtp://host:port.';
  const { connection, auth } = connectionTo(smtpUrl, options.timeoutMs ?? 10_000);
  try {
    await open(connection, auth);
    connection.quit();
    return undefined;
  } catch (error) {
    connection.close();
    const failed = classify(error as SmtpError, false, '', new URL(smtpUrl).host);
    return failed.outcome === 'refused' && failed.code !== null
      ? `${new URL(smtpUrl).host} refused the login: ${failed.response}`
      : (failed as { message: string }).message;
  }
}

type Auth = { user: string; pass: string } | undefined;

function connectionTo(smtpUrl: string, timeoutMs: number): { connection: SMTPConnection; auth: Auth } {
  const target = parseConnectionUrl(smtpUrl) as { auth?: Auth };
  const limits = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs };
  return { connection: new SMTPConnection({ ...target, ...limits }), auth: target.auth };
}

/** Connects and logs in where a login is given. */
function open(connection: SMTPConnection, auth: Auth): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.on('error', reject);
    connection.once('end', () => reject(new Error('the server closed the connection')));
    const settle = (error?: Error | null) => (error ? reject(error) : resolve());
    connection.connect((error?: Error | null) => {
      if (error || !auth) return settle(error);
      return connection.login({ user: auth.user, credentials: auth } as Parameters<typeof connection.login>[0], settle);
    });
  });
}

interface SentInfo {
  readonly accepted: string[];
  readonly rejected: string[];
  readonly response: string;
}

async function converse(
  connection: SMTPConnection,
  auth: Auth,
  envelope: { from: string; to: string[] },
  bytes: Buffer,
  progress: { sent: boolean },
): Promise<SentInfo> {
  await open(connection, auth);
  return new Promise((resolve, reject) => {
    connection.on('error', reject);
    connection.once('end', () => reject(new Error('the server closed the connection')));
    // The stream is read after the server's 354 only; once it is used up, the final dot follows at once.
    const stream = new Readable({
      read() {
        this.push(bytes);
        progress.sent = true;
        this.push(null);
      },
    });
    connection.send(envelope, stream, (error, info) => {
      if (error) reject(error);
      else resolve(info as unknown as SentInfo);
    });
  });
}

function classify(error: SmtpError, sent: boolean, messageId: string, host: string): SendResult {
  const code = error.responseCode ?? null;
  const response = error.response ?? '';
  if (code !== null) {
    const isTransient = code < 500;
    const next = isTransient ? 'It will be tried again.' : 'Check the recipient and the mail account.';
    return {
      outcome: 'refused',
      isTransient,
      code,
      response,
      message: `The mail server ${host} refused the mail: ${response}. ${next}`,
      messageId,
    };
  }
  const reason = error.code ?? 'connection closed';
  if (sent) {
    return {
      outcome: 'unknown',
      message: `The connection to ${host} was lost (${reason}) after the whole mail had been sent; look in the mailbox before sending it again.`,
      messageId,
    };
  }
  return {
    outcome: 'refused',
    isTransient: true,
    code: null,
    response,
    message: `The mail server ${host} could not be reached or broke off (${reason}); nothing was sent. Is SMTP_URL right?`,
    messageId,
  };
}
