// What a simulation asks the database: whether everything that is due has happened, when the next thing is due, who is asked to sign
// what, and at the end the trace and what broke a rule.
import pg from 'pg';
import { value } from './call.ts';
import { openClient } from './pool.ts';

const { escapeIdentifier } = pg;

/** What people set in a company whose time is moved: the worker's own rounds stand aside, the marketplaces and mirrors are on. */
export async function seedSimulation(pool: pg.Pool, given: SimulationSeed): Promise<void> {
  // The simulation makes the rounds itself, at moments of the moved clock.
  await pool.query(`update ops.settings set value = '1 day' where key = 'dispatcher.every'`);
  // A busy machine may hold a worker up for long, and nobody else is there to take its work over.
  await pool.query(`update ops.settings set value = '1 hour' where key = 'worker.silent_after'`);
  await pool.query(`update ops.job_definitions set is_enabled = true where key in ('channel.ginee_hourly', 'channel.ginee_daily')`);
  await pool.query(
    `update ops.job_definitions set cron = '20 8-20/6 * * *', expected_every = '12 hours' where key = 'channel.ginee_hourly'`,
  );
  await pool.query(
    `insert into ops.recipients (key, channel, address) values ('department.OPS', 'telegram', $1), ('report.product_performance', 'email', $2)
     on conflict do nothing`,
    [given.group, given.reader],
  );
  await pool.query(
    `insert into portal.sales_target (store_code, month, amount)
     select s.store_code, m::date, 60000000 from portal.store s, generate_series(date_trunc('month', $1::date), $2::date, '1 month') m on conflict do nothing`,
    [given.from, given.to],
  );
  await pool.query(`update ops.notion_sources s set database_id = $1::jsonb ->> s.key where s.key in ('tasks', 'dashboard')`, [
    JSON.stringify(given.notion),
  ]);
  // The Sheet is read back once a day instead of every two hours: people of this company do not type over it.
  await pool.query(`update ops.job_definitions set cron = '20 12 * * *', expected_every = '1 day' where key = 'sheet_check.control_stock'`);
  // Machines are looked at each hour instead of each half hour, and models wait for nobody: their rests are by the real clock.
  await pool.query(`update ops.job_definitions set cron = '0 7-21 * * *' where key = 'overseer.watch'`);
  await pool.query(`update agent.model_faults set rest_for = '0' where effect = 'rest'`);
  await pool.query(`update agent.model_purposes set time_limit = '2 minutes'`);
  // The schema was deployed today; the company begins long before.
  await pool.query('update ops.schedule_marks set expanded_until = util.now(), checked_at = null');
}

/**
 * What autovacuum does in a company whose days have 24 hours: dead rows are cleared away, and tables that have changed are looked at anew.
 * By the server's owner; nothing else may be under way.
 */
export async function tidy(url: string): Promise<void> {
  const client = await openClient(url);
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', s.schemaname, s.relname) as name
         from pg_stat_user_tables s join pg_class c on c.oid = s.relid
        where c.relpersistence = 'p' and (s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0) or s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0))
        order by 1`,
    );
    if (rows.length > 0) await client.query(`vacuum (analyze, truncate false) ${rows.map(({ name }) => name).join(', ')}`);
  } finally {
    await client.end();
  }
}

export interface SimulationSeed {
  readonly group: string;
  readonly reader: string;
  /** First and last business date. */
  readonly from: string;
  readonly to: string;
  readonly notion: Readonly<Record<string, string>>;
}

/** Whether wake-ups are due, and something that is under way at this moment of the moved clock; null: time may move on. Jobs out of attempts count for nothing. */
export async function openWork(pool: pg.Pool): Promise<{ due: boolean; open: string | null }> {
  // Asked some hundred times a day: the likeliest first, and no count where one row is enough.
  const { rows } = await pool.query<{ due: boolean; open: string | null }>(
    `select exists (select from ops.wakeups u where u.due_at <= (select util.now()) and u.dispatched_at is null) as due,
            coalesce((select 'job ' || j.key from ops.jobs_list() j where j.attempts < j.max_attempts or j.locked_at is not null limit 1),
                     (select 'wake-up ' || u.id from ops.wakeups u where u.due_at <= (select util.now()) limit 1),
                     (select 'effect ' || o.id from ops.outbox o where o.status = 'sending' or o.status = 'planned' and o.next_at is null limit 1),
                     (select 'message ' || m.id from ops.inbound_messages m where m.status = 'new' limit 1)) as open`,
  );
  return rows[0] ?? { due: false, open: null };
}

/** When the next wake-up is due; undefined: nothing waits. */
export async function nextWakeup(pool: pg.Pool): Promise<Date | undefined> {
  const { rows } = await pool.query<{ at: Date | null }>(
    'select min(u.due_at) as at from ops.wakeups u where u.due_at > (select util.now())',
  );
  return rows[0]?.at ?? undefined;
}

/** Until which update of the bot all were read. */
export async function telegramRead(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ next: string | null }>('select max(t.next_update_id) as next from ops.telegram_offset t');
  return Number(rows[0]?.next ?? 0);
}

/** Somebody who is asked to sign, as that person knows it. */
export interface Request {
  readonly approvalId: string;
  readonly itemId: string;
  /** Definition and business date: the same in each run with the same seed. */
  readonly subject: string;
  readonly revisionNo: number | null;
  readonly role: 'pic' | 'backup' | 'supervisor';
  readonly person: string;
  readonly email: string;
  readonly personId: string;
  /** Of the person with the bot. */
  readonly chat: number;
  readonly requestedAt: Date;
}

/** Requests that are open now. */
export async function openRequests(pool: pg.Pool): Promise<Request[]> {
  const { rows } = await pool.query<Request>(
    `select a.id::text as "approvalId", w.id::text as "itemId", concat_ws('/', w.definition_key, w.business_date::text, nullif(w.subject_key, '')) as subject,
            a.revision_no as "revisionNo", a.role, p.name as person, p.email, p.id::text as "personId", p.telegram_user_id::float8 as chat,
            a.requested_at as "requestedAt"
       from ops.approvals a join ops.work_items w on w.id = a.work_item_id join ops.people p on p.id = a.person_id
      where a.status = 'open' order by subject, a.role, p.name, a.revision_no`,
  );
  return rows;
}

/** Loads that are held back, items and runs that failed since a moment: what an operator looks at. */
export async function troubles(
  pool: pg.Pool,
  since: Date,
): Promise<{ kind: 'load' | 'work_item' | 'occurrence'; id: string; subject: string }[]> {
  const { rows } = await pool.query<{ kind: 'load' | 'work_item' | 'occurrence'; id: string; subject: string }>(
    `select x.kind, x.id, x.subject from (
     select 'load' as kind, h.load_id::text as id, concat_ws('/', h.kind, h.entity, h.business_date::text) as subject
       from raw.load_history h where h.status = 'quarantined' and h.finished_at >= $1
     union all
     select 'work_item', w.id::text, concat_ws('/', w.definition_key, w.business_date::text, nullif(w.subject_key, ''))
       from ops.work_items w where w.status = 'failed' and w.updated_at >= $1
     union all
     select 'occurrence', o.id::text, o.definition_key || '/' || to_char(o.slot_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI')
       from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key
      where o.status = 'failed' and o.finished_at >= $1 and not d.makes_work_item
        -- What has run since, or is about to, is nobody's trouble.
        and not exists (select from ops.occurrences r where r.definition_key = o.definition_key and r.business_date = o.business_date
                           and r.status not in ('failed', 'collapsed', 'skipped'))
     ) x
     -- Two loads of one day bear one name: the older one first, in both lives.
     order by x.kind, x.subject, x.id::bigint`,
    [since],
  );
  return rows;
}

/**
 * Lets all of them be tried again at the same instant, in one transaction: whether the run that the first one opens is still open when
 * the second is asked for would else be chance of the machine. What is refused with a code of ours is left out.
 */
export async function retryTogether(pool: pg.Pool, ones: readonly { kind: string; id: string }[], note: string): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    for (const one of ones) {
      await client.query('savepoint one');
      try {
        await value(client, 'ops.job_retry', { p_kind: one.kind, p_id: one.id, p_note: note });
      } catch (error) {
        if (!/^MD/.test((error as { code?: string }).code ?? '')) throw error;
        await client.query('rollback to savepoint one');
      }
    }
    await client.query('commit');
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

export async function addAbsence(pool: pg.Pool, person: string, from: string, to: string): Promise<void> {
  await pool.query(
    'insert into ops.absences (person_id, from_on, to_on) select p.id, $2::date, $3::date from ops.people p where p.name = $1',
    [person, from, to],
  );
}

export async function addHoliday(pool: pg.Pool, day: string, name: string): Promise<void> {
  await pool.query(`insert into ops.holidays (calendar_key, day_on, name) values ('company', $1, $2) on conflict do nothing`, [day, name]);
}

/** A machine with agents on it, as a person enters it, and who is told of it. */
export async function addMachine(
  pool: pg.Pool,
  machine: { host: string; port: number; rescuePort: number; user: string; hostKeys: readonly string[] },
  entered: { key: string; title: string; department: string; agents: readonly string[] },
  told: { group: string; keeper: string },
): Promise<void> {
  await pool.query(
    `insert into ops.recipients (key, channel, address) values ('alerts.main', 'telegram', $1), ('alerts.direct', 'email', $2) on conflict do nothing`,
    [told.group, told.keeper],
  );
  await pool.query(
    `insert into ops.machines (key, title, host, port, rescue_port, login, host_keys, department) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [entered.key, entered.title, machine.host, machine.port, machine.rescuePort, machine.user, machine.hostKeys, entered.department],
  );
  await pool.query('update agent.profiles set machine = $1 where name = any ($2)', [entered.key, entered.agents]);
}

/** Incidents that wait for a person. */
export async function exhaustedIncidents(pool: pg.Pool): Promise<{ id: string; machine: string; openedAt: Date }[]> {
  const { rows } = await pool.query<{ id: string; machine: string; openedAt: Date }>(
    `select i.id::text, i.machine_key as machine, i.opened_at as "openedAt" from ops.incidents i where i.status = 'exhausted' order by i.machine_key`,
  );
  return rows;
}

/** A person has compared the keys that a machine shows, and writes them down. */
export async function pinKeys(pool: pg.Pool, machine: string, keys: readonly string[]): Promise<void> {
  await pool.query('update ops.machines set host_keys = $2 where key = $1', [machine, keys]);
}

/** The report's own Sheet is wanted, or not. */
export async function switchSheet(pool: pg.Pool, isOn: boolean): Promise<void> {
  await pool.query(`update ops.sheets set is_enabled = $1 where key = 'control_stock'`, [isOn]);
}

/** Somebody sets a threshold of the checks; null: back to what we ship. */
export async function setThreshold(pool: pg.Pool, kind: string, check: string, threshold: number | null): Promise<void> {
  await pool.query('update raw.load_checks c set threshold = $3 where c.kind = $1 and c.check_name = $2', [kind, check, threshold]);
}

/** All that happened, in an order that does not depend on who was faster. */
export async function readTrace(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select concat_ws(' | ', to_char(t.at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI:SS'), t.kind, t.subject, t.from_status || ' → ' || t.to_status, t.outcome) collate "C" as line
       from ops.v_trace t where t.at >= $1 order by 1`,
    ['-infinity'],
  );
  return rows.map((row) => row.line);
}

/** What the vendor's own books say, to be held against ours. */
export interface Books {
  readonly stock: readonly { entity: string; on: string; pairs: number }[];
  readonly sales: readonly { entity: string; on: string; pairs: number }[];
  readonly mails: readonly { message_id: string; to: string }[];
  readonly machines: readonly { machine: string; ill_since: string }[];
}

export interface Violation {
  readonly rule: string;
  readonly subject: string;
  readonly why: string;
}

/** Rules that are broken now. */
export async function readViolations(pool: pg.Pool, books: Books): Promise<Violation[]> {
  const { rows } = await pool.query<Violation>('select v.rule, v.subject, v.why from ops.violations($1) v order by 1, 2, 3', [
    JSON.stringify(books),
  ]);
  return rows;
}

/** What a stretch of days held. */
export interface Week {
  readonly week: number;
  readonly from: string;
  readonly jobs: number;
  readonly loads: number;
  readonly blocked: number;
  readonly reports: number;
  readonly mails: number;
  readonly chats: number;
  readonly work_items: number;
  readonly approved: number;
  readonly rejected: number;
  readonly escalated: number;
  readonly late: number;
  readonly failed: number;
  readonly incidents: number;
  readonly recovered: number;
  readonly exhausted: number;
  readonly troubles: number;
  readonly mended: number;
}

/** Counts per week from a day on. */
export async function readWeeks(pool: pg.Pool, from: Date, weeks: number): Promise<Week[]> {
  const { rows } = await pool.query<Week>('select * from ops.weeks($1, $2)', [from, weeks]);
  return rows;
}

/** A database for a simulation, empty or as a copy of another one that nobody is connected to. */
export async function copyDatabase(url: string, name: string, of?: string): Promise<void> {
  const client = await openClient(url);
  try {
    await client.query(`create database ${escapeIdentifier(name)}${of === undefined ? '' : ` template ${escapeIdentifier(of)}`}`);
  } finally {
    await client.end();
  }
}
