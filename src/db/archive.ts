// A month of the archive as a file: one line of JSON a row, read back from the disk before it is recorded.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { many, value } from './call.ts';

export interface ArchiveExport {
  readonly month: string;
  readonly rows: number;
  readonly sha256: string;
  readonly file: string;
}

/** A name that is not taken: rows may come to a month that was exported before, and no file is ever overwritten. */
function freeName(folder: string, month: string): string {
  for (let n = 1; ; n++) {
    const name = `audit-${month}${n === 1 ? '' : `-${n}`}.ndjson`;
    if (!existsSync(join(folder, name))) return name;
  }
}

async function writeRows(db: pg.PoolClient, month: string, file: FileHandle): Promise<number> {
  let rows = 0;
  let last = { table_name: '', row_id: '0' };
  for (;;) {
    const page = (await many(db, 'ops.archive_page', {
      p_month: `${month}-01`,
      p_table_name: last.table_name,
      p_row_id: last.row_id,
    })) as unknown as (typeof last & { line: string })[];
    if (page.length === 0) return rows;
    await file.write(page.map((row) => `${row.line}\n`).join(''));
    rows += page.length;
    last = page.at(-1)!;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Writes a month (yyyy-mm) of the archive into the folder, beside it its SHA-256 as `sha256sum -c` reads it, and records it.
 * The file appears under its name only when it is whole.
 * @throws DbError when the archive has nothing of that month (MD401), or got rows meanwhile (MD501); an error of the disk.
 */
export async function exportMonth(pool: pg.Pool, month: string, folder: string): Promise<ArchiveExport> {
  await mkdir(folder, { recursive: true });
  const name = freeName(folder, month);
  const path = join(folder, name);
  const part = `${path}.part`;
  const db = await pool.connect();
  try {
    const file = await open(part, 'wx');
    let rows: number;
    try {
      rows = await writeRows(db, month, file);
      await file.sync();
    } finally {
      await file.close();
    }
    const sha256 = await hashOf(part);
    await writeFile(`${path}.sha256`, `${sha256}  ${name}\n`);
    await rename(part, path);
    await value(db, 'ops.archive_exported', { p_month: `${month}-01`, p_row_count: String(rows), p_sha256: sha256, p_file_name: name });
    return { month, rows, sha256, file: path };
  } catch (error) {
    // What was not recorded is no export; a file that looks like one must not stay.
    for (const left of [part, path, `${path}.sha256`]) await rm(left, { force: true });
    throw error;
  } finally {
    db.release();
  }
}
