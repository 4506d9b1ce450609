// Who stands in the way of a deploy. When the lock timeout has struck it is too late to ask, so a second connection looks
// while the deploy waits; it is only opened when a deploy takes long enough to be waiting for somebody.
import type pg from 'pg';
import { openClient } from '../pool.ts';

export interface Watch {
  /** The last session seen in the way, in words; undefined when none was seen. */
  last(): string | undefined;
  [Symbol.asyncDispose](): Promise<void>;
}

interface Blocker {
  pid: number;
  application_name: string | null;
  usename: string | null;
  state: string | null;
  query: string | null;
  seconds: number | null;
}

/** Watches what blocks the server process `pid`. */
export function watchBlockers(url: string, pid: number, every = 500): Watch {
  let client: pg.Client | undefined;
  let busy: Promise<void> | undefined;
  let last: string | undefined;
  const look = async (): Promise<void> => {
    try {
      client ??= await openClient(url, undefined, { applicationName: 'mandor deploy (watch)', statementTimeout: 5_000 });
      const { rows } = await client.query<Blocker>(
        `select a.pid, a.application_name, a.usename, a.state, left(a.query, 200) as query,
                extract(epoch from clock_timestamp() - a.xact_start)::int as seconds
           from pg_catalog.pg_stat_activity a where a.pid = any (pg_catalog.pg_blocking_pids($1))`,
        [pid],
      );
      if (rows.length > 0) last = rows.map(inWords).join('; ');
    } catch {
      // Only a helper: the deploy itself reports a database that is gone.
    }
  };
  const timer = setInterval(() => {
    busy ??= look().finally(() => {
      busy = undefined;
    });
  }, every);
  return {
    last: () => last,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await busy;
      await client?.end().catch(() => undefined);
    },
  };
}

const inWords = (b: Blocker): string =>
  `process ${b.pid} (${b.application_name || 'no application name'}, user ${b.usename ?? '?'}, ${b.state ?? 'state not visible'}${b.seconds === null ? '' : `, in a transaction for ${b.seconds} s`}): ${(b.query ?? '').replace(/\s+/g, ' ').trim()}`;
