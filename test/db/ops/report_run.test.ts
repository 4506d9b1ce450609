// Reports by name: what the catalog promises holds, what is typed never becomes SQL, costs stay with those who may see them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClient } from '../../../src/db/pool.ts';
import { testDatabase } from '../../support/harness.ts';
import { codeOf } from './support/race.ts';
import { openReports, type Report, refusal } from './support/report_desk.ts';

const db = await testDatabase();
const { company, catalog } = await openReports(db);

type Ask = (key: string, filters?: object | string | null, limit?: number | null, recipient?: number | null) => Promise<Report>;
const ask: Ask = async (key, filters = {}, limit = 50, recipient = null) =>
  (await db.sql('select ops.report_run($1, $2, $3, $4) as r', key, JSON.stringify(filters), limit, recipient))[0].r;
const askAs = (role: string, ...[key, filters = {}, limit = 50, recipient = null]: Parameters<Ask>): Promise<Report> =>
  db.as(
    role,
    async (c) => (await c.query('select ops.report_run($1, $2, $3, $4) as r', [key, JSON.stringify(filters), limit, recipient])).rows[0].r,
  );

test('the catalog: every column, filter and order exists; every example is taken; every report runs', async () => {
  assert.deepEqual(
    ['ff_fb', 'kualitas_data', 'penjualan', 'po', 'risiko', 'stok', 'target'].filter((k) => !catalog.some((c) => c.key === k)),
    [],
  );
  for (const report of catalog) {
    const known = new Set(
      (await db.sql(`select attname from pg_attribute where attrelid = $1::regclass and attnum > 0`, report.view_name)).map(
        (r) => r.attname,
      ),
    );
    const named = [
      ...report.columns.map((c) => c.name),
      ...report.filters.map((f) => f.column),
      ...report.cost_columns,
      ...report.order_by.map((o) => o.replace(/ desc$/, '')),
    ];
    assert.deepEqual(
      named.filter((n) => !known.has(n)),
      [],
      report.key,
    );
    const all = await ask(report.key, {}, 10_000);
    assert.deepEqual(
      all.columns.map((c) => c.name),
      report.columns.map((c) => c.name),
      report.key,
    );
    assert.equal(all.rows.length, all.total);
    for (const f of report.filters) await ask(report.key, { [f.name]: f.example });
    await ask(report.key, Object.fromEntries(report.filters.map((f) => [f.name, f.example])));
    assert.equal(new Set(report.filters.map((f) => f.name)).size, report.filters.length);
    assert.ok(report.filters.every((f) => f.example !== '' && /^[a-z_]+$/.test(f.name)));
  }
});

test('filters filter: equal, at least, at most, contains; capitals and blanks do not matter', async () => {
  const all = (await ask('stok', {}, 10_000)).rows;
  const tier = all.find((r) => r.tier !== null)!.tier as number;
  const same = (found: Report, of: (r: Record<string, unknown>) => boolean): void =>
    assert.deepEqual(
      found.rows.map((r) => r.kode_mix),
      all.filter(of).map((r) => r.kode_mix),
    );
  same(await ask('stok', { tier }), (r) => r.tier === tier);
  same(await ask('stok', { tier: ` ${tier} ` }), (r) => r.tier === tier);
  same(await ask('stok', { artikel: 'm1' }), (r) => String(r.kode_mix).includes('M1'));
  same(await ask('stok', { status: 'must_po' }), (r) => r.flag === 'MUST_PO');
  same(await ask('stok', { bulan_maks: '1,5' }), (r) => r.months_of_cover !== null && Number(r.months_of_cover) <= 1.5);
  same(
    await ask('stok', { bulan_min: 1.5, tier }),
    (r) => r.tier === tier && r.months_of_cover !== null && Number(r.months_of_cover) >= 1.5,
  );
  same(await ask('stok', { artikel: '%' }), () => false);
  same(await ask('stok', { artikel: '_' }), () => false);
  assert.ok(all.some((r) => r.flag === 'MUST_PO') || all.length > 0);
});

test('defaults hold until something else filters their column', async () => {
  const yesterday = await ask('penjualan');
  assert.deepEqual(yesterday.filters, [{ name: 'tanggal', label: 'tanggal', operator: '=', value: '2026-02-28', is_default: true }]);
  assert.ok(yesterday.rows.every((r) => r.tanggal === '2026-02-28'));
  const sold = [...new Set(company.sales.map((s) => s.tanggal))].sort();
  const span = await ask('penjualan', { dari: sold[0], sampai: sold[2] }, 10_000);
  assert.deepEqual([...new Set(span.rows.map((r) => r.tanggal))], sold.slice(0, 3));
  assert.deepEqual(
    span.filters.map((f) => f.name),
    ['dari', 'sampai'],
  );
  assert.deepEqual((await ask('penjualan', { tanggal: 'Hari Ini' })).filters[0]!.value, '2026-03-01');
  assert.ok((await ask('target')).rows.every((r) => r.level === 'cabang'));
  assert.deepEqual(
    (await ask('target', { tingkat: 'semua' })).rows.map((r) => r.name),
    ['SEMUA'],
  );
  assert.deepEqual(
    (await ask('target', { toko: 'TANPA TOKO' })).rows.map((r) => r.level),
    (await ask('target', { toko: 'TANPA TOKO', tingkat: 'toko' })).rows.map(() => 'toko'),
  );
  const [shop] = (await ask('target', { tingkat: 'toko' })).rows;
  const { store_code: code } = (
    await db.sql(`select store_code from mart.v_sales_mtd_vs_target where level = 'toko' and name = $1`, shop!.name)
  )[0];
  assert.deepEqual((await ask('target', { toko: code })).rows, [shop]);
});

test('the limit cuts visibly, and is a number from 1 to 10000', async () => {
  const all = await ask('stok', {}, 10_000);
  const two = await ask('stok', {}, 2);
  assert.deepEqual(two.rows, all.rows.slice(0, 2));
  assert.deepEqual([two.total, two.is_cut, all.is_cut], [all.total, true, false]);
  for (const limit of [0, -1, 10_001, null]) assert.equal(await codeOf(ask('stok', {}, limit)), 'MD101');
});

test('what is wrong is refused with what would be right', async () => {
  const unknown = await refusal(ask('stock'));
  assert.deepEqual([unknown.code, /stok, target/.test(unknown.hint)], ['MD401', true]);
  const filter = await refusal(ask('stok', { tipe: 1 }));
  assert.deepEqual([filter.code, /tier=1, artikel=M1CA01/.test(filter.hint)], ['MD101', true]);
  for (const [key, filters, hint] of [
    ['stok', { tier: 'satu' }, /tier=1/],
    ['stok', { tier: '1.5' }, /whole number/],
    ['stok', { tier: '99999999999' }, /whole number/],
    ['stok', { bulan_maks: 'NaN' }, /bulan_maks=3/],
    ['stok', { bulan_maks: 'Infinity' }, /number/],
    ['stok', { terpetakan: 'mungkin' }, /ya or tidak/],
    ['penjualan', { tanggal: '2026-02-30' }, /YYYY-MM-DD/],
    ['penjualan', { tanggal: '01/02/2026' }, /kemarin/],
    ['penjualan', { tanggal: 'infinity' }, /kemarin/],
    ['penjualan', { tanggal: '' }, /kemarin/],
    ['penjualan', { cabang: null }, /200 characters/],
    ['penjualan', { cabang: ['BALI'] }, /200 characters/],
    ['penjualan', { cabang: { a: 1 } }, /200 characters/],
    ['penjualan', { cabang: 'x'.repeat(201) }, /200 characters/],
  ] as const) {
    const e = await refusal(ask(key, filters));
    assert.deepEqual([e.code, hint.test(e.hint)], ['MD101', true], `${JSON.stringify(filters)}: ${e.hint}`);
  }
  for (const filters of [[], 'tier=1', 3] as unknown as object[]) assert.equal(await codeOf(ask('stok', filters)), 'MD101');
});

const PAYLOADS = [
  `'; drop table ops.settings; --`,
  `1); delete from ops.data_findings; --`,
  `x' or '1'='1`,
  `" or true --`,
  `%' or 1=1 --`,
  `\\'; select pg_sleep(9); --`,
  `$1`,
  `%s %I %L %%`,
  `{"$ne": null}`,
  `mart.v_control_stock; update ops.settings set value = '0'`,
  `1 union select harga_beli from portal.hpprsp`,
  `\u2019 or 1=1`,
];

test('SQL in any field does nothing: name of the report, name of a filter, every value of every filter', async () => {
  const state = async (): Promise<string> =>
    JSON.stringify(
      await db.sql(
        `select (select count(*) from ops.settings where value is null) as s, (select count(*) from ops.data_findings) as f, (select count(*) from portal.hpprsp) as h`,
      ),
    );
  const before = await state();
  let tried = 0;
  const every = Number(process.env.MANDOR_DEPTH ?? 1) > 1 ? 1 : 3; // at depth 1 each filter meets a third of them
  for (const [p, payload] of PAYLOADS.entries()) {
    assert.equal(await codeOf(ask(payload)), 'MD401', payload);
    assert.equal(await codeOf(ask('stok', { [payload]: '1' })), 'MD101', payload);
    for (const report of catalog) {
      for (const [n, f] of report.filters.entries()) {
        if ((p + n) % every !== 0) continue;
        tried += 1;
        if (f.type === 'text')
          assert.deepEqual((await ask(report.key, { [f.name]: payload })).rows, [], `${report.key} ${f.name} ${payload}`);
        else assert.equal(await codeOf(ask(report.key, { [f.name]: payload })), 'MD101', `${report.key} ${f.name} ${payload}`);
      }
    }
  }
  assert.ok(tried > 100, String(tried));
  assert.equal(await state(), before);
});

test('not even a row of the catalog becomes SQL: names are checked and quoted', async () => {
  const row = (view: string, column: string, filter: object): Promise<unknown> =>
    db.sql(
      `insert into ops.report_catalog (key, title, description, view_name, columns, filters) values ('jahat', 'x', 'x', $1, $2, $3)`,
      view,
      JSON.stringify([{ name: column, label: 'x' }]),
      JSON.stringify([filter]),
    );
  const good = { name: 'a', column: 'flag', type: 'text', operator: '=', example: 'x' };
  for (const view of ['ops.settings', 'mart.v_control_stock; drop table x', 'pg_catalog.pg_authid', 'mart.v_a, ops.v_b', 'mart."v_x"'])
    assert.equal(await codeOf(row(view, 'flag', good)), '23514', view);
  for (const bad of [
    { ...good, operator: '= 1 or 1' },
    { ...good, type: 'regclass' },
    { name: 'a', type: 'text', operator: '=' },
  ])
    assert.equal(await codeOf(row('mart.v_control_stock', 'flag', bad)), '23514', JSON.stringify(bad));
  for (const column of ['flag from mart.v_control_stock; --', `(select harga_beli from portal.hpprsp limit 1)`]) {
    await row('mart.v_control_stock', column, { ...good, column });
    assert.equal(await codeOf(ask('jahat', {})), '42703', column);
    await db.sql(`update ops.report_catalog set columns = '[{"name": "flag", "label": "x"}]' where key = 'jahat'`);
    assert.equal(await codeOf(ask('jahat', { a: 'x' })), '42703', column);
    await db.sql(`delete from ops.report_catalog where key = 'jahat'`);
  }
});

test('cost columns: the analyst sees them, the console does not, nor by asking around them', async () => {
  const has = (r: Report): boolean => r.columns.some((c) => c.name === 'excess_value') && r.rows.every((x) => 'excess_value' in x);
  const hides = (r: Report): boolean => !JSON.stringify(r).includes('excess_value');
  assert.ok(has(await askAs('mandor_analyst', 'stok')));
  assert.ok(hides(await askAs('mandor_console', 'stok')));
  assert.ok(hides(await askAs('mandor_console', 'kedalaman')));
  assert.equal(await codeOf(askAs('mandor_console', 'stok', { nilai_min: 1 })), 'MD101');
  assert.ok((await askAs('mandor_analyst', 'stok', { nilai_min: 1 })).rows.every((r) => Number(r.excess_value) >= 1));
  // Not even the order gives it away.
  await db.sql(`update ops.report_catalog set order_by = '{excess_value desc,kode_mix}' where key = 'stok'`);
  const order = async (role: string): Promise<unknown[]> => (await askAs(role, 'stok', {}, 10_000)).rows.map((r) => r.kode_mix);
  const hidden = await order('mandor_console');
  const values = (await askAs('mandor_analyst', 'stok', {}, 10_000)).rows.flatMap((r) =>
    r.excess_value === null ? [] : [Number(r.excess_value)],
  );
  assert.ok(values.some((v) => v > 0));
  assert.deepEqual(
    values,
    [...values].sort((a, b) => b - a),
  );
  assert.deepEqual(hidden, [...hidden].sort());
  await db.sql(`update ops.report_catalog set order_by = '{tier,months_of_cover,kode_mix,is_mapped}' where key = 'stok'`);
});

test('who may ask: roles and recipients are rows; everybody else is told that there is no such report', async () => {
  await db.as('mandor_agent_stock', async (c) => assert.equal(await codeOf(c.query(`select ops.report_run('stok')`)), '42501'));
  assert.equal(await codeOf(askAs('mandor_worker', 'stok')), 'MD401', 'the intake by itself is nobody');
  await db.as('mandor_analyst', async (c) => {
    await c.query(`update ops.report_catalog set roles = '{mandor_analyst}' where key = 'po'`);
    assert.equal(await codeOf(c.query(`update ops.report_catalog set view_name = 'ops.v_settings' where key = 'po'`)), '42501');
    assert.equal(await codeOf(c.query(`update ops.report_catalog set cost_columns = '{}' where key = 'stok'`)), '42501');
  });
  const refused = await refusal(askAs('mandor_console', 'po'));
  assert.deepEqual([refused.code, refused.hint.includes('po,'), refused.hint.includes('stok')], ['MD401', false, true]);
  const list = (role: string, id: number | null = null): Promise<string[]> =>
    db.as(role, async (c) => (await c.query('select key from ops.report_list($1)', [id])).rows.map((r) => r.key));
  assert.ok(!(await list('mandor_console')).includes('po'));
  assert.ok((await list('mandor_analyst')).includes('po'));
  assert.deepEqual(await list('mandor_worker'), []);

  const recipient = async (key: string, seesCost: boolean): Promise<number> =>
    (
      await db.sql(
        `insert into ops.recipients (key, channel, address, sees_cost) values ($1, 'telegram', $2, $3) returning id`,
        key,
        `-${key.length}${seesCost}`,
        seesCost,
      )
    )[0].id;
  const [sees, seesNot, other] = [
    await recipient('report.on_demand', true),
    await recipient('report.on_demand', false),
    await recipient('alerts.x', true),
  ];
  assert.ok('excess_value' in (await askAs('mandor_worker', 'stok', {}, 5, sees)).rows[0]!);
  assert.ok(!('excess_value' in (await askAs('mandor_worker', 'stok', {}, 5, seesNot)).rows[0]!));
  assert.equal(await codeOf(askAs('mandor_worker', 'stok', {}, 5, other)), 'MD401');
  assert.equal(await codeOf(askAs('mandor_analyst', 'stok', {}, 5, sees)), 'MD401', 'the analyst is no intake');
  assert.ok((await list('mandor_worker', sees)).includes('stok'));
  await db.sql('update ops.recipients set is_active = false where id = $1', sees);
  assert.equal(await codeOf(askAs('mandor_worker', 'stok', {}, 5, sees)), 'MD401');
  await db.sql(`update ops.report_catalog set is_enabled = false where key = 'risiko'`);
  assert.equal(await codeOf(ask('risiko')), 'MD401');
  await db.sql(`update ops.report_catalog set is_enabled = true where key = 'risiko'`);
});

test('v_depth_alert: urgency as in the report, overstock by pairs and by money, nothing before three months of sales', async () => {
  const all = (await db.sql('select * from mart.v_control_stock')) as Record<string, string | null>[];
  const order = (flag: string, by: (r: (typeof all)[number]) => number[]): string[] =>
    all
      .filter((r) => r.flag === flag)
      .map((r) => ({ code: r.kode_mix!, by: by(r) }))
      .sort((a, b) => a.by.map((x, i) => x - b.by[i]!).find((d) => d !== 0) ?? (a.code < b.code ? -1 : 1))
      .map((r) => r.code);
  const view = async (kind: string, rank: string): Promise<string[]> =>
    (await db.sql(`select kode_mix from mart.v_depth_alert where kind = $1 order by ${rank}`, kind)).map((r) => r.kode_mix);
  const must = order('MUST_PO', (r) => [Number(r.months_of_cover), -Number(r.avg_monthly_sales)]);
  const over = order('OVERSTOCK', (r) => [-Number(r.excess_pairs)]);
  assert.ok(must.length + over.length > 0);
  assert.deepEqual(await view('MUST_PO', 'rank'), must);
  assert.deepEqual(await view('OVERSTOCK', 'rank'), over);
  assert.deepEqual(
    await view('OVERSTOCK', 'value_rank'),
    order('OVERSTOCK', (r) => [-Number(r.excess_value)]),
  );
  const client = await openClient(db.url, 'mandor_deploy');
  await client.query('begin');
  await client.query(`delete from core.sales_days where tanggal = (select min(sales_from) from mart.v_control_stock)`);
  assert.equal((await client.query('select 1 from mart.v_depth_alert')).rowCount, 0);
  assert.equal((await client.query('select 1 from mart.v_risk_flags')).rowCount, 0);
  assert.ok(((await client.query('select max(days_missing) as n from mart.v_sales_mtd_vs_target')).rows[0].n as number) >= 0);
  await client.query('rollback');
  await client.end();
});
