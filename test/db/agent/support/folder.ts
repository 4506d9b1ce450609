// A folder of SOPs that a test may change, as a checkout of its own: commits are real ones.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { ROOT } from '../../../support/harness.ts';

export interface Folder {
  readonly path: string;
  write(name: string, text: string | Buffer): void;
  /** Replaces one text in a file; it must be there. */
  edit(name: string, from: string, to: string): void;
  remove(name: string): void;
  git(...args: string[]): string;
  /** Commits everything and returns the commit. */
  commit(message: string): string;
}

/** An SOP that is right, with some of it replaced. */
export function sopText(given: { name?: string; front?: string; body?: string } = {}): string {
  const { name = 'one', front = '', body = 'Do it.' } = given;
  return `---\nname: ${name}\ndescription: Says what is done.\nagents: [ops_warehouse]\n${front}version: 1\n---\n${body}\n`;
}

/** A new folder; with `shipped`, the SOPs of the project are in it. */
export function makeFolder(shipped = false): Folder {
  const path = mkdtempSync(join(tmpdir(), 'mandor-sops-'));
  after(() => rmSync(path, { recursive: true, force: true }));
  if (shipped) cpSync(join(ROOT, 'sops'), path, { recursive: true });
  const git = (...args: string[]): string => {
    const who = [
      '-c',
      'user.name=Uji',
      '-c',
      'user.email=uji@toko.example',
      '-c',
      'commit.gpgsign=false',
      '-c',
      'core.hooksPath=/dev/null',
    ];
    // Inside a hook of Git its variables name another repository: that of the project.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
    return execFileSync('git', ['-C', path, ...who, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env }).trim();
  };
  return {
    path,
    write: (name, text) => writeFileSync(join(path, name), text),
    edit(name, from, to) {
      const text = readFileSync(join(path, name), 'utf8');
      if (!text.includes(from)) throw new Error(`${name} does not hold ${from}`);
      writeFileSync(join(path, name), text.replace(from, to));
    },
    remove: (name) => rmSync(join(path, name)),
    git,
    commit(message) {
      git('add', '-A');
      git('commit', '-q', '-m', message);
      return git('rev-parse', 'HEAD');
    },
  };
}
