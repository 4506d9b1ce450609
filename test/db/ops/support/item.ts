// Work items in the state that a test wants, each with people and a definition of its own.
import type { TestDatabase } from '../../../support/harness.ts';
import { newWorker } from './race.ts';

export interface Item {
  readonly id: string;
  readonly definition: string;
  readonly date: string;
  readonly occurrence: string;
  readonly pic: string;
  readonly backup: string;
  readonly supervisor: string;
  readonly worker: string;
  /** One value of one statement, as mandor_deploy. */
  one(sql: string, ...values: unknown[]): Promise<string>;
  meetNeeds(): Promise<void>;
  /** Starts a run; its token. */
  start(): Promise<string>;
  finish(token: string): Promise<string>;
  /** Moves the clock to the present wake-up and hands it out. */
  due(): Promise<string>;
  status(): Promise<string>;
  wake(): Promise<{ id: string; kind: string; due_at: Date } | undefined>;
  approval(role: string): Promise<string>;
  /** Drives it into a state by calls alone. */
  into(status: string): Promise<void>;
  setClock(at: Date): Promise<void>;
}

let number = 0;
export const CLOCK = '2026-02-02T22:00:00Z';

/** A scheduled item whose needs are not met. */
export async function makeItem(
  db: TestDatabase,
  given: {
    requiresReview?: boolean;
    requiresApproval?: boolean;
    maxRevisions?: number;
    date?: string;
    clock?: string;
    title?: string;
  } = {},
): Promise<Item> {
  const n = ++number;
  const definition = `item.${n}`;
  const date = given.date ?? '2026-02-02';
  await db.setClock(given.clock ?? CLOCK);
  const person = async (name: string, supervisor: string | null): Promise<string> =>
    (
      await db.sql(
        'insert into ops.people (name, email, supervisor_id) values ($1, $2, $3) returning id',
        `${name} ${n}`,
        `${name}${n}@toko.example`,
        supervisor,
      )
    )[0].id;
  const supervisor = await person('supervisor', null);
  const pic = await person('pic', supervisor);
  const backup = await person('backup', null);
  await db.sql(
    `insert into ops.job_definitions (key, title, agent, task_identifier, needs, latest_start, max_duration, makes_work_item, requires_review, requires_approval, max_revisions, pic_id, backup_id, recipient_key)
     values ($1 || '.need', 'Need', 'ops_warehouse', 'ops/noop', '{}', '2 hours', '1 hour', false, false, false, 2, null, null, null),
            ($1, $7, 'ops_warehouse', 'ops/noop', array[$1 || '.need'], '2 hours', '1 hour', true, $2, $3, $4, $5, $6, $1)`,
    definition,
    given.requiresReview ?? true,
    given.requiresApproval ?? true,
    given.maxRevisions ?? 2,
    pic,
    backup,
    given.title ?? 'Item',
  );
  await db.sql(`update agent.profiles set max_concurrent_runs = 100000 where max_concurrent_runs < 100000`);
  await db.sql(`update ops.settings set value = '100000' where key = 'worker.max_runs' and value is null`);
  const worker = await newWorker(db);
  const one = async (sql: string, ...values: unknown[]): Promise<string> =>
    String(Object.values((await db.sql(sql, ...values))[0] ?? {})[0]);
  const occurrence = await one('select ops.occurrence_open($1, $2)', definition, date);
  const id = await one('select id from ops.work_items where definition_key = $1', definition);
  const setClock = (at: Date): Promise<void> => db.setClock(at.toISOString());
  const item: Item = {
    id,
    definition,
    date,
    occurrence,
    pic,
    backup,
    supervisor,
    worker,
    one,
    setClock,
    async meetNeeds() {
      const run = await one('select ops.occurrence_open($1, $2)', `${definition}.need`, date);
      const token = await one('select run_token from ops.occurrence_start($1, $2)', run, worker);
      await one('select ops.occurrence_finish($1)', token);
    },
    start: () => one('select run_token from ops.work_item_start($1, $2)', id, worker),
    finish: (token) => one(`select ops.work_item_finish($1, '{"pairs": 1}', '{"subject": "Item"}')`, token),
    async due() {
      const wake = await item.wake();
      if (wake === undefined) return 'none';
      await setClock(wake.due_at);
      return one('select ops.work_item_timer($1)', wake.id);
    },
    status: () => one('select status from ops.work_items where id = $1', id),
    wake: async () =>
      (await db.sql('select u.id, u.kind, u.due_at from ops.work_items w join ops.wakeups u on u.id = w.wakeup_id where w.id = $1', id))[0],
    approval: (role) => one(`select id from ops.approvals where work_item_id = $1 and role = $2 order by id desc limit 1`, id, role),
    async into(status) {
      if (status === 'scheduled') return;
      if (status === 'cancelled') {
        await one(`select ops.work_item_skip($1, 'note')`, id);
        return;
      }
      await item.meetNeeds();
      const token = await item.start();
      if (status === 'in_progress') return;
      if (status === 'failed') {
        await one(`select ops.work_item_fail($1, '{"message": "why"}', true)`, token);
        return;
      }
      await item.finish(token);
      if (status === 'done') return;
      if (status === 'revision') {
        await one(`select ops.review_decide($1, 1, 'reject', 'why')`, id);
        return;
      }
      if (status === 'escalated') {
        await item.due();
        await item.due();
        return;
      }
      await one(`select ops.review_decide($1, 1, 'pass')`, id);
      if (status === 'pending_approval') return;
      await one(`select ops.approval_decide($1, 1, 'approve', null, 'cli', $2)`, await item.approval('pic'), pic);
    },
  };
  return item;
}
