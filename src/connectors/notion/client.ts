// Notion, API version 2025-09-03. The wire facts are those of the official client; what is ours is the pace, one try per call
// (the queue tries again), a limit on the whole answer, and errors for people.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ListBlockChildrenResponse } from '@notionhq/client';
import { type CallKind, NotionError, notionError } from './errors.ts';

export interface NotionSettings {
  readonly token: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The next time at which a request of this token may leave. */
  readonly take: () => Promise<Date>;
  /** Notion asked everybody with this token, or in this workspace, to wait. */
  readonly postponed: (until: Date, scope: 'token' | 'workspace') => Promise<void>;
  /** Longest wait for a whole answer. */
  readonly timeoutMs?: number;
}

export interface Column {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Of a status or select. */
  readonly options: readonly string[];
}

export interface PageRef {
  readonly id: string;
  readonly url: string | null;
}

/** A block as the API takes it. */
export type NotionBlock = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Every function throws NotionError. */
export interface NotionClient {
  /** The data source of a database (of its first one, when it has several) and its columns. */
  source(databaseId: string): Promise<{ readonly id: string; readonly columns: readonly Column[] }>;
  /** The oldest page whose column holds exactly this text; pages in the trash are not found. */
  find(sourceId: string, propertyId: string, value: string): Promise<PageRef | undefined>;
  create(sourceId: string, properties: object): Promise<PageRef>;
  /** Writes the given columns and leaves the others. */
  update(pageId: string, properties: object): Promise<PageRef>;
  /** Id of the user that this token writes as. */
  me(): Promise<string>;
  /** Top blocks of a page. */
  blocks(pageId: string): Promise<{ readonly id: string; readonly createdBy: string }[]>;
  append(pageId: string, blocks: readonly NotionBlock[]): Promise<void>;
  removeBlock(id: string): Promise<void>;
}

const VERSION = '2025-09-03';
const LONGEST_WAIT_MS = 60_000;
/** Of an answer; a page of 100 blocks is far below. */
const ANSWER_MAX = 10_000_000;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

export function createNotionClient(settings: NotionSettings): NotionClient {
  const timeoutMs = settings.timeoutMs ?? 30_000;
  let opened: Promise<Client> | undefined;
  // Loaded with the first page: most workers of a day write few.
  const open = async (): Promise<Client> => {
    const library = await import('@notionhq/client');
    return new library.Client({
      auth: settings.token,
      baseUrl: settings.baseUrl,
      notionVersion: VERSION,
      retry: false,
      // The library stops its clock at the head of an answer; ours, below, runs to its last byte and ends first.
      timeoutMs: timeoutMs * 2,
      logger: () => undefined,
      fetch: ((url: string, init: RequestInit) => whole(url, init, timeoutMs)) as never,
    });
  };

  async function call<T>(
    what: string,
    kind: CallKind,
    use: (client: Client) => Promise<T>,
    isRight: (answer: Json) => boolean,
  ): Promise<T> {
    opened ??= open();
    const client = await opened;
    const delay = (await settings.take()).getTime() - Date.now();
    if (delay > LONGEST_WAIT_MS)
      throw new NotionError('transient', 'rate_limited', `Antrean ke Notion penuh pada ${what}.`, Math.ceil(delay / 1000));
    if (delay > 0) await sleep(delay);
    try {
      const answer = await use(client);
      // Valid JSON of another shape says no more than none.
      if (!isObject(answer) || !isRight(answer)) throw new SyntaxError('unexpected answer');
      return answer;
    } catch (thrown) {
      const error = notionError(thrown, what, kind);
      if (error.scope !== null) await settings.postponed(new Date(Date.now() + error.retryAfter * 1000), error.scope);
      throw error;
    }
  }

  const refOf = (answer: unknown): PageRef => {
    const { id, url } = answer as { id: string; url?: string };
    return { id, url: url ?? null };
  };
  const hasId = (answer: Json): boolean => typeof answer.id === 'string';
  const isList = (answer: Json): boolean => Array.isArray(answer.results);

  return {
    async source(databaseId) {
      const what = `Database Notion ${databaseId}`;
      const database = await call(
        what,
        'read',
        (client) => client.databases.retrieve({ database_id: databaseId }),
        (answer) => Array.isArray(answer.data_sources) && answer.data_sources.length > 0,
      );
      const [first] = (database as unknown as { data_sources: { id: string }[] }).data_sources;
      const source = await call(
        what,
        'read',
        (client) => client.dataSources.retrieve({ data_source_id: first?.id as string }),
        (answer) => isObject(answer.properties),
      );
      const columns = Object.values(source.properties).map((property): Column => {
        const { id, name, type } = property as { id: string; name: string; type: string };
        const choice = (property as Json)[type] as { options?: { name: string }[] } | undefined;
        return { id, name, type, options: (choice?.options ?? []).map((option) => option.name) };
      });
      return { id: source.id, columns };
    },
    async find(sourceId, propertyId, value) {
      const answer = await call(
        `pencarian ${value}`,
        'read',
        (client) =>
          client.dataSources.query({
            data_source_id: sourceId,
            filter: { property: propertyId, rich_text: { equals: value } },
            sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
            page_size: 10,
          }),
        isList,
      );
      const [oldest] = answer.results;
      if (oldest !== undefined) return refOf(oldest);
      const status = (answer as unknown as { request_status?: { type?: string } }).request_status?.type;
      if (status === 'incomplete')
        throw new NotionError('transient', 'incomplete', `Notion hanya mencari sebagian pada pencarian ${value}.`);
      return undefined;
    },
    create: async (sourceId, properties) =>
      refOf(
        await call(
          'database',
          'create',
          (client) =>
            client.pages.create({ parent: { type: 'data_source_id', data_source_id: sourceId }, properties: properties as never }),
          hasId,
        ),
      ),
    update: async (pageId, properties) =>
      refOf(
        await call(
          `Halaman Notion ${pageId}`,
          'replace',
          (client) => client.pages.update({ page_id: pageId, properties: properties as never }),
          hasId,
        ),
      ),
    me: async () => (await call('identitas token', 'read', (client) => client.users.me({}), hasId)).id,
    async blocks(pageId) {
      const found: { id: string; createdBy: string }[] = [];
      let cursor: string | null = null;
      do {
        const from: string | null = cursor;
        const part: ListBlockChildrenResponse = await call(
          `Isi halaman Notion ${pageId}`,
          'read',
          (client) => client.blocks.children.list({ block_id: pageId, page_size: 100, ...(from === null ? {} : { start_cursor: from }) }),
          isList,
        );
        for (const block of part.results) {
          found.push({ id: block.id, createdBy: (block as { created_by?: { id: string } }).created_by?.id ?? '' });
        }
        cursor = part.has_more ? part.next_cursor : null;
      } while (cursor !== null);
      return found;
    },
    async append(pageId, blocks) {
      await call(
        `Isi halaman Notion ${pageId}`,
        'replace',
        (client) => client.blocks.children.append({ block_id: pageId, children: blocks as never }),
        isList,
      );
    },
    async removeBlock(id) {
      try {
        await call(`Isi halaman Notion`, 'replace', (client) => client.blocks.delete({ block_id: id }), hasId);
      } catch (error) {
        // Somebody was faster, or the answer to our own try was lost.
        if (!(error instanceof NotionError) || (error.reason !== 'not_shared' && error.reason !== 'trashed')) throw error;
      }
    },
  };
}

/** The answer with its body read: a body that drips in for ever ends with the limit too. No other host is followed to. */
async function whole(url: string, init: RequestInit, timeoutMs: number): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { ...init, signal, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > ANSWER_MAX) throw new SyntaxError('the answer is too large');
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status: response.status, headers: response.headers });
}
