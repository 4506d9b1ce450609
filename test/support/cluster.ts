// The database server of a test run: one throw-away cluster, or the one of MANDOR_TEST_DATABASE_URL. DATABASE_URL and
// .env are never read here: a test must not be able to reach anything real.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts';
import { isAlive, isServer, readPidFile } from '../../src/db/embedded-pid.ts';
import { openClient, withDatabase } from '../../src/db/pool.ts';

const PREFIX = 'mandor-test-';
/** Dropping a database waits for a checkpoint of the whole server: on a busy machine that can take long, and proves nothing. */
const PATIENT = { statementTimeout: 170_000 };

export interface Cluster {
  /** Connection string of a superuser, database `postgres`. */
  readonly url: string;
  /** Drops a database of the run; needed only on a server that lives on. */
  drop(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts or joins the server for tests. */
export async function startCluster(): Promise<Cluster> {
  const given = process.env.MANDOR_TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    await refuseProduction(given);
    return { url: given, drop: (name) => dropDatabase(given, name), stop: async () => undefined };
  }
  sweepDeadClusters();
  const dir = mkdtempSync(join(tmpdir(), PREFIX));
  const binDir = process.env.MANDOR_TEST_BIN_DIR;
  chmodSync(dir, 0o755); // as root the server runs under another user, who must reach its folder
  const server: Embedded = await startEmbedded({
    dir,
    database: 'postgres',
    fsync: false,
    settings: { max_connections: '200', shared_buffers: '128MB', autovacuum_naptime: '5min', max_wal_size: '2GB' },
    ...(binDir === undefined ? {} : { binDir }),
  });
  return {
    url: server.url,
    drop: (name) => dropDatabase(server.url, name),
    async stop() {
      await server.stop('immediate');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A run that was killed leaves its server behind; the next run ends it. */
function sweepDeadClusters(): void {
  for (const name of readdirSync(tmpdir()).filter((n) => n.startsWith(PREFIX))) {
    const dir = join(tmpdir(), name);
    try {
      if (!existsSync(join(dir, 'owner')) || isAlive(Number(readFileSync(join(dir, 'owner'), 'utf8')))) continue;
      const file = readPidFile(join(dir, 'data'));
      if (file !== undefined && isServer(file.pid)) process.kill(file.pid, 'SIGQUIT');
      rmSync(dir, { recursive: true, force: true });
    } catch {
      // Of another user: not ours to clean.
    }
  }
}

/** @throws when any database of the server says that it is a production instance. */
export async function refuseProduction(url: string): Promise<void> {
  const admin = await openClient(url);
  const { rows } = await admin.query<{ name: string }>('select datname as name from pg_database where datallowconn and not datistemplate');
  await admin.end();
  for (const { name } of rows) {
    const client = await openClient(withDatabase(url, name));
    try {
      if (!(await client.query(`select to_regclass('util.instance') as there`)).rows[0].there) continue;
      const { rows: found } = await client.query(`select from util.instance where kind = 'production'`);
      if (found.length > 0)
        throw new Error(
          `MANDOR_TEST_DATABASE_URL points at a server that holds a production database ("${name}"). Tests make and drop databases and roles: give them a server of their own.`,
        );
    } finally {
      await client.end();
    }
  }
}

/** Makes a database, optionally as a copy; the server may be busy with a copy of the same template, so it is tried again. */
export async function createDatabase(url: string, name: string, template?: string): Promise<string> {
  const client = await openClient(url, undefined, PATIENT);
  try {
    const from = template === undefined ? '' : ` template ${pg.escapeIdentifier(template)}`;
    await client.query(`create database ${pg.escapeIdentifier(name)}${from}`);
    if (template !== undefined) {
      // What a copy does not bring along: owner and access list of the database itself.
      const id = pg.escapeIdentifier(name);
      await client.query(`alter database ${id} owner to mandor_owner`);
      await client.query(`grant connect, create, temporary on database ${id} to mandor_owner, mandor_queue`);
    }
  } finally {
    await client.end();
  }
  return withDatabase(url, name);
}

export async function dropDatabase(url: string, name: string): Promise<void> {
  const client = await openClient(url, undefined, PATIENT);
  try {
    await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  } finally {
    await client.end();
  }
}
