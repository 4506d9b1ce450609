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
  constructor(reason: TransientReason, message: string, where: Where, retryAfter: number) {
    super(message);
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

export type AccurateError = Transient | Permanent | AuthExpired;

export function isAccurateError(error: unknown): error is AccurateError {
  return error instanceof Transient || error instanceof Permanent || error instanceof AuthExpired;
}

/** What a 401 or 403 means, from the vendor's words and, for the clock, from its Date header. */
export function authError(message: string, where: Where, serverDate: string | null, now: Date): AuthExpired | Permanent {
  const text = message.toLowerCase();
  const name = `Accurate refused ${where.call}`;
  if (where.status === 403 || text.includes('insufficient_scope')) {
    return new Permanent(
      'forbidden',
      `${name}: the token may not read this (${message}). Give the application the missing scope and create a new token.`,
      where,
    );
  }
  if (text.includes('timestamp difference')) return new AuthExpired('clock', clockMessage(name, serverDate, now), where);
  if (text.includes('x-api-signature')) {
    const hint = 'Compare ACCURATE_SIGNATURE_SECRET_… with the signature secret of the application that issued the token.';
    return new AuthExpired('wrong_secret', `${name}: the signature secret does not belong to this token (${message}). ${hint}`, where);
  }
  if (text.includes('x-api-timestamp')) {
    return new AuthExpired(
      'missing_header',
      `${name}: ${message}. Something between us and Accurate removes headers; check the proxy.`,
      where,
    );
  }
  if (text.includes('revoked')) {
    return new AuthExpired(
      'revoked',
      `${name}: the API token is unknown or was revoked. Create a new one in Accurate and set ACCURATE_API_TOKEN_….`,
      where,
    );
  }
  if (text.includes('invalid_token')) {
    return new AuthExpired(
      'wrong_token',
      `${name}: what was given is no valid API token. Copy ACCURATE_API_TOKEN_… again, whole, without spaces.`,
      where,
    );
  }
  return new AuthExpired('unauthorized', `${name}: ${message}. Check ACCURATE_API_TOKEN_… and ACCURATE_SIGNATURE_SECRET_….`, where);
}

function clockMessage(name: string, serverDate: string | null, now: Date): string {
  const server = serverDate === null ? Number.NaN : Date.parse(serverDate);
  const next = 'Set this machine to network time (NTP); Accurate accepts at most 10 minutes.';
  if (Number.isNaN(server)) return `${name}: this machine's clock differs from Accurate's by more than 10 minutes. ${next}`;
  const minutes = Math.round((now.getTime() - server) / 60_000);
  return `${name}: this machine's clock is ${Math.abs(minutes)} minutes ${minutes >= 0 ? 'ahead of' : 'behind'} Accurate's. ${next}`;
}
