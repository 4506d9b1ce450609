// The grants layer starts from nothing, so that a grant which left its file also leaves the database.
import type pg from 'pg';
import { ALL_ROLES, TEST } from './roles.ts';
import { MANAGED } from './sql-files.ts';

// Only grants that exist, read from the access lists: a blanket REVOKE would also take from an owner what is its own.
// CREATE on a schema stays: it belongs to migrations (the owner of a definer function needs it before this layer runs).
const GRANTED = `
with ns as (select n.oid, n.nspname, n.nspowner, n.nspacl from pg_namespace n where n.nspname = any ($1)),
object as (
  select format('revoke all on %s %s', case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass) as statement, c.relowner as owner, a.grantee
    from pg_class c join ns on ns.oid = c.relnamespace
    cross join lateral (select x.grantee from aclexplode(c.relacl) x
                        union all
                        select x.grantee from pg_attribute t, aclexplode(t.attacl) x where t.attrelid = c.oid and t.attacl is not null) a
   where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  union all
  select format('revoke all on routine %s', p.oid::regprocedure), p.proowner, x.grantee
    from pg_proc p join ns on ns.oid = p.pronamespace cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
  union all
  select format('revoke usage on schema %I', ns.nspname), ns.nspowner, x.grantee
    from ns cross join lateral aclexplode(ns.nspacl) x where x.privilege_type = 'USAGE'
)
select distinct o.statement || ' from ' || coalesce(quote_ident(r.rolname), 'public') as statement
  from object o left join pg_roles r on r.oid = o.grantee
 where o.grantee <> o.owner and (o.grantee = 0 or r.rolname = any ($2))
 order by 1`;

/** Takes from our roles and from public all that they were granted in managed schemas. */
export async function revokeAll(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(GRANTED, [MANAGED, [...ALL_ROLES, TEST]]);
  if (rows.length > 0) await client.query(rows.map((r) => r.statement).join(';\n'));
}

/** New functions of ours are for nobody until a grant says otherwise. Without "in schema": that form can only add. */
export async function closeDefaults(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select from pg_default_acl d where d.defaclrole = 'mandor_owner'::regrole and d.defaclnamespace = 0 and d.defaclobjtype = 'f'
        and not exists (select from aclexplode(d.defaclacl) x where x.grantee = 0)`,
  );
  if (rows.length === 0) await client.query('alter default privileges for role mandor_owner revoke execute on functions from public');
}
