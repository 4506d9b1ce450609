// What a work item does, written from the table of the specification and from nothing else: no database, no code of ours.
// Times are milliseconds; a call answers what the function of the same name answers.

export const HOUR = 3_600_000;

export type Status =
  | 'scheduled'
  | 'in_progress'
  | 'done'
  | 'revision'
  | 'pending_approval'
  | 'failed'
  | 'escalated'
  | 'approved'
  | 'cancelled';

export interface Terms {
  readonly requiresReview: boolean;
  readonly requiresApproval: boolean;
  readonly maxRevisions: number;
  readonly picIsActive: boolean;
  readonly hasBackup: boolean;
  readonly hasSupervisor: boolean;
  readonly hasMail: boolean;
  readonly latestStart: number;
  readonly maxDuration: number;
}

export type Person = 'pic' | 'backup' | 'supervisor';
type Role = 'pic' | 'backup' | 'supervisor';

/** One person asked to sign. `delivery`: what became of the message that asked; `none`: there was no address. */
export interface Ask {
  readonly role: Role;
  readonly person: Person;
  readonly revision: number;
  readonly sentAt: number;
  status: 'open' | 'approved' | 'rejected' | 'closed';
  byOther: boolean;
  delivery: 'none' | 'planned' | 'confirmed' | 'failed';
  confirmedAt: number;
}

export interface WorkItem {
  readonly terms: Terms;
  status: Status;
  revisionNo: number;
  revisionCount: number;
  wake: { kind: string; due: number } | undefined;
  /** The token of the run that would be heard; undefined: nobody's. */
  token: string | undefined;
  isHeldAlive: boolean;
  needsAreMet: boolean;
  picIsAway: boolean;
  readonly asks: Ask[];
  /** Each change, as "from>to event actor". */
  readonly changes: string[];
  readonly frozenBy: string[];
  timesDue: number;
  timerRetries: number;
  failedSince: number | undefined;
  ladderSince: number | undefined;
  rung: number;
  readonly checks: Map<number, boolean>;
}

/** Row 1: the slot is due. */
export function open(terms: Terms, now: number): WorkItem {
  return {
    terms,
    status: 'scheduled',
    revisionNo: 0,
    revisionCount: 0,
    wake: { kind: 'start_limit', due: now + terms.latestStart },
    token: undefined,
    isHeldAlive: false,
    needsAreMet: false,
    picIsAway: false,
    asks: [],
    changes: ['>scheduled slot_due system'],
    frozenBy: [],
    timesDue: 0,
    timerRetries: 0,
    failedSince: undefined,
    ladderSince: undefined,
    rung: 0,
    checks: new Map(),
  };
}

/** Enters a state: its timer, and the counters that hold for it. */
export function enter(item: WorkItem, to: Status, event: string, actor: string, now: number): void {
  item.changes.push(`${item.status}>${to} ${event} ${actor}`);
  item.status = to;
  item.timesDue = 0;
  if (to !== 'in_progress') {
    item.token = undefined;
    item.isHeldAlive = false;
  }
  if (to === 'failed') item.failedSince ??= now;
  else if (to !== 'in_progress') {
    item.failedSince = undefined;
    item.timerRetries = 0;
  }
  item.ladderSince = undefined;
  item.rung = 0;
  item.wake = firstWake(item, now);
}

export function firstWake(item: WorkItem, now: number): WorkItem['wake'] {
  switch (item.status) {
    case 'in_progress':
      return { kind: 'run_limit', due: now + item.terms.maxDuration };
    case 'done':
      return { kind: 'review_limit', due: now + 2 * HOUR };
    case 'revision':
      return { kind: 'rerun_limit', due: now + HOUR };
    case 'failed':
      return failedWake(item, now);
    case 'escalated':
      return { kind: 'escalated_reminder', due: now + 24 * HOUR };
    default:
      return undefined;
  }
}

export function failedWake(item: WorkItem, now: number): { kind: string; due: number } {
  const limit = (item.failedSince as number) + 24 * HOUR;
  return limit <= now + 4 * HOUR ? { kind: 'failed_limit', due: Math.max(limit, now) } : { kind: 'failed_reminder', due: now + 4 * HOUR };
}

// ── who is asked ─────────────────────────────────────────────────────────────

export const openAsks = (item: WorkItem): Ask[] => item.asks.filter((a) => a.status === 'open');

export function backupPerson(item: WorkItem): Person | undefined {
  if (item.terms.hasBackup) return 'backup';
  return item.terms.hasSupervisor ? 'supervisor' : undefined;
}

export function ask(item: WorkItem, person: Person, role: Role, now: number): void {
  if (openAsks(item).some((a) => a.person === person)) return;
  const delivery = item.terms.hasMail && item.revisionNo > 0 ? 'planned' : 'none';
  item.asks.push({ role, person, revision: item.revisionNo, sentAt: now, status: 'open', byOther: false, delivery, confirmedAt: 0 });
}

export function askBackup(item: WorkItem, now: number): void {
  const person = backupPerson(item);
  if (person !== undefined && !openAsks(item).some((a) => a.role === 'backup')) ask(item, person, 'backup', now);
}

export function closeAsks(item: WorkItem, byOther: boolean): void {
  for (const a of openAsks(item)) {
    a.status = 'closed';
    a.byOther = byOther;
  }
}

export function escalate(item: WorkItem, event: string, actor: string, now: number): 'escalated' {
  closeAsks(item, false);
  enter(item, 'escalated', event, actor, now);
  if (item.terms.hasSupervisor) ask(item, 'supervisor', 'supervisor', now);
  return 'escalated';
}

export function sendBack(item: WorkItem, event: string, actor: string, now: number): string {
  if (event !== 'withdraw' && item.revisionCount >= item.terms.maxRevisions) return escalate(item, event, actor, now);
  closeAsks(item, false);
  if (event !== 'withdraw') item.revisionCount++;
  enter(item, 'revision', event, actor, now);
  return 'revision';
}
