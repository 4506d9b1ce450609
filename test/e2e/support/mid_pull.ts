// What the crashes in the middle of a pull share: the company, the pulls, how far they are, and what must hold in the end.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../../../src/db/pool.ts';
import { setAccurateRate } from '../../../src/db/rate.ts';
import { type DocumentKind, type Entity, type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { booksOf, coreOf, differences, REBUILT, rebuildDifferences } from '../../support/books.ts';
import { type OwnServer, ownServer } from '../../support/server.ts';
import { ROOT } from '../../support/template.ts';

export const DAY = '2026-02-07';
export const FROM = '2026-01-19';
export const KEYS = ['sales.ddd', 'sales.mbb', 'stock.ljbb'] as const;
export const BATCH = 100;
/** And how many it asks for ahead of their turn. */
const AHEAD = 12;

export interface Stage {
  readonly server: OwnServer;
  readonly sandbox: Sandbox;
  readonly details: () => number;
}

export async function stage(endDate = DAY): Promise<Stage> {
  const server = await ownServer();
  const sandbox = await startSandbox({ seed: 5, size: 'S', endDate, invoicesPerDay: 90, rate: 4000, latencyMs: 15 });
  after(() => sandbox.stop());
  await server.sql('select util.clock_set($1)', '2026-02-08T06:00:00+07:00');
  await setAccurateRate({ query: async (text, values = []) => ({ rows: await server.sql(text, ...values) }) as never }, 4000);
  // A company whose codes nobody mapped would be refused by the stock check, which is not what this is about.
  await server.sql(`update raw.load_checks set severity = 'note' where check_name = 'unmapped_share'`);
  const details = (): number =>
    sandbox.accessLog.entries.filter((entry) => entry.path.endsWith('/detail.do') && entry.status === 200).length;
  return { server, sandbox, details };
}

export async function ask(server: OwnServer, keys: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const key of keys) {
    const payload = key.startsWith('sales') ? { from: FROM } : {};
    ids.push(String((await server.sql('select ops.occurrence_open($1, $2, $3) as id', key, DAY, JSON.stringify(payload)))[0].id));
  }
  return ids;
}

/** Asks for all pulls, the short one last, and returns when each has pages behind it and pages before it. */
export async function askAndWait(server: OwnServer): Promise<string[]> {
  const ids = await ask(server, KEYS.slice(0, 2));
  await until('both sales pulls have kept pages', async () => (await progress(server)).size === 2);
  ids.push(...(await ask(server, KEYS.slice(2))));
  await until('the stock pull has kept a page', async () => (await progress(server)).has('stock LJBB'));
  return ids;
}

export async function until<T>(what: string, look: () => Promise<T | false | undefined> | T | false | undefined, ms = 120_000): Promise<T> {
  for (const deadline = Date.now() + ms; ; await sleep(5)) {
    const found = await look();
    if (found !== false && found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`waited ${ms / 1000} s in vain until ${what}`);
  }
}

/** A job that failed waits longer each time; the test does not. */
export async function hurry(server: OwnServer): Promise<void> {
  const admin = await openClient(server.url);
  await admin.query('update graphile_worker._private_jobs set run_at = now() where locked_by is null and run_at > now()');
  await admin.end();
}

export const finished = (server: OwnServer, ids: readonly string[]): Promise<string[]> =>
  until('all runs have ended', async () => {
    await sleep(50);
    await hurry(server);
    const rows = await server.sql('select o.status from ops.occurrences o where o.id = any ($1) order by o.id', ids);
    return rows.every((row) => !['expected', 'waiting', 'running'].includes(row.status)) && rows.map((row) => row.status as string);
  });

/** Pages that were committed when this was asked, per load. */
export async function progress(server: OwnServer): Promise<Map<string, number>> {
  const rows = await server.sql(
    `select h.kind || ' ' || h.entity as load, c.position ->> 'done' as done from raw.load_history h join raw.load_cursors c using (load_id)
      where (c.position ->> 'done')::integer > 0`,
  );
  return new Map(rows.map((row) => [row.load as string, Number(row.done)]));
}

/** The entries of a pull in the order in which it walks them, as the access log names them. */
function walkOf(sandbox: Sandbox, load: string): string[] {
  const [kind, entity] = load.split(' ') as ['stock' | 'sales', Entity];
  if (kind === 'stock') return (sandbox.company?.sources[entity].items() ?? []).map((item) => `${entity} item/detail.do id=${item.id}`);
  const of = (document: DocumentKind): string[] =>
    sandbox.control.documents(entity, document, FROM, DAY).map((doc) => `${entity} sales-${document}/detail.do id=${doc.id}`);
  return [...of('invoice'), ...of('return')];
}

/** Nothing missing, nothing twice, nothing left over, and finished pages were fetched once. */
export async function judge({ server, sandbox }: Stage, kept: ReadonlyMap<string, number>): Promise<string> {
  assert.deepEqual(differences(booksOf(sandbox.control, FROM, DAY, ['DDD', 'MBB']), await coreOf(server)), []);
  assert.deepEqual(await rebuildDifferences(server), REBUILT);
  const stock = await server.sql(
    `select f.kode_barang || ' ' || w.nama_gudang as key, trim_scale(f.pairs_qty)::text as pairs from core.fact_stock f join core.dim_warehouse w using (warehouse_id)`,
  );
  assert.deepEqual(new Map(stock.map((row) => [row.key, row.pairs]).sort() as [string, string][]), stockOf(sandbox, 'LJBB'));

  const loads = await server.sql('select h.kind, h.entity, h.status from raw.load_history h order by h.load_id');
  assert.deepEqual(
    loads.map((load) => load.status),
    KEYS.map(() => 'accepted'),
  );
  const [left] = await server.sql(
    `select (select count(*) from raw.staging_sales)::int + (select count(*) from raw.staging_stock)::int as staged,
            (select count(*) from raw.load_cursors)::int as cursors, (select count(*) from ops.v_orphans)::int as orphans,
            (select count(*) from ops.jobs_list() j where j.is_held or j.locked_by is null)::int as jobs`,
  );
  assert.deepEqual(left, { staged: 0, cursors: 0, orphans: 0, jobs: 0 });

  const fetched = new Map<string, number>();
  for (const { entity, path, query, status } of sandbox.accessLog.entries) {
    if (path.endsWith('/detail.do') && status === 200)
      fetched.set(`${entity} ${path} ${query}`, (fetched.get(`${entity} ${path} ${query}`) ?? 0) + 1);
  }
  let again = 0;
  for (const load of ['sales DDD', 'sales MBB', 'stock LJBB']) {
    const walk = walkOf(sandbox, load);
    assert.deepEqual(
      walk.filter((entry) => !fetched.has(entry)),
      [],
      `${load}: never fetched`,
    );
    const done = kept.get(load) ?? 0;
    assert.deepEqual(
      walk.slice(0, done).filter((entry) => fetched.get(entry) !== 1),
      [],
      `${load}: ${done} were kept, and some were fetched again`,
    );
    const repeated = walk.filter((entry) => fetched.get(entry) !== 1).length;
    assert.ok(repeated <= BATCH + AHEAD, `${load}: ${repeated} details fetched again, more than the page that was under way`);
    again += repeated;
  }
  const total = [...fetched.values()].reduce((sum, n) => sum + n, 0);
  const keptText = [...kept].map(([load, done]) => `${load} ${done}`).join(', ');
  return `${fetched.size} documents and items, ${total} details fetched, ${again} of them again; kept at the crash: ${keptText}`;
}

function stockOf(sandbox: Sandbox, entity: Entity): Map<string, string> {
  const source = sandbox.company?.sources[entity];
  assert.ok(source);
  const places = new Map(
    source
      .warehouses()
      .filter((place) => !place.scrap)
      .map((place) => [place.id, place.name]),
  );
  const rows: [string, string][] = [];
  for (const item of source.items()) {
    for (const { warehouseId, balance } of source.balances(item.id, DAY)) {
      if (places.has(warehouseId) && Number(balance) !== 0) rows.push([`${item.no} ${places.get(warehouseId)}`, balance]);
    }
  }
  return new Map(rows.sort());
}

/** Worker processes that notice a death within a second; killed with the file's end. */
export async function processes({ server, sandbox }: Stage): Promise<() => ChildProcess> {
  await server.sql(`update ops.settings set value = '200 milliseconds' where key = 'worker.beat_every'`);
  await server.sql(`update ops.settings set value = '1 second' where key = 'worker.silent_after'`);
  const children: ChildProcess[] = [];
  after(() => {
    for (const child of children) child.kill('SIGKILL');
  });
  return () => {
    const env = { ...process.env, ...sandbox.env, DATABASE_URL: server.url, MANDOR_LOG_LEVEL: 'error' };
    const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'worker'], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    return child;
  };
}

/** The jobs of the dead stay locked until a sweep buries it, and the sweep of the next worker's start is the first that can. */
export const silence = (server: OwnServer): Promise<true> =>
  until('the worker is silent for long enough', async () => {
    const [row] = await server.sql(`select bool_and(w.beat_at < clock_timestamp() - interval '1 second') as silent from ops.workers w`);
    return row.silent === true ? true : undefined;
  });
