// The world of the approval ladder: people, requests, absences, calendar and policy, and what can be said of them at a moment.
// Times are milliseconds; a day is a number of days since 1970 in Jakarta.

export const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 7 * HOUR;

/** In the order in which they were hired, which decides between two delegates. */
export const PEOPLE = ['supervisor', 'pic', 'backup', 'delegate', 'stranger'] as const;
export type Person = (typeof PEOPLE)[number];

export interface Ask {
  readonly role: 'pic' | 'backup' | 'supervisor';
  readonly person: Person;
  readonly revision: number;
  status: 'open' | 'approved' | 'rejected' | 'closed';
  isClosedByAnother: boolean;
  channel: 'email' | 'telegram';
  sentAt: number;
  delivery: 'planned' | 'confirmed' | 'failed';
  confirmedAt: number;
}

export interface Item {
  status: 'new' | 'pending_approval' | 'revision' | 'in_progress' | 'escalated' | 'approved' | 'cancelled';
  readonly hasBackup: boolean;
  readonly maxRevisions: number;
  revisionNo: number;
  revisionCount: number;
  ladderSince: number | undefined;
  rung: number;
  due: number | undefined;
  /** Number of its wake-up: another wait is another wake-up; one that is moved stays the same. */
  wake: number;
  readonly asks: Ask[];
}

export interface Absence {
  readonly id: number;
  readonly person: Person;
  readonly from: number;
  readonly to: number;
  readonly delegate: Person | undefined;
}

export interface World {
  now: number;
  /** Hours after which a rung is due; what it does follows from its place. */
  rungs: readonly number[];
  workdays: readonly number[];
  holidays: readonly number[];
  absences: readonly Absence[];
  readonly picHasTelegram: boolean;
  readonly items: Item[];
  /** What happened, in the words in which it is counted. */
  hits: string[];
}

export type Step =
  | { do: 'clock'; to: number }
  | { do: 'make'; item: number }
  | { do: 'timer'; item: number; wake: number }
  | { do: 'answer'; item: number; ask: number; person: Person; isStale: boolean; decision: 'approve' | 'reject' }
  | { do: 'withdraw'; item: number; to: 'revision' | 'cancelled'; by: 'supervisor' | 'operator' }
  | { do: 'close'; item: number }
  | { do: 'deliver'; item: number; ask: number; outcome: 'confirmed' | 'failed' }
  | { do: 'bounce'; item: number; ask: number }
  | { do: 'absence'; absence: Absence }
  | { do: 'return'; id: number }
  | { do: 'policy'; rungs: readonly number[] }
  | { do: 'holiday'; day: number }
  | { do: 'workdays'; days: readonly number[] };

export const dayOf = (at: number): number => Math.floor((at + ZONE) / DAY);
export const midnight = (day: number): number => day * DAY - ZONE;
export const openAsks = (item: Item): Ask[] => item.asks.filter((a) => a.status === 'open');
export const isWorkday = (w: World, day: number): boolean => w.workdays.includes(((day + 3) % 7) + 1) && !w.holidays.includes(day);
export const isAway = (w: World, person: Person): boolean =>
  w.absences.some((a) => a.person === person && a.from <= dayOf(w.now) && dayOf(w.now) <= a.to);

/** The stretch of working time that ends last of those that make up `length` from `start` on. */
export function workingTimeAfter(w: World, start: number, length: number): number {
  let left = length;
  for (let day = dayOf(start), at = start; ; day++, at = midnight(day)) {
    const stretch = isWorkday(w, day) ? midnight(day + 1) - at : 0;
    if (isWorkday(w, day) && left <= stretch) return at + left;
    left -= stretch;
  }
}

/** Who is wanted in the PIC's place, the first first. */
export function standIns(w: World, item: Item): Person[] {
  const delegates = w.absences.filter((a) => a.person === 'pic' && a.from <= dayOf(w.now) && dayOf(w.now) <= a.to).map((a) => a.delegate);
  return [...PEOPLE.filter((p) => delegates.includes(p)), ...(item.hasBackup ? (['backup'] as const) : []), 'supervisor' as const];
}
export const standIn = (w: World, item: Item): Person | undefined => standIns(w, item).find((p) => p !== 'pic' && !isAway(w, p));

export function ask(w: World, item: Item, person: Person, role: Ask['role']): boolean {
  if (openAsks(item).some((a) => a.person === person)) return false;
  const fresh = { status: 'open', isClosedByAnother: false, channel: 'email', sentAt: w.now, delivery: 'planned', confirmedAt: 0 } as const;
  item.asks.push({ role, person, revision: item.revisionNo, ...fresh });
  return true;
}
