// What a deploy would do, from reading alone.
import type pg from 'pg';
import { namedOrphans } from './orphans.ts';
import { appliedHashes, pendingMigrations, type Source } from './transaction.ts';
import { blockedObjects } from './views.ts';

export interface Plan {
  readonly migrations: readonly string[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Objects that no file makes any more; a deploy drops them. */
  readonly orphans: readonly string[];
  /** Objects of others that stand on our views; a deploy refuses while they exist. */
  readonly blocked: readonly { object: string; needs: string }[];
  /** Digest of the last deployment equals that of the files. */
  readonly upToDate: boolean;
}

/** Compares the files with what the database last recorded. */
export async function planDeploy(client: pg.Client, source: Source): Promise<Plan> {
  await client.query(`begin read only; set local search_path = pg_catalog, pg_temp`);
  try {
    const last = await lastDeployment(client);
    const now = new Map([...source.tree.files, ...source.tree.catalogChecks, ...source.tree.dataChecks].map((f) => [f.path, f.digest]));
    const was = new Map(Object.entries(last?.files ?? {}));
    return {
      migrations: pendingMigrations(source.migrations, await appliedHashes(client)).map((m) => m.file),
      added: [...now.keys()].filter((path) => !was.has(path)),
      changed: [...now].filter(([path, digest]) => was.has(path) && was.get(path) !== digest).map(([path]) => path),
      removed: [...was.keys()].filter((path) => !now.has(path)).sort(),
      orphans: await namedOrphans(client, source.tree.files),
      blocked: await blockedObjects(client),
      upToDate: last?.digest === source.digest,
    };
  } finally {
    await client.query('rollback');
  }
}

async function lastDeployment(client: pg.Client): Promise<{ digest: string; files: Record<string, string> } | undefined> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('ops.deployments') is not null as there`);
  if (!rows[0]?.there) return undefined;
  return (
    await client.query<{ digest: string; files: Record<string, string> }>(
      'select d.digest, d.files from ops.deployments d order by d.id desc limit 1',
    )
  ).rows[0];
}
