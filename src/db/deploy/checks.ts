// Invariants: each file of checks/ is one query that must return no row.
import type pg from 'pg';
import { DeployError, fileError } from './error.ts';
import type { SqlFile } from './sql-files.ts';

export interface Violation {
  readonly file: string;
  readonly count: number;
  /** The first few rows, for people. */
  readonly sample: readonly Record<string, unknown>[];
}

/** Runs the given checks and returns those that found something. */
export async function runChecks(client: pg.ClientBase, checks: readonly SqlFile[]): Promise<Violation[]> {
  const out: Violation[] = [];
  for (const file of checks) {
    try {
      const query = file.text.trim().replace(/;\s*$/, '');
      const { rows } = await client.query<{ n: string; sample: Record<string, unknown>[] | null }>(
        `with violation as materialized (${query}\n) select count(*) as n, (select jsonb_agg(to_jsonb(s)) from (select * from violation limit 3) s) as sample from violation`,
      );
      const count = Number(rows[0]?.n ?? 0);
      if (count > 0) out.push({ file: file.path, count, sample: rows[0]?.sample ?? [] });
    } catch (e) {
      throw fileError(file.path, file.text, Object.assign(e as Error, { position: undefined }));
    }
  }
  return out;
}

/** @throws DeployError naming the first broken invariant and its first rows. */
export function refuseViolations(violations: readonly Violation[]): void {
  const first = violations[0];
  if (first === undefined) return;
  const text = violations
    .map((v) => `${v.file}: ${v.count} violation(s), e.g. ${v.sample.map((row) => JSON.stringify(row)).join(' ')}`)
    .join('\n');
  throw new DeployError(text, { file: first.file });
}
