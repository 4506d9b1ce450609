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
}

/** Older than this, a statement is worth a question. */
const SUSPICIOUS_MS = 8_000;

/**
 * Watches the connections of `pool` that are in use, and cuts off those that wait for an answer which the server is not
 * working on. Twice in a row, for the same statement: in between an answer may just be on its way.
 */
export function watchSilence(pool: pg.Pool, asking: pg.Pool, suspiciousMs = SUSPICIOUS_MS): SilenceWatch {
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
      return cut;
    },
  };
}
