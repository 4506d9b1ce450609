// The cross-check of a Control Stock of full size: each of 5,464 codes in each of 326 warehouses, four companies, 115 days of
// sales, the newest of them pulled day by day. Each check is timed by itself; a load that comes while all of them run says
// whether a cross-check holds anybody up.
import { type Bench, median, timed, under } from './support/figure.ts';
import { bringStock, DAY, fillRaw } from './support/raw.ts';
import { benchServer } from './support/server.ts';

const CHECKS = ['frozen', 'loads', 'stock', 'sales', 'sums', 'words', 'core', 'upkeep', 'mapping'] as const;

export const crossCheckBench: Bench = {
  key: 'cross_check',
  title: 'The cross-check of a report of full size',
  async run({ runs, isQuick, say }) {
    const size = isQuick
      ? { codes: 600, warehouses: 40, days: 115, linesPerDay: 300, pulledDays: 4 }
      : { codes: 5464, warehouses: 326, days: 115, linesPerDay: 2000, pulledDays: 7 };
    await using server = await benchServer({ max_wal_size: '4GB' });
    const db = await server.database();
    const one = async (text: string, ...values: unknown[]) => (await db.deployPool.query(text, values)).rows[0];
    const filled = await timed(() => fillRaw(db, size));
    const counts = await one(
      'select (select count(*) from raw.accurate_stock) as stock, (select count(*) from raw.accurate_sales) as sales',
    );
    say(`${counts.stock} balances and ${counts.sales} lines in raw (made in ${(filled / 1000).toFixed(0)} s)`);

    const worker = (await one(`select ops.worker_register('bench', 'bench', 1) as id`)).id;
    await one(`update ops.job_definitions set needs = '{}' where key = 'report.control_stock'`);
    await one(`select ops.occurrence_open('report.control_stock', $1)`, DAY);
    const { id: item } = await one(`select max(w.id) as id from ops.work_items w where w.definition_key = 'report.control_stock'`);
    const { run_token: token } = await one('select s.run_token from ops.work_item_start($1, $2) s', item, worker);
    const frozen = await timed(() => one('select mart.report_freeze($1)', token));
    const { bytes } = await one('select pg_column_size(b.basis) as bytes from ops.report_bases b');
    say(
      `the report is frozen in ${(frozen / 1000).toFixed(1)} s; the mapping that is kept with it takes ${(Number(bytes) / 1024).toFixed(0)} kB`,
    );

    const parts: string[] = [];
    for (const check of CHECKS) {
      const took = await timed(() => one(`select ops.cross_check_${check}($1, 1)`, item));
      parts.push(`${check} ${(took / 1000).toFixed(1)} s`);
    }
    say(parts.join(', '));

    // The next day's stock of the smallest company, over and over: a load a second or so.
    const small = { ...size, codes: Math.ceil(size.codes / 10) };
    const pull = (): Promise<number> => timed(() => bringStock(db, 'UBB', '2026-02-09', small));
    await db.deployPool.query(`select util.clock_set('2026-02-10T05:00:00+07')`);
    await pull();
    const whole: number[] = [];
    const alone: number[] = [];
    const beside: number[] = [];
    for (let i = 0; i < Math.min(runs, 3); i++) {
      const opened = await one(
        `select ops.occurrence_open('overseer.cross_check', $1, $2) as id`,
        DAY,
        JSON.stringify({ work_item: Number(item) }),
      );
      const run = await one('select s.run_token from ops.occurrence_start($1, $2) s', opened.id, worker);
      await one('select ops.cross_check_begin($1)', run.run_token);
      alone.push(await pull());
      let isOver = false;
      const checking = timed(() => one('select ops.cross_check_finish($1)', run.run_token)).finally(() => {
        isOver = true;
      });
      while (!isOver) beside.push(await pull());
      whole.push((await checking) / 1000);
      const found = await one(
        'select c.status, c.compared_values::int as compared, c.differing_values::int as differing from ops.cross_checks c where c.occurrence_id = $1',
        opened.id,
      );
      if (found.status !== 'clean') throw new Error(`the cross-check of the bench found ${JSON.stringify(found)}`);
      if (i === 0) say(`${found.compared} values compared`);
    }
    say(
      `a load of ${Math.round((small.codes * size.warehouses) / 4)} balances: alone ${median(alone).toFixed(0)} ms, beside a cross-check ${median(beside).toFixed(0)} ms, at most ${Math.max(...beside).toFixed(0)} ms`,
    );
    const counted = await timed(() => one('select count(*), sum(kuantitas) from raw.accurate_stock'));
    await db.drop();
    return {
      figures: [
        {
          key: 'cross_check',
          what: `a whole cross-check of Control Stock (${(Number(counts.stock) / 1e6).toFixed(1)} M balances, ${(Number(counts.sales) / 1e6).toFixed(1)} M lines in raw), loads coming in beside it`,
          unit: 's',
          runs: whole,
          baseline: { what: 'its balances summed once', unit: 'ms', runs: [counted] },
          target: under(60, '< 60 s'),
          ...(isQuick ? { note: 'the target is for the full size: run without --quick' } : {}),
        },
      ],
    };
  },
};
