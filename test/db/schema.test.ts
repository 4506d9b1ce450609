// The conventions of the database, read from the catalog of a deployed one. A rule that no test checks is not one.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, testDatabase } from '../support/harness.ts';

const db = await testDatabase();
const SCHEMAS = ['util', 'ops', 'portal', 'raw', 'core', 'mart', 'erp', 'agent', 'insight', 'api'];
const RLS_SCHEMAS = ['ops', 'agent', 'erp', 'insight'];
const names = async (text: string, ...values: unknown[]): Promise<string[]> => (await db.sql(text, ...values)).map((r) => r.name as string);

/** Fails with the list of offenders, and when the query saw nothing at all to judge. */
async function none(what: string, offenders: string, seen: string, ...values: unknown[]): Promise<void> {
  assert.notEqual((await names(seen, ...values)).length, 0, `nothing to look at: ${what}`);
  assert.deepEqual(await names(offenders, ...values), [], what);
}
const RELATIONS = `from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1)`;
const FUNCTIONS = `from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles o on o.oid = p.proowner where n.nspname = any ($1)`;

test('every table, column, view and function says what it is', async () => {
  await none(
    'no comment',
    `select c.oid::regclass::text as name ${RELATIONS} and c.relkind in ('r', 'p', 'v') and obj_description(c.oid, 'pg_class') is null and not c.relispartition`,
    `select c.relname as name ${RELATIONS}`,
    SCHEMAS,
  );
  await none(
    'column without comment',
    `select c.oid::regclass || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and col_description(c.oid, a.attnum) is null`,
    `select c.relname as name ${RELATIONS}`,
    SCHEMAS,
  );
  await none(
    'function without comment',
    `select p.oid::regprocedure::text as name ${FUNCTIONS} and obj_description(p.oid, 'pg_proc') is null`,
    `select p.proname as name ${FUNCTIONS}`,
    SCHEMAS,
  );
});

test('one object, one file, same name', async () => {
  const files = (schema: string, layer: string): string[] => {
    const dir = join(ROOT, 'sql', schema, layer);
    return existsSync(dir) ? readdirSync(dir).map((f) => f.replace(/\.sql$/, '')) : [];
  };
  for (const schema of SCHEMAS.filter((s) => s !== 'util')) {
    assert.deepEqual(
      await names(`select distinct p.proname as name ${FUNCTIONS} order by 1`, [schema]),
      [...files(schema, 'functions'), ...(schema === 'api' ? files(schema, 'api') : [])].sort(),
      `functions of ${schema}`,
    );
    assert.deepEqual(
      await names(`select c.relname as name ${RELATIONS} and c.relkind = 'v' order by 1`, [schema]),
      files(schema, 'views').sort(),
      `views of ${schema}`,
    );
    const tables = await names(`select c.relname as name ${RELATIONS} and c.relkind in ('r', 'p')`, [schema]);
    for (const file of [...files(schema, 'triggers'), ...files(schema, 'policies')])
      assert.ok(
        tables.some((t) => file === t || file.startsWith(`${t}__`)),
        `${schema}: ${file}.sql names no table`,
      );
  }
});

test('no function has two forms', async () => {
  await none(
    'overloaded',
    `select n.nspname || '.' || p.proname as name ${FUNCTIONS} group by 1 having count(*) > 1`,
    `select p.proname as name ${FUNCTIONS}`,
    SCHEMAS,
  );
});

test('names follow the house: parameters p_, triggers _NNN_ with tg_ functions, views v_ or tile_, times _at, days _on', async () => {
  await none(
    'parameter without p_',
    `select p.oid::regprocedure || ' ' || a.arg as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       cross join lateral unnest(p.proargnames, coalesce(p.proargmodes::text[], array_fill('i'::text, array[coalesce(cardinality(p.proargnames), 0)]))) as a (arg, mode)
      where n.nspname = any ($1) and p.proargnames is not null and a.mode in ('i', 'b', 'v') and a.arg !~ '^p_[a-z0-9_]+$'`,
    `select p.proname as name ${FUNCTIONS}`,
    SCHEMAS,
  );
  await none(
    'trigger name',
    `select t.tgname || ' on ' || t.tgrelid::regclass as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and not t.tgisinternal and t.tgname !~ '^_[0-9]{3}_[a-z0-9_]+$'`,
    `select t.tgname as name from pg_trigger t where not t.tgisinternal and $1::text[] is not null`,
    SCHEMAS,
  );
  await none(
    'trigger function name',
    `select p.oid::regprocedure::text as name ${FUNCTIONS} and n.nspname <> 'util' and p.prorettype = 'trigger'::regtype and p.proname !~ '^tg_[a-z0-9_]+__[a-z0-9_]+$'`,
    `select p.proname as name ${FUNCTIONS} and p.prorettype = 'trigger'::regtype`,
    SCHEMAS,
  );
  await none(
    'view name',
    `select c.oid::regclass::text as name ${RELATIONS} and c.relkind = 'v' and n.nspname <> 'api' and c.relname !~ '^(v|tile|sheet)_'`,
    `select c.relname as name ${RELATIONS}`,
    SCHEMAS,
  );
  const column = (
    condition: string,
  ): string => `select c.oid::regclass || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and ${condition}`;
  await none(
    '…_at that is no timestamptz',
    column(`a.attname like '%\\_at' and a.atttypid <> 'timestamptz'::regtype`),
    column('true'),
    SCHEMAS,
  );
  await none('…_on that is no date', column(`a.attname like '%\\_on' and a.atttypid <> 'date'::regtype`), column('true'), SCHEMAS);
  await none('is_… that is no boolean', column(`a.attname like 'is\\_%' and a.atttypid <> 'boolean'::regtype`), column('true'), SCHEMAS);
  await none('timestamp without time zone', column(`a.atttypid = 'timestamp'::regtype`), column('true'), SCHEMAS);
  await none(
    'quantity or amount that is not exact',
    column(`a.attname ~ '_(qty|amount)$' and a.atttypid <> 'numeric'::regtype`),
    column('true'),
    SCHEMAS,
  );
});

test('constraints and indexes carry the names that PostgreSQL would give', async () => {
  await none(
    'constraint name',
    `select k.conname || ' on ' || k.conrelid::regclass as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and k.contype in ('p', 'f', 'u', 'c') and k.coninhcount = 0 and k.conparentid = 0
        and k.conname !~ ('_' || case k.contype when 'p' then 'pkey' when 'f' then 'fkey' when 'u' then 'key' else 'check' end || '$')`,
    `select c.relname as name ${RELATIONS}`,
    SCHEMAS,
  );
  await none(
    'index name',
    `select c.oid::regclass::text as name ${RELATIONS} and c.relkind in ('i', 'I') and not c.relispartition and c.relname !~ '_(pkey|key|idx|excl)$'`,
    `select c.relname as name ${RELATIONS} and c.relkind = 'i'`,
    SCHEMAS,
  );
});

test('security definer pins its search path, and nobody reads current_user', async () => {
  await none(
    'definer without the pinned path',
    `select p.oid::regprocedure::text as name ${FUNCTIONS} and p.prosecdef and not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false)`,
    `select p.proname as name ${FUNCTIONS} and p.prosecdef`,
    SCHEMAS,
  );
  await none(
    'reads current_user',
    `select p.oid::regprocedure::text as name ${FUNCTIONS} and p.prosrc ~* '\\mcurrent_user\\M'`,
    `select p.proname as name ${FUNCTIONS}`,
    SCHEMAS,
  );
});

test('a definer function that an agent may call looks at who calls', async () => {
  const looks = `p.prosrc ~ '(util\\.caller|ops\\.caller_is_staff|ops\\.event_is_visible)\\(\\)?'`;
  const callable = `${FUNCTIONS} and p.prosecdef and n.nspname <> 'util' and exists (select from pg_roles r where r.rolname like 'mandor\\_agent\\_%' and has_function_privilege(r.oid, p.oid, 'execute'))`;
  await none(
    'definer for agents that does not read the caller',
    `select p.oid::regprocedure::text as name ${callable} and not ${looks}`,
    `select p.proname as name ${callable}`,
    SCHEMAS,
  );
});

test('every foreign key says what happens on delete, and has an index', async () => {
  const keys = `from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1) and k.contype = 'f' and c.relkind = 'r'`; // the leaves: a partitioned parent is indexed by its partitions
  await none(
    'foreign key without "on delete"',
    `select k.conname as name ${keys} and k.confdeltype = 'a'`,
    `select k.conname as name ${keys}`,
    SCHEMAS,
  );
  await none(
    'foreign key without index',
    `select k.conrelid::regclass || ' ' || k.conname as name ${keys} and not exists (
       select from pg_index i where i.indrelid = k.conrelid and i.indisvalid
         and (select array_agg(x order by x) from unnest((i.indkey::int2[])[0:cardinality(k.conkey) - 1]) x) = (select array_agg(x order by x) from unnest(k.conkey) x))`,
    `select k.conname as name ${keys}`,
    SCHEMAS,
  );
});

test('views work with the rights of who looks', async () => {
  await none(
    'view without security_invoker',
    `select c.oid::regclass::text as name ${RELATIONS} and c.relkind = 'v' and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on|1)', false)`,
    `select c.relname as name ${RELATIONS} and c.relkind = 'v'`,
    SCHEMAS,
  );
});

test('row-level security is on where agents may look', async () => {
  await none(
    'no row-level security',
    `select c.oid::regclass::text as name ${RELATIONS} and c.relkind in ('r', 'p') and not c.relrowsecurity`,
    `select c.relname as name ${RELATIONS} and c.relkind = 'r'`,
    RLS_SCHEMAS,
  );
});

test('nothing is executable by everybody, but the few of util', async () => {
  const open = `${FUNCTIONS} and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0 and a.privilege_type = 'EXECUTE')`;
  await none(
    'executable by PUBLIC',
    `select p.oid::regprocedure::text as name ${open} and n.nspname <> 'util'`,
    `select p.proname as name ${FUNCTIONS}`,
    SCHEMAS,
  );
  assert.deepEqual(await names(`select p.proname as name ${open} order by 1`, ['util']), [
    'caller',
    'clock_is_movable',
    'clock_set',
    'instance_kind',
    'local_date',
    'now',
    'setting',
    'setting_integer',
    'setting_interval',
    'setting_numeric',
  ]);
  const [defaults] = await db.sql(
    `select count(*)::int as n from pg_default_acl d where d.defaclrole = 'mandor_owner'::regrole and d.defaclobjtype = 'f' and d.defaclnamespace = 0`,
  );
  assert.equal(defaults.n, 1, 'the default that takes EXECUTE from PUBLIC');
});

test('no object of ours is owned by a superuser; only the queue and its door by mandor_queue', async () => {
  const owned = `
    select 'schema ' || n.nspname as name, n.nspowner as owner, n.nspname as schema from pg_namespace n
    union all select c.oid::regclass::text, c.relowner, n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    union all select p.oid::regprocedure::text, p.proowner, n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    union all select t.typname, t.typowner, n.nspname from pg_type t join pg_namespace n on n.oid = t.typnamespace`;
  const ours = [...SCHEMAS, 'graphile_worker', 'graphile_migrate'];
  await none(
    'owned by a superuser',
    `select o.name from (${owned}) o join pg_roles r on r.oid = o.owner where o.schema = any ($1) and r.rolsuper`,
    `select o.name from (${owned}) o where o.schema = any ($1)`,
    ours,
  );
  assert.deepEqual(
    await names(`select o.name from (${owned}) o where o.schema = any ($1) and o.owner = 'mandor_queue'::regrole order by 1`, SCHEMAS),
    [
      'ops.jobs_add(text,text,text[],integer)',
      'ops.jobs_add_all(text[],text,text[],integer[])',
      'ops.queue_tasks_add(text[])',
      'ops.workers_reap()',
    ],
  );
  assert.deepEqual(
    await names(
      `select distinct r.rolname as name from (${owned}) o join pg_roles r on r.oid = o.owner where o.schema = 'graphile_worker'`,
    ),
    ['mandor_queue'],
  );
  assert.equal((await db.sql(`select has_schema_privilege('mandor_queue', 'ops', 'create') as may`))[0].may, false);
});

test('there is no table of sales of the entity that sells nothing', async () => {
  assert.equal((await db.sql(`select to_regclass('raw.accurate_sales_ljbb') as t`))[0].t, null);
});
