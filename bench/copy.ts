// `mandor load` of sales against a bare COPY of the same lines into the same indexed table. Between the two lie the
// checks of every cell, staging, validation, the swap and the whole of core: that is what the ratio is about.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { loadFile } from '../src/db/load/load.ts';
import { atMost, type Bench, median, timed } from './support/figure.ts';
import { bareColumns, loadSalesReference, writeSalesFiles } from './support/sales.ts';
import { type BenchDatabase, benchServer } from './support/server.ts';

const DAY = '2026-02-08';

async function bareCopy(db: BenchDatabase, file: string): Promise<number> {
  // The table's foreign key asks for a load; it is the only row that the bare copy needs.
  await db.admin.query(
    `insert into raw.load_history (load_id, source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to)
     overriding system value values (1, 'accurate', 'sales', 'csv', 'DDD', $1, $1, $1, $1)`,
    [DAY],
  );
  const client = await db.admin.connect();
  try {
    return await timed(() =>
      pipeline(
        createReadStream(file),
        client.query(copyFrom(`copy raw.accurate_sales_ddd (${bareColumns}) from stdin with (format csv, header)`)),
      ),
    );
  } finally {
    client.release();
  }
}

interface Profile {
  readonly total: number;
  readonly parts: ReadonlyMap<string, number>;
}

async function load(db: BenchDatabase, file: string, lines: number): Promise<Profile> {
  const parts = new Map<string, number>();
  const started = performance.now();
  let phase: string | undefined;
  let since = started;
  const enter = (next: string | undefined): void => {
    const now = performance.now();
    if (phase !== undefined) parts.set(phase, (parts.get(phase) ?? 0) + now - since);
    phase = next;
    since = now;
  };
  const names = {
    check: 'client: read and check the file',
    copy: 'client and server: read again, copy to staging',
    apply: 'server: load_finish and commit',
  };
  enter(names.check);
  const outcome = await loadFile({
    pool: db.deployPool,
    table: 'raw.accurate_sales_ddd',
    file,
    options: { date: DAY },
    onProgress: (progress) => phase !== names[progress.phase] && enter(names[progress.phase]),
  });
  enter(undefined);
  const total = performance.now() - started;
  if (outcome.status !== 'accepted' || outcome.rows_loaded !== lines)
    throw new Error(
      `the load is ${outcome.status} with ${outcome.rows_loaded} rows: ${outcome.problems[0]?.message ?? outcome.hint ?? ''}`,
    );
  // Times inside of a function come from the server's own counters (track_functions = pl); SQL functions are part of their callers.
  await db.deployPool.query('select pg_stat_force_next_flush()').catch(() => undefined);
  const { rows } = await db.admin.query<{ name: string; ms: number }>(
    `select f.schemaname || '.' || f.funcname as name, f.self_time as ms from pg_stat_user_functions f
      where f.schemaname in ('raw', 'core') and f.self_time >= 1 order by f.self_time desc`,
  );
  for (const { name, ms } of rows) parts.set(`  ${name}`, ms);
  return { total, parts };
}

function profileText(profiles: readonly Profile[]): string[] {
  const total = median(profiles.map((p) => p.total));
  const names = [...new Set(profiles.flatMap((p) => [...p.parts.keys()]))];
  const line = (name: string, ms: number): string =>
    `${name.padEnd(52)} ${ms.toFixed(0).padStart(8)} ms ${((100 * ms) / total).toFixed(0).padStart(4)} %`;
  return [
    'where the time of the load goes (medians; indented: inside of load_finish, each without what it calls):',
    ...names.map((name) => line(name, median(profiles.map((p) => p.parts.get(name) ?? 0)))),
    line('whole', total),
  ];
}

export const copyBench: Bench = {
  key: 'copy',
  title: 'load of sales lines from CSV against a bare COPY',
  async run({ runs, isFull, isQuick, say }) {
    const lines = isFull ? 1_000_000 : isQuick ? 50_000 : 100_000;
    const count = isFull ? Math.min(runs, 3) : runs;
    await using server = await benchServer({ track_functions: 'pl' });
    const files = await writeSalesFiles(server.folder, { lines, lastDay: DAY, days: 92 });
    say(`${lines.toLocaleString('en-US')} lines, ${(files.bytes / 1e6).toFixed(0)} MB of CSV, 92 days, 5,464 codes`);
    const ratios: number[] = [];
    const bare: number[] = [];
    const profiles: Profile[] = [];
    for (let i = 0; i < count; i++) {
      const first = await server.database();
      bare.push((await bareCopy(first, files.bare)) / 1000);
      await first.drop();
      const second = await server.database();
      await loadSalesReference(second.deployPool);
      await second.admin.query('checkpoint');
      const profile = await load(second, files.load, lines);
      await second.drop();
      profiles.push(profile);
      ratios.push(profile.total / 1000 / bare[i]!);
      say(`run ${i + 1}: COPY ${bare[i]!.toFixed(2)} s, load ${(profile.total / 1000).toFixed(2)} s, ${ratios[i]!.toFixed(2)} ×`);
    }
    return {
      figures: [
        {
          key: 'load_against_copy',
          what: `load of ${lines.toLocaleString('en-US')} sales lines, validated, core up to date`,
          unit: '×',
          runs: ratios,
          baseline: { what: 'bare COPY into the same indexed table', unit: 's', runs: bare },
          target: atMost(4, '≤ 4 × at 1,000,000'),
          ...(isFull ? {} : { note: 'the target is for 1,000,000: --full' }),
        },
      ],
      details: profileText(profiles),
    };
  },
};
