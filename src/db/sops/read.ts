// Reads a folder of SOPs. Everything that is wrong with any of its files is told at once; one bad file, and none is taken.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Parsed, parseSop, type Sop } from './front_matter.ts';
import { type SopProblem, SopsRefused } from './problem.ts';
import { scanSecrets } from './secrets.ts';

/** A procedure of this length is a book; and all of it goes into a prompt. */
const MAX_BYTES = 64 * 1024;

export interface SopFolder {
  readonly sops: readonly Sop[];
  /** Turns what the database found into lines of the files. */
  readonly locate: (problems: readonly DatabaseProblem[]) => SopProblem[];
}

/** A row of agent.sops_problems. */
export interface DatabaseProblem {
  readonly path: string;
  readonly at: readonly (string | number)[];
  readonly says: string;
  readonly todo: string;
}

// Signs that an eye does not see and a model reads: zero-width, directions of writing, tags; and control characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

/**
 * Reads all .md files of a folder (README.md is for people and passed over).
 * @throws SopsRefused with file, line and what to do.
 */
export async function readSops(folder: string): Promise<SopFolder> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((e) => e.name.endsWith('.md') && e.name !== 'README.md');
  const problems: SopProblem[] = [];
  const parsed = new Map<string, Parsed>();
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const refuse = (line: number, says: string, todo: string): void => void problems.push({ file: entry.name, line, says, todo });
    if (!entry.isFile()) {
      refuse(1, 'it is no plain file', 'Put the file itself here, no link and no folder.');
      continue;
    }
    const text = textOf(await readFile(join(folder, entry.name)), refuse);
    if (text === undefined) continue;
    const secrets = scanSecrets(text);
    for (const { line, kind } of secrets)
      refuse(
        line,
        `it seems to hold ${kind}`,
        'Take it out, revoke it if it was ever shared, and name the variable that holds it instead.',
      );
    if (secrets.length > 0) continue;
    const one = parseSop(entry.name, text);
    problems.push(...one.problems);
    parsed.set(entry.name, one);
  }
  if (problems.length > 0) throw new SopsRefused(problems);
  if (parsed.size === 0)
    throw new SopsRefused([
      { file: folder, line: 1, says: 'there is no SOP in this folder', todo: 'Name the folder that holds the .md files.' },
    ]);
  return {
    sops: [...parsed.values()].map((p) => p.sop!),
    locate: (found) => found.map(({ path, at, says, todo }) => ({ file: path, line: parsed.get(path)?.lineOf(at) ?? 1, says, todo })),
  };
}

/** The text of a file with Unix line ends: the same content has the same hash on every machine. */
function textOf(bytes: Buffer, refuse: (line: number, says: string, todo: string) => void): string | undefined {
  if (bytes.length > MAX_BYTES) {
    return void refuse(1, `it has ${Math.ceil(bytes.length / 1024)} KB`, `At most ${MAX_BYTES / 1024} KB; divide it, or shorten it.`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    return void refuse(firstBadLine(bytes), 'it is not UTF-8', 'Save it as UTF-8.');
  }
  const hidden = INVISIBLE.exec(text);
  if (hidden !== null) {
    const code = hidden[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return void refuse(
      text.slice(0, hidden.index).split('\n').length,
      `it holds the invisible sign U+${code}`,
      'Type that line again by hand.',
    );
  }
  return text;
}

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(10, from);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(from, end === -1 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end === -1) break;
    from = end + 1;
  }
  return line;
}

/** The Git commit that the folder stands at, with `+changes` when it differs from it; null outside of Git. */
export async function commitOf(folder: string): Promise<string | null> {
  // Inside a hook of Git its variables name another repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const git = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)('git', ['-C', folder, '--no-optional-locks', ...args], { timeout: 5_000, env })).stdout.trim();
  try {
    const commit = await git('rev-parse', 'HEAD');
    return (await git('status', '--porcelain', '--', '.')) === '' ? commit : `${commit}+changes`;
  } catch {
    return null;
  }
}
