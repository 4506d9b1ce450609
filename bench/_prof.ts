import { loadFile } from '../src/db/load/load.ts';
import { openPool } from '../src/db/pool.ts';
const [url = '', file = ''] = process.argv.slice(2);
const pool = openPool(url, 'mandor_deploy', { max: 2, statementTimeout: 0 });
const t = performance.now();
const o = await loadFile({ pool, table: 'raw.accurate_sales_ddd', file, options: { date: '2026-02-08' } });
console.log(o.status, o.rows_loaded, Math.round(performance.now() - t));
await pool.end();
