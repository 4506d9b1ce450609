// Runs after the whole suite: each request that a sandbox took in any test, demo included, is one that the vendor's own description knows.
// By hand: MANDOR_TEST_REQUESTS=<folder> for a run of some tests, then again with this file alone.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { RecordedRequest } from '../../src/sandbox/recording.ts';
import { ROOT } from '../support/template.ts';
import { vendorChecks } from '../support/vendor_schemas.ts';

const SCHEMAS = join(ROOT, '../shared/data/schemas');
const FOLDER = process.env.MANDOR_TEST_REQUESTS;

const REFUSED_AS_WRONG = new Set([400, 404]);

/** What the connectors call. */
const CALLED = [
  'google POST /token',
  'google POST /v4/spreadsheets',
  'google GET /v4/spreadsheets/{spreadsheetId}',
  'google POST /v4/spreadsheets/{spreadsheetId}:batchUpdate',
  'google GET /v4/spreadsheets/{spreadsheetId}/values/{range}',
  'google GET /v4/spreadsheets/{spreadsheetId}/values:batchGet',
  'google POST /gmail/v1/users/{userId}/messages/send',
  'google GET /gmail/v1/users/{userId}/messages',
  'google GET /gmail/v1/users/{userId}/messages/{id}',
  'google GET /gmail/v1/users/{userId}/profile',
  'notion GET /v1/users/me',
  'notion GET /v1/databases/{database_id}',
  'notion GET /v1/data_sources/{data_source_id}',
  'notion POST /v1/data_sources/{data_source_id}/query',
  'notion POST /v1/pages',
  'notion PATCH /v1/pages/{page_id}',
  'notion GET /v1/blocks/{block_id}/children',
  'notion PATCH /v1/blocks/{block_id}/children',
  'notion DELETE /v1/blocks/{block_id}',
  'telegram POST sendMessage',
  'telegram POST getUpdates',
  'telegram POST editMessageText',
  'telegram POST answerCallbackQuery',
  'anthropic POST /v1/messages',
  'anthropic GET /v1/models/{model_id}',
];

const noSchemas = existsSync(SCHEMAS) ? false : 'no ../shared/data/schemas';

describe('requests and the vendors’ own descriptions', { skip: noSchemas }, () => {
  const check = noSchemas === false ? vendorChecks(SCHEMAS) : undefined;
  const problems = (vendor: string, call: string, body: unknown = null, query: RecordedRequest['query'] = {}): string => {
    const [method = '', path = ''] = call.split(' ');
    return check?.({ vendor, method, path, query, body, status: 200 }).problems.join('\n') ?? '';
  };

  test('a right request is right, a wrong one is found', () => {
    const update = (request: object) => problems('google', 'POST /v4/spreadsheets/X:batchUpdate', { requests: [request] });
    assert.equal(update({ addSheet: { properties: { title: 'A', gridProperties: { rowCount: 3 } } } }), '');
    assert.match(update({ addSheet: { properties: { titel: 'A' } } }), /properties\.titel is unknown/);
    assert.match(update({ addSheet: { properties: { gridProperties: { rowCount: '3' } } } }), /rowCount is of type string, not integer/);
    assert.match(update({ addSheet: { properties: { sheetType: 'GRIDS' } } }), /sheetType is "GRIDS", none of its enum/);
    assert.match(problems('google', 'POST /v4/spreadsheets/X:batchUpdated', {}), /no such method and path/);
    assert.match(problems('google', 'DELETE /v4/spreadsheets/X'), /no such method and path/);
    assert.equal(problems('google', 'GET /v4/spreadsheets/X/values:batchGet', null, { ranges: ['A', 'B'], majorDimension: ['ROWS'] }), '');
    assert.match(problems('google', 'GET /v4/spreadsheets/X/values:batchGet', null, { majorDimension: ['ROW'] }), /none of its enum/);
    assert.match(problems('google', 'GET /v4/spreadsheets/X', null, { includeGridData: ['yes'] }), /type string, not boolean/);
    assert.match(problems('google', 'GET /v4/spreadsheets/X', null, { range: ['A'] }), /range is no parameter/);

    assert.equal(problems('google', 'POST /gmail/v1/users/me/messages/send', { raw: 'QQ' }), '');
    assert.match(problems('google', 'POST /gmail/v1/users/me/messages/send', { raw: 'QQ', to: 'x' }), /body\.to is unknown/);
    assert.match(problems('google', 'GET /gmail/v1/users/me/messages', null, { maxResults: ['some'] }), /type string, not integer/);

    const page = { parent: { type: 'data_source_id', data_source_id: 'X' }, properties: {} };
    assert.equal(problems('notion', 'POST /v1/pages', page), '');
    assert.match(problems('notion', 'POST /v1/pages', { ...page, colour: 'red' }), /body\.colour is unknown/);
    assert.match(problems('notion', 'POST /v1/pages', { parent: page.parent }), /body\.properties is missing/);
    assert.match(problems('notion', 'POST /v1/pages', { ...page, parent: { data_source: 'X' } }), /body\.parent fits none/);
    assert.match(problems('notion', 'POST /v1/databases/X/query', {}), /no such method and path/);
    const append = (block: object) => problems('notion', 'PATCH /v1/blocks/X/children', { children: [block] });
    assert.equal(append({ type: 'paragraph', paragraph: { rich_text: [{ type: 'text', text: { content: 'a' } }] } }), '');
    assert.match(append({ type: 'paragraph', paragraph: { text: [] } }), /children\[0\] fits none/);

    assert.equal(
      problems('telegram', 'POST /bot/sendMessage', { chat_id: '1', text: 'a', link_preview_options: { is_disabled: true } }),
      '',
    );
    assert.match(problems('telegram', 'POST /bot/sendMessage', { chat_id: 1, text: 'a', topic: 4 }), /body\.topic is unknown/);
    assert.match(problems('telegram', 'POST /bot/sendMessage', { chat_id: 1 }), /body\.text is missing/);
    assert.match(problems('telegram', 'POST /bot/sendMessages', { chat_id: 1, text: 'a' }), /no such method and path/);

    const message = { model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'a' }] };
    const system = { type: 'text', text: 'a', cache_control: { type: 'ephemeral' } };
    const format = { type: 'json_schema', schema: { type: 'object', properties: {}, additionalProperties: false } };
    assert.equal(problems('anthropic', 'POST /v1/messages', { ...message, system: [system], output_config: { format } }), '');
    assert.match(problems('anthropic', 'POST /v1/messages', { ...message, temperature: 0 }), /body\.temperature is unknown/);
    assert.match(problems('anthropic', 'POST /v1/messages', { ...message, system: [{ ...system, txt: 'a' }] }), /body\.system fits none/);
    assert.match(problems('anthropic', 'POST /v1/messages', { ...message, output_config: { formt: format } }), /formt is unknown/);
    assert.match(problems('anthropic', 'POST /v1/messages', { model: 'm', messages: [] }), /body\.max_tokens is missing/);
    assert.match(problems('anthropic', 'POST /v1/message', message), /no such method and path/);
  });

  test('each request of the tests is as its vendor describes it, and each call of ours was made', {
    skip: FOLDER === undefined || FOLDER === '' ? 'MANDOR_TEST_REQUESTS names no folder with requests' : false,
  }, (t) => {
    const counts = new Map(CALLED.map((name) => [name, 0]));
    const wrong = new Map<string, number>();
    let [all, checked] = [0, 0];
    for (const file of readdirSync(FOLDER as string).filter((name) => name.endsWith('.jsonl'))) {
      for (const line of readFileSync(join(FOLDER as string, file), 'utf8')
        .trimEnd()
        .split('\n')) {
        const request = JSON.parse(line) as RecordedRequest;
        all += 1;
        // A request that a sandbox refused as wrong was sent by a test that wanted to see that. All others count, also where the
        // vendor was told to fail: what we sent does not depend on the answer.
        if (REFUSED_AS_WRONG.has(request.status)) continue;
        checked += 1;
        const found = check?.(request) ?? { endpoint: undefined, problems: [] };
        const name = `${request.vendor} ${found.endpoint ?? `${request.method} ${request.path}`}`;
        if (found.endpoint !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
        for (const problem of found.problems) wrong.set(`${name}: ${problem}`, (wrong.get(`${name}: ${problem}`) ?? 0) + 1);
      }
    }
    t.diagnostic(`${all} requests recorded, ${checked} checked (the others were refused as wrong, which a test wanted to see):`);
    for (const [name, count] of counts) t.diagnostic(`${String(count).padStart(7)}  ${name}`);
    assert.deepEqual(
      [...wrong].slice(0, 20).map(([problem, times]) => `${times} × ${problem}`),
      [],
    );
    assert.deepEqual(
      CALLED.filter((name) => counts.get(name) === 0),
      [],
      'these are called by the connectors, and by no test',
    );
  });
});
