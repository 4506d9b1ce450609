import { join } from 'node:path';
import type pg from 'pg';
import { type Config, loadConfig } from '../config.ts';
import { openPool } from '../db/pool.ts';
import type { Log } from '../log.ts';

export interface Database {
  /** What DATABASE_URL is, or would be. */
  readonly url: string;
  /** True when it is the embedded server of ./var. */
  readonly isEmbedded: boolean;
  readonly port: number | undefined;
  stop(): Promise<void>;
}

/** Everything of a running instance lies here. */
export const varFolder = (root: string = process.cwd()): string => join(root, 'var');

/** The given database, or the embedded one of ./var, started when it does not run. */
export async function openDatabase(config: Config = loadConfig(), log?: Log): Promise<Database> {
  if (config.databaseUrl !== undefined) {
    return { url: config.databaseUrl.reveal(), isEmbedded: false, port: undefined, stop: async () => {} };
  }
  const { startEmbedded } = await import('../db/embedded.ts');
  const server = await startEmbedded({ dir: join(varFolder(), 'pg'), ...(log ? { log } : {}) });
  return { url: server.url, isEmbedded: true, port: server.port, stop: () => server.stop() };
}

/** Opens the database and a pool of the role for one command, and closes both. */
export async function withPool<T>(role: string, use: (pool: pg.Pool, database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase();
  const pool = openPool(database.url, role, { max: 4, applicationName: `mandor ${process.argv[2] ?? 'cli'}` });
  try {
    return await use(pool, database);
  } finally {
    await pool.end();
    await database.stop();
  }
}
