// The vendors' own descriptions of their interfaces, and what is wrong with a request by them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RecordedRequest } from '../../src/sandbox/recording.ts';
import { type Schema, schemaProblems, textProblems } from './schema.ts';

export interface Checked {
  /** The operation, e.g. "GET /v1/users/me"; undefined when the vendor has none for this method and path. */
  readonly endpoint: string | undefined;
  readonly problems: readonly string[];
}

interface Parameter extends Schema {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: never;
  /** OpenAPI 3 has the type here; Swagger 2 in the parameter, and the body's schema here. */
  readonly schema?: Schema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
type PathItem = Readonly<Record<string, Operation>> & { readonly parameters?: readonly Parameter[] };
interface Description {
  readonly paths: Readonly<Record<string, PathItem>>;
}

/** Requests of one vendor, held against a description by paths (Swagger 2, OpenAPI 3.1). */
function byPaths(description: Description): (request: RecordedRequest) => Checked {
  const find = (ref: string): never =>
    ref
      .slice(2)
      .split('/')
      .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], description) as never;
  const routes = Object.entries(description.paths)
    .map(([path, item]) => ({ path, item, pattern: patternOf(path) }))
    // "users/me" before "users/{user_id}".
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  return (request) => {
    const method = request.method.toLowerCase();
    const route = routes.find(({ pattern, item }) => pattern.test(request.path) && item[method] !== undefined);
    if (route === undefined) return { endpoint: undefined, problems: ['the vendor has no such method and path'] };
    const operation = route.item[method] as Operation;
    const parameters = [...(route.item.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
      one.$ref === undefined ? one : (find(one.$ref) as Parameter),
    );
    const inQuery = Object.entries(request.query).flatMap(([name, values]) => {
      const known = parameters.find((one) => one.in === 'query' && one.name === name);
      if (known === undefined) return [`${name} is no parameter`];
      const { in: _, name: __, schema = known, ...rest } = known;
      const shape: Schema = schema === known ? (rest as Schema) : schema;
      if (shape.type !== 'array' && values.length > 1) return [`${name} is given ${values.length} times`];
      return values.flatMap((value) => textProblems(value, shape.items ?? shape, name));
    });
    const body = parameters.find((one) => one.in === 'body')?.schema ?? operation.requestBody?.content['application/json']?.schema;
    return { endpoint: `${request.method} ${route.path}`, problems: [...inQuery, ...bodyProblems(request.body, body, find)] };
  };
}

function bodyProblems(body: unknown, schema: Schema | undefined, find: (ref: string) => Schema): string[] {
  if (schema === undefined) return body === null ? [] : ['a body is sent, and the vendor takes none'];
  if (body === null) return ['a body in JSON is missing'];
  // OpenAPI leaves objects open; a parameter that the vendor does not know is a fault all the same.
  const closed = schema.$ref === undefined && schema.additionalProperties === undefined;
  return schemaProblems(body, closed ? { ...schema, additionalProperties: false } : schema, find);
}

/** Of a path as the client sends it: "{id}:batchUpdate" ends at the colon, a range within a path has its own colon escaped or not. */
function patternOf(path: string): RegExp {
  const pattern = path
    .split(/(\{[^}]+\})/)
    .map((part) => (part === '{range}' ? '[^/]+' : part.startsWith('{') ? '[^/:]+' : part.replace(/[.$]/g, '\\$&')))
    .join('');
  return new RegExp(`^${pattern}$`);
}

interface TelegramField {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
}
interface TelegramDescription {
  readonly methods: Readonly<Record<string, { readonly fields?: readonly TelegramField[] }>>;
  readonly types: Readonly<Record<string, { readonly fields?: readonly TelegramField[]; readonly subtypes?: readonly string[] }>>;
}

const PLAIN: Readonly<Record<string, string>> = {
  Integer: 'integer',
  Float: 'number',
  String: 'string',
  Boolean: 'boolean',
  True: 'boolean',
};

/** Requests to the Bot API; its parameters may stand in the body or in the query. */
function byBotApi(description: TelegramDescription): (request: RecordedRequest) => Checked {
  const typed = (name: string): Schema => {
    if (name.startsWith('Array of ')) return { type: 'array', items: typed(name.slice(9)) };
    return PLAIN[name] === undefined ? { $ref: name } : { type: PLAIN[name] };
  };
  const objectOf = (fields: readonly TelegramField[] = []): Schema => ({
    type: 'object',
    properties: Object.fromEntries(fields.map((one) => [one.name, { anyOf: one.types.map(typed) }])),
    required: fields.filter((one) => one.required).map((one) => one.name),
    additionalProperties: false,
  });
  const find = (name: string): Schema => {
    const type = description.types[name];
    if (type?.subtypes !== undefined) return { anyOf: type.subtypes.map((one) => ({ $ref: one })) };
    return type === undefined ? { enum: [] } : objectOf(type.fields);
  };
  return (request) => {
    const name = /^\/bot\/(\w+)$/.exec(request.path)?.[1];
    const method = name === undefined ? undefined : description.methods[name];
    if (method === undefined || !['GET', 'POST'].includes(request.method))
      return { endpoint: undefined, problems: ['the vendor has no such method and path'] };
    return { endpoint: `POST ${name}`, problems: schemaProblems(request.body ?? {}, objectOf(method.fields), find) };
  };
}

/** Where the description of Notion is behind the API version that it names; each by the types of the vendor's own client. */
function amended(description: Description): Description {
  const copy = structuredClone(description) as unknown as { components: { schemas: Record<string, Schema> } } & Description;
  const { schemas } = copy.components;
  const text: Schema = { type: 'array', items: { $ref: '#/components/schemas/richTextRequest' }, maxItems: 100 };
  const closed = (properties: Record<string, Schema>, required: string[]): Schema => ({
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  });
  const block = (type: string, inner: Schema): Schema =>
    closed({ object: { const: 'block' }, type: { const: type }, [type]: inner }, [type]);
  // A page of a data source names it; the description still asks for "database_id".
  schemas.dataSourceIdParentRequest = closed({ type: { const: 'data_source_id' }, data_source_id: { type: 'string' } }, ['data_source_id']);
  // Sorted by a column or by a time.
  const direction: Schema = { enum: ['ascending', 'descending'] };
  schemas.sortObject = {
    anyOf: [
      closed({ property: { type: 'string' }, direction }, ['property', 'direction']),
      closed({ timestamp: { enum: ['created_time', 'last_edited_time'] }, direction }, ['timestamp', 'direction']),
    ],
  };
  // Two kinds of blocks are described, and these exist too.
  const row = block('table_row', closed({ cells: { type: 'array', items: text } }, ['cells']));
  const table = {
    table_width: { type: 'integer' },
    has_column_header: { type: 'boolean' },
    has_row_header: { type: 'boolean' },
    children: { type: 'array', items: row, maxItems: 100 },
  };
  schemas.blockObjectRequest = {
    anyOf: [
      ...(schemas.blockObjectRequest?.anyOf ?? []),
      ...['heading_1', 'heading_2', 'heading_3', 'numbered_list_item', 'quote', 'callout'].map((type) =>
        block(type, closed({ rich_text: text }, ['rich_text'])),
      ),
      block('divider', closed({}, [])),
      block('table', closed(table, ['table_width', 'children'])),
    ],
  };
  return copy;
}

/** The description of Anthropic is two months behind API version 2026-10-21; what has changed is in the types of the SDK. */
function atVersion2026_10(description: Description): Description {
  const copy = structuredClone(description) as unknown as { components: { schemas: Record<string, Schema> } } & Description;
  const create = copy.components.schemas.CreateMessageParams;
  const closed = (properties: Record<string, Schema>, required: string[]): Schema => ({
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  });
  const thread: Schema = {
    anyOf: [
      closed({ type: { const: 'create' } }, ['type']),
      closed({ type: { const: 'continue' }, previous_message_id: { type: 'string' } }, ['type', 'previous_message_id']),
    ],
  };
  const { temperature: _, top_p: __, top_k: ___, ...left } = (create?.properties ?? {}) as Record<string, Schema>;
  copy.components.schemas.CreateMessageParams = { ...create, properties: { ...left, thread } };
  return copy;
}

/** Checks of each vendor's requests, from the folder with the descriptions. */
export function vendorChecks(folder: string): (request: RecordedRequest) => Checked {
  const read = (name: string): never => JSON.parse(readFileSync(join(folder, name), 'utf8')) as never;
  const sheets = byPaths(read('google-discovery/sheets.v4.strict.json'));
  const gmail = byPaths(read('google-discovery/gmail.v1.strict.json'));
  const notion = byPaths(amended(read('notion-openapi.json')));
  const telegram = byBotApi(read('telegram-bot-api-10.1.json'));
  const packed = readFileSync(join(folder, 'anthropic-openapi-2026-08.nobeta.json.gz'));
  const anthropic = byPaths(atVersion2026_10(JSON.parse(gunzipSync(packed).toString()) as Description));
  return (request) => {
    if (request.vendor === 'notion') return notion(request);
    if (request.vendor === 'telegram') return telegram(request);
    if (request.vendor === 'anthropic') return anthropic(request);
    // The token endpoint is OAuth's (RFC 6749): a form, and in no description of an API.
    if (request.path === '/token')
      return { endpoint: 'POST /token', problems: request.method === 'POST' ? [] : ['tokens are asked for with POST'] };
    return request.path.startsWith('/gmail/') ? gmail(request) : sheets(request);
  };
}
