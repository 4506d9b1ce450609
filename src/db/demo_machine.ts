// What the demo asks the database about a machine that fell silent, and the statements that show it.
import type pg from 'pg';

export interface WatchedMachine {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly rescuePort: number;
  readonly user: string;
  readonly hostKeys: readonly string[];
}

/** Notes a machine, as its administrator would, that the agent of logistics lives on it, and who is told of alerts by mail. */
export async function seedMachine(pool: pg.Pool, machine: WatchedMachine, supervisor: string): Promise<void> {
  const { name, host, port, rescuePort, user, hostKeys } = machine;
  await pool.query(
    `insert into ops.machines (key, title, host, port, rescue_port, login, host_keys, department)
     values ($1, 'gudang', $2, $3, $4, $5, $6, 'OPS')`,
    [name, host, port, rescuePort, user, hostKeys],
  );
  await pool.query(`update agent.profiles set machine = $1 where name = 'ops_logistics'`, [name]);
  await pool.query(`insert into ops.recipients (key, channel, address) values ('alerts.direct', 'email', $1) on conflict do nothing`, [
    supervisor,
  ]);
}

/** How many commands the machine has answered. */
export async function countAnswers(pool: pg.Pool, machine: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from ops.incident_steps s where s.machine_key = $1 and s.finished_at is not null',
    [machine],
  );
  return rows[0]?.count ?? 0;
}

/** Whether it has ended; else the time that it waits for, unless a command is under way. */
export async function readIncident(pool: pg.Pool, machine: string): Promise<{ isOver: boolean; dueAt: Date | null } | undefined> {
  const { rows } = await pool.query<{ isOver: boolean; dueAt: Date | null }>(
    `select i.status in ('closed', 'exhausted') as "isOver", case when s.id is null then w.due_at end as "dueAt"
       from ops.incidents i left join ops.wakeups w on w.id = i.wakeup_id
       left join ops.incident_steps s on s.machine_key = i.machine_key and s.status in ('planned', 'running')
      where i.machine_key = $1 order by i.id desc limit 1`,
    [machine],
  );
  return rows[0];
}

export const MACHINE_CHECKS = {
  well: `select o.note, m.key as machine, m.port, count(h.*)::int as signs_of_life
  from ops.occurrences o cross join ops.machines m left join ops.heartbeats h on h.machine = m.key
 where o.definition_key = 'overseer.watch' group by o.id, o.note, m.key order by o.id desc limit 1`,
  incident: `select i.status, array_to_string(array(select h.event from ops.incident_history h where h.incident_id = i.id order by h.id), ' → ') as what,
       array_to_string(array(select s.step || ' ' || s.verdict from ops.incident_steps s where s.incident_id = i.id order by s.id), ', ') as asked,
       i.restart_count as restarts, a.severity as told, a.title
  from ops.incidents i left join ops.alerts a on a.dedupe_key like format('incident:%s:%%', i.id) order by i.id desc limit 1`,
} as const;
