// What may happen next to a world of approvals: everything that somebody could do, sensible or not.
import { apply, type Step } from '../../../model/ladder.ts';
import { dayOf } from '../../../model/ladder_time.ts';
import {
  type Absence,
  type Channel,
  copyOf,
  HOUR,
  type Item,
  type Message,
  PEOPLE,
  type Person,
  type World,
} from '../../../model/ladder_world.ts';
import type { Random } from '../../../oracle/random.ts';
import { messages } from './ladder_messages.ts';

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
    chats: PEOPLE.filter(() => r.chance(0.6)),
    items: [item(), item()],
    inbox: [],
    hits: [],
  };
}

export const isPending = (item: Item): boolean => item.status === 'pending_approval';
export const indexOf = (item: Item, role: string): number => item.asks.findIndex((a) => a.status === 'open' && a.role === role);
export const answer = (item: number, ask: number, person: Person, decision: 'approve' | 'reject', isStale = false): Step => ({
  do: 'answer',
  item,
  ask,
  person,
  isStale,
  decision,
});

export function newAbsence(
  w: World,
  r: Random,
  person: Person = r.pick(['pic', 'pic', 'pic', 'backup', 'delegate', 'supervisor']),
): Absence {
  const from = dayOf(w.now) + r.int(-1, 2);
  const delegate = r.pick(([undefined, 'delegate', 'backup', 'supervisor'] as const).filter((d) => d !== person));
  return { id: 1 + Math.max(0, ...w.absences.map((a) => a.id)), person, from, to: from + r.int(0, 3), delegate };
}
export const otherLadder = (w: World, r: Random): Step => ({ do: 'policy', rungs: r.pick(LADDERS.filter((l) => l !== w.rungs)) });
export const holiday = (w: World, r: Random): Step => ({ do: 'holiday', day: dayOf(w.now) + r.int(0, 4) });

/** Messages to those who are asked that have not left yet. */
export const undelivered = (item: Item): { ask: number; channel: Channel }[] =>
  item.asks.flatMap((a, ask) =>
    a.status !== 'open'
      ? []
      : (Object.entries(a.messages) as [Channel, Message][])
          .filter(([, m]) => m.delivery === 'planned')
          .map(([channel]) => ({ ask, channel })),
  );

/** The clock at the moment at which an item is due, and its timer. */
export const due = (w: World, i: number): Step[] => [
  ...((w.items[i]?.due ?? 0) > w.now ? [{ do: 'clock', to: w.items[i]?.due as number } as const] : []),
  { do: 'timer', item: i, wake: w.items[i]?.wake as number },
];

/** Steps that follow from one another, as far as they are possible. */
export function chain(w: World, links: readonly ((at: World) => readonly Step[] | undefined)[]): Step[] {
  const at = copyOf(w);
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
    const [message] = isOpen(at) && at.items[i]?.ladderSince === undefined ? undelivered(at.items[i] as Item) : [];
    return message === undefined ? [] : [{ do: 'deliver', item: i, ...message, outcome: 'confirmed' }];
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
    }
    if (isPending(item))
      for (const message of undelivered(item))
        list.push(
          [{ do: 'deliver', item: i, ...message, outcome: 'confirmed' }],
          [{ do: 'deliver', item: i, ...message, outcome: 'failed' }],
        );
  }
  list.push(...messages(w, r));
  return list;
}
