// Real files in a folder of their own, loaded through the library function that `mandor load` calls.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { type LoadOptions, type LoadOutcome, loadFile } from '../../src/db/load/load.ts';
import { problemText } from '../../src/db/load/problem.ts';
import { type TestDatabase, testDatabase } from '../support/harness.ts';

export interface Loader {
  readonly db: TestDatabase;
  readonly dir: string;
  /** Writes a file and returns its path. */
  file(name: string, content: string | Buffer): string;
  load(table: string, path: string, options?: LoadOptions): Promise<LoadOutcome>;
  /** Writes and loads in one step. */
  text(table: string, content: string | Buffer, options?: LoadOptions): Promise<LoadOutcome>;
}

// At the top of the file: a hook that a hook makes would run when that hook ends.
const dirs: string[] = [];
after(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

export async function loader(): Promise<Loader> {
  const db = await testDatabase();
  const dir = mkdtempSync(join(tmpdir(), 'mandor-load-'));
  dirs.push(dir);
  let n = 0;
  const file = (name: string, content: string | Buffer): string => {
    const path = join(dir, name);
    writeFileSync(path, content);
    return path;
  };
  const load: Loader['load'] = (table, path, options = {}) => loadFile({ pool: db.deployPool, table, file: path, options });
  return { db, dir, file, load, text: (table, content, options) => load(table, file(`file-${++n}.csv`, content), options) };
}

/** The problems of an outcome as people read them. */
export const said = (outcome: LoadOutcome): string[] => outcome.problems.map(problemText);

/** Lines with LF behind each. */
export const lines = (...all: string[]): string => `${all.join('\n')}\n`;

/** A header and rows for portal.kodemix. */
export function kodemix(rows: number, tier: (i: number) => number = (i) => i % 6): string {
  let text = 'kode_barang,kode,kode_mix,name,tier,gender,status\n';
  for (let i = 1; i <= rows; i++) text += `K${i},A${Math.ceil(i / 5)},M${Math.ceil(i / 10)},Artikel ${i},${tier(i)},MEN,ACTIVE\n`;
  return text;
}
