// Who speaks for an invoice that raw holds on two days: the cases that a random history seldom meets.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { type TestDatabase, testDatabase } from '../../../support/harness.ts';
import { rebuildDifferences } from '../support/rebuild.ts';
import { load, prepare } from '../support/world.ts';

describe('the newest load that holds an invoice speaks for it', () => {
  let db: TestDatabase;
  let session: pg.PoolClient;
  before(async () => {
    db = await testDatabase();
    await db.setClock('2026-02-09T06:00:00+07:00');
    session = await db.pool('mandor_deploy', { max: 1 }).connect();
    await prepare(session);
  });
  after(() => session.release());

  const day = (n: number): string => `2026-01-${String(n).padStart(2, '0')}`;

  /** A load of days `from` to `to` of January; `on`: the day on which it has the invoice, if it has it. */
  async function pull(entity: string, from: number, to: number, on?: number): Promise<void> {
    const line = (number: string, n: number): object => ({
    tanggal: day(n), nama_departemen: 'Pusat', nomor_invoice: number, kode_produk: 'K1', nama_barang: 'Sandal', kuantitas: 1, total_harga: 1000, nama_gudang: 'Toko C',
  }); // biome-ignore format: one row
    const rows = [line(`SI.${to}`, to), ...(on === undefined ? [] : [line('SI.MOVED', on)])];
    const { status } = await load(session, { kind: 'sales', entity, type: 'api', date: day(to), from: day(from), to: day(to), rows });
    assert.equal(status, 'accepted');
    assert.deepEqual(await rebuildDifferences(db), []);
  }
  const days = async (entity: string): Promise<number[]> =>
    (
      await db.sql<{ d: number }>(
        `select extract(day from f.tanggal)::int as d from core.fact_sales f where f.entity = $1 and f.nomor_invoice = 'SI.MOVED' order by 1`,
        entity,
      )
    ).map((r) => r.d);

  test('moved in, it leaves its old day; a second pull of that day without it gives the old day its word back', async () => {
    await pull('DDD', 1, 10, 2);
    assert.deepEqual(await days('DDD'), [2]);
    await pull('DDD', 5, 11, 8);
    assert.deepEqual(await days('DDD'), [8]);
    await pull('DDD', 5, 11);
    assert.deepEqual(await days('DDD'), [2]);
  });

  test('within one day’s loads the later pull is the newer, also beside days that it took over', async () => {
    await pull('MBB', 1, 12, 2);
    await pull('MBB', 6, 12, 9);
    assert.deepEqual(await days('MBB'), [9]);
    await pull('MBB', 6, 12);
    assert.deepEqual(await days('MBB'), [2]);
  });

  test('a load that comes late and speaks for none of its days still says that the invoice had moved', async () => {
    await pull('UBB', 1, 10, 2);
    await pull('UBB', 5, 12);
    assert.deepEqual(await days('UBB'), [2]);
    await pull('UBB', 5, 11, 8);
    assert.deepEqual(await days('UBB'), [], 'moved on the 11th, gone on the 12th');
    // Its row is no day's newest word, and still hides the old day: retention leaves it.
    await db.sql(`select ops.retention_delete('raw.accurate_sales', '2027-01-01', 1000)`);
    const kept = await db.sql(
      `select a.snapshot_date as day from raw.accurate_sales a where a.entity = 'UBB' and a.nomor_invoice = 'SI.MOVED' order by 1`,
    );
    assert.deepEqual(
      kept.map((row) => row.day),
      [day(10), day(11)],
    );
    assert.deepEqual(await rebuildDifferences(db), []);
  });

  test('facts name what the dimensions hold, and those rows stay', async () => {
    const refused = (statement: string): Promise<void> => assert.rejects(db.sql(statement), { code: '23503' });
    await refused(
      `insert into core.fact_sales (entity, tanggal, nomor_invoice, kode_barang, store_id, pairs_qty, total_amount) values ('DDD', '2026-01-01', 'X', 'NIRGENDS', 0, 1, 1)`,
    );
    await refused(
      `insert into core.fact_sales (entity, tanggal, nomor_invoice, kode_barang, store_id, pairs_qty, total_amount) values ('DDD', '2026-01-01', 'X', 'K1', 999, 1, 1)`,
    );
    await refused(`update core.fact_sales set warehouse_id = 999`);
    await refused(`delete from core.dim_product where kode_barang = 'K1'`);
    await refused(
      `update core.dim_warehouse set warehouse_id = 999 where warehouse_id = (select min(f.warehouse_id) from core.fact_sales f)`,
    );
    await refused(`delete from core.dim_store where store_id = (select min(f.store_id) from core.fact_sales f)`);
  });
});
