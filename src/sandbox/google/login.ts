// The token endpoint: a robot user's refresh token, or a service account's signed assertion, for an access token.
import { createVerify, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

const AUDIENCE = 'https://oauth2.googleapis.com/token';
const LIFETIME_S = 3599;
const SKEW_S = 300;
const SCOPE = ['spreadsheets', 'gmail.send', 'gmail.readonly'].map((name) => `https://www.googleapis.com/auth/${name}`).join(' ');
export const ROBOT = 'robot@sandbox.example';
const SERVICE = 'mandor@sandbox.iam.gserviceaccount.com';

export interface Refusal {
  readonly status: 400 | 401;
  readonly error: string;
  readonly description: string;
}

export interface Login {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** The key file of a service account, as JSON. Made when first asked for. */
  serviceAccount(): string;
  grant(form: URLSearchParams): { access_token: string; expires_in: number; token_type: 'Bearer'; scope: string } | Refusal;
  /** Whose access token it is; undefined for one that is unknown or has run out. */
  userOf(token: string): string | undefined;
  /** Refresh token and assertions are refused from now on. */
  revoke(isRevoked?: boolean): void;
  /** Access tokens that are out are refused from now on. */
  expire(): void;
  granted(): number;
}

const refuse = (status: 400 | 401, error: string, description: string): Refusal => ({ status, error, description });

export function createLogin(): Login {
  const clientId = '7001-sandbox.apps.googleusercontent.com';
  const clientSecret = 'sandbox-client-secret';
  const refreshToken = '1//sandbox-refresh-token';
  const tokens = new Map<string, { user: string; until: number }>();
  let key: { publicKey: KeyObject; privateKey: KeyObject } | undefined;
  let isRevoked = false;
  let granted = 0;

  function assertion(text: string): Refusal | undefined {
    const [head, body, signature] = text.split('.');
    if (key === undefined || !head || !body || !signature) return refuse(400, 'invalid_grant', 'Invalid JWT: malformed.');
    if (!createVerify('RSA-SHA256').update(`${head}.${body}`).verify(key.publicKey, Buffer.from(signature, 'base64url')))
      return refuse(400, 'invalid_grant', 'Invalid JWT Signature.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const now = Date.now() / 1000;
    if (claims.iss !== SERVICE || claims.aud !== AUDIENCE) return refuse(400, 'invalid_grant', 'Invalid JWT: wrong issuer or audience.');
    if (Number(claims.iat) > now + SKEW_S || Number(claims.exp) < now - SKEW_S)
      return refuse(400, 'invalid_grant', 'Invalid JWT: Token must be a short-lived token and in a reasonable timeframe.');
    if (typeof claims.scope !== 'string' || claims.scope === '') return refuse(400, 'invalid_scope', 'No scope was asked for.');
    return undefined;
  }

  /** The user whom the assertion names; the sandbox's administrator has delegated the robot alone. */
  function delegated(text: string): Refusal | string {
    const { sub } = JSON.parse(Buffer.from(text.split('.')[1] as string, 'base64url').toString()) as { sub?: string };
    if (sub === undefined) return SERVICE;
    return sub === ROBOT
      ? ROBOT
      : refuse(401, 'unauthorized_client', 'Client is unauthorized to retrieve access tokens using this method.');
  }

  function check(form: URLSearchParams): Refusal | string {
    const grant = form.get('grant_type');
    if (grant === 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
      if (isRevoked) return refuse(400, 'invalid_grant', 'Invalid grant: account not found');
      const refused = assertion(form.get('assertion') ?? '');
      return refused ?? delegated(form.get('assertion') ?? '');
    }
    if (grant !== 'refresh_token') return refuse(400, 'unsupported_grant_type', `Invalid grant_type: ${grant}`);
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
      return refuse(401, 'invalid_client', 'The OAuth client was not found.');
    if (isRevoked || form.get('refresh_token') !== refreshToken) return refuse(400, 'invalid_grant', 'Token has been expired or revoked.');
    return ROBOT;
  }

  return {
    clientId,
    clientSecret,
    refreshToken,
    serviceAccount() {
      key ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
      return JSON.stringify({
        type: 'service_account',
        client_email: SERVICE,
        private_key: key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
        token_uri: AUDIENCE,
      });
    },
    grant(form) {
      const user = check(form);
      if (typeof user !== 'string') return user;
      granted += 1;
      const token = `ya29.${randomBytes(12).toString('base64url')}`;
      tokens.set(token, { user, until: Date.now() + LIFETIME_S * 1000 });
      return { access_token: token, expires_in: LIFETIME_S, token_type: 'Bearer', scope: SCOPE };
    },
    userOf(token) {
      const found = tokens.get(token);
      return found !== undefined && found.until > Date.now() ? found.user : undefined;
    },
    revoke(now = true) {
      isRevoked = now;
    },
    expire: () => tokens.clear(),
    granted: () => granted,
  };
}
