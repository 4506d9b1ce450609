// What no file makes any more. A function, trigger or policy whose catalog row this transaction did not write has no
// file behind it. (So no savepoint may surround these files: a row of a subtransaction carries another number.)
// Policies of partitions are left alone: parts are made at run time (ops.archive_open), and their policies with them.
import type pg from 'pg';
import { MANAGED, type SqlFile } from './sql-files.ts';

/** Drops the triggers of managed tables, so that migrations run without behaviour. */
export async function dropTriggers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass) as statement
       from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and t.tgparentid = 0 and c.relkind <> 'v' and n.nspname = any ($1) order by 1`,
    [MANAGED],
  );
  if (rows.length > 0) await client.query(rows.map((r) => r.statement).join(';\n'));
}

const ORPHANS = `
with me as (select pg_current_xact_id()::xid as xid), ns as (select n.oid from pg_namespace n where n.nspname = any ($1))
select 1 as kind, format('policy %I on %s', p.polname, p.polrelid::regclass) as what
  from pg_policy p join pg_class c on c.oid = p.polrelid, me
 where not c.relispartition and c.relnamespace in (select ns.oid from ns) and p.xmin <> me.xid
union all
select 2, format('trigger %I on %s', t.tgname, t.tgrelid::regclass)
  from pg_trigger t join pg_class c on c.oid = t.tgrelid, me
 where not t.tgisinternal and t.tgparentid = 0 and c.relnamespace in (select ns.oid from ns) and t.xmin <> me.xid
union all
select 3, format('routine %s', p.oid::regprocedure)
  from pg_proc p, me
 where p.pronamespace in (select ns.oid from ns) and p.xmin <> me.xid
   and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
order by 1, 2`;

/** Drops every orphan and returns their names. Must run before anything re-writes catalog rows by GRANT or REVOKE. */
export async function dropOrphans(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ kind: number; what: string }>(ORPHANS, [MANAGED]);
  for (const { what } of rows.filter((r) => r.kind !== 3)) await client.query(`drop ${what}`);
  // In one statement: orphans may use each other.
  const routines = rows.filter((r) => r.kind === 3).map((r) => r.what.slice('routine '.length));
  if (routines.length > 0) await client.query(`drop routine ${routines.join(', ')}`);
  return rows.map((r) => r.what);
}

/** For a plan: what the catalog has and no file's text makes. By name, so an old overload of a kept function is not seen. */
export async function namedOrphans(client: pg.Client, files: readonly SqlFile[]): Promise<string[]> {
  const text = files.map((f) => f.text.toLowerCase()).join('\n');
  const made = new Set<string>();
  const collect = (pattern: RegExp, name: (m: RegExpMatchArray) => string): void => {
    for (const m of text.matchAll(pattern)) made.add(name(m));
  };
  collect(/create\s+(?:or\s+replace\s+)?(?:function|procedure|aggregate)\s+([a-z0-9_."]+)/g, (m) => `routine ${m[1]}`);
  collect(
    /create\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\s+([a-z0-9_"]+)[\s\S]*?\son\s+([a-z0-9_."]+)/g,
    (m) => `trigger ${m[1]} on ${m[2]}`,
  );
  collect(/create\s+policy\s+([a-z0-9_"]+)\s+on\s+([a-z0-9_."]+)/g, (m) => `policy ${m[1]} on ${m[2]}`);
  collect(/create\s+(?:or\s+replace\s+)?view\s+([a-z0-9_."]+)/g, (m) => `view ${m[1]}`);
  const { rows } = await client.query<{ what: string }>(
    `with ns as (select n.oid, n.nspname from pg_namespace n where n.nspname = any ($1))
     select format('policy %I on %s', p.polname, p.polrelid::regclass) as what from pg_policy p join pg_class c on c.oid = p.polrelid join ns on ns.oid = c.relnamespace where not c.relispartition
     union all
     select format('trigger %I on %s', t.tgname, t.tgrelid::regclass) from pg_trigger t join pg_class c on c.oid = t.tgrelid join ns on ns.oid = c.relnamespace
      where not t.tgisinternal and t.tgparentid = 0
     union all
     select format('routine %I.%I', ns.nspname, p.proname) from pg_proc p join ns on ns.oid = p.pronamespace
      where not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
     union all
     select format('view %s', c.oid::regclass) from pg_class c join ns on ns.oid = c.relnamespace where c.relkind = 'v'
     order by 1`,
    [MANAGED],
  );
  return [...new Set(rows.map((r) => r.what))].filter((what) => !made.has(what));
}
