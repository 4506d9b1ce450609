import { Transient, type Where } from '../errors.ts';

/** A slot further away than this means that too many workers share the token; the row is better deferred. */
const LONGEST_WAIT_MS = 60_000;
/** A slot that passed this long ago was taken for a request that never came; leaving on it now would be a burst. */
const STALE_MS = 250;
/**
 * Where the token is shared, a slot that passed this long ago is not used any more. Others who share the token leave on time: eight distances of 130 ms
 * are 1,040 ms, so more than 40 ms of delay would put a ninth request into one second.
 */
const LATE_MS = 35;
/** A machine that wakes late each time must still get on: then it leaves late, and the vendor's own limit has the last word. */
const MOST_TRIES = 5;
/** Timers overshoot by a millisecond or two; only that much is made up for. After a longer pause the distance is kept. */
const CATCH_UP_MS = 20;
/** How much of its own delay a departure may make up for. More of it would eat the 40 ms that the way to the vendor may take. */
const OWN_DELAY_MS = 5;
/** A database keeps microseconds, a Date cuts them off: one millisecond later is never too early. */
const CUT_MS = 1;
/** Slots this far away mean that others share the token. Blocks are small then: a large one is time that nobody else can use. */
const CROWDED_MS = 500;
/** Two, because their distance is what a pause is measured by. */
const SMALLEST_BLOCK = 2;
/** How long before the departure it is asked whether the vendor wants a pause: enough for the answer of a database. */
const ASK_AHEAD_MS = 40;

export interface Departures {
  /** Waits for a free place among the parallel requests and for the next departure time; the result releases the place, once. */
  depart(where: Where): Promise<() => void>;
  /** No request leaves before this time: the vendor asked us to wait. */
  postpone(ms: number): void;
}

/**
 * Turns blocks of departure times into a queue. Requests that are late because this process paused still keep the
 * distance of their slots, so that a pause is never followed by a burst.
 */
export function createDepartures(
  take: (n: number) => Promise<Date[]>,
  maxParallel: number,
  block: number,
  postponedUntil?: () => Promise<Date | null>,
): Departures {
  let slots: number[] = [];
  let distance = 0;
  let size = Math.min(SMALLEST_BLOCK, block);
  let lastGiven = Number.NEGATIVE_INFINITY;
  /** Somebody else takes times of this token; until the contrary is seen. */
  let isShared = true;
  let planned = Number.NEGATIVE_INFINITY;
  let notBefore = 0;
  let running = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const waiting: (() => void)[] = [];

  const releaseOnce = () => {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      running -= 1;
      waiting.shift()?.();
    };
  };

  async function enter(): Promise<void> {
    while (running >= maxParallel) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
  }

  async function nextSlot(): Promise<number> {
    const oldest = Date.now() - (isShared ? LATE_MS : STALE_MS);
    while (slots.length > 0 && (slots[0] as number) < oldest) slots.shift();
    if (slots.length === 0) {
      slots = (await take(size)).map((date) => date.getTime() + CUT_MS);
      const isCrowded = (slots[0] ?? 0) - Date.now() > CROWDED_MS;
      size = Math.min(block, isCrowded ? SMALLEST_BLOCK : size * 2);
      // Right after our last one: nobody took any meanwhile. Later, though there would have been earlier ones: somebody did.
      const first = slots[0] ?? 0;
      if (Math.abs(first - lastGiven - distance) <= 1) isShared = false;
      else if (first - Date.now() > distance / 2) isShared = true;
      lastGiven = slots.at(-1) ?? lastGiven;
      if (slots.length > 1) distance = Math.min(1000, ...slots.slice(1).map((slot, i) => slot - (slots[i] as number)));
    }
    const slot = slots.shift();
    if (slot === undefined) throw new Error('take() handed out no departure time');
    return slot;
  }

  async function nextDeparture(where: Where): Promise<number> {
    const slot = await nextSlot();
    const leaveAt = Math.max(slot, notBefore, Math.max(planned, Date.now() - CATCH_UP_MS - distance) + distance);
    const delay = leaveAt - Date.now();
    if (delay <= LONGEST_WAIT_MS) return leaveAt;
    const seconds = Math.ceil(delay / 1000);
    throw new Transient(
      'queue_full',
      `${where.call} would have to wait ${seconds} s for its turn at this token. Try again later.`,
      where,
      seconds,
    );
  }

  // One at a time, in order: two requests must not both plan from the same departure.
  function wait(where: Where): Promise<void> {
    const mine = turn.then(async () => {
      let leaveAt = await nextDeparture(where);
      for (let tries = 1; ; ) {
        if (postponedUntil !== undefined) {
          await sleepUntil(leaveAt - ASK_AHEAD_MS);
          const until = (await postponedUntil())?.getTime() ?? 0;
          if (until > leaveAt) {
            // Others were told to wait after this slot was handed out: it is void, and a later one is taken.
            slots = [];
            notBefore = Math.max(notBefore, until);
            leaveAt = await nextDeparture(where);
            continue;
          }
        }
        await sleepUntil(leaveAt);
        // A busy process wakes late. Where the token is shared, a late request would meet those of others.
        if (!isShared || postponedUntil === undefined || Date.now() - leaveAt <= LATE_MS || tries++ >= MOST_TRIES) break;
        leaveAt = await nextDeparture(where);
      }
      // Timers may fire a fraction early; a slot is a promise to the vendor.
      while (Date.now() < leaveAt) await new Promise((resolve) => setTimeout(resolve, 1));
      // The next one keeps its distance from when this one really left.
      planned = Math.max(leaveAt, Date.now() - OWN_DELAY_MS);
    });
    turn = mine.catch(() => undefined);
    return mine;
  }

  return {
    async depart(where) {
      await enter();
      const release = releaseOnce();
      try {
        await wait(where);
      } catch (error) {
        release();
        throw error;
      }
      return release;
    },
    postpone(ms) {
      notBefore = Math.max(notBefore, Date.now() + ms);
      // Their times are past by then; leaving on them would meet the slots of others.
      slots = slots.filter((slot) => slot >= notBefore);
    },
  };
}

async function sleepUntil(at: number): Promise<void> {
  const delay = at - Date.now();
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
}
