// A database to try a deploy on. The live one is copied when nobody is connected to it (PostgreSQL copies a database only
// then); otherwise the whole tree is deployed into an empty one, which tests every file but no migration against real rows.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Log } from '../../log.ts';
import { openClient, urlDatabase, withDatabase } from '../pool.ts';
import { DeployError } from './error.ts';

async function openMaintenance(url: string): Promise<pg.Client> {
  try {
    return await openClient(withDatabase(url, 'postgres'), undefined, {
      applicationName: 'mandor deploy --check',
      statementTimeout: 0,
      queryTimeout: 0,
    });
  } catch (e) {
    throw new DeployError(`A check needs a connection to the database "postgres" of the same server (${(e as Error).message}).`, {
      cause: e,
    });
  }
}

async function make(client: pg.Client, live: string, scratch: string, log: Log): Promise<'clone' | 'fresh'> {
  // Asked first, because CREATE DATABASE waits 5 s for sessions to leave before it says no.
  const { rowCount: sessions } = await client.query(`select from pg_stat_activity where datname = $1 and backend_type = 'client backend'`, [
    live,
  ]);
  try {
    if (!sessions) await client.query(`create database ${pg.escapeIdentifier(scratch)} template ${pg.escapeIdentifier(live)}`);
    if (!sessions) return 'clone';
  } catch (e) {
    const code = (e as { code?: string }).code;
    // 55006: sessions are connected. 42501: not the owner of the live database, but perhaps allowed to make another.
    if (code !== '55006' && code !== '42501') throw e;
    log.info({ code }, 'the live database cannot be copied');
  }
  log.info({ sessions }, 'the live database cannot be copied now; the check uses an empty one');
  try {
    await client.query(`create database ${pg.escapeIdentifier(scratch)} template template0`);
    return 'fresh';
  } catch (e) {
    throw new DeployError(
      `A check needs the right to create a scratch database (${(e as Error).message}). Use a DATABASE_URL whose user has CREATEDB, or run the check on another server.`,
      { cause: e },
    );
  }
}

/** Runs `use` with the connection string of a scratch database, and drops that database in any case. */
export async function withScratch<T>(
  url: string,
  log: Log,
  use: (scratchUrl: string, against: 'clone' | 'fresh') => Promise<T>,
): Promise<T> {
  const client = await openMaintenance(url);
  const scratch = `mandor_check_${process.pid}_${randomBytes(3).toString('hex')}`;
  try {
    const against = await make(client, urlDatabase(url), scratch, log);
    return await use(withDatabase(url, scratch), against);
  } finally {
    await client
      .query(`drop database if exists ${pg.escapeIdentifier(scratch)} with (force)`)
      .catch((e) => log.warn({ err: e, scratch }, 'the scratch database could not be dropped'));
    await client.end();
  }
}
