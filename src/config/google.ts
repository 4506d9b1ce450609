import * as v from 'valibot';
import { Secret, secret, type Values, webUrl } from './values.ts';

export const googleShape = {
  GOOGLE_CLIENT_ID: v.optional(v.string()),
  GOOGLE_CLIENT_SECRET: v.optional(secret),
  GOOGLE_REFRESH_TOKEN: v.optional(secret),
  // The key file as Google hands it out; so named, GOOGLE_SERVICE_ACCOUNT_FILE is its path, as with any other secret.
  GOOGLE_SERVICE_ACCOUNT: v.optional(secret),
  GOOGLE_ROOT_URL: v.optional(webUrl('https://sheets.googleapis.com/')),
  GOOGLE_TOKEN_URL: v.optional(webUrl('https://oauth2.googleapis.com/token'), 'https://oauth2.googleapis.com/token'),
};

export type GoogleLogin =
  | { readonly kind: 'refresh_token'; readonly clientId: string; readonly clientSecret: Secret; readonly refreshToken: Secret }
  | { readonly kind: 'service_account'; readonly email: string; readonly privateKey: Secret };

export interface GoogleConfig {
  /** Unset: Google is off. */
  readonly login: GoogleLogin | undefined;
  /** Unset: the vendor's own hosts. Ends in a slash. */
  readonly rootUrl: string | undefined;
  readonly tokenUrl: string;
}

export const googleConfig = (raw: Values<typeof googleShape>, problems: string[]): GoogleConfig => ({
  login: googleLogin(raw, problems),
  rootUrl: raw.GOOGLE_ROOT_URL?.replace(/\/*$/, '/'),
  tokenUrl: raw.GOOGLE_TOKEN_URL,
});

const ServiceAccount = v.object({
  client_email: v.pipe(v.string(), v.minLength(3)),
  private_key: v.pipe(v.string(), v.includes('PRIVATE KEY')),
});

/** Who we are at Google. A service account goes before a robot user when both are given in full. */
function googleLogin(raw: Values<typeof googleShape>, problems: string[]): GoogleLogin | undefined {
  if (raw.GOOGLE_SERVICE_ACCOUNT) {
    let key: unknown;
    try {
      key = JSON.parse(raw.GOOGLE_SERVICE_ACCOUNT.reveal());
    } catch {
      key = undefined;
    }
    const parsed = v.safeParse(ServiceAccount, key);
    if (parsed.success)
      return { kind: 'service_account', email: parsed.output.client_email, privateKey: new Secret(parsed.output.private_key) };
    problems.push(
      'GOOGLE_SERVICE_ACCOUNT: is no key of a service account. GOOGLE_SERVICE_ACCOUNT_FILE names the JSON file that Google gave out.',
    );
    return undefined;
  }
  const parts = {
    GOOGLE_CLIENT_ID: raw.GOOGLE_CLIENT_ID,
    GOOGLE_CLIENT_SECRET: raw.GOOGLE_CLIENT_SECRET,
    GOOGLE_REFRESH_TOKEN: raw.GOOGLE_REFRESH_TOKEN,
  };
  const missing = Object.entries(parts).flatMap(([name, part]) => (part === undefined ? [name] : []));
  if (missing.length === 3) return undefined;
  if (missing.length > 0) {
    problems.push(`${missing.join(', ')}: missing, though other credentials of Google are set. Set all three or none.`);
    return undefined;
  }
  return {
    kind: 'refresh_token',
    clientId: raw.GOOGLE_CLIENT_ID as string,
    clientSecret: raw.GOOGLE_CLIENT_SECRET as Secret,
    refreshToken: raw.GOOGLE_REFRESH_TOKEN as Secret,
  };
}
