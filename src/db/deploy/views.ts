// Views are dropped at the start (migrations may then change what they stand on) and made again at the end.
import type pg from 'pg';
import { DeployError, fileError } from './error.ts';
import { MANAGED, type SqlFile } from './sql-files.ts';

/** Names of all views of managed schemas. */
export async function managedViews(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and n.nspname = any ($1) order by 1`,
    [MANAGED],
  );
  return rows.map((r) => r.name);
}

/**
 * Objects outside the managed views that stand on them: a drop would have to take them along.
 * A function that takes or returns a view's row type is one of them, which is why such functions are forbidden.
 */
export async function blockedObjects(client: pg.Client): Promise<{ object: string; needs: string }[]> {
  const { rows } = await client.query<{ object: string; needs: string }>(
    `with v as (
       select c.oid, c.reltype, c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'v' and n.nspname = any ($1)
     ), used as (
       select d.classid, d.objid, v.oid as viewid, v.name from pg_depend d
         join v on (d.refclassid = 'pg_class'::regclass and d.refobjid = v.oid) or (d.refclassid = 'pg_type'::regclass and d.refobjid = v.reltype)
        where d.deptype in ('n', 'a')
     ), holder as (
       select case when u.classid = 'pg_rewrite'::regclass then 'pg_class'::regclass::oid else u.classid end as classid,
              case when u.classid = 'pg_rewrite'::regclass then (select r.ev_class from pg_rewrite r where r.oid = u.objid) else u.objid end as objid,
              u.viewid, u.name
         from used u where u.classid <> 'pg_trigger'::regclass
     )
     select distinct pg_describe_object(h.classid, h.objid, 0) as object, h.name as needs from holder h
      where not (h.classid = 'pg_class'::regclass and h.objid in (select v.oid from v))
        and not (h.classid = 'pg_type'::regclass) order by 1, 2`,
    [MANAGED],
  );
  return rows;
}

/** Drops all managed views, and refuses rather than take along what belongs to somebody else. */
export async function dropViews(client: pg.Client): Promise<string[]> {
  const views = await managedViews(client);
  if (views.length === 0) return views;
  const blocked = await blockedObjects(client);
  if (blocked.length > 0) {
    throw new DeployError(
      `A deploy drops and makes again all views of the schemas ${MANAGED.join(', ')}, but these objects stand on some of them:\n` +
        blocked.map((b) => `  ${b.object} needs ${b.needs}`).join('\n') +
        '\nDrop them first, or let them read the tables instead of the views. (A function must not take or return the row type of a view.)',
      { code: '2BP01' },
    );
  }
  // One statement for all, without cascade: their order among each other does not matter then.
  await client.query(`drop view ${views.join(', ')}`);
  return views;
}

/**
 * Applies view files in passes until none is left: a view may stand on a view of another schema or a later file. Only
 * here each file has a savepoint; elsewhere the row versions must be of the transaction itself (see orphans.ts).
 * @throws DeployError that names the files that cannot be applied, the real cause first.
 */
export async function applyViews(client: pg.Client, files: readonly SqlFile[]): Promise<void> {
  let open = [...files];
  while (open.length > 0) {
    const failed: { file: SqlFile; error: DeployError }[] = [];
    for (const file of open) {
      await client.query('savepoint view_file');
      try {
        await client.query(file.text);
        await client.query('release savepoint view_file');
      } catch (e) {
        // "Rollback to" leaves the savepoint open: all that follows would be a subtransaction's, and look like an orphan.
        await client.query('rollback to savepoint view_file; release savepoint view_file');
        if (['55P03', '40P01'].includes((e as { code?: string }).code ?? '')) throw e;
        failed.push({ file, error: fileError(file.path, file.text, e) });
      }
    }
    if (failed.length === open.length) throw viewsError(failed);
    open = failed.map((f) => f.file);
  }
}

function viewsError(failed: readonly { file: SqlFile; error: DeployError }[]): DeployError {
  // A view over a failed view fails with "relation does not exist": the consequence, not the cause.
  const rank = ({ error }: { error: DeployError }): number => (error.code === '42P01' ? 1 : 0);
  const sorted = [...failed].sort((a, b) => rank(a) - rank(b));
  const first = sorted[0]!;
  const others = sorted.slice(1).map((f) => `  ${f.error.message}`);
  return new DeployError([first.error.message, ...(others.length > 0 ? ['Views that failed with it:', ...others] : [])].join('\n'), {
    file: first.file.path,
    ...(first.error.code === undefined ? {} : { code: first.error.code }),
    cause: first.error,
  });
}
