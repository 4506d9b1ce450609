import { weekday } from '../dates.ts';
import { unit } from '../random.ts';
import { type Entity, entities, type SourceDocument } from '../source.ts';
import { type Article, type Code, isOut, liveliness } from './catalog.ts';
import type { World } from './documents.ts';
import { type Place, stockShare } from './places.ts';

/** Pairs of one item and warehouse sold since Monday, by `itemId * 1000 + warehouseId`. */
type Sold = ReadonlyMap<number, number>;

const key = (itemId: number, warehouseId: number) => itemId * 1000 + warehouseId;

/** What the target level of each article is made of. */
export interface Levels {
  /** Pairs that the company wants to hold of an article, over all entities. */
  target(article: Article): number;
  /** The entity's part of it, 0 when it does not deal in the article. */
  entityPart(entity: Entity, article: Article): number;
  /** The warehouse's part of the entity's pairs. */
  placePart(place: Place, article: Article): number;
}

export function makeLevels(world: World): Levels {
  // 1.9 lines of 1.9 pairs an invoice, boxes included: measured over a month of generated days, seeds 1 to 5.
  const pairsPerMonth = world.invoicesPerDay * 3.6 * 30.44;
  const totalWeight = world.catalog.articles.reduce((total, article) => total + article.weight, 0);
  const shopCounts = new Map<string, number>();

  function entityPart(entity: Entity, article: Article): number {
    if (!world.sells(entity, article)) return 0;
    const all = entities.reduce((total, other) => total + (world.sells(other, article) ? stockShare[other] : 0), 0);
    return stockShare[entity] / all;
  }

  function placePart(place: Place, article: Article): number {
    if (!place.store) return place.share;
    if (!world.carries(place, article)) return 0;
    const places = world.places.get(place.entity) ?? [];
    const name = `${place.entity} ${article.index}`;
    let shops = shopCounts.get(name);
    if (shops === undefined) {
      shops = places.filter((other) => other.store && world.carries(other, article)).length;
      shopCounts.set(name, shops);
    }
    const rest = 1 - places.reduce((total, other) => total + other.share, 0);
    return rest / shops;
  }

  return { target: (article) => article.cover * pairsPerMonth * (article.weight / totalWeight), entityPart, placePart };
}

/**
 * Closing stock = the level on Monday morning − what was sold since, receipts arriving on Sunday night. A level depends
 * on (article, warehouse, week) only, so any date costs at most one week of invoices, whatever the history.
 */
export function makeStock(world: World, levels: Levels, documents: (entity: Entity, day: number) => readonly SourceDocument[]) {
  const soldCache = new Map<string, Sold>();

  function soldSinceMonday(entity: Entity, day: number): Sold {
    const name = `${entity} ${day}`;
    const known = soldCache.get(name);
    if (known) return known;
    const sold = new Map<number, number>();
    for (let d = day - weekday(day); d <= day; d++) {
      for (const doc of documents(entity, d)) {
        for (const line of doc.lines) {
          if (!line.warehouse) continue;
          const place = key(line.itemId, line.warehouse.id);
          const pairs = Number(line.quantity) * line.unitRatio * (doc.kind === 'invoice' ? 1 : -1);
          sold.set(place, (sold.get(place) ?? 0) + pairs);
        }
      }
    }
    if (soldCache.size >= 12) soldCache.delete(soldCache.keys().next().value as string);
    soldCache.set(name, sold);
    return sold;
  }

  return function balance(entity: Entity, code: Code, place: Place, day: number): number {
    const { article } = code;
    // A handful of shelves owes pairs: somebody sold what nobody had booked in.
    if (unit(world.seed, 41, code.id, place.id) < 0.001) return -1 - Math.floor(3 * unit(world.seed, 42, code.id, place.id));
    if (day < article.launchedOn || isOut(world.seed, article, day)) return 0;
    const week = Math.floor((day + 3) / 7);
    const wanted = levels.target(article) * levels.entityPart(entity, article) * levels.placePart(place, article) * code.share;
    const season = 0.92 + 0.16 * unit(world.seed, 43, code.id, place.id, week);
    const opening = Math.floor(wanted * season + unit(world.seed, 44, code.id, place.id));
    // A fading article is not bought again but what is left stays on the shelf.
    const fading = liveliness(article, day) === 0 ? 0.6 : 1;
    const sold = soldSinceMonday(entity, day).get(key(code.id, place.id)) ?? 0;
    return Math.max(0, Math.floor(opening * fading) - sold);
  };
}
