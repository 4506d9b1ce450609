// Who may do what: the matrix of role × table × verb and role × function, generated from a deployed database and compared
// with the list that people have read (roles.expected.txt). MANDOR_WRITE_EXPECTED=1 writes the list anew.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { testDatabase } from '../support/harness.ts';
import { codeOf } from './ops/support/race.ts';

const db = await testDatabase();
const FILE = join(import.meta.dirname, 'roles.expected.txt');
const AGENTS = ['sales', 'concierge', 'finance', 'procurement', 'inventory', 'hr_payroll', 'stock', 'overseer', 'director'].map(
  (a) => `mandor_agent_${a}`,
);
const ROLES = ['mandor_worker', 'mandor_queue', 'mandor_console', 'mandor_analyst', 'mandor_backup', 'mandor_anon', ...AGENTS];
const SCHEMAS = ['util', 'ops', 'portal', 'raw', 'core', 'mart', 'agent', 'api', 'graphile_worker'];

/** One line per role and object: what has_…_privilege answers, memberships included. */
async function matrix(): Promise<string> {
  const tables = await db.sql(
    `select r.rolname as role, c.oid::regclass::text as object, c.relkind = 'v' as is_view,
            has_table_privilege(r.oid, c.oid, 'select') as s, has_any_column_privilege(r.oid, c.oid, 'select') as sc,
            has_table_privilege(r.oid, c.oid, 'delete') as d, has_table_privilege(r.oid, c.oid, 'truncate') as t,
            (select string_agg(a.attname, ',' order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege(r.oid, c.oid, a.attnum, 'insert')) as i,
            (select string_agg(a.attname, ',' order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and has_column_privilege(r.oid, c.oid, a.attnum, 'update')) as u,
            (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)::int as columns
       from pg_roles r cross join pg_class c join pg_namespace n on n.oid = c.relnamespace
      where r.rolname = any ($1) and n.nspname = any ($2) and c.relkind in ('r', 'p', 'v') and n.nspname <> 'graphile_worker' and has_schema_privilege(r.oid, n.oid, 'usage')`,
    ROLES,
    SCHEMAS,
  );
  const verb = (name: string, columns: string | null, all: number): string[] =>
    columns === null ? [] : [columns.split(',').length === all ? name : `${name}(${columns})`];
  const lines = tables.flatMap((t) => {
    const verbs = [
      ...(t.s ? ['select'] : t.sc ? ['select(some)'] : []),
      ...verb('insert', t.i, t.columns),
      ...verb('update', t.u, t.columns),
      ...(t.d ? ['delete'] : []),
      ...(t.t ? ['truncate'] : []),
    ];
    return verbs.length === 0 ? [] : [`${t.role}  ${t.object}  ${verbs.join(' ')}`];
  });
  const functions = await db.sql(
    `select r.rolname as role, p.oid::regprocedure::text as object from pg_roles r cross join pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where r.rolname = any ($1) and n.nspname = any ($2) and n.nspname not in ('util', 'graphile_worker') and has_schema_privilege(r.oid, n.oid, 'usage') and has_function_privilege(r.oid, p.oid, 'execute')`,
    ROLES,
    SCHEMAS,
  );
  const schemas = await db.sql(
    `select r.rolname as role, n.nspname || case when has_schema_privilege(r.oid, n.oid, 'create') then '  usage create' else '  usage' end as object
       from pg_roles r cross join pg_namespace n where r.rolname = any ($1) and n.nspname = any ($2) and has_schema_privilege(r.oid, n.oid, 'usage')`,
    ROLES,
    SCHEMAS,
  );
  return `${[...lines, ...functions.map((f) => `${f.role}  ${f.object}  execute`), ...schemas.map((s) => `${s.role}  schema ${s.object}`)].sort().join('\n')}\n`;
}

test('role × object × verb is what people have agreed to', async () => {
  const now = await matrix();
  if (process.env.MANDOR_WRITE_EXPECTED === '1') writeFileSync(FILE, now);
  assert.equal(
    now,
    readFileSync(FILE, 'utf8'),
    'the grants differ from test/db/roles.expected.txt. Agreed? Then run this file with MANDOR_WRITE_EXPECTED=1.',
  );
});

test('an agent role can write no table at all, truncate none, and create nothing', async () => {
  const writes = (await matrix())
    .split('\n')
    .filter((l) => l.startsWith('mandor_agent_') && /\b(insert|update|delete|truncate|create)\b/.test(l.split('  ').at(-1) ?? ''));
  assert.deepEqual(writes, []);
  const tables = await db.sql(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('ops', 'agent') and c.relkind in ('r', 'p')`,
  );
  assert.ok(tables.length > 20);
  await db.as('mandor_agent_stock', async (c) => {
    for (const { name } of tables) {
      assert.equal(await codeOf(c.query(`delete from ${name}`)), '42501', name);
      assert.equal(await codeOf(c.query(`insert into ${name} default values`)), '42501', name);
    }
    assert.equal(await codeOf(c.query('create table ops.mine (x integer)')), '42501');
  });
});

test('an agent sees its own events and its own profile, nothing of others; staff sees all', async () => {
  const submit = (role: string, type: string): Promise<string> =>
    db.as(role, async (c) => (await c.query(`select id from ops.event_submit($1, '{}')`, [type])).rows[0].id);
  const bySales = await submit('mandor_agent_sales', 'ENGINE_PING');
  const forFinance = await submit('mandor_agent_sales', 'SUPPLIER_INVOICE');
  const foreign = await submit('mandor_agent_inventory', 'REORDER_TRIGGERED');
  const seen = (role: string): Promise<string[]> =>
    db.as(role, async (c) => {
      const rows = (await c.query('select id from ops.events')).rows.map((r) => r.id as string);
      for (const id of [bySales, forFinance, foreign]) {
        const { rowCount } = await c.query('select * from ops.event_status($1)', [id]);
        assert.equal(rowCount === 1, rows.includes(id), `${role}: the function and the table must show the same`);
      }
      return rows.sort();
    });
  assert.deepEqual(await seen('mandor_agent_sales'), [bySales, forFinance].sort());
  assert.deepEqual(await seen('mandor_agent_finance'), [forFinance]);
  assert.deepEqual(await seen('mandor_agent_procurement'), [foreign], 'it is meant for it');
  assert.deepEqual(await seen('mandor_agent_stock'), []);
  for (const staff of ['mandor_worker', 'mandor_console', 'mandor_analyst']) assert.equal((await seen(staff)).length, 3, staff);
  const profiles = await db.as('mandor_agent_finance', async (c) =>
    (await c.query('select name from agent.profiles')).rows.map((r) => r.name),
  );
  assert.deepEqual(profiles, ['finance_agent']);
});

test('an agent cannot call what is not its own, nor look behind a definer function', async () => {
  await db.as('mandor_agent_stock', async (c) => {
    for (const call of [
      `ops.event_run(gen_random_uuid(), gen_random_uuid())`,
      `ops.occurrence_open('stock.ddd', '2026-02-08')`,
      `ops.outbox_plan('email', 'x@toko.example', 'x', '{}', 'x')`,
      `ops.work_item_finish(gen_random_uuid(), '{}', '{}')`,
      `ops.work_item_announce('x', 'y', 'z', null)`,
      `ops.worker_register('', 'x', 1)`,
      `ops.sweep()`,
      `ops.review_decide(1, 1, 'pass')`,
      `ops.jobs_list()`,
      `ops.rate_take('accurate:DDD', 1)`,
    ])
      assert.equal(await codeOf(c.query(`select ${call}`)), '42501', call);
    assert.equal(await codeOf(c.query('select * from ops.v_queue')), '42501');
    assert.equal(await codeOf(c.query('select * from graphile_worker.jobs')), '42501');
  });
});

test('who calls is the role that was taken on, inside definer functions too', async () => {
  const id = await db.as(
    'mandor_agent_director',
    async (c) => (await c.query(`select id from ops.event_submit('ENGINE_PING', '{}')`)).rows[0].id,
  );
  const [row] = await db.sql('select submitted_by from ops.events where id = $1', id);
  assert.equal(row.submitted_by, 'mandor_agent_director');
});

test('the analyst edits what belongs to people, column by column, and reads the queue', async () => {
  await db.as('mandor_analyst', async (c) => {
    await c.query(`update ops.job_definitions set cron = '0 6 * * *' where key = 'stock.ddd'`);
    for (const refused of [
      `update ops.job_definitions set requires_approval = false`,
      `update ops.job_definitions set task_identifier = 'x'`,
      `update ops.settings set key = 'x'`,
      `update ops.people set db_role = 'mandor_owner'`,
      `update ops.events set status = 'completed'`,
      `update ops.work_items set status = 'approved'`,
      `insert into ops.events (event_type, payload) values ('ENGINE_PING', '{}')`,
      `update agent.profiles set database_role = 'mandor_owner'`,
    ])
      assert.equal(await codeOf(c.query(refused)), '42501', refused);
    for (const view of ['v_queue', 'v_dead_jobs', 'v_today', 'v_orphans', 'v_settings']) await c.query(`select * from ops.${view}`);
  });
});

test('the worker changes nothing but through functions; the queue role sees none of our rows but the policies of tasks', async () => {
  await db.as('mandor_worker', async (c) => {
    for (const table of ['events', 'occurrences', 'work_items', 'outbox', 'workers', 'settings', 'work_item_revisions'])
      assert.equal(await codeOf(c.query(`delete from ops.${table}`)), '42501', table);
  });
  await db.as('mandor_queue', async (c) => {
    assert.ok((await c.query('select * from ops.task_policies')).rowCount);
    assert.equal(await codeOf(c.query('select * from ops.events')), '42501');
    assert.equal(await codeOf(c.query('select * from ops.people')), '42501');
  });
});

test('the backup reads every row of ops and agent', async () => {
  const tables = await db.sql(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('ops', 'agent') and c.relkind in ('r', 'p')`,
  );
  await db.as('mandor_backup', async (c) => {
    for (const { name } of tables) {
      const [mine] = (await c.query(`select count(*) from ${name}`)).rows;
      assert.deepEqual(mine, (await db.sql(`select count(*) from ${name}`))[0], name);
    }
  });
});
