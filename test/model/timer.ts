// What the timer of a work item does. As work_item.ts, from the specification alone.
import { ladderTimer } from './approval.ts';
import { enter, escalate, failedWake, HOUR, type WorkItem } from './work_item.ts';
import { pass } from './worker.ts';

/** The item's own wake-up is handed out. (Any other one is `stale`, which the caller knows without a model.) */
export function timer(item: WorkItem, now: number): string {
  const wake = item.wake as { kind: string; due: number };
  if (wake.due > now) return 'early';
  const again = (due: number, kind = wake.kind): 'reminded' => {
    item.wake = { kind, due };
    item.timesDue++;
    return 'reminded';
  };
  switch (item.status) {
    case 'scheduled': {
      if (wake.kind === 'give_up' && !item.needsAreMet) return escalate(item, 'give_up', 'timer', now);
      again(now + 24 * HOUR, 'give_up');
      return item.needsAreMet ? 'not_started' : 'needs_missing';
    }
    case 'in_progress':
      if (item.timesDue === 0) return again(now + item.terms.maxDuration);
      enter(item, 'failed', 'fail', 'timer', now);
      return 'failed';
    case 'done':
      if (!item.terms.requiresReview && !['checks_failed', 'no_approver'].includes(pass(item, 'system', now))) return 'passed';
      return item.timesDue === 0 ? again(now + 2 * HOUR) : escalate(item, 'review_limit', 'timer', now);
    case 'revision':
      if (item.timesDue === 0) return again(now + HOUR);
      enter(item, 'failed', 'rerun_limit', 'timer', now);
      return 'failed';
    case 'failed': {
      if (wake.kind === 'failed_limit') return escalate(item, 'failed_limit', 'timer', now);
      if (item.timerRetries < 3) {
        item.timerRetries++;
        enter(item, 'in_progress', 'retry', 'timer', now);
        return 'retried';
      }
      const next = failedWake(item, now);
      return again(next.due, next.kind);
    }
    case 'pending_approval':
      return ladderTimer(item, now);
    case 'escalated':
      return again(now + 24 * HOUR);
    default:
      throw new Error(`no timer in ${item.status}`);
  }
}
