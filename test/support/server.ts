// A database server of a test's own, which it may stop hard and start again: fsync is on, as in production.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type pg from 'pg';
import { deploy } from '../../src/db/deploy.ts';
import { type Embedded, startEmbedded } from '../../src/db/embedded.ts';
import { openClient } from '../../src/db/pool.ts';
import { ROOT } from './template.ts';

export interface OwnServer {
  /** Superuser's connection string; the same after each start. */
  readonly url: string;
  /** One statement on a connection of its own as mandor_deploy, so that no pool has to survive the stop. */
  // biome-ignore lint/suspicious/noExplicitAny: a test names the shape that it expects, or none
  sql<R extends pg.QueryResultRow = any>(text: string, ...values: unknown[]): Promise<R[]>;
  /** SIGQUIT to the postmaster: no checkpoint, recovery at the next start. */
  stopHard(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Starts a server in a temporary folder and deploys the project into it; the file's end removes it. */
export async function ownServer(): Promise<OwnServer> {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-own-'));
  chmodSync(dir, 0o755); // as root the server runs under another user, who must reach its folder
  const binDir = process.env.MANDOR_TEST_BIN_DIR;
  const open = (port?: number): Promise<Embedded> =>
    startEmbedded({ dir, ...(port === undefined ? {} : { port }), ...(binDir === undefined ? {} : { binDir }) });
  let server = await open();
  const { url, port } = server;
  after(async () => {
    await server.stop('immediate');
    rmSync(dir, { recursive: true, force: true });
  });
  await deploy({ url, root: ROOT, kind: 'test' });
  return {
    url,
    async sql(text, ...values) {
      const client = await openClient(url, 'mandor_deploy');
      try {
        return (await client.query(text, values)).rows;
      } finally {
        await client.end();
      }
    },
    stopHard: () => server.stop('immediate'),
    kill: () => server.kill(),
    async start() {
      server = await open(port);
    },
  };
}
