import { unit } from '../random.ts';
import { type Entity, entities, type SourceWarehouse } from '../source.ts';

export interface Store {
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly branch: string;
  readonly area: string;
  readonly timeZone: string;
  readonly entity: Entity;
}

export interface Place extends SourceWarehouse {
  readonly entity: Entity;
  /** What the reference data says of it; null = the reference data does not list it. */
  readonly kind: 'WHS' | 'WHB' | 'STORE' | 'OTHER' | null;
  readonly loose: boolean;
  readonly inCover: boolean;
  readonly note: string;
  readonly store: Store | null;
  /** Part of the entity's stock; the stores share the rest. */
  readonly share: number;
}

const words = ['Melati', 'Mawar', 'Anggrek', 'Kenanga', 'Dahlia', 'Teratai', 'Cempaka', 'Flamboyan', 'Seroja', 'Bougenvil'];
const branches: readonly (readonly [string, string, string])[] = [
  ['Cabang Barat', 'Area 1', 'Asia/Jakarta'],
  ['Cabang Utara', 'Area 1', 'Asia/Jakarta'],
  ['Cabang Tengah', 'Area 2', 'Asia/Makassar'],
  ['Cabang Timur', 'Area 3', 'Asia/Jayapura'],
];

/** Part of the selling that each entity does; LJBB sells nothing. */
export const salesShare: Readonly<Record<Entity, number>> = { DDD: 0.6, LJBB: 0, MBB: 0.25, UBB: 0.15 };
/** Part of the stock that each entity holds. */
export const stockShare: Readonly<Record<Entity, number>> = { DDD: 0.45, LJBB: 0.25, MBB: 0.18, UBB: 0.12 };

export function makeStores(count: number): Store[] {
  return Array.from({ length: count }, (_, index) => {
    const [branch, area, timeZone] = branches[index % branches.length] as (typeof branches)[number];
    const position = index / count;
    const entity: Entity = position < salesShare.DDD ? 'DDD' : position < salesShare.DDD + salesShare.MBB ? 'MBB' : 'UBB';
    const name = `Toko ${words[index % words.length]} ${String(Math.floor(index / words.length) + 1).padStart(2, '0')}`;
    return { index, code: `ST${String(index + 1).padStart(3, '0')}`, name, branch, area, timeZone, entity };
  });
}

const fixed: readonly {
  readonly name: (entity: Entity) => string;
  readonly kind: Place['kind'];
  readonly share: number;
  readonly only?: Entity;
  readonly loose?: boolean;
  readonly outOfCover?: boolean;
  readonly scrap?: boolean;
  readonly suspended?: boolean;
  readonly note?: string;
}[] = [
  { name: (e) => `WHS ${e}`, kind: 'WHS', share: 0.15 },
  { name: (e) => `WHB ${e}`, kind: 'WHB', share: 0.35 },
  { name: (e) => `Gudang Eceran ${e}`, kind: 'WHB', share: 0.04, loose: true, note: 'semua pasang dihitung protol' },
  { name: (e) => `Gudang Retur ${e}`, kind: 'OTHER', share: 0.02, outOfCover: true, note: 'menunggu pemeriksaan' },
  { name: (e) => `Gudang Rusak ${e}`, kind: 'OTHER', share: 0.01, outOfCover: true, scrap: true, note: 'barang rusak' },
  { name: (e) => `Gudang Lama ${e}`, kind: 'OTHER', share: 0.01, suspended: true, note: 'ditutup, sisa belum dipindah' },
  { name: () => 'Pameran Keliling', kind: null, share: 0.01, only: 'DDD' },
];

/** The warehouses of every entity with the ids that the protocol shows; 1 is the vendor's own transit row. */
export function makePlaces(seed: number, stores: readonly Store[]): Map<Entity, readonly Place[]> {
  const byEntity = new Map<Entity, readonly Place[]>();
  for (const entity of entities) {
    const own = fixed
      .filter((row) => row.only === undefined || row.only === entity)
      .map(
        (row, i): Place => ({
          id: 50 + i,
          name: row.name(entity),
          scrap: row.scrap ?? false,
          suspended: row.suspended ?? false,
          isDefault: i === 0,
          entity,
          kind: row.kind,
          loose: row.loose ?? false,
          inCover: !row.outOfCover,
          note: row.note ?? '',
          store: null,
          share: row.share,
        }),
      );
    const shops = stores
      .filter((store) => store.entity === entity)
      .map(
        (store): Place => ({
          id: 100 + store.index,
          // People type names by hand: every tenth differs in case or carries a space; matching is trimmed and caseless.
          name: unit(seed, 21, store.index) < 0.1 ? `${store.name.toUpperCase()} ` : store.name,
          scrap: false,
          suspended: false,
          isDefault: false,
          entity,
          kind: 'STORE',
          loose: false,
          inCover: true,
          note: '',
          store,
          share: 0,
        }),
      );
    byEntity.set(entity, [...own, ...shops]);
  }
  return byEntity;
}
