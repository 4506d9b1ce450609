// The commands as a person runs them: a process of its own, in an empty folder, with only the environment that is given.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { ROOT } from './template.ts';

export interface CliOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const dirs: string[] = [];
after(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

/** An empty folder to run in; removed with the file's end. */
export function emptyFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-cli-'));
  dirs.push(dir);
  return dir;
}

/** Runs `mandor <args>` to its end. */
export function mandor(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string = emptyFolder(),
  timeoutMs = 60_000,
): Promise<CliOutcome> {
  // Of our own surroundings only what a shell has, and where a sandbox records its requests.
  const { PATH = '', HOME = '', MANDOR_TEST_REQUESTS = '' } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...args], {
    cwd,
    env: { PATH, HOME, MANDOR_TEST_REQUESTS, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => (text[stream] += chunk));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, ...text }));
  });
}
