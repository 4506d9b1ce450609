// Telegram's Bot API. Facts that shape this file: sendMessage has no idempotency key and nothing can be read back, so a lost
// answer is "unknown"; telegraf itself neither retries a 429 nor limits a request to less than 500 s; the token is a part
// of every path, so no message of a network error may be shown as it is.

export interface TelegramSettings {
  readonly token: string;
  /** https://api.telegram.org, or a sandbox. */
  readonly apiRoot: string;
  /** Longest wait for an answer. */
  readonly timeoutMs?: number;
}

export interface TelegramMessage {
  readonly chatId: string;
  /** Topic of a forum group; omitted for the general one. */
  readonly threadId?: number;
  readonly title: string | null;
  /** Plain text: it is escaped here. */
  readonly text: string;
  /** Put before everything, for a message that may have arrived already. */
  readonly mark: string | null;
  /** Buttons under the message, row by row; `data` (64 bytes at most) comes back when one is pressed. */
  readonly buttons?: readonly (readonly { readonly text: string; readonly data: string }[])[];
  /** The chat opens a reply to this message, with this word in the empty field. */
  readonly placeholder?: string;
  /** The message that this one answers. */
  readonly replyTo?: string;
}

/** What is done to what is there already. Doing it twice is doing it once. */
export type TelegramEdit =
  | {
      readonly method: 'editMessageText';
      readonly chatId: string;
      readonly messageId: string;
      readonly title: string | null;
      readonly text: string;
    }
  | { readonly method: 'answerCallbackQuery'; readonly queryId: string; readonly text: string; readonly isAlert: boolean };

export type TelegramResult =
  | { readonly outcome: 'confirmed'; readonly messageId: string }
  /** Certainly not posted. */
  | { readonly outcome: 'refused'; readonly isTransient: boolean; readonly retryAfter?: number; readonly message: string }
  /** Not posted: the group became a supergroup with another id. */
  | { readonly outcome: 'moved'; readonly chatId: string }
  | { readonly outcome: 'unknown'; readonly message: string };

export interface TelegramClient {
  sendMessage(message: TelegramMessage, signal?: AbortSignal): Promise<TelegramResult>;
  /** Changes a message of ours (its buttons go), or answers a pressed button. What it wants being so already is success. */
  edit(edit: TelegramEdit, signal?: AbortSignal): Promise<TelegramResult>;
}

/** Longest text, counted after the entities are parsed, in UTF-16 units. */
export const TEXT_MAX = 4096;
const CUT_NOTE = '\n… (dipotong)';

/** Errors of a connection that was never made: nothing can have been posted. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

/** The message as Telegram's HTML, never longer than it takes. Only the visible text counts, so it is cut before it is escaped. */
export function messageHtml({ mark, title, text }: Pick<TelegramMessage, 'mark' | 'title' | 'text'>): string {
  const head = [mark, title].filter((line): line is string => line !== null && line.trim() !== '').map((line) => clip(line, 500));
  const room = TEXT_MAX - head.reduce((sum, line) => sum + line.length + 1, 0);
  const body = text.length <= room ? text : `${clip(text, room - CUT_NOTE.length)}${CUT_NOTE}`;
  return [...head.map((line) => `<b>${escapeHtml(line)}</b>`), escapeHtml(body)].join('\n');
}

/** telegraf's way to any method; one that it has no types for as well. */
export type TelegramCall = (method: string, payload: object, signal: AbortSignal) => Promise<unknown>;

/** Loaded with the first call: a worker that makes none does not pay for it. */
export function lazyCalls({ token, apiRoot }: Pick<TelegramSettings, 'token' | 'apiRoot'>): TelegramCall {
  let api: Promise<TelegramCall> | undefined;
  return async (method, payload, signal) => {
    api ??= import('telegraf').then(({ Telegram }) => {
      const telegram = new Telegram(token, { apiRoot });
      return (name: string, body: object, until: AbortSignal) =>
        telegram.callApi(name as 'getMe', body as never, { signal: until as never }) as Promise<unknown>;
    });
    return (await api)(method, payload, signal);
  };
}

export function createTelegramClient(settings: TelegramSettings): TelegramClient {
  const timeoutMs = settings.timeoutMs ?? 20_000;
  const api = lazyCalls(settings);
  async function call(method: string, chatId: string, payload: object, outer: AbortSignal | undefined): Promise<TelegramResult> {
    if (outer?.aborted) return { outcome: 'refused', isTransient: true, retryAfter: 1, message: 'The worker ends; nothing was sent.' };
    try {
      // The worker's end does not cut a request off: an answer that is lost costs more than a second of waiting.
      const result = await api(method, payload, AbortSignal.timeout(timeoutMs));
      return { outcome: 'confirmed', messageId: String((result as { message_id?: number }).message_id ?? method) };
    } catch (error) {
      return classify(error, chatId, timeoutMs);
    }
  }

  return {
    sendMessage: (message, outer) =>
      call(
        'sendMessage',
        message.chatId,
        {
          chat_id: message.chatId,
          text: messageHtml(message),
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          ...(message.threadId === undefined ? {} : { message_thread_id: message.threadId }),
          ...(message.replyTo === undefined
            ? {}
            : { reply_parameters: { message_id: Number(message.replyTo), allow_sending_without_reply: true } }),
          ...markup(message),
        },
        outer,
      ),
    async edit(edit, outer) {
      if (edit.method === 'answerCallbackQuery') {
        const payload = { callback_query_id: edit.queryId, text: edit.text, show_alert: edit.isAlert };
        return settled(await call(edit.method, edit.queryId, payload, outer), /query is too old|query ID is invalid/i);
      }
      const payload = {
        chat_id: edit.chatId,
        message_id: Number(edit.messageId),
        text: messageHtml({ ...edit, mark: null }),
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      };
      // Deleted, or so old that it stays as it is: nobody can press its buttons, or pressing them says how things are.
      return settled(
        await call(edit.method, edit.chatId, payload, outer),
        /message is not modified|message to edit not found|message can't be edited/i,
      );
    },
  };
}

/** A refusal that says that there is nothing to do. */
function settled(result: TelegramResult, pattern: RegExp): TelegramResult {
  return result.outcome === 'refused' && !result.isTransient && pattern.test(result.message)
    ? { outcome: 'confirmed', messageId: 'unchanged' }
    : result;
}

function markup({ buttons, placeholder }: TelegramMessage): object {
  if (buttons !== undefined)
    return { reply_markup: { inline_keyboard: buttons.map((row) => row.map(({ text, data }) => ({ text, callback_data: data }))) } };
  return placeholder === undefined ? {} : { reply_markup: { force_reply: true, input_field_placeholder: placeholder } };
}

interface ApiError {
  readonly response?: {
    readonly error_code?: number;
    readonly description?: string;
    readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
  };
  readonly code?: string | number;
  readonly type?: string;
}

function classify(thrown: unknown, chatId: string, timeoutMs: number): TelegramResult {
  const error = thrown as ApiError;
  const answer = error.response;
  const code = answer?.error_code;
  if (answer !== undefined && typeof code === 'number') {
    const said = answer.description ?? `error ${code}`;
    if (answer.parameters?.migrate_to_chat_id !== undefined)
      return { outcome: 'moved', chatId: String(answer.parameters.migrate_to_chat_id) };
    if (code === 429)
      return { outcome: 'refused', isTransient: true, retryAfter: answer.parameters?.retry_after ?? 30, message: `Telegram: ${said}` };
    // A gateway that fails says nothing about the message behind it.
    if (code >= 500) return { outcome: 'unknown', message: `Telegram answered ${code} (${said}); the message may have been posted.` };
    return {
      outcome: 'refused',
      isTransient: false,
      message: `Telegram refused the message to ${chatId}: ${said}. ${nextStep(code, said)}`,
    };
  }
  const network = String(error.code ?? '');
  if (NEVER_LEFT.has(network))
    return { outcome: 'refused', isTransient: true, retryAfter: 60, message: `Telegram cannot be reached (${network}); nothing was sent.` };
  const why =
    error.type === 'aborted' || (thrown as Error).name === 'AbortError'
      ? `no answer within ${timeoutMs / 1000} s`
      : network || 'connection lost';
  return { outcome: 'unknown', message: `Telegram did not confirm the message to ${chatId} (${why}); it may have been posted.` };
}

function nextStep(code: number, said: string): string {
  if (code === 401 || code === 404) return 'Check TELEGRAM_BOT_TOKEN.';
  if (/blocked|deactivated|kicked/i.test(said)) return 'The recipient has to unblock the bot, or be taken out of ops.recipients.';
  if (/chat not found/i.test(said)) return 'Correct the chat id in ops.recipients; a person must have written to the bot first.';
  return 'Look at the message and the rights of the bot.';
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeHtml = (text: string): string => text.replace(/[&<>]/g, (char) => ENTITIES[char] as string);

/** At most `max` UTF-16 units, never half a character. */
function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
