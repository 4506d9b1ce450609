// What a test file needs of a database: a clone of the deployed template (about 30 ms), sessions as any role, the clock.
//
//   const db = await testDatabase();
//   await db.setClock('2026-02-09T05:00:00+07');
//   await db.as('mandor_agent_sales', (c) => c.query('select …'));
//
// Under `npm test` the runner has started the server and deployed the template; a file run alone does both itself.
import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import pg from 'pg';
import { openClient, openPool, type PoolOptions } from '../../src/db/pool.ts';
import { type Cluster, createDatabase, dropDatabase, startCluster } from './cluster.ts';
import { makeTemplate } from './template.ts';

export { ROOT } from './template.ts';

export interface TestDatabase {
  /** Superuser's connection string of this database: what DATABASE_URL would be. */
  readonly url: string;
  readonly name: string;
  /** A superuser's pool, for looking behind the scenes. It does not see the moved clock. */
  readonly admin: pg.Pool;
  /** A pool as mandor_deploy, which owns everything by membership and sees the moved clock. */
  readonly deployPool: pg.Pool;
  /** One statement as mandor_deploy; returns its rows. */
  // biome-ignore lint/suspicious/noExplicitAny: a test names the shape that it expects, or none
  sql<R extends pg.QueryResultRow = any>(text: string, ...values: unknown[]): Promise<R[]>;
  /** Runs `use` on a session of the role: logged in as it, or for roles that cannot log in, as mandor_worker with SET ROLE. */
  as<T>(role: string, use: (client: pg.Client) => Promise<T>): Promise<T>;
  /** Freezes the clock of all sessions at an ISO time; null lets it run again. */
  setClock(iso: string | null): Promise<void>;
  /** A pool as a login role, ended with the test file. */
  pool(role: string, options?: PoolOptions): pg.Pool;
}

const LOGINS = new Set(['mandor_deploy', 'mandor_queue', 'mandor_worker', 'mandor_console', 'mandor_analyst', 'mandor_backup']);

let own: Promise<Cluster> | undefined;
let ownTemplate: Promise<string> | undefined;
const closers: (() => Promise<void>)[] = [];

// node:test runs hooks of the root when all tests of the file have ended; the last opened closes first.
after(async () => {
  for (const close of closers.reverse()) await close();
  if (own !== undefined) await (await own).stop();
});

/** What is to be closed before the databases are gone: a file's own `after` comes too late, its worker would lose its database under way. */
export const atEnd = (close: () => Promise<void>): number => closers.push(close);

/** Superuser's connection string of the test server (database `postgres`). */
export async function clusterUrl(): Promise<string> {
  const given = process.env.MANDOR_TEST_CLUSTER;
  if (given !== undefined) return given;
  own ??= startCluster();
  return (await own).url;
}

const uniqueName = (what: string): string => `mandor_${what}_${process.pid}_${randomBytes(3).toString('hex')}`;

async function templateName(): Promise<string> {
  const given = process.env.MANDOR_TEST_TEMPLATE;
  if (given !== undefined) return given;
  const url = await clusterUrl();
  ownTemplate ??= makeTemplate(url, uniqueName('template')).then((name) => {
    closers.unshift(() => dropDatabase(url, name)); // first in, so that it is dropped last
    return name;
  });
  return ownTemplate;
}

/** An empty database of its own on the test server; dropped when the file ends. */
export async function emptyDatabase(): Promise<{ url: string; name: string }> {
  const base = await clusterUrl();
  const name = uniqueName('empty');
  const url = await createDatabase(base, name);
  closers.push(() => dropDatabase(base, name));
  return { url, name };
}

/** A clone of the deployed template for one test file; dropped when the file ends. */
export async function testDatabase(): Promise<TestDatabase> {
  const base = await clusterUrl();
  const name = uniqueName('t');
  const url = await createDatabase(base, name, await templateName());
  closers.push(() => dropDatabase(base, name));
  return sessions(url, name);
}

/** The helpers over any database of the test server. */
export function sessions(url: string, name: string): TestDatabase {
  const pool = (role: string | undefined, options: PoolOptions = {}): pg.Pool => {
    const made = openPool(url, role, { max: 4, ...options });
    closers.push(() => made.end());
    return made;
  };
  const admin = pool(undefined);
  const deployPool = pool('mandor_deploy');
  return {
    url,
    name,
    admin,
    deployPool,
    pool,
    sql: async (text, ...values) => (await deployPool.query(text, values)).rows,
    async as(role, use) {
      const client = await openClient(url, LOGINS.has(role) ? role : 'mandor_worker');
      try {
        if (!LOGINS.has(role)) await client.query(`set role ${pg.escapeIdentifier(role)}`);
        return await use(client);
      } finally {
        await client.end();
      }
    },
    async setClock(iso) {
      await deployPool.query('select util.clock_set($1)', [iso]);
    },
  };
}
