/**
 * The three ways in which the vendor can fail us. Every failure of a call crosses here once; callers never see a
 * fetch error, a status code or a body. Messages are for people: what, where, what next. They hold no secret.
 */

export interface Where {
  /** e.g. "GET item/detail.do?id=4411" */
  readonly call: string;
  readonly status?: number | undefined;
}

export type TransientReason = 'rate_limited' | 'server_error' | 'timeout' | 'connection' | 'bad_answer' | 'page_moved' | 'queue_full';
export type PermanentReason =
  | 'refused'
  | 'not_found'
  | 'filter_ignored'
  | 'foreign_host'
  | 'bad_configuration'
  | 'unexpected_data'
  | 'forbidden';
export type AuthReason = 'wrong_token' | 'revoked' | 'wrong_secret' | 'clock' | 'missing_header' | 'unauthorized';

/** It may work later: try again after `retryAfter` seconds. */
export class Transient extends Error {
  readonly kind = 'Transient';
  readonly reason: TransientReason;
  readonly where: Where;
  readonly retryAfter: number;
  /** True: the vendor itself named the time. */
  readonly isNamed: boolean;
  constructor(reason: TransientReason, message: string, where: Where, retryAfter: number, isNamed = false) {
    super(message);
    this.isNamed = isNamed;
    this.name = 'Transient';
    this.reason = reason;
    this.where = where;
    this.retryAfter = retryAfter;
  }
}

/** Trying again changes nothing: somebody has to look. */
export class Permanent extends Error {
  readonly kind = 'Permanent';
  readonly reason: PermanentReason;
  readonly where: Where;
  constructor(reason: PermanentReason, message: string, where: Where) {
    super(message);
    this.name = 'Permanent';
    this.reason = reason;
    this.where = where;
  }
}

/** The credential, its secret or the clock: no call will work until it is mended. */
export class AuthExpired extends Error {
  readonly kind = 'AuthExpired';
  readonly reason: AuthReason;
  readonly where: Where;
  constructor(reason: AuthReason, message: string, where: Where) {
    super(message);
    this.name = 'AuthExpired';
    this.reason = reason;
    this.where = where;
  }
}

export type ConnectorError = Transient | Permanent | AuthExpired;

export function isConnectorError(error: unknown): error is ConnectorError {
  return error instanceof Transient || error instanceof Permanent || error instanceof AuthExpired;
}
