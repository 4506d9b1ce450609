// Which edges a generated company really hits: judged from its rows, not from what the generator meant to do.

import type { ArticleRow } from './article.ts';
import { dayOf } from './calendar.ts';
import { linesInForce, STOCK_ENTITIES, trim } from './company.ts';
import { compare, fraction, multiply, parseDecimal, sign, sum } from './fraction.ts';
import type { GeneratedCompany } from './generator.ts';

/** Names of all cases, so that one that is never hit can be named. */
export const SPECIAL_CASES = [
  'cover exactly 3',
  'cover exactly 9',
  'one pair under 3 months',
  'one pair over 9 months',
  'new article at exactly 3',
  'new article at exactly 9',
  'day 27',
  'day 28',
  'first sale on the first day of the window',
  'first sale on the day before the window',
  'sale on the last day of the window',
  'sale on the day after the window',
  'sales_to 31 May',
  'sales_to 30 November',
  'sales_to 29 February',
  'empty on all days of a window of 92',
  'adjusted divisor under 0.1',
  'adjusted divisor just above 0.1',
  'negative total',
  'returns over sales',
  'only returns',
  'line of 0 pairs',
  'unmapped with stock',
  'unmapped with sales',
  'unmapped spelled like an article',
  'mapped after the loads',
  'moved to another article after the loads',
  'mapping removed after the loads',
  'warehouse changed after the loads',
  'open order above need',
  'order SELESAI or BATAL',
  'live note forbids the order',
  'note of the past',
  'note that ends on as_of',
  'loose warehouse',
  'warehouse of kind OTHER',
  'warehouse out of the cover',
  'unknown warehouse',
  'inactive with stock',
  'inactive without stock or sale: no row',
  'disagreeing tiers',
  'disagreeing genders',
  'several kode with different prices in an excess',
  'missing price in an excess',
  'entity with an older snapshot',
  'day without a snapshot of all entities',
  'the same line twice on an invoice',
  'one invoice number in two entities',
  'invoice changed by a later load',
  'replaced snapshot',
  'asked about a day without any snapshot',
] as const;
export type SpecialCase = (typeof SPECIAL_CASES)[number];

const distinct = (values: unknown[]): number => new Set(values).size;

/** Cases of one row. */
export function rowCases(row: ArticleRow, generated: GeneratedCompany): SpecialCase[] {
  const { company } = generated;
  const own = company.codes.filter((code) => row.is_mapped && code.kode_mix === row.kode_mix);
  const notes = company.notes.filter((note) => row.is_mapped && note.kode_mix === row.kode_mix);
  const orders = company.orders.filter((order) => row.is_mapped && order.kode_mix === row.kode_mix);
  const three = (pairs: bigint, months: bigint) =>
    compare(multiply(fraction(pairs), fraction(3n)), multiply(row.sold_window, fraction(months))) === 0;
  const total = row.total_pairs.n;
  const isPlain = !row.is_new && sign(row.sold_window) > 0;
  const held = own.filter((code) => company.stock.some((load) => load.rows.some((line) => trim(line.kode_barang) === code.kode_barang)));
  const prices = held.map((code) => company.prices.find((price) => price.kode === code.kode)?.harga_beli ?? null);
  const cover = row.months_of_cover;
  const daysOnSale = row.days_on_sale ?? 0;
  const windowDays = dayOf(row.sales_to) - dayOf(row.sales_from) + 1;
  const all: [SpecialCase, boolean][] = [
    ['cover exactly 3', isPlain && three(total, 3n)],
    ['cover exactly 9', isPlain && three(total, 9n)],
    ['one pair under 3 months', row.flag === 'MUST_PO' && isPlain && three(total + 1n, 3n)],
    ['one pair over 9 months', row.flag === 'OVERSTOCK' && isPlain && three(total - 1n, 9n)],
    ['new article at exactly 3', row.is_new && cover !== null && compare(cover, fraction(3n)) === 0],
    ['new article at exactly 9', row.is_new && cover !== null && compare(cover, fraction(9n)) === 0],
    ['day 27', row.flag === 'NEW' && daysOnSale === 27],
    ['day 28', daysOnSale === 28 && row.flag !== 'NEW'],
    ['first sale on the first day of the window', row.is_new && daysOnSale === windowDays],
    ['first sale on the day before the window', !row.is_new && daysOnSale === windowDays + 1],
    ['sales_to 31 May', row.sales_to.endsWith('-05-31')],
    ['sales_to 30 November', row.sales_to.endsWith('-11-30')],
    ['sales_to 29 February', row.sales_to.endsWith('-02-29')],
    ['empty on all days of a window of 92', row.emptyDays === 92 && windowDays === 92 && sign(row.sold_window) > 0],
    ['adjusted divisor under 0.1', row.avg_adjusted === null && row.emptyDays < 92],
    ['adjusted divisor just above 0.1', row.avg_adjusted !== null && row.emptyDays >= 86 && sign(row.sold_window) > 0],
    ['negative total', row.flag === 'NEGATIVE'],
    ['returns over sales', row.flag === 'RETURNS' && sign(row.sold_window) < 0],
    ['only returns', row.flag === 'RETURNS' && row.days_on_sale === null],
    ['line of 0 pairs', row.flag === 'RETURNS' && row.days_on_sale === null && sign(row.sold_window) === 0],
    ['unmapped with stock', !row.is_mapped && sign(row.total_pairs) > 0],
    ['unmapped with sales', !row.is_mapped && sign(row.sold_window) > 0],
    ['unmapped spelled like an article', !row.is_mapped && company.codes.some((code) => code.kode_mix === row.kode_mix)],
    ['open order above need', row.flag === 'MUST_PO' && row.recommended_po === 0n && !row.note.some((kind) => kind !== 'musiman')],
    [
      'order SELESAI or BATAL',
      orders.some((o) => ['SELESAI', 'BATAL'].includes(o.status_po ?? '') && sign(sum(o.ordered.map(parseDecimal))) > 0),
    ],
    [
      'live note forbids the order',
      row.flag === 'MUST_PO' && row.recommended_po === 0n && row.note.some((kind) => kind !== 'musiman') && sign(row.open_po_pairs) === 0,
    ],
    ['note of the past', row.flag === 'MUST_PO' && notes.some((n) => n.until_on !== null && n.until_on < row.as_of)],
    ['note that ends on as_of', row.flag === 'MUST_PO' && notes.some((n) => n.until_on === row.as_of)],
    ['inactive with stock', row.is_mapped && row.sizes_active === 0 && sign(row.total_pairs) > 0],
    ['disagreeing tiers', distinct(own.flatMap((code) => code.tier ?? [])) > 1],
    ['disagreeing genders', distinct(own.flatMap((code) => code.gender ?? [])) > 1],
    ['several kode with different prices in an excess', row.excess_value !== null && sign(row.excess_value) > 0 && distinct(prices) > 1],
    ['missing price in an excess', row.excess_value !== null && row.is_mapped && prices.includes(null)],
  ];
  return all.filter(([, hit]) => hit).map(([name]) => name);
}

/** Cases of the company as a whole, asked about on `asOf`. */
export function companyCases(
  { company, codesBefore, warehousesBefore }: GeneratedCompany,
  asOf: string,
  rows: ArticleRow[],
): SpecialCase[] {
  const to = rows[0]?.sales_to ?? '';
  const lines = linesInForce(company.sales);
  const stockRows = company.stock.flatMap((load) =>
    load.rows.map((row) => ({ entity: load.entity, name: trim(row.nama_gudang).toLowerCase() })),
  );
  const houses = new Map(company.warehouses.map((w) => [`${w.entity} ${w.nama_gudang.toLowerCase()}`, w]));
  const used = stockRows.map(({ entity, name }) => houses.get(`${entity} ${name}`));
  const beforeOf = new Map(codesBefore.map((code) => [code.kode_barang, code]));
  const finalOf = new Map(company.codes.map((code) => [code.kode_barang, code]));
  const inData = new Set([
    ...lines.map((line) => line.kode_barang),
    ...company.stock.flatMap((l) => l.rows.map((row) => trim(row.kode_barang))),
  ]);
  const newest = STOCK_ENTITIES.map((e) =>
    company.stock
      .filter((l) => l.entity === e && l.date <= asOf)
      .map((l) => l.date)
      .sort()
      .at(-1),
  );
  const days = new Map<string, Set<string>>();
  for (const load of company.stock) days.set(load.date, (days.get(load.date) ?? new Set()).add(load.entity));
  const dataCodes = [...inData];
  const keys = company.stock.map((load) => `${load.entity} ${load.date}`);
  const all: [SpecialCase, boolean][] = [
    ['sale on the last day of the window', lines.some((line) => line.tanggal === to)],
    ['sale on the day after the window', lines.some((line) => dayOf(line.tanggal) === dayOf(to) + 1)],
    ['mapped after the loads', dataCodes.some((code) => finalOf.has(code) && !beforeOf.has(code))],
    [
      'moved to another article after the loads',
      dataCodes.some(
        (code) =>
          (beforeOf.get(code)?.kode_mix ?? '') !== '' && finalOf.has(code) && beforeOf.get(code)?.kode_mix !== finalOf.get(code)?.kode_mix,
      ),
    ],
    ['mapping removed after the loads', dataCodes.some((code) => beforeOf.has(code) && !finalOf.has(code))],
    ['warehouse changed after the loads', JSON.stringify(warehousesBefore) !== JSON.stringify(company.warehouses)],
    ['loose warehouse', used.some((w) => w?.loose === true && w.in_cover)],
    ['warehouse of kind OTHER', used.some((w) => w?.kind === 'OTHER')],
    ['warehouse out of the cover', used.some((w) => w?.in_cover === false)],
    ['unknown warehouse', used.some((w) => w === undefined)],
    [
      'inactive without stock or sale: no row',
      company.codes.some((code) => code.status !== 'ACTIVE' && rows.every((row) => row.kode_mix !== code.kode_mix)),
    ],
    ['entity with an older snapshot', newest.some((date) => date !== undefined && date < asOf)],
    ['day without a snapshot of all entities', [...days.values()].some((entities) => entities.size < STOCK_ENTITIES.length)],
    [
      'the same line twice on an invoice',
      lines.some((line) => line.rows.length > 1 && distinct(line.rows.map((row) => row.kuantitas)) === 1),
    ],
    [
      'one invoice number in two entities',
      lines.some((a) => lines.some((b) => b.entity !== a.entity && a.rows[0]?.nomor_invoice === b.rows[0]?.nomor_invoice)),
    ],
    [
      'invoice changed by a later load',
      company.sales.some((load) => load.rows.some((row) => !lines.some((line) => line.rows.includes(row)))),
    ],
    ['replaced snapshot', distinct(keys) < keys.length],
    ['asked about a day without any snapshot', !days.has(asOf)],
  ];
  return all.filter(([, hit]) => hit).map(([name]) => name);
}
