// Pairs of steps that two hands may do at one moment.
import { apply, type Step } from '../../../model/ladder.ts';
import { copyOf, type Item, type Mail, openAsks, type Person, type World } from '../../../model/ladder_world.ts';
import type { Random } from '../../../oracle/random.ts';
import { mail, newId } from './ladder_messages.ts';
import { answer, chain, due, holiday, indexOf, isPending, newAbsence, otherLadder, undelivered } from './ladder_steps.ts';

export interface Pair {
  readonly before: Step[];
  readonly first: Step;
  readonly second: Step;
}
type Stored = Extract<Step, { do: 'store' }>['message'];
type MakePair = (w: World, i: number, r: Random) => Pair | undefined;
const meet = (first: Step, second: Step, before: Step[] = []): Pair => ({ before, first, second });

const onAsk =
  (make: (item: number, ask: number, person: Person, w: World, r: Random) => Pair): MakePair =>
  (w, i, r) => {
    const item = w.items[i] as Item;
    const asks = openAsks(item);
    if (!isPending(item) || asks.length === 0) return undefined;
    const ask = item.asks.indexOf(r.pick(asks));
    return make(i, ask, item.asks[ask]?.person as Person, w, r);
  };
/** Together with the timer, at the moment at which it is due. */
const onTimer =
  (other: (item: number, ask: number, person: Person, w: World, r: Random) => Step): MakePair =>
  (w, i, r) =>
    onAsk((item, ask, person) => {
      const steps = due(w, item);
      const later = copyOf(w);
      for (const step of steps.slice(0, -1)) apply(later, step);
      return meet(other(item, ask, person, later, r), steps.at(-1) as Step, steps.slice(0, -1));
    })(w, i, r);
const unconfirmed =
  (make: (item: number, ask: number, person: Person, w: World, r: Random) => Pair): MakePair =>
  (w, i, r) => {
    const item = w.items[i] as Item;
    const ask = (isPending(item) ? undelivered(item) : []).find((m) => m.channel === 'email')?.ask;
    return ask === undefined ? undefined : make(i, ask, item.asks[ask]?.person as Person, w, r);
  };

const onEscalated =
  (make: (item: number, ask: number) => Pair): MakePair =>
  (w, i) => {
    const item = w.items[i] as Item;
    return item.status === 'escalated' ? make(i, indexOf(item, 'supervisor')) : undefined;
  };

/** Both are stored, in this order; the pair is their reading. */
const readings = (w: World, messages: readonly Stored[], before: Step[] = []): Pair => {
  const at = w.inbox.length;
  const store = messages.map((message): Step => ({ do: 'store', message }));
  return meet({ do: 'read', number: at }, { do: 'read', number: at + 1 }, [...before, ...store]);
};
/** A mail meets something that is no message. */
const reading = (w: World, message: Stored, other: Step, before: Step[] = []): Pair =>
  meet({ do: 'read', number: w.inbox.length }, other, [...before, { do: 'store', message }]);
const says = (w: World, r: Random, item: number, ask: number, text: Mail['says']): Mail => mail(w, r, { item, ask }, { says: text });

/** At the end of the ladder, when the supervisor is about to be asked. */
const onLastRung: MakePair = (w, i, r) => {
  const item = w.items[i] as Item;
  if (!isPending(item)) return undefined;
  const climbed = chain(w, [
    ...Array.from({ length: 5 }, () => (at: World): Step[] => {
      const now = at.items[i] as Item;
      return now.ladderSince === undefined || now.rung < 3 ? due(at, i) : [];
    }),
    (at) => due(at, i).slice(0, -1),
  ]);
  const at = copyOf(w);
  for (const step of climbed) apply(at, step);
  const end = at.items[i] as Item;
  const timer = due(at, i).at(-1) as Step;
  const ended = copyOf(at);
  apply(ended, timer);
  const open = openAsks(end);
  if (ended.items[i]?.status !== 'escalated' || open.length === 0) return undefined;
  return reading(at, says(at, r, i, end.asks.indexOf(r.pick(open)), 'approval'), timer, climbed);
};

/** What two hands may do at one moment. */
export const PAIRS: Readonly<Record<string, MakePair>> = {
  'approve × reject': onAsk((i, n, who) => meet(answer(i, n, who, 'approve'), answer(i, n, who, 'reject'))),
  'PIC × backup': (w, i, r) => {
    const item = w.items[i] as Item;
    const [pic, backup] = [indexOf(item, 'pic'), indexOf(item, 'backup')];
    if (!isPending(item) || pic < 0 || backup < 0) return undefined;
    const person = item.asks[backup]?.person as Person;
    return meet(answer(i, pic, 'pic', r.pick(['approve', 'reject'])), answer(i, backup, person, r.pick(['approve', 'reject'])));
  },
  'approve × timer': onTimer((i, n, who) => answer(i, n, who, 'approve')),
  'reject × timer': onTimer((i, n, who) => answer(i, n, who, 'reject')),
  'withdraw × timer': onTimer((i) => ({ do: 'withdraw', item: i, to: 'revision', by: 'operator' })),
  'policy × timer': onTimer((_i, _n, _who, w, r) => otherLadder(w, r)),
  'holiday × timer': onTimer((_i, _n, _who, w, r) => holiday(w, r)),
  'absence × timer': onTimer((_i, _n, _who, w, r) => ({ do: 'absence', absence: newAbsence(w, r, 'pic') })),
  'approve × withdraw': onAsk((i, n, who, _w, r) =>
    meet(answer(i, n, who, 'approve'), { do: 'withdraw', item: i, to: r.pick(['revision', 'cancelled']), by: 'supervisor' }),
  ),
  'reject × absence': onAsk((i, n, who, w, r) => meet(answer(i, n, who, 'reject'), { do: 'absence', absence: newAbsence(w, r, 'pic') })),
  'bounce × approve': onAsk((i, n, who) => meet({ do: 'bounce', item: i, ask: n }, answer(i, n, who, 'approve'))),
  'supervisor approves × closes': onEscalated((i, n) => meet(answer(i, n, 'supervisor', 'approve'), { do: 'close', item: i })),
  'supervisor redoes × approves': onEscalated((i, n) => meet(answer(i, n, 'supervisor', 'reject'), answer(i, n, 'supervisor', 'approve'))),
  'bounce × confirm': unconfirmed((i, n) =>
    meet({ do: 'bounce', item: i, ask: n }, { do: 'deliver', item: i, ask: n, channel: 'email', outcome: 'confirmed' }),
  ),
  'approve × confirm': unconfirmed((i, n, who) =>
    meet(answer(i, n, who, 'approve'), { do: 'deliver', item: i, ask: n, channel: 'email', outcome: 'confirmed' }),
  ),
  'mail approves × end of the ladder': onLastRung,
  'mail of the PIC × mail of the backup': (w, i, r) => {
    const item = w.items[i] as Item;
    const pic = indexOf(item, 'pic');
    if (!isPending(item) || pic < 0) return undefined;
    const before: Step[] = indexOf(item, 'backup') < 0 ? [{ do: 'bounce', item: i, ask: pic }] : [];
    const at = copyOf(w);
    for (const step of before) apply(at, step);
    const backup = indexOf(at.items[i] as Item, 'backup');
    return backup < 0
      ? undefined
      : readings(at, [says(at, r, i, pic, 'approval'), { ...says(at, r, i, backup, 'notes'), id: newId(at) + 10 }], before);
  },
  'mail × button': onAsk((i, n, who, w, r) => {
    const text = r.pick(['approval', 'notes', 'condition'] as const);
    const from = w.chats.includes(who) ? who : 'unknown';
    return readings(w, [says(w, r, i, n, text), { kind: 'press', ref: { item: i, ask: n }, from, wants: 'approve' }]);
  }),
  'mail with notes × withdraw': onAsk((i, n, _who, w, r) =>
    reading(w, says(w, r, i, n, 'notes'), { do: 'withdraw', item: i, to: r.pick(['revision', 'cancelled']), by: 'supervisor' }),
  ),
  'mail that bounces × confirm': unconfirmed((i, n, _who, w, r) =>
    reading(w, mail(w, r, { item: i, ask: n }, { by: 'bounce' }), {
      do: 'deliver',
      item: i,
      ask: n,
      channel: 'email',
      outcome: 'confirmed',
    }),
  ),
  'mail × the same mail again': onAsk((i, n, _who, w, r) => {
    const first = says(w, r, i, n, r.pick(['approval', 'notes', 'condition']));
    return readings(w, [first, { ...first, copy: first.copy + r.int(0, 1) }]);
  }),
  'mail × unclear mail': onAsk((i, n, _who, w, r) => {
    const [one, two] = [says(w, r, i, n, r.pick(['approval', 'condition'])), says(w, r, i, n, 'question')];
    return readings(w, [one, { ...two, id: one.id + 1 }]);
  }),
  'mail without a code × approve': onAsk((i, n, who, w, r) =>
    reading(w, { ...says(w, r, i, n, 'approval'), thread: undefined, subject: undefined }, answer(i, n, who, 'approve')),
  ),
};
