// What may happen next to a world of approvals: everything that somebody could do, sensible or not, and pairs that meet.
import { apply } from '../../../model/ladder.ts';
import { type Absence, dayOf, HOUR, type Item, openAsks, type Person, type Step, type World } from '../../../model/ladder_world.ts';
import type { Random } from '../../../oracle/random.ts';

const LADDERS = [
  [24, 48, 72, 96],
  [12, 24, 36, 48],
  [2, 3, 5, 8],
  [24, 30, 60, 61],
] as const;
const WEEKS = [
  [1, 2, 3, 4, 5, 6, 7],
  [1, 2, 3, 4, 5],
  [1, 2, 3, 4, 5, 6],
  [2, 4],
] as const;

/** A fresh world: a Monday morning, nothing made yet. */
export function makeWorld(r: Random): World {
  const item = (): Item => ({
    status: 'new',
    hasBackup: r.chance(0.75),
    maxRevisions: r.int(0, 2),
    revisionNo: 0,
    revisionCount: 0,
    ladderSince: undefined,
    rung: 0,
    due: undefined,
    wake: 0,
    asks: [],
  });
  return {
    now: Date.UTC(2026, 1, 1, 22) + r.int(0, 6 * 48) * (HOUR / 2),
    rungs: r.pick(LADDERS),
    workdays: r.pick(WEEKS),
    holidays: [],
    absences: [],
    picHasTelegram: r.chance(0.4),
    items: [item(), item()],
    hits: [],
  };
}

const isPending = (item: Item): boolean => item.status === 'pending_approval';
const indexOf = (item: Item, role: string): number => item.asks.findIndex((a) => a.status === 'open' && a.role === role);
const answer = (item: number, ask: number, person: Person, decision: 'approve' | 'reject', isStale = false): Step => ({
  do: 'answer',
  item,
  ask,
  person,
  isStale,
  decision,
});

function newAbsence(w: World, r: Random, person: Person = r.pick(['pic', 'pic', 'pic', 'backup', 'delegate', 'supervisor'])): Absence {
  const from = dayOf(w.now) + r.int(-1, 2);
  const delegate = r.pick(([undefined, 'delegate', 'backup', 'supervisor'] as const).filter((d) => d !== person));
  return { id: 1 + Math.max(0, ...w.absences.map((a) => a.id)), person, from, to: from + r.int(0, 3), delegate };
}
const otherLadder = (w: World, r: Random): Step => ({ do: 'policy', rungs: r.pick(LADDERS.filter((l) => l !== w.rungs)) });
const holiday = (w: World, r: Random): Step => ({ do: 'holiday', day: dayOf(w.now) + r.int(0, 4) });

/** The clock at the moment at which an item is due, and its timer. */
const due = (w: World, i: number): Step[] => [
  ...((w.items[i]?.due ?? 0) > w.now ? [{ do: 'clock', to: w.items[i]?.due as number } as const] : []),
  { do: 'timer', item: i, wake: w.items[i]?.wake as number },
];

/** Steps that follow from one another, as far as they are possible. */
function chain(w: World, links: readonly ((at: World) => readonly Step[] | undefined)[]): Step[] {
  const at = structuredClone(w);
  const steps: Step[] = [];
  for (const link of links) {
    const next = link(at);
    if (next === undefined) break;
    for (const step of next) apply(at, step);
    steps.push(...next);
  }
  return steps;
}

/** What chance alone seldom gets to the end of: the whole ladder, an absence that begins while we wait, one that is taken back. */
function longWays(w: World, i: number, r: Random): Step[][] {
  const isOpen = (at: World): boolean => isPending(at.items[i] as Item);
  const make = (at: World): Step[] | undefined =>
    isOpen(at) ? [] : ['new', 'revision', 'in_progress'].includes(at.items[i]?.status as string) ? [{ do: 'make', item: i }] : undefined;
  const climb = (at: World): Step[] | undefined => (isOpen(at) ? due(at, i) : undefined);
  const arrive = (at: World): Step[] | undefined => {
    const ask = at.items[i]?.asks.findIndex((a) => a.status === 'open' && a.delivery === 'planned') ?? -1;
    return isOpen(at) && at.items[i]?.ladderSince === undefined && ask >= 0 ? [{ do: 'deliver', item: i, ask, outcome: 'confirmed' }] : [];
  };
  const from = dayOf(w.now) + 1;
  const absence: Absence = {
    id: 1 + Math.max(0, ...w.absences.map((a) => a.id)),
    person: 'pic',
    from,
    to: from + r.int(0, 2),
    delegate: undefined,
  };
  const today = dayOf(w.now);
  const others = ['backup', 'delegate'] as const;
  const allAway = others.map(
    (person, n): Step => ({
      do: 'absence',
      absence: { id: absence.id + 1 + n, person, from: today - 1, to: today + 3, delegate: undefined },
    }),
  );
  const picAway = (delegate: Person | undefined) => (): Step[] => [
    { do: 'absence', absence: { id: absence.id + 3, person: 'pic', from: today - 1, to: today + r.int(0, 2), delegate } },
  ];
  const leave = (): Step[] => [{ do: 'absence', absence }];
  return [
    chain(w, [make, arrive, climb]),
    chain(w, [make, picAway('delegate')]),
    chain(w, [() => allAway, make, picAway(r.pick([undefined, 'delegate']))]),
    chain(w, [make, arrive, climb, climb, climb, climb, climb]),
    chain(w, [make, arrive, climb, leave, climb]),
    chain(w, [make, arrive, climb, leave, () => [{ do: 'return', id: absence.id }]]),
    chain(w, [
      (at) => {
        const ask = at.items[i]?.status === 'escalated' ? indexOf(at.items[i] as Item, 'supervisor') : -1;
        return ask >= 0 ? [answer(i, ask, 'supervisor', 'reject')] : [];
      },
      make,
    ]),
  ].filter((list) => list.length > 0);
}

/** Each a few steps in a row. `known`: wake-ups whose jobs may still come. */
export function possible(w: World, r: Random, known: (item: number) => number[]): Step[][] {
  const list: Step[][] = [
    [{ do: 'clock', to: w.now + r.int(1, 60) * (HOUR / 2) }],
    [{ do: 'absence', absence: newAbsence(w, r) }],
    [{ do: 'absence', absence: newAbsence(w, r, 'pic') }],
    [otherLadder(w, r)],
    [holiday(w, r)],
    [{ do: 'workdays', days: r.pick(WEEKS) }],
  ];
  if (w.absences.length > 0) {
    const row = r.pick(w.absences);
    list.push([{ do: 'return', id: row.id }], [{ do: 'absence', absence: { ...newAbsence(w, r, row.person), id: row.id } }]);
  }
  for (const [i, item] of w.items.entries()) {
    list.push(...longWays(w, i, r));
    if (['new', 'revision', 'in_progress'].includes(item.status)) list.push([{ do: 'make', item: i }]);
    const old = known(i).filter((n) => n < item.wake);
    if (old.length > 0) list.push([{ do: 'timer', item: i, wake: r.pick(old) }]);
    if (isPending(item)) list.push(due(w, i), [{ do: 'timer', item: i, wake: item.wake }]);
    for (const to of ['revision', 'cancelled'] as const)
      for (const by of ['supervisor', 'operator'] as const) list.push([{ do: 'withdraw', item: i, to, by }]);
    if (item.status === 'escalated') list.push([{ do: 'close', item: i }]);
    for (const [n, ask] of item.asks.entries()) {
      list.push(
        [answer(i, n, ask.person, 'approve')],
        [answer(i, n, ask.person, 'reject')],
        [answer(i, n, ask.person, r.pick(['approve', 'reject']), true)],
        [answer(i, n, r.pick((['pic', 'backup', 'delegate', 'stranger'] as const).filter((p) => p !== ask.person)), 'approve')],
      );
      if (isPending(item)) list.push([{ do: 'bounce', item: i, ask: n }]);
      if (isPending(item) && ask.status === 'open' && ask.delivery === 'planned')
        list.push([{ do: 'deliver', item: i, ask: n, outcome: 'confirmed' }], [{ do: 'deliver', item: i, ask: n, outcome: 'failed' }]);
    }
  }
  return list;
}

export interface Pair {
  readonly before: Step[];
  readonly first: Step;
  readonly second: Step;
}
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
      const later = structuredClone(w);
      for (const step of steps.slice(0, -1)) apply(later, step);
      return meet(other(item, ask, person, later, r), steps.at(-1) as Step, steps.slice(0, -1));
    })(w, i, r);
const unconfirmed =
  (make: (item: number, ask: number, person: Person) => Pair): MakePair =>
  (w, i) => {
    const ask = w.items[i]?.asks.findIndex((a) => a.status === 'open' && a.delivery === 'planned') ?? -1;
    return isPending(w.items[i] as Item) && ask >= 0 ? make(i, ask, w.items[i]?.asks[ask]?.person as Person) : undefined;
  };

const onEscalated =
  (make: (item: number, ask: number) => Pair): MakePair =>
  (w, i) => {
    const item = w.items[i] as Item;
    return item.status === 'escalated' ? make(i, indexOf(item, 'supervisor')) : undefined;
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
    meet({ do: 'bounce', item: i, ask: n }, { do: 'deliver', item: i, ask: n, outcome: 'confirmed' }),
  ),
  'approve × confirm': unconfirmed((i, n, who) =>
    meet(answer(i, n, who, 'approve'), { do: 'deliver', item: i, ask: n, outcome: 'confirmed' }),
  ),
};
