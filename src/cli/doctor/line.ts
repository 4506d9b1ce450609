// One line of doctor, and how a terminal shows it.
import { paint } from '../output.ts';

export interface Line {
  readonly line: string;
  /** ok, off (not configured), wrong, or unusable: reachable but not usable. */
  readonly state: 'ok' | 'off' | 'wrong' | 'unusable';
  readonly says: string;
  readonly next_step: string | null;
}

/** Off is fine: nobody has asked for it. */
export const isFine = (line: Line): boolean => line.state === 'ok' || line.state === 'off';

/** The line as a terminal shows it, with the next step below. */
export function lineText({ line, state, says, next_step }: Line): string {
  const mark = state === 'ok' ? paint('ok      ', 'green') : state === 'off' ? paint('off     ', 'dim') : paint(state.padEnd(8), 'red');
  return `${mark} ${line.padEnd(16)} ${says}${next_step === null ? '' : `\n${' '.repeat(26)}${paint(`→ ${next_step}`, 'yellow')}`}`;
}
