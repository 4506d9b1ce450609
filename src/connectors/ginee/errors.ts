// What the vendor's answers mean. It publishes no list of codes (vendor sheet: UNVERIFIED), so words decide where a code is
// not known, and what nobody knows is not tried again blindly.
import { AuthExpired, isConnectorError, Permanent, Transient, type Where } from '../errors.ts';
import { LATER_SECONDS } from '../http.ts';

/** The cursor is too old or of another query: the window has to be read from its beginning. */
export class CursorExpired extends Error {
  override readonly name = 'CursorExpired';
}

/** The failure that an answer with a code other than SUCCESS is. */
export function refusalOf(code: string, message: string, where: Where): Error {
  const said = `${code}: ${message}`;
  if (/cursor/i.test(message)) return new CursorExpired(`Ginee no longer knows the cursor of ${where.call} (${said}).`);
  if (/BUSY|LIMIT|FREQUEN|TOO_?MANY|THROTTL/i.test(code))
    return new Transient('rate_limited', `Ginee asks for a pause at ${where.call} (${said}).`, where, 2);
  if (/SIGN|AUTH|ACCESS|TOKEN|FORBIDDEN|PERMISSION/i.test(code)) return authRefused(said, where);
  if (/SYSTEM|INTERNAL|SERVER|TIMEOUT|UNAVAILABLE/i.test(code))
    return new Transient('server_error', `Ginee failed at ${where.call} (${said}).`, where, LATER_SECONDS);
  return new Permanent('refused', `Ginee refused ${where.call} (${said}).`, where);
}

export function authRefused(said: string, where: Where): AuthExpired {
  const what = /SIGN/i.test(said) ? 'wrong_secret' : 'unauthorized';
  return new AuthExpired(
    what,
    `Ginee does not accept our keys at ${where.call} (${said}). Compare GINEE_ACCESS_KEY, GINEE_SECRET_KEY and GINEE_COUNTRY with the developer page of the account.`,
    where,
  );
}

/** What an error of the vendor means for the run: final when trying again changes nothing. Undefined: not the vendor's. */
export function judge(error: unknown): { isFinal: boolean; retryAfter: number; error: { code: string; message: string } } | undefined {
  if (!isConnectorError(error)) return undefined;
  const retryAfter = error.kind === 'Transient' ? error.retryAfter : 0;
  return { isFinal: error.kind !== 'Transient', retryAfter, error: { code: `ginee.${error.reason}`, message: error.message } };
}
