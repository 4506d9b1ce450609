// What Notion can answer, sorted once. The messages end in alerts to the people who keep the databases, so they are in
// Indonesian and say what to do; none holds a token.

export type NotionErrorKind =
  /** It may work later, in `retryAfter` seconds; doing it again does no harm. */
  | 'transient'
  /** A page may have been made, and nobody knows: look before it is made again. */
  | 'lost'
  /** Token, right or columns: nothing in this database works until a person mends it. */
  | 'blocked'
  /** This page does not work; the others do. */
  | 'refused';

export class NotionError extends Error {
  override readonly name = 'NotionError';
  readonly kind: NotionErrorKind;
  /** Short and stable: rate_limited, overload, server_error, conflict, timeout, connection, bad_answer, incomplete, revoked, forbidden, not_shared, columns, off, trashed, gone, refused. */
  readonly reason: string;
  readonly retryAfter: number;
  /** Whose budget is used up, of a 429. */
  readonly scope: 'token' | 'workspace' | null;
  constructor(kind: NotionErrorKind, reason: string, message: string, retryAfter = 60, scope: 'token' | 'workspace' | null = null) {
    super(message);
    this.kind = kind;
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.scope = scope;
  }
}

/** What a call does: only a lost answer to `create` leaves something that a second try would double. */
export type CallKind = 'read' | 'replace' | 'create';

interface ApiError {
  readonly name?: string;
  readonly code?: unknown;
  readonly status?: number;
  readonly message?: string;
  readonly headers?: { get?(name: string): string | null };
  readonly additional_data?: { readonly rate_limit_reason?: unknown };
  readonly cause?: { readonly code?: unknown; readonly name?: string };
}

/** Nothing can have reached the vendor. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'CERT_HAS_EXPIRED', 'EGRESS']);

/** Whole seconds of Retry-After (429 and 529); the workspace's may be long. A minute when it says nothing. */
function pause(error: ApiError): number {
  const seconds = Number(error.headers?.get?.('retry-after') ?? '');
  return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 3600) : 60;
}

/** Turns whatever the library threw into a NotionError. `what`: what was tried. */
export function notionError(thrown: unknown, what: string, call: CallKind): NotionError {
  if (thrown instanceof NotionError) return thrown;
  const error = thrown as ApiError;
  const said = error.message ?? '';
  const unclear = (reason: string, message: string): NotionError =>
    call === 'create'
      ? new NotionError('lost', reason, `${message} Halamannya mungkin sudah dibuat.`)
      : new NotionError('transient', reason, message);
  // An error in the middle of a body carries a status too: what the gateway in front says is no word of the API.
  switch (error.code) {
    case 'rate_limited': {
      const scope = error.additional_data?.rate_limit_reason === 'public_api_space_request_rate_limit' ? 'workspace' : 'token';
      return new NotionError('transient', 'rate_limited', `Notion meminta jeda (429) pada ${what}.`, pause(error), scope);
    }
    case 'service_overload':
      return new NotionError('transient', 'overload', `Notion sedang penuh (529) pada ${what}.`, pause(error), 'workspace');
    case 'unauthorized':
      return new NotionError('blocked', 'revoked', 'Notion menolak token kita. Buat token baru di koneksi Mandor lalu isi NOTION_TOKEN.');
    case 'restricted_resource':
      return new NotionError(
        'blocked',
        'forbidden',
        `Koneksi Mandor tidak punya hak untuk ${what}. Beri hak baca, ubah dan tambah isi di pengaturan koneksi Notion.`,
      );
    case 'object_not_found':
      return new NotionError(
        'blocked',
        'not_shared',
        `${what} tidak ditemukan di Notion. Buka databasenya, menu ••• → Connections → tambahkan Mandor; periksa juga database_id di ops.notion_sources.`,
      );
    case 'conflict_error':
      return new NotionError('transient', 'conflict', `Notion sedang menyimpan perubahan lain (409) pada ${what}.`, 5);
    case 'validation_error':
      if (/archived|in trash/i.test(said))
        return new NotionError('refused', 'trashed', `${what} ada di Trash Notion. Pulihkan halamannya, lalu ulangi kiriman ini.`);
      if (/status option|is not a property|find property|is expected to be/i.test(said))
        return new NotionError('blocked', 'columns', `Kolom database Notion berubah (${said}).`, 60);
      return new NotionError('refused', 'refused', `Notion menolak isi ${what}: ${said}`);
    case 'internal_server_error':
    case 'service_unavailable':
    case 'gateway_timeout':
      return unclear('server_error', `Notion sedang terganggu (${error.status}) pada ${what}.`);
    default:
  }
  if (typeof error.status === 'number') {
    if (error.status >= 500 || error.status < 400) return unclear('server_error', `Notion menjawab ${error.status} pada ${what}.`);
    return new NotionError(
      'refused',
      'refused',
      `Notion menolak permintaan (${error.status} ${String(error.code ?? '')}) pada ${what}: ${said}`,
    );
  }
  if (thrown instanceof SyntaxError) return unclear('bad_answer', `Jawaban Notion pada ${what} tidak dapat dibaca.`);
  if (error.name === 'TimeoutError' || error.name === 'AbortError' || error.code === 'notionhq_client_request_timeout')
    return unclear('timeout', `Notion tidak menjawab tepat waktu pada ${what}.`);
  const network = String(error.cause?.code ?? error.code ?? 'sambungan terputus');
  if (NEVER_LEFT.has(network)) return new NotionError('transient', 'connection', `Notion tidak dapat dihubungi (${network}).`);
  return unclear('connection', `Sambungan ke Notion terputus (${network}) pada ${what}.`);
}
