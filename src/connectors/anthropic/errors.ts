// What the SDK can throw, sorted once.
import { type ModelAnswer, ModelError, type ModelFault, type ModelRequest } from './model.ts';

const LONGEST_PAUSE_SECONDS = 3600;

interface Thrown {
  readonly name?: string;
  readonly status?: number;
  readonly type?: string | null;
  readonly errorCode?: string | null;
  readonly apiMessage?: string | null;
  readonly requestID?: string | null;
  readonly headers?: { get?(name: string): string | null };
  readonly cause?: { readonly code?: unknown; readonly cause?: { readonly code?: unknown } };
}

const FAULT_OF_STATUS: Readonly<Record<number, ModelFault>> = {
  401: 'auth',
  402: 'billing',
  403: 'auth',
  404: 'not_found',
  408: 'timeout',
  409: 'server',
  413: 'too_large',
  429: 'rate_limited',
  504: 'timeout',
  529: 'overloaded',
};

const SAYS: Readonly<Record<ModelFault, string>> = {
  rate_limited: 'Anthropic meminta jeda',
  overloaded: 'Model sedang penuh',
  server: 'Anthropic sedang terganggu',
  timeout: 'Model tidak menjawab tepat waktu',
  connection: 'Anthropic tidak dapat dihubungi atau sambungannya terputus',
  malformed: 'Jawaban model tidak dapat dibaca',
  refusal: 'Model menolak menjawab',
  truncated: 'Jawaban model terpotong',
  auth: 'Anthropic menolak kunci kita; buat kunci baru lalu isi ANTHROPIC_API_KEY',
  billing: 'Saldo atau batas belanja di Anthropic habis; periksa halaman Billing di konsolnya',
  not_found: 'Model tidak ada lagi; ganti id model di barisnya',
  bad_request: 'Anthropic menolak bentuk permintaan kita',
  too_large: 'Permintaan ke model terlalu besar',
};

/** As much of a request as an error tells. */
export type Asked = Pick<ModelRequest, 'model' | 'timeoutMilliseconds' | 'signal'>;

/** Turns whatever the SDK threw into a ModelError. Of the vendor's words only codes are kept: the rest may quote what we sent. */
export function modelError(thrown: unknown, request: Asked, known: Partial<ModelAnswer> = {}): ModelError {
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Thrown;
  const fault = faultOf(error, request);
  const codes = [error.type, error.errorCode, networkCode(error), fieldOf(error)].filter((one) => /^[a-z_]{1,60}$/i.test(one ?? ''));
  const shown = [request.model, ...(error.status === undefined ? [] : [error.status]), ...codes];
  const says = request.signal?.aborted && fault === 'connection' ? 'Panggilan ke model dihentikan' : SAYS[fault];
  return new ModelError(fault, `${says} (${shown.join(', ')}).`, pauseOf(error), { ...known, requestId: error.requestID ?? null });
}

function faultOf(error: Thrown, { signal }: Asked): ModelFault {
  const { status } = error;
  if (status === undefined) {
    if (error instanceof SyntaxError) return 'malformed';
    if (error.name === 'APIUserAbortError') return signal?.aborted ? 'connection' : 'timeout';
    if (error.name === 'APIConnectionTimeoutError') return 'timeout';
    return networkCode(error) === 'EANSWERSIZE' ? 'malformed' : 'connection';
  }
  if (error.type === 'overloaded_error') return 'overloaded';
  // Spending limits come as 400, 402 or 429, and no pause helps.
  if (error.type === 'billing_error' || /spend_limit|billing/.test(error.errorCode ?? '')) return 'billing';
  if (status === 400 && /credit balance|spend/i.test(error.apiMessage ?? '')) return 'billing';
  return FAULT_OF_STATUS[status] ?? (status >= 500 ? 'server' : 'bad_request');
}

const networkCode = (error: Thrown): string | undefined => {
  const code = error.cause?.code ?? error.cause?.cause?.code;
  return typeof code === 'string' ? code : undefined;
};

/** Those fields of a request that we send. */
const FIELDS = new Set(['model', 'max_tokens', 'system', 'messages', 'output_config']);

/** The field that a refusal begins with ("messages.0.content: …"), when it is one of ours. */
function fieldOf({ apiMessage }: Thrown): string | undefined {
  const field = /^([a-z_]+)[\w.]*:/.exec(apiMessage ?? '')?.[1];
  return field !== undefined && FIELDS.has(field) ? field : undefined;
}

function pauseOf({ headers }: Thrown): number | null {
  const said = headers?.get?.('retry-after') ?? '';
  if (said === '') return null;
  const seconds = /^\d+(\.\d+)?$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(Math.ceil(seconds), LONGEST_PAUSE_SECONDS) : null;
}
