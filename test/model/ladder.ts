// The approval ladder with everything around it that may change while it runs: people away and their delegates, the policy, the
// calendar, messages that arrive late, never or come back, answers by every channel. Written from the specification (10-engine §4
// rows 12–19 and 24–26, §5) and from nothing else.
import { bounce, close, closeAsks, decide, enter, escalate, refusal } from './ladder_decide.ts';
import { read } from './ladder_reply.ts';
import { arrival, ask, askStandIn, isAway, lateArrival, moveDeadlines, wait, waitOf } from './ladder_time.ts';
import {
  type Absence,
  type Ask,
  type Channel,
  type Chat,
  type Item,
  type Mail,
  NOTES,
  openAsks,
  type Person,
  type World,
} from './ladder_world.ts';

export type Step =
  | { do: 'clock'; to: number }
  | { do: 'make'; item: number }
  | { do: 'timer'; item: number; wake: number }
  | { do: 'answer'; item: number; ask: number; person: Person; isStale: boolean; decision: 'approve' | 'reject' }
  | { do: 'store'; message: Mail | Chat }
  | { do: 'read'; number: number }
  | { do: 'withdraw'; item: number; to: 'revision' | 'cancelled'; by: 'supervisor' | 'operator' }
  | { do: 'close'; item: number }
  | { do: 'deliver'; item: number; ask: number; channel: Channel; outcome: 'confirmed' | 'failed' }
  | { do: 'bounce'; item: number; ask: number }
  | { do: 'absence'; absence: Absence }
  | { do: 'return'; id: number }
  | { do: 'policy'; rungs: readonly number[] }
  | { do: 'holiday'; day: number }
  | { do: 'workdays'; days: readonly number[] };

const ACTS = ['remind', 'backup', 'remind', 'end'] as const;

function make(w: World, item: Item): string {
  item.revisionNo++;
  enter(w, item, 'pending_approval', 'request', 'system');
  ask(w, item, 'pic', 'pic');
  if (isAway(w, 'pic')) askStandIn(w, item);
  wait(w, item);
  return 'pending_approval';
}

function arrive(w: World, item: Item): string {
  const first = lateArrival(item) ?? arrival(item).first;
  const another = openAsks(item).filter((a) => a.channel === 'email' && a.messages.telegram !== undefined);
  let outcome = 'arrived';
  if (first < Number.POSITIVE_INFINITY) {
    item.ladderSince = first;
    item.rung = 0;
  } else if (another.length > 0) {
    // It was sent together with the mail; from now it is the one that counts.
    for (const a of another) a.channel = 'telegram';
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

function answer(w: World, item: Item, given: Extract<Step, { do: 'answer' }>): string {
  const which = item.asks[given.ask] as Ask;
  const refused = refusal(item, which, given.person, which.revision + (given.isStale ? 1 : 0));
  if (refused !== undefined) w.hits.push(`answer: ${refused}`);
  else decide(w, item, which, given.decision, 'cli', NOTES);
  return refused ?? 'accepted';
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

function deliver(w: World, item: Item, which: Ask, channel: Channel, outcome: 'confirmed' | 'failed'): string {
  which.messages[channel] = { delivery: outcome, confirmedAt: w.now };
  w.hits.push(`message ${outcome}`);
  const { isLost } = arrival(item);
  if (
    item.status === 'pending_approval' &&
    (item.ladderSince === undefined || lateArrival(item) !== undefined) &&
    channel === which.channel &&
    (outcome === 'confirmed' || isLost)
  )
    item.due = Math.min(item.due as number, w.now);
  return outcome;
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
    case 'store':
      w.inbox = [...w.inbox, { message: step.message, outcome: undefined }];
      return undefined;
    case 'read':
      return read(w, step.number);
    case 'withdraw':
      return withdraw(w, item, step.to, step.by);
    case 'close':
      return close(w, item);
    case 'deliver':
      return deliver(w, item, item.asks[step.ask] as Ask, step.channel, step.outcome);
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
