import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { type Company, entities, makeCompany, writeReferenceData, writeSalesHistory } from '../../src/sandbox/index.ts';

const options = { seed: 3, size: 'S', endDate: '2026-11-19' } as const;
const months = { from: '2026-08-20', to: '2026-11-19' };
const company = makeCompany(options);
let dir: string;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mandor-company-'));
});
after(() => rm(dir, { recursive: true }));

const read = async (file: string) => parse(await readFile(join(dir, file)), { columns: true }) as Record<string, string>[];

test('the same seed and date give the same bytes, in whatever order days are asked for; another seed gives others', async () => {
  const other = makeCompany(options);
  other.sources.MBB.document('invoice', other.sources.MBB.documentIds('invoice', '2026-10-01', '2026-10-01')[0] as number);
  const file = async (from: Company, name: string) => {
    const files = [
      ...(await writeReferenceData(from, join(dir, name))),
      ...(await writeSalesHistory(from, join(dir, name), { from: '2026-11-01', to: '2026-11-10' })),
    ];
    return Promise.all(files.map((path) => readFile(path, 'utf8')));
  };
  const first = await file(company, 'a');
  assert.deepEqual(await file(other, 'b'), first);
  assert.notDeepEqual(await file(makeCompany({ ...options, seed: 4 }), 'c'), first);
  const balances = (from: Company) => from.sources.DDD.items().map((item) => from.sources.DDD.balances(item.id, '2026-11-12'));
  assert.deepEqual(balances(other), balances(company));
});

test('the history equals the books of the same dates, to the unit', async () => {
  await writeSalesHistory(company, dir, months);
  for (const entity of ['DDD', 'MBB', 'UBB'] as const) {
    const rows = await read(`accurate_sales_${entity.toLowerCase()}.csv`);
    const source = company.sources[entity];
    let pairs = 0;
    let total = 0;
    let lines = 0;
    for (const kind of ['invoice', 'return'] as const) {
      for (const id of source.documentIds(kind, months.from, months.to)) {
        for (const line of source.document(kind, id)?.lines ?? []) {
          const sign = kind === 'invoice' ? 1 : -1;
          pairs += sign * Number(line.quantity) * line.unitRatio;
          total += sign * Number(line.totalPrice);
          lines += 1;
        }
      }
    }
    const sum = (column: string) => rows.reduce((a, row) => a + Number(row[column]), 0);
    assert.deepEqual(
      [rows.length, sum('kuantitas'), sum('total_harga'), sum('dpp_amount') + sum('tax_amount')],
      [lines, pairs, total, total],
    );
  }
});

test('LJBB holds stock and sells nothing', () => {
  assert.equal(company.sources.LJBB.documentIds('invoice', months.from, months.to).length, 0);
  assert.ok(
    company.sources.LJBB.items().some((item) => company.sources.LJBB.balances(item.id, '2026-11-19').some((b) => b.balance !== '0')),
  );
});

test('stock moves by less than 20 % from day to day, and is negative in places', () => {
  const total = (date: string) =>
    entities.flatMap((entity) =>
      company.sources[entity].items().flatMap((item) => company.sources[entity].balances(item.id, date).map((b) => Number(b.balance))),
    );
  let previous: number | undefined;
  for (let day = 1; day <= 19; day++) {
    const all = total(`2026-11-${String(day).padStart(2, '0')}`);
    const sum = all.reduce((a, b) => a + b, 0);
    if (previous !== undefined) assert.ok(Math.abs(sum / previous - 1) < 0.2, `day ${day}: ${previous} → ${sum}`);
    previous = sum;
    assert.ok(all.some((pairs) => pairs < 0));
  }
});

test('cover is a mix: some articles under 3 months, some over 9, most between, several seeds', () => {
  for (const seed of [1, 2, 3]) {
    const one = makeCompany({ ...options, seed });
    const sold = new Map<string, number>();
    const stock = new Map<string, number>();
    const add = (map: Map<string, number>, itemId: number, pairs: number) => {
      const key = one.catalog.codes[itemId - 1001]?.article.kodeMix as string;
      map.set(key, (map.get(key) ?? 0) + pairs);
    };
    for (const entity of entities) {
      const source = one.sources[entity];
      for (const id of source.documentIds('invoice', months.from, months.to)) {
        for (const line of source.document('invoice', id)?.lines ?? []) add(sold, line.itemId, Number(line.quantity) * line.unitRatio);
      }
      for (const item of source.items()) for (const b of source.balances(item.id, '2026-11-19')) add(stock, item.id, Number(b.balance));
    }
    const covers = [...stock].filter(([key]) => (sold.get(key) ?? 0) > 0).map(([key, pairs]) => (pairs * 3) / (sold.get(key) as number));
    const share = (test: (cover: number) => boolean) => covers.filter(test).length / covers.length;
    const [low, middle, high] = [share((c) => c < 3), share((c) => c >= 3 && c <= 9), share((c) => c > 9)];
    assert.ok(low > 0.1 && high > 0.1 && middle > low && middle > 0.35, `seed ${seed}: ${[low, middle, high].map((x) => x.toFixed(2))}`);
  }
});

test('the awkward things are all there: boxes, double lines, no customer, unmapped codes, unknown and scrap warehouses, new and dying articles', async () => {
  await writeReferenceData(company, dir);
  const known = new Set((await read('kodemix.csv')).map((row) => row.kode_barang));
  assert.equal(known.size, 300);
  const names = new Set((await read('warehouse.csv')).map((row) => `${row.entity} ${row.nama_gudang?.trim().toLowerCase()}`));
  const places = [...company.places.values()].flat();
  assert.deepEqual(
    places.filter((place) => !names.has(`${place.entity} ${place.name.trim().toLowerCase()}`)).map((place) => place.name),
    ['Pameran Keliling'],
  );
  assert.ok(places.some((place) => place.scrap) && places.some((place) => place.suspended) && places.some((place) => place.loose));
  const docs = (['DDD', 'MBB', 'UBB'] as const).flatMap((entity) =>
    company.sources[entity].documentIds('invoice', months.from, months.to).map((id) => company.sources[entity].document('invoice', id)),
  );
  const lines = docs.flatMap((doc) => doc?.lines ?? []);
  assert.ok(
    lines.some((line) => line.unitRatio === 12) &&
      docs.some((doc) => doc?.customer === null) &&
      lines.some((line) => line.warehouse === null),
  );
  assert.ok(docs.some((doc) => new Set(doc?.lines.map((line) => line.no)).size < (doc?.lines.length ?? 0)));
  const unmapped = lines.filter((line) => !known.has(line.no)).length / lines.length;
  assert.ok(unmapped > 0 && unmapped < 0.01, `${unmapped}`);
  assert.ok(
    company.catalog.articles.some((article) => Number.isFinite(article.launchedOn)) &&
      company.catalog.articles.some((article) => Number.isFinite(article.diedOn)),
  );
  assert.ok(docs.length / 92 > 34 && docs.length / 92 < 46, `${docs.length / 92} invoices a day`);
});

test('the large company has the numbers of the real one', () => {
  const large = makeCompany({ ...options, size: 'L' });
  assert.equal(large.catalog.codes.filter((code) => code.article.mapped).length, 5464);
  assert.equal(large.stores.length, 326);
});
