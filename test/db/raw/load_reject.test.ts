// raw.load_reject and raw.load_release: nothing of a refused load stays, and what counted before counts again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REBUILT, rebuildDifferences } from '../../support/books.ts';
import { picture, plus, type SalesRow, sales, stock } from '../../support/loads.ts';
import { codeOf, race } from '../ops/support/race.ts';
import { DAY, openDesk, salesOf, stockOf } from './support/decide.ts';

const { db, reject, release, statusOf, kept } = await openDesk();

test('a stock load that was taken back leaves nothing, not even the code and the warehouse that only it named', async () => {
  const empty = await picture(db.sql);
  const first = await stock(db.sql, {
    entity: 'DDD',
    day: DAY,
    rows: stockOf(100, (i) => i + 1, [{ kode_barang: 'ASING', nama_gudang: 'Gudang X', kuantitas: 3 }]),
  });
  assert.equal(first.status, 'accepted');
  assert.equal(await reject(first.id), 'superseded');
  assert.deepEqual(await picture(db.sql), empty);
});

test('the earlier load of the day speaks again, row for row, also twice in a chain', async () => {
  const ids: string[] = [];
  const pictures = [await picture(db.sql)];
  for (const factor of [1, 2, 3]) {
    const rows = stockOf(
      60 + factor,
      (i) => i * factor - 5,
      factor === 2 ? [{ kode_barang: 'BARU', nama_gudang: 'Gudang Y', kuantitas: 1 }] : [],
    );
    ids.push((await stock(db.sql, { entity: 'MBB', day: DAY, rows })).id);
    pictures.push(await picture(db.sql));
  }
  for (const turn of [2, 1, 0]) {
    assert.equal(await reject(ids[turn]!), 'superseded');
    assert.deepEqual(await picture(db.sql), pictures[turn], `after the reject of load ${turn + 1}`);
  }
  assert.deepEqual(await statusOf(...ids), ['superseded', 'superseded', 'superseded']);
  assert.equal(await kept(), 0);
});

test('sales: days that the load took over, widened or claimed from the day before fall back to whom they belonged', async () => {
  const pictures = [await picture(db.sql)];
  const ids: string[] = [];
  const loads: [string, string, number, number, SalesRow[]][] = [
    ['2026-02-06', '2026-01-31', 7, 2, []],
    ['2026-02-07', '2026-02-01', 7, 3, []],
    // The same snapshot date twice: narrower, then wider than what is there; it names a code and a warehouse of its own.
    ['2026-02-07', '2026-02-05', 3, 4, []],
    [
      '2026-02-07',
      '2026-01-28',
      11,
      5,
      [{ tanggal: '2026-02-02', nomor_invoice: 'SI.X', kode_barang: 'ASING', nama_gudang: 'Toko X', kuantitas: 2, total_harga: 9 }],
    ],
    ['2026-02-08', '2026-02-02', 7, 6, []],
  ];
  for (const [day, from, days, pairs, more] of loads) {
    const load = await sales(db.sql, { entity: 'UBB', day, from, to: plus(from, days - 1), rows: salesOf(from, days, pairs, more) });
    assert.equal(load.status, 'accepted', load.failed.join());
    ids.push(load.id);
    pictures.push(await picture(db.sql));
    assert.deepEqual(await rebuildDifferences(db), REBUILT);
  }
  for (let turn = ids.length - 1; turn >= 0; turn--) {
    assert.equal(await reject(ids[turn]!), 'superseded');
    assert.deepEqual(await picture(db.sql), pictures[turn], `after the reject of load ${turn + 1}`);
    assert.deepEqual(await rebuildDifferences(db), REBUILT);
  }
});

test('a load from the middle is taken back: newer ones keep their days', async () => {
  const ids: string[] = [];
  for (const [n, day] of ['2026-02-05', '2026-02-06', '2026-02-07'].entries()) {
    ids.push((await sales(db.sql, { entity: 'DDD', day, from: plus(day, -2), rows: salesOf(plus(day, -2), 3, n + 2) })).id);
  }
  assert.equal(await reject(ids[1]!), 'superseded');
  const days = await db.sql(`select d.tanggal, d.load_id from core.sales_days d where d.entity = 'DDD' order by 1`);
  assert.deepEqual(
    days.map((d) => [d.tanggal, d.load_id]),
    [
      ['2026-02-03', ids[0]],
      ['2026-02-04', ids[0]],
      ['2026-02-05', ids[2]],
      ['2026-02-06', ids[2]],
      ['2026-02-07', ids[2]],
    ],
  );
  assert.deepEqual(await rebuildDifferences(db), REBUILT);
  // Of two that cover the day the newer one speaks for it again, not whichever comes first.
  const one = await sales(db.sql, { entity: 'DDD', day: DAY, from: '2026-02-05', to: '2026-02-05', rows: salesOf('2026-02-05', 1, 9) });
  await reject(one.id);
  const [day] = await db.sql(`select d.load_id from core.sales_days d where d.entity = 'DDD' and d.tanggal = '2026-02-05'`);
  assert.equal(day.load_id, ids[2]);
  assert.deepEqual(await rebuildDifferences(db), REBUILT);
  for (const id of [ids[0]!, ids[2]!]) await reject(id);
});

test('random loads, releases and rejects: core is what raw says, and at most one load of a day is accepted', async () => {
  let seed = 7;
  const random = (n: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * n);
  };
  const rounds = 40 * Number(process.env.MANDOR_DEPTH ?? 1);
  for (let round = 0; round < rounds; round++) {
    const day = plus('2026-02-01', random(8));
    const entity = ['DDD', 'MBB', 'UBB'][random(3)]!;
    const from = plus(day, -random(4));
    const bad =
      random(4) === 0
        ? [
            {
              tanggal: day,
              nomor_invoice: 'SI.BAD',
              kode_barang: `ASING${random(3)}`,
              nama_gudang: `Toko ${random(3)}`,
              kuantitas: 1,
              total_harga: 1,
            },
          ]
        : [];
    await db.sql(`update raw.load_checks set severity = 'block' where kind = 'sales' and check_name = 'unmapped_share'`);
    const rows = salesOf(from, (Date.parse(day) - Date.parse(from)) / 86_400_000 + 1, random(9), bad).filter(() => random(5) > 0);
    const [gap] = await db.sql(
      `select exists (select from raw.load_history h where h.kind = 'sales' and h.status = 'accepted' and h.entity = $1 and h.snapshot_date = $2) as taken`,
      entity,
      day,
    );
    if (!gap.taken || random(2) === 0) await sales(db.sql, { entity, day, from, rows });
    const [some] = await db.sql(
      `select h.load_id as id, h.status from raw.load_history h where h.kind = 'sales' and h.status in ('accepted', 'quarantined') order by md5(h.load_id::text || $1) limit 1`,
      String(round),
    );
    if (some !== undefined && random(2) === 0) {
      const call = some.status === 'quarantined' && random(2) === 0 ? release(some.id) : reject(some.id);
      const code = await codeOf(call);
      assert.ok(['done', undefined, 'MD501'].includes(code), code);
    }
    assert.deepEqual(await rebuildDifferences(db), REBUILT, `round ${round}`);
    const speaking = await db.sql(
      `select d.entity, d.tanggal from core.sales_days d
        where d.load_id is distinct from (select h.load_id from raw.load_history h
          where h.kind = 'sales' and h.status = 'accepted' and h.entity = d.entity and d.tanggal between h.covers_from and h.covers_to
          order by h.snapshot_date desc limit 1)`,
    );
    assert.deepEqual(speaking, [], `round ${round}`);
  }
  const counts = await db.sql(`select h.status, count(*)::int as n from raw.load_history h group by 1 order by 1`);
  console.log(`${rounds} rounds: ${counts.map((c) => `${c.n} ${c.status}`).join(', ')}; core = rebuild after each`);
  await db.sql(`update raw.load_checks set severity = null where check_name = 'unmapped_share'`);
});

test('what retention has let go cannot come back: the reject is refused and nothing changes', async () => {
  const first = await stock(db.sql, { entity: 'UBB', day: DAY, rows: stockOf(10, () => 1) });
  const second = await stock(db.sql, { entity: 'UBB', day: DAY, rows: stockOf(10, () => 2) });
  await db.sql('select ops.retention_run(true)');
  const own = async (): Promise<number> =>
    (await db.sql('select count(*)::int as n from raw.superseded_stock k where k.load_id = $1', first.id))[0].n;
  assert.equal(await own(), 10, 'what is young stays');
  await db.setClock('2026-03-20T05:00:00+07:00');
  await db.sql('select ops.retention_run(true)');
  assert.equal(await own(), 0);
  const was = await picture(db.sql);
  await assert.rejects(reject(second.id), { code: 'MD203' });
  assert.deepEqual(await picture(db.sql), was);
  assert.deepEqual(await statusOf(first.id, second.id), ['superseded', 'accepted']);
  await db.setClock('2026-02-09T05:00:00+07:00');
});

test('two sessions at one load: one decides, the other finds it decided', async () => {
  for (const [one, two] of [
    ['release', 'reject'],
    ['reject', 'release'],
    ['release', 'release'],
    ['reject', 'reject'],
  ]) {
    const held = await stock(db.sql, {
      entity: 'LJBB',
      day: DAY,
      rows: stockOf(10, () => 1, [{ kode_barang: 'ASING', nama_gudang: 'G', kuantitas: 9 }]),
    });
    const [, second] = await race(
      db,
      `select raw.load_${one}($1, 'a') as o`,
      [held.id],
      `select raw.load_${two}($1, 'b') as o`,
      [held.id],
      'mandor_console',
    );
    if (one === 'release' && two === 'reject') assert.deepEqual(second, [{ o: 'superseded' }]);
    else assert.equal((second as { code?: string }).code, 'MD201', `${one}, ${two}`);
    if (one === 'release' && two === 'release') await reject(held.id);
  }
});
