// One business day of the sandbox's company, computed by a process of its own, so that TZ decides its time zone from the
// first instruction on: `node figures_of_day.ts <DATABASE_URL of an empty database>` prints the frozen figures.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadHistory, loadReference } from '../../src/cli/demo/company.ts';
import { startWorker } from '../../src/cli/start-worker.ts';
import { loadConfig } from '../../src/config.ts';
import { deploy } from '../../src/db/deploy.ts';
import { openPool } from '../../src/db/pool.ts';
import { setAccurateRate } from '../../src/db/rate.ts';
import { silentLog } from '../../src/log.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { ROOT } from './template.ts';

const DAY = '2026-03-01';
const KEYS = ['stock.ddd', 'stock.ljbb', 'stock.mbb', 'stock.ubb', 'sales.ddd', 'sales.mbb', 'sales.ubb', 'report.control_stock'];

const [url = ''] = process.argv.slice(2);
await deploy({ url, root: ROOT, kind: 'test' });
const pool = openPool(url, 'mandor_deploy');
const sandbox = await startSandbox({ seed: 9, size: 'S', endDate: DAY, rate: 2000 });
const dir = mkdtempSync(join(tmpdir(), 'mandor-figures-'));
// Just after midnight in Jakarta, which is still the day before in New York and in UTC: a mistake of a zone moves the day.
await pool.query('select util.clock_set($1)', ['2026-03-02T00:05:00+07:00']);
await setAccurateRate(pool, 2000);
await loadReference(pool, sandbox, dir);
await loadHistory(pool, sandbox, dir, { from: '2025-11-24', to: '2026-02-28' });
const worker = await startWorker({ url, config: loadConfig({ ...sandbox.env }), log: silentLog });
const ids: string[] = [];
for (const key of KEYS) ids.push((await pool.query('select ops.occurrence_open($1, $2) as id', [key, DAY])).rows[0].id);
for (const deadline = Date.now() + 60_000; ; await sleep(50)) {
  const { rows } = await pool.query('select o.definition_key, o.status, o.error from ops.occurrences o where o.id = any ($1)', [ids]);
  if (rows.every((row) => row.status === 'done')) break;
  if (Date.now() > deadline || rows.some((row) => row.status === 'failed')) throw new Error(JSON.stringify(rows));
}
const { rows } = await pool.query(
  `select r.figures::text as figures, r.result::text as result, r.figures_hash as hash from ops.work_item_revisions r join ops.work_items w on w.id = r.work_item_id where w.business_date = $1`,
  [DAY],
);
const zone = `${process.env.TZ} = ${Intl.DateTimeFormat().resolvedOptions().timeZone}, ${new Date('2026-03-01T17:05:00Z').toString()}`;
process.stdout.write(JSON.stringify({ zone, ...rows[0] }));
await worker.stop();
await pool.end();
await sandbox.stop();
rmSync(dir, { recursive: true, force: true });
