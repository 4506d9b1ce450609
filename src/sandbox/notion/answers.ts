import type { Context } from 'hono';
import { type Block, type DataSource, findProperty, newId, type Page, type PageValue } from './space.ts';
import { showProperty, showValue } from './values.ts';

const CODES = {
  unauthorized: 401,
  restricted_resource: 403,
  object_not_found: 404,
  rate_limited: 429,
  invalid_json: 400,
  invalid_request_url: 400,
  missing_version: 400,
  validation_error: 400,
  conflict_error: 409,
  internal_server_error: 500,
  service_unavailable: 503,
  gateway_timeout: 504,
  service_overload: 529,
} as const;
export type RefusalCode = keyof typeof CODES;

/** An answer that refuses, in the vendor's words. */
export function refuse(c: Context, code: RefusalCode, message: string, extra: object = {}): Response {
  return c.json({ object: 'error', status: CODES[code], code, message, request_id: newId(), ...extra }, CODES[code] as never);
}

export const codeOfStatus = (status: number): RefusalCode =>
  (Object.entries(CODES).find(([, one]) => one === status)?.[0] as RefusalCode | undefined) ?? 'internal_server_error';

export const notFound = (c: Context, what: string, id: string): Response =>
  refuse(
    c,
    'object_not_found',
    `Could not find ${what} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "Mandor".`,
  );

export function showDatabase(source: DataSource): object {
  return {
    object: 'database',
    id: source.databaseId,
    title: [{ type: 'text', text: { content: source.title, link: null }, plain_text: source.title }],
    data_sources: [{ id: source.id, name: source.title }],
    in_trash: false,
  };
}

export function showSource(source: DataSource): object {
  return {
    object: 'data_source',
    id: source.id,
    title: [{ type: 'text', text: { content: source.title, link: null }, plain_text: source.title }],
    parent: { type: 'database_id', database_id: source.databaseId },
    properties: Object.fromEntries(source.properties.map((property) => [property.name, showProperty(property)])),
    in_trash: false,
  };
}

export function showPage(page: Page, source: DataSource, user: string): object {
  return {
    object: 'page',
    id: page.id,
    created_time: page.createdAt,
    last_edited_time: page.editedAt,
    created_by: { object: 'user', id: user },
    archived: page.inTrash,
    in_trash: page.inTrash,
    parent: { type: 'data_source_id', data_source_id: source.id, database_id: source.databaseId },
    properties: Object.fromEntries(
      source.properties.map((property) => [property.name, showValue(property, page.values.get(property.id) ?? null)]),
    ),
    url: `https://www.notion.so/${page.id.replaceAll('-', '')}`,
  };
}

/** A list of the vendor: a slice from the cursor on. */
export function slice<T>(
  all: readonly T[],
  cursor: unknown,
  size: unknown,
): { results: T[]; next_cursor: string | null; has_more: boolean } {
  const from = typeof cursor === 'string' ? Number(cursor.replace('cursor-', '')) : 0;
  const to = from + Math.min(100, typeof size === 'number' ? size : Number(size ?? 100));
  return { results: all.slice(from, to), next_cursor: to < all.length ? `cursor-${to}` : null, has_more: to < all.length };
}

/** The pages that a filter {property, rich_text | title: {equals}} lets through; undefined when it is none of those. */
export function filtered(pages: readonly Page[], source: DataSource, filter: unknown): readonly Page[] | undefined {
  if (filter === undefined) return pages;
  const { property: key, ...rest } = filter as { property?: unknown } & Record<string, { equals?: unknown } | undefined>;
  const property = typeof key === 'string' ? findProperty(source, key) : undefined;
  const wanted: unknown = property === undefined ? undefined : rest[property.type]?.equals;
  if (property === undefined || typeof wanted !== 'string') return undefined;
  return pages.filter((page) => (page.values.get(property.id) ?? '') === (wanted as PageValue));
}

export const removeBlock = (space: { pages: Page[]; blocks: Map<string, Block> }, id: string): void => {
  for (const page of space.pages) page.blocks = page.blocks.filter((block) => block.id !== id);
  space.blocks.delete(id);
};
