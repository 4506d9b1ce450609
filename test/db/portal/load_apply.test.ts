// portal.load_apply: modes, refusals, dry run, several sessions; and what the other rules of portal do with it.
import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { loadFile } from '../../../src/db/load/load.ts';
import { type Loader, lines, loader, said } from '../../cli/load_fixture.ts';

let on: Loader;
before(async () => {
  on = await loader();
});
beforeEach(async () => {
  await on.db.sql('delete from portal.warehouse');
  await on.db.sql('delete from portal.article_notes');
  await on.db.sql('delete from portal.kodemix');
  await on.db.sql('delete from portal.store');
  const first = await on.text(
    'portal.store',
    lines('store_code,name,capacity', ...Array.from({ length: 10 }, (_, i) => `S${i},Toko ${i},${i * 10}`)),
  );
  assert.equal(first.inserted, 10);
});

const all = async (): Promise<unknown[]> => on.db.sql('select * from portal.store order by store_code');
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `S${i + from},Toko ${i + from},${(i + from) * 10}`);
const stores = (...rows: string[]): string => lines('store_code,name,capacity', ...rows);

describe('append', () => {
  test('adds new rows and leaves equal ones alone', async () => {
    const outcome = await on.text('portal.store', stores(...range(5, 12)));
    assert.deepEqual([outcome.status, outcome.inserted, outcome.changed, outcome.unchanged], ['applied', 2, 0, 5]);
  });
  test('a changed row refuses the whole file and is shown with its line', async () => {
    const was = await all();
    const outcome = await on.text('portal.store', stores('S3,Toko 3,30', 'S4,Toko Baru,41', 'S20,Dua puluh,1'));
    assert.equal(outcome.status, 'refused');
    assert.deepEqual(outcome.examples.changed, [{ line: 3, key: 'S4', changes: { name: ['Toko 4', 'Toko Baru'], capacity: [40, 41] } }]);
    assert.match(outcome.hint!, /--mode upsert/);
    assert.deepEqual(await all(), was);
  });
});

describe('upsert', () => {
  test('changes what differs, adds what is new, and touches nothing else', async () => {
    await on.db.sql(`update portal.store set updated_at = '2020-01-01', created_at = '2020-01-01'`);
    await on.db.sql('alter table portal.store disable trigger user');
    await on.db.sql(`update portal.store set updated_at = '2020-01-01'`);
    await on.db.sql('alter table portal.store enable trigger user');
    const outcome = await on.text('portal.store', stores('S3,Toko 3,30', 'S4,Toko 4,41', 'S20,Dua puluh,1'), { mode: 'upsert' });
    assert.deepEqual([outcome.status, outcome.inserted, outcome.changed, outcome.unchanged, outcome.deleted], ['applied', 1, 1, 1, 0]);
    const touched = await on.db.sql<{ code: string }>(
      `select store_code as code from portal.store where updated_at > '2020-01-02' order by 1`,
    );
    assert.deepEqual(
      touched.map((r) => r.code),
      ['S20', 'S4'],
    );
  });
  test('with a few columns: the others of a known row stay, a new row without its needed ones is refused', async () => {
    const outcome = await on.text('portal.store', lines('store_code;monthly_target', 'S1;1500000,50', 'S2;'), { mode: 'upsert' });
    assert.deepEqual([outcome.status, outcome.changed, outcome.unchanged], ['applied', 1, 1]);
    assert.deepEqual(await on.db.sql(`select name, capacity, monthly_target from portal.store where store_code = 'S1'`), [
      { name: 'Toko 1', capacity: 10, monthly_target: '1500000.50' },
    ]);
    const fresh = await on.text('portal.store', lines('store_code,capacity', 'S77,1'), { mode: 'upsert' });
    assert.deepEqual(said(fresh), ['line 2, name: is empty and must not be']);
  });
  test('a warehouse is the same in any case and with any blanks: its spelling changes, no second row comes', async () => {
    await on.text('portal.warehouse', lines('entity,nama_gudang,kind', 'DDD,Gudang Pusat,WHS'));
    const outcome = await on.text('portal.warehouse', lines('entity,nama_gudang,kind,loose', 'DDD,  GUDANG PUSAT\u00a0,WHB,ya'), {
      mode: 'upsert',
    });
    assert.deepEqual([outcome.status, outcome.inserted, outcome.changed], ['applied', 0, 1]);
    assert.deepEqual(await on.db.sql('select nama_gudang, kind, loose, in_cover from portal.warehouse'), [
      { nama_gudang: 'GUDANG PUSAT', kind: 'WHB', loose: true, in_cover: true },
    ]);
  });
  test('a code that moves to another article moves its dimension row with it', async () => {
    await on.text('portal.kodemix', lines('kode_barang,kode,kode_mix', 'K1,A,M1', 'K2,A,M1'));
    await on.text('portal.kodemix', lines('kode_barang,kode,kode_mix', 'K2,A,M2'), { mode: 'upsert' });
    assert.deepEqual(await on.db.sql(`select kode_barang, kode_mix from core.dim_product where kode_barang in ('K1', 'K2') order by 1`), [
      { kode_barang: 'K1', kode_mix: 'M1' },
      { kode_barang: 'K2', kode_mix: 'M2' },
    ]);
  });
});

describe('replace', () => {
  test('makes the table what the file is, up to a fifth less', async () => {
    const outcome = await on.text('portal.store', stores(...range(2, 11)), { mode: 'replace' });
    assert.deepEqual([outcome.status, outcome.inserted, outcome.deleted, outcome.unchanged], ['applied', 1, 2, 8]);
    assert.deepEqual(outcome.examples.deleted, [{ key: 'S0' }, { key: 'S1' }]);
  });
  test('more than a fifth is refused without force, and done with it', async () => {
    const was = await all();
    const refused = await on.text('portal.store', stores(...range(3, 10)), { mode: 'replace' });
    assert.equal(refused.status, 'refused');
    assert.match(said(refused)[0]!, /lacks 3 of the 10 rows of portal\.store \(30\.0 %\)/);
    assert.deepEqual(await all(), was);
    const forced = await on.text('portal.store', stores(...range(3, 10)), { mode: 'replace', force: true });
    assert.deepEqual([forced.status, forced.deleted], ['applied', 3]);
  });
  test('a shop that a warehouse refers to is not removed, and the reason is said', async () => {
    await on.text('portal.warehouse', lines('entity,nama_gudang,kind,store_code', 'DDD,Gudang 0,STORE,S0'));
    const was = await all();
    const outcome = await on.text('portal.store', stores(...range(1, 10)), { mode: 'replace' });
    assert.equal(outcome.status, 'refused');
    assert.match(said(outcome)[0]!, /referenced from table "warehouse"/);
    assert.deepEqual(await all(), was);
  });
});

test('a dry run of each mode tells the numbers and changes nothing', async () => {
  const was = await all();
  const file = stores('S3,Toko 3,30', 'S4,Toko 4,41', 'S20,Dua puluh,1');
  const upsert = await on.text('portal.store', file, { mode: 'upsert', dryRun: true });
  assert.deepEqual([upsert.status, upsert.inserted, upsert.changed, upsert.deleted, upsert.unchanged], ['dry_run', 1, 1, 0, 1]);
  const replace = await on.text('portal.store', file, { mode: 'replace', dryRun: true, force: true });
  assert.deepEqual([replace.status, replace.inserted, replace.changed, replace.deleted, replace.unchanged], ['dry_run', 1, 1, 8, 1]);
  assert.equal((await on.text('portal.store', file, { dryRun: true })).status, 'refused');
  assert.deepEqual(await all(), was);
});

test('two loads of one table at once: the second waits and sees what the first wrote', async () => {
  const file = on.file('both.csv', stores(...range(100, 1100)));
  const pool = on.db.pool('mandor_deploy', { max: 4 });
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => loadFile({ pool, table: 'portal.store', file })));
  assert.deepEqual(
    outcomes.map((o) => o.status),
    Array(4).fill('applied'),
  );
  assert.deepEqual(
    outcomes.map((o) => o.inserted).sort((a, b) => a - b),
    [0, 0, 0, 1000],
  );
});

test('an open session that holds the table is waited for, not overtaken', async () => {
  const holder = await on.db.pool('mandor_analyst').connect();
  await holder.query('begin');
  await holder.query(`update portal.store set capacity = 99 where store_code = 'S1'`);
  const loading = on.text('portal.store', stores('S1,Toko 1,11'), { mode: 'upsert' });
  const deadline = Date.now() + 10_000;
  for (;;) {
    const { rows } = await on.db.admin.query<{ n: number }>(
      `select count(*)::int as n from pg_locks where not granted and relation = 'portal.store'::regclass`,
    );
    if (rows[0]!.n > 0) break;
    assert.ok(Date.now() < deadline, 'the load does not wait for the lock');
  }
  await holder.query('commit');
  holder.release();
  const outcome = await loading;
  assert.deepEqual(outcome.examples.changed[0]?.changes, { capacity: [99, 11] });
});

test('article notes are told apart by article and kind, and keep who wrote them', async () => {
  await on.text('portal.article_notes', lines('kode_mix,kind,until_on', 'M1,jangan_po,2026-12-31'));
  const outcome = await on.text(
    'portal.article_notes',
    lines('kode_mix,kind,until_on,noted_by', 'M1,jangan_po,,someone', 'M1,musiman,,someone'),
    { mode: 'upsert' },
  );
  assert.deepEqual([outcome.inserted, outcome.changed], [1, 1]);
  assert.deepEqual(await on.db.sql(`select kind, until_on, noted_by from portal.article_notes order by kind`), [
    { kind: 'jangan_po', until_on: null, noted_by: 'mandor_deploy' },
    { kind: 'musiman', until_on: null, noted_by: 'mandor_deploy' },
  ]);
});

test('manual orders: computed columns follow, row_no is 1 when the file has none', async () => {
  const outcome = await on.text(
    'portal.purchase_orders_manual',
    lines(
      'kode_mix;tgl_po;po_1;po_2;received_1;status_po',
      'M1;01/02/2026;1.000,5;;;',
      'M2;2026-02-01;100,5;20;30;',
      'M3;2026-02-01;100;;;batal',
    ),
  );
  assert.equal(outcome.status, 'refused');
  const good = await on.text(
    'portal.purchase_orders_manual',
    lines('kode_mix;tgl_po;po_1;po_2;received_1;status_po', 'M2;2026-02-01;100,5;20;30;', 'M3;01/02/2026;100;;;batal'),
  );
  assert.equal(good.status, 'applied', said(good).join());
  assert.deepEqual(await on.db.sql('select kode_mix, row_no, tgl_po, total_rcv, sisa_po from portal.purchase_orders_manual order by 1'), [
    { kode_mix: 'M2', row_no: 1, tgl_po: '2026-02-01', total_rcv: '30', sisa_po: '90.5' },
    { kode_mix: 'M3', row_no: 1, tgl_po: '2026-02-01', total_rcv: '0', sisa_po: '0' },
  ]);
});

describe('rights', () => {
  test('an analyst edits reference data and its changes are stamped', async () => {
    await on.db.as('mandor_analyst', async (c) => {
      await c.query(`update portal.store set capacity = 5, updated_at = '2020-01-01' where store_code = 'S1'`);
      const { rows } = await c.query<{ fresh: boolean }>(
        `select updated_at > '2020-01-02' as fresh from portal.store where store_code = 'S1'`,
      );
      assert.equal(rows[0]!.fresh, true);
    });
  });
  test('the console reads reference data, writes none of it and sees no cost price', async () => {
    await on.db.as('mandor_console', async (c) => {
      await c.query('select store_code from portal.store');
      await c.query('select rsp from portal.hpprsp');
      await assert.rejects(c.query('select harga_beli from portal.hpprsp'), { code: '42501' });
      await assert.rejects(c.query(`update portal.store set capacity = 1`), { code: '42501' });
    });
  });
  test('a role without the right cannot load, and is told so', async () => {
    const file = on.file('foreign.csv', stores('S50,x,1'));
    const outcome = await loadFile({ pool: on.db.pool('mandor_console'), table: 'portal.store', file });
    assert.equal(outcome.status, 'refused');
    assert.match(said(outcome)[0]!, /may not load the table/);
  });
});

test('every check and foreign key of a loadable table has its meaning in words', async () => {
  const silent = await on.db.sql<{ conname: string }>(
    `select k.conname from portal.load_tables() t join pg_constraint k on k.conrelid = t.table_name::regclass
      where t.kind = 'portal' and k.contype in ('c', 'f') and obj_description(k.oid, 'pg_constraint') is null`,
  );
  assert.deepEqual(silent, []);
});

test('every load leaves a row: what it changed, or why it was refused; a dry run leaves none', async () => {
  await on.db.sql('delete from portal.reference_loads');
  await on.text('portal.store', stores('S3,Toko 3,30', 'S4,Toko Baru,41', 'S20,Dua puluh,1'), { mode: 'upsert', dryRun: true });
  await on.text('portal.store', stores('S3,Toko 3,30', 'S4,Toko Baru,41', 'S20,Dua puluh,1'), { mode: 'upsert' });
  await on.text('portal.store', stores('S3,Toko 3,30'), { mode: 'upsert' });
  await on.text('portal.store', stores('S4,Toko lain,41'));
  await on.text('portal.store', stores(...range(0, 2)), { mode: 'replace' });
  await on.text('portal.store', Buffer.from('store_code,name,capacity\nS1,a\0b,1\n'));
  await on.text('portal.store', stores('S5,Lima,banyak'));
  await on.text('portal.nothing', stores('S5,Lima,1'));
  const rows = await on.db.sql(
    `select outcome, mode, row_count::int as n, inserted_count::int as i, changed_count::int as c, deleted_count::int as d,
            problem_count::int as p, reason ~ '.' as has_reason, loaded_by, origin ~ '^file-[0-9]+[.]csv$' as is_base, examples #>> '{changed,0,key}' as changed
       from portal.reference_loads order by id`,
  );
  assert.deepEqual(
    rows.map((r) => [r.outcome, r.mode, r.n, r.i, r.c, r.d, r.p, r.has_reason, r.changed]),
    [
      ['applied', 'upsert', 3, 1, 1, 0, 0, null, 'S4'],
      ['unchanged', 'upsert', 1, 0, 0, 0, 0, null, null],
      ['refused', 'append', 1, 0, 0, 0, 1, true, 'S4'],
      ['refused', 'replace', 2, 0, 0, 0, 1, true, null],
      ['refused', 'append', 0, 0, 0, 0, 1, true, null],
      ['refused', 'append', 0, 0, 0, 0, 1, true, null],
      ['refused', 'append', 0, 0, 0, 0, 1, true, null],
    ],
  );
  assert.ok(rows.every((r) => r.loaded_by === 'mandor_deploy' && r.is_base === true));
});
