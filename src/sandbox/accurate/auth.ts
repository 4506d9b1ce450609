import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Entity, entities } from '../source.ts';

/** One database of the ERP with the token and the secret of the application that may read it. */
export interface Account {
  readonly entity: Entity;
  readonly databaseId: number;
  readonly alias: string;
  readonly application: string;
  readonly token: string;
  secret: string;
  revoked: boolean;
  /** Path prefix of the business host on which the database lives now. */
  host: string;
}

const MAX_SKEW_SECONDS = 600;
/** The d/m/Y form carries no zone; the vendor's clients all mean Jakarta. */
const JAKARTA_SECONDS = 7 * 3600;

/** Four accounts whose tokens depend on the seed only, so that a restarted sandbox still knows them. */
export function makeAccounts(seed: number): Account[] {
  const digest = (text: string) => createHmac('sha256', `sandbox ${seed}`).update(text).digest('hex');
  return entities.map((entity, i) => {
    const application = `Mandor Sandbox ${entity}`;
    const databaseId = 120_345 + i;
    const about = Buffer.from(JSON.stringify({ ak: digest(`${entity} key`).slice(0, 12), an: application, ap: 'sandbox', d: databaseId }));
    return {
      entity,
      databaseId,
      alias: `PT ${entity} (sandbox)`,
      application,
      token: `aat.${digest(`${entity} head`).slice(0, 8)}.${about.toString('base64')}.${digest(`${entity} tail`).slice(0, 24)}`,
      secret: digest(`${entity} secret`).slice(0, 32),
      revoked: false,
      host: 'zeus',
    };
  });
}

export type AuthResult = { readonly account: Account } | { readonly refusal: string };

export interface AuthHeaders {
  readonly authorization: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/** The vendor's checks in the vendor's order, each with its own message. */
export function authenticate(accounts: readonly Account[], headers: AuthHeaders, nowMs: number): AuthResult {
  const { authorization, timestamp, signature } = headers;
  if (!authorization) return { refusal: 'Unauthorized' };
  const token = /^Bearer (aat\..+)$/.exec(authorization)?.[1];
  if (!token) return { refusal: 'Invalid_token' };
  const account = accounts.find((one) => one.token === token);
  if (!account || account.revoked) return { refusal: 'Invalid or Revoked API Token' };
  if (!timestamp) return { refusal: 'Header X-Api-Timestamp is required' };
  const seconds = readTimestamp(timestamp);
  if (seconds === undefined) return { refusal: 'Header X-Api-Timestamp is invalid' };
  if (!signature) return { refusal: 'Header X-Api-Signature is required' };
  if (!isSigned(account.secret, timestamp, signature)) {
    const other = accounts.some((one) => one !== account && isSigned(one.secret, timestamp, signature));
    return {
      refusal: other
        ? `Header X-Api-Signature invalid: Require Application '${account.application}' signature`
        : 'Header X-Api-Signature is invalid',
    };
  }
  if (Math.abs(nowMs / 1000 - seconds) > MAX_SKEW_SECONDS) return { refusal: 'timestamp difference more than 600 seconds' };
  return { account };
}

/** Seconds since 1970 of any of the four forms that the vendor takes. */
export function readTimestamp(text: string): number | undefined {
  if (/^\d{13}$/.test(text)) return Number(text) / 1000;
  if (/^\d{9,10}$/.test(text)) return Number(text);
  const local = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d)$/.exec(text);
  if (local) {
    const ms = Date.parse(`${local[3]}-${local[2]}-${local[1]}T${local[4]}Z`);
    return Number.isNaN(ms) ? undefined : ms / 1000 - JAKARTA_SECONDS;
  }
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text)) {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? undefined : ms / 1000;
  }
  return undefined;
}

function isSigned(secret: string, timestamp: string, signature: string): boolean {
  const right = createHmac('sha256', secret).update(timestamp, 'utf8').digest();
  const given = /^[0-9a-f]{64}$/.test(signature) ? Buffer.from(signature, 'hex') : Buffer.from(signature, 'base64');
  return given.length === right.length && timingSafeEqual(given, right);
}
