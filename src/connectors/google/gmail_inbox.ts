// Reading our Gmail mailbox: what is new since a history id, what is there since a day, and one message as it came. Nothing is
// marked as read: people may look into the same mailbox.
import { GoogleError } from './errors.ts';
import { createGmailCalls, type GmailSettings } from './gmail_calls.ts';

/** Messages that one page of the history names. */
export interface GmailChanges {
  readonly ids: readonly string[];
  /** The last record of this page: everything up to it was named. Null: the page is empty. */
  readonly last: string | null;
  /** The mailbox's newest history id when the page was made. */
  readonly newest: string;
  readonly nextPage: string | undefined;
}

/** A message as it came, or, when it is larger than was asked for, its headers only. */
export interface FetchedMessage {
  readonly raw: Buffer;
  readonly receivedAt: Date;
  /** Its size in bytes when only the headers were fetched, else null. */
  readonly fullSize: number | null;
}

export interface GmailInbox {
  /** Address and newest history id. @throws GoogleError */
  profile(signal?: AbortSignal): Promise<{ readonly address: string; readonly historyId: string }>;
  /** What came in after a history id. `too_old`: Gmail no longer knows that id (404). @throws GoogleError */
  changes(since: string, page: string | undefined, signal?: AbortSignal): Promise<GmailChanges | 'too_old'>;
  /** Ids of what came in since a time, newest first. @throws GoogleError */
  list(
    since: Date,
    page: string | undefined,
    signal?: AbortSignal,
  ): Promise<{ readonly ids: readonly string[]; readonly nextPage: string | undefined }>;
  /** The copy that arrived of a mail with this Message-ID, also one that we sent to ourselves. Null: not there yet. @throws GoogleError */
  arrived(messageId: string, signal?: AbortSignal): Promise<Buffer | null>;
  /** One message. Null: it is gone, or it did not come in (our own, a draft, spam, thrown away). @throws GoogleError */
  fetch(id: string, maxBytes: number, signal?: AbortSignal): Promise<FetchedMessage | null>;
}

const PAGE = 100;
const WHAT = 'kotak masuk Gmail';
/** Labels of messages that nobody sent to us, or that Gmail or a person has put away as unwanted. */
const NOT_INCOMING = new Set(['SENT', 'DRAFT', 'SPAM', 'TRASH', 'CHAT']);

const unreadable = (): GoogleError => new GoogleError('transient', 'bad_answer', `Jawaban Google pada ${WHAT} tidak dapat dibaca.`);

/** Part of an answer that must be there: a cut or foreign answer is no empty mailbox. @throws GoogleError */
function text(part: unknown): string {
  if (typeof part !== 'string' || part === '') throw unreadable();
  return part;
}

/** @param settings the pace of reading; other requests of the same user have their own. */
export function createGmailInbox(settings: GmailSettings): GmailInbox {
  const { read } = createGmailCalls(settings);
  const paged = (pageToken: string | undefined): object => (pageToken === undefined ? {} : { pageToken });

  return {
    async profile(signal) {
      const data = await read(WHAT, signal, (api, options) => api.users.getProfile({ userId: 'me' }, options));
      return { address: text(data?.emailAddress), historyId: text(data?.historyId) };
    },
    async changes(since, page, signal) {
      try {
        const data = await read(WHAT, signal, (api, options) =>
          api.users.history.list(
            {
              userId: 'me',
              startHistoryId: since,
              // A label that is added is how a mail leaves the spam folder.
              historyTypes: ['messageAdded', 'labelAdded'],
              maxResults: PAGE,
              ...paged(page),
            },
            options,
          ),
        );
        const newest = text(data?.historyId);
        const records = data.history ?? [];
        const ids = records.flatMap((record) => [
          ...(record.messagesAdded ?? []).map((one) => text(one.message?.id)),
          ...(record.labelsAdded ?? []).filter((one) => one.labelIds?.includes('INBOX')).map((one) => text(one.message?.id)),
        ]);
        const last = records.at(-1);
        return {
          ids: [...new Set(ids)],
          last: last === undefined ? null : text(last.id),
          newest,
          nextPage: data.nextPageToken ?? undefined,
        };
      } catch (error) {
        if (error instanceof GoogleError && error.reason === 'not_found') return 'too_old';
        throw error;
      }
    },
    async list(since, page, signal) {
      const q = `after:${Math.floor(since.getTime() / 1000)} -in:sent -in:drafts`;
      const data = await read(WHAT, signal, (api, options) =>
        api.users.messages.list({ userId: 'me', q, maxResults: PAGE, ...paged(page) }, options),
      );
      // An empty list still counts: a page that is no answer of this call must not pass for an empty mailbox.
      if (typeof data?.resultSizeEstimate !== 'number') throw unreadable();
      return { ids: (data.messages ?? []).map((one) => text(one.id)), nextPage: data.nextPageToken ?? undefined };
    },
    async arrived(messageId, signal) {
      const q = `in:inbox rfc822msgid:${messageId.replace(/^<|>$/g, '')}`;
      const { messages } = await read(WHAT, signal, (api, options) => api.users.messages.list({ userId: 'me', q, maxResults: 1 }, options));
      const id = messages?.[0]?.id;
      if (typeof id !== 'string') return null;
      const { raw } = await read(WHAT, signal, (api, options) => api.users.messages.get({ userId: 'me', id, format: 'raw' }, options));
      return Buffer.from(text(raw), 'base64url');
    },
    async fetch(id, maxBytes, signal) {
      try {
        const seen = await read(WHAT, signal, (api, options) => api.users.messages.get({ userId: 'me', id, format: 'minimal' }, options));
        text(seen?.id);
        if ((seen.labelIds ?? []).some((label) => NOT_INCOMING.has(label))) return null;
        const receivedAt = new Date(Number(text(seen.internalDate)));
        if ((seen.sizeEstimate ?? 0) > maxBytes) {
          const { payload } = await read(WHAT, signal, (api, options) =>
            api.users.messages.get({ userId: 'me', id, format: 'metadata' }, options),
          );
          const lines = (payload?.headers ?? []).map(({ name, value }) => `${name}: ${value}\r\n`);
          return { raw: Buffer.from(`${lines.join('')}\r\n`), receivedAt, fullSize: seen.sizeEstimate as number };
        }
        const whole = await read(WHAT, signal, (api, options) => api.users.messages.get({ userId: 'me', id, format: 'raw' }, options));
        return { raw: Buffer.from(text(whole?.raw), 'base64url'), receivedAt, fullSize: null };
      } catch (error) {
        if (error instanceof GoogleError && error.reason === 'not_found') return null;
        throw error;
      }
    },
  };
}
