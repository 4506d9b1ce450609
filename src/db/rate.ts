import type { Db } from './pool.ts';

/** Sets how often each token of the ERP may be used. The sandbox and this row always change together. */
export async function setAccurateRate(db: Db, perSecond: number): Promise<void> {
  // 4 % below the limit: at exactly the limit, a late request and an early one fall into the same second.
  await db.query(
    `update ops.rate_keys set min_gap = make_interval(secs => 1.04 / $1), next_at = clock_timestamp() where key like 'accurate:%'`,
    [perSecond],
  );
}
