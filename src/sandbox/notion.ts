// Notion as a server of our own: as much of API version 2025-09-03 as we use. It refuses what the vendor refuses, keeps every
// request, and fails on command. Nothing is deduplicated: two equal creates are two pages.
import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { codeOfStatus, filtered, notFound, refuse, removeBlock, showDatabase, showPage, showSource, slice } from './notion/answers.ts';
import { readBlocks, showBlock } from './notion/blocks.ts';
import { createNotionFaults, type NotionFault, type NotionFaultRead } from './notion/faults.ts';
import { createPeople, type People } from './notion/people.ts';
import { type Block, createSpace, type DataSource, findProperty, newId, type Page, plainId } from './notion/space.ts';
import { Invalid, readValue } from './notion/values.ts';
import { recorded } from './recording.ts';
import { cutOff, waitForClose } from './silence.ts';
import { slowly } from './slowly.ts';

export { type NotionFault, notionFaultSchema } from './notion/faults.ts';
export type { ShownPage } from './notion/people.ts';

const VERSION = '2025-09-03';
const BODY_MAX = 500_000;
/** Bot users by token: one integration per layer. */
const BOTS: Readonly<Record<string, string>> = {
  ntn_sandbox_1: '00000000-0000-4000-c000-000000000001',
  ntn_sandbox_2: '00000000-0000-4000-c000-000000000002',
};
const PERSON = '00000000-0000-4000-c000-00000000ffff';

export interface NotionRequest {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string[]>>;
  readonly body: unknown;
  /** 1 or 2, whose token it was; 0 when nobody's. */
  readonly token: number;
  /** 0 = no answer was given. */
  status: number;
}

export interface NotionBox extends People {
  readonly url: string;
  readonly tokens: readonly string[];
  readonly databases: Readonly<Record<'tasks' | 'dashboard' | 'tasks.test' | 'dashboard.test', string>>;
  readonly env: Readonly<Record<string, string>>;
  fail(fault: NotionFault): void;
  clearFaults(): void;
  requests(): readonly NotionRequest[];
  revoke(isRevoked?: boolean): void;
  clear(): void;
}

type C = Context<{ Bindings: HttpBindings }>;
type Json = Record<string, unknown>;

export function createNotionBox(): { server: Server; open: (url: string) => NotionBox } {
  const space = createSpace();
  const faults = createNotionFaults();
  let requests: NotionRequest[] = [];
  let isRevoked = false;

  const sourceOf = (id: unknown): DataSource | undefined =>
    typeof id === 'string' ? space.sources.find((one) => one.isShared && plainId(one.id) === plainId(id)) : undefined;
  const pageOf = (id: string): Page | undefined => {
    const page = space.pages.find((one) => plainId(one.id) === plainId(id));
    return page !== undefined && sourceOf(page.sourceId) !== undefined ? page : undefined;
  };
  const botOf = (c: C): string => BOTS[tokenOf(c)] ?? '';
  const bodyOf = async (c: C): Promise<Json> => ((await c.req.json().catch(() => null)) ?? {}) as Json;
  const touch = (page: Page): void => {
    page.editedAt = new Date().toISOString();
  };

  function setValues(source: DataSource, page: Page, sent: unknown): void {
    // All or nothing: what is refused leaves no half.
    const read = Object.entries((sent ?? {}) as Json).map(([key, value]) => {
      const property = findProperty(source, key);
      if (property === undefined) throw new Invalid(`${key} is not a property that exists.`);
      return [property.id, readValue(property, value)] as const;
    });
    for (const [id, value] of read) page.values.set(id, value);
  }
  function addBlocks(page: Page, sent: unknown, user: string): Block[] {
    const blocks = readBlocks(sent, user);
    for (const block of blocks) space.blocks.set(block.id, block);
    page.blocks.push(...blocks);
    return blocks;
  }

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use('/v1/*', async (c, next) => {
    const text = await c.req.text();
    const request: NotionRequest = {
      at: new Date(),
      method: c.req.method,
      path: new URL(c.req.url).pathname,
      query: c.req.queries(),
      body: parse(text),
      token: Object.keys(BOTS).indexOf(tokenOf(c)) + 1,
      status: 0,
    };
    requests.push(request);
    const fault = faults.next(request.method, request.path);
    const refusal = () => {
      if (request.token === 0 || isRevoked) return refuse(c, 'unauthorized', 'API token is invalid.');
      if (c.req.header('notion-version') !== VERSION) return refuse(c, 'missing_version', 'Notion-Version header should be defined.');
      if (text.length > BODY_MAX)
        return refuse(c, 'validation_error', `body failed validation: request body should be ≤ ${BODY_MAX} bytes.`);
      return text !== '' && request.body === undefined ? refuse(c, 'invalid_json', 'Error parsing JSON body.') : undefined;
    };
    const isEarly = fault !== undefined && !fault.afterWrite && fault.kind !== 'incomplete';
    const refused = isEarly ? undefined : refusal();
    if (refused !== undefined) c.res = refused;
    else if (!isEarly) await next();
    if (fault !== undefined && refused === undefined) c.res = await answerOf(c, fault, c.res);
    if (!c.res.headers.has('x-hono-already-sent')) request.status = c.res.status;
  });
  app.onError((error, c) => {
    if (error instanceof Invalid) return refuse(c, 'validation_error', error.message);
    throw error;
  });

  app.get('/v1/users/me', (c) => c.json({ object: 'user', id: botOf(c), type: 'bot', name: 'Mandor', bot: {} }));
  app.get('/v1/databases/:id', (c) => {
    const id = c.req.param('id');
    const source = space.sources.find((one) => one.isShared && plainId(one.databaseId) === plainId(id));
    return source === undefined ? notFound(c, 'database', id) : c.json(showDatabase(source));
  });
  app.get('/v1/data_sources/:id', (c) => {
    const source = sourceOf(c.req.param('id'));
    return source === undefined ? notFound(c, 'data source', c.req.param('id')) : c.json(showSource(source));
  });
  app.post('/v1/data_sources/:id/query', async (c) => {
    const source = sourceOf(c.req.param('id'));
    if (source === undefined) return notFound(c, 'data source', c.req.param('id'));
    const body = await bodyOf(c);
    const found = filtered(
      space.pages.filter((page) => page.sourceId === source.id && !page.inTrash),
      source,
      body.filter,
    );
    if (found === undefined) return refuse(c, 'validation_error', 'Could not find property with the name or id given in the filter.');
    const part = slice(found, body.start_cursor, body.page_size);
    return c.json({
      object: 'list',
      ...part,
      results: part.results.map((page) => showPage(page, source, botOf(c))),
      type: 'page_or_data_source',
      page_or_data_source: {},
      request_status: { type: 'complete' },
    });
  });
  app.post('/v1/pages', async (c) => {
    const body = await bodyOf(c);
    const source = sourceOf((body.parent as Json | undefined)?.data_source_id);
    if (source === undefined) return notFound(c, 'data source', String((body.parent as Json | undefined)?.data_source_id));
    const now = new Date().toISOString();
    const page: Page = { id: newId(), sourceId: source.id, createdAt: now, editedAt: now, inTrash: false, values: new Map(), blocks: [] };
    setValues(source, page, body.properties);
    if (body.children !== undefined) addBlocks(page, body.children, botOf(c));
    space.pages.push(page);
    return c.json(showPage(page, source, botOf(c)));
  });
  app.get('/v1/pages/:id', (c) => {
    const page = pageOf(c.req.param('id'));
    return page === undefined
      ? notFound(c, 'page', c.req.param('id'))
      : c.json(showPage(page, sourceOf(page.sourceId) as DataSource, botOf(c)));
  });
  app.patch('/v1/pages/:id', async (c) => {
    const page = pageOf(c.req.param('id'));
    if (page === undefined) return notFound(c, 'page', c.req.param('id'));
    const body = await bodyOf(c);
    if (page.inTrash && body.in_trash !== false && body.archived !== false) return refuse(c, 'validation_error', ARCHIVED);
    const source = sourceOf(page.sourceId) as DataSource;
    setValues(source, page, body.properties);
    if (typeof body.in_trash === 'boolean') page.inTrash = body.in_trash;
    touch(page);
    return c.json(showPage(page, source, botOf(c)));
  });
  app.get('/v1/blocks/:id/children', (c) => {
    const page = pageOf(c.req.param('id'));
    const block = space.blocks.get(c.req.param('id'));
    if (page === undefined && block === undefined) return notFound(c, 'block', c.req.param('id'));
    const part = slice(page?.blocks ?? block?.children ?? [], c.req.query('start_cursor'), c.req.query('page_size'));
    const parent = { type: 'page_id', page_id: c.req.param('id') };
    return c.json({ object: 'list', ...part, results: part.results.map((one) => showBlock(one, parent)), type: 'block', block: {} });
  });
  app.patch('/v1/blocks/:id/children', async (c) => {
    const page = pageOf(c.req.param('id'));
    if (page === undefined) return notFound(c, 'block', c.req.param('id'));
    if (page.inTrash) return refuse(c, 'validation_error', ARCHIVED);
    const added = addBlocks(page, (await bodyOf(c)).children, botOf(c));
    touch(page);
    const parent = { type: 'page_id', page_id: page.id };
    return c.json({
      object: 'list',
      results: added.map((one) => showBlock(one, parent)),
      next_cursor: null,
      has_more: false,
      type: 'block',
      block: {},
    });
  });
  app.delete('/v1/blocks/:id', (c) => {
    const block = space.blocks.get(c.req.param('id'));
    if (block === undefined) return notFound(c, 'block', c.req.param('id'));
    removeBlock(space, block.id);
    return c.json({ ...showBlock(block, { type: 'page_id' }), archived: true, in_trash: true });
  });
  app.all('*', (c) => refuse(c, 'invalid_request_url', 'Invalid request URL.'));

  const people = createPeople(space, PERSON);
  const databases = Object.fromEntries(
    ['tasks', 'dashboard', 'tasks.test', 'dashboard.test'].map((key, i) => [key, space.sources[i]?.databaseId as string]),
  ) as NotionBox['databases'];

  return {
    server: createAdaptorServer({ fetch: recorded('notion', app.fetch) }) as Server,
    open: (url) => ({
      url,
      tokens: Object.keys(BOTS),
      databases,
      env: { NOTION_BASE_URL: url, NOTION_TOKEN_LAYER1: 'ntn_sandbox_1', NOTION_TOKEN_LAYER2: 'ntn_sandbox_2' },
      fail: faults.add,
      clearFaults: faults.clear,
      requests: () => requests,
      ...people,
      revoke: (revoked = true) => {
        isRevoked = revoked;
      },
      clear() {
        space.reset();
        faults.clear();
        requests = [];
        isRevoked = false;
      },
    }),
  };
}

const ARCHIVED = "Can't edit block that is archived. You must unarchive the block before editing.";

const tokenOf = (c: C): string => /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the caller gets instead of the answer, or of no answer at all. */
async function answerOf(c: C, fault: NotionFaultRead, answer: Response): Promise<Response> {
  const pause = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  switch (fault.kind) {
    case 'http':
      return refuse(c, codeOfStatus(fault.status), 'Something went wrong.');
    case 'rate': {
      const refused = refuse(c, 'rate_limited', 'You have been rate limited. Please try again later.', {
        additional_data: { rate_limit_reason: fault.reason },
      });
      return new Response(refused.body, { status: 429, headers: { 'content-type': 'application/json', ...pause } });
    }
    case 'overload': {
      const refused = refuse(c, 'service_overload', 'Notion is overloaded.');
      return new Response(refused.body, { status: 529, headers: { 'content-type': 'application/json', ...pause } });
    }
    case 'html':
      return c.html('<html><body><h1>502 Bad Gateway</h1></body></html>', 502);
    case 'hang':
      return waitForClose(c);
    case 'drop':
      return cutOff(c);
    case 'drip':
      return new Response(slowly(), { status: 200, headers: { 'content-type': 'application/json' } });
    case 'wrong_json':
      return new Response('{"object":"page","id":"2a1', { status: 200, headers: { 'content-type': 'application/json' } });
    case 'empty':
      return c.json({});
    case 'incomplete': {
      const body = (await answer.json()) as object;
      return c.json({ ...body, request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' } });
    }
  }
}
