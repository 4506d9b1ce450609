// Two sessions at one decision: what is tried, and what each of them has to hear.
import assert from 'node:assert/strict';
import type { TestDatabase } from '../../../support/harness.ts';
import { type Item, makeItem } from './item.ts';
import { race } from './race.ts';

export type Call = readonly [sql: string, ...values: unknown[]];
export interface Race {
  readonly name: string;
  readonly state: string;
  readonly given?: Parameters<typeof makeItem>[1];
  /** Called in the state; prepares what the calls need. */
  calls(item: Item): Promise<readonly [Call, Call]>;
  /** Answers when the first call goes first, and when the second does. */
  readonly answers: readonly [readonly [string, string], readonly [string, string]];
}

export const approve = async (item: Item, role: 'pic' | 'backup', decision = 'approve'): Promise<Call> => [
  `select ops.approval_decide($1, 1, $2, 'why', 'cli', $3)`,
  await item.approval(role),
  decision,
  role === 'pic' ? item.pic : item.backup,
];
export const withdraw = (item: Item, to: string): Call => [
  `select ops.work_item_withdraw($1, $2, 'note', $3)`,
  item.id,
  to,
  item.supervisor,
];
const cancel = (item: Item): Call => [`select ops.work_item_cancel($1, 'note')`, item.id];
const timerDue = async (item: Item, times = 0): Promise<Call> => {
  for (let i = 0; i < times; i++) await item.due();
  const wake = await item.wake();
  await item.setClock(wake?.due_at as Date);
  return ['select ops.work_item_timer($1)', wake?.id];
};
const finish = (token: string): Call => [`select ops.work_item_finish($1, '{}', '{}')`, token];
const fail = (token: string): Call => [`select ops.work_item_fail($1, '{}', true)`, token];
const review = (item: Item, decision: string): Call => ['select ops.review_decide($1, 1, $2, $3)', item.id, decision, 'why'];
const tokenOf = (item: Item): Promise<string> => item.one('select run_token from ops.work_items where id = $1', item.id);

export const RACES: readonly Race[] = [
  {
    name: 'two workers start',
    state: 'revision',
    calls: async (i) => {
      const call: Call = ['select count(*)::text from ops.work_item_start($1, $2)', i.id, i.worker];
      return [call, call];
    },
    answers: [
      ['1', '0'],
      ['1', '0'],
    ],
  },
  {
    name: 'finish and finish again',
    state: 'in_progress',
    calls: async (i) => {
      const call = finish(await tokenOf(i));
      return [call, call];
    },
    answers: [
      ['done', 'already'],
      ['done', 'already'],
    ],
  },
  {
    name: 'finish and fail',
    state: 'in_progress',
    calls: async (i) => [finish(await tokenOf(i)), fail(await tokenOf(i))],
    answers: [
      ['done', 'not_mine'],
      ['failed', 'not_mine'],
    ],
  },
  {
    name: 'cancel and finish',
    state: 'in_progress',
    calls: async (i) => [cancel(i), finish(await tokenOf(i))],
    answers: [
      ['cancelled', 'not_mine'],
      ['done', 'cancelled'],
    ],
  },
  {
    name: 'the run limit, the second time, and finish',
    state: 'in_progress',
    calls: async (i) => [await timerDue(i, 1), finish(await tokenOf(i))],
    answers: [
      ['failed', 'not_mine'],
      ['done', 'stale'],
    ],
  },
  {
    name: 'start and the give-up',
    state: 'scheduled',
    calls: async (i) => {
      await i.meetNeeds();
      return [['select count(*)::text from ops.work_item_start($1, $2)', i.id, i.worker], await timerDue(i)];
    },
    answers: [
      ['1', 'stale'],
      ['not_started', '1'],
    ],
  },
  {
    name: 'skip and start',
    state: 'scheduled',
    calls: async (i) => {
      await i.meetNeeds();
      return [
        [`select ops.work_item_skip($1, 'note')`, i.id],
        ['select count(*)::text from ops.work_item_start($1, $2)', i.id, i.worker],
      ];
    },
    answers: [
      ['cancelled', '0'],
      ['1', 'not_scheduled'],
    ],
  },
  {
    name: 'pass and reject',
    state: 'done',
    calls: async (i) => [review(i, 'pass'), review(i, 'reject')],
    answers: [
      ['pending_approval', 'not_reviewable'],
      ['revision', 'not_reviewable'],
    ],
  },
  {
    name: 'review and the review limit, the second time',
    state: 'done',
    calls: async (i) => [review(i, 'pass'), await timerDue(i, 1)],
    answers: [
      ['pending_approval', 'stale'],
      ['escalated', 'not_reviewable'],
    ],
  },
  {
    name: 'approve twice',
    state: 'pending_approval',
    calls: async (i) => [await approve(i, 'pic'), await approve(i, 'pic')],
    answers: [
      ['accepted', 'already_decided'],
      ['accepted', 'already_decided'],
    ],
  },
  {
    name: 'the PIC approves, the backup rejects',
    state: 'pending_approval',
    calls: async (i) => {
      await i.one(`insert into ops.absences (person_id, from_on, to_on) values ($1, '2026-02-01', '2026-02-28') returning id`, i.pic);
      return [await approve(i, 'pic'), await approve(i, 'backup', 'reject')];
    },
    answers: [
      ['accepted', 'already_decided'],
      ['accepted', 'closed'],
    ],
  },
  {
    name: 'approve and the end of the ladder',
    state: 'pending_approval',
    calls: async (i) => [await approve(i, 'pic'), await timerDue(i, 4)],
    answers: [
      ['accepted', 'stale'],
      ['escalated', 'closed'],
    ],
  },
  {
    name: 'approve and withdraw',
    state: 'pending_approval',
    calls: async (i) => [await approve(i, 'pic'), withdraw(i, 'revision')],
    answers: [
      ['accepted', 'not_pending'],
      ['revision', 'closed'],
    ],
  },
  {
    name: 'withdraw twice, each elsewhere',
    state: 'pending_approval',
    calls: async (i) => [withdraw(i, 'revision'), withdraw(i, 'cancelled')],
    answers: [
      ['revision', 'not_pending'],
      ['cancelled', 'not_pending'],
    ],
  },
  {
    name: 'the timer twice, with one wake-up',
    state: 'pending_approval',
    calls: async (i) => {
      const call = await timerDue(i);
      return [call, call];
    },
    answers: [
      ['backup_opened', 'stale'],
      ['backup_opened', 'stale'],
    ],
  },
  {
    name: 'retry by a person and by the timer',
    state: 'failed',
    calls: async (i) => [[`select ops.work_item_retry($1, 'note')`, i.id], await timerDue(i)],
    answers: [
      ['in_progress', 'stale'],
      ['retried', 'in_progress'],
    ],
  },
  {
    name: 'redo and close',
    state: 'escalated',
    calls: async (i) => [
      [`select ops.work_item_redo($1, 'note', $2)`, i.id, i.supervisor],
      [`select ops.work_item_close($1, 'note', $2)`, i.id, i.supervisor],
    ],
    answers: [
      ['in_progress', 'not_escalated'],
      ['cancelled', 'not_escalated'],
    ],
  },
  {
    name: 'the supervisor approves twice, by two ways',
    state: 'escalated',
    calls: async (i) => [
      [`select ops.work_item_approve_escalated($1, 1, 'note', $2)`, i.id, i.supervisor],
      [`select ops.approval_decide($1, 1, 'approve', null, 'cli', $2)`, await i.approval('supervisor'), i.supervisor],
    ],
    answers: [
      ['approved', 'already_decided'],
      ['accepted', 'not_escalated'],
    ],
  },
];

/** Runs a race in both orders. @throws when an answer is another one, somebody waits for nothing, or a request stays open. */
export async function runRace(db: TestDatabase, one: Race): Promise<void> {
  for (const isReversed of [false, true]) {
    const item = await makeItem(db, one.given);
    await item.into(one.state);
    const calls = await one.calls(item);
    const [first, second] = isReversed ? [calls[1], calls[0]] : calls;
    const [a, b] = await race(db, first[0], first.slice(1), second[0], second.slice(1), 'mandor_deploy');
    if (b instanceof Error) throw b;
    assert.deepEqual(
      [Object.values(a[0] ?? {})[0], Object.values(b[0] ?? {})[0]],
      one.answers[isReversed ? 1 : 0],
      isReversed ? 'reversed' : '',
    );
    assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
    const [{ n }] = await db.sql(
      `select count(*)::int as n from ops.approvals a join ops.work_items w on w.id = a.work_item_id where a.status = 'open' and w.status not in ('pending_approval', 'escalated')`,
    );
    assert.equal(n, 0, 'a request that nobody needs is still open');
  }
}
