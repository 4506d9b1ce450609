// Gmail v1, as much of it as sending our mails needs. Gmail takes no key against doubles: what becomes of a mail whose
// answer was lost is found out by looking for it among the sent ones, by its Message-ID or by the header that repeats it
// (nobody promises that Gmail keeps a given Message-ID).
import { composeMail, type MailMessage } from '../mail/compose.ts';
import { type GoogleError, googleError } from './errors.ts';
import { createGmailCalls, type GmailSettings } from './gmail_calls.ts';

/** What is known of a mail that was handed to Gmail. */
export type GmailSent =
  | { readonly outcome: 'confirmed'; readonly id: string; readonly threadId: string }
  /** Not taken, and the same mail never will be. */
  | { readonly outcome: 'refused'; readonly message: string }
  /** Nothing has left; in so many seconds it may. */
  | { readonly outcome: 'later'; readonly message: string; readonly retryAfter: number }
  /** Nothing has left, and nothing will until somebody mends the account. */
  | { readonly outcome: 'off'; readonly message: string }
  /** It may have been taken: look for it. */
  | { readonly outcome: 'unknown'; readonly message: string };

export interface SentQuery {
  readonly messageId: string;
  readonly to: string;
  readonly since: Date;
}

export interface GmailClient {
  /** Sends one mail, in the thread given if Gmail still has it. Never throws but for an abort before anything left. */
  send(message: MailMessage & { readonly messageId: string }, threadId: string | null, signal?: AbortSignal): Promise<GmailSent>;
  /** Looks for a mail among the sent ones. Null: it is not there. @throws GoogleError */
  find(query: SentQuery, signal?: AbortSignal): Promise<{ readonly id: string; readonly threadId: string } | null>;
  /** Address of the mailbox. @throws GoogleError */
  address(signal?: AbortSignal): Promise<string>;
}

/** Repeats our Message-ID; see above. */
export const MANDOR_ID = 'X-Mandor-Id';
/** A mail whose turn is further off gives its worker's place free: thirty alerts at once must not hold up the pulls. */
const SEND_WAIT_MS = 2_000;
const PAGE = 50;
const MAX_PAGES = 4;
/** The clocks of database and Gmail need not agree. */
const SKEW_S = 600;

const bare = (id: string): string => id.replace(/^<|>$/g, '');

export function createGmailClient(settings: GmailSettings): GmailClient {
  const { ready, told, read } = createGmailCalls(settings);
  const client: GmailClient = {
    async send(message, threadId, signal) {
      const what = `email untuk ${typeof message.to === 'string' ? message.to : message.to.join(', ')}`;
      const headers = { ...message.headers, [MANDOR_ID]: bare(message.messageId) };
      const raw = (await composeMail({ ...message, headers })).bytes.toString('base64url');
      let turn: Awaited<ReturnType<typeof ready>>;
      try {
        turn = await ready(signal, SEND_WAIT_MS);
      } catch (thrown) {
        if (signal?.aborted) return { outcome: 'later', message: 'Pekerja berhenti sebelum email dikirim.', retryAfter: 1 };
        const error = await told(thrown, what);
        return error.kind === 'auth'
          ? { outcome: 'off', message: error.message }
          : { outcome: 'later', message: error.message, retryAfter: error.retryAfter };
      }
      if (turn.api === undefined)
        return { outcome: 'later', message: `Antrean ke Gmail penuh pada ${what}.`, retryAfter: turn.waitSeconds };
      try {
        const requestBody = threadId === null ? { raw } : { raw, threadId };
        const { data } = await turn.api.users.messages.send({ userId: 'me', requestBody }, turn.options);
        if (typeof data?.id !== 'string' || typeof data.threadId !== 'string')
          return { outcome: 'unknown', message: `Jawaban Gmail pada ${what} tidak dapat dibaca.` };
        return { outcome: 'confirmed', id: data.id, threadId: data.threadId };
      } catch (thrown) {
        const error = await told(thrown, what);
        // Somebody has deleted the thread: a mail of its own is better than none. Nothing was taken.
        if (error.reason === 'not_found' && threadId !== null) return client.send(message, null, signal);
        return judged(error, thrown, what);
      }
    },
    async find({ messageId, to, since }, signal) {
      const what = 'kotak terkirim Gmail';
      const byId = await read(what, signal, (api, options) =>
        api.users.messages.list({ userId: 'me', q: `rfc822msgid:${bare(messageId)}`, maxResults: 1 }, options),
      );
      const first = byId.messages?.[0];
      if (first !== undefined) return { id: first.id as string, threadId: first.threadId as string };
      const q = `in:sent to:${to.replace(/[\s"()]/g, '')} after:${Math.floor(since.getTime() / 1000) - SKEW_S}`;
      let pageToken: string | undefined;
      for (let page = 0; page < MAX_PAGES; page++) {
        const listed = await read(what, signal, (api, options) =>
          api.users.messages.list({ userId: 'me', q, maxResults: PAGE, ...(pageToken === undefined ? {} : { pageToken }) }, options),
        );
        for (const { id } of listed.messages ?? []) {
          const one = await read(what, signal, (api, options) =>
            api.users.messages.get({ userId: 'me', id: id as string, format: 'metadata', metadataHeaders: [MANDOR_ID] }, options),
          );
          const marks = (one.payload?.headers ?? []).map((header) => header.value);
          if (marks.includes(bare(messageId))) return { id: one.id as string, threadId: one.threadId as string };
        }
        pageToken = listed.nextPageToken ?? undefined;
        if (pageToken === undefined) return null;
      }
      throw googleError({ response: { status: 503, data: {} } }, what);
    },
    async address(signal) {
      const { emailAddress } = await read('Gmail', signal, (api, options) => api.users.getProfile({ userId: 'me' }, options));
      return emailAddress ?? '';
    },
  };
  return client;
}

const RIGHTS = 'Akun Google itu belum boleh mengirim email: beri izin gmail.send dan gmail.readonly, atau isi MAIL_VIA=smtp dan SMTP_URL.';
/** The request cannot have been read: no connection was made. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function judged(error: GoogleError, thrown: unknown, what: string): GmailSent {
  const { code, cause, response } = thrown as { code?: unknown; cause?: { code?: unknown }; response?: { data?: unknown } };
  const status = (response?.data as { error?: { status?: string } } | undefined)?.error?.status;
  if (status === 'FAILED_PRECONDITION')
    return {
      outcome: 'off',
      message: 'Gmail menolak akun layanan (Precondition check failed): isi GOOGLE_MAIL_USER dan minta admin mendelegasikannya.',
    };
  if (error.kind === 'auth') return { outcome: 'off', message: error.message };
  switch (error.reason) {
    case 'forbidden':
      return { outcome: 'off', message: RIGHTS };
    case 'foreign_host':
      return { outcome: 'off', message: error.message };
    case 'rate_limited':
      return { outcome: 'later', message: error.message, retryAfter: error.retryAfter };
    case 'connection':
      if (NOT_CONNECTED.has(String(cause?.code ?? code))) return { outcome: 'later', message: error.message, retryAfter: error.retryAfter };
      return { outcome: 'unknown', message: `${error.message} Bisa jadi ${what} sudah terkirim.` };
    case 'server_error':
    case 'timeout':
    case 'bad_answer':
      return { outcome: 'unknown', message: `${error.message} Bisa jadi ${what} sudah terkirim.` };
    default:
      return { outcome: 'refused', message: error.message };
  }
}
