// The end of a delivery: what became of it, told to the database.
import { value } from './call.ts';
import type { Db } from './pool.ts';

/** As tasks know it; structural, because this file knows no connector. */
export type DeliveryOutcome =
  | { readonly status: 'accepted'; readonly externalId: string; readonly threadId?: string }
  | { readonly status: 'refused'; readonly isFinal: boolean; readonly message: string; readonly retryAfterSeconds?: number }
  | { readonly status: 'moved'; readonly recipient: string }
  | { readonly status: 'deferred'; readonly message: string; readonly retryAfterSeconds: number }
  | { readonly status: 'off'; readonly message: string }
  | { readonly status: 'unknown'; readonly message: string };

/** Reports the outcome of the run that holds the token. @returns the state of the row, or not_mine */
export async function reportDelivery(db: Db, token: string, outcome: DeliveryOutcome): Promise<string> {
  const own = { p_run_token: token };
  const answer = await (() => {
    switch (outcome.status) {
      case 'accepted':
        return value(db, 'ops.outbox_confirm', { ...own, p_external_id: outcome.externalId, p_thread_id: outcome.threadId ?? null });
      case 'refused':
        return value(db, 'ops.outbox_refuse', {
          ...own,
          p_error: { message: outcome.message },
          p_retry_after: outcome.retryAfterSeconds === undefined ? null : `${outcome.retryAfterSeconds} seconds`,
          p_is_final: outcome.isFinal,
        });
      case 'moved':
        return value(db, 'ops.outbox_moved', { ...own, p_recipient: outcome.recipient });
      case 'deferred':
        return value(db, 'ops.outbox_defer', { ...own, p_seconds: String(outcome.retryAfterSeconds), p_reason: outcome.message });
      case 'off':
        return value(db, 'ops.outbox_suspend', { ...own, p_reason: outcome.message });
      case 'unknown':
        return value(db, 'ops.outbox_unknown', { ...own, p_error: { message: outcome.message } });
    }
  })();
  return answer as string;
}
