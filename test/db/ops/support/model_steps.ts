// Which step comes next: mostly one that the state offers, sometimes any at all.
import type { Ask, Person, WorkItem } from '../../../model/work_item.ts';
import { aimOf, towards } from './model_aims.ts';

export type Caller = 'supervisor' | 'operator' | 'owner';
export type Step =
  | { do: 'clock'; to: number }
  /** The clock goes to the present wake-up and it is handed out. */
  | { do: 'due' }
  | { do: 'needs' }
  | { do: 'start' }
  | { do: 'die' }
  | { do: 'finish'; token: number }
  | { do: 'fail'; token: number; isFinal: boolean }
  | { do: 'timer'; wakeup: number }
  | { do: 'review'; isStale: boolean; decision: 'pass' | 'reject' }
  | { do: 'check'; isPassed: boolean }
  | { do: 'deliver'; ask: number; outcome: 'confirmed' | 'failed' }
  | { do: 'decide'; ask: number; person: Person | undefined; isStale: boolean; decision: 'approve' | 'reject' }
  | { do: 'absence' }
  | { do: 'skip' | 'cancel' | 'redo' | 'close'; caller: Caller }
  | { do: 'drop' }
  | { do: 'retry' }
  | { do: 'withdraw'; to: 'revision' | 'cancelled'; caller: Caller }
  | { do: 'approve'; isStale: boolean; caller: Caller };

export interface Choice {
  readonly what: number;
  readonly which: number;
  readonly isWild: boolean;
  readonly isAimed: boolean;
}

interface Seen {
  readonly model: WorkItem;
  readonly now: number;
  readonly tokens: readonly string[];
  readonly wakeups: readonly string[];
}

const MINUTE = 60_000;
const CALLERS: readonly Caller[] = ['supervisor', 'operator', 'owner'];

/** Index 0 is the newest: the present token, the present wake-up. */
export function stepOf(seen: Seen, choice: Choice, aims: readonly string[]): Step {
  const aim = choice.isAimed ? aimOf(seen.model, aims) : undefined;
  const aimed = aim === undefined ? undefined : towards(seen, aim);
  if (aimed !== undefined) return aimed;
  const list = choice.isWild ? wild(seen, choice.which) : offered(seen, choice.which);
  return list[choice.what % list.length] as Step;
}

const times = (n: number, step: Step): Step[] => Array.from({ length: n }, () => step);
const openAsks = (item: WorkItem): { ask: Ask; index: number }[] =>
  item.asks.map((ask, index) => ({ ask, index })).filter(({ ask }) => ask.status === 'open');

/** What the state is waiting for, the rarer paths more often than a company would see them. */
function offered({ model, now }: Seen, which: number): Step[] {
  const due: Step[] = [{ do: 'due' }];
  const caller = CALLERS[which % 3] as Caller;
  const pick = openAsks(model)[which % Math.max(1, openAsks(model).length)];
  switch (model.status) {
    case 'scheduled':
      return model.needsAreMet
        ? [...times(12, { do: 'start' }), ...due, { do: 'skip', caller }, { do: 'drop' }]
        : [...times(6, { do: 'needs' }), ...times(3, due[0] as Step), { do: 'skip', caller }, { do: 'drop' }];
    case 'in_progress':
      return model.isHeldAlive
        ? [
            ...times(8, { do: 'finish', token: 0 }),
            { do: 'fail', token: 0, isFinal: true },
            { do: 'fail', token: 0, isFinal: false },
            ...due,
            { do: 'die' },
            ...times(which % 2, { do: 'cancel', caller }),
          ]
        : [...times(5, { do: 'start' }), ...due, ...times(which % 2, { do: 'cancel', caller })];
    case 'done':
      return [
        ...times(5, { do: 'review', isStale: false, decision: 'pass' }),
        ...times(2, { do: 'review', isStale: false, decision: 'reject' }),
        ...times(2, due[0] as Step),
        { do: 'check', isPassed: which % 3 > 0 },
        { do: 'cancel', caller },
      ];
    case 'revision':
      return [...times(7, { do: 'start' }), ...times(3, due[0] as Step), { do: 'cancel', caller }];
    case 'failed':
      return [...times(4, due[0] as Step), ...times(2, { do: 'retry' }), { do: 'cancel', caller }];
    case 'escalated':
      return [
        { do: 'redo', caller },
        { do: 'redo', caller: 'supervisor' },
        { do: 'approve', isStale: false, caller },
        { do: 'close', caller },
        ...due,
        ...(pick === undefined ? [] : [decision(pick, 'approve'), decision(pick, 'reject')]),
        { do: 'needs' },
      ];
    case 'pending_approval':
      return [
        ...times(5, due[0] as Step),
        { do: 'withdraw', to: which % 3 > 0 ? 'revision' : 'cancelled', caller },
        { do: 'absence' },
        ...(pick === undefined ? [] : [decision(pick, 'approve'), decision(pick, 'reject'), decision(pick, 'reject')]),
        ...(pick === undefined || pick.ask.delivery !== 'planned'
          ? []
          : times(2, { do: 'deliver', ask: pick.index, outcome: which % 4 > 0 ? 'confirmed' : 'failed' })),
      ];
    default:
      return wild({ model, now, tokens: [], wakeups: [] }, which);
  }
}

function decision({ ask, index }: { ask: Ask; index: number }, what: 'approve' | 'reject'): Step {
  return { do: 'decide', ask: index, person: ask.person, isStale: false, decision: what };
}

/** Anything, however senseless: old tokens, old wake-ups, strangers, stale revisions, a clock that jumps ahead and back. */
function wild({ now }: Seen, which: number): Step[] {
  const caller = CALLERS[which % 3] as Caller;
  const stranger = ([undefined, 'pic', 'backup', 'supervisor'] as const)[which % 4];
  const decide = which % 2 > 0 ? 'approve' : 'reject';
  return [
    { do: 'clock', to: now + (1 + (which % 90)) * MINUTE },
    { do: 'clock', to: now - (1 + (which % 30)) * MINUTE },
    { do: 'needs' },
    { do: 'start' },
    { do: 'die' },
    { do: 'finish', token: which % 4 },
    { do: 'fail', token: which % 4, isFinal: which % 2 > 0 },
    { do: 'timer', wakeup: which % 4 },
    { do: 'timer', wakeup: 0 },
    { do: 'review', isStale: which % 3 === 0, decision: which % 2 > 0 ? 'pass' : 'reject' },
    { do: 'check', isPassed: which % 2 > 0 },
    { do: 'decide', ask: which, person: stranger, isStale: which % 5 === 0, decision: decide },
    { do: 'skip', caller },
    { do: 'cancel', caller },
    { do: 'redo', caller },
    { do: 'close', caller },
    { do: 'retry' },
    { do: 'withdraw', to: which % 2 > 0 ? 'revision' : 'cancelled', caller },
    { do: 'approve', isStale: which % 3 === 0, caller },
    { do: 'absence' },
  ];
}
