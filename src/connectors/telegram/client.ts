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
}

export type TelegramResult =
  | { readonly outcome: 'confirmed'; readonly messageId: string }
  /** Certainly not posted. */
  | { readonly outcome: 'refused'; readonly isTransient: boolean; readonly retryAfter?: number; readonly message: string }
  /** Not posted: the group became a supergroup with another id. */
  | { readonly outcome: 'moved'; readonly chatId: string }
  | { readonly outcome: 'unknown'; readonly message: string };

export interface TelegramClient {
  sendMessage(message: TelegramMessage, signal?: AbortSignal): Promise<TelegramResult>;
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

export function createTelegramClient(settings: TelegramSettings): TelegramClient {
  const timeoutMs = settings.timeoutMs ?? 20_000;
  // Loaded with the first message: a worker that sends none does not pay for it.
  let api: Promise<{ call: (payload: object, signal: AbortSignal) => Promise<{ message_id: number }> }> | undefined;
  const open = () =>
    import('telegraf').then(({ Telegram }) => {
      const telegram = new Telegram(settings.token, { apiRoot: settings.apiRoot });
      return {
        call: (payload: object, signal: AbortSignal) =>
          telegram.callApi('sendMessage', payload as never, { signal: signal as never }) as unknown as Promise<{ message_id: number }>,
      };
    });

  return {
    async sendMessage(message, outer) {
      api ??= open();
      const { call } = await api;
      if (outer?.aborted) return { outcome: 'refused', isTransient: true, retryAfter: 1, message: 'The worker ends; nothing was sent.' };
      // The worker's end does not cut a request off: an answer that is lost costs more than a second of waiting.
      const signal = AbortSignal.timeout(timeoutMs);
      const payload = {
        chat_id: message.chatId,
        text: messageHtml(message),
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        ...(message.threadId === undefined ? {} : { message_thread_id: message.threadId }),
      };
      try {
        return { outcome: 'confirmed', messageId: String((await call(payload, signal)).message_id) };
      } catch (error) {
        return classify(error, message.chatId, timeoutMs);
      }
    },
  };
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
