// What a pending approval waits for, and until when: working days, who is away and who stands in.
import { type Ask, HOUR, type Item, openAsks, PEOPLE, type Person, type World } from './ladder_world.ts';

const DAY = 24 * HOUR;
const ZONE = 7 * HOUR;

export const dayOf = (at: number): number => Math.floor((at + ZONE) / DAY);
export const midnight = (day: number): number => day * DAY - ZONE;
const isWorkday = (w: World, day: number): boolean => w.workdays.includes(((day + 3) % 7) + 1) && !w.holidays.includes(day);
export const isAway = (w: World, person: Person): boolean =>
  w.absences.some((a) => a.person === person && a.from <= dayOf(w.now) && dayOf(w.now) <= a.to);

/** The stretch of working time that ends last of those that make up `length` from `start` on. */
function workingTimeAfter(w: World, start: number, length: number): number {
  let left = length;
  for (let day = dayOf(start), at = start; ; day++, at = midnight(day)) {
    const stretch = isWorkday(w, day) ? midnight(day + 1) - at : 0;
    if (isWorkday(w, day) && left <= stretch) return at + left;
    left -= stretch;
  }
}

/** Who is wanted in the PIC's place, the first first. */
function standIns(w: World, item: Item): Person[] {
  const delegates = w.absences.filter((a) => a.person === 'pic' && a.from <= dayOf(w.now) && dayOf(w.now) <= a.to).map((a) => a.delegate);
  return [...PEOPLE.filter((p) => delegates.includes(p)), ...(item.hasBackup ? (['backup'] as const) : []), 'supervisor' as const];
}
const standIn = (w: World, item: Item): Person | undefined => standIns(w, item).find((p) => p !== 'pic' && !isAway(w, p));

export function ask(w: World, item: Item, person: Person, role: Ask['role']): boolean {
  if (openAsks(item).some((a) => a.person === person)) return false;
  item.asks.push({
    role,
    person,
    revision: item.revisionNo,
    sentAt: w.now,
    messages: {
      email: { delivery: 'planned', confirmedAt: 0 },
      ...(w.chats.includes(person) ? { telegram: { delivery: 'planned', confirmedAt: 0 } as const } : {}),
    },
    status: 'open',
    isClosedByAnother: false,
    channel: 'email',
    askedAbout: [],
    prompts: [],
    answeredBy: undefined,
    notes: undefined,
  });
  return true;
}

export function askStandIn(w: World, item: Item): boolean {
  if (openAsks(item).some((a) => a.role === 'backup')) return false;
  const person = standIn(w, item);
  if (person !== undefined)
    w.hits.push(`asked in the PIC's place: ${person}${person === standIns(w, item)[0] ? '' : ', another being away'}`);
  else w.hits.push("nobody is left to be asked in the PIC's place");
  return person !== undefined && ask(w, item, person, 'backup');
}

/** Of those who are asked: when a first request has arrived (Infinity: none has), and whether all of them are lost. */
export function arrival(item: Item): { first: number; isLost: boolean } {
  const counting = openAsks(item).map((a) => a.messages[a.channel]);
  return {
    first: Math.min(...counting.map((m) => (m?.delivery === 'confirmed' ? m.confirmedAt : Number.POSITIVE_INFINITY))),
    isLost: counting.every((m) => m?.delivery === 'failed'),
  };
}

/** The hours began without any request having arrived, and now one has that was on its way then. */
export function lateArrival(item: Item): number | undefined {
  const since = item.ladderSince;
  if (since === undefined) return undefined;
  const first = Math.min(
    ...openAsks(item)
      .filter((a) => a.sentAt <= since)
      .map((a) => a.messages[a.channel])
      .map((m) => (m?.delivery === 'confirmed' ? m.confirmedAt : Number.POSITIVE_INFINITY)),
  );
  return since < first && first < Number.POSITIVE_INFINITY ? first : undefined;
}

type Wait = { what: 'arrival' | 'absence' | 'rung'; due: number };

export function waitOf(w: World, item: Item): Wait {
  const asks = openAsks(item);
  let wait: Wait;
  if (item.ladderSince === undefined || lateArrival(item) !== undefined) {
    const { first, isLost } = arrival(item);
    wait = { what: 'arrival', due: first < Number.POSITIVE_INFINITY || isLost ? w.now : Math.max(...asks.map((a) => a.sentAt)) + HOUR / 2 };
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

export function wait(w: World, item: Item): void {
  item.wake++;
  item.due = waitOf(w, item).due;
}

/** What a changed policy, calendar or absence does to everything that is open, at once. */
export function moveDeadlines(w: World, why: string): void {
  for (const item of w.items) {
    if (item.status !== 'pending_approval') continue;
    const before = item.due;
    const now = waitOf(w, item);
    if (now.what === 'absence' && now.due <= w.now && askStandIn(w, item)) w.hits.push(`${why} opens the backup`);
    item.due = waitOf(w, item).due;
    w.hits.push(item.due === before ? `${why} leaves a deadline` : `${why} moves a deadline`);
  }
}
