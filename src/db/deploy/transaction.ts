// The one transaction of a deploy: after it everything is new, or everything is as it was.
import type pg from 'pg';
import type { SopsOutcome } from '../sops/sync.ts';
import { refuseViolations, runChecks } from './checks.ts';
import type { Committed } from './committed.ts';
import { DeployError, fileError } from './error.ts';
import { closeDefaults, revokeAll } from './grants.ts';
import { dropOrphans, dropTriggers } from './orphans.ts';
import { type InstanceKind, OWNER } from './roles.ts';
import { MANAGED, type SqlFile, type SqlTree } from './sql-files.ts';
import { applyViews, dropViews, managedViews } from './views.ts';

export interface Source {
  readonly migrations: readonly Committed[];
  readonly tree: SqlTree;
  /** sha256 over sql/ and the committed migrations. */
  readonly digest: string;
}

export interface Terms {
  readonly database: string;
  readonly kind: InstanceKind;
  readonly breaking: number;
  /** ms */
  readonly lockTimeout: number;
  /** performance.now() at the start of the whole deploy. */
  readonly started: number;
  /** Puts the SOPs of the project in force, in the same transaction; undefined for a project without. */
  readonly syncSops: ((client: pg.Client) => Promise<SopsOutcome>) | undefined;
}

export interface Applied {
  readonly migrations: string[];
  readonly orphans: string[];
  readonly sops: SopsOutcome | null;
}

/** Tables of graphile-migrate exactly as its 1.4 makes them, so that its own commands go on working. */
const MIGRATE_SCHEMA = `
create schema if not exists graphile_migrate;
create table if not exists graphile_migrate.migrations (
  hash text primary key, previous_hash text references graphile_migrate.migrations, filename text not null, date timestamptz not null default now());
create table if not exists graphile_migrate.current (
  filename text primary key default 'current.sql', content text not null, date timestamptz not null default now())`;

/** Hashes that the database has applied; empty before the first deploy. */
export async function appliedHashes(client: pg.Client): Promise<{ hash: string; filename: string }[]> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('graphile_migrate.migrations') is not null as there`);
  if (!rows[0]?.there) return [];
  return (
    await client.query<{ hash: string; filename: string }>(
      'select m.hash, m.filename from graphile_migrate.migrations m order by m.filename',
    )
  ).rows;
}

/** The migrations still to run. @throws DeployError when the database is ahead of the files, or has others. */
export function pendingMigrations(all: readonly Committed[], applied: readonly { hash: string; filename: string }[]): Committed[] {
  const known = new Set(all.map((m) => m.hash));
  const foreign = applied.find((m) => !known.has(m.hash));
  if (foreign !== undefined) {
    throw new DeployError(
      `The database has migration ${foreign.filename} (${foreign.hash}), which is not in migrations/committed: it was deployed by a newer or another version. Deploy that version, or restore a backup from before.`,
    );
  }
  const done = new Set(applied.map((m) => m.hash));
  const pending = all.filter((m) => !done.has(m.hash));
  const alone = pending.find((m) => m.noTransaction);
  if (alone !== undefined)
    throw new DeployError(
      `migrations/committed/${alone.file} is marked no-transaction and cannot be part of the one transaction of a deploy. Apply it alone with "npx graphile-migrate migrate", then deploy.`,
      { file: alone.file },
    );
  return pending;
}

async function runFile(client: pg.Client, path: string, text: string): Promise<void> {
  try {
    await client.query(text);
  } catch (e) {
    throw ['55P03', '40P01'].includes((e as { code?: string }).code ?? '') ? e : fileError(path, text, e);
  }
}

/** Deferred constraints are tested now, where the file is still known, and are deferred again for the next file. */
async function settle(client: pg.Client, path: string): Promise<void> {
  await runFile(client, path, 'set constraints all immediate');
  const { rows } = await client.query<{ list: string | null }>(
    `select string_agg(distinct format('%I.%I', n.nspname, c.conname), ', ') as list
       from pg_constraint c join pg_namespace n on n.oid = c.connamespace where c.condeferred`,
  );
  if (rows[0]?.list) await client.query(`set constraints ${rows[0].list} deferred`);
}

async function migrate(client: pg.Client, pending: readonly Committed[], database: string): Promise<void> {
  for (const m of pending) {
    const path = `migrations/committed/${m.file}`;
    const body = m.body.replace(/:DATABASE_(NAME|OWNER)\b/g, (_, what) => (what === 'NAME' ? database : OWNER));
    await runFile(client, path, body);
    await settle(client, path);
    await client.query('insert into graphile_migrate.migrations (hash, previous_hash, filename) values ($1, $2, $3)', [
      m.hash,
      m.previousHash,
      m.filename,
    ]);
  }
}

async function markInstance(client: pg.Client, kind: InstanceKind): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regprocedure('util.instance_create(text)') is not null as there`);
  if (!rows[0]?.there)
    throw new DeployError(
      'No migration makes util.instance_create(text), so this database cannot be marked as what it is (production, demo, …).',
    );
  await client.query('select util.instance_create($1) where not exists (select from util.instance)', [kind]);
}

/** Bodies were not looked at while the files went in (a function may name a view of a later layer); now all is there. */
async function validateBodies(client: pg.Client, tree: SqlTree): Promise<void> {
  await client.query('set local check_function_bodies = on');
  const { rows } = await client.query<{ oid: number; name: string; full: string; lanname: string }>(
    `select p.oid, n.nspname || '.' || p.proname as name, p.oid::regprocedure::text as full, l.lanname
       from pg_proc p join pg_language l on l.oid = p.prolang join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = any ($1) and l.lanname in ('sql', 'plpgsql') and p.prokind <> 'a' order by 3`,
    [MANAGED],
  );
  for (const f of rows) {
    try {
      await client.query(`select ${f.lanname === 'sql' ? 'fmgr_sql_validator' : 'plpgsql_validator'}($1::oid)`, [f.oid]);
    } catch (e) {
      const file = tree.files.find(
        (x) =>
          `${x.schema}.${x.path
            .split('/')
            .at(-1)!
            .replace(/\.sql$/, '')}` === f.name,
      );
      throw fileError(file?.path ?? f.full, file?.text ?? '', Object.assign(e as Error, { position: undefined }));
    }
  }
}

async function applyFiles(client: pg.Client, tree: SqlTree, migrated: boolean): Promise<string[]> {
  const of = (...layers: SqlFile['layer'][]): SqlFile[] => tree.files.filter((f) => layers.includes(f.layer));
  const run = async (files: readonly SqlFile[]): Promise<void> => {
    for (const f of files) await runFile(client, f.path, f.text);
  };
  await client.query('set local check_function_bodies = off');
  await run(of('functions'));
  await applyViews(client, of('views'));
  await run(of('api', 'triggers', 'policies', 'data'));
  await settle(client, migrated ? 'sql/*/data after the migrations' : 'sql/*/data');
  // Before the grants: they re-write the catalog rows by which an orphan is known.
  const orphans = await dropOrphans(client);
  await revokeAll(client);
  await run(of('grants'));
  return orphans;
}

/**
 * Runs the transaction once on a connected client that is a member of mandor_owner.
 * @throws what PostgreSQL says for lock conflicts (the caller tries again), DeployError for all else.
 */
export async function runTransaction(client: pg.Client, source: Source, how: Terms): Promise<Applied> {
  const { migrations, tree, digest } = source;
  await client.query('begin');
  try {
    // Unqualified names must fail here as they would in a pinned function.
    await client.query(
      `set local role ${OWNER}; set local lock_timeout = ${how.lockTimeout}; set local search_path = pg_catalog, pg_temp; set local client_min_messages = warning`,
    );
    // The lock of agent.sops_sync, before those of any table: a sync takes them in the same order.
    if (how.syncSops !== undefined) await client.query(`select pg_advisory_xact_lock(hashtextextended('agent.sops', 0))`);
    await closeDefaults(client);
    await client.query(MIGRATE_SCHEMA);
    const pending = pendingMigrations(migrations, await appliedHashes(client));
    const before = await dropViews(client);
    if (pending.length > 0) await dropTriggers(client);
    await migrate(client, pending, how.database);
    await markInstance(client, how.kind);
    const orphans = await applyFiles(client, tree, pending.length > 0);
    const after = new Set(await managedViews(client));
    orphans.push(...before.filter((v) => !after.has(v)).map((v) => `view ${v}`));
    await validateBodies(client, tree);
    const sops = (await how.syncSops?.(client)) ?? null;
    refuseViolations(await runChecks(client, tree.catalogChecks));
    const files = Object.fromEntries([...tree.files, ...tree.catalogChecks, ...tree.dataChecks].map((f) => [f.path, f.digest]));
    await client.query(
      `insert into ops.deployments (digest, breaking_number, file_count, migration_count, files, deployed_at, deployed_by, seconds)
       values ($1, $2, $3, $4, $5, clock_timestamp(), session_user, $6)`,
      [
        digest,
        how.breaking,
        tree.files.length,
        pending.length,
        JSON.stringify(files),
        ((performance.now() - how.started) / 1000).toFixed(3),
      ],
    );
    await client.query('commit');
    return { migrations: pending.map((m) => m.file), orphans, sops };
  } catch (e) {
    await client.query('rollback').catch(() => undefined);
    throw e;
  }
}
