import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateTypes } from './codegen.ts';
import { deploy } from './deploy.ts';
import { startEmbedded } from './embedded.ts';
import { openClient } from './pool.ts';

/**
 * Generates the types from a throw-away database that was deployed from the project's files, so that they describe
 * the files and not whatever somebody's database happens to hold.
 * @param file what is compared with, usually src/db/db.gen.ts
 */
export async function freshTypes(root: string, file: string): Promise<{ text: string; isSame: boolean }> {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-types-'));
  chmodSync(dir, 0o755); // as root the server runs under another user
  const server = await startEmbedded({ dir, fsync: false });
  try {
    await deploy({ url: server.url, root, kind: 'test' });
    const client = await openClient(server.url);
    const text = await generateTypes(client).finally(() => client.end());
    return { text, isSame: existsSync(file) && readFileSync(file, 'utf8') === text };
  } finally {
    await server.stop('immediate');
    rmSync(dir, { recursive: true, force: true });
  }
}
