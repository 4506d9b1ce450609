import { openClient } from './pool.ts';

export interface Instance {
  /** Undefined: no Mandor in this database yet. */
  readonly kind: 'production' | 'development' | 'demo' | 'test' | undefined;
  /** True when there is no table of anybody in it. */
  readonly isEmpty: boolean;
}

/** What a database is, before anything is done to it. */
export async function readInstance(url: string): Promise<Instance> {
  const client = await openClient(url);
  try {
    const { rows } = await client.query<{ tables: number; has: boolean }>(`
      select count(*)::int as tables, coalesce(bool_or(n.nspname = 'util' and c.relname = 'instance'), false) as has
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'`);
    const found = rows[0] ?? { tables: 0, has: false };
    if (!found.has) return { kind: undefined, isEmpty: found.tables === 0 };
    const kind = (await client.query<{ kind: Instance['kind'] }>('select i.kind from util.instance i')).rows[0]?.kind;
    return { kind, isEmpty: false };
  } finally {
    await client.end();
  }
}

/** Removes every schema of ours: only for a demo that starts again. */
export async function wipeDemo(url: string): Promise<void> {
  const { kind } = await readInstance(url);
  if (kind !== 'demo') throw new Error('Only the database of an earlier demo may be wiped.');
  const client = await openClient(url);
  try {
    await client.query(
      `drop schema if exists util, ops, portal, raw, core, mart, agent, api, erp, insight, graphile_worker, graphile_migrate cascade`,
    );
  } finally {
    await client.end();
  }
}
