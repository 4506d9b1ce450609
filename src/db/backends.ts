// A connection can go silent for ever: a cable, a firewall that forgot it, a proxy that hangs. TCP tells of it after a
// quarter of an hour, and a long statement may rightly take that long. So the server is asked, on another connection,
// whether it still works on what we wait for.
import type pg from 'pg';
import { toDbError } from './errors.ts';

interface Inside {
  readonly processID: number | null;
  readonly _activeQuery: object | null;
  readonly connection: { readonly stream: { destroy(error?: Error): void } };
}

export interface SilenceWatch {
  /** Looks once. @returns how many connections were cut off */
  look(): Promise<number>;
  /**
   * Ends the connections that wait for nothing. For when one of them all went silent: the others went the same way, and
   * each would have to be found out by a statement that waits in vain. New ones cost some milliseconds.
   */
  dropQuiet(): void;
}

export interface WatchedPools {
  /** Statements that may rightly take long: the server is asked about them. */
  readonly tasks: pg.Pool;
  /** The queue's: one of its connections only listens, so that nothing would ever tell that it went silent. */
  readonly queue: pg.Pool;
  readonly others: readonly pg.Pool[];
  /** What is asked on, with short timeouts. */
  readonly asking: pg.Pool;
}

/** Older than this, a statement is worth a question. */
const SUSPICIOUS_MS = 5_000;

/**
 * Watches the connections for tasks that are in use, and cuts off those that wait for an answer which the server is not
 * working on. Twice in a row, for the same statement: in between an answer may just be on its way.
 */
export function watchSilence({ tasks: pool, queue, others, asking }: WatchedPools, suspiciousMs = SUSPICIOUS_MS): SilenceWatch {
  const quiet = [quietOf(pool, 'idle'), quietOf(queue, 'idle or listening'), ...others.map((other) => quietOf(other, 'idle'))];
  const dropQuiet = (): void => {
    for (const clients of quiet)
      for (const client of clients()) client.connection.stream.destroy(new Error('Connection terminated: others went silent'));
  };
  const inUse = new Map<Inside, { query: object | null; since: number; doubts: number }>();
  pool.on('acquire', (client) => inUse.set(client as unknown as Inside, { query: null, since: performance.now(), doubts: 0 }));
  pool.on('release', (_error, client) => inUse.delete(client as unknown as Inside));
  pool.on('remove', (client) => inUse.delete(client as unknown as Inside));

  async function workingOn(pids: readonly number[]): Promise<ReadonlySet<number>> {
    try {
      // A session that waits for its client is not working, whatever it is in the middle of.
      const { rows } = await asking.query<{ pid: number }>(
        `select a.pid from pg_catalog.pg_stat_activity a
          where a.pid = any ($1) and a.state = 'active' and a.wait_event is distinct from 'ClientRead'`,
        [pids],
      );
      return new Set(rows.map((row) => row.pid));
    } catch (error) {
      throw toDbError(error);
    }
  }

  return {
    dropQuiet,
    async look() {
      const now = performance.now();
      const waiting: Inside[] = [];
      for (const [client, seen] of inUse) {
        const query = client._activeQuery;
        if (query !== seen.query) Object.assign(seen, { query, since: now, doubts: 0 });
        else if (query !== null && now - seen.since > suspiciousMs) waiting.push(client);
      }
      if (waiting.length === 0) return 0;
      const working = await workingOn(waiting.map((client) => client.processID ?? 0));
      let cut = 0;
      for (const client of waiting) {
        const seen = inUse.get(client);
        if (seen === undefined || seen.query !== client._activeQuery) continue;
        seen.doubts = working.has(client.processID ?? 0) ? 0 : seen.doubts + 1;
        if (seen.doubts < 2) continue;
        cut += 1;
        // Its query fails as with any lost connection; the task ends with it and the queue tries again.
        client.connection.stream.destroy(new Error('Connection terminated: the server does not work on what is waited for'));
      }
      if (cut > 0) dropQuiet();
      return cut;
    },
  };
}

/** The connections of a pool that wait for no answer at the moment of asking. */
function quietOf(pool: pg.Pool, which: 'idle' | 'idle or listening'): () => Inside[] {
  const open = new Map<Inside, boolean>();
  const note = (client: pg.PoolClient, isIdle: boolean): void => void open.set(client as unknown as Inside, isIdle);
  pool.on('acquire', (client) => note(client, false));
  pool.on('release', (_error, client) => note(client, true));
  pool.on('remove', (client) => open.delete(client as unknown as Inside));
  // Between two statements of a transaction a connection is quiet as well; only the queue has no such.
  return () =>
    [...open]
      .filter(([client, isIdle]) => client._activeQuery === null && (isIdle || which === 'idle or listening'))
      .map(([client]) => client);
}
