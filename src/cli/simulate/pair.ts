// The same company lived twice, on one embedded server and in two databases, and the two traces side by side.
import { type ChildProcess, fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploy } from '../../db/deploy.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { withDatabase } from '../../db/pool.ts';
import { copyDatabase } from '../../db/simulate.ts';
import type { Size } from '../../sandbox/index.ts';
import { projectRoot } from '../root.ts';
import type { Told } from './child.ts';
import type { Life } from './run.ts';
import type { WorldOptions } from './world.ts';

export interface PairOptions {
  readonly days: number;
  readonly seed: number;
  readonly size: Size;
  /** How many lives: two, to compare them; one, when only what happens is of interest. */
  readonly lives: 1 | 2;
  /** Told how many days all lives have behind them. */
  readonly onDay?: (day: number) => void;
}

const SETTINGS = {
  max_connections: '80',
  shared_buffers: '256MB',
  // Nothing here outlives the command: what a crash of the machine would lose is thrown away anyway.
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  // Made by the simulation each night (tidy): at the usual minute nothing would be analysed before the company is a month old, and a
  // launcher that looks each second costs more than the company.
  autovacuum: 'off',
  // Statements are many and small.
  jit: 'off',
};

/** Lives them at the same time, each in a process of its own. */
export async function livePair(options: PairOptions): Promise<readonly Life[]> {
  await using opened = new AsyncDisposableStack();
  const dir = mkdtempSync(join(tmpdir(), 'mandor-simulate-'));
  chmodSync(dir, 0o755); // as root the server runs under another user, who must reach its folder
  opened.defer(() => rmSync(dir, { recursive: true, force: true }));
  const server = await startEmbedded({ dir, fsync: false, settings: SETTINGS });
  opened.defer(() => server.stop('immediate'));
  const { url } = server;
  const name = 'simulate';
  await copyDatabase(url, name);
  await deploy({ url: withDatabase(url, name), root: projectRoot, kind: 'demo' });
  const names = Array.from({ length: options.lives }, (_, n) => `${name}_${n + 1}`);
  for (const one of names) await copyDatabase(url, one, name);
  const { days, seed, size } = options;
  const reached = names.map(() => -1);
  const children: ChildProcess[] = [];
  opened.defer(() => {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  });
  return await Promise.all(
    names.map((database, n) =>
      liveIn(children, { url: withDatabase(url, database), days, seed, size }, (day) => {
        reached[n] = day;
        options.onDay?.(Math.min(...reached) + 1);
      }),
    ),
  );
}

function liveIn(children: ChildProcess[], options: WorldOptions, onDay: (day: number) => void): Promise<Life> {
  const child = fork(join(import.meta.dirname, 'child.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.push(child);
  let life: Life | undefined;
  return new Promise((done, fail) => {
    child.on('message', (told: Told) => {
      if (told.kind === 'day') onDay(told.day);
      else if (told.kind === 'life') life = told.life;
      else fail(new Error(told.message));
    });
    child.once('error', fail);
    child.once('exit', (code, signal) =>
      life !== undefined ? done(life) : fail(new Error(`A simulation ended without a word (${signal ?? code}).`)),
    );
    child.send(options);
  });
}

/** Where two traces part: lines that only one of them has, at most `limit` of each. */
export function differences(first: readonly string[], second: readonly string[], limit = 20): string[] {
  const count = (lines: readonly string[]): Map<string, number> => {
    const found = new Map<string, number>();
    for (const line of lines) found.set(line, (found.get(line) ?? 0) + 1);
    return found;
  };
  const only = (lines: readonly string[], others: ReadonlyMap<string, number>, mark: string): string[] => {
    const left = new Map(others);
    return lines
      .filter((line) => {
        const n = left.get(line) ?? 0;
        left.set(line, n - 1);
        return n <= 0;
      })
      .slice(0, limit)
      .map((line) => `${mark} ${line}`);
  };
  return [...only(first, count(second), '-'), ...only(second, count(first), '+')].sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1));
}
