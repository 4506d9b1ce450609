import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { recorded } from './recording.ts';
import { slowly } from './slowly.ts';

/** A message as the chat shows it. */
export interface ChatPost {
  readonly at: Date;
  readonly chatId: string;
  readonly messageId: number;
  readonly threadId: number | null;
  /** What a person reads: tags gone, entities resolved. */
  readonly text: string;
  /** As it was sent. */
  readonly raw: string;
}

export type TelegramFault =
  /** Posts, never answers. */
  | 'hang'
  /** Posts, closes the connection: the sender cannot know. */
  | 'drop'
  /** Does not post, closes the connection. */
  | 'lose'
  /** Posts, and a gateway answers 502 with a page. */
  | 'gateway'
  /** Posts, and answers a byte now and then, without end. */
  | 'drip'
  /** Posts, and the answer is cut in the middle. */
  | 'wrong_json'
  /** Does not post: 429 with retry_after. */
  | 'flood';

export interface TelegramBox {
  readonly url: string;
  readonly token: string;
  posts(chatId?: string | number): readonly ChatPost[];
  /** Calls of sendMessage in all, also refused ones. */
  calls(): number;
  /** 403: blocked by the user. */
  block(chatId: string | number): void;
  /** 400: chat not found. */
  forget(chatId: string | number): void;
  /** 400 with migrate_to_chat_id from now on. */
  migrate(from: string | number, to: string | number): void;
  /** What happens to the next `times` messages. */
  fail(fault: TelegramFault, times?: number, retryAfter?: number): void;
  clear(): void;
}

const TOKEN = '7001:sandbox-token-AAAA';
const TEXT_MAX = 4096;
const TAGS = new Set(['b', 'strong', 'i', 'em', 'u', 'ins', 's', 'strike', 'del', 'code', 'pre', 'blockquote', 'tg-spoiler', 'a', 'span']);

/** Speaks as much of the Bot API as we use, and refuses what the vendor refuses. Two equal messages are two messages. */
export function createTelegramBox(): { server: Server; open: (url: string) => TelegramBox } {
  const posts: ChatPost[] = [];
  const blocked = new Set<string>();
  const unknown = new Set<string>();
  const moved = new Map<string, string>();
  const faults: { fault: TelegramFault; retryAfter: number }[] = [];
  let calls = 0;
  let nextId = 500;

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.post('/bot:token{.+}/:method', async (c) => {
    const method = c.req.param('method');
    if (c.req.param('token') !== TOKEN) return refuse(c, 401, 'Unauthorized');
    if (method === 'getMe') return c.json({ ok: true, result: { id: 7001, is_bot: true, first_name: 'Mandor', username: 'mandor_bot' } });
    if (method !== 'sendMessage') return refuse(c, 404, 'Not Found: method not found');
    calls += 1;
    const body = (await c.req.json().catch(() => ({}))) as Record<string, unknown>;
    const failing = faults.shift();
    if (failing?.fault === 'flood')
      return refuse(c, 429, `Too Many Requests: retry after ${failing.retryAfter}`, { retry_after: failing.retryAfter });
    if (failing?.fault === 'lose') return cutOff(c);
    return post(c, body, failing?.fault);
  });
  app.all('*', (c) => refuse(c, 404, 'Not Found'));

  function post(
    c: Context<{ Bindings: HttpBindings }>,
    body: Record<string, unknown>,
    fault: TelegramFault | undefined,
  ): Response | Promise<Response> {
    const chatId = String(body.chat_id ?? '');
    const raw = typeof body.text === 'string' ? body.text : '';
    if (chatId === '') return refuse(c, 400, 'Bad Request: chat_id is empty');
    if (unknown.has(chatId)) return refuse(c, 400, 'Bad Request: chat not found');
    if (blocked.has(chatId)) return refuse(c, 403, 'Forbidden: bot was blocked by the user');
    const to = moved.get(chatId);
    if (to !== undefined)
      return refuse(c, 400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: Number(to) });
    const shown = body.parse_mode === 'HTML' ? visible(raw) : { text: raw };
    if ('error' in shown) return refuse(c, 400, `Bad Request: can't parse entities: ${shown.error}`);
    if (shown.text.trim() === '') return refuse(c, 400, 'Bad Request: message text is empty');
    if (shown.text.length > TEXT_MAX) return refuse(c, 400, 'Bad Request: message is too long');

    const threadId = typeof body.message_thread_id === 'number' ? body.message_thread_id : null;
    const messageId = nextId++;
    posts.push({ at: new Date(), chatId, messageId, threadId, text: shown.text, raw });
    if (fault === 'drop') return cutOff(c);
    if (fault === 'hang') return waitForClose(c);
    if (fault === 'drip') return c.body(slowly(), 200, { 'content-type': 'application/json' });
    if (fault === 'wrong_json') return c.body('{"ok":true,"result":{"mess', 200, { 'content-type': 'application/json' });
    if (fault === 'gateway') return c.html('<html><body><h1>502 Bad Gateway</h1></body></html>', 502);
    return c.json({
      ok: true,
      result: {
        message_id: messageId,
        date: Math.floor(Date.now() / 1000),
        chat: { id: Number(chatId), type: 'supergroup' },
        text: shown.text,
      },
    });
  }

  return {
    server: createAdaptorServer({ fetch: recorded('telegram', app.fetch) }) as Server,
    open: (url) => ({
      url,
      token: TOKEN,
      posts: (chatId) => posts.filter((one) => chatId === undefined || one.chatId === String(chatId)),
      calls: () => calls,
      block: (chatId) => void blocked.add(String(chatId)),
      forget: (chatId) => void unknown.add(String(chatId)),
      migrate: (from, to) => void moved.set(String(from), String(to)),
      fail: (fault, times = 1, retryAfter = 1) => void faults.push(...Array.from({ length: times }, () => ({ fault, retryAfter }))),
      clear() {
        posts.length = 0;
        faults.length = 0;
        calls = 0;
        blocked.clear();
        unknown.clear();
        moved.clear();
      },
    }),
  };
}

function refuse(c: Context, code: 400 | 401 | 403 | 404 | 429, description: string, parameters?: object): Response {
  return c.json({ ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) }, code);
}

function cutOff(c: Context<{ Bindings: HttpBindings }>): Promise<Response> {
  c.env.incoming.socket.destroy();
  return waitForClose(c);
}

/** Holds the request until the caller gives up. */
export function waitForClose(c: Context<{ Bindings: HttpBindings }>): Promise<Response> {
  const closed = new Response(null, { status: 200, headers: { 'x-hono-already-sent': 'true' } });
  const { outgoing } = c.env;
  if (outgoing.destroyed || outgoing.socket?.destroyed) return Promise.resolve(closed);
  return new Promise((resolve) => outgoing.once('close', () => resolve(closed)));
}

/** What a chat shows of a text in HTML mode; the vendor refuses unknown tags, open tags and a bare "<". */
function visible(html: string): { text: string } | { error: string } {
  const open: string[] = [];
  let text = '';
  let at = 0;
  while (at < html.length) {
    const char = html[at] as string;
    if (char === '<') {
      const tag = /^<(\/?)([a-z-]+)(?:\s[^<>]*)?>/i.exec(html.slice(at));
      if (tag === null) return { error: `Unsupported start tag "" at byte offset ${at}` };
      const name = (tag[2] as string).toLowerCase();
      if (!TAGS.has(name)) return { error: `Unsupported start tag "${name}" at byte offset ${at}` };
      if (tag[1] === '') open.push(name);
      else if (open.pop() !== name) return { error: `Unmatched end tag at byte offset ${at}` };
      at += tag[0].length;
    } else if (char === '&') {
      const entity = /^&(amp|lt|gt|quot|#\d+);/.exec(html.slice(at));
      text += entity === null ? '&' : decode(entity[1] as string);
      at += entity === null ? 1 : entity[0].length;
    } else {
      text += char;
      at += 1;
    }
  }
  const left = open.pop();
  return left === undefined ? { text } : { error: `Can't find end tag corresponding to start tag ${left}` };
}

function decode(name: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return named[name] ?? String.fromCodePoint(Number(name.slice(1)));
}
