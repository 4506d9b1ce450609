// What an IMAP server can answer, sorted once. The messages end in alerts, so they are in Indonesian and say what to do; none
// holds a password.

export class ImapError extends Error {
  override readonly name = 'ImapError';
  /** True: nobody gets in until a person mends the account, the address or the certificate. */
  readonly isFinal: boolean;
  /** Short and stable: login, certificate, no_folder, timeout, connection, bad_url, bad_answer. */
  readonly reason: string;
  constructor(isFinal: boolean, reason: string, message: string) {
    super(message);
    this.isFinal = isFinal;
    this.reason = reason;
  }
}

interface Thrown {
  readonly code?: unknown;
  readonly authenticationFailed?: boolean;
  readonly serverResponseCode?: unknown;
  readonly responseText?: unknown;
  readonly message?: string;
}

const SILENT = new Set(['ETIMEOUT', 'ETIMEDOUT', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT']);
/** Codes with which a server says that it is busy, not that the password is wrong (RFC 5530). */
const BUSY = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG']);

/** Turns whatever the library threw into an ImapError. @param host for the message. */
export function imapError(thrown: unknown, host: string): ImapError {
  if (thrown instanceof ImapError) return thrown;
  const error = (thrown ?? {}) as Thrown;
  const code = typeof error.code === 'string' ? error.code : '';
  if (error.authenticationFailed === true && !BUSY.has(String(error.serverResponseCode ?? '')))
    return new ImapError(
      true,
      'login',
      `Server email ${host} menolak login: ${String(error.responseText ?? error.message ?? '').slice(0, 200)}. Periksa IMAP_URL.`,
    );
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
    return new ImapError(true, 'certificate', `Sertifikat server email ${host} tidak dapat dipercaya (${code}). Periksa IMAP_URL.`);
  if (SILENT.has(code)) return new ImapError(false, 'timeout', `Server email ${host} tidak menjawab tepat waktu.`);
  const why = code || String(error.responseText ?? error.message ?? 'sambungan terputus').slice(0, 200);
  return new ImapError(false, 'connection', `Server email ${host} tidak dapat dihubungi atau memutus sambungan (${why}).`);
}

/** What a task does with an error: people are told at once (final) or it comes again later; undefined for what is not the server's. */
export function judgeImap(
  thrown: unknown,
): { readonly isFinal: boolean; readonly retryAfter: number; readonly message: string } | undefined {
  return thrown instanceof ImapError ? { isFinal: thrown.isFinal, retryAfter: 60, message: thrown.message } : undefined;
}
