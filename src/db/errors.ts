// The one place where a SQLSTATE becomes something that TypeScript decides by. Our own codes are MDcnn: the digit c is
// the class (1 validation, 2 state, 3 permission, 4 not found, 5 conflict, 6 constraint tree, 9 integrity).

export type ErrorKind = 'Conflict' | 'Refused' | 'NotFound' | 'Retry' | 'Unexpected';

/** An error of the database with its meaning. `message` is for people, `detail` holds the facts, `hint` the next step. */
export class DbError<K extends ErrorKind = ErrorKind> extends Error {
  override readonly name = 'DbError';
  readonly kind: K;
  /** SQLSTATE, or node's code when the connection failed. */
  readonly code: string;
  /** DETAIL: parsed when it is JSON, as ours always is. */
  readonly detail: unknown;
  readonly hint: string | undefined;
  readonly constraint: string | undefined;

  constructor(kind: K, cause: Error & Partial<PgFields>) {
    super(cause.message, { cause });
    this.kind = kind;
    this.code = cause.code ?? '';
    this.detail = facts(cause.detail);
    this.hint = cause.hint;
    this.constraint = cause.constraint;
  }
}

/** Somebody else was first, or the thing is in another state: reading it again tells. */
export type Conflict = DbError<'Conflict'>;
/** Not allowed or not valid; the same call will be refused again. */
export type Refused = DbError<'Refused'>;
export type NotFound = DbError<'NotFound'>;
/** Nothing is wrong with the call; the same call later can succeed. */
export type Retry = DbError<'Retry'>;
/** A bug of ours or a broken rule of integrity. */
export type Unexpected = DbError<'Unexpected'>;

interface PgFields {
  code: string;
  detail: string;
  hint: string;
  constraint: string;
}

const OURS: Readonly<Record<string, ErrorKind>> = {
  MD1: 'Refused',
  MD2: 'Conflict',
  MD3: 'Refused',
  MD4: 'NotFound',
  MD5: 'Conflict',
  MD6: 'Refused',
  MD9: 'Unexpected',
};

const EXACT: Readonly<Record<string, ErrorKind>> = {
  '42501': 'Refused', // insufficient privilege, row-level security
  '23505': 'Conflict', // unique
  '23P01': 'Conflict', // exclusion
  '23503': 'Conflict', // foreign key: what it points at is gone, or still pointed at
  '23502': 'Refused',
  '23514': 'Refused',
  P0002: 'NotFound',
  '40001': 'Retry',
  '40P01': 'Retry',
  '55P03': 'Retry', // lock not available
  '57014': 'Retry', // statement timeout
  '53300': 'Retry', // too many connections
  '25P03': 'Retry', // idle in transaction timeout
};

// 08 connection, 22 data (a value that is no date, a division by zero), 53 resources, 57P server going down or up.
const CLASSES: readonly (readonly [string, ErrorKind])[] = [
  ['08', 'Retry'],
  ['22', 'Refused'],
  ['53', 'Retry'],
  ['57P', 'Retry'],
];

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

// node-pg gives these without a code.
const LOST =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error)/;

function kindOf(error: Error & Partial<PgFields>): ErrorKind {
  const code = error.code ?? '';
  if (NETWORK.has(code) || LOST.test(error.message)) return 'Retry';
  return OURS[code.slice(0, 3)] ?? EXACT[code] ?? CLASSES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'Unexpected';
}

function facts(detail: string | undefined): unknown {
  if (detail === undefined) return undefined;
  try {
    return JSON.parse(detail);
  } catch {
    return detail;
  }
}

/** Gives an error of the driver its meaning; what already has one is left as it is. */
export function toDbError(e: unknown): DbError {
  if (e instanceof DbError) return e;
  const error = e instanceof Error ? e : new Error(String(e));
  return new DbError(kindOf(error), error);
}

/** True for an error of the database of the given kind: `if (isDbError(e, 'Retry')) …` */
export const isDbError = <K extends ErrorKind>(e: unknown, kind: K): e is DbError<K> => e instanceof DbError && e.kind === kind;
