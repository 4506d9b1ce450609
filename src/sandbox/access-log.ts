import { createWriteStream, type WriteStream } from 'node:fs';

export interface AccessEntry {
  /** ISO time of arrival. */
  readonly at: string;
  readonly method: string;
  /** Path of the action without the host prefix, e.g. "item/detail.do". */
  readonly path: string;
  readonly query: string;
  /** Whose token it was; "-" when nobody's. Tokens themselves are never kept. */
  readonly entity: string;
  /** 0 = no answer was given (hang, dropped connection). */
  readonly status: number;
  readonly ms: number;
}

export interface AccessFilter {
  readonly path?: string;
  readonly entity?: string;
  readonly status?: number;
}

export interface AccessLog {
  /** The newest entries (at most 300,000 are kept). */
  readonly entries: readonly AccessEntry[];
  count(filter?: AccessFilter): number;
  /** The most requests of one entity that arrived within any window of this many milliseconds. */
  peak(entity: string, windowMs?: number): number;
  clear(): void;
}

const KEPT = 300_000;

/** Every request is counted; with a file, each is also a line of JSON there. */
export function createAccessLog(file?: string) {
  let entries: AccessEntry[] = [];
  const out: WriteStream | undefined = file ? createWriteStream(file, { flags: 'a' }) : undefined;

  const matches = (entry: AccessEntry, filter: AccessFilter) =>
    (filter.path === undefined || entry.path === filter.path) &&
    (filter.entity === undefined || entry.entity === filter.entity) &&
    (filter.status === undefined || entry.status === filter.status);

  const log: AccessLog = {
    get entries() {
      return entries;
    },
    count: (filter = {}) => entries.reduce((total, entry) => total + (matches(entry, filter) ? 1 : 0), 0),
    peak(entity, windowMs = 1000) {
      const times = entries.filter((entry) => entry.entity === entity).map((entry) => Date.parse(entry.at));
      times.sort((a, b) => a - b);
      let most = 0;
      for (let first = 0, last = 0; last < times.length; last++) {
        while ((times[last] as number) - (times[first] as number) >= windowMs) first++;
        most = Math.max(most, last - first + 1);
      }
      return most;
    },
    clear() {
      entries = [];
    },
  };

  return {
    log,
    add(entry: AccessEntry): void {
      entries.push(entry);
      if (entries.length > KEPT * 1.1) entries = entries.slice(-KEPT);
      out?.write(`${JSON.stringify(entry)}\n`);
    },
    close: (): Promise<void> => new Promise((resolve) => (out ? out.end(() => resolve()) : resolve())),
  };
}
