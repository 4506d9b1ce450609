// One life of a company: time moves from one thing that is due to the next, people and vendors act in between, and at the end of each
// day the rules are looked at.
import { openRequests, readTrace, readViolations, readWeeks, tidy, type Violation, type Week } from '../../db/simulate.ts';
import type { Act, Surroundings } from './actors/define.ts';
import { actors } from './actors/index.ts';
import { readBooks } from './books.ts';
import { createClock, type Round } from './clock.ts';
import { dice } from './random.ts';
import { dayOf, instant, makeWorld, type WorldOptions } from './world.ts';

/** Hours of the day at which all rounds of the minute are made: rules, alerts, mirrors, sweeps. The mailbox is also read after each act. */
const ROUNDS = [0.2, 5.2, 7.1, 14.5, 22] as const;

export interface Life {
  readonly trace: readonly string[];
  readonly weeks: readonly Week[];
  readonly violations: readonly (Violation & { readonly day: string })[];
  readonly orphans: number;
  readonly seconds: number;
  /** Where the real time went, ms. */
  readonly spent: Readonly<Record<string, number>>;
}

/** Lives the days of a company. @throws when something that is due does not end */
export async function live(options: WorldOptions, onDay: (day: number) => void = () => undefined): Promise<Life> {
  const started = performance.now();
  const world = await makeWorld(options);
  const spent: Record<string, number> = { world: performance.now() - started };
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    try {
      return await work();
    } finally {
      spent[what] = (spent[what] ?? 0) + performance.now() - from;
    }
  };
  try {
    const clock = createClock(world, instant(0, 0.1));
    const around: Surroundings = { ...world, clock };
    const seen = new Set<string>();
    let acts: Act[] = [];
    const found = new Map<string, Violation & { day: string }>();
    const add = (more: readonly Act[]): void => {
      acts = [...acts, ...more].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.what < b.what ? -1 : 1));
    };
    await clock.drain();

    for (let day = 0; day < options.days; day++) {
      world.sandbox.control.setDate(dayOf(day - 1));
      for (const actor of actors) add(actor.plan?.(day, dice(options.seed, actor.key, day), around) ?? []);
      const end = instant(day + 1, 0);
      const rounds = ROUNDS.map((hour) => instant(day, hour));
      for (;;) {
        const due = await clock.next();
        const at = new Date(Math.min(...[due, acts[0]?.at, rounds[0], end].flatMap((one) => (one === undefined ? [] : [one.getTime()]))));
        if (at >= end) break;
        await clock.moveTo(at);
        let round: Round | undefined;
        for (; rounds[0] !== undefined && rounds[0] <= at; rounds.shift()) round = rounds.length === 1 ? 'daily' : 'hours';
        for (let act = acts[0]; act !== undefined && act.at <= at; act = acts[0]) {
          acts.shift();
          add((await act.do(around)) ?? []);
          round ??= 'often';
        }
        await timed('work', clock.drain);
        const made = round;
        if (made !== undefined) await timed('rounds', () => clock.chores(made));
        for (const request of await openRequests(world.pool)) {
          if (seen.has(request.approvalId)) continue;
          seen.add(request.approvalId);
          const own = dice(options.seed, 'request', request.subject, request.role, request.person, request.requestedAt.toISOString());
          for (const actor of actors) add(actor.asked?.(request, own, around) ?? []);
        }
      }
      await timed('rules', async () => {
        for (const one of await readViolations(world.pool, readBooks(world)))
          if (!found.has(`${one.rule} ${one.subject}`)) found.set(`${one.rule} ${one.subject}`, { ...one, day: dayOf(day) });
      });
      await timed('tidy', () => tidy(options.url));
      onDay(day);
    }
    const violations = [...found.values()];
    return {
      trace: await timed('trace', () => readTrace(world.pool)),
      weeks: await readWeeks(world.pool, instant(0, 0), Math.ceil(options.days / 7)),
      violations,
      orphans: violations.filter((one) => one.rule === 'orphan').length,
      seconds: (performance.now() - started) / 1000,
      spent,
    };
  } finally {
    await world.stop();
  }
}
