// What is asked of a language model, what it answers, and the ways in which that can fail.

/** One question to a model. There is no conversation: what the model is to know stands in it. */
export interface ModelRequest {
  readonly model: string;
  readonly maxTokens: number;
  /** What does not change from call to call: the vendor keeps it for the next one (`cache_control`). */
  readonly system: string;
  readonly user: string;
  /** JSON schema of the answer, when it is wanted as data. */
  readonly schema?: Record<string, unknown>;
  /** For the whole answer, down to its last byte. */
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal;
}

export interface ModelAnswer {
  readonly text: string;
  /** The answer as data, checked against the schema; null when none was given. */
  readonly json: unknown | null;
  /** The model that answered, as the vendor names it. */
  readonly model: string;
  readonly stopReason: string;
  /** Tokens that were neither written to the vendor's memory nor read from it. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  /** What the vendor's support asks for. */
  readonly requestId: string | null;
  readonly milliseconds: number;
}

export type ModelFault =
  /** Too many requests or tokens in a minute; see `retryAfterSeconds`. */
  | 'rate_limited'
  /** 529: the model is busy, another one may not be. */
  | 'overloaded'
  | 'server'
  | 'timeout'
  /** No answer: the line broke, the vendor was not reached, or the caller's signal ended the call. */
  | 'connection'
  /** An answer that cannot be read, or one that does not fit the schema. */
  | 'malformed'
  | 'refusal'
  /** It ends in the middle: `maxTokens` was too few. */
  | 'truncated'
  | 'auth'
  | 'billing'
  /** The model is not there (any more). */
  | 'not_found'
  | 'bad_request'
  | 'too_large';

/** The only error of `complete`. Its message is for people, in Indonesian. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly fault: ModelFault;
  /** What the vendor asked for; null when it said nothing. */
  readonly retryAfterSeconds: number | null;
  /** What is known of an answer that is of no use; its tokens are paid for all the same. Never the text. */
  readonly answer: Partial<ModelAnswer>;
  constructor(fault: ModelFault, message: string, retryAfterSeconds: number | null = null, answer: Partial<ModelAnswer> = {}) {
    super(message);
    this.fault = fault;
    this.retryAfterSeconds = retryAfterSeconds;
    this.answer = answer;
  }
}
