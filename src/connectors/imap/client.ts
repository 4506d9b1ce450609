// An IMAP mailbox, as much of it as reading replies needs. It is opened read-only (EXAMINE, BODY.PEEK): no flag changes, so
// people may use the same mailbox. One connection per look; a server that goes silent costs a step's time and no more.
import type { ImapFlow } from 'imapflow';
import { ImapError, imapError } from './errors.ts';

export interface ImapOptions {
  /** Longest silence of the server, and longest single step, ms. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface ImapMessage {
  readonly uid: number;
  readonly raw: Buffer;
  readonly receivedAt: Date;
  /** Its size in bytes when only the headers were fetched, else null. */
  readonly fullSize: number | null;
}

export interface ImapInbox {
  /** UIDVALIDITY: numbers of messages mean something only while it stays the same. */
  readonly validity: string;
  /** The number that the next message will get, or one below it. */
  readonly uidNext: number;
  /** Numbers above `uid`, ascending. @throws ImapError */
  after(uid: number): Promise<number[]>;
  /** Numbers of messages received since a day, ascending. @throws ImapError */
  since(day: Date): Promise<number[]>;
  /** Numbers of messages with this Message-ID, ascending. @throws ImapError */
  withId(messageId: string): Promise<number[]>;
  /** One message; of one larger than `maxBytes` only its headers. Null: it is gone. @throws ImapError */
  fetch(uid: number, maxBytes: number): Promise<ImapMessage | null>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const STEP_MS = 60_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

interface Session {
  readonly client: ImapFlow;
  /** One exchange with the server, within its time. @throws ImapError */
  step<T>(run: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Connects and logs in. @throws ImapError */
async function connect(imapUrl: string, { timeoutMs = STEP_MS, signal }: ImapOptions): Promise<Session> {
  const url = new URL(imapUrl);
  const { host, hostname } = url;
  const secure = url.protocol === 'imaps:';
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (secure ? 993 : 143)),
    secure,
    // A password does not cross a network in clear, whatever the server offers.
    ...(secure || LOOPBACK.has(hostname) ? {} : { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  let broken: unknown;
  client.on('error', (error: unknown) => {
    broken ??= error;
  });
  const cut = () => client.close();
  signal?.addEventListener('abort', cut, { once: true });

  async function step<T>(run: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    let isLate = false;
    // A server that sends a byte now and then is never silent, and never done.
    const timer = setTimeout(() => {
      isLate = true;
      client.close();
    }, timeoutMs);
    try {
      const answer = await run();
      // The library answers a search with false when the line broke under it.
      if (answer === false && !client.usable) throw broken ?? Object.assign(new Error('no connection'), { code: 'NoConnection' });
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      throw isLate ? imapError({ code: 'ETIMEOUT' }, host) : imapError(broken ?? error, host);
    } finally {
      clearTimeout(timer);
    }
  }

  async function close(): Promise<void> {
    signal?.removeEventListener('abort', cut);
    const bye = setTimeout(() => client.close(), 2_000);
    await client.logout().catch(() => client.close());
    clearTimeout(bye);
  }

  try {
    await step(() => client.connect());
  } catch (error) {
    signal?.removeEventListener('abort', cut);
    client.close();
    throw error;
  }
  return { client, step, close };
}

/** Opens the INBOX, or the folder that stands in the address (imaps://host/Folder), for reading. @throws ImapError */
export async function openInbox(imapUrl: string, options: ImapOptions = {}): Promise<ImapInbox> {
  const { host, pathname } = new URL(imapUrl);
  const session = await connect(imapUrl, options);
  const { client, step } = session;
  const folder = decodeURIComponent(pathname.slice(1)) || 'INBOX';
  try {
    const box = await step(() => client.mailboxOpen(folder, { readOnly: true }).catch((error) => refuseFolder(error, folder, host)));
    const search = async (query: object): Promise<number[]> => {
      const found = await step(() => client.search(query, { uid: true }));
      if (found === false) throw new ImapError(false, 'bad_answer', `Server email ${host} tidak menjawab pencarian.`);
      return [...found].sort((a, b) => a - b);
    };
    return {
      validity: String(box.uidValidity),
      uidNext: box.uidNext,
      // "n:*" names the last message also when its number is below n.
      after: async (uid) => (await search({ uid: `${uid + 1}:*` })).filter((one) => one > uid),
      since: (day) => search({ since: day }),
      withId: (messageId) => search({ header: { 'message-id': messageId } }),
      async fetch(uid, maxBytes) {
        const one = await step(() => client.fetchOne(String(uid), { uid: true, size: true, internalDate: true }, { uid: true }));
        if (one === false || one === undefined) return null;
        const isTooLarge = (one.size ?? 0) > maxBytes;
        const part = await step(() => client.fetchOne(String(uid), isTooLarge ? { headers: true } : { source: true }, { uid: true }));
        if (part === false || part === undefined) return null;
        const raw = isTooLarge ? part.headers : part.source;
        if (raw === undefined || raw.length === 0) throw new ImapError(false, 'bad_answer', `Server email ${host} mengirim email kosong.`);
        return { uid, raw, receivedAt: new Date(one.internalDate ?? Date.now()), fullSize: isTooLarge ? (one.size as number) : null };
      },
      close: session.close,
      [Symbol.asyncDispose]: session.close,
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

function refuseFolder(error: unknown, folder: string, host: string): never {
  const { responseStatus, serverResponseCode: code } = error as { responseStatus?: string; serverResponseCode?: string };
  if (responseStatus === 'NO' && (code === undefined || code === 'NONEXISTENT' || code === 'TRYCREATE' || code === 'NOPERM'))
    throw new ImapError(true, 'no_folder', `Server email ${host} tidak punya folder "${folder}". Periksa IMAP_URL.`);
  throw error;
}

/**
 * Looks for a mail of ours in the Sent folder, by its Message-ID.
 * `absent` only where the folder holds another mail of ours (`ours`: how the Message-IDs of all of them begin): a server that
 * keeps no copies of what leaves by SMTP knows nothing, and then neither do we.
 * @throws ImapError
 */
export async function findSent(
  imapUrl: string,
  messageId: string,
  ours: string,
  options: ImapOptions = {},
): Promise<'there' | 'absent' | 'cannot_tell'> {
  const session = await connect(imapUrl, options);
  const { client, step } = session;
  try {
    const folders = await step(() => client.list());
    const sent =
      folders.find((one) => one.specialUse === '\\Sent') ?? folders.find((one) => /^(INBOX[./])?sent( items| messages)?$/i.test(one.path));
    if (sent === undefined) return 'cannot_tell';
    await step(() => client.mailboxOpen(sent.path, { readOnly: true }));
    const has = async (text: string): Promise<boolean> => {
      const found = await step(() => client.search({ header: { 'message-id': text } }, { uid: true }));
      return found !== false && found.length > 0;
    };
    if (await has(messageId)) return 'there';
    return (await has(ours)) ? 'absent' : 'cannot_tell';
  } finally {
    await session.close();
  }
}
