import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA256 of `METHOD$PATH$` with the bytes of the secret, Base64 (doc.ginee.com, Get started; the Python and PHP samples
 * and all real clients do so, the Java sample derives the key in another way that the server does not take).
 * Neither time nor body is signed, so whoever sees one request can repeat it for ever: never log the header.
 */
export function signPath(secret: string, method: string, path: string): string {
  return createHmac('sha256', secret).update(`${method}$${path}$`, 'utf8').digest('base64');
}

/** The headers that every call carries. `country`: ID, CN, PH, VN, TH or MY. */
export function authHeaders(accessKey: string, secret: string, path: string, country: string): Record<string, string> {
  return {
    authorization: `${accessKey}:${signPath(secret, 'POST', path)}`,
    'x-advai-country': country,
    'content-type': 'application/json',
    accept: 'application/json',
  };
}
