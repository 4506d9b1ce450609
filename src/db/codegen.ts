// Writes db.gen.ts from the catalog of a deployed database: an interface per table and view, and per function its
// arguments and its row. Sorted by bytes and free of anything that differs between versions of PostgreSQL.
import type pg from 'pg';
import { MANAGED } from './deploy/sql-files.ts';

/** Types as the parsers of pool.ts deliver them. */
const SCALAR: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  oid: 'number',
  float4: 'number',
  float8: 'number',
  timestamptz: 'Date',
  json: 'Json',
  jsonb: 'Json',
  bytea: 'Buffer',
  void: 'void',
};

interface TypeRow {
  oid: number;
  typname: string;
  /** b base, c composite, d domain, e enum, p pseudo, r range, m multirange */
  typtype: string;
  element: number;
  base: number;
  relation: string | null;
  labels: string[] | null;
}
interface Column {
  name: string;
  type: number;
  notnull: boolean;
  comment: string | null;
}
interface Relation {
  name: string;
  comment: string | null;
  columns: Column[];
}
interface Argument {
  name: string | null;
  type: number;
  optional: boolean;
}
interface Routine {
  name: string;
  comment: string | null;
  set: boolean;
  result: number;
  args: Argument[];
  columns: { name: string; type: number }[] | null;
}

const TYPES = `
select t.oid::int8::int4 as oid, t.typname, t.typtype::text, case when t.typcategory = 'A' then t.typelem else 0 end::int8::int4 as element,
       t.typbasetype::int8::int4 as base,
       case when t.typrelid <> 0 then (select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = t.typrelid) end as relation,
       (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels
  from pg_type t`;

// attnotnull of a view is always false: its columns are typed as nullable, which is all that the catalog knows.
const RELATIONS = `
select n.nspname || '.' || c.relname as name, obj_description(c.oid, 'pg_class') as comment,
       json_agg(json_build_object('name', a.attname, 'type', a.atttypid::int8, 'notnull', a.attnotnull, 'comment', col_description(c.oid, a.attnum)) order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
 where c.relkind in ('r', 'v', 'p', 'c') and not c.relispartition and n.nspname = any ($1)
 group by c.oid, 1, 2`;

const ROUTINES = `
select n.nspname || '.' || p.proname as name, obj_description(p.oid, 'pg_proc') as comment, p.proretset as set, p.prorettype::int8::int4 as result,
       coalesce((select json_agg(json_build_object('name', p.proargnames[x.i], 'type', x.t::int8, 'optional', x.k > p.pronargs - p.pronargdefaults) order by x.i)
                   from (select u.t, u.i, row_number() over (order by u.i) as k
                           from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as u(t, i)
                          where p.proargmodes is null or p.proargmodes[u.i] in ('i', 'b', 'v')) x), '[]') as args,
       (select json_agg(json_build_object('name', p.proargnames[x.i], 'type', x.t::int8) order by x.i)
          from unnest(p.proallargtypes) with ordinality as x(t, i) where p.proargmodes[x.i] in ('t', 'o', 'b')) as columns
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.prokind = 'f' and n.nspname = any ($1)
   and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
   and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;

const bytes = <T extends { name: string }>(a: T, b: T): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const pascal = (name: string): string =>
  name
    .split(/[._\W]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
const doc = (comment: string | null, indent = ''): string =>
  comment ? `${indent}/** ${comment.replaceAll('*/', '* /').replace(/\s*\n\s*/g, ' ')} */\n` : '';
const key = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

/** The text of db.gen.ts for the given schemas. The client must be connected to a fully deployed database. */
export async function generateTypes(client: pg.ClientBase, schemas: readonly string[] = ['util', ...MANAGED]): Promise<string> {
  const types = new Map((await client.query<TypeRow>(TYPES)).rows.map((t) => [t.oid, t]));
  const relations = (await client.query<Relation>(RELATIONS, [schemas])).rows.sort(bytes);
  const routines = (await client.query<Routine>(ROUTINES, [schemas])).rows.sort(bytes);
  const known = new Set(relations.map((r) => r.name));

  const ts = (oid: number): string => {
    const type = types.get(oid);
    if (type === undefined) return 'unknown';
    if (type.element !== 0) {
      const element = ts(type.element);
      // Elements of an array may be NULL as far as the catalog knows, but ours never are; see the checks.
      return /^[\w.]+$/.test(element) ? `${element}[]` : `(${element})[]`;
    }
    if (type.typtype === 'd') return ts(type.base);
    if (type.typtype === 'e') return (type.labels ?? []).map((l) => `'${l}'`).join(' | ');
    if (type.relation !== null) return known.has(type.relation) ? pascal(type.relation) : 'unknown';
    return SCALAR[type.typname] ?? (type.typtype === 'p' ? 'unknown' : 'string');
  };
  const isJson = (oid: number): boolean => ['json', 'jsonb'].includes(types.get(oid)?.typname ?? '');

  const interfaces = relations.map((r) => {
    const columns = r.columns.map((c) => `${doc(c.comment, '  ')}  ${key(c.name)}: ${ts(c.type)}${c.notnull ? '' : ' | null'};`);
    return `${doc(r.comment)}export interface ${pascal(r.name)} {\n${columns.join('\n')}\n}\n`;
  });

  // What a caller may give is wider than what comes back: ISO text for a time, anything that JSON.stringify takes.
  const given = (oid: number): string => (isJson(oid) ? 'unknown' : `${ts(oid).replace(/\bDate\b/, 'Date | string')} | null`);

  const entry = (f: Routine): string => {
    const args = f.args.map((a, i) => `${a.name ?? `arg${i + 1}`}${a.optional ? '?' : ''}: ${given(a.type)}`).join('; ');
    const scalar = `{ ${f.name.split('.')[1]}: ${ts(f.result)}${ts(f.result) === 'void' ? '' : ' | null'} }`;
    const row = f.columns
      ? `{ ${f.columns.map((c) => `${key(c.name)}: ${ts(c.type)} | null`).join('; ')} }`
      : types.get(f.result)?.relation
        ? ts(f.result)
        : scalar;
    return `${doc(f.comment, '  ')}  '${f.name}': { args: ${args === '' ? 'Record<never, never>' : `{ ${args} }`}; row: ${row}; set: ${f.set} };`;
  };
  // A function of many names (overloads) cannot be called by name alone; the style forbids them, the first one counts.
  const unique = routines.filter((f, i) => routines[i - 1]?.name !== f.name);
  const json = unique
    .map((f) => [f.name, f.args.filter((a) => isJson(a.type) && a.name !== null).map((a) => `'${a.name}'`)] as const)
    .filter(([, names]) => names.length > 0);

  return [
    '// GENERATED from the catalog by `npm run db:types`. Do not edit.\n',
    'export type Json = string | number | boolean | null | { readonly [key: string]: Json } | readonly Json[];\n',
    ...interfaces,
    `export interface Functions {\n${unique.map(entry).join('\n')}\n}\n`,
    `/** Arguments that are sent as JSON text. */\nexport const jsonArguments = {\n${json.map(([name, names]) => `  '${name}': [${names.join(', ')}],\n`).join('')}} as const;\n`,
  ].join('\n');
}
