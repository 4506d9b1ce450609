// What ends or moves on a pending approval, whoever brings it about.
import { ask, askStandIn, wait } from './ladder_time.ts';
import { type Ask, type Channel, type Item, openAsks, type Person, type World } from './ladder_world.ts';

export function enter(w: World, item: Item, to: Item['status'], event: string, actor: string): void {
  w.hits.push(`${item.status} → ${to}: ${event} by ${actor}`);
  item.status = to;
  item.ladderSince = undefined;
  item.rung = 0;
  item.due = undefined;
  item.wake++;
}

export function closeAsks(item: Item, isByAnother: boolean): void {
  for (const a of openAsks(item)) {
    a.status = 'closed';
    a.isClosedByAnother = isByAnother;
  }
}

export function escalate(w: World, item: Item, event: string, actor: string): void {
  closeAsks(item, false);
  enter(w, item, 'escalated', event, actor);
  ask(w, item, 'supervisor', 'supervisor');
}

/** Why a person cannot answer a request, or undefined. */
export function refusal(item: Item, which: Ask, person: Person | 'unknown', revision = which.revision): string | undefined {
  if (person !== which.person) return 'not_an_approver';
  if (revision !== which.revision || which.revision !== item.revisionNo) return 'stale_revision';
  if (which.status === 'approved' || which.status === 'rejected' || which.isClosedByAnother) return 'already_decided';
  const isOver = item.status !== (which.role === 'supervisor' ? 'escalated' : 'pending_approval');
  return which.status === 'closed' || isOver ? 'closed' : undefined;
}

/** A person's answer that is not refused. The way of the answer (mail, button, command) makes no difference: there is one decider. */
export function decide(
  w: World,
  item: Item,
  which: Ask,
  decision: 'approve' | 'reject',
  channel: 'cli' | Channel,
  notes: string | undefined,
): void {
  which.status = decision === 'approve' ? 'approved' : 'rejected';
  which.answeredBy = channel;
  which.notes = notes;
  if (decision === 'approve') {
    enter(w, item, 'approved', 'approve', which.role);
    closeAsks(item, true);
  } else if (which.role === 'supervisor') {
    closeAsks(item, false);
    item.revisionCount = 0;
    enter(w, item, 'in_progress', 'redo', 'supervisor');
  } else if (item.revisionCount >= item.maxRevisions) escalate(w, item, 'reject', which.role);
  else {
    closeAsks(item, false);
    item.revisionCount++;
    enter(w, item, 'revision', 'reject', which.role);
  }
}

export function close(w: World, item: Item): string {
  if (item.status !== 'escalated') {
    w.hits.push('close: not_escalated');
    return 'not_escalated';
  }
  closeAsks(item, false);
  enter(w, item, 'cancelled', 'close', 'supervisor');
  return 'cancelled';
}

export function bounce(w: World, item: Item, which: Ask): string {
  if (which.status !== 'open' || item.status !== 'pending_approval') {
    w.hits.push('bounce: closed');
    return 'closed';
  }
  item.ladderSince ??= w.now;
  w.hits.push(askStandIn(w, item) ? 'bounce opens the backup' : 'bounce: the backup is asked already');
  wait(w, item);
  return 'backup_opened';
}
