// From "the process is started" to "the job that waited is done": how long a restart holds up the work.
import { makeWorkerUtils } from 'graphile-worker';
import { type Bench, timed, under } from './support/figure.ts';
import { mandor, startProgram, until } from './support/process.ts';
import { type BenchDatabase, benchServer } from './support/server.ts';

/** An event of the engine's own test type; its job is in the queue before the worker exists. */
async function own(db: BenchDatabase, folder: string): Promise<number> {
  const { rows } = await db.deployPool.query<{ id: string }>(`select s.id from ops.event_submit('ENGINE_PING', '{}') s`);
  const started = performance.now();
  await using worker = mandor(['worker'], { DATABASE_URL: db.url }, folder);
  const isDone = async (): Promise<boolean> =>
    (await db.deployPool.query<{ status: string }>('select e.status from ops.events e where e.id = $1', [rows[0]!.id])).rows[0]?.status ===
    'completed';
  await until('the worker handles the event', isDone, { every: 2, program: worker });
  return performance.now() - started;
}

async function bare(db: BenchDatabase, folder: string): Promise<number> {
  await db.admin.query(`select bench_bare.add_job('noop', '{}')`);
  const started = performance.now();
  await using worker = startProgram('bench/support/bare_worker.ts', [db.url], {}, folder);
  const isDone = async (): Promise<boolean> => (await db.admin.query('select from bench_bare._private_jobs')).rowCount === 0;
  await until('the bare worker runs its job', isDone, { every: 2, program: worker });
  return performance.now() - started;
}

export const startBench: Bench = {
  key: 'start',
  title: 'start to first job',
  async run({ runs, say }) {
    await using server = await benchServer();
    const db = await server.database();
    const utils = await makeWorkerUtils({ connectionString: db.url, schema: 'bench_bare' });
    await utils.migrate();
    await utils.release();
    // The first start reads every file from the disk; it is what nobody waits for twice.
    say(`first start of all: ${(await timed(() => own(db, server.folder))).toFixed(0)} ms (not counted)`);
    await bare(db, server.folder);
    const ownRuns: number[] = [];
    const bareRuns: number[] = [];
    for (let i = 0; i < runs; i++) {
      bareRuns.push(await bare(db, server.folder));
      ownRuns.push(await own(db, server.folder));
    }
    await db.drop();
    return {
      figures: [
        {
          key: 'start_to_first_job',
          what: 'start to first job (`mandor worker`)',
          unit: 'ms',
          runs: ownRuns,
          baseline: { what: 'bare graphile-worker process, no-op job', unit: 'ms', runs: bareRuns },
          target: under(1000, '< 1 s'),
        },
      ],
    };
  },
};
