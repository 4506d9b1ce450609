// Runs a program as a child process and starts it again when it ends. What it starts is decided by the caller.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { RESTART_CODE } from './errors.ts';

export interface SuperviseOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly log: Log;
  /** After so many ends within `windowMs` it is not started again. */
  readonly limit?: number;
  readonly windowMs?: number;
  /** The wait before the second start; doubled each time, at most half a minute. */
  readonly firstWaitMs?: number;
  /** It ended too often: told once, with the last code or signal. */
  readonly onGivenUp?: (last: string) => Promise<void>;
}

export interface Supervised {
  /** Pid of the present child; undefined between two. */
  pid(): number | undefined;
  /** Passes SIGTERM on and waits for the child to end. */
  stop(): Promise<void>;
  /** Ends after stop(); rejects when it was given up. */
  readonly promise: Promise<void>;
}

const LONGEST_WAIT_MS = 30_000;
/** A child that does not end by SIGTERM in this time is killed: the worker's own grace period is shorter. */
const KILL_AFTER_MS = 30_000;

/** The child ended too often in too short a time. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

export function supervise(options: SuperviseOptions): Supervised {
  const { log, limit = 5, windowMs = 10 * 60_000, firstWaitMs = 500 } = options;
  const stopping = new AbortController();
  let child: ChildProcess | undefined;

  function run(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    const started = spawn(options.command, options.args, { env: options.env ?? process.env, stdio: ['ignore', 'inherit', 'inherit'] });
    child = started;
    return new Promise((resolve) => {
      started.once('error', (error) => {
        log.error({ err: error }, 'the worker could not be started');
        resolve({ code: 127, signal: null });
      });
      started.once('exit', (code, signal) => resolve({ code, signal }));
    });
  }

  const promise = (async () => {
    const ends: number[] = [];
    while (!stopping.signal.aborted) {
      const { code, signal } = await run();
      child = undefined;
      if (stopping.signal.aborted) return;
      const how = signal ?? `code ${code}`;
      if (code === RESTART_CODE) {
        log.info('the worker asks to be started again');
        continue;
      }
      const now = performance.now();
      ends.push(now);
      const recent = ends.filter((at) => now - at < windowMs).length;
      if (recent >= limit) {
        await options.onGivenUp?.(how).catch((error: Error) => log.error({ err: error }, 'nobody could be told'));
        throw new GivenUp(
          `The worker ended ${recent} times within ${Math.round(windowMs / 60_000)} minutes (last: ${how}). It is not started again; its log says why.`,
        );
      }
      const wait = Math.min(firstWaitMs * 2 ** (recent - 1), LONGEST_WAIT_MS);
      log.warn({ how, wait }, 'the worker ended; it is started again');
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  promise.catch(() => undefined);

  return {
    promise,
    pid: () => child?.pid,
    async stop() {
      stopping.abort();
      const last = child;
      if (last !== undefined) {
        last.kill('SIGTERM');
        const timer = setTimeout(() => last.kill('SIGKILL'), KILL_AFTER_MS);
        await promise.catch(() => undefined);
        clearTimeout(timer);
      }
      await promise.catch(() => undefined);
    },
  };
}
