// What the vendor's refusals of a login mean, in words for people.
import { AuthExpired, Permanent, type Where } from '../errors.ts';

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
