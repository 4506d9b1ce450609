// Who keeps the data: now and then sets a threshold too tight, so that loads are held back; looks three times a day, releases or
// rejects them, and lets failed runs go again.
import { value } from '../../../db/call.ts';
import { retryTogether, setThreshold, troubles } from '../../../db/simulate.ts';
import { dice as throwDice } from '../random.ts';
import { instant } from '../world.ts';
import type { Act, Actor, Surroundings } from './define.ts';

const LOOKS = [4.6, 9.3, 15] as const;
/** What is older is somebody else's. */
const BACK_MS = 40 * 3_600_000;

export const operator: Actor = {
  key: 'operator',
  plan(day, dice) {
    const acts: Act[] = LOOKS.map((hour, n) => ({
      at: instant(day, hour),
      what: 'the operator looks',
      do: (around) => look(around, day, n),
    }));
    // In the first days there is nothing to compare with.
    if (day > 2 && dice.chance(1 / 11))
      acts.push(
        {
          at: instant(day, 0.6),
          what: 'a check is set too tight',
          do: ({ pool }) => setThreshold(pool, 'stock', 'quantity_drift', 0.000001),
        },
        { at: instant(day, 3.2), what: 'the check is set back', do: ({ pool }) => setThreshold(pool, 'stock', 'quantity_drift', null) },
      );
    return acts;
  },
};

async function look({ pool, clock, seed }: Surroundings, day: number, n: number): Promise<void> {
  const again: { kind: string; id: string }[] = [];
  for (const one of await troubles(pool, new Date(clock.now().getTime() - BACK_MS))) {
    const dice = throwDice(seed, 'operator', one.kind, one.subject, day, n);
    if (one.kind === 'load') {
      if (dice.chance(0.25)) continue;
      const name = dice.chance(0.85) ? 'raw.load_release' : 'raw.load_reject';
      await value(pool, name, { p_load_id: one.id, p_note: 'Dicek dengan gudang.' }).catch(refused);
    } else if (dice.chance(0.8)) again.push(one);
  }
  // Also two failures of one day: that they become one run is not the operator's care.
  await retryTogether(pool, again, 'Sumber sudah menjawab lagi.');
}

/** What the database refuses with a code of ours (a newer load stands, the run is no longer failed) is told to a person and is no fault. */
function refused(error: Error & { code?: string }): void {
  if (!/^MD/.test(error.code ?? '')) throw error;
}
