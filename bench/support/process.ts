// Programs of ours as processes of their own, because that is what start-up, memory and CPU are measured of.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './server.ts';

export interface Program {
  readonly pid: number;
  /** All of its output so far. */
  output(): string;
  /** Asks it to end and waits until it has; kills it after 15 s. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const running = new Set<ChildProcess>();
// A bench that is broken off must not leave workers behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a file of the project in `cwd`, which must hold no .env: a benchmark reads nothing of an installation. */
export function startProgram(file: string, args: readonly string[], env: Readonly<Record<string, string>>, cwd: string): Program {
  const child = spawn(process.execPath, [join(ROOT, file), ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', MANDOR_LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-20_000);
    });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      running.delete(child);
      resolve();
    }),
  );
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  };
  return { pid: child.pid!, output: () => output, stop, [Symbol.asyncDispose]: stop };
}

/** Starts `mandor <args>`. */
export const mandor = (args: readonly string[], env: Readonly<Record<string, string>>, cwd: string): Program =>
  startProgram('src/cli/mandor.js', args, env, cwd);

/** Polls until `probe` answers something; fails with the program's last words. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  options: { every?: number; deadline?: number; program?: Program } = {},
): Promise<T> {
  const end = Date.now() + (options.deadline ?? 60_000);
  for (;;) {
    const seen = await probe();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}. ${options.program?.output() ?? ''}`);
    await sleep(options.every ?? 20);
  }
}

/** Resident memory in MB: now, and the highest since the process began (the kernel's own mark where there is one). */
export function memoryOf(pid: number): { now: number; peak: number } {
  if (!existsSync('/proc/self/status')) {
    const now = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
    return { now, peak: now };
  }
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
  return { now: field('VmRSS'), peak: field('VmHWM') };
}

/** CPU time of a process so far, in seconds. */
export function cpuOf(pid: number): number {
  if (!existsSync('/proc/self/stat')) {
    const parts = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/[:-]/)
      .map(Number);
    return parts.reduce((sum, part) => sum * 60 + part, 0);
  }
  // utime and stime, in ticks of 10 ms; the name in front may hold spaces and brackets.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Follows the memory of a process until told to stop. */
export function watchMemory(pid: number, every = 100): { stop(): { samples: readonly number[]; peak: number } } {
  const samples: number[] = [];
  let peak = 0;
  const look = (): void => {
    try {
      const seen = memoryOf(pid);
      samples.push(seen.now);
      peak = Math.max(peak, seen.peak);
    } catch {
      // It has just ended; what was seen before stands.
    }
  };
  look();
  const timer = setInterval(look, every);
  return {
    stop() {
      clearInterval(timer);
      look();
      return { samples, peak };
    },
  };
}
