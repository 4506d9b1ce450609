// Who tests what a report says or how it travels does not want to sign each one.
import type { TestDatabase } from './harness.ts';

/** Reports leave as soon as they are frozen: nobody reviews or signs them. */
export async function withoutReview(db: Pick<TestDatabase, 'sql'>): Promise<void> {
  await db.sql('update ops.job_definitions set requires_review = false, requires_approval = false where makes_work_item');
}

/** Reports are reviewed by layer 2 and leave when it passes them: nobody signs them. */
export async function withoutSignature(db: Pick<TestDatabase, 'sql'>): Promise<void> {
  await db.sql('update ops.job_definitions set requires_approval = false where makes_work_item');
}

/** The test decides reviews itself, beside a worker that would: no overseer is active. */
export async function reviewByHand(db: Pick<TestDatabase, 'sql'>): Promise<void> {
  await db.sql('update agent.profiles set is_active = false where layer = 2');
}
