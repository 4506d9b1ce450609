// A history of many lines takes minutes: anybody can see how far it is, and a process that is killed in the middle leaves
// nothing that counts. The next start says what it found and begins anew.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { before, test } from 'node:test';
import { ROOT } from '../support/harness.ts';
import { until } from '../worker/support/worker.ts';
import { kodemix, type Loader, lines, loader } from './load_fixture.ts';

const ROWS = 50_000;
let on: Loader;
before(async () => {
  on = await loader();
  await on.db.setClock('2026-02-09T05:00:00+07:00');
  assert.equal((await on.text('portal.kodemix', kodemix(100))).status, 'applied');
  const day = (i: number): string => `2025-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`;
  on.file(
    'history.csv',
    lines(
      'tanggal,nama_departemen,nomor_invoice,kode_produk,nama_barang,kuantitas,total_harga,nama_gudang',
      ...Array.from({ length: ROWS }, (_, i) => `${day(i)},Pusat,SI.${i},K${(i % 100) + 1},Sandal,2,2000,Gudang A`),
    ),
  );
});

const start = (): ChildProcess =>
  spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'load', 'raw.accurate_sales_ddd', 'history.csv', '--date', '2025-12-31'], {
    cwd: on.dir,
    env: { ...process.env, DATABASE_URL: on.db.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

interface Seen {
  load_id: string;
  status: string;
  rows_staged: string;
  progress_done: number;
  progress_total: number | null;
}
const newest = async (): Promise<Seen | undefined> =>
  (
    await on.db.sql<Seen>(
      'select h.load_id, h.status, h.rows_staged, h.progress_done, h.progress_total from raw.load_history h order by h.load_id desc limit 1',
    )
  )[0];

/** Kills the process when load_history shows that many rows; returns what it showed. */
async function killAt(rows: number): Promise<Seen> {
  const before = (await newest())?.load_id;
  const child = start();
  const ended = once(child, 'exit');
  for (const deadline = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 5))) {
    const seen = await newest();
    if (seen !== undefined && seen.load_id !== before && Number(seen.rows_staged) >= rows) {
      child.kill('SIGKILL');
      await ended;
      assert.equal(child.signalCode, 'SIGKILL', 'it had ended before it was killed');
      return seen;
    }
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`waited in vain for ${rows} rows: ${await text(child.stderr!)}`);
  }
}

test('killed while it copies and killed while it is applied: nothing counts, and the third start brings every line once', async () => {
  const broken = async () => (await on.db.sql(`select subject from ops.v_metric_loads_broken`)).map((row) => row.subject);
  const copying = await killAt(1);
  // Told to the owner of the data as soon as nobody is at work any more, which the session's end tells.
  await until('the broken load to be told', async () => ((await broken()).includes(copying.load_id) ? true : undefined));
  assert.deepEqual([copying.status, copying.progress_total], ['pulling', ROWS]);
  assert.equal(Number(copying.rows_staged), copying.progress_done);
  const applying = await killAt(ROWS);
  assert.equal(applying.progress_done, ROWS);
  const [nothing] = await on.db.sql(
    'select (select count(*) from raw.accurate_sales)::int as raw, (select count(*) from core.fact_sales)::int as core',
  );
  assert.deepEqual(nothing, { raw: 0, core: 0 });

  const child = start();
  await until('it to be begun again', async () => ((await broken()).length === 0 ? true : undefined));
  const [out, err] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')]);
  assert.equal(child.exitCode, 0, err);
  assert.match(out, /load \d+ accepted, 50,000 rows read, 50,000 in the table/);
  assert.match(
    err,
    new RegExp(`load ${applying.load_id} of the same day was broken off after 50,000 of 50,000 rows: they are thrown away`),
  );
  const [sum] = await on.db.sql(
    `select (select sum(a.kuantitas) from raw.accurate_sales a)::int as raw, (select sum(f.pairs_qty) from core.fact_sales f)::int as facts,
            (select sum(m.pairs_qty) from core.sales_monthly m)::int as months,
            (select sum(a.line_count) from core.agg_sales_daily a)::int as lines, (select count(*) from raw.staging_sales)::int as staged`,
  );
  assert.deepEqual(sum, { raw: 2 * ROWS, facts: 2 * ROWS, months: 2 * ROWS, lines: ROWS, staged: 0 });
  const states = await on.db.sql('select h.status, h.error_message from raw.load_history h order by h.load_id');
  assert.deepEqual(states.map((s) => s.status), ['failed', 'failed', 'accepted']); // biome-ignore format: one list
  assert.match(states[0].error_message, /Taken over by a new start/);
});
