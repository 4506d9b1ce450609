// The statements with which the demo shows that a step reached its state. They are printed as they run, so that a
// reader can repeat them in psql or DBeaver.
import type pg from 'pg';

/** The rates of the demo's company, the job that is switched off until somebody has keys, and nothing that starts by itself. */
export async function seedDemo(pool: pg.Pool): Promise<void> {
  // The story asks for each run: a clock that is moved on by days must not start those days' pulls.
  await pool.query('update ops.job_definitions set cron = null where cron is not null');
  // Some thirty mails in one minute: well below the vendor's quota, which the sandbox keeps.
  await pool.query(`update ops.rate_keys set min_gap = '100 milliseconds' where key in ('google:gmail', 'google:gmail_read')`);
  // Asked for by hand, and against the sandbox, which sets no limit for it.
  await pool.query(`update ops.job_definitions set is_enabled = true where key = 'channel.ginee_hourly'`);
  await pool.query(`update ops.rate_keys set min_gap = '2 milliseconds' where key = 'ginee'`);
}

/** A machine with an agent on it, as a person would enter it, and who is told about it. */
export async function addDemoMachine(
  pool: pg.Pool,
  machine: { host: string; port: number; rescuePort: number; user: string; hostKeys: readonly string[] },
  told: { group: string; supervisor: string },
): Promise<void> {
  await pool.query(
    `insert into ops.recipients (key, channel, address) values ('alerts.main.OPS', 'telegram', $1), ('alerts.direct.OPS', 'email', $2) on conflict do nothing`,
    [told.group, told.supervisor],
  );
  await pool.query(
    `insert into ops.machines (key, title, host, port, rescue_port, login, host_keys, department, is_test)
     values ('vps-toko-1', 'VPS Toko 1', $1, $2, $3, $4, $5, 'OPS', true)`,
    [machine.host, machine.port, machine.rescuePort, machine.user, machine.hostKeys],
  );
  await pool.query(`update agent.profiles set machine = 'vps-toko-1' where name = 'ops_logistics'`);
}

/** True when the overseer has asked the machine and nothing of it is open. */
export async function isMachineQuiet(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ quiet: boolean }>(
    `select exists (select from ops.incident_steps s where s.status = 'done')
        and not exists (select from ops.incident_steps s where s.status in ('planned', 'running'))
        and not exists (select from ops.incidents i where i.status <> 'closed') as quiet`,
  );
  return rows[0]?.quiet === true;
}

/** True when the report of the day waits for a signature. */
export async function isAsked(pool: pg.Pool, key: string, businessDate: string): Promise<boolean> {
  const { rows } = await pool.query<{ status: string }>(
    'select w.status from ops.work_items w where w.definition_key = $1 and w.business_date = $2',
    [key, businessDate],
  );
  return rows[0]?.status === 'pending_approval';
}

/** The group that reads the daily sales, who reads the week's products, and what sales are held against. */
export async function seedDailySales(pool: pg.Pool, given: { group: string; reader: string; month: string }): Promise<void> {
  await pool.query(
    `insert into ops.recipients (key, channel, address) values ('department.OPS', 'telegram', $1), ('report.product_performance', 'email', $2)
     on conflict do nothing`,
    [given.group, given.reader],
  );
  await pool.query(
    `insert into portal.sales_target (store_code, month, amount) select s.store_code, $1, 60000000 from portal.store s on conflict do nothing`,
    [given.month],
  );
}

/** Who is told in the morning. */
export async function seedDirector(pool: pg.Pool, director: { email: string; telegramUserId: number }): Promise<void> {
  await pool.query(
    `insert into ops.recipients (key, channel, address, person_id)
     select 'director', c.channel, c.address, p.id
       from ops.people p cross join (values ('email', $1::text), ('telegram', $2::text)) as c (channel, address)
      where p.email = $1 on conflict do nothing`,
    [director.email, String(director.telegramUserId)],
  );
}

/** What the director was told. */
export const MORNING_CHECK = `select m.told_on, f.person, f.severity, f.reason, f.next
  from ops.mornings m cross join lateral jsonb_to_recordset(m.follow_ups) as f (person text, severity text, reason text, next text, place integer)
 order by m.told_on, f.place`;

/** Adds a tab of shops as people do: one row, and its job is there. */
export async function addDemoSheet(pool: pg.Pool, spreadsheetId: string): Promise<void> {
  await pool.query(
    `insert into portal.sheet_sources (key, title, spreadsheet_id, tab, table_name, mode)
     values ('toko', 'Daftar toko', $1, 'Toko', 'portal.store', 'replace') on conflict (key) do nothing`,
    [spreadsheetId],
  );
}

/** Names the databases of Notion, as people do; the minute run plans the pages. */
export async function addDemoNotion(pool: pg.Pool, databases: Readonly<Record<string, string>>): Promise<void> {
  // The sandbox sets no limit for it.
  await pool.query(`update ops.rate_keys set min_gap = '2 milliseconds' where key like 'notion:%'`);
  await pool.query(`update ops.notion_sources s set database_id = $1::jsonb ->> s.key where s.key in ('tasks', 'dashboard')`, [
    JSON.stringify(databases),
  ]);
  await pool.query('select ops.notion_sweep()');
}

/** The report's own Sheet, in a hurry: the sandbox's quota is all of the vendor's for one minute. */
export async function switchSheetOn(pool: pg.Pool): Promise<void> {
  await pool.query(`update ops.rate_keys set min_gap = '100 milliseconds' where key = 'google:sheets'`);
  await pool.query(`update ops.sheets set is_enabled = true where key = 'control_stock'`);
}

/** The shops as cells of a tab, under their header. */
export async function storeCells(pool: pg.Pool): Promise<(string | number | null)[][]> {
  const { rows } = await pool.query({ text: 'select s.store_code, s.name, s.capacity from portal.store s order by 1', rowMode: 'array' });
  return [['store_code', 'name', 'capacity'], ...(rows as (string | number | null)[][])];
}

export const CHECKS = {
  machine: `select s.step, s.verdict, s.says from ops.incident_steps s order by s.id`,
  machine_told: `select i.status, i.restart_count as restarts, (select string_agg(h.event, ' ' order by h.id) from ops.incident_history h where h.incident_id = i.id) as events,
       (select count(*)::int from ops.outbox o where o.subject_key = 'alert.incident' and o.status = 'confirmed') as told,
       (select string_agg(o.channel, ' ' order by o.channel) from ops.outbox o where o.subject_key = 'alert.incident') as by
  from ops.incidents i`,
  database: `select i.kind, split_part(version(), ' ', 2) as postgresql, util.now() at time zone 'Asia/Jakarta' as clock_wib from util.instance i`,
  schema: `select d.file_count, (select count(*)::int from graphile_migrate.migrations) as migrations,
       (select count(*)::int from pg_class c join pg_roles r on r.oid = c.relowner where r.rolsuper and c.relnamespace::regnamespace::text
          in ('util', 'ops', 'portal', 'raw', 'core', 'mart', 'agent')) as owned_by_superuser
  from ops.deployments d order by d.id desc limit 1`,
  reference: `select (select count(*)::int from portal.store) as store, (select count(*)::int from portal.warehouse) as warehouse,
       (select count(*)::int from portal.kodemix) as kodemix, (select count(*)::int from portal.hpprsp) as hpprsp,
       (select count(*)::int from portal.purchase_orders_manual) as po`,
  history: `select h.entity, h.status, h.covers_from, h.covers_to, h.rows_loaded
  from raw.load_history h where h.kind = 'sales' and h.data_type = 'csv' order by h.entity`,
  rates: `select r.key, r.min_gap from ops.rate_keys r where r.key like 'accurate:%' order by r.key`,
  waiting: `select o.definition_key, o.status, array_length(ops.occurrence_needs_missing(o.id), 1) as needs_missing
  from ops.occurrences o where o.definition_key = 'report.control_stock' and o.business_date = $1 order by o.id desc limit 1`,
  loads: `select h.kind, h.entity, h.status, h.rows_loaded, h.progress_done as documents,
       (select count(*)::int from jsonb_array_elements(h.validation) c where not (c ->> 'passed')::boolean) as remarks
  from raw.load_history h where h.business_date = $1 and h.data_type = 'api' and h.status <> 'superseded' order by h.kind desc, h.entity`,
  controlStock: `select c.flag, count(*)::int as articles, sum(c.total_pairs)::int as pairs, sum(c.recommended_po)::int as order_pairs
  from mart.v_control_stock c group by c.flag order by c.flag`,
  report: `select w.title, w.business_date, w.status, w.revision_no, left(r.figures_hash, 12) as hash, r.figures ->> 'must_po' as must_po,
       (select count(*)::int from ops.work_item_history h where h.work_item_id = w.id) as history
  from ops.work_items w left join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
 where w.definition_key = 'report.control_stock' and w.business_date = $1`,
  people: `select d.key, p.name as pic, b.name as backup, s.name as supervisor, d.requires_review, d.requires_approval
  from ops.job_definitions d join ops.people p on p.id = d.pic_id join ops.people b on b.id = d.backup_id join ops.people s on s.id = p.supervisor_id order by d.key`,
  review: `select w.status, w.revision_no, h.actor as reviewer, count(*)::int as checks, (count(*) filter (where r.is_passed))::int as passed
  from ops.work_items w join ops.review_results r on r.work_item_id = w.id and r.revision_no = w.revision_no
  join ops.work_item_history h on h.work_item_id = w.id and h.event = 'review_pass'
 where w.definition_key = 'report.control_stock' and w.business_date = $1 group by w.id, h.actor`,
  opening: `select x.who, split_part(x.says, '; ', 1) as first_words
  from ops.work_items w join ops.revision_openings o on o.work_item_id = w.id and o.revision_no = w.revision_no
  join agent.llm_calls c on c.id = o.call_id and c.outcome = 'accepted'
  cross join lateral (values (c.model_id, o.template), ('as it was sent', o.body)) as x (who, says)
 where w.definition_key = 'report.control_stock' and w.business_date = $1`,
  mail: `select x.recipient, x.status, x.attempts, x.external_id is not null as confirmed_by_server
  from ops.outbox x join ops.work_items w on w.id = x.work_item_id where w.business_date = $1 and x.channel = 'email' order by x.recipient`,
  dailySales: `select x.channel, x.recipient, x.status, r.result ->> 'subject' as subject
  from ops.outbox x join ops.work_item_revisions r on r.work_item_id = x.work_item_id and r.revision_no = x.revision_no
  join ops.work_items w on w.id = x.work_item_id where w.definition_key = 'report.daily_sales' and w.business_date = $1 order by x.channel`,
  sheet: `select l.origin, l.outcome, l.row_count::int as rows, l.changed_count::int as changed, l.deleted_count::int as deleted,
       (select a.body from ops.alerts a where a.category = 'load' and l.outcome = 'refused' order by a.id desc limit 1) as alert
  from portal.reference_loads l where l.sheet_key = 'toko' order by l.id`,
  controlSheet: `select c.outcome, c.difference_count as differing, c.differences -> 0 ->> 'tab' as tab, c.differences -> 0 ->> 'cell' as cell,
       c.differences -> 0 ->> 'found' as typed, c.differences -> 0 ->> 'expected' as in_report
  from ops.sheet_checks c order by c.id`,
  again: `select count(*)::int as facts, sum(f.pairs_qty)::int as pairs, (select md5(string_agg(a::text, '' order by a.tanggal, a.kode_mix, a.is_mapped)) from core.agg_sales_daily a) as aggregates
  from core.fact_sales f`,
  till: `select r.state, count(*)::int as shops_and_days, sum(r.pos_pairs)::int as till_pairs, sum(r.erp_pairs)::int as erp_pairs,
       min(r.sentence) filter (where r.state <> 'match') as for_example
  from mart.v_pos_reconciliation r group by r.state order by r.state`,
  notion: `select s.key, count(p.*)::int as pages, count(p.body_hash)::int as with_report, cardinality(s.problems) as problems
  from ops.notion_sources s left join ops.notion_pages p on p.source_key = s.key where s.database_id is not null group by s.key order by s.key desc`,
  channels: `select m.channel, m.is_in_mix, m.orders::int, m.pairs_qty::int as pairs, m.total_amount::bigint::text as amount, m.share_pct
  from mart.v_channel_mix m where m.grain = 'month' and m.period_on = date_trunc('month', $1::date)`,
  event: `select e.event_type, e.status, e.submitted_by, e.attempts from ops.events e where e.id = $1`,
  end: `select (select count(*)::int from ops.v_orphans) as orphans, (select count(*)::int from ops.work_items w where w.status = 'approved') as approved,
       (select count(*)::int from ops.outbox x where x.status = 'confirmed' and x.channel = 'email') as mails,
       (select count(*)::int from ops.outbox x where x.status <> 'confirmed') as unsent, (select count(*)::int from ops.v_dead_jobs) as dead_jobs`,
} as const;

/** Runs a printed statement. */
export async function show(pool: pg.Pool, sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await pool.query(sql, [...values])).rows;
}

/** Progress of the pulls that run. */
export async function pullProgress(pool: pg.Pool, businessDate: string): Promise<{ title: string; done: number; total: number | null }[]> {
  const { rows } = await pool.query(
    `select h.kind || ' ' || h.entity as title, h.progress_done as done, h.progress_total as total
       from raw.load_history h where h.business_date = $1 and h.data_type = 'api' and h.status = 'pulling' order by h.load_id`,
    [businessDate],
  );
  return rows;
}

/** How the runs of a business date stand. */
export async function openRuns(pool: pg.Pool, ids: readonly string[]): Promise<{ open: number; failed: string[] }> {
  const { rows } = await pool.query<{ open: number; failed: string[] | null }>(
    `select count(*) filter (where o.status in ('expected', 'waiting', 'running'))::int as open,
            array_agg(o.definition_key || ': ' || coalesce(o.error ->> 'message', '?')) filter (where o.status = 'failed') as failed
       from ops.occurrences o where o.id = any ($1)`,
    [ids],
  );
  return { open: rows[0]?.open ?? 0, failed: rows[0]?.failed ?? [] };
}

/** What the demo's summary lists. */
export async function demoSummary(pool: pg.Pool): Promise<{ loads: object[]; work_items: object[]; orphans: number }> {
  const loads = await pool.query(
    `select h.source, h.kind, h.entity, h.business_date, h.status, h.rows_loaded::int as rows from raw.load_history h order by h.load_id`,
  );
  const items = await pool.query(
    `select w.definition_key as key, w.business_date, w.status, w.revision_count, r.figures_hash,
            (select jsonb_agg(jsonb_build_object('at', h.at, 'from', h.from_status, 'to', h.to_status, 'event', h.event, 'actor_kind', h.actor_kind,
                                'actor', h.actor, 'reason', h.reason, 'revision_no', h.revision_no) order by h.id)
               from ops.work_item_history h where h.work_item_id = w.id) as history
       from ops.work_items w
       left join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
      order by w.id`,
  );
  const orphans = await pool.query<{ n: number }>('select count(*)::int as n from ops.v_orphans');
  return { loads: loads.rows, work_items: items.rows, orphans: orphans.rows[0]?.n ?? 0 };
}

/** True when no effect is planned or under way any more. */
export async function isOutboxSettled(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ open: boolean }>(
    `select exists (select from ops.outbox x where x.status in ('planned', 'sending')) as open`,
  );
  return rows[0]?.open === false;
}

/** True when the event was handled, well or not. */
export async function isEventDone(pool: pg.Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query<{ done: boolean }>(
    `select exists (select from ops.events e where e.id = $1 and e.processed_at is not null) as done`,
    [id],
  );
  return rows[0]?.done === true;
}

/** Facts and aggregates in one row, to be compared with what a repeated pull leaves. */
export async function readAggregates(pool: pg.Pool): Promise<Record<string, unknown> | undefined> {
  return (await pool.query(CHECKS.again)).rows[0];
}
