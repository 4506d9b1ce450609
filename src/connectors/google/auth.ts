// Who we are at Google: a robot user (refresh token) or a service account. Both lead to one place where requests leave,
// and that place refuses every host but those of the settings: the library has calls that forget a given rootUrl, and the
// token address of a service account is written into it.
import { GoogleError } from './errors.ts';

export type GoogleCredentials =
  | { readonly kind: 'refresh_token'; readonly clientId: string; readonly clientSecret: string; readonly refreshToken: string }
  | { readonly kind: 'service_account'; readonly email: string; readonly privateKey: string };

export interface GoogleHosts {
  /** Unset: the vendor's own hosts. With a trailing slash. */
  readonly rootUrl: string | undefined;
  readonly tokenUrl: string;
}

export const GOOGLE_TOKEN_URL = 'https://oauth2.googleapis.com/token';

/** Sheets are read and written. What a robot user (refresh token) may do was settled when its token was made. */
const SCOPES = ['https://www.googleapis.com/auth/spreadsheets'];

type Library = typeof import('@googleapis/sheets');
export type GoogleAuth = InstanceType<Library['auth']['OAuth2']> | InstanceType<Library['auth']['JWT']>;

/** Loaded when first asked for: a worker that reads no Sheet does not pay for it. */
export function loadLibrary(): Promise<Library> {
  return import('@googleapis/sheets');
}

/** Builds the client that signs every request and lets none leave for another host. */
export async function openAuth(
  credentials: GoogleCredentials,
  hosts: GoogleHosts,
  asked: { readonly scopes?: readonly string[]; readonly subject?: string } = {},
): Promise<GoogleAuth> {
  const { auth } = await loadLibrary();
  const client =
    credentials.kind === 'refresh_token'
      ? new auth.OAuth2({
          clientId: credentials.clientId,
          clientSecret: credentials.clientSecret,
          endpoints: { oauth2TokenUrl: hosts.tokenUrl },
          forceRefreshOnFailure: true,
        })
      : new auth.JWT({
          email: credentials.email,
          key: credentials.privateKey,
          scopes: [...(asked.scopes ?? SCOPES)],
          forceRefreshOnFailure: true,
          // The user whose mailbox it is; the domain's administrator has to have delegated it.
          ...(asked.subject === undefined ? {} : { subject: asked.subject }),
        });
  if (credentials.kind === 'refresh_token') client.setCredentials({ refresh_token: credentials.refreshToken });
  const guard = async <T extends { url?: URL | string | undefined }>(request: T): Promise<T> => {
    const url = new URL(String(request.url));
    // The one address that no option moves: the token endpoint of a service account.
    if (url.href === GOOGLE_TOKEN_URL) return Object.assign(request, { url: new URL(hosts.tokenUrl) });
    if (!isAllowed(url, hosts))
      throw new GoogleError('permanent', 'foreign_host', `Permintaan ke ${url.host} ditahan: itu bukan alamat Google yang diatur.`);
    return request;
  };
  client.transporter.interceptors.request.add({ resolved: guard as never });
  return client;
}

/** True for the hosts of the settings; without a rootUrl, for the vendor's API hosts over TLS. */
export function isAllowed(url: URL, hosts: GoogleHosts): boolean {
  if (url.origin === new URL(hosts.tokenUrl).origin) return true;
  if (hosts.rootUrl !== undefined) return url.origin === new URL(hosts.rootUrl).origin;
  return url.protocol === 'https:' && url.hostname.endsWith('.googleapis.com');
}
