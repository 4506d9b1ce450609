// Gmail v1 of one robot user, as much of it as we use: sending, searching what was sent, reading messages, labels and the
// history. What is sent lands in the sandbox's mailbox like a mail by SMTP. It refuses what the vendor refuses, and fails
// on command, also after it has taken a mail.
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import PostalMime, { type Email } from 'postal-mime';
import { z } from 'zod';
import { createFaultQueue } from '../fault-queue.ts';
import { type SenderCheck, withSenderCheck } from '../people_mail.ts';
import { type C, type Env, type Fault, failed, failedAfter, type GmailFault, gmailFaultSchema, refuse } from './gmail_faults.ts';
import { createHistory } from './gmail_history.ts';
import { fullPayload, headersOf, matches } from './gmail_message.ts';
import { ROBOT } from './login.ts';

export interface GmailMessage {
  readonly id: string;
  readonly threadId: string;
  labelIds: string[];
  readonly raw: Buffer;
  readonly parsed: Email;
  readonly at: Date;
  readonly historyId: number;
}

export interface GmailBox {
  /** The robot's address. */
  readonly address: string;
  messages(): readonly GmailMessage[];
  /** Domains whose mail passes DMARC here; add to it at will. */
  readonly trustedDomains: Set<string>;
  /** A mail arrives in the robot's INBOX, in the thread that its References name. */
  receive(raw: string | Buffer, how?: Arrival): Promise<GmailMessage>;
  /** A label comes or goes, as when somebody reads or sorts the mailbox. */
  label(id: string, change: { readonly add?: readonly string[]; readonly remove?: readonly string[] }): void;
  /** What stands on top of a mail from the robot to itself; undefined: nothing, as between users of one Workspace. */
  checkOwn(check: SenderCheck | undefined): void;
  /** Gone for good. */
  remove(id: string): void;
  fail(fault: GmailFault): void;
  /** Forgets the faults; what was kept stays. */
  heal(): void;
  /** True: Message-IDs of sent mails are replaced, as nobody promises that they are kept. */
  rewriteMessageIds(isOn: boolean): void;
  /** At most so many records a page of the history. */
  pageHistory(size: number): void;
  /** History ids below this one are refused from now on. */
  forgetHistory(): void;
  clear(): void;
}

export interface Arrival {
  /** Default: now. */
  readonly at?: Date;
  /** Default INBOX and UNREAD; ['SPAM'] for one that is taken for spam. */
  readonly labelIds?: readonly string[];
  /**
   * What Gmail writes on top about its sender. Default: dmarc=pass for a trusted domain, else dmarc=none. `none`: nothing, so
   * that what the sender wrote stands topmost.
   */
  readonly check?: SenderCheck | 'none';
}

export interface GmailSurroundings {
  readonly userOf: (token: string) => string | undefined;
  readonly record: (entry: { c: C; body: string; user: string | null }) => { status: number };
  readonly deliver: (raw: Buffer, envelope: { from: string; to: string[]; user: string }) => Promise<void>;
  /** Quota units a minute; the vendor gives a user 6,000. */
  readonly unitsPerMinute: number;
}

const UNITS = { send: 100, get: 20, list: 5, history: 2, other: 1 };
const MAX_RAW_BYTES = 35 * 1024 * 1024;
const TRUSTED = ['sandbox.example', 'toko.example', 'contoh.example', 'mandor.example'];
const LABELS = ['INBOX', 'SENT', 'DRAFT', 'SPAM', 'TRASH', 'UNREAD', 'STARRED', 'IMPORTANT'];

export function createGmail(around: GmailSurroundings): { app: Hono<Env>; box: GmailBox } {
  const messages: GmailMessage[] = [];
  const faults = createFaultQueue<Fault>();
  const history = createHistory();
  const trustedDomains = new Set(TRUSTED);
  let isRewriting = false;
  let historyPage = 500;
  let ownCheck: SenderCheck | undefined;
  let spent: { at: number; units: number }[] = [];

  const notFound = (c: C): Response => refuse(c, 404, 'notFound', 'Requested entity was not found.', 'NOT_FOUND');
  const invalid = (c: C, message: string): Response => refuse(c, 400, 'invalidArgument', message, 'INVALID_ARGUMENT');
  const newId = (): string => randomBytes(8).toString('hex');

  function overQuota(units: number): boolean {
    const now = Date.now();
    spent = spent.filter((one) => one.at > now - 60_000);
    if (spent.reduce((sum, one) => sum + one.units, 0) + units > around.unitsPerMinute) return true;
    spent.push({ at: now, units });
    return false;
  }

  const unitsOf = (path: string): number => {
    if (path.endsWith('/messages/send')) return UNITS.send;
    if (/\/messages\/[^/]+$/.test(path)) return UNITS.get;
    if (path.endsWith('/messages')) return UNITS.list;
    return path.endsWith('/history') ? UNITS.history : UNITS.other;
  };

  async function keep(raw: Buffer, labelIds: readonly string[], threadId: string, at = new Date()): Promise<GmailMessage> {
    const parsed = await PostalMime.parse(raw);
    const named = { id: newId(), threadId, labelIds: [...labelIds] };
    const message: GmailMessage = { ...named, raw, parsed, at, historyId: history.add('messageAdded', named) };
    messages.push(message);
    return message;
  }

  /** What stands on top of a mail from this sender. */
  function checkOf(parsed: Email): SenderCheck {
    const address = (parsed.from as { address?: string } | undefined)?.address ?? '';
    const isTrusted = trustedDomains.has(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
    return { dmarc: isTrusted ? 'pass' : 'none' };
  }

  const bare = (subject: string | undefined): string => (subject ?? '').replace(/^((re|fwd?|bls):\s*)+/i, '').trim();
  const referencesOf = (parsed: Email): string[] => `${parsed.references ?? ''} ${parsed.inReplyTo ?? ''}`.match(/<[^>]+>/g) ?? [];

  /** A thread takes a mail that names one of its references and carries its subject. */
  function threadFor(parsed: Email): string | undefined {
    const named = new Set(referencesOf(parsed));
    return messages.findLast(
      (one) =>
        bare(one.parsed.subject) === bare(parsed.subject) &&
        (named.has(one.parsed.messageId ?? '') || referencesOf(one.parsed).some((reference) => named.has(reference))),
    )?.threadId;
  }

  const app = new Hono<Env>();

  app.use('*', async (c, next) => {
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const user = token === undefined ? undefined : around.userOf(token);
    const entry = around.record({ c, body: await c.req.text(), user: user ?? null });
    const path = new URL(c.req.url).pathname;
    const fault = faults.take((one) => path.includes(one.path));
    const failing = fault === undefined ? undefined : failed(c, fault);
    c.set('fault', fault);
    if (failing !== undefined) c.res = await failing;
    else if (user === undefined) c.res = refuse(c, 401, 'authError', 'Invalid Credentials', 'UNAUTHENTICATED');
    else if (user !== ROBOT) c.res = refuse(c, 400, 'failedPrecondition', 'Precondition check failed.', 'FAILED_PRECONDITION');
    else if (overQuota(unitsOf(path)))
      c.res = refuse(c, 403, 'userRateLimitExceeded', 'User-rate limit exceeded.', 'PERMISSION_DENIED', 'usageLimits');
    else await next();
    entry.status = c.res.status;
  });

  app.post('/users/:user/messages/send', async (c) => {
    const body = await c.req.json().catch(() => undefined);
    const parsedBody = z.strictObject({ raw: z.string().regex(/^[\w-]+={0,2}$/), threadId: z.string().optional() }).safeParse(body);
    if (!parsedBody.success) return invalid(c, "Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed.");
    const asked = parsedBody.data.threadId;
    if (asked !== undefined && !messages.some((one) => one.threadId === asked)) return notFound(c);
    let raw: Buffer = Buffer.from(parsedBody.data.raw, 'base64url');
    if (raw.length > MAX_RAW_BYTES) return invalid(c, 'Message too large');
    const parsed = await PostalMime.parse(raw);
    const to = [...(parsed.to ?? []), ...(parsed.cc ?? []), ...(parsed.bcc ?? [])].flatMap((one) =>
      'address' in one && one.address ? [one.address] : [],
    );
    if (to.length === 0) return invalid(c, 'Recipient address required');
    if (isRewriting)
      raw = Buffer.from(raw.toString('latin1').replace(/^Message-ID:.*$/im, `Message-ID: <${newId()}@mail.gmail.com>`), 'latin1');
    const fitting = messages.find((one) => one.threadId === asked && bare(one.parsed.subject) === bare(parsed.subject))?.threadId;
    const threadId = fitting ?? threadFor(parsed);
    // A mail to oneself is one message in both places; as a rule nothing is written on top of it: it never came from outside.
    const isOwn = to.some((address) => address.toLowerCase() === ROBOT);
    if (isOwn && ownCheck !== undefined) raw = await withSenderCheck(raw, ownCheck);
    const kept = await keep(raw, isOwn ? ['SENT', 'INBOX', 'UNREAD'] : ['SENT'], threadId ?? newId());
    await around.deliver(raw, { from: ROBOT, to, user: ROBOT });
    return failedAfter(c, c.get('fault')) ?? c.json({ id: kept.id, threadId: kept.threadId, labelIds: kept.labelIds });
  });

  app.get('/users/:user/profile', (c) =>
    c.json({
      emailAddress: ROBOT,
      messagesTotal: messages.length,
      threadsTotal: new Set(messages.map((one) => one.threadId)).size,
      historyId: String(history.current),
    }),
  );

  app.get('/users/:user/labels', (c) => c.json({ labels: LABELS.map((name) => ({ id: name, name, type: 'system' })) }));

  app.get('/users/:user/messages', (c) => {
    const q = c.req.query('q') ?? '';
    const size = Math.min(Number(c.req.query('maxResults') ?? 100), 500);
    const from = Number(c.req.query('pageToken') ?? 0);
    const wanted = c.req.queries('labelIds') ?? [];
    const found = messages.filter((one) => wanted.every((label) => one.labelIds.includes(label)) && matches(one, q)).reverse();
    const page = found.slice(from, from + size);
    return c.json({
      ...(page.length === 0 ? {} : { messages: page.map(({ id, threadId }) => ({ id, threadId })) }),
      ...(from + size < found.length ? { nextPageToken: String(from + size) } : {}),
      resultSizeEstimate: found.length,
    });
  });

  app.get('/users/:user/messages/:id', (c) => {
    const one = messages.find((message) => message.id === c.req.param('id'));
    if (one === undefined) return notFound(c);
    const format = c.req.query('format') ?? 'full';
    const base = {
      id: one.id,
      threadId: one.threadId,
      labelIds: one.labelIds,
      snippet: (one.parsed.text ?? '').replace(/\s+/g, ' ').slice(0, 100),
      sizeEstimate: one.raw.length,
      historyId: String(one.historyId),
      internalDate: String(one.at.getTime()),
    };
    if (format === 'minimal') return c.json(base);
    if (format === 'raw') return c.json({ ...base, raw: one.raw.toString('base64url') });
    if (format === 'full') return c.json({ ...base, payload: fullPayload(one) });
    if (format !== 'metadata') return invalid(c, `Invalid value at 'format' (TYPE_ENUM), "${format}"`);
    return c.json({ ...base, payload: { mimeType: 'multipart/mixed', headers: headersOf(one, c.req.queries('metadataHeaders')) } });
  });

  app.get('/users/:user/history', (c) => {
    const start = Number(c.req.query('startHistoryId') || Number.NaN);
    if (!Number.isFinite(start)) return invalid(c, "Invalid value at 'startHistoryId'");
    const found = history.page({
      start,
      kinds: c.req.queries('historyTypes'),
      labelId: c.req.query('labelId'),
      size: Math.min(Number(c.req.query('maxResults') ?? 100), 500, historyPage),
      from: Number(c.req.query('pageToken') ?? 0),
    });
    return found === undefined ? notFound(c) : c.json(found);
  });

  app.all('*', (c) => notFound(c));

  const box: GmailBox = {
    address: ROBOT,
    messages: () => messages,
    trustedDomains,
    async receive(raw, { at, labelIds = ['INBOX', 'UNREAD'], check } = {}) {
      const came = Buffer.from(raw);
      const parsed = await PostalMime.parse(came);
      const bytes = check === 'none' ? came : await withSenderCheck(came, check ?? checkOf(parsed));
      return keep(bytes, labelIds, threadFor(parsed) ?? newId(), at);
    },
    label(id, { add = [], remove = [] }) {
      const one = messages.find((message) => message.id === id);
      if (one === undefined) throw new Error(`The sandbox's Gmail has no message ${id}.`);
      one.labelIds = [...new Set([...one.labelIds.filter((label) => !remove.includes(label)), ...add])];
      if (add.length > 0) history.add('labelAdded', { ...one, labelIds: [...one.labelIds] }, add);
      if (remove.length > 0) history.add('labelRemoved', { ...one, labelIds: [...one.labelIds] }, remove);
    },
    remove(id) {
      const at = messages.findIndex((message) => message.id === id);
      const [gone] = at < 0 ? [] : messages.splice(at, 1);
      if (gone !== undefined) history.add('messageDeleted', gone);
    },
    checkOwn(check) {
      ownCheck = check;
    },
    pageHistory(size) {
      historyPage = size;
    },
    fail: (fault) => faults.add(gmailFaultSchema.parse(fault)),
    heal() {
      faults.clear();
    },
    rewriteMessageIds(isOn) {
      isRewriting = isOn;
    },
    forgetHistory: () => history.forget(),
    clear() {
      messages.length = 0;
      faults.clear();
      spent = [];
      isRewriting = false;
      historyPage = 500;
      ownCheck = undefined;
    },
  };
  return { app, box };
}
