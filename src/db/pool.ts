// Connections. What a value of the database becomes in JavaScript is decided here, once.
import pg from 'pg';
import type { Log } from '../log.ts';
import { silentLog } from '../log.ts';
import { roleUrl, withSettings } from './url.ts';

export { rolePassword, roleUrl, urlDatabase, urlUser, withDatabase } from './url.ts';

/** What a query needs: a client, a pool or a client of a pool. */
export interface Db {
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<R>>;
}

export interface PoolOptions {
  readonly max?: number;
  readonly applicationName?: string;
  /** Server side limit of one statement in ms; 0 = none. */
  readonly statementTimeout?: number;
  /** Client side limit in ms, for a connection that went silent; must be above the server's. 0 = none. */
  readonly queryTimeout?: number;
  readonly connectTimeout?: number;
  /** More server settings for each session. */
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly log?: Log;
}

const asText = (value: string): string => value;
const textArray = pg.types.getTypeParser(1009 as never) as unknown as (value: string) => string[]; // text[]

// A date has no time zone: node-pg would make it midnight of the machine's zone, which is the day before in UTC.
const PARSERS = new Map<number, (value: string) => unknown>([
  [1082, asText], // date
  [1114, asText], // timestamp without time zone
  [1186, asText], // interval
  [1182, textArray], // date[]
  [1115, textArray], // timestamp[]
  [1187, textArray], // interval[]
  [1231, textArray], // numeric[]: node-pg would make floats of it and lose digits
]);

/** Type parsers of every connection of ours. numeric and bigint stay text, so that no digit is lost. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : PARSERS.get(oid)) ?? pg.types.getTypeParser(oid, format as 'text')) as never,
};

/** Settings of one connection as the given role (without one: as the connection string says). */
export function clientConfig(databaseUrl: string, role: string | undefined, options: PoolOptions = {}): pg.ClientConfig {
  const url = role === undefined ? databaseUrl : roleUrl(databaseUrl, role);
  const statementTimeout = options.statementTimeout ?? 30_000;
  return {
    connectionString: withSettings(url, { timezone: 'UTC', datestyle: 'ISO', statement_timeout: statementTimeout, ...options.settings }),
    application_name: options.applicationName ?? `mandor ${role ?? 'admin'}`,
    connectionTimeoutMillis: options.connectTimeout ?? 10_000,
    query_timeout: options.queryTimeout ?? (statementTimeout === 0 ? 0 : statementTimeout + 5_000),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types,
  };
}

/** A pool that logs in as `role`, with the password derived from DATABASE_URL. */
export function openPool(databaseUrl: string, role: string | undefined, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(databaseUrl, role, options), max: options.max ?? 5, idleTimeoutMillis: 30_000 });
  const log = options.log ?? silentLog;
  // An idle connection that breaks (server restart) emits on the pool; unheard, it would end the process. The pool replaces it.
  pool.on('error', (error) => log.warn({ err: error, role }, 'an idle database connection broke'));
  // The same for a connection that is in use: its query fails anyway, and that is where the error is handled.
  pool.on('connect', (client) => client.on('error', (error) => log.debug({ err: error, role }, 'a database connection broke')));
  return pool;
}

/** One connection, connected. Ends with `await using` or `.end()`. */
export async function openClient(databaseUrl: string, role?: string, options: PoolOptions = {}): Promise<pg.Client> {
  const client = new pg.Client(clientConfig(databaseUrl, role, options));
  client.on('error', (error) => (options.log ?? silentLog).warn({ err: error, role }, 'a database connection broke'));
  await client.connect();
  return client;
}
