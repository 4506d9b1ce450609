// Writes docs/dictionary.md from the catalog of a deployed database: every schema with its tables, views and functions and
// what their comments say. Sorted by bytes and free of anything that differs between versions of PostgreSQL.
import type pg from 'pg';
import { MANAGED } from './deploy/sql-files.ts';

interface Column {
  name: string;
  type: string;
  notnull: boolean;
  comment: string | null;
  /** Tables that a foreign key with this column points at. */
  refers: string[] | null;
}
interface Relation {
  schema: string;
  name: string;
  isView: boolean;
  comment: string | null;
  columns: Column[];
}
interface Routine {
  schema: string;
  name: string;
  args: string;
  result: string;
  isDefiner: boolean;
  comment: string | null;
}
interface Schema {
  name: string;
  comment: string | null;
}

const SCHEMAS = `
select n.nspname as name, obj_description(n.oid, 'pg_namespace') as comment from pg_namespace n where n.nspname = any ($1)`;

const RELATIONS = `
select n.nspname as schema, c.relname as name, c.relkind = 'v' as "isView", obj_description(c.oid, 'pg_class') as comment,
       json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notnull', a.attnotnull,
         'comment', col_description(c.oid, a.attnum),
         'refers', (select json_agg(distinct r.name) from (
             select t.nspname || '.' || o.relname as name
               from pg_constraint k join pg_class o on o.oid = k.confrelid join pg_namespace t on t.oid = o.relnamespace
              where k.contype = 'f' and k.conrelid = c.oid and k.conparentid = 0 and a.attnum = any (k.conkey)) r)) order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
 where c.relkind in ('r', 'v', 'p') and not c.relispartition and n.nspname = any ($1)
 group by c.oid, 1, 2, 3`;

const ROUTINES = `
select n.nspname as schema, p.proname as name, pg_get_function_arguments(p.oid) as args, pg_get_function_result(p.oid) as result,
       p.prosecdef as "isDefiner", obj_description(p.oid, 'pg_proc') as comment
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.prokind = 'f' and n.nspname = any ($1)
   and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;

const HEAD = `<!-- GENERATED from the catalog by \`npm run db:types\`. Do not edit: change the \`comment on\` of the object. -->

# Data dictionary

What the database says about itself. A reader in DBeaver or psql (\`\\d+\`, \`\\df+\`) sees the same comments.
Tables belong to \`migrations/\`, views and functions to \`sql/<schema>/\` (those of \`util\` to the migrations, too).
A function marked *definer* works with the rights of the owner and decides by \`util.caller()\` who may use it.
`;

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byName = (a: { name: string; args?: string }, b: { name: string; args?: string }): number =>
  byBytes(a.name, b.name) || byBytes(a.args ?? '', b.args ?? '');

/** Comments are plain text: what Markdown would read as markup is escaped (an underscore inside a word is none), lines are joined. */
const prose = (text: string | null): string =>
  (text ?? '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\\`*<|]|(?<!\w)_|_(?!\w)/g, '\\$&')
    .trim();

function relationText(relation: Relation): string {
  const line = (c: Column): string => {
    const points = (c.refers ?? []).sort(byBytes).map((name) => `→ \`${name}\``);
    const type = `${c.type}${c.notnull ? ' not null' : ''}`;
    return `| \`${c.name}\` | ${prose(type)} | ${[prose(c.comment), ...points].filter((part) => part !== '').join(' ')} |`;
  };
  const what = relation.isView ? 'view' : 'table';
  return [
    `### ${what} \`${relation.schema}.${relation.name}\``,
    '',
    prose(relation.comment),
    '',
    '| column | type | meaning |',
    '| --- | --- | --- |',
    ...relation.columns.map(line),
    '',
  ].join('\n');
}

function routineText(routine: Routine): string {
  const signature = `${routine.schema}.${routine.name}(${routine.args}) → ${routine.result}`;
  return `- \`${signature}\`${routine.isDefiner ? ' *definer*' : ''}<br>${prose(routine.comment)}`;
}

/** The text of docs/dictionary.md. The client must be connected to a fully deployed database and not be in a transaction. */
export async function generateDictionary(client: pg.ClientBase, schemas: readonly string[] = ['util', ...MANAGED]): Promise<string> {
  // With this path PostgreSQL writes every type of ours with its schema, whoever is connected.
  await client.query('begin read only; set local search_path = pg_catalog');
  try {
    const found = (await client.query<Schema>(SCHEMAS, [schemas])).rows;
    const relations = (await client.query<Relation>(RELATIONS, [schemas])).rows.sort(byName);
    const routines = (await client.query<Routine>(ROUTINES, [schemas])).rows.sort(byName);
    const section = (schema: Schema): string => {
      const own = <T extends { schema: string }>(all: readonly T[]): T[] => all.filter((o) => o.schema === schema.name);
      const functions = own(routines);
      return [
        `## ${schema.name}\n\n${prose(schema.comment)}\n`,
        ...own(relations.filter((r) => !r.isView)).map(relationText),
        ...own(relations.filter((r) => r.isView)).map(relationText),
        ...(functions.length === 0 ? [] : [`### functions of ${schema.name}\n\n${functions.map(routineText).join('\n')}\n`]),
      ].join('\n');
    };
    const inOrder = schemas.flatMap((name) => found.filter((s) => s.name === name));
    return [HEAD, ...inOrder.map(section)].join('\n');
  } finally {
    await client.query('rollback');
  }
}
