// An actor of the simulation: somebody or something that acts on a company from outside. One file each; actors/index.ts lists them.
import type { Request } from '../../../db/simulate.ts';
import type { Clock } from '../clock.ts';
import type { Dice } from '../random.ts';
import type { World } from '../world.ts';

export interface Surroundings extends Pick<World, 'pool' | 'sandbox' | 'seed' | 'days'> {
  readonly clock: Clock;
}

/** Something that happens at an instant. */
export interface Act {
  readonly at: Date;
  /** Orders acts of one instant, and names them in errors. The same in each run with the same seed. */
  readonly what: string;
  /** May bring about further acts, later than now. */
  do(around: Surroundings): Promise<readonly Act[]> | Promise<void>;
}

export interface Actor {
  readonly key: string;
  /** What it will do on a day (0 is the first), whatever happens. The dice are those of this actor and day. */
  plan?(day: number, dice: Dice, around: Surroundings): readonly Act[];
  /** What it does about a request for a signature that it sees for the first time. The dice are those of the request. */
  asked?(request: Request, dice: Dice, around: Surroundings): readonly Act[];
}
