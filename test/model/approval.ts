// What a pending approval waits for, and what an answer does. As work_item.ts, from the specification alone.
import { type Ask, askBackup, closeAsks, enter, escalate, HOUR, openAsks, type Person, sendBack, type WorkItem } from './work_item.ts';

const RUNGS = [
  { after: 24 * HOUR, does: 'remind' },
  { after: 48 * HOUR, does: 'backup' },
  { after: 72 * HOUR, does: 'remind' },
  { after: 96 * HOUR, does: 'end' },
] as const;

/** What a pending approval waits for: the arrival of the request, then the rungs. */
export function setLadder(item: WorkItem, now: number): void {
  item.wake = { kind: 'rung', due: ladderDue(item, now) };
}

function ladderDue(item: WorkItem, now: number): number {
  if (item.ladderSince !== undefined && lateArrival(item) === undefined)
    return item.ladderSince + (RUNGS[item.rung] as (typeof RUNGS)[number]).after;
  const sent = openAsks(item).filter((a) => a.delivery !== 'none');
  if (sent.some((a) => a.delivery === 'confirmed') || sent.every((a) => a.delivery === 'failed')) return now;
  return Math.max(...sent.map((a) => a.sentAt)) + HOUR / 2;
}

/** The hours began without any request having arrived, and now one has that was on its way then. */
function lateArrival(item: WorkItem): number | undefined {
  const since = item.ladderSince;
  if (since === undefined) return undefined;
  const arrived = openAsks(item).filter((a) => a.sentAt <= since && a.delivery === 'confirmed');
  const first = Math.min(...arrived.map((a) => a.confirmedAt));
  return since < first && arrived.length > 0 ? first : undefined;
}

/** The vendor answered about the message that asked: once it has arrived, or none can arrive, the timer is due. */
export function delivered(item: WorkItem, which: Ask, outcome: 'confirmed' | 'failed', now: number): void {
  which.delivery = outcome;
  which.confirmedAt = now;
  if (
    item.status !== 'pending_approval' ||
    (item.ladderSince !== undefined && lateArrival(item) === undefined) ||
    which.status !== 'open' ||
    item.wake === undefined
  )
    return;
  const sent = openAsks(item).filter((a) => a.delivery !== 'none');
  if (outcome === 'confirmed' || sent.every((a) => a.delivery === 'failed')) item.wake.due = Math.min(item.wake.due, now);
}

/** The PIC is away from today on: the backup is asked at once. */
export function absence(item: WorkItem, now: number): void {
  item.picIsAway = true;
  if (item.status !== 'pending_approval') return;
  if (openAsks(item).some((a) => a.role === 'pic')) askBackup(item, now);
  setLadder(item, now);
}

export function ladderTimer(item: WorkItem, now: number): string {
  if (item.ladderSince === undefined || lateArrival(item) !== undefined) {
    const confirmed = openAsks(item).filter((a) => a.delivery === 'confirmed');
    item.ladderSince = lateArrival(item) ?? (confirmed.length > 0 ? Math.min(...confirmed.map((a) => a.confirmedAt)) : now);
    item.rung = 0;
    if (confirmed.length === 0) askBackup(item, now);
    setLadder(item, now);
    return confirmed.length > 0 ? 'arrived' : 'backup_opened';
  }
  const rung = RUNGS[item.rung] as (typeof RUNGS)[number];
  if (rung.does === 'end') return escalate(item, 'ladder_end', 'timer', now);
  item.rung++;
  if (rung.does === 'backup') askBackup(item, now);
  setLadder(item, now);
  return rung.does === 'backup' ? 'backup_opened' : 'reminded';
}

/** Rows 14 to 16, and a supervisor's answer to an escalated item (24, 25). */
export function decide(item: WorkItem, which: Ask, person: Person, revision: number, decision: 'approve' | 'reject', now: number): string {
  const outcome = ((): string => {
    if (person !== which.person || (person === 'pic' && !item.terms.picIsActive)) return 'not_an_approver';
    if (which.revision !== revision || which.revision !== (which.revision === 0 ? 0 : item.revisionNo)) return 'stale_revision';
    if (which.status === 'approved' || which.status === 'rejected' || which.byOther) return 'already_decided';
    if (which.status === 'closed') return 'closed';
    if (which.revision === 0 && decision === 'approve') return 'stale_revision';
    if (which.role === 'supervisor' && decision === 'reject' && !item.needsAreMet) return 'needs_missing';
    return 'accepted';
  })();
  if (outcome !== 'accepted') return outcome;
  which.status = decision === 'approve' ? 'approved' : 'rejected';
  if (decision === 'approve') approveNow(item, which.role, now);
  else if (which.role === 'supervisor') redoNow(item, now);
  else sendBack(item, 'reject', which.role, now);
  return 'accepted';
}

export function approveNow(item: WorkItem, actor: string, now: number): void {
  enter(item, 'approved', 'approve', actor, now);
  closeAsks(item, true);
}

export function redoNow(item: WorkItem, now: number): void {
  closeAsks(item, false);
  item.revisionCount = 0;
  enter(item, 'in_progress', 'redo', 'supervisor', now);
}
