import { dayNumber } from './dates.ts';
import type { DocumentKind, EntitySource, SourceDocument } from './source.ts';

/** What a person at the ERP can do to documents behind our back. */
export interface Ledger extends EntitySource {
  /** Replaces parts of a document; optLock and lastUpdate move, as the vendor's do. Returns the new state. */
  changeDocument(kind: DocumentKind, number: string, patch: (was: SourceDocument) => Partial<SourceDocument>, at?: string): SourceDocument;
  /** The same behind the vendor's own back: neither optLock nor lastUpdate says so. */
  changeSilently(kind: DocumentKind, number: string, patch: (was: SourceDocument) => Partial<SourceDocument>): SourceDocument;
  /** The document vanishes from list and detail, and nothing says so. */
  deleteDocument(kind: DocumentKind, number: string): void;
  addDocument(document: Omit<SourceDocument, 'id' | 'optLock' | 'lastUpdate'>, at?: string): SourceDocument;
  findDocument(kind: DocumentKind, number: string): SourceDocument | undefined;
}

const ADDED_FROM = 900_000_000;

/** Lays changes over an unchangeable source, so that a generated company needs no memory for what nobody touched. */
export function createLedger(source: EntitySource): Ledger {
  const changed = { invoice: new Map<number, SourceDocument>(), return: new Map<number, SourceDocument>() };
  const deleted = { invoice: new Set<number>(), return: new Set<number>() };
  const listed = new Map<string, readonly number[]>();
  let nextId = ADDED_FROM;

  function document(kind: DocumentKind, id: number): SourceDocument | undefined {
    if (deleted[kind].has(id)) return undefined;
    return changed[kind].get(id) ?? source.document(kind, id);
  }

  // Paging asks for the same range again and again; the newest few answers are kept until something changes.
  function documentIds(kind: DocumentKind, from: string, to: string): readonly number[] {
    const key = `${kind} ${from} ${to}`;
    const known = listed.get(key);
    if (known) return known;
    const low = dayNumber(from);
    const high = dayNumber(to);
    const moved = changed[kind];
    const ids = source.documentIds(kind, from, to).filter((id) => !deleted[kind].has(id) && !moved.has(id));
    for (const doc of moved.values()) {
      const day = dayNumber(doc.date);
      if (day >= low && day <= high && !deleted[kind].has(doc.id)) ids.push(doc.id);
    }
    ids.sort((a, b) => a - b);
    if (listed.size >= 32) listed.delete(listed.keys().next().value as string);
    listed.set(key, ids);
    return ids;
  }

  function findDocument(kind: DocumentKind, number: string): SourceDocument | undefined {
    for (const doc of changed[kind].values()) {
      if (doc.number === number && !deleted[kind].has(doc.id)) return doc;
    }
    const id = source.idOf(kind, number);
    return id === undefined ? undefined : document(kind, id);
  }

  function required(kind: DocumentKind, number: string): SourceDocument {
    const doc = findDocument(kind, number);
    if (!doc) throw new Error(`the sandbox has no ${kind} numbered ${number}`);
    return doc;
  }

  return {
    ...source,
    documentIds,
    document,
    idOf: (kind, number) => findDocument(kind, number)?.id,
    findDocument,
    changeDocument(kind, number, patch, at = stamp()) {
      const was = required(kind, number);
      const now = { ...was, ...patch(was), id: was.id, kind, optLock: was.optLock + 1, lastUpdate: at };
      changed[kind].set(was.id, now);
      listed.clear();
      return now;
    },
    changeSilently(kind, number, patch) {
      const was = required(kind, number);
      const now = { ...was, ...patch(was), id: was.id, kind };
      changed[kind].set(was.id, now);
      listed.clear();
      return now;
    },
    deleteDocument(kind, number) {
      deleted[kind].add(required(kind, number).id);
      listed.clear();
    },
    addDocument(doc, at = stamp()) {
      const added = { ...doc, id: nextId++, optLock: 0, lastUpdate: at };
      changed[doc.kind].set(added.id, added);
      listed.clear();
      return added;
    },
  };
}

function stamp(): string {
  const text = new Date(Date.now() + 7 * 3_600_000).toISOString();
  return `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)} ${text.slice(11, 19)}`;
}
