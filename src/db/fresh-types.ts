import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { generateTypes } from './codegen.ts';
import { deploy } from './deploy.ts';
import { generateDictionary } from './dictionary.ts';
import { startEmbedded } from './embedded.ts';
import { openClient } from './pool.ts';

/** A file that is made from the catalog. */
export interface GeneratedFile {
  /** From the project folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** False: what lies there says something else, or nothing lies there. */
  readonly isSame: boolean;
}

const GENERATORS: readonly (readonly [path: string, make: (client: pg.ClientBase) => Promise<string>])[] = [
  ['src/db/db.gen.ts', (client) => generateTypes(client)],
  ['docs/dictionary.md', (client) => generateDictionary(client)],
];

/**
 * Makes the generated files from a throw-away database that was deployed from the project's files, so that they describe
 * the files and not whatever somebody's database happens to hold.
 * @param binDir server programs of another PostgreSQL; what is made must be the same with all of them
 */
export async function freshFiles(root: string, binDir?: string): Promise<GeneratedFile[]> {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-types-'));
  try {
    chmodSync(dir, 0o755); // as root the server runs under another user
    await using server = await startEmbedded({ dir, fsync: false, ...(binDir === undefined ? {} : { binDir }) });
    await deploy({ url: server.url, root, kind: 'test' });
    const client = await openClient(server.url);
    try {
      const made: GeneratedFile[] = [];
      for (const [path, make] of GENERATORS) {
        const text = await make(client);
        const file = join(root, path);
        made.push({ path, text, isSame: existsSync(file) && readFileSync(file, 'utf8') === text });
      }
      return made;
    } finally {
      await client.end();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
