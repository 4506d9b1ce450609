import { dayText, vendorDate, weekday } from '../dates.ts';
import { ratio } from '../decimal.ts';
import { hash, type Random, stream, unit } from '../random.ts';
import { type DocumentKind, type Entity, entities, type SourceDocument, type SourceLine } from '../source.ts';
import { type Article, type Catalog, type Code, isOut, liveliness } from './catalog.ts';
import { type Place, salesShare } from './places.ts';

/** Ids of one entity's documents: ten thousand a day, so that id order is date order and a day needs no counter. */
const IDS_PER_DAY = 10_000;
const FIRST_DAY = 14_610;

const byWeekday = [0.85, 0.85, 0.9, 0.95, 1.05, 1.2, 1.2];
const byMonth = [0.9, 0.9, 1.05, 1.1, 0.95, 1.05, 1.05, 0.95, 0.9, 0.9, 0.95, 1.3];

/** What the generator of days needs to know. */
export interface World {
  readonly seed: number;
  readonly catalog: Catalog;
  readonly places: ReadonlyMap<Entity, readonly Place[]>;
  readonly invoicesPerDay: number;
  /** Does this entity deal in the article? */
  sells(entity: Entity, article: Article): boolean;
  /** Does this shop carry the article? */
  carries(place: Place, article: Article): boolean;
}

export const idOfDay = (day: number, index: number): number => (day - FIRST_DAY) * IDS_PER_DAY + index + 1;
export const dayOfId = (id: number): number => Math.floor((id - 1) / IDS_PER_DAY) + FIRST_DAY;
export const indexOfId = (id: number): number => (id - 1) % IDS_PER_DAY;

/** How many documents an entity wrote on a day, known without writing them. */
export function countOfDay(world: World, entity: Entity, kind: DocumentKind, day: number): number {
  const month = Number(dayText(day).slice(5, 7)) - 1;
  const share = salesShare[entity];
  if (share === 0) return 0;
  const season = (byWeekday[weekday(day)] as number) * (byMonth[month] as number);
  const slot = entities.indexOf(entity);
  const mean = world.invoicesPerDay * share * season * (0.9 + 0.2 * unit(world.seed, 31, slot, day));
  const wanted = kind === 'invoice' ? mean : mean * 0.02;
  return Math.floor(wanted + unit(world.seed, 32, slot, day, kind === 'invoice' ? 0 : 1));
}

export function documentNumber(kind: DocumentKind, day: number, index: number): string {
  // Deliberately without the entity: numbers repeat across databases at the real vendor too.
  return `${kind === 'invoice' ? 'SI' : 'SR'}.${dayText(day).replaceAll('-', '.')}.${String(index + 1).padStart(4, '0')}`;
}

/** The day and index that a number of documentNumber names. */
export function parseNumber(kind: DocumentKind, number: string): { day: number; index: number } | undefined {
  const match = /^(SI|SR)\.(\d{4})\.(\d\d)\.(\d\d)\.(\d{4,})$/.exec(number);
  if (!match || (match[1] === 'SI') !== (kind === 'invoice')) return undefined;
  const ms = Date.parse(`${match[2]}-${match[3]}-${match[4]}T00:00:00Z`);
  return Number.isNaN(ms) ? undefined : { day: ms / 86_400_000, index: Number(match[5]) - 1 };
}

/** All documents of one entity, kind and day. */
export function documentsOfDay(world: World, entity: Entity, kind: DocumentKind, day: number): SourceDocument[] {
  const count = countOfDay(world, entity, kind, day);
  if (count === 0) return [];
  const pick = articlePicker(world, entity, day);
  const places = world.places.get(entity) ?? [];
  const shops = places.filter((place) => place.store);
  const online = places[0] as Place;
  return Array.from({ length: count }, (_, index) => {
    const random = stream(hash(world.seed, 33, entities.indexOf(entity), day, kind === 'invoice' ? 0 : 1, index));
    const isOnline = random.next() < 0.05;
    const place = isOnline ? online : (shops[random.below(shops.length)] as Place);
    const lines = kind === 'invoice' ? soldLines(world, random, place, pick) : returnedLines(world, random, place, pick);
    const customer = random.below(500);
    const date = dayText(day);
    return {
      id: idOfDay(day, index),
      kind,
      number: documentNumber(kind, day, index),
      date,
      customer:
        random.next() < 0.1
          ? null
          : { id: 900 + customer, name: `Pelanggan ${customer + 1}`, no: `C.${String(customer + 1).padStart(5, '0')}` },
      branch: place.store ? { id: 50 + place.store.index, name: place.store.name.toUpperCase() } : { id: 40, name: 'PENJUALAN ONLINE' },
      lines,
      tax: ratio(String(lines.reduce((total, line) => total + Number(line.totalPrice), 0)), 11n, 111n),
      optLock: 0,
      lastUpdate: `${vendorDate(date)} 21:${String(index % 60).padStart(2, '0')}:00`,
    };
  });
}

function soldLines(world: World, random: Random, place: Place, pick: Picker): SourceLine[] {
  const count = 1 + Math.floor(random.next() ** 2 * 4.2);
  const lines: SourceLine[] = [];
  for (let i = 0; i < count; i++) {
    const article = pick(random, place);
    const boxed = random.next() < 0.02;
    const code = codeOf(world, random, article);
    const quantity = boxed ? 1 : 1 + Math.floor(random.next() ** 4 * 4);
    const discount = random.next() < 0.1 ? 0.9 : 1;
    const line = makeLine(random, code, place, quantity, boxed, discount);
    lines.push(line);
    // The same product twice on one invoice, down to the last digit: two scans at the till, two sales.
    if (random.next() < 0.015) lines.push(line);
  }
  return lines;
}

function returnedLines(world: World, random: Random, place: Place, pick: Picker): SourceLine[] {
  return [makeLine(random, codeOf(world, random, pick(random, place)), place, 1, false, 1)];
}

function makeLine(random: Random, code: Code, place: Place, quantity: number, boxed: boolean, discount: number): SourceLine {
  const ratioOfUnit = boxed ? 12 : 1;
  const unitPrice = code.article.price * ratioOfUnit;
  return {
    itemId: code.id,
    no: code.no,
    name: `${code.article.name} ${code.size}`,
    unit: boxed ? 'BOX' : 'PSG',
    quantity: String(quantity),
    unitRatio: ratioOfUnit,
    unitPrice: String(unitPrice),
    totalPrice: String(Math.round(unitPrice * quantity * discount)),
    warehouse: random.next() < 0.01 ? null : { id: place.id, name: place.name },
    cost: String(code.article.cost),
  };
}

function codeOf(world: World, random: Random, article: Article): Code {
  const codes = world.catalog.codesOf.get(article) as readonly Code[];
  let left = random.next();
  for (const code of codes) {
    left -= code.share;
    if (left < 0) return code;
  }
  return codes.at(-1) as Code;
}

type Picker = (random: Random, place: Place) => Article;

/** Picks articles by popularity among those on sale that day; a shop's own range by rejection (≤ 40 tries). */
function articlePicker(world: World, entity: Entity, day: number): Picker {
  const articles: Article[] = [];
  const edges: number[] = [];
  let total = 0;
  for (const article of world.catalog.articles) {
    const weight = world.sells(entity, article) && !isOut(world.seed, article, day) ? article.weight * liveliness(article, day) : 0;
    if (weight <= 0) continue;
    total += weight;
    articles.push(article);
    edges.push(total);
  }
  return (random, place) => {
    let article = articles[0] as Article;
    for (let tries = 0; tries < 40; tries++) {
      article = articles[firstAbove(edges, random.next() * total)] as Article;
      if (world.carries(place, article)) break;
    }
    return article;
  };
}

function firstAbove(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
