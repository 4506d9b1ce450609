import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { recorded } from './recording.ts';
import { cutOff, waitForClose } from './silence.ts';
import { slowly } from './slowly.ts';
import { type Button, type Chats, createChats, type Notice, type Person, type Shown } from './telegram/chat.ts';
import { visible } from './telegram/html.ts';

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
  /** A person presses the button with this label; the number of the query. */
  press(chatId: string | number, messageId: number, label: string, who: Person): string;
  /** The same with any data, whether a message shows it or not. */
  pressRaw(chatId: string | number, messageId: number, data: string, who: Person): string;
  /** A person writes (null: sends a sticker), perhaps as a reply; the number of the update. */
  say(chatId: string | number, who: Person, text: string | null, replyTo?: number): number;
  /** What stands in a chat now, edits included. */
  shown(chatId: string | number, messageId?: number): Shown | undefined;
  /** What people saw over the buttons that they pressed. */
  notices(): readonly Notice[];
  /** Queries that were not answered until now can not be answered any more. */
  ageQueries(): void;
  /** Somebody has set a webhook: updates cannot be read. */
  setWebhook(url: string | null): void;
  /** What happens to the next `times` requests for updates. */
  failUpdates(fault: 'flood' | 'drop' | 'error', times?: number, retryAfter?: number): void;
  /** Requests for updates in all. */
  polls(): number;
  /** Requests for updates that were ended by another one. */
  conflicts(): number;
  /** What happens to the next `times` messages. */
  fail(fault: TelegramFault, times?: number, retryAfter?: number): void;
  clear(): void;
}

const TOKEN = '7001:sandbox-token-AAAA';
const TEXT_MAX = 4096;

/** Speaks as much of the Bot API as we use, and refuses what the vendor refuses. Two equal messages are two messages. */
export function createTelegramBox(): { server: Server; open: (url: string) => TelegramBox } {
  const posts: ChatPost[] = [];
  const blocked = new Set<string>();
  const unknown = new Set<string>();
  const moved = new Map<string, string>();
  const faults: { fault: TelegramFault; retryAfter: number }[] = [];
  const chats: Chats = createChats();
  const pollFaults: { fault: 'flood' | 'drop' | 'error'; retryAfter: number }[] = [];
  let webhook: string | null = null;
  let polls = 0;
  let conflicts = 0;
  /** Ends the request for updates that is open now. */
  let openPoll: AbortController | undefined;
  let calls = 0;
  let nextId = 500;

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.post('/bot:token{.+}/:method', async (c) => {
    const method = c.req.param('method');
    if (c.req.param('token') !== TOKEN) return refuse(c, 401, 'Unauthorized');
    if (method === 'getMe') return c.json({ ok: true, result: { id: 7001, is_bot: true, first_name: 'Mandor', username: 'mandor_bot' } });
    const body = (await c.req.json().catch(() => ({}))) as Record<string, unknown>;
    if (method === 'getUpdates') return getUpdates(c, body);
    if (method === 'answerCallbackQuery' || method === 'editMessageText') return change(c, method, body);
    if (method !== 'sendMessage') return refuse(c, 404, 'Not Found: method not found');
    calls += 1;
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

    const markup = readMarkup(body.reply_markup);
    if (markup === undefined) return refuse(c, 400, 'Bad Request: BUTTON_DATA_INVALID');
    const threadId = typeof body.message_thread_id === 'number' ? body.message_thread_id : null;
    const messageId = nextId++;
    posts.push({ at: new Date(), chatId, messageId, threadId, text: shown.text, raw });
    const replyTo = (body.reply_parameters as { message_id?: number } | undefined)?.message_id ?? null;
    chats.put({ chatId, messageId, text: shown.text, raw, replyTo, ...markup });
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

  async function getUpdates(c: Context<{ Bindings: HttpBindings }>, body: Record<string, unknown>): Promise<Response> {
    polls += 1;
    if (webhook !== null)
      return refuse(c, 409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
    const failing = pollFaults.shift();
    if (failing?.fault === 'flood')
      return refuse(c, 429, `Too Many Requests: retry after ${failing.retryAfter}`, { retry_after: failing.retryAfter });
    if (failing?.fault === 'error') return refuse(c, 500, 'Internal Server Error');
    if (failing?.fault === 'drop') return cutOff(c);
    openPoll?.abort();
    const mine = new AbortController();
    openPoll = mine;
    const gone = new AbortController();
    c.env.outgoing.once('close', () => gone.abort());
    const offset = Number(body.offset ?? 0);
    const limit = Number(body.limit ?? 100);
    let found = chats.updates(offset, limit);
    if (found.length === 0) {
      await chats.wait(Number(body.timeout ?? 0) * 1000, AbortSignal.any([mine.signal, gone.signal]));
      if (mine.signal.aborted) {
        conflicts += 1;
        return refuse(c, 409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running');
      }
      found = chats.updates(offset, limit);
    }
    if (openPoll === mine) openPoll = undefined;
    return c.json({ ok: true, result: found });
  }

  function change(c: Context<{ Bindings: HttpBindings }>, method: string, body: Record<string, unknown>): Response {
    const raw = typeof body.text === 'string' ? body.text : '';
    if (method === 'answerCallbackQuery') {
      if (raw.length > 200) return refuse(c, 400, 'Bad Request: MESSAGE_TOO_LONG');
      const done = chats.answer(String(body.callback_query_id), raw, body.show_alert === true);
      return done.ok ? c.json({ ok: true, result: true }) : refuse(c, 400, done.description);
    }
    const shown = body.parse_mode === 'HTML' ? visible(raw) : { text: raw };
    if ('error' in shown) return refuse(c, 400, `Bad Request: can't parse entities: ${shown.error}`);
    const markup = readMarkup(body.reply_markup);
    if (markup === undefined) return refuse(c, 400, 'Bad Request: BUTTON_DATA_INVALID');
    const chatId = String(body.chat_id);
    const done = chats.edit(chatId, String(body.message_id), shown.text, raw, markup.buttons);
    if (!done.ok) return refuse(c, 400, done.description);
    return c.json({
      ok: true,
      result: { message_id: body.message_id, chat: { id: Number(chatId), type: 'private' }, date: 1, text: shown.text },
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
      press: (chatId, messageId, label, who) => chats.press(chatId, messageId, label, who),
      pressRaw(chatId, messageId, data, who) {
        const message = chats.message(chatId, messageId);
        const empty = { chatId: String(chatId), messageId, text: '', raw: '', buttons: [], asksForReply: false, replyTo: null };
        return chats.pressed(message ?? empty, data, who);
      },
      say: (chatId, who, text, replyTo) => chats.say(chatId, who, text, replyTo),
      shown: (chatId, messageId) => (messageId === undefined ? chats.last(chatId) : chats.message(chatId, messageId)),
      notices: () => [...chats.notices],
      ageQueries: () => chats.ageQueries(),
      setWebhook(to) {
        webhook = to;
      },
      failUpdates: (fault, times = 1, retryAfter = 1) =>
        void pollFaults.push(...Array.from({ length: times }, () => ({ fault, retryAfter }))),
      polls: () => polls,
      conflicts: () => conflicts,
      clear() {
        chats.clear();
        pollFaults.length = 0;
        webhook = null;
        polls = 0;
        conflicts = 0;
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

function refuse(c: Context, code: 400 | 401 | 403 | 404 | 409 | 429 | 500, description: string, parameters?: object): Response {
  return c.json({ ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) }, code);
}

/** What stands under a message; undefined: a button that the vendor refuses. */
function readMarkup(given: unknown): { buttons: Button[]; asksForReply: boolean } | undefined {
  const markup = (given ?? {}) as { inline_keyboard?: { text?: string; callback_data?: string }[][]; force_reply?: boolean };
  const buttons = (markup.inline_keyboard ?? []).flat().map((one) => ({ text: one.text ?? '', data: one.callback_data ?? '' }));
  const isRight = ({ text, data }: Button): boolean => text !== '' && Buffer.byteLength(data) >= 1 && Buffer.byteLength(data) <= 64;
  return buttons.every(isRight) ? { buttons, asksForReply: markup.force_reply === true } : undefined;
}
