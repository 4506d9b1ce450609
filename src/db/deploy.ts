// `mandor deploy`: roles → queue schema → one transaction (deploy/transaction.ts) → checks over the data.
// Nothing is skipped by checksum: 581 files took 130–245 ms, and a database that was changed by hand is put right again.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Log, silentLog } from '../log.ts';
import { BREAKING_NUMBER } from './breaking.ts';
import { watchBlockers } from './deploy/blocker.ts';
import { runChecks, type Violation } from './deploy/checks.ts';
import { readCommitted } from './deploy/committed.ts';
import { DeployError } from './deploy/error.ts';
import { type Plan, planDeploy } from './deploy/plan.ts';
import { migrateQueue } from './deploy/queue.ts';
import { DEPLOY, ensureRoles, type InstanceKind, OWNER } from './deploy/roles.ts';
import { withScratch } from './deploy/scratch.ts';
import { readSqlTree } from './deploy/sql-files.ts';
import { type Applied, runTransaction, type Source, type Terms } from './deploy/transaction.ts';
import { openClient, urlDatabase } from './pool.ts';
import type { SopsOutcome } from './sops/sync.ts';

export { BREAKING_NUMBER } from './breaking.ts';
export type { Violation } from './deploy/checks.ts';
export { DeployError } from './deploy/error.ts';
export type { Plan } from './deploy/plan.ts';
export type { InstanceKind } from './deploy/roles.ts';

/** Session lock: one deploy at a time per database; the others wait for their turn. */
const LOCK = 7_261_001;

export interface DeployOptions {
  /** DATABASE_URL: of a superuser, of a user that may create roles, or of mandor_deploy itself. */
  readonly url: string;
  /** Project folder: holds migrations/ and sql/. */
  readonly root: string;
  /** What the database is. Written by the first deploy; later ones must agree. Default: what it is, else production. */
  readonly kind?: InstanceKind;
  readonly log?: Log;
  /** How often a deploy that meets a lock is tried again. Default 6. */
  readonly attempts?: number;
  /** How long one statement waits for a lock, in ms. Default 5000. */
  readonly lockTimeout?: number;
}

export interface DeployResult {
  /** Names of the migrations that ran. */
  readonly migrations: readonly string[];
  /** Number of files of sql/ applied. */
  readonly files: number;
  /** Objects dropped because no file makes them any more. */
  readonly orphans: readonly string[];
  readonly seconds: number;
  /** What happened to the SOPs; null for a project without sops/. */
  readonly sops: SopsOutcome | null;
  /** Data checks that found rows; the deploy stands, the caller exits with 3. */
  readonly dataViolations: readonly Violation[];
}

export interface CheckResult extends DeployResult {
  /** `clone`: a copy of the live database. `fresh`: an empty one, because the live one was in use. */
  readonly against: 'clone' | 'fresh';
}

/** Reads migrations/ and sql/ of a project folder. @throws DeployError for a broken tree. */
export function readSource(root: string): Source {
  const migrations = readCommitted(join(root, 'migrations', 'committed'));
  const tree = readSqlTree(root);
  const digest = createHash('sha256')
    .update([...migrations.map((m) => m.hash), tree.digest].join('\n'))
    .digest('hex');
  return { migrations, tree, digest };
}

/** What the database says that it is; undefined before the first deploy. */
export async function instanceKind(client: pg.Client): Promise<InstanceKind | undefined> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('util.instance') is not null as there`);
  if (!rows[0]?.there) return undefined;
  return (await client.query<{ kind: InstanceKind }>('select i.kind from util.instance i')).rows[0]?.kind;
}

async function agreedKind(admin: pg.Client, options: DeployOptions): Promise<InstanceKind> {
  const found = await instanceKind(admin).catch(async (e: { code?: string }) => {
    if (e.code !== '42501') throw e; // an admin without rights on our tables; mandor_deploy has them
    await using client = await openDeployClient(options.url);
    return await instanceKind(client);
  });
  if (found !== undefined && options.kind !== undefined && found !== options.kind)
    throw new DeployError(
      `This database is a ${found} instance and the deploy was asked for ${options.kind}. Take another database: an instance never changes its kind.`,
    );
  return found ?? options.kind ?? 'production';
}

type Disposable<T> = T & AsyncDisposable;

async function openDeployClient(url: string): Promise<Disposable<pg.Client>> {
  const client = await openClient(url, DEPLOY, { applicationName: 'mandor deploy', statementTimeout: 0, queryTimeout: 0 });
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

/**
 * Brings the database to the state of the files. Two at once both succeed, one after the other.
 * @throws DeployError with file and line; the database is then as it was before.
 */
export async function deploy(options: DeployOptions): Promise<DeployResult> {
  const log = options.log ?? silentLog;
  const started = performance.now();
  const source = readSource(options.root);
  const syncSops = await readSopsOf(options.root);
  const kind = await prepareRoles(options, log);
  await using client = await openDeployClient(options.url);
  await takeTurn(client, log);
  await migrateQueue(options.url);
  const applied = await transactionWithRetry(client, options, source, kind, log, started, syncSops);
  const dataViolations = await dataChecks(client, source);
  for (const v of dataViolations) log.error({ file: v.file, count: v.count, sample: v.sample }, 'a data check found rows');
  const seconds = (performance.now() - started) / 1000;
  log.info(
    {
      migrations: applied.migrations.length,
      files: source.tree.files.length,
      orphans: applied.orphans,
      seconds: Number(seconds.toFixed(3)),
    },
    'deployed',
  );
  return { ...applied, files: source.tree.files.length, seconds, dataViolations };
}

/** Reads sops/ before anything is touched; what the database says about them fails the deploy as a file of sql/ would. */
async function readSopsOf(root: string): Promise<Terms['syncSops']> {
  const folder = join(root, 'sops');
  if (!existsSync(folder)) return undefined;
  const [{ commitOf, readSops }, { putSops }, { SopsRefused }] = await Promise.all([
    import('./sops/read.ts'),
    import('./sops/sync.ts'),
    import('./sops/problem.ts'),
  ]);
  const refusal = (e: unknown): never => {
    throw e instanceof SopsRefused ? new DeployError(e.message, { file: `sops/${e.problems[0]?.file ?? ''}`, cause: e }) : e;
  };
  const read = await readSops(folder).catch(refusal);
  const commit = await commitOf(folder);
  return (client) => putSops(client, read, commit).catch(refusal);
}

/** The session's own lock, so that it covers the queue's migrations as well; it ends with the connection. */
async function takeTurn(client: pg.Client, log: Log): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK]);
  if (rows[0]?.mine) return;
  log.info('another deploy of this database is running; waiting for it to end');
  await client.query('select pg_advisory_lock($1)', [LOCK]);
}

async function prepareRoles(options: DeployOptions, log: Log): Promise<InstanceKind> {
  const admin = await openClient(options.url, undefined, { applicationName: 'mandor deploy (roles)' });
  try {
    const kind = await agreedKind(admin, options);
    await ensureRoles(admin, options.url, kind, log);
    return kind;
  } finally {
    await admin.end();
  }
}

async function transactionWithRetry(
  client: pg.Client,
  options: DeployOptions,
  source: Source,
  kind: InstanceKind,
  log: Log,
  started: number,
  syncSops: Terms['syncSops'],
): Promise<Applied> {
  const pid = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
  await using watch = watchBlockers(options.url, pid);
  const attempts = options.attempts ?? 6;
  for (let attempt = 1; ; attempt++) {
    try {
      return await runTransaction(client, source, {
        database: urlDatabase(options.url),
        kind,
        breaking: BREAKING_NUMBER,
        lockTimeout: options.lockTimeout ?? 5_000,
        started,
        syncSops,
      });
    } catch (e) {
      const code = (e as { code?: string }).code ?? '';
      if (!['55P03', '40P01'].includes(code)) throw e;
      const blocker = watch.last() ?? 'not seen';
      if (attempt >= attempts)
        throw new DeployError(
          `The deploy could not get a lock in ${attempts} tries. In the way: ${blocker}. End that transaction (or "select pg_terminate_backend(<process>)"), then deploy again. Nothing was changed.`,
          { code, cause: e },
        );
      log.warn({ attempt, blocker }, 'the deploy waits for a lock; trying again');
      // Jitter, so that two who block each other do not meet again.
      await sleep(200 + Math.random() * 800 * attempt);
    }
  }
}

async function dataChecks(client: pg.Client, source: Source): Promise<Violation[]> {
  if (source.tree.dataChecks.length === 0) return [];
  await client.query(`begin read only; set local role ${OWNER}; set local search_path = pg_catalog, pg_temp`);
  try {
    return await runChecks(client, source.tree.dataChecks);
  } finally {
    await client.query('rollback');
  }
}

/** Tries the whole deploy on a scratch copy and drops it again; the live database is only read. */
export async function checkDeploy(options: DeployOptions): Promise<CheckResult> {
  const log = options.log ?? silentLog;
  readSource(options.root);
  return withScratch(options.url, log, async (url, against) => ({ ...(await deploy({ ...options, url })), against }));
}

/** Says what a deploy would do; reads only, waits for nobody. */
export async function plan(options: DeployOptions): Promise<Plan> {
  const client = await openClient(options.url, undefined, { applicationName: 'mandor deploy --plan' });
  try {
    return await planDeploy(client, readSource(options.root));
  } finally {
    await client.end();
  }
}
