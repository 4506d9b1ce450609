// Resident memory of `mandor worker`, a process of its own: through a whole day of pulls, report and mail, and through a
// pull of 200,000 lines, which must flow through it and not pile up in it; and of `mandor load` with a file of many lines.
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { loadPeople } from '../src/cli/demo/company.ts';
import { isAsked, seedDemo } from '../src/db/demo.ts';
import { loadFile } from '../src/db/load/load.ts';
import { makeCompany, writeReferenceData } from '../src/sandbox/index.ts';
import { startSandboxProcess } from './pull.ts';
import { type Bench, under } from './support/figure.ts';
import { mandor, startProgram, until, watchMemory } from './support/process.ts';
import { loadSalesReference, writeSalesFiles } from './support/sales.ts';
import { type BenchDatabase, type BenchServer, benchServer, ROOT } from './support/server.ts';

const DAY = '2026-02-08';
const RATE = 400;
const PULLS = ['stock.ddd', 'stock.ljbb', 'stock.mbb', 'stock.ubb', 'sales.ddd', 'sales.mbb', 'sales.ubb'];
const TARGET = under(150, '< 150 MB');

async function ask(db: BenchDatabase, keys: readonly string[], payload = {}): Promise<string[]> {
  const ids: string[] = [];
  for (const key of keys) {
    const { rows } = await db.deployPool.query<{ id: string }>('select ops.occurrence_open($1, $2, $3) as id', [
      key,
      DAY,
      JSON.stringify(payload),
    ]);
    ids.push(rows[0]!.id);
  }
  return ids;
}

async function haveEnded(db: BenchDatabase, ids: readonly string[]): Promise<boolean> {
  const { rows } = await db.deployPool.query<{ open: number; failed: string | null }>(
    `select count(*) filter (where o.status in ('expected', 'waiting', 'running'))::int as open,
            string_agg(o.definition_key || ': ' || coalesce(o.error ->> 'message', '?'), '; ') filter (where o.status = 'failed') as failed
       from ops.occurrences o where o.id = any ($1)`,
    [ids],
  );
  if (rows[0]!.failed !== null) throw new Error(`a run failed: ${rows[0]!.failed}`);
  return rows[0]!.open === 0;
}

/** The smallest worker there is. */
async function bareMemory(server: BenchServer): Promise<number> {
  const db = await server.database();
  await using bare = startProgram('bench/support/bare_worker.ts', [db.url], {}, server.folder);
  const isUp = async (): Promise<boolean> =>
    (await db.admin.query(`select to_regclass('bench_bare._private_jobs') as there`)).rows[0]?.there !== null;
  await until('the bare worker is there', isUp, { program: bare });
  await db.admin.query(`select bench_bare.add_job('noop', '{}')`);
  await until('the bare worker runs its job', async () => (await db.admin.query('select from bench_bare._private_jobs')).rowCount === 0, {
    program: bare,
  });
  const { peak } = watchMemory(bare.pid).stop();
  await bare.stop();
  await db.drop();
  return peak;
}

/** A day as the demo lives it: four stock pulls, three sales pulls over all of the window, the report, its review, the mails. */
async function day(server: BenchServer): Promise<number> {
  const db = await server.database();
  await db.deployPool.query(`select util.clock_set('2026-02-09T01:00:00+07')`);
  await seedDemo(db.deployPool);
  const folder = join(server.folder, 'reference');
  await loadPeople(db.deployPool, folder);
  await writeReferenceData(makeCompany({ seed: 7, size: 'S', endDate: DAY }), folder);
  for (const table of ['store', 'warehouse', 'kodemix', 'hpprsp', 'purchase_orders_manual'])
    await loadFile({ pool: db.deployPool, table: `portal.${table}`, file: join(folder, `${table}.csv`) });
  const { program: sandbox, env } = await startSandboxProcess(
    db,
    ['--size', 'S', '--seed', '7', '--rate', String(RATE), '--end', DAY],
    server.folder,
  );
  await using _sandbox = sandbox;
  await using worker = mandor(['worker'], env, server.folder);
  const watch = watchMemory(worker.pid);
  const ids = [...(await ask(db, ['report.control_stock'])), ...(await ask(db, PULLS, { from: '2025-11-08' }))];
  await until('the day ends', () => haveEnded(db, ids), { deadline: 180_000, every: 100, program: worker });
  const asked = (): Promise<boolean> => isAsked(db.deployPool, 'report.control_stock', DAY);
  await until('the report is reviewed', asked, { deadline: 60_000, every: 100, program: worker });
  await db.deployPool.query(
    `select ops.approval_decide(a.id, a.revision_no, 'approve', null, 'cli', a.person_id)
       from ops.approvals a join ops.work_items w on w.id = a.work_item_id
      where w.definition_key = 'report.control_stock' and w.business_date = $1 and a.role = 'pic' and a.status = 'open'`,
    [DAY],
  );
  const areSent = async (): Promise<boolean> =>
    (
      await db.admin.query<{ sent: number }>(
        `select count(*) filter (where x.status = 'confirmed' and x.channel = 'email')::int as sent from ops.outbox x`,
      )
    ).rows[0]!.sent === 2;
  await until('the mails are confirmed', areSent, { deadline: 60_000, every: 100, program: worker });
  const { peak } = watch.stop();
  await worker.stop();
  await sandbox.stop();
  await db.drop();
  return peak;
}

function* invoices(count: number, linesEach: number): Generator<string> {
  yield 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
  for (let invoice = 0; invoice < count; invoice++) {
    let text = '';
    for (let line = 0; line < linesEach; line++)
      text += `${100_000 + invoice},${10_000 + ((invoice * 37 + line) % 4000)},ARTIKEL ${line},${1 + (line % 3)},2026-02-0${1 + (invoice % 8)} 10:00:00,${10 + line}.50,${invoice % 900},Indonesia\n`;
    yield text;
  }
}

async function stream(server: BenchServer, lines: number): Promise<{ peak: number; samples: readonly number[] }> {
  const db = await server.database();
  await db.deployPool.query(`select util.clock_set('2026-02-09T01:00:00+07')`);
  const file = join(server.folder, 'invoices.csv');
  await pipeline(Readable.from(invoices(lines / 50, 50)), createWriteStream(file));
  const { program: sandbox, env } = await startSandboxProcess(db, ['--invoices', file, '--rate', String(RATE)], server.folder);
  await using _sandbox = sandbox;
  await using worker = mandor(['worker'], env, server.folder);
  const watch = watchMemory(worker.pid);
  const ids = await ask(db, ['sales.ddd'], { from: '2026-02-01' });
  await until('the long pull ends', () => haveEnded(db, ids), { deadline: 300_000, every: 100, program: worker });
  const seen = watch.stop();
  const { rows } = await db.admin.query<{ n: number }>(
    `select h.rows_loaded::int as n from raw.load_history h where h.kind = 'sales' and h.status = 'accepted'`,
  );
  if (rows[0]?.n !== lines) throw new Error(`${rows[0]?.n} lines arrived of ${lines}`);
  await worker.stop();
  await sandbox.stop();
  await db.drop();
  return seen;
}

/** `mandor load` of a file of sales; what it says of itself. */
async function load(server: BenchServer, lines: number): Promise<number> {
  const db = await server.database();
  await loadSalesReference(db.deployPool);
  const { load: file } = await writeSalesFiles(server.folder, { lines, lastDay: DAY, days: 92 });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'src/cli/mandor.js'), 'load', 'raw.accurate_sales_ddd', file, '--date', DAY, '--json'],
    { cwd: server.folder, env: { ...process.env, DATABASE_URL: db.url } },
  );
  const outcome = JSON.parse(stdout) as { status: string; rows_loaded: number; peak_rss_mb: number };
  if (outcome.status !== 'accepted' || outcome.rows_loaded !== lines) throw new Error(`the load is ${outcome.status}`);
  await db.drop();
  return outcome.peak_rss_mb;
}

export const memoryBench: Bench = {
  key: 'memory',
  title: 'memory of the worker and of a load',
  async run({ runs, isFull, isQuick, say }) {
    await using server = await benchServer();
    const count = Math.min(runs, 3);
    const lines = isQuick ? 50_000 : 200_000;
    const bare: number[] = [];
    const days: number[] = [];
    const streams: number[] = [];
    const loads: number[] = [];
    const loaded = isFull ? 1_000_000 : isQuick ? 100_000 : 300_000;
    for (let i = 0; i < count; i++) {
      bare.push(await bareMemory(server));
      days.push(await day(server));
      const seen = await stream(server, lines);
      streams.push(seen.peak);
      loads.push(await load(server, loaded));
      const quarter = (part: number): string =>
        Math.max(
          ...seen.samples.slice(Math.floor((seen.samples.length * part) / 4), Math.ceil((seen.samples.length * (part + 1)) / 4)),
        ).toFixed(0);
      say(
        `run ${i + 1}: bare ${bare[i]!.toFixed(0)} MB, day ${days[i]!.toFixed(0)} MB, ${lines.toLocaleString('en-US')} lines ${seen.peak.toFixed(0)} MB (by quarters of the time ${[0, 1, 2, 3].map(quarter).join(', ')}), load of ${loaded.toLocaleString('en-US')} lines ${loads[i]} MB`,
      );
    }
    const baseline = { what: 'bare graphile-worker process after a no-op job', unit: 'MB', runs: bare } as const;
    return {
      figures: [
        { key: 'memory_day', what: 'worker memory (highest RSS) through a day', unit: 'MB', runs: days, baseline, target: TARGET },
        {
          key: 'memory_stream',
          what: `worker memory (highest RSS) through a pull of ${lines.toLocaleString('en-US')} lines`,
          unit: 'MB',
          runs: streams,
          baseline,
          target: TARGET,
        },
        {
          key: 'memory_load',
          what: `memory of \`mandor load\` (highest RSS) with ${loaded.toLocaleString('en-US')} lines`,
          unit: 'MB',
          runs: loads,
          baseline,
          target: TARGET,
        },
      ],
    };
  },
};
