import type { Db } from './pool.ts';

/** Rate rows as they stood before somebody changed them: key and least distance between two requests. */
export type Rates = readonly { readonly key: string; readonly min_gap: string }[];

/**
 * Sets how often each token of the ERP may be used. The sandbox and this row always change together.
 * @returns the rows as they were, for `restoreAccurateRate`
 */
export async function setAccurateRate(db: Db, perSecond: number): Promise<Rates> {
  // 4 % below the limit: at exactly the limit, a late request and an early one fall into the same second.
  const { rows } = await db.query<{ key: string; min_gap: string }>(
    `with before as materialized (select r.key, r.min_gap from ops.rate_keys r where r.key like 'accurate:%' for update)
     update ops.rate_keys r set min_gap = make_interval(secs => 1.04 / $1), next_at = clock_timestamp()
       from before b where b.key = r.key
     returning b.key, b.min_gap::text as min_gap`,
    [perSecond],
  );
  return rows;
}

/** Puts the rows back, but for those that somebody else has changed meanwhile. */
export async function restoreAccurateRate(db: Db, perSecond: number, before: Rates): Promise<void> {
  await db.query(
    `update ops.rate_keys r set min_gap = b.min_gap
       from jsonb_to_recordset($2::jsonb) as b (key text, min_gap interval)
      where b.key = r.key and r.min_gap = make_interval(secs => 1.04 / $1)`,
    [perSecond, JSON.stringify(before)],
  );
}
