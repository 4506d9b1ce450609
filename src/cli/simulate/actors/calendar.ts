// Who is away, and when nobody works: rows that people enter, at times too late.
import { addAbsence, addHoliday, switchSheet } from '../../../db/simulate.ts';
import { people } from '../../../sandbox/index.ts';
import { dayOf, instant } from '../world.ts';
import type { Act, Actor } from './define.ts';

/** Days between two chances of somebody to go on holiday; one at a time, so that somebody is left to sign. */
const EVERY = 9;

export const calendar: Actor = {
  key: 'calendar',
  plan(day, dice) {
    const acts: Act[] = [];
    // A Sheet of thirty thousand formulas costs half of a simulated day: people of this company want it on Mondays.
    if (day % 7 < 2)
      acts.push({ at: instant(day, 0.3), what: 'the Sheet is switched', do: ({ pool }) => switchSheet(pool, day % 7 === 0) });
    if (day % EVERY === 3 && dice.chance(0.7)) {
      const who = dice.pick(people.filter((person) => person.supervisor !== null));
      const length = dice.between(1, 5);
      acts.push({
        // Before the first report of the day is asked for.
        at: instant(day, 0.25),
        what: `${who.name} goes on holiday for ${length} days`,
        do: ({ pool }) => addAbsence(pool, who.name, dayOf(day), dayOf(day + length - 1)),
      });
    }
    if (dice.chance(1 / 25)) {
      const ahead = dice.between(0, 3);
      acts.push({
        at: instant(day, 8),
        what: `a holiday is announced for ${dayOf(day + ahead)}`,
        do: ({ pool }) => addHoliday(pool, dayOf(day + ahead), `Libur bersama ${dayOf(day + ahead)}`),
      });
    }
    return acts;
  },
};
