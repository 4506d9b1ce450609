// Connection strings of the roles. Only DATABASE_URL is configured; what each role logs in with is derived from it.
import { createHmac } from 'node:crypto';

const userOf = (url: URL): string => url.searchParams.get('user') ?? decodeURIComponent(url.username);
const passwordOf = (url: URL): string => url.searchParams.get('password') ?? decodeURIComponent(url.password);

function parse(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new Error('DATABASE_URL is not a connection string. It looks like postgres://user:password@host:5432/database.');
  }
}

/** The user that a connection string names; '' when it names none. */
export const urlUser = (url: string): string => userOf(parse(url));

/** The database that a connection string names. */
export const urlDatabase = (url: string): string => decodeURIComponent(parse(url).pathname.slice(1)) || userOf(parse(url));

/** The password of a login role, or undefined when DATABASE_URL has none (the server then trusts or identifies us). */
export function rolePassword(databaseUrl: string, role: string): string | undefined {
  const key = passwordOf(parse(databaseUrl));
  return key === '' ? undefined : createHmac('sha256', key).update(`mandor-role:${role}`).digest('base64url');
}

/** The connection string with which `role` logs in; DATABASE_URL itself when it already names that role. */
export function roleUrl(databaseUrl: string, role: string): string {
  const url = parse(databaseUrl);
  if (userOf(url) === role) return databaseUrl;
  const password = rolePassword(databaseUrl, role);
  url.searchParams.delete('user');
  url.searchParams.delete('password');
  if (url.host === '') {
    // A socket address (postgres:///db?host=/run) has no place for a user before the host.
    url.searchParams.set('user', role);
    if (password !== undefined) url.searchParams.set('password', password);
  } else {
    url.username = encodeURIComponent(role);
    url.password = password === undefined ? '' : encodeURIComponent(password);
  }
  return url.href;
}

/** The same server and user, another database. */
export function withDatabase(databaseUrl: string, database: string): string {
  const url = parse(databaseUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/** Adds server settings to a connection string without losing those that it carries. */
export function withSettings(databaseUrl: string, settings: Readonly<Record<string, string | number>>): string {
  const url = parse(databaseUrl);
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  url.searchParams.set('options', [url.searchParams.get('options') ?? '', ...ours].join(' ').trim());
  return url.href;
}
