// Till against ERP, and the mix of channels: the generated company's files and orders, compared with sums made here.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { createGineeClient } from '../../../src/connectors/ginee/client.ts';
import { judge } from '../../../src/connectors/ginee/errors.ts';
import { runOrders } from '../../../src/db/ginee.ts';
import { loadFile } from '../../../src/db/load/load.ts';
import { onlineOrders, startSandbox, writeReferenceData, writeSalesHistory, writeTillExport } from '../../../src/sandbox/index.ts';
import { testDatabase } from '../../support/harness.ts';
import { newWorker } from '../ops/support/race.ts';

const db = await testDatabase();
const sandbox = await startSandbox({ seed: 11, endDate: '2026-02-08' });
const company = sandbox.company!;
const dir = mkdtempSync(join(tmpdir(), 'mandor-channels-'));
after(async () => {
  await sandbox.stop();
  rmSync(dir, { recursive: true, force: true });
});
const RANGE = { from: '2026-01-10', to: '2026-02-08' };
type Row = Record<string, string>;
const read = (file: string): Row[] => parse(readFileSync(file), { columns: true }) as Row[];
const number = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''));
let till: string;
let erp: string[];

before(async () => {
  await db.setClock('2026-02-09T01:00:00+07:00');
  await writeReferenceData(company, dir);
  for (const table of ['store', 'warehouse', 'kodemix']) {
    const outcome = await loadFile({ pool: db.deployPool, table: `portal.${table}`, file: join(dir, `${table}.csv`) });
    assert.equal(outcome.status, 'applied');
  }
  // Lines without a warehouse find their shop by the department's name.
  await db.sql(
    `insert into portal.name_alias (source, name, canonical_name) select 'accurate', upper(s.name), s.store_code from portal.store s`,
  );
  erp = await writeSalesHistory(company, dir, RANGE);
  for (const file of erp) {
    const table = `raw.${file.slice(file.lastIndexOf('/') + 1, -'.csv'.length)}`;
    assert.equal((await loadFile({ pool: db.deployPool, table, file, options: { date: RANGE.to } })).status, 'accepted');
  }
  till = await writeTillExport(company, dir, RANGE);
});

test('the export has its 39 columns, and is loaded as it is', async () => {
  const outcome = await loadFile({ pool: db.deployPool, table: 'raw.iseller_sales', file: till });
  assert.equal(outcome.status, 'accepted', JSON.stringify(outcome.problems));
  assert.equal(Object.keys(read(till)[0] as Row).length, 40, 'a running number, and 39 columns');
  assert.deepEqual([outcome.covers_from, outcome.covers_to], [RANGE.from, RANGE.to]);
  assert.equal(outcome.rows_loaded, read(till).length);
  // New shoes that nobody has mapped yet are told, as everywhere; nothing else fails.
  assert.deepEqual(
    outcome.checks
      .filter((c) => !c.passed && c.severity !== 'note')
      .map((c) => c.check)
      .filter((c) => c !== 'unmapped_share'),
    [],
  );
});

test('each shop and day: pairs and amount of the till beside the ERP’s, and a sentence', async (t) => {
  const sums = new Map<string, { pos: number; posAmount: number; erp: number; erpAmount: number }>();
  const at = (shop: string, day: string) => {
    const key = `${shop} ${day}`;
    const sum = sums.get(key) ?? { pos: 0, posAmount: 0, erp: 0, erpAmount: 0 };
    sums.set(key, sum);
    return sum;
  };
  for (const row of read(till)) {
    if (row.Status === 'void') continue;
    const sum = at(row['Outlet Code'] as string, (row['Order Date'] as string).slice(0, 10));
    sum.pos += number(row.Quantity);
    sum.posAmount += number(row.Total);
  }
  const byName = new Map(company.stores.map((store) => [store.name.toUpperCase(), store.code]));
  for (const row of erp.flatMap(read)) {
    const shop = byName.get((row.nama_departemen as string).toUpperCase());
    if (shop === undefined) continue;
    const sum = at(shop, row.tanggal as string);
    sum.erp += Number(row.kuantitas);
    sum.erpAmount += Number(row.total_harga);
  }
  const rows = await db.sql<Record<string, string>>(
    `select r.store_code, r.tanggal, r.pos_pairs, r.pos_amount, r.erp_pairs, r.erp_amount, r.state, r.sentence from mart.v_pos_reconciliation r`,
  );
  assert.equal(rows.length, sums.size);
  const states: Record<string, number> = {};
  for (const row of rows) {
    const sum = sums.get(`${row.store_code} ${row.tanggal}`)!;
    assert.deepEqual(
      [row.pos_pairs, row.pos_amount, row.erp_pairs, row.erp_amount].map(Number),
      [sum.pos, sum.posAmount, sum.erp, sum.erpAmount],
      `${row.store_code} ${row.tanggal}`,
    );
    const differs = sum.pos !== sum.erp || Math.abs(sum.posAmount - sum.erpAmount) > 1000;
    assert.equal(row.state !== 'match', differs, `${row.state}: ${row.sentence}`);
    states[row.state as string] = (states[row.state as string] ?? 0) + 1;
  }
  t.diagnostic(`shops and days: ${JSON.stringify(states)}`);
  assert.ok((states.match ?? 0) > 100 && (states.differs ?? 0) > 0, JSON.stringify(states));
  const wrong = rows.find((row) => row.state === 'differs')!;
  assert.match(
    wrong.sentence as string,
    /^Toko .+, \d+ (Jan|Feb) 2026: kasir [\d.-]+ pasang \(Rp [\d.-]+\), ERP [\d.-]+ pasang \(Rp [\d.-]+\), selisih/,
  );
  const findings = await db.sql<Record<string, string>>(
    `select f.finding, f.subject, f.detail from mart.v_finding_pos f where f.severity = 'warn'`,
  );
  assert.equal(findings.length, rows.filter((row) => ['differs', 'no_erp', 'no_pos'].includes(row.state as string)).length);
  assert.ok(findings.some((one) => one.subject === `${wrong.store_code} ${wrong.tanggal}` && one.detail === wrong.sentence));
});

test('a tolerance is a row; a day that the ERP has not wholly delivered is not judged; an unknown shop is a finding', async () => {
  await db.sql(`update ops.settings set value = '100000' where key = 'pos.tolerance_pairs'`);
  await db.sql(`update ops.settings set value = '1000000000' where key = 'pos.tolerance_amount'`);
  const [{ n }] = await db.sql(`select count(*)::int as n from mart.v_pos_reconciliation r where r.state = 'differs'`);
  assert.equal(n, 0);
  await db.sql(`update ops.settings set value = null where key like 'pos.tolerance%'`);
  const file = join(dir, 'later.csv');
  writeFileSync(
    file,
    'Outlet,Order No,Order Date,SKU,Qty,Total\nToko Melati 01,X1,2026-02-09 00:10:00,K1,1,1000\nPameran,X2,2026-02-09 00:10:00,K1,1,1000\n',
  );
  assert.equal((await loadFile({ pool: db.deployPool, table: 'raw.iseller_sales', file })).status, 'accepted');
  const [open] = await db.sql(`select r.state, r.sentence from mart.v_pos_reconciliation r where r.tanggal = '2026-02-09'`);
  assert.equal(open?.state, 'erp_open');
  const [unknown] = await db.sql(`select f.detail from mart.v_finding_pos f where f.finding = 'pos_unknown_store'`);
  assert.match(unknown?.detail, /"Pameran" belum dikenal: 1 baris/);
  // Mapped afterwards, it is compared at once: nothing is loaded again.
  await db.sql(`insert into portal.name_alias (source, name, canonical_name) values ('iseller', ' pameran ', 'ST002')`);
  assert.deepEqual(await db.sql(`select r.store_code from mart.v_pos_reconciliation r where r.tanggal = '2026-02-09' order by 1`), [
    { store_code: 'ST001' },
    { store_code: 'ST002' },
  ]);
});

test('the mix: shops from the ERP, marketplaces from their orders, nothing twice', async () => {
  const [run] = await (async () => {
    const worker = await newWorker(db);
    await db.sql(`update ops.job_definitions set is_enabled = true where key like 'channel.%'`);
    const [{ id }] = await db.sql(`select ops.occurrence_open('channel.ginee_hourly', '2026-02-09') as id`);
    return db.sql('select s.run_token from ops.occurrence_start($1, $2) s', id, worker);
  })();
  const { url: apiUrl, accessKey, secretKey } = sandbox.ginee;
  const source = createGineeClient({
    apiUrl,
    accessKey,
    secretKey,
    country: 'ID',
    take: async (n) => Array.from({ length: n }, () => new Date()),
  });
  assert.equal(await runOrders(db.pool('mandor_worker'), run.run_token, () => source, judge, new AbortController().signal), 'done');

  // An order that lived through 30 days of sandbox and is paid or on its way by the evening of 8 February.
  const names: Record<string, string> = { SHOPEE_ID: 'Shopee', TOKOPEDIA_ID: 'Tokopedia', LAZADA_ID: 'Lazada', TIKTOK_ID: 'TikTok' };
  const now = Date.parse('2026-02-08T17:00:00Z');
  const wanted = new Map<string, [number, number, number]>();
  const add = (channel: string, orders: number, pairs: number, amount: number): void => {
    const sum = wanted.get(channel) ?? [0, 0, 0];
    wanted.set(channel, [sum[0] + orders, sum[1] + pairs, sum[2] + amount]);
  };
  for (let day = 1; day <= 8; day++)
    for (const order of onlineOrders(company, `2026-02-0${day}`)) {
      const status = order.life.filter((step) => step.at <= now).at(-1)?.status ?? '';
      if (['READY_TO_SHIP', 'SHIPPING', 'DELIVERED'].includes(status))
        add(
          names[order.channel] as string,
          1,
          order.items.reduce((sum, item) => sum + item.quantity, 0),
          order.total,
        );
    }
  const invoices = new Map<string, Set<string>>();
  for (const file of erp)
    for (const row of read(file).filter((one) => (one.tanggal as string) >= '2026-02-01')) {
      const channel = row.nama_departemen === 'PENJUALAN ONLINE' ? 'ERP tanpa toko' : 'Toko';
      add(channel, 0, Number(row.kuantitas), Number(row.total_harga));
      if (Number(row.kuantitas) > 0) invoices.set(channel, (invoices.get(channel) ?? new Set()).add(`${file} ${row.nomor_invoice}`));
    }
  for (const [channel, numbers] of invoices) add(channel, numbers.size, 0, 0);

  const mix = await db.sql<Record<string, string>>(`select * from mart.channel_mix('2026-02-01', '2026-02-08')`);
  const months = mix.filter((row) => row.grain === 'month');
  assert.deepEqual(
    new Map(months.map((row) => [row.channel, [row.orders, row.pairs_qty, row.total_amount].map(Number)])),
    wanted as Map<unknown, unknown>,
  );
  const inMix = months.filter((row) => row.is_in_mix as unknown);
  const total = inMix.reduce((sum, row) => sum + Number(row.total_amount), 0);
  assert.ok(inMix.length === 5 && !inMix.some((row) => row.channel === 'ERP tanpa toko'));
  for (const row of inMix) assert.ok(Math.abs(Number(row.share_pct) - (Number(row.total_amount) * 100) / total) < 0.01);
  assert.equal(months.find((row) => row.channel === 'ERP tanpa toko')?.share_pct, null);

  // Days add up to their month.
  const days = mix.filter((row) => row.grain === 'day');
  for (const row of months)
    assert.equal(
      days.filter((one) => one.channel === row.channel).reduce((sum, one) => sum + Number(one.total_amount), 0),
      Number(row.total_amount),
    );
  const view = await db.sql<Record<string, string>>(
    `select * from mart.v_channel_mix v where v.grain = 'month' and v.period_on = '2026-02-01'`,
  );
  assert.equal(view.length, months.length);
});

test('an analyst and the console read all of it', async () => {
  for (const role of ['mandor_analyst', 'mandor_console'])
    await db.as(role, async (session) => {
      // The view's months follow the clock, which only test sessions can move.
      await session.query('select * from mart.v_channel_mix');
      for (const from of ['v_pos_reconciliation', 'v_finding_pos', `channel_mix('2026-02-01', '2026-02-08')`])
        assert.ok((await session.query(`select count(*)::int as n from mart.${from}`)).rows[0].n > 0, `${role} ${from}`);
    });
});
