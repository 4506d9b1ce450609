// How each row of ops.work_item_transitions is caused by calls and timers alone: one entry per row and kind of actor.
import type { Item } from './item.ts';

type Given = { requiresReview?: boolean; requiresApproval?: boolean; maxRevisions?: number };
export interface Cause {
  readonly given?: Given;
  run(item: Item): Promise<unknown>;
}

const decide = async (item: Item, role: 'pic' | 'backup', decision: string): Promise<string> =>
  item.one(
    `select ops.approval_decide($1, 1, $2, 'why', 'cli', $3)`,
    await item.approval(role),
    decision,
    role === 'pic' ? item.pic : item.backup,
  );
const askBackup = (item: Item): Promise<unknown> =>
  item.one(`insert into ops.absences (person_id, from_on, to_on) values ($1, '2026-02-01', '2026-02-28') returning id`, item.pic);
const byPic =
  (decision: string) =>
  async (item: Item): Promise<unknown> => {
    await item.into('pending_approval');
    return decide(item, 'pic', decision);
  };
const byBackup =
  (decision: string) =>
  async (item: Item): Promise<unknown> => {
    await item.into('pending_approval');
    await askBackup(item);
    return decide(item, 'backup', decision);
  };
const after =
  (status: string, sql: string, who?: 'supervisor' | 'backup') =>
  async (item: Item): Promise<unknown> => {
    await item.into(status);
    return item.one(`select ${sql}`, item.id, ...(who === undefined ? [] : [item[who]]));
  };
const dueIn =
  (status: string, times: number) =>
  async (item: Item): Promise<unknown> => {
    await item.into(status);
    for (let i = 0; i < times; i++) await item.due();
    return undefined;
  };
const cancels = (status: string): [string, Cause][] =>
  (['operator', 'supervisor'] as const).map((kind) => [
    `${status}>cancelled cancel ${kind}`,
    { run: after(status, `ops.work_item_cancel($1, 'note', $2)`, kind === 'operator' ? 'backup' : 'supervisor') },
  ]);

export const CAUSES: ReadonlyMap<string, Cause> = new Map<string, Cause>([
  ['>scheduled slot_due system', { run: async () => undefined }],
  ['scheduled>in_progress start worker', { run: (i) => i.into('in_progress') }],
  ['scheduled>cancelled skip operator', { run: after('scheduled', `ops.work_item_skip($1, 'note')`) }],
  [
    'scheduled>cancelled skip system',
    { run: (i) => i.one(`select ops.occurrence_drop($1, 'skipped', null, 'not made up for')`, i.occurrence) },
  ],
  ['scheduled>escalated give_up timer', { run: dueIn('scheduled', 2) }],
  ['in_progress>done finish worker', { run: (i) => i.into('done') }],
  ['in_progress>failed fail worker', { run: (i) => i.into('failed') }],
  ['in_progress>failed fail timer', { run: dueIn('in_progress', 2) }],
  ['failed>in_progress retry operator', { run: after('failed', `ops.work_item_retry($1, 'note')`) }],
  ['failed>in_progress retry timer', { run: dueIn('failed', 1) }],
  ['done>l2_approved review_pass reviewer', { run: (i) => i.into('pending_approval') }],
  ['done>l2_approved review_pass system', { given: { requiresReview: false }, run: (i) => i.into('done') }],
  ['done>revision review_reject reviewer', { run: (i) => i.into('revision') }],
  [
    'done>escalated review_reject reviewer',
    { given: { maxRevisions: 0 }, run: after('done', `ops.review_decide($1, 1, 'reject', 'why')`) },
  ],
  ['done>escalated review_limit timer', { run: dueIn('done', 2) }],
  ['l2_approved>pending_approval request system', { run: (i) => i.into('pending_approval') }],
  [
    'l2_approved>approved no_approval_needed system',
    { given: { requiresReview: false, requiresApproval: false }, run: (i) => i.into('done') },
  ],
  ['pending_approval>approved approve pic', { run: byPic('approve') }],
  ['pending_approval>approved approve backup', { run: byBackup('approve') }],
  ['pending_approval>revision reject pic', { run: byPic('reject') }],
  ['pending_approval>revision reject backup', { run: byBackup('reject') }],
  ['pending_approval>escalated reject pic', { given: { maxRevisions: 0 }, run: byPic('reject') }],
  ['pending_approval>escalated reject backup', { given: { maxRevisions: 0 }, run: byBackup('reject') }],
  ['pending_approval>escalated ladder_end timer', { run: dueIn('pending_approval', 5) }],
  [
    'pending_approval>revision withdraw supervisor',
    { run: after('pending_approval', `ops.work_item_withdraw($1, 'revision', 'note', $2)`, 'supervisor') },
  ],
  [
    'pending_approval>revision withdraw operator',
    { run: after('pending_approval', `ops.work_item_withdraw($1, 'revision', 'note', $2)`, 'backup') },
  ],
  [
    'pending_approval>cancelled withdraw supervisor',
    { run: after('pending_approval', `ops.work_item_withdraw($1, 'cancelled', 'note', $2)`, 'supervisor') },
  ],
  [
    'revision>in_progress start worker',
    {
      async run(item) {
        await item.into('revision');
        await item.start();
      },
    },
  ],
  ['revision>failed rerun_limit timer', { run: dueIn('revision', 2) }],
  [
    'failed>escalated failed_limit timer',
    {
      async run(item) {
        await item.into('failed');
        // Each retry of the timer fails again, until 24 hours have passed since the first failure.
        for (let i = 0; i < 12 && (await item.status()) !== 'escalated'; i++)
          if ((await item.due()) === 'retried')
            await item.one(`select ops.work_item_fail($1, '{"message": "again"}', true)`, await item.start());
      },
    },
  ],
  ...['in_progress', 'failed', 'revision', 'done'].flatMap(cancels),
  ['escalated>in_progress redo supervisor', { run: after('escalated', `ops.work_item_redo($1, 'note', $2)`, 'supervisor') }],
  [
    'escalated>approved approve supervisor',
    { run: after('escalated', `ops.work_item_approve_escalated($1, 1, 'note', $2)`, 'supervisor') },
  ],
  ['escalated>cancelled close supervisor', { run: after('escalated', `ops.work_item_close($1, 'note', $2)`, 'supervisor') }],
]);
