// What people write to the bot and press. Facts that shape this file: an update is kept for 24 h and forgotten when a request names
// a higher number; one request at a time per bot, a second one ends the first with 409, and so does a webhook; telegraf's own
// polling stops for good on 401 and 409, so it is not used.
import { lazyCalls, type TelegramSettings } from './client.ts';

export type UpdatesResult =
  /** Each update as JSON, in their order. None: nobody wrote while we waited. */
  | { readonly outcome: 'updates'; readonly updates: readonly string[] }
  /** The worker ends; nothing is lost, the same updates come again. */
  | { readonly outcome: 'ended' }
  | {
      readonly outcome: 'failed';
      readonly code: 'auth' | 'webhook' | 'conflict' | 'flood' | 'network';
      readonly message: string;
      readonly retryAfter?: number;
    };

export interface TelegramReader {
  /** Number of the bot: the public part of its token. */
  readonly bot: string;
  /** Asks for updates from this number on; Telegram holds the request open until there is one, `seconds` at most. */
  read(offset: number, seconds: number, signal: AbortSignal): Promise<UpdatesResult>;
}

interface ApiError {
  readonly response?: {
    readonly error_code?: number;
    readonly description?: string;
    readonly parameters?: { readonly retry_after?: number };
  };
  readonly code?: string | number;
}

/** More than Telegram's own time to answer, for a connection that went silent. */
const SLACK_MS = 10_000;

export function createTelegramReader(settings: TelegramSettings): TelegramReader {
  const call = lazyCalls(settings);
  return {
    bot: settings.token.split(':')[0] as string,
    async read(offset, seconds, signal) {
      if (signal.aborted) return { outcome: 'ended' };
      try {
        const updates = await call(
          'getUpdates',
          { offset, limit: 100, timeout: seconds, allowed_updates: ['message', 'callback_query'] },
          AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000 + (settings.timeoutMs ?? SLACK_MS))]),
        );
        return { outcome: 'updates', updates: (updates as object[]).map((one) => JSON.stringify(one)) };
      } catch (error) {
        return signal.aborted ? { outcome: 'ended' } : failure(error as ApiError);
      }
    },
  };
}

function failure({ response, code }: ApiError): UpdatesResult {
  const said = response?.description ?? '';
  const failed = (kind: 'auth' | 'webhook' | 'conflict' | 'flood' | 'network', message: string): UpdatesResult => ({
    outcome: 'failed',
    code: kind,
    message,
  });
  switch (response?.error_code) {
    case 401:
    case 404:
      return failed('auth', `Telegram does not know the bot: ${said}.`);
    case 409:
      return failed(/webhook/i.test(said) ? 'webhook' : 'conflict', `Telegram: ${said}.`);
    case 429:
      return { ...failed('flood', `Telegram: ${said}.`), retryAfter: response.parameters?.retry_after ?? 30 } as UpdatesResult;
    default:
      // Not the error's own text: it may hold the address, and that holds the token.
      return failed('network', `Telegram cannot be read (${response?.error_code ?? code ?? 'no answer'}).`);
  }
}
