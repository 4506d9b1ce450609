// Files of the ERP through the same checks and the same swap as a pull.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { before, beforeEach, test } from 'node:test';
import { loadFile } from '../../src/db/load/load.ts';
import { exitCode, outcomeText } from '../../src/db/load/outcome.ts';
import { kodemix, type Loader, lines, loader, said } from './load_fixture.ts';

let on: Loader;
before(async () => {
  on = await loader();
  await on.db.setClock('2026-02-09T05:00:00+07:00');
  assert.equal((await on.text('portal.kodemix', kodemix(100))).status, 'applied');
});

const SALES =
  'tanggal,nama_departemen,nama_pelanggan,nomor_invoice,kode_produk,nama_barang,satuan,kuantitas,harga_satuan,total_harga,nama_gudang';
const sale = (invoice: number, day: string, code = `K${(invoice % 100) + 1}`, quantity = '2'): string =>
  `${day},Pusat,UMUM,INV-${invoice},${code},Sandal,PASANG,${quantity},1000,2000,Gudang A`;
const day = (i: number): string => `2026-01-${String((i % 28) + 1).padStart(2, '0')}`;
const STOCK = 'kode_barang,nama_barang,nama_gudang,kuantitas,unit_price';
const stock = (n: number, quantity = 5): string[] => Array.from({ length: n }, (_, i) => `K${i + 1},Sandal,Gudang A,${quantity},1000`);

interface Picture {
  loads: string;
  staged: string;
  sales: string;
  stock: string;
  core: string;
}
const picture = async (): Promise<Picture> =>
  (
    await on.db.sql<Picture>(
      `select (select count(*) from raw.load_history) as loads,
              (select count(*) from raw.staging_sales) + (select count(*) from raw.staging_stock) as staged,
              (select coalesce(sum(kuantitas), 0) from raw.accurate_sales) as sales,
              (select coalesce(sum(kuantitas), 0) from raw.accurate_stock) as stock,
              (select count(*) from core.fact_sales) as core`,
    )
  )[0]!;
let untouched: Picture;
beforeEach(async () => {
  untouched = await picture();
});

test('sales are accepted: covers the days of the file, lines of one invoice and code are one row', async () => {
  const rows = Array.from({ length: 500 }, (_, i) => sale(i, day(i)));
  const outcome = await on.text('raw.accurate_sales_ddd', lines(SALES, ...rows, sale(0, day(0))), { date: '2026-01-31' });
  assert.equal(outcome.status, 'accepted', said(outcome).join());
  assert.deepEqual([outcome.covers_from, outcome.covers_to, outcome.snapshot_date], ['2026-01-01', '2026-01-28', '2026-01-31']);
  assert.deepEqual([outcome.rows, outcome.rows_loaded, exitCode(outcome)], [501, 500, 0]);
  const now = await picture();
  assert.deepEqual([Number(now.sales), now.staged], [1002, '0']);
  assert.ok(Number(now.core) > 0);
  assert.match(outcomeText(outcome)[0]!, /load \d+ accepted, 501 rows read, 500 in the table, 2026-01-01 to 2026-01-28 as of 2026-01-31/);
});

test('a stock file brings its day in snapshot_date; --date must agree; two days are refused', async () => {
  const withDay = (days: string[]): string =>
    lines(`${STOCK},snapshot_date`, ...stock(100).map((row, i) => `${row},${days[i % days.length]}`));
  const accepted = await on.text('raw.accurate_stock_ljbb', withDay(['2026-02-08']));
  assert.deepEqual([accepted.status, accepted.snapshot_date, accepted.rows_loaded], ['accepted', '2026-02-08', 100]);
  untouched = await picture();
  assert.match(
    said(await on.text('raw.accurate_stock_ljbb', withDay(['2026-02-08']), { date: '2026-02-07' }))[0]!,
    /the file is of 2026-02-08 and --date says 2026-02-07/,
  );
  assert.match(
    said(await on.text('raw.accurate_stock_ljbb', withDay(['2026-02-08', '2026-02-07'])))[0]!,
    /^line 3: the file holds the snapshots of several days/,
  );
  assert.match(said(await on.text('raw.accurate_stock_ljbb', lines(STOCK, ...stock(3))))[0]!, /no snapshot_date column/);
  assert.match(said(await on.text('raw.accurate_stock_ljbb', lines(STOCK, ...stock(3)), { date: '2026-02-30' }))[0]!, /is no day/);
  assert.match(
    said(await on.text('raw.accurate_stock_ljbb', lines(STOCK, ...stock(3)), { date: '2026-02-08', mode: 'replace' }))[0]!,
    /has no modes/,
  );
  assert.deepEqual(await picture(), untouched);
});

test('a day that has not come is refused', async () => {
  const outcome = await on.text('raw.accurate_stock_ddd', lines(STOCK, ...stock(5)), { date: '2026-02-10' });
  assert.equal(outcome.status, 'refused');
  assert.match(said(outcome)[0]!, /that day has not come yet/);
  assert.deepEqual(await picture(), untouched);
});

test('unmapped codes quarantine a stock file: the rows are set aside, the failed check is told, exit code 3', async () => {
  const rows = [...stock(90), ...Array.from({ length: 10 }, (_, i) => `ASING${i},Baru,Gudang A,1,1`)];
  const outcome = await on.text('raw.accurate_stock_mbb', lines(STOCK, ...rows), { date: '2026-02-08' });
  assert.deepEqual([outcome.status, outcome.rows_loaded, exitCode(outcome)], ['quarantined', 0, 3]);
  assert.deepEqual(
    outcome.checks.filter((c) => !c.passed && c.severity === 'block').map((c) => c.check),
    ['unmapped_share'],
  );
  assert.ok(outcomeText(outcome).some((line) => line.includes('block: unmapped_share:')));
  assert.equal((await picture()).stock, untouched.stock);
});

test('a dry run says what would happen and writes nothing', async () => {
  const good = await on.text('raw.accurate_stock_ubb', lines(STOCK, ...stock(50)), { date: '2026-02-08', dryRun: true });
  assert.deepEqual([good.status, good.would_be, good.rows_loaded, good.load_id, exitCode(good)], ['dry_run', 'accepted', 50, null, 0]);
  const bad = await on.text('raw.accurate_stock_ubb', lines(STOCK, ...stock(5), 'ASING,Baru,Gudang A,1,1'), {
    date: '2026-02-08',
    dryRun: true,
  });
  assert.deepEqual([bad.would_be, exitCode(bad)], ['quarantined', 3]);
  assert.deepEqual(await picture(), untouched);
});

test('a load whose session is killed in the middle leaves nothing half, and the next one starts clean', async () => {
  const path = on.file('killed.csv', lines(SALES, ...Array.from({ length: 60_000 }, (_, i) => sale(10_000 + i, day(i)))));
  const pool = on.db.pool('mandor_deploy', { max: 2 });
  const killer = on.db.admin;
  let killed = 0;
  const kills: Promise<unknown>[] = [];
  const broken = loadFile({
    pool,
    table: 'raw.accurate_sales_mbb',
    file: path,
    options: { date: '2026-01-31' },
    onProgress: (p) => {
      // In its second page, whichever of the pool's sessions does the work; between two statements it is missed and tried again.
      if (p.phase === 'copy' && p.rows > 40_000 && killed === 0)
        kills.push(
          killer
            .query(
              `select pg_terminate_backend(a.pid) from pg_stat_activity a
                where a.datname = current_database() and a.query ilike 'copy raw.staging_sales%' and a.state <> 'idle'`,
            )
            .then(({ rowCount }) => (killed += rowCount ?? 0)),
        );
    },
  });
  await assert.rejects(broken);
  await Promise.all(kills);
  assert.ok(killed > 0);
  // Others could see it, page by page: it is there, with the reason why it ended.
  assert.deepEqual(await picture(), { ...untouched, loads: String(Number(untouched.loads) + 1) });
  const [failed] = await on.db.sql(
    `select h.status, h.error_message, h.progress_total from raw.load_history h order by h.load_id desc limit 1`,
  );
  assert.deepEqual([failed.status, failed.progress_total], ['failed', 60_000]);
  assert.ok(failed.error_message.length > 10, failed.error_message);
  const again = await on.load('raw.accurate_sales_mbb', path, { date: '2026-01-31' });
  assert.deepEqual([again.status, again.rows_loaded], ['accepted', 60_000]);
  assert.equal((await picture()).staged, untouched.staged);
});

test('two loads of one partition at once: the second waits, and takes the place of the first', async () => {
  const a = lines(SALES, ...Array.from({ length: 300 }, (_, i) => sale(i, day(i), 'K1', '1')));
  const b = lines(SALES, ...Array.from({ length: 300 }, (_, i) => sale(i, day(i), 'K1', '3')));
  const both = await Promise.all([
    on.text('raw.accurate_sales_ubb', a, { date: '2026-01-31' }),
    on.text('raw.accurate_sales_ubb', b, { date: '2026-01-31' }),
  ]);
  assert.deepEqual(
    both.map((o) => o.status),
    ['accepted', 'accepted'],
  );
  const [sum] = await on.db.sql<{ n: string; loads: string }>(
    `select sum(kuantitas) as n, count(distinct load_id) as loads from raw.accurate_sales_ubb`,
  );
  assert.ok(sum!.n === '300' || sum!.n === '900', `rows of both loads are mixed: ${sum!.n}`);
  assert.equal(sum!.loads, '1');
});

test('a file of 200,000 lines takes flat memory', async (t) => {
  const { createWriteStream } = await import('node:fs');
  const path = `${on.dir}/large.csv`;
  const out = createWriteStream(path);
  out.write(`${SALES}\n`);
  for (let i = 0; i < 200_000; i += 1000) {
    let text = '';
    for (let j = i; j < i + 1000; j++) text += `${sale(j, day(j))}\n`;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  globalThis.gc?.();
  const rss = process.memoryUsage.rss();
  const outcome = await on.load('raw.accurate_sales_ddd', path, { date: '2026-02-01' });
  t.diagnostic(`200,000 lines in ${outcome.seconds} s, RSS ${Math.round(rss / 1024 / 1024)} MB before, ${outcome.peak_rss_mb} MB at most`);
  assert.equal(outcome.status, 'accepted', said(outcome).join());
  assert.ok(outcome.peak_rss_mb * 1024 * 1024 - rss < 100 * 1024 * 1024);
});
