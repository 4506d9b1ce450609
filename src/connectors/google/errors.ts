// What Google can answer, sorted once into three kinds. The messages end in alerts to the people who keep the Sheets, so
// they are in Indonesian and say what to do; none holds a token.

export type GoogleErrorKind =
  /** It may work later: in `retryAfter` seconds. */
  | 'transient'
  /** Somebody has to mend the Sheet, its sharing, or our row about it. */
  | 'permanent'
  /** No call works until the credentials are mended. */
  | 'auth';

export class GoogleError extends Error {
  override readonly name = 'GoogleError';
  readonly kind: GoogleErrorKind;
  /** Short and stable: rate_limited, server_error, timeout, connection, bad_answer, forbidden, not_found, no_range, refused, revoked, foreign_host, off. */
  readonly reason: string;
  readonly retryAfter: number;
  constructor(kind: GoogleErrorKind, reason: string, message: string, retryAfter = 60) {
    super(message);
    this.kind = kind;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}

interface Answer {
  readonly status?: number;
  readonly headers?: { get?(name: string): string | null };
  readonly data?: unknown;
  readonly config?: { readonly url?: unknown };
}

interface Facts {
  readonly message: string;
  readonly status: string;
  readonly reason: string;
}

/** Two shapes: {error: {code, message, status, details | errors}} of the APIs, {error, error_description} of the token endpoint. */
function factsOf(data: unknown): Facts {
  const error = (data as { error?: unknown } | null | undefined)?.error;
  if (typeof error === 'string') {
    const description = (data as { error_description?: unknown }).error_description;
    return { message: typeof description === 'string' ? description : error, status: error, reason: error };
  }
  const e = (error ?? {}) as { message?: string; status?: string; details?: { reason?: string }[]; errors?: { reason?: string }[] };
  return { message: e.message ?? '', status: e.status ?? '', reason: e.details?.[0]?.reason ?? e.errors?.[0]?.reason ?? '' };
}

const LIMITS = new Set(['RATE_LIMIT_EXCEEDED', 'rateLimitExceeded', 'userRateLimitExceeded', 'dailyLimitExceeded', 'quotaExceeded']);
const REVOKED = new Set(['invalid_grant', 'invalid_client', 'unauthorized_client', 'deleted_client']);

/** Seconds of Retry-After; a minute, the length of Google's quota window, when it says nothing. */
function pause(answer: Answer): number {
  const seconds = Number(answer.headers?.get?.('retry-after') ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) : 60;
}

/** Turns whatever the library threw into a GoogleError. `what`: what was tried, e.g. `Sheet "…", tab "…"`. */
export function googleError(thrown: unknown, what: string): GoogleError {
  if (thrown instanceof GoogleError) return thrown;
  const answer = (thrown as { response?: Answer }).response;
  const status = answer?.status;
  if (answer === undefined || status === undefined) return connectionError(thrown, what);
  const facts = factsOf(answer.data);
  if (REVOKED.has(facts.status))
    return new GoogleError(
      'auth',
      'revoked',
      `Google menolak kredensial kita (${facts.status}). Buat GOOGLE_REFRESH_TOKEN baru, atau periksa GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET atau akun layanan.`,
    );
  if (status === 429 || (status === 403 && LIMITS.has(facts.reason)))
    return new GoogleError('transient', 'rate_limited', `Google meminta jeda (${status} ${facts.reason}) pada ${what}.`, pause(answer));
  if (status === 401) return new GoogleError('auth', 'revoked', `Google menolak token akses pada ${what}. Buat GOOGLE_REFRESH_TOKEN baru.`);
  if (status === 403)
    return new GoogleError(
      'permanent',
      'forbidden',
      `${what} tidak boleh dibaca (${facts.message}). Bagikan Sheet itu ke akun Google kita.`,
    );
  if (status === 404)
    return new GoogleError(
      'permanent',
      'not_found',
      `${what} tidak ditemukan. Periksa spreadsheet_id, dan apakah Sheet itu sudah dibagikan.`,
    );
  if (status === 400 && /unable to parse range/i.test(facts.message)) return new GoogleError('permanent', 'no_range', `${what} tidak ada.`);
  if (status === 408 || status >= 500)
    return new GoogleError('transient', 'server_error', `Google sedang terganggu (${status}) pada ${what}.`, pause(answer));
  return new GoogleError('permanent', 'refused', `Google menolak permintaan (${status} ${facts.status}) pada ${what}: ${facts.message}`);
}

function connectionError(thrown: unknown, what: string): GoogleError {
  const error = thrown as { name?: string; code?: unknown; message?: string; cause?: { name?: string; code?: unknown } };
  const name = error.cause?.name ?? error.name;
  if (name === 'TimeoutError' || name === 'AbortError' || error.code === 'TimeoutError')
    return new GoogleError('transient', 'timeout', `Google tidak menjawab tepat waktu pada ${what}.`);
  if (error instanceof SyntaxError || error.cause instanceof SyntaxError)
    return new GoogleError('transient', 'bad_answer', `Jawaban Google pada ${what} tidak dapat dibaca.`);
  const code =
    typeof error.cause?.code === 'string' ? error.cause.code : typeof error.code === 'string' ? error.code : 'sambungan terputus';
  return new GoogleError('transient', 'connection', `Google tidak dapat dihubungi (${code}) pada ${what}.`);
}

/** What a task does with an error: give up (somebody must look) or come again later; undefined for what is not Google's. */
export function judge(thrown: unknown): { readonly isFinal: boolean; readonly retryAfter: number; readonly message: string } | undefined {
  if (!(thrown instanceof GoogleError)) return undefined;
  return { isFinal: thrown.kind !== 'transient', retryAfter: thrown.retryAfter, message: thrown.message };
}
