import { calendar } from './calendar.ts';
import type { Actor } from './define.ts';
import { hosts } from './hosts.ts';
import { operator } from './operator.ts';
import { signers } from './signers.ts';
import { vendors } from './vendors.ts';

/** Everybody who acts. A new one is a file of its own and a word here. */
export const actors: readonly Actor[] = [calendar, vendors, signers, operator, hosts];
