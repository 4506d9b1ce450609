// From "an event is submitted" to "its handler is done", on an engine that has a million events behind it, beside a bare
// graphile-worker on the same server. The bare one has a database of its own: both would wake each other's workers otherwise,
// because the channel that announces a job is one for the whole database.
import { makeWorkerUtils } from 'graphile-worker';
import pLimit from 'p-limit';
import { table } from '../src/cli/output.ts';
import { openPool } from '../src/db/pool.ts';
import { atMost, type Bench, type BenchOptions, median, valueText } from './support/figure.ts';
import { growthBench } from './support/growth.ts';
import { bareLane, type Lane, latency, ownLane, percentile, submitters } from './support/lane.ts';
import { mandor, startProgram } from './support/process.ts';
import { type BenchDatabase, benchServer } from './support/server.ts';

const SOURCES = [1, 4, 16] as const;

/** Events that are long done, written set-wise. None of them goes through the engine: its triggers are off. */
async function addDoneEvents(db: BenchDatabase, count: number): Promise<void> {
  const client = await db.admin.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query('set local synchronous_commit = off');
    // One each half second back from an hour ago: younger than any retention. Ids grow with time, as version 7 does.
    await client.query(
      `insert into ops.events (id, event_type, target_agent, payload, status, attempts, source, submitted_by, created_at, claimed_at, processed_at)
       select (lpad(to_hex((extract(epoch from t.at) * 1000)::bigint), 12, '0') || '7' || substr(h.hex, 1, 3) || '8' || substr(h.hex, 4, 15))::uuid,
              y.event_type, y.target_agent, jsonb_build_object('number', g.i), 'completed', 1, 'sql', 'mandor_deploy', t.at, t.at, t.at + interval '10 ms'
         from ops.event_types y, generate_series($1::integer, 1, -1) as g (i)
        cross join lateral (select date_trunc('milliseconds', now()) - interval '1 hour' - g.i * interval '0.5 s' as at) t
        cross join lateral (select md5(g.i::text) as hex) h
        where y.event_type = 'ENGINE_PING'`,
      [count],
    );
    await client.query('commit');
    await client.query('vacuum analyze ops.events');
    await client.query('checkpoint');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** The same number of jobs from several sources at once; answers jobs per second from the first submission to the last end. */
async function throughput(lane: Lane, sources: number, count: number): Promise<number> {
  const pool = openPool(lane.url, lane.role, { max: sources });
  try {
    // Connecting is not what is measured.
    await Promise.all(Array.from({ length: sources }, () => pool.query('select 1')));
    const limit = pLimit(sources);
    const started = performance.now();
    await Promise.all(Array.from({ length: count }, () => limit(() => lane.submit(pool))));
    await lane.drained();
    return (count / (performance.now() - started)) * 1000;
  } finally {
    await pool.end();
  }
}

const spread = (runs: readonly number[], unit: '/s' | 'ms'): string[] => [
  valueText(Math.min(...runs), unit),
  valueText(median(runs), unit),
  valueText(Math.max(...runs), unit),
];

async function rates(own: Lane, bare: Lane, options: { runs: number; count: number }): Promise<string[]> {
  const rows: string[][] = [];
  for (const sources of SOURCES) {
    const ownRuns: number[] = [];
    const bareRuns: number[] = [];
    for (let i = 0; i < options.runs; i++) {
      bareRuns.push(await throughput(bare, sources, options.count));
      ownRuns.push(await throughput(own, sources, options.count));
    }
    const share = median(ownRuns.map((value, i) => value / bareRuns[i]!));
    rows.push([String(sources), ...spread(bareRuns, '/s'), ...spread(ownRuns, '/s'), valueText(share, '×')]);
  }
  const head = ['sources', 'bare min', 'median', 'max', 'events min', 'median', 'max', 'of bare'];
  return [
    `throughput, ${options.count} events from the first submission to the last end, runs: ${options.runs} (no target is set):`,
    ...table(head, rows).split('\n'),
  ];
}

export const eventsBench: Bench = {
  key: 'events',
  title: 'event to handler done',
  async run({ runs, isFull, isQuick, say }: BenchOptions) {
    const behind = isQuick ? 100_000 : 1_000_000;
    const samples = isQuick ? 50 : 200;
    await using server = await benchServer();
    const db = await server.database();
    const bareDb = await server.database();
    const utils = await makeWorkerUtils({ connectionString: bareDb.url, schema: 'bench_bare' });
    await utils.migrate();
    await utils.release();
    await addDoneEvents(db, behind);
    say(`${behind} events are done and in the table`);

    await using worker = mandor(['worker'], { DATABASE_URL: db.url }, server.folder);
    await using bareWorker = startProgram('bench/support/bare_worker.ts', [bareDb.url], {}, server.folder);
    const own = ownLane(db, worker);
    const bare = bareLane(bareDb, bareWorker);
    await using pools = submitters(own, bare);
    // The first jobs wait for the start of the workers and fill their caches.
    for (let i = 0; i < 30; i++) {
      await latency(bare, pools.of(bare));
      await latency(own, pools.of(own));
    }

    const bareRounds: number[][] = [];
    const ownRounds: number[][] = [];
    for (let round = 0; round < runs; round++) {
      const bareTimes: number[] = [];
      const ownTimes: number[] = [];
      // In turns, so that what else the machine does meets both.
      for (let i = 0; i < samples; i++) {
        bareTimes.push(await latency(bare, pools.of(bare)));
        ownTimes.push(await latency(own, pools.of(own)));
      }
      bareRounds.push(bareTimes);
      ownRounds.push(ownTimes);
    }
    const at = (rounds: readonly number[][], share: number): number[] => rounds.map((times) => percentile(times, share));
    const ownP50 = at(ownRounds, 0.5);
    const bareP50 = at(bareRounds, 0.5);
    const note = `${behind} events behind it, ${samples} serial samples a run`;
    const times = ['min', 'p50', 'p99', 'max'].map((name, i) => [
      name,
      ...[bareRounds, ownRounds].map((rounds) => valueText(percentile(rounds.flat(), [0, 0.5, 0.99, 1][i]!), 'ms')),
    ]);
    const details = [
      `all ${runs * samples} samples of each (an idle engine, one at a time):`,
      ...table(['', 'bare', 'event'], times).split('\n'),
      ...(await rates(own, bare, { runs: isQuick ? 1 : Math.min(runs, 3), count: isQuick ? 500 : 2000 })),
      ...(await growthBench({ own, bare, pools, seconds: isFull ? 600 : 20, say })),
    ];
    await Promise.all([worker.stop(), bareWorker.stop()]);
    await pools.end();
    await Promise.all([db.drop(), bareDb.drop()]);
    return {
      figures: [
        {
          key: 'event_p50_against_bare',
          what: 'event insert → handler done, p50, beside a bare job',
          unit: '×',
          runs: ownP50.map((value, i) => value / bareP50[i]!),
          baseline: { what: 'p50 of bare graphile-worker, add_job → done', unit: 'ms', runs: bareP50 },
          target: atMost(2, '≤ 2 ×'),
          note,
        },
        {
          key: 'event_p99',
          what: 'event insert → handler done, p99',
          unit: 'ms',
          runs: at(ownRounds, 0.99),
          baseline: { what: 'p99 of bare graphile-worker, add_job → done', unit: 'ms', runs: at(bareRounds, 0.99) },
          target: atMost(25, '≤ 25 ms'),
          note,
        },
      ],
      details,
    };
  },
};
