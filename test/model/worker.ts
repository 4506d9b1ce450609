// What a worker does with a work item, and what the review makes of it. As work_item.ts, from the specification alone.
import { setLadder } from './approval.ts';
import { ask, askBackup, backupPerson, enter, firstWake, openAsks, sendBack, type WorkItem } from './work_item.ts';

/** Rows 2 and 20, and taking over a run whose worker is gone. */
export function start(item: WorkItem, token: string, now: number): 'started' | 'nothing' {
  if (item.status === 'scheduled' || item.status === 'revision') {
    if (!item.needsAreMet) return 'nothing';
    enter(item, 'in_progress', 'start', 'worker', now);
  } else if (item.status !== 'in_progress' || item.isHeldAlive) return 'nothing';
  item.wake = firstWake(item, now);
  item.timesDue = 0;
  item.token = token;
  item.isHeldAlive = true;
  return 'started';
}

/** Row 5, and at once 8 when no review is required. */
export function finish(item: WorkItem, token: string, now: number): string {
  if (item.token !== token) return item.frozenBy.includes(token) ? 'already' : 'not_mine';
  item.frozenBy.push(token);
  item.revisionNo++;
  enter(item, 'done', 'finish', 'worker', now);
  if (!item.terms.requiresReview) pass(item, 'system', now);
  return item.status;
}

/** Row 6 by the worker; not final, the run is free for the next one. */
export function fail(item: WorkItem, token: string, isFinal: boolean, now: number): string {
  if (item.token !== token) return 'not_mine';
  if (isFinal) {
    enter(item, 'failed', 'fail', 'worker', now);
    return 'failed';
  }
  item.token = undefined;
  item.isHeldAlive = false;
  item.timesDue = 0;
  item.wake = firstWake(item, now);
  return 'in_progress';
}

/** Rows 8, 12, 13. */
export function pass(item: WorkItem, actor: 'reviewer' | 'system', now: number): string {
  if (item.checks.get(item.revisionNo) === false) return 'checks_failed';
  if (item.terms.requiresApproval && !item.terms.picIsActive && backupPerson(item) === undefined) return 'no_approver';
  item.changes.push(`done>l2_approved review_pass ${actor}`);
  (item.status as string) = 'l2_approved';
  if (!item.terms.requiresApproval) {
    enter(item, 'approved', 'no_approval_needed', 'system', now);
    return 'approved';
  }
  enter(item, 'pending_approval', 'request', 'system', now);
  if (item.terms.picIsActive) ask(item, 'pic', 'pic', now);
  if (!item.terms.picIsActive || item.picIsAway) askBackup(item, now);
  if (openAsks(item).every((a) => a.delivery === 'none')) item.ladderSince = now;
  setLadder(item, now);
  return 'pending_approval';
}

/** Rows 8 to 10. */
export function review(item: WorkItem, revision: number, decision: 'pass' | 'reject', now: number): string {
  if (item.status !== 'done') return 'not_reviewable';
  if (item.revisionNo !== revision) return 'stale_revision';
  return decision === 'pass' ? pass(item, 'reviewer', now) : sendBack(item, 'review_reject', 'reviewer', now);
}

/** A blocking check of layer 2 found something, or nothing. */
export function check(item: WorkItem, revision: number, isPassed: boolean): string {
  if (item.status !== 'done') return 'not_reviewable';
  if (item.revisionNo !== revision) return 'stale_revision';
  item.checks.set(revision, isPassed);
  return 'recorded';
}
