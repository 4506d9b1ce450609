// Machines that are ill on paper: incidents driven by answers that the test writes, without SSH.
import type { TestDatabase } from '../../../support/harness.ts';

export const OK = { exit: 0, stdout: '{"ok":true,"channels":{}}', stderr: '' };
export const READY = { exit: 0, stdout: '{"ok":true,"status":"ready"}', stderr: '' };
export const JOBS = { exit: 0, stdout: '{"jobs":[],"hasMore":false}', stderr: '' };
export const DEAD = { exit: 1, stdout: '{"ok":false,"error":{"message":"mati"}}', stderr: '' };

/** The answers that bring an incident to a phase, whose own command is planned then. */
export const INTO = {
  diagnose: [],
  restart: [DEAD],
  verify: [DEAD, READY],
  confirm: [DEAD, READY, READY],
  schedule: [DEAD, READY, READY, OK],
} as const;
export type Phase = keyof typeof INTO;
export const PHASES = Object.keys(INTO) as Phase[];

export interface Taken {
  readonly run_token: string;
  readonly host: string;
  readonly port: number;
  readonly command: string;
}

export interface Ill {
  readonly id: string;
  readonly key: string;
  /** The worker takes what is planned; undefined: nothing is planned, or it was not to be sent. */
  take(): Promise<Taken | undefined>;
  answer(...outcomes: readonly object[]): Promise<void>;
  /** The clock moves to its timer, which fires. */
  due(): Promise<void>;
  row(): Promise<{ status: string; phase: string; says: string; restart_count: number; is_rescue: boolean }>;
  steps(): Promise<string[]>;
  /** Answers well (or as said) until it is closed or a person has it. */
  end(answers?: Partial<Record<string, object>>): Promise<string>;
}

let count = 0;

export async function ill(db: TestDatabase, worker: () => string, more: Record<string, unknown> = {}): Promise<Ill> {
  const key = (more.key as string | undefined) ?? `sakit-${++count}`;
  const columns = { key, title: key, host: '127.0.0.1', host_keys: [`SHA256:${'a'.repeat(43)}`], ...more };
  const names = Object.keys(columns);
  await db.sql(
    `insert into ops.machines (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    ...Object.values(columns),
  );
  const [{ id }] = await db.sql('select ops.incident_open($1, $2, $3) as id', key, 'health', 'gateway tidak menjawab');
  await db.sql('select ops.incident_ask($1)', id);
  const planned = async () =>
    (
      await db.sql<{ id: string; step: string }>(
        `select id, step from ops.incident_steps where machine_key = $1 and status = 'planned'`,
        key,
      )
    )[0];
  const take = async (): Promise<Taken | undefined> => {
    const step = await planned();
    if (step === undefined) return undefined;
    return (await db.sql<Taken & { [name: string]: unknown }>('select * from ops.step_begin($1, $2)', step.id, worker()))[0];
  };
  const answer = async (...outcomes: readonly object[]): Promise<void> => {
    for (const outcome of outcomes) {
      const taken = await take();
      if (taken === undefined) throw new Error(`nothing is asked of ${key}`);
      await db.sql('select ops.step_finish($1, $2)', taken.run_token, JSON.stringify(outcome));
    }
  };
  const row = async () =>
    (await db.sql('select status, phase, says, restart_count, is_rescue from ops.incidents where id = $1', id))[0] as Awaited<
      ReturnType<Ill['row']>
    >;
  const due = async (): Promise<void> => {
    const [{ at, wakeup }] = await db.sql(
      'select greatest(w.due_at, util.now()) as at, w.id as wakeup from ops.wakeups w join ops.incidents i on i.wakeup_id = w.id where i.id = $1',
      id,
    );
    await db.setClock(at.toISOString());
    await db.sql('select ops.wakeup_fire($1)', wakeup);
  };
  return {
    id,
    key,
    take,
    answer,
    due,
    row,
    steps: async () =>
      (
        await db.sql(
          `select concat(step, case when is_rescue then '!' end, ' ', coalesce(verdict, status)) as text from ops.incident_steps where incident_id = $1 order by id`,
          id,
        )
      ).map((r) => r.text),
    async end(answers = {}) {
      const says: Record<string, object> = { health: OK, restart: READY, verify: READY, schedule: JOBS, ...answers };
      for (let n = 0; n < 200; n++) {
        const { status } = await row();
        if (status === 'closed' || status === 'exhausted') return status;
        const step = await planned();
        const taken = step === undefined ? undefined : await take();
        if (step !== undefined && taken !== undefined)
          await db.sql('select ops.step_finish($1, $2)', taken.run_token, JSON.stringify(says[step.step]));
        else await due();
      }
      throw new Error(`it does not end: ${JSON.stringify(await row())}`);
    },
  };
}
