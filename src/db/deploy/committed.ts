// Reads migrations/committed/*.sql in graphile-migrate's own format: header lines, a blank line, the body; each file
// carries the hash of its body chained to the file before it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeployError } from './error.ts';

export interface Committed {
  /** Name on disk, such as 000001-first.sql. */
  readonly file: string;
  /** Name in graphile_migrate.migrations, such as 000001.sql. */
  readonly filename: string;
  readonly hash: string;
  readonly previousHash: string | null;
  readonly body: string;
  readonly noTransaction: boolean;
}

/** The hash that graphile-migrate writes for a body after the given predecessor. */
export function hashOf(body: string, previousHash: string | null): string {
  const text = `${`${previousHash ?? ''}\n${body.trim()}`.trim()}\n`;
  return `sha1:${createHash('sha1').update(text).digest('hex')}`;
}

/** The text of a committed file for a body, as `graphile-migrate commit` would write it. */
export function committedText(body: string, previousHash: string | null, message?: string): string {
  const headers = [
    `--! Previous: ${previousHash ?? '-'}`,
    `--! Hash: ${hashOf(body, previousHash)}`,
    ...(message === undefined ? [] : [`--! Message: ${message}`]),
  ];
  return `${headers.join('\n')}\n\n${body.trim()}\n`;
}

/**
 * All committed migrations in order.
 * @throws DeployError when a file was edited after the commit or the chain is broken.
 */
export function readCommitted(dir: string): Committed[] {
  if (!existsSync(dir)) return [];
  const out: Committed[] = [];
  for (const file of readdirSync(dir)
    .filter((f) => /^\d{6}(-[\w-]*)?\.sql$/.test(f))
    .sort()) {
    const fail = (what: string): never => {
      throw new DeployError(`migrations/committed/${file}: ${what}`, { file: `migrations/committed/${file}` });
    };
    const lines = readFileSync(join(dir, file), 'utf8').split('\n');
    const headers = new Map<string, string | null>();
    let i = 0;
    for (; i < lines.length; i++) {
      const found = /^--! ([A-Z]\w*)(?::(.*))?$/.exec(lines[i]!);
      if (!found) break;
      headers.set(found[1]!, found[2]?.trim() ?? null);
    }
    if (lines[i] !== '') fail('there must be a blank line after the header lines');
    const body = `${lines.slice(i).join('\n').trim()}\n`;
    const previous = headers.get('Previous') ?? fail('has no "--! Previous:" line');
    const hash = headers.get('Hash') ?? fail('has no "--! Hash:" line');
    const previousHash = previous === '-' ? null : previous;
    const actual = hashOf(body, previousHash);
    if (actual !== hash && !headers.has('AllowInvalidHash'))
      fail(`its hash does not match (${actual}): a committed migration was edited. Undo the edit and write a new migration instead.`);
    const expected = out.at(-1)?.hash ?? null;
    if (previousHash !== expected)
      fail(`follows ${previousHash ?? 'nothing'}, but the file before it is ${expected ?? 'none'}: the chain is broken.`);
    if (out.at(-1)?.filename === `${file.slice(0, 6)}.sql`) fail('has the same number as another file');
    out.push({ file, filename: `${file.slice(0, 6)}.sql`, hash, previousHash, body, noTransaction: /^--!\s*no-transaction\b/.test(body) });
  }
  return out;
}
