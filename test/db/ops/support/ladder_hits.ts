// What is counted, and must have come often.
import { TEXTS } from '../../../model/ladder_world.ts';

/** What a timeline may lead to; what is not named here is a mistake of the model. */
export const HITS = [
  'new → pending_approval: request by system',
  'revision → pending_approval: request by system',
  'in_progress → pending_approval: request by system',
  ...['pic', 'backup'].flatMap((who) => [
    `pending_approval → approved: approve by ${who}`,
    `pending_approval → revision: reject by ${who}`,
    `pending_approval → escalated: reject by ${who}`,
  ]),
  'pending_approval → escalated: ladder_end by timer',
  'pending_approval → revision: withdraw by operator',
  'pending_approval → revision: withdraw by supervisor',
  'pending_approval → cancelled: withdraw by supervisor',
  'escalated → approved: approve by supervisor',
  'escalated → in_progress: redo by supervisor',
  'escalated → cancelled: close by supervisor',
  'timer: request arrived',
  'timer: request next_channel',
  'timer: request backup_opened',
  'timer: rung 1',
  'timer: rung 2',
  'timer: rung 3',
  'timer: absence opens the backup',
  'timer: early',
  'timer: stale',
  ...['absence', 'return', 'policy', 'holiday', 'calendar'].flatMap((why) => [`${why} moves a deadline`, `${why} leaves a deadline`]),
  'absence opens the backup',
  ...['delegate', 'backup', 'supervisor', 'supervisor, another being away'].map((who) => `asked in the PIC's place: ${who}`),
  'message confirmed',
  'message failed',
  'bounce opens the backup',
  'bounce: the backup is asked already',
  'bounce: closed',
  ...['not_an_approver', 'stale_revision', 'already_decided', 'closed'].map((o) => `answer: ${o}`),
  'withdraw: not_pending',
  'withdraw: not_supervisor',
  'close: not_escalated',
  ...TEXTS.map((says) => `a mail says: ${says}`),
  ...[
    'approved',
    'revision',
    'asked, the person is asked',
    'asked, the supervisor is told',
    'asked, nothing more',
    'asked, without a code, the person is asked',
    'ignored_auto',
    'ignored_bounce',
    'ignored_bounce, a delay',
    'ignored_bounce, no code in it',
    'duplicate, the same bytes',
    'duplicate, asked about before',
    'unmatched',
    'unmatched, not verified',
    'refused_from',
    'refused_unverified',
    'refused_sender, was never asked',
    'refused_sender, on behalf',
    'refused_token',
    'refused_stale',
    'refused_replayed',
    'refused_closed',
    'read again',
  ].map((o) => `mail: ${o}`),
  ...['approved', 'asked', 'refused_token', 'refused_sender', 'refused_stale', 'refused_closed', 'read again'].map((o) => `press: ${o}`),
  ...['revision', 'closed', 'asked', 'refused_sender', 'refused_stale', 'refused_closed'].map((o) => `note: ${o}`),
  ...['asked', 'unmatched'].map((o) => `chat: ${o}`),
  'read in another order than stored',
];

/** Happens when the clock has passed the first day away and the timer has not come yet; too seldom to be waited for. */
export const RARE = ['return', 'policy', 'holiday', 'calendar']
  .map((why) => `${why} opens the backup`)
  .concat(
    'mail: asked, without a code, the supervisor is told',
    'mail: asked, without a code, nothing more',
    'note: read again',
    'chat: read again',
    'timer: moved',
    "asked in the PIC's place: backup, another being away",
    "asked in the PIC's place: delegate, another being away",
    "nobody is left to be asked in the PIC's place",
  );

/** How often it must come when transitions and pairs must come `wanted` times: there are many ways to be refused. */
export const needOf = (name: string, wanted: number): number =>
  /^(mail|press|note|chat|a mail says|read in another)/.test(name) && HITS.includes(name) ? Math.ceil(wanted / 2) : wanted;
