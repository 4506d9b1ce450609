import { hash, stream, unit } from '../random.ts';

export type Gender = 'LADIES' | 'MEN' | 'BABY' | 'BOYS' | 'GIRLS';

export interface Article {
  readonly index: number;
  /** Article code; several versions may share one kodeMix. */
  readonly kode: string;
  readonly kodeMix: string;
  readonly name: string;
  readonly gender: Gender;
  readonly series: string;
  readonly assortment: string;
  readonly tier: number;
  /** Relative popularity. */
  readonly weight: number;
  readonly price: number;
  readonly cost: number;
  /** Months of sales that the company likes to hold of it: most between 3 and 9, some under, some over. */
  readonly cover: number;
  /** First day on sale (days since 1970); -Infinity = always. */
  readonly launchedOn: number;
  /** Last day on which anybody still bought it. */
  readonly diedOn: number;
  /** Runs out of stock for whole weeks now and then. */
  readonly gappy: boolean;
  /** False: the ERP has it, the reference data does not. */
  readonly mapped: boolean;
}

export interface Code {
  readonly id: number;
  readonly no: string;
  readonly article: Article;
  readonly size: number;
  /** Part of the article's pairs in this size; an article's codes sum to 1. */
  readonly share: number;
}

export interface Catalog {
  readonly articles: readonly Article[];
  readonly codes: readonly Code[];
  readonly codesOf: ReadonlyMap<Article, readonly Code[]>;
}

const series: readonly (readonly [string, string])[] = [
  ['CLASSIC', 'CA'],
  ['STREAM', 'ST'],
  ['WAVE', 'WV'],
  ['DUNE', 'DN'],
  ['CORAL', 'CR'],
  ['METRO', 'MT'],
  ['TRAIL', 'TR'],
  ['PALM', 'PM'],
  ['BREEZE', 'BZ'],
  ['ROCK', 'RK'],
];
const genders: readonly (readonly [Gender, string, number, number])[] = [
  ['MEN', 'M', 39, 44],
  ['LADIES', 'L', 36, 41],
  ['BOYS', 'B', 30, 35],
  ['GIRLS', 'G', 30, 35],
  ['BABY', 'Y', 18, 23],
];
/** tier, upper edge of its part of the articles, popularity */
const tiers: readonly (readonly [number, number, number])[] = [
  [1, 0.1, 12],
  [2, 0.25, 6],
  [3, 0.45, 3],
  [4, 0.68, 1.5],
  [5, 0.84, 0.8],
  [8, 0.97, 0.4],
  [0, 1, 1],
];
const assortments = ['REGULAR', 'BASIC', 'SEASONAL'];

/** Articles and codes: exactly `count` codes that the reference data knows, and under one per cent that it does not. */
export function makeCatalog(seed: number, count: number, endDay: number): Catalog {
  const articles: Article[] = [];
  const codes: Code[] = [];
  const codesOf = new Map<Article, Code[]>();

  const addCodes = (article: Article, first: number, last: number, limit: number) => {
    const sizes = Array.from({ length: Math.min(last - first + 1, limit) }, (_, i) => first + i);
    // Middle sizes sell best: a flat hill, not a bell, so that the ends still hold stock.
    const shares = sizes.map((_, i) => 1 + Math.min(i, sizes.length - 1 - i));
    const total = shares.reduce((a, b) => a + b, 0);
    const own = sizes.map((size, i) => ({
      id: 1001 + codes.length + i,
      no: `${article.kode}-${size}`,
      article,
      size,
      share: (shares[i] as number) / total,
    }));
    codes.push(...own);
    codesOf.set(article, own);
  };

  const addArticle = (mapped: boolean, base: Article | undefined, limit: number) => {
    const index = articles.length;
    const line = base ? findLine(base) : index;
    const [gender, letter, first, last] = genders[line % genders.length] as (typeof genders)[number];
    const [word, short] = series[Math.floor(line / genders.length) % series.length] as (typeof series)[number];
    const number = Math.floor(line / (genders.length * series.length)) + 1;
    const plain = `${letter}${mapped ? 1 : 9}${mapped ? short : 'XX'}${String(mapped ? number : index).padStart(2, '0')}`;
    const article = makeArticle(seed, index, endDay, {
      kode: base ? `${base.kode}B` : plain,
      kodeMix: base ? base.kodeMix : plain,
      name: mapped ? `${gender} ${word} ${number}` : `${gender} SAMPLE ${index}`,
      gender,
      series: mapped ? word : 'SAMPLE',
      mapped,
      like: base,
    });
    articles.push(article);
    lineOf.set(article, line);
    addCodes(article, first, last, limit);
  };
  const lineOf = new Map<Article, number>();
  const findLine = (article: Article) => lineOf.get(article) as number;

  while (codes.length < count) {
    const previous = articles.at(-1);
    const version = previous !== undefined && previous.kode === previous.kodeMix && unit(seed, 11, articles.length) < 0.14;
    addArticle(true, version ? previous : undefined, count - codes.length);
  }
  const unmapped = Math.max(2, Math.floor(count / 200));
  while (codes.length < count + unmapped) addArticle(false, undefined, count + unmapped - codes.length);
  return { articles, codes, codesOf };
}

type Naming = Pick<Article, 'kode' | 'kodeMix' | 'name' | 'gender' | 'series' | 'mapped'> & { like: Article | undefined };

function makeArticle(seed: number, index: number, endDay: number, naming: Naming): Article {
  const { like, ...names } = naming;
  const random = stream(hash(seed, 12, index));
  const [tier, , popularity] = tiers.find(([, edge]) => random.next() < edge) ?? ([3, 1, 3] as const);
  const kind = random.next();
  const price = 49_900 + 10_000 * random.below(25);
  const cover = random.next();
  const life = random.next();
  return {
    index,
    ...names,
    tier: like ? like.tier : tier,
    assortment: assortments[random.below(assortments.length)] as string,
    // An unmapped article sells next to nothing: its rows must stay under one per cent.
    weight: names.mapped ? (like ? like.weight * 0.5 : popularity * (0.5 + random.next())) : 0.4,
    price: like ? like.price : price,
    cost: Math.round((like ? like.price : price) * (0.4 + 0.15 * random.next())),
    cover: coverOf(cover, random.next()),
    launchedOn: kind < 0.08 ? endDay - 3 - Math.floor(life * 82) : Number.NEGATIVE_INFINITY,
    diedOn: kind >= 0.08 && kind < 0.14 ? endDay - 20 - Math.floor(life * 95) : Number.POSITIVE_INFINITY,
    gappy: kind > 0.9,
    mapped: names.mapped,
  };
}

function coverOf(which: number, within: number): number {
  if (which < 0.17) return 0.7 + 1.9 * within;
  if (which < 0.8) return 3.5 + 4.7 * within;
  return 10 + 8 * within;
}

/** How much of an article's popularity is left on a day: 0 before its launch, fading out over its last six weeks. */
export function liveliness(article: Article, day: number): number {
  if (day < article.launchedOn || day > article.diedOn) return 0;
  return Math.min(1, (article.diedOn - day + 1) / 42);
}

/** Whole weeks without a pair anywhere: nobody can buy it then. */
export function isOut(seed: number, article: Article, day: number): boolean {
  return article.gappy && unit(seed, 13, article.index, Math.floor((day + 3) / 7)) < 0.25;
}
