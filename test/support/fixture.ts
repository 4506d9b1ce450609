// Small project trees in temporary folders, so that tests of the deploy do not depend on the real schema.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import type pg from 'pg';
import { committedText, hashOf } from '../../src/db/deploy/committed.ts';

export interface Tree {
  /** The project folder. */
  readonly root: string;
  /** Writes or replaces a file of sql/, such as `ops/functions/x.sql`. */
  write(path: string, text: string): void;
  remove(path: string): void;
  /** Adds a committed migration at the end of the chain. */
  migration(body: string): void;
}

/** The least that a deploy needs of migrations. */
export const BASE_MIGRATION = `
create schema util;
create schema ops;
create schema api;
create table util.instance (id boolean primary key default true check (id), kind text not null);
create function util.instance_create(p_kind text) returns void language sql as $$ insert into util.instance (kind) values (p_kind) $$;
create table ops.deployments (
  id bigint primary key generated always as identity, digest text not null, breaking_number integer not null, file_count integer not null,
  migration_count integer not null, files jsonb not null default '{}', seconds numeric, deployed_at timestamptz not null, deployed_by text not null);
create table ops.things (id bigint primary key generated always as identity, name text not null, amount integer not null default 0);
`;

const VIEW = 'create view ops.v_things with (security_invoker = true) as select t.id, t.name, t.amount from ops.things t;';

/** Makes a tree with the base migration and a function, a view, a trigger, a policy and a grant. */
export function makeTree(options: { bare?: boolean } = {}): Tree {
  const root = mkdtempSync(join(tmpdir(), 'mandor-tree-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'migrations', 'committed'), { recursive: true });
  mkdirSync(join(root, 'sql'));
  let count = 0;
  let previous: string | null = null;
  const tree: Tree = {
    root,
    write(path, text) {
      mkdirSync(dirname(join(root, 'sql', path)), { recursive: true });
      writeFileSync(join(root, 'sql', path), text);
    },
    remove: (path) => rmSync(join(root, 'sql', path)),
    migration(body) {
      count += 1;
      writeFileSync(
        join(root, 'migrations', 'committed', `${String(count).padStart(6, '0')}-step.sql`),
        committedText(body, previous, 'step'),
      );
      previous = hashOf(body, previous);
    },
  };
  tree.migration(BASE_MIGRATION);
  if (options.bare) return tree;
  tree.write(
    'ops/functions/double.sql',
    'create or replace function ops.double(p_n integer) returns integer language sql immutable as $$ select p_n * 2 $$;',
  );
  tree.write(
    'ops/functions/tg_things__upper.sql',
    'create or replace function ops.tg_things__upper() returns trigger language plpgsql as $$ begin new.name := upper(new.name); return new; end $$;',
  );
  tree.write('ops/views/v_things.sql', VIEW);
  tree.write(
    'ops/triggers/things.sql',
    'create or replace trigger _100_upper before insert on ops.things for each row execute function ops.tg_things__upper();',
  );
  tree.write(
    'ops/policies/things.sql',
    'alter table ops.things enable row level security;\ndrop policy if exists things_read on ops.things;\ncreate policy things_read on ops.things for select to mandor_console using (true);',
  );
  tree.write(
    'ops/grants/console.sql',
    'grant usage on schema ops to mandor_console;\ngrant select on ops.things, ops.v_things to mandor_console;',
  );
  return tree;
}

/** Everything that the catalog says about our schemas, in words that do not depend on oids or on the order of creation. */
export async function catalogOf(client: pg.ClientBase): Promise<string[]> {
  await client.query(`set search_path = pg_catalog, pg_temp`);
  const { rows } = await client.query<{ line: string }>(`
    with ns as (select oid, nspname from pg_namespace where nspname in ('util', 'ops', 'portal', 'raw', 'core', 'mart', 'erp', 'agent', 'insight', 'api')),
    rel as (select c.* from pg_class c join ns on ns.oid = c.relnamespace)
    select line from (
      select format('schema %s owner %s acl %s', nspname, (select nspowner::regrole from pg_namespace n where n.oid = ns.oid), (select array_agg(a::text order by a::text) from pg_namespace n, unnest(n.nspacl) a where n.oid = ns.oid)) from ns
      union all
      select format('%s %s kind %s owner %s rls %s acl %s comment %s', oid::regclass, relpersistence, relkind, relowner::regrole, relrowsecurity,
                    (select array_agg(a::text order by a::text) from unnest(relacl) a), obj_description(oid, 'pg_class')) from rel where relkind in ('r', 'v', 'p', 'S', 'c')
      union all
      select format('column %s.%s %s notnull %s default %s comment %s', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                    (select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum), col_description(a.attrelid, a.attnum))
        from pg_attribute a join rel on rel.oid = a.attrelid where a.attnum > 0 and not a.attisdropped and rel.relkind in ('r', 'v', 'p', 'c')
      union all
      select format('constraint %s on %s: %s', conname, conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where conrelid in (select oid from rel)
      union all
      select format('index %s', pg_get_indexdef(indexrelid)) from pg_index where indrelid in (select oid from rel)
      union all
      select format('view %s: %s', oid::regclass, pg_get_viewdef(oid)) from rel where relkind = 'v'
      union all
      select format('function %s owner %s acl %s comment %s: %s', p.oid::regprocedure, p.proowner::regrole, (select array_agg(a::text order by a::text) from unnest(p.proacl) a),
                    obj_description(p.oid, 'pg_proc'), pg_get_functiondef(p.oid)) from pg_proc p join ns on ns.oid = p.pronamespace where p.prokind <> 'a'
      union all
      select format('trigger %s', pg_get_triggerdef(t.oid)) from pg_trigger t where t.tgrelid in (select oid from rel) and not t.tgisinternal
      union all
      select format('policy %s on %s %s to %s using %s check %s', polname, polrelid::regclass, polcmd, polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
        from pg_policy where polrelid in (select oid from rel)
    ) as all_lines (line) order by line collate "C"`);
  return rows.map((r) => r.line);
}
