// The approval ladder with everything around it that may change while it runs: people away and their delegates, the policy, the
// calendar, messages that arrive late, never or come back. Written from the specification (10-engine §4 rows 12–19 and 24–26, §5) and
// from nothing else.
import {
  type Ask,
  ask,
  dayOf,
  HOUR,
  type Item,
  isAway,
  midnight,
  openAsks,
  type Step,
  standIn,
  standIns,
  type World,
  workingTimeAfter,
} from './ladder_world.ts';

const ACTS = ['remind', 'backup', 'remind', 'end'] as const;

function askStandIn(w: World, item: Item): boolean {
  if (openAsks(item).some((a) => a.role === 'backup')) return false;
  const person = standIn(w, item);
  if (person !== undefined)
    w.hits.push(`asked in the PIC's place: ${person}${person === standIns(w, item)[0] ? '' : ', another being away'}`);
  else w.hits.push("nobody is left to be asked in the PIC's place");
  return person !== undefined && ask(w, item, person, 'backup');
}

type Wait = { what: 'arrival' | 'absence' | 'rung'; due: number };

function waitOf(w: World, item: Item): Wait {
  const asks = openAsks(item);
  let wait: Wait;
  if (item.ladderSince === undefined) {
    const isSettled = asks.some((a) => a.delivery === 'confirmed') || asks.every((a) => a.delivery === 'failed');
    wait = { what: 'arrival', due: isSettled ? w.now : Math.max(...asks.map((a) => a.sentAt)) + HOUR / 2 };
  } else {
    const after = w.rungs[item.rung];
    wait = { what: 'rung', due: after === undefined ? w.now : workingTimeAfter(w, item.ladderSince, after * HOUR) };
  }
  if (!asks.some((a) => a.role === 'backup') && asks.some((a) => a.role === 'pic')) {
    const today = dayOf(w.now);
    const away = w.absences
      .filter((a) => a.person === 'pic' && a.to >= today && (a.from > today || standIn(w, item) !== undefined))
      .map((a) => Math.max(midnight(a.from), w.now));
    if (away.length > 0 && Math.min(...away) <= Math.max(wait.due, w.now)) return { what: 'absence', due: Math.min(...away) };
  }
  return wait;
}

function wait(w: World, item: Item): void {
  item.wake++;
  item.due = waitOf(w, item).due;
}

function enter(w: World, item: Item, to: Item['status'], event: string, actor: string): void {
  w.hits.push(`${item.status} → ${to}: ${event} by ${actor}`);
  item.status = to;
  item.ladderSince = undefined;
  item.rung = 0;
  item.due = undefined;
  item.wake++;
}

function closeAsks(item: Item, isByAnother: boolean): void {
  for (const a of openAsks(item)) {
    a.status = 'closed';
    a.isClosedByAnother = isByAnother;
  }
}

function escalate(w: World, item: Item, event: string, actor: string): void {
  closeAsks(item, false);
  enter(w, item, 'escalated', event, actor);
  ask(w, item, 'supervisor', 'supervisor');
}

/** What a changed policy, calendar or absence does to everything that is open, at once. */
function moveDeadlines(w: World, why: string): void {
  for (const item of w.items) {
    if (item.status !== 'pending_approval') continue;
    const before = item.due;
    const now = waitOf(w, item);
    if (now.what === 'absence' && now.due <= w.now && askStandIn(w, item)) w.hits.push(`${why} opens the backup`);
    item.due = waitOf(w, item).due;
    w.hits.push(item.due === before ? `${why} leaves a deadline` : `${why} moves a deadline`);
  }
}

function make(w: World, item: Item): string {
  item.revisionNo++;
  enter(w, item, 'pending_approval', 'request', 'system');
  ask(w, item, 'pic', 'pic');
  if (isAway(w, 'pic')) askStandIn(w, item);
  wait(w, item);
  return 'pending_approval';
}

function arrive(w: World, item: Item): string {
  const asks = openAsks(item);
  const confirmed = asks.filter((a) => a.delivery === 'confirmed').map((a) => a.confirmedAt);
  const another = asks.filter((a) => a.channel === 'email' && a.person === 'pic' && w.picHasTelegram);
  let outcome = 'arrived';
  if (confirmed.length > 0) item.ladderSince = Math.min(...confirmed);
  else if (another.length > 0) {
    // The chat was written to together with the mail, so nothing is waited for anew.
    for (const a of another) Object.assign(a, { channel: 'telegram', delivery: 'planned' });
    outcome = 'next_channel';
  } else {
    item.ladderSince = w.now;
    askStandIn(w, item);
    outcome = 'backup_opened';
  }
  w.hits.push(`timer: request ${outcome}`);
  wait(w, item);
  return outcome;
}

function timer(w: World, item: Item): string {
  if ((item.due as number) > w.now) {
    w.hits.push('timer: early');
    return 'early';
  }
  const next = waitOf(w, item);
  if (next.due > w.now) {
    w.hits.push('timer: moved');
    wait(w, item);
    return 'moved';
  }
  if (next.what === 'arrival') return arrive(w, item);
  if (next.what === 'absence') {
    askStandIn(w, item);
    w.hits.push('timer: absence opens the backup');
    wait(w, item);
    return 'backup_opened';
  }
  const act = w.rungs[item.rung] === undefined ? 'end' : ACTS[item.rung];
  if (act === 'end') {
    escalate(w, item, 'ladder_end', 'timer');
    return 'escalated';
  }
  item.rung++;
  if (act === 'backup') askStandIn(w, item);
  w.hits.push(`timer: rung ${item.rung}`);
  wait(w, item);
  return act === 'backup' ? 'backup_opened' : 'reminded';
}

/** A person answers. The way of the answer (mail, button, command) makes no difference: there is one decider. */
function answer(w: World, item: Item, given: Extract<Step, { do: 'answer' }>): string {
  const which = item.asks[given.ask] as Ask;
  const revision = which.revision + (given.isStale ? 1 : 0);
  const isOver = item.status !== (which.role === 'supervisor' ? 'escalated' : 'pending_approval');
  let outcome = 'accepted';
  if (given.person !== which.person) outcome = 'not_an_approver';
  else if (revision !== which.revision || which.revision !== item.revisionNo) outcome = 'stale_revision';
  else if (which.status === 'approved' || which.status === 'rejected' || which.isClosedByAnother) outcome = 'already_decided';
  else if (which.status === 'closed' || isOver) outcome = 'closed';
  if (outcome !== 'accepted') {
    w.hits.push(`answer: ${outcome}`);
    return outcome;
  }
  which.status = given.decision === 'approve' ? 'approved' : 'rejected';
  if (given.decision === 'approve') {
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
  return outcome;
}

function withdraw(w: World, item: Item, to: 'revision' | 'cancelled', by: 'supervisor' | 'operator'): string {
  const outcome = to === 'cancelled' && by === 'operator' ? 'not_supervisor' : item.status !== 'pending_approval' ? 'not_pending' : to;
  if (outcome !== to) {
    w.hits.push(`withdraw: ${outcome}`);
    return outcome;
  }
  closeAsks(item, false);
  enter(w, item, to, 'withdraw', by);
  return to;
}

function deliver(w: World, item: Item, which: Ask, outcome: 'confirmed' | 'failed'): string {
  which.delivery = outcome;
  which.confirmedAt = w.now;
  w.hits.push(`message ${outcome}`);
  const isSettled = outcome === 'confirmed' || openAsks(item).every((a) => a.delivery === 'failed');
  if (item.status === 'pending_approval' && item.ladderSince === undefined && isSettled) item.due = Math.min(item.due as number, w.now);
  return outcome;
}

function bounce(w: World, item: Item, which: Ask): string {
  if (which.status !== 'open' || item.status !== 'pending_approval') {
    w.hits.push('bounce: closed');
    return 'closed';
  }
  item.ladderSince ??= w.now;
  w.hits.push(askStandIn(w, item) ? 'bounce opens the backup' : 'bounce: the backup is asked already');
  wait(w, item);
  return 'backup_opened';
}

/** Lets a step happen; what the call that it stands for answers, if it answers. */
export function apply(w: World, step: Step): string | undefined {
  const item = ('item' in step ? w.items[step.item] : undefined) as Item;
  switch (step.do) {
    case 'clock':
      w.now = step.to;
      return undefined;
    case 'make':
      return make(w, item);
    case 'timer':
      if (step.wake === item.wake) return timer(w, item);
      w.hits.push('timer: stale');
      return 'stale';
    case 'answer':
      return answer(w, item, step);
    case 'withdraw':
      return withdraw(w, item, step.to, step.by);
    case 'close':
      if (item.status !== 'escalated') {
        w.hits.push('close: not_escalated');
        return 'not_escalated';
      }
      closeAsks(item, false);
      enter(w, item, 'cancelled', 'close', 'supervisor');
      return 'cancelled';
    case 'deliver':
      return deliver(w, item, item.asks[step.ask] as Ask, step.outcome);
    case 'bounce':
      return bounce(w, item, item.asks[step.ask] as Ask);
    case 'absence':
      w.absences = [...w.absences.filter((a) => a.id !== step.absence.id), step.absence];
      moveDeadlines(w, 'absence');
      return undefined;
    case 'return':
      w.absences = w.absences.filter((a) => a.id !== step.id);
      moveDeadlines(w, 'return');
      return undefined;
    case 'policy':
      w.rungs = step.rungs;
      moveDeadlines(w, 'policy');
      return undefined;
    case 'holiday':
      w.holidays = w.holidays.includes(step.day) ? w.holidays.filter((d) => d !== step.day) : [...w.holidays, step.day];
      moveDeadlines(w, 'holiday');
      return undefined;
    case 'workdays':
      w.workdays = step.days;
      moveDeadlines(w, 'calendar');
      return undefined;
  }
}
