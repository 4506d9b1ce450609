// Reading postmaster.pid and judging whether the process that it names is really a server.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The lines of postmaster.pid that matter. `status` is starting, stopping, ready or standby. */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

/** Reads the lock file of a data folder; undefined when there is none (or it is just being written). */
export function readPidFile(data: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() } : undefined;
  } catch {
    return undefined;
  }
}

/** True when a process of this number exists (and is not a zombie waiting to be reaped). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

/** False only when the machine can tell (/proc) that the process is some other program. */
export function isServer(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch (e) {
    // No /proc on this system: believe the lock file. A vanished entry means that the process just ended.
    return process.platform !== 'linux' && (e as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
