// What people at the desk may do with a work item: operators and supervisors. As work_item.ts, from the specification alone.
import { approveNow, redoNow } from './approval.ts';
import { closeAsks, enter, openAsks, sendBack, type WorkItem } from './work_item.ts';

/** Who calls: the supervisor of the item, another person, or the owner of the installation with no person named. */
export type Caller = 'supervisor' | 'operator' | 'owner';

function actor(item: WorkItem, caller: Caller, kinds: readonly string[]): string | undefined {
  if (caller === 'supervisor' && item.terms.hasSupervisor && kinds.includes('supervisor')) return 'supervisor';
  if (kinds.includes('operator')) return 'operator';
  return caller === 'owner' ? 'supervisor' : undefined;
}

export function skip(item: WorkItem, caller: Caller, now: number): string {
  if (item.status !== 'scheduled') return 'not_scheduled';
  enter(item, 'cancelled', 'skip', actor(item, caller, ['operator']) as string, now);
  return 'cancelled';
}

/** Row 3 by the engine: the slot is not made up for. */
export function drop(item: WorkItem, now: number): void {
  if (item.status === 'scheduled') enter(item, 'cancelled', 'skip', 'system', now);
}

export function cancel(item: WorkItem, caller: Caller, now: number): string {
  if (!['in_progress', 'failed', 'revision', 'done'].includes(item.status)) return 'not_cancellable';
  enter(item, 'cancelled', 'cancel', actor(item, caller, ['operator', 'supervisor']) as string, now);
  return 'cancelled';
}

export function retry(item: WorkItem, now: number): string {
  if (item.status !== 'failed') return item.status;
  item.failedSince = undefined;
  item.timerRetries = 0;
  enter(item, 'in_progress', 'retry', 'operator', now);
  return 'in_progress';
}

export function withdraw(item: WorkItem, to: 'revision' | 'cancelled', caller: Caller, now: number): string {
  const by = actor(item, caller, to === 'revision' ? ['operator', 'supervisor'] : ['supervisor']);
  if (by === undefined) return 'not_supervisor';
  if (item.status !== 'pending_approval') return 'not_pending';
  if (to === 'revision') return sendBack(item, 'withdraw', by, now);
  closeAsks(item, false);
  enter(item, 'cancelled', 'withdraw', by, now);
  return 'cancelled';
}

export function redo(item: WorkItem, caller: Caller, now: number): string {
  if (actor(item, caller, ['supervisor']) === undefined) return 'not_supervisor';
  if (item.status !== 'escalated') return 'not_escalated';
  if (!item.needsAreMet) return 'needs_missing';
  redoNow(item, now);
  return 'in_progress';
}

export function approveEscalated(item: WorkItem, revision: number, caller: Caller, now: number): string {
  if (actor(item, caller, ['supervisor']) === undefined) return 'not_supervisor';
  if (item.status !== 'escalated') return 'not_escalated';
  if (item.revisionNo === 0) return 'no_revision';
  if (item.revisionNo !== revision) return 'stale_revision';
  const mine = openAsks(item).find((a) => caller === 'supervisor' && a.person === 'supervisor');
  if (mine !== undefined) mine.status = 'approved';
  approveNow(item, 'supervisor', now);
  return 'approved';
}

export function close(item: WorkItem, caller: Caller, now: number): string {
  if (actor(item, caller, ['supervisor']) === undefined) return 'not_supervisor';
  if (item.status !== 'escalated') return 'not_escalated';
  closeAsks(item, false);
  enter(item, 'cancelled', 'close', 'supervisor', now);
  return 'cancelled';
}
