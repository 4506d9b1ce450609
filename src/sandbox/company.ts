import { type Article, type Catalog, type Code, makeCatalog } from './company/catalog.ts';
import { countOfDay, dayOfId, documentsOfDay, idOfDay, indexOfId, parseNumber, type World } from './company/documents.ts';
import { makePlaces, makeStores, type Place, type Store, salesShare } from './company/places.ts';
import { makeLevels, makeStock } from './company/stock.ts';
import { dayNumber, dayText } from './dates.ts';
import { unit } from './random.ts';
import { type DocumentKind, type Entity, type EntitySource, entities, type SourceDocument } from './source.ts';

export type Size = 'S' | 'L';

export interface CompanyOptions {
  readonly seed: number;
  readonly size: Size;
  /** The last day that the company has lived, yyyy-mm-dd; launches and ends of articles are counted from it. */
  readonly endDate: string;
  /** Over the three selling entities; default 40 (S) or 1,087 (L), the same per store. */
  readonly invoicesPerDay?: number;
}

/** An invented shoe retailer: the same options always give the same bytes. */
export interface Company {
  readonly options: Required<CompanyOptions>;
  readonly catalog: Catalog;
  readonly stores: readonly Store[];
  readonly places: ReadonlyMap<Entity, readonly Place[]>;
  readonly sources: Readonly<Record<Entity, EntitySource>>;
  /** Closing pairs of an article on a date, all entities and warehouses: for reference data and tests. */
  targetPairs(article: Article): number;
}

const dimensions = {
  S: { codes: 300, stores: 12, invoices: 40, range: 0.6 },
  L: { codes: 5464, stores: 326, invoices: 1087, range: 0.12 },
};
/** Part of the articles that an entity deals in. */
const dealsIn: Readonly<Record<Entity, number>> = { DDD: 1, LJBB: 0.7, MBB: 0.6, UBB: 0.45 };

export function makeCompany(given: CompanyOptions): Company {
  const dimension = dimensions[given.size];
  const options = { invoicesPerDay: dimension.invoices, ...given };
  const { seed } = options;
  const catalog = makeCatalog(seed, dimension.codes, dayNumber(options.endDate));
  const stores = makeStores(dimension.stores);
  const places = makePlaces(seed, stores);
  const world: World = {
    seed,
    catalog,
    places,
    invoicesPerDay: options.invoicesPerDay,
    sells: (entity, article) => unit(seed, 51, entities.indexOf(entity), article.index) < dealsIn[entity],
    carries: (place, article) => !place.store || unit(seed, 52, place.id, article.index) < dimension.range,
  };
  const levels = makeLevels(world);
  const days = dayCache(world);
  const balance = makeStock(world, levels, (entity, day) => [...days(entity, 'invoice', day), ...days(entity, 'return', day)]);

  const sourceOf = (entity: Entity): EntitySource => {
    const own = places.get(entity) ?? [];
    const codes = catalog.codes.filter((code) => world.sells(entity, code.article));
    const byId = new Map<number, Code>(codes.map((code) => [code.id, code]));
    const items = codes.map((code) => ({
      id: code.id,
      no: code.no,
      name: `${code.article.name} ${code.size}`,
      unit: 'PSG',
      unitPrice: String(code.article.price),
      cost: String(code.article.cost),
    }));
    return {
      lastDate: options.endDate,
      warehouses: () => own,
      items: () => items,
      balances(itemId, asOf) {
        const code = byId.get(itemId);
        const day = dayNumber(asOf);
        return code ? own.map((place) => ({ warehouseId: place.id, balance: String(balance(entity, code, place, day)) })) : [];
      },
      documentIds(kind, from, to) {
        const ids: number[] = [];
        if (salesShare[entity] === 0) return ids;
        for (let day = Math.max(dayNumber(from), FIRST_TRADE); day <= dayNumber(to); day++) {
          const count = countOfDay(world, entity, kind, day);
          for (let i = 0; i < count; i++) ids.push(idOfDay(day, i));
        }
        return ids;
      },
      document: (kind, id) => days(entity, kind, dayOfId(id))[indexOfId(id)],
      idOf(kind, number) {
        const parsed = parseNumber(kind, number);
        return parsed && days(entity, kind, parsed.day)[parsed.index]?.id;
      },
    };
  };

  return {
    options,
    catalog,
    stores,
    places,
    sources: Object.fromEntries(entities.map((entity) => [entity, sourceOf(entity)])) as Record<Entity, EntitySource>,
    targetPairs: levels.target,
  };
}

/** The company opened on 1 January 2024; asking for "everything" ends there. */
const FIRST_TRADE = dayNumber('2024-01-01');

/** Keeps the documents of the last few entity-days: paging and details walk through days in order. */
function dayCache(world: World) {
  const cache = new Map<string, readonly SourceDocument[]>();
  const limit = 60;
  return (entity: Entity, kind: DocumentKind, day: number): readonly SourceDocument[] => {
    const name = `${entity} ${kind} ${dayText(day)}`;
    let docs = cache.get(name);
    if (docs) cache.delete(name);
    else docs = documentsOfDay(world, entity, kind, day);
    cache.set(name, docs);
    if (cache.size > limit) cache.delete(cache.keys().next().value as string);
    return docs;
  };
}
