// The report's view over a company's whole history. It reads aggregates, so what must not grow with the years is the
// number of rows that it touches: a tenth of the history is measured first, then all of it, on one server.
import { atMost, type Bench, median, timed, under } from './support/figure.ts';
import { addHistory, loadCompany } from './support/history.ts';
import { benchServer } from './support/server.ts';

export const controlStockBench: Bench = {
  key: 'control-stock',
  title: 'mart.v_control_stock over the whole history',
  async run({ runs, isQuick, say }) {
    const linesPerDay = isQuick ? 1000 : 5000;
    const [short, long] = [115, 1150];
    await using server = await benchServer({ max_wal_size: '4GB' });
    const db = await server.database();
    await loadCompany(db);
    const count = Math.max(runs * 4, 10);
    const measure = async () => {
      const client = await db.deployPool.connect();
      try {
        const view: number[] = [];
        const scan: number[] = [];
        let articles = 0;
        const once = async () => {
          articles = (await client.query('select * from mart.v_control_stock')).rows.length;
        };
        const base = () =>
          client.query(
            `select s.kode_mix, sum(s.pairs_qty) from core.agg_sales_daily s
              where s.tanggal > (select max(x.tanggal) from core.agg_sales_daily x) - 92 group by s.kode_mix`,
          );
        // The first calls of a session plan and fill the caches.
        await once();
        await base();
        for (let i = 0; i < count; i++) {
          scan.push(await timed(base));
          view.push(await timed(once));
        }
        return { view, scan, articles };
      } finally {
        client.release();
      }
    };
    const fill = async (from: number, to: number): Promise<void> => {
      const took = await timed(() => addHistory(db, { from, to, linesPerDay }));
      const { rows } = await db.admin.query(
        `select (select count(*) from core.fact_sales) as lines, (select count(*) from core.agg_sales_daily) as sold,
                (select count(*) from core.agg_stock_daily) as stock, (select count(*) from core.agg_stock_code) as codes,
                (select count(*) from raw.load_history) as loads`,
      );
      const { lines, sold, stock, codes, loads } = rows[0] as Record<string, string>;
      say(
        `${to} days: ${lines} lines, agg_sales_daily ${sold}, agg_stock_daily ${stock}, agg_stock_code ${codes}, load_history ${loads} (made in ${(took / 1000).toFixed(0)} s)`,
      );
    };
    await fill(0, short);
    const small = await measure();
    await fill(short, long);
    const large = await measure();
    const { rows: plan } = await db.deployPool.query<{ 'QUERY PLAN': string }>(
      'explain (analyze, buffers, timing off) select * from mart.v_control_stock',
    );
    await db.drop();
    const base = median(small.view);
    const lines = (linesPerDay * long) / 1e6;
    const note = isQuick ? { note: 'the target is for 5 M lines: run without --quick' } : {};
    return {
      figures: [
        {
          key: 'control_stock',
          what: `mart.v_control_stock, whole (${large.articles} articles), over ${lines} M sales lines`,
          unit: 'ms',
          runs: large.view,
          baseline: { what: "the window's sales summed per article, nothing else", unit: 'ms', runs: large.scan },
          target: under(60, '< 60 ms'),
          ...note,
        },
        {
          key: 'control_stock_history',
          what: `mart.v_control_stock with 10 × the history (${short} → ${long} days)`,
          unit: '×',
          runs: large.view.map((ms) => ms / base),
          baseline: { what: `the view over ${short} days`, unit: 'ms', runs: small.view },
          target: atMost(1.3, '≤ 1.3 ×'),
          ...note,
        },
      ],
      details: plan.map((row) => row['QUERY PLAN']).filter((line) => /^(Planning|Execution| {2}Buffers|Buffers)/.test(line)),
    };
  },
};
