import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA256 of the timestamp text with the signature secret, Base64 (API-token guide v1.0.3, section on X-Api-Signature).
 * Method, path and body are not signed, so a captured triple can be replayed for ten minutes: never log one.
 */
export function signTimestamp(secret: string, timestamp: string): string {
  return createHmac('sha256', secret).update(timestamp, 'utf8').digest('base64');
}

/** The headers that every call carries. ISO with Z is the only form whose zone the guide leaves no doubt about. */
export function authHeaders(token: string, secret: string, now: Date, language?: string): Record<string, string> {
  const timestamp = now.toISOString();
  return {
    authorization: `Bearer ${token}`,
    'x-api-timestamp': timestamp,
    'x-api-signature': signTimestamp(secret, timestamp),
    accept: 'application/json',
    ...(language ? { 'x-language-profile': language } : {}),
  };
}
