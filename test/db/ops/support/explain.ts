// What the fixtures of ops.explain share.
import assert from 'node:assert/strict';
import type { TestDatabase } from '../../../support/harness.ts';

export const NOW = '2026-02-09T05:00:00+07:00';

export interface Cause {
  rank: number;
  cause: string;
  says: string;
  evidence: Record<string, unknown>;
  next: string;
  next_at: Date | null;
}

export type Explainer = ReturnType<typeof explainer>;

export function explainer(db: TestDatabase) {
  let day = 0;
  /** A business date that no other test has. */
  const newDay = (): string => new Date(Date.UTC(2025, 0, 1 + day++)).toISOString().slice(0, 10);

  const met = new Set<string>();
  const explain = async (kind: string, id: string): Promise<Cause[]> => {
    const all = await db.sql<Cause>('select * from ops.explain($1, $2)', kind, id);
    for (const { cause } of all) met.add(cause);
    return all;
  };
  const causes = async (kind: string, id: string): Promise<string[]> => (await explain(kind, id)).map((c) => c.cause);
  async function only(kind: string, id: string, cause: string): Promise<Cause> {
    const all = await explain(kind, id);
    assert.deepEqual(
      all.map((c) => c.cause),
      [cause],
      JSON.stringify(all),
    );
    const [one] = all as [Cause];
    assert.ok(one.rank === 1 && one.says.length > 8 && one.next.length > 3, JSON.stringify(one));
    return one;
  }
  const open = async (key: string, date = newDay()): Promise<string> =>
    (await db.sql('select ops.occurrence_open($1, $2) as id', key, date))[0].id;
  const submit = async (): Promise<string> => (await db.sql(`select id from ops.event_submit('ENGINE_PING', '{}')`))[0].id;
  const plan = async (key: string): Promise<string> =>
    (await db.sql(`select ops.outbox_plan('email', 'a@toko.example', 'x', '{"from": "m@mandor.example"}', $1) as id`, key))[0].id;
  const job = (key: string, set: string): Promise<unknown> => db.sql(`update graphile_worker._private_jobs set ${set} where key = $1`, key);
  const itemOf = async (occurrence: string): Promise<string> =>
    (await db.sql('select id from ops.work_items where occurrence_id = $1', occurrence))[0].id;
  return { met, newDay, explain, causes, only, open, submit, plan, job, itemOf };
}
