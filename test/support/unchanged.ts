// What a statement left behind, row by row: text tells whether a value changed, xmin whether the row was written again
// without a change.
import type pg from 'pg';

const TABLES = ['fact_sales', 'agg_sales_daily', 'sales_monthly', 'dim_product', 'dim_article'] as const;
export type CoreTable = (typeof TABLES)[number];

export interface Changes {
  /** Rows that are there now and were not there before, in this form. */
  readonly added: number;
  /** Rows that were there before and are not there now, in this form. */
  readonly gone: number;
  /** Rows of the same form that another transaction wrote. */
  readonly rewritten: number;
}

/** Keeps a picture of core's sales. `admin` is a superuser: the picture lies in a schema of its own, out of the product's sight. */
export async function rememberCore(admin: pg.Pool): Promise<void> {
  await admin.query('drop schema if exists picture cascade; create schema picture');
  for (const table of TABLES) {
    await admin.query(`create table picture.${table} as select t.xmin::text as version, t::text as row from core.${table} t`);
  }
}

/** What is different now. */
export async function changedCore(admin: pg.Pool): Promise<Record<CoreTable, Changes>> {
  const all: Partial<Record<CoreTable, Changes>> = {};
  for (const table of TABLES) {
    const { rows } = await admin.query<Changes>(`
      select count(*) filter (where p.row is null)::int as added, count(*) filter (where n.row is null)::int as gone,
             count(*) filter (where n.version <> p.version)::int as rewritten
        from (select t.xmin::text as version, t::text as row from core.${table} t) n full join picture.${table} p using (row)`);
    all[table] = rows[0] as Changes;
  }
  return all as Record<CoreTable, Changes>;
}

/** One digest over all facts and aggregates. */
export async function digestOfCore(admin: pg.Pool): Promise<string> {
  const parts = TABLES.map((table) => `select '${table}' as name, t::text as row from core.${table} t`);
  const { rows } = await admin.query<{ md5: string }>(
    `select md5(string_agg(x.name || x.row, e'\\n' order by x.name, x.row collate "C")) as md5 from (${parts.join(' union all ')}) x`,
  );
  return rows[0]?.md5 ?? '';
}

export const NOTHING: Changes = { added: 0, gone: 0, rewritten: 0 };
