// A server of its own for each benchmark: embedded PostgreSQL in a folder that is removed, with fsync, as `mandor up` starts it.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { deploy } from '../../src/db/deploy.ts';
import { startEmbedded } from '../../src/db/embedded.ts';
import { openPool, withDatabase } from '../../src/db/pool.ts';
import { createDatabase, dropDatabase } from '../../test/support/cluster.ts';

/** The project folder. */
export const ROOT = join(import.meta.dirname, '..', '..');

export interface BenchDatabase {
  /** Superuser's connection string: what DATABASE_URL would be. */
  readonly url: string;
  readonly admin: pg.Pool;
  /** As mandor_deploy, which sees the moved clock. */
  readonly deployPool: pg.Pool;
  drop(): Promise<void>;
}

export interface BenchServer {
  readonly version: string;
  /** An empty folder that goes with the server. */
  readonly folder: string;
  /** A copy of the deployed database. */
  database(): Promise<BenchDatabase>;
  [Symbol.asyncDispose](): Promise<void>;
}

const live = new Set<() => Promise<void>>();
/** Stops every server that still runs and removes its folder: for a bench that is broken off. */
export const stopServers = async (): Promise<unknown> => Promise.allSettled([...live].map((stop) => stop()));

const TEMPLATE = 'bench_template';

/** Starts the server and deploys the project once; every database is a copy of that. */
export async function benchServer(settings: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-bench-'));
  chmodSync(dir, 0o755); // as root the server runs under another user, who must reach its folder
  const server = await startEmbedded({ dir: join(dir, 'pg'), database: 'postgres', settings }).catch((error) => {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  });
  let ending: Promise<void> | undefined;
  // Called by the benchmark's end and by a signal, whichever comes first; both wait for the same end.
  const stop = (): Promise<void> => {
    ending ??= (async () => {
      await server.stop('immediate');
      rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      live.delete(stop);
    })();
    return ending;
  };
  live.add(stop);
  try {
    const template = await createDatabase(server.url, TEMPLATE);
    await deploy({ url: template, root: ROOT, kind: 'test' });
    const pool = openPool(server.url, undefined, { max: 1 });
    const { rows } = await pool.query<{ server_version: string }>('show server_version');
    await pool.end();
    let count = 0;
    return {
      version: rows[0]!.server_version,
      folder: dir,
      async database() {
        count += 1;
        const name = `bench_${count}`;
        const url = await createDatabase(server.url, name, TEMPLATE);
        const admin = openPool(url, undefined, { max: 2, statementTimeout: 0 });
        const deployPool = openPool(url, 'mandor_deploy', { max: 4, statementTimeout: 0 });
        return {
          url: withDatabase(server.url, name),
          admin,
          deployPool,
          async drop() {
            await Promise.all([admin.end(), deployPool.end()]);
            await dropDatabase(server.url, name);
          },
        };
      },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
