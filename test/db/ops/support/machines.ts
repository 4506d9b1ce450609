// Machines of the sandbox, watched: the overseer's look, the commands over real SSH and the timers, one after the other in this
// process, so that a test sees each state and moves the clock itself.
import { makeRunCommand } from '../../../../src/cli/machines.ts';
import { loadConfig } from '../../../../src/config.ts';
import { silentLog } from '../../../../src/log.ts';
import type { Machine } from '../../../../src/sandbox/ssh.ts';
import runStep from '../../../../tasks/overseer/run_step.ts';
import watch from '../../../../tasks/overseer/watch.ts';
import type { TestDatabase } from '../../../support/harness.ts';
import { noConnectors } from '../../../worker/support/no-connectors.ts';

/** How a machine is reached: the sandbox's, or a real sshd. */
export type Reached = Pick<Machine, 'name' | 'host' | 'port' | 'user' | 'userKeyFile' | 'hostKeys'> & { readonly rescuePort?: number };

export const START = '2026-02-09T07:00:00+07:00';

export interface Desk {
  /** Adds the machine, with one agent on it. */
  add(machine: Reached, more?: Record<string, unknown>): Promise<void>;
  /** One look of the overseer; answers what it noted. */
  look(): Promise<string>;
  /** Commands and due timers until nothing is ready; the clock stands. */
  drain(): Promise<void>;
  /** A look, then everything up to the end of the incident, the clock moving from timer to timer. */
  heal(): Promise<Incident>;
  incident(): Promise<Incident>;
  /** Messages about machines: channel, severity, subject. */
  told(): Promise<{ channel: string; recipient: string; severity: string; subject: string; text: string }[]>;
  steps(): Promise<string[]>;
  readonly worker: () => string;
  /** A new worker; the one before is dead. */
  die(): Promise<void>;
}

export interface Incident {
  readonly id: string;
  readonly status: string;
  readonly says: string;
  readonly restart_count: number;
  readonly events: string[];
}

export async function openDesk(db: TestDatabase, newWorker: (db: TestDatabase) => Promise<string>): Promise<Desk> {
  let worker = await newWorker(db);
  let keyFile = '';
  await db.sql('update ops.job_definitions set is_enabled = false');
  await db.sql(`update ops.job_definitions set is_enabled = true where key = 'overseer.watch'`);
  await db.sql(`insert into ops.recipients (key, channel, address) values ('alerts.main', 'telegram', '-100'), ('alerts.logs', 'telegram', '-200'),
    ('alerts.direct', 'email', 'kepala@mandor.example'), ('alerts.direct', 'telegram', '7')`);
  const context = (incarnation: string) => ({
    db: db.pool('mandor_worker', { max: 1 }),
    incarnation,
    config: loadConfig({}),
    connectors: { ...noConnectors, runCommand: makeRunCommand(loadConfig({ SSH_KEY_FILE: keyFile })) },
    log: silentLog,
    signal: new AbortController().signal,
    attempt: 1,
    isLastAttempt: false,
  });
  let own: ReturnType<typeof context> | undefined;
  const surroundings = () => {
    own ??= context(worker);
    return own;
  };
  const drain = async (): Promise<void> => {
    for (;;) {
      await db.sql('select ops.wakeups_dispatch()');
      const jobs = await db.sql<{ id: string; key: string }>(
        `select id, key from graphile_worker.jobs where key ~ '^(step|wakeup):' order by id`,
      );
      if (jobs.length === 0) return;
      for (const { id, key } of jobs) {
        await db.admin.query('delete from graphile_worker._private_jobs where id = $1', [id]);
        const [kind, subject] = key.split(':') as [string, string];
        if (kind === 'step') await runStep.run(subject, surroundings());
        else await db.sql('select ops.wakeup_fire($1)', subject);
      }
    }
  };
  const incident = async (): Promise<Incident> => {
    const [row] = await db.sql<Incident>(`select i.id, i.status, i.says, i.restart_count,
      array(select h.event from ops.incident_history h where h.incident_id = i.id order by h.id) as events
      from ops.incidents i order by i.id desc limit 1`);
    return row as Incident;
  };
  const look = async (): Promise<string> => {
    const [{ id }] = await db.sql(`select ops.occurrence_open('overseer.watch', util.local_date(util.now())) as id`);
    await db.admin.query(`delete from graphile_worker._private_jobs where key = 'occurrence:' || $1`, [id]);
    await watch.run(id, surroundings());
    return (await db.sql('select note from ops.occurrences where id = $1', id))[0].note;
  };
  return {
    async add(machine, more = {}) {
      keyFile = machine.userKeyFile;
      own = undefined;
      const row = {
        key: machine.name,
        title: machine.name,
        host: machine.host,
        port: machine.port,
        login: machine.user,
        host_keys: machine.hostKeys,
        rescue_port: machine.rescuePort ?? null,
        department: 'OPS',
        ...more,
      };
      const columns = Object.keys(row);
      await db.sql(
        `insert into ops.machines (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
        ...Object.values(row),
      );
      await db.sql(`update agent.profiles set machine = $1 where name = 'ops_logistics'`, machine.name);
    },
    look,
    drain,
    async heal() {
      await look();
      for (let i = 0; i < 100; i++) {
        await drain();
        const { status } = (await incident()) ?? {};
        const [next] = await db.sql(
          `select w.due_at from ops.wakeups w join ops.incidents i on i.wakeup_id = w.id where i.status <> 'exhausted' order by w.due_at limit 1`,
        );
        if (next === undefined || status === undefined) return incident();
        await db.setClock(next.due_at.toISOString());
      }
      throw new Error(`the incident does not end: ${JSON.stringify(await incident())}`);
    },
    incident,
    told: () =>
      db.sql(`select o.channel, o.recipient, o.severity, o.params ->> 'subject' as subject, o.params ->> 'text' as text
        from ops.outbox o where o.subject_key = 'alert.incident' order by o.id`),
    steps: async () =>
      (
        await db.sql(
          `select concat(s.step, case when s.is_rescue then '!' end, ' ', coalesce(s.verdict, s.status)) as text from ops.incident_steps s order by s.id`,
        )
      ).map((row) => row.text),
    worker: () => worker,
    async die() {
      await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', worker);
      worker = await newWorker(db);
      own = undefined;
    },
  };
}
