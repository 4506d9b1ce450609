// raw.load_release: what a check held back counts once a person says so, with a name and a note.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { begin, finish, picture, sales, stock } from '../../support/loads.ts';
import { race } from '../ops/support/race.ts';
import { DAY, openDesk, salesOf, stockOf } from './support/decide.ts';

const { db, reject, release, statusOf } = await openDesk();

test('a quarantined load counts nowhere; released it counts, with name and note; what is not whole is never released', async () => {
  const was = await picture(db.sql);
  const held = await stock(db.sql, {
    entity: 'LJBB',
    day: DAY,
    rows: stockOf(20, () => 4, [{ kode_barang: 'ASING', nama_gudang: 'Gudang Z', kuantitas: 9 }]),
  });
  assert.deepEqual([held.status, held.failed], ['quarantined', ['block unmapped_share']]);
  assert.deepEqual(await picture(db.sql), was);
  await assert.rejects(release(held.id, ' '), { code: 'MD101' });
  assert.equal(
    await db
      .as('mandor_analyst', (c) => c.query('select raw.load_release($1, $2) as o', [held.id, 'kode baru, sudah dicek']))
      .then((r) => r.rows[0].o),
    'accepted',
  );
  const [row] = await db.sql(
    'select h.status, h.note, h.decided_by, h.decided_at is not null as decided from raw.load_history h where h.load_id = $1',
    held.id,
  );
  assert.deepEqual(row, { status: 'accepted', note: 'kode baru, sudah dicek', decided_by: 'mandor_analyst', decided: true });
  assert.equal((await db.sql(`select sum(f.pairs_qty)::int as n from core.fact_stock f where f.entity = 'LJBB'`))[0].n, 89);
  await assert.rejects(release(held.id), { code: 'MD201' });
  await reject(held.id);
  assert.deepEqual(await picture(db.sql), was);

  const broken = await stock(db.sql, { entity: 'LJBB', day: DAY, rows: stockOf(20, () => 4), sourceCount: 40 });
  assert.deepEqual([broken.status, broken.failed], ['quarantined', ['block row_count']]);
  await assert.rejects(release(broken.id), { code: 'MD202' });
  assert.equal(await reject(broken.id), 'rejected');
  assert.equal((await db.sql('select count(*)::int as n from raw.staging_stock'))[0].n, 0);
  await assert.rejects(reject(broken.id), { code: 'MD201' });
  await assert.rejects(reject('999999'), { code: 'MD401' });
  await assert.rejects(
    db.as('mandor_worker', (c) => c.query('select raw.load_reject($1, $2)', [broken.id, 'x'])),
    { code: '42501' },
  );
});

test('a newer accepted load closes the quarantined one of its day; releasing old over new is refused', async () => {
  const bad = [{ kode_barang: 'ASING', nama_gudang: 'Gudang 1', kuantitas: 9 }];
  const held = await stock(db.sql, { entity: 'LJBB', day: DAY, rows: stockOf(10, () => 1, bad) });
  const good = await stock(db.sql, { entity: 'LJBB', day: DAY, rows: stockOf(10, () => 2) });
  const [closed] = await db.sql('select h.status, h.superseded_by from raw.load_history h where h.load_id = $1', held.id);
  assert.deepEqual(closed, { status: 'rejected', superseded_by: good.id });
  await assert.rejects(release(held.id), { code: 'MD201', hint: `Load ${good.id} took its place.` });
  await reject(good.id);

  // A narrower sales load does not make the wider one pointless, and the wider may not be put over it.
  await db.sql(`update raw.load_checks set severity = 'block' where kind = 'sales' and check_name = 'unmapped_share'`);
  const wide = await sales(db.sql, {
    entity: 'MBB',
    day: DAY,
    from: '2026-02-02',
    rows: salesOf('2026-02-02', 7, 2, [{ ...salesOf(DAY, 1, 1)[0], kode_barang: 'ASING' }]),
  });
  const narrow = await sales(db.sql, { entity: 'MBB', day: DAY, rows: salesOf(DAY, 1, 2) });
  assert.deepEqual([wide.status, narrow.status, ...(await statusOf(wide.id))], ['quarantined', 'accepted', 'quarantined']);
  await assert.rejects(release(wide.id), { code: 'MD501' });
  await reject(wide.id);
  await reject(narrow.id);
  await db.sql(`update raw.load_checks set severity = null where check_name = 'unmapped_share'`);
});

test('a release while a new pull of the day runs: the pull takes its place when it ends; and the other way round', async () => {
  const bad = [{ kode_barang: 'ASING', nama_gudang: 'G', kuantitas: 9 }];
  const held = await stock(db.sql, { entity: 'LJBB', day: DAY, rows: stockOf(10, () => 1, bad) });
  const pulling = await begin(db.sql, 'stock', { entity: 'LJBB', day: DAY, rows: stockOf(10, () => 2) });
  assert.equal(await release(held.id), 'accepted');
  assert.equal((await finish(db.sql, pulling)).status, 'accepted');
  assert.deepEqual(await statusOf(held.id, pulling.id), ['superseded', 'accepted']);
  await reject(pulling.id);
  assert.deepEqual(await statusOf(held.id), ['accepted']);
  await reject(held.id);

  const again = await stock(db.sql, { entity: 'LJBB', day: DAY, rows: stockOf(10, () => 1, bad) });
  const next = await begin(db.sql, 'stock', { entity: 'LJBB', day: DAY, rows: stockOf(10, () => 2) });
  const [, late] = await race(
    db,
    'select f.status from raw.load_finish($1, $2, $3, $3) f',
    [next.id, next.token, next.rows],
    `select raw.load_release($1, 'b')`,
    [again.id],
    'mandor_deploy',
  );
  assert.equal((late as { code?: string }).code, 'MD201');
  assert.deepEqual(await statusOf(again.id, next.id), ['rejected', 'accepted']);
});
