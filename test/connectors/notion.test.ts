import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { connectNotion } from '../../src/connectors/notion/connect.ts';
import { NotionError } from '../../src/connectors/notion/errors.ts';
import { inRequests, type PageWish, richText } from '../../src/connectors/notion/page.ts';
import { notionBody } from '../../src/reports/notion.ts';
import type { FrozenReport } from '../../src/reports/types.ts';
import { type NotionFault, startSandbox } from '../../src/sandbox/index.ts';
import { blockEgress } from '../support/egress.ts';

const egress = blockEgress();
const sandbox = await startSandbox({ invoicesPerDay: 1 });
const box = sandbox.notion;
after(() => sandbox.stop());
const database = box.databases.tasks;

const waits: [string, number][] = [];
beforeEach(() => {
  box.clear();
  waits.length = 0;
});
const connect = () =>
  connectNotion({
    tokens: box.tokens as [string, string],
    baseUrl: box.url,
    take: async () => new Date(),
    postponed: async (key, until) => void waits.push([key, Math.round((until.getTime() - Date.now()) / 1000)]),
    timeoutMs: 3_000,
  });
const notes = { found: async () => {} };
const idle = new AbortController().signal;

async function wish(more: Partial<PageWish> & { name?: string; status?: string } = {}): Promise<PageWish> {
  const source = await connect().source(database);
  const id = (name: string) => source.columns.find((column) => column.name === name)?.id as string;
  const { name = 'Control Stock', status = '⏳ Scheduled', ...rest } = more;
  return {
    sourceId: source.id,
    idProperty: id('Mandor ID'),
    subject: 'work_item:1',
    pageId: undefined,
    cells: [
      { property: id('Task Name'), type: 'title', value: name },
      { property: id('Status'), type: 'status', value: status },
      { property: id('Last Run'), type: 'date', value: '2026-02-09T05:00:00+07:00' },
      { property: id('Attachment'), type: 'url', value: '' },
      { property: id('Mandor ID'), type: 'rich_text', value: 'work_item:1' },
    ],
    body: undefined,
    ...rest,
  };
}
const failure = async (work: Promise<unknown>): Promise<NotionError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof NotionError) return error;
    throw error;
  }
  throw new Error('it went well');
};

test('a page is made once; the second run finds it by our id and writes the columns anew', async () => {
  const first = await connect().show(1, await wish(), notes, idle);
  const second = await connect().show(2, await wish({ status: '📋 Done by Agent' }), notes, idle);
  assert.equal(second.id, first.id);
  const pages = box.pages(database);
  assert.equal(pages.length, 1);
  assert.deepEqual(
    [pages[0]?.cells['Task Name'], pages[0]?.cells.Status, pages[0]?.cells['Last Run'], pages[0]?.cells.Attachment],
    ['Control Stock', '📋 Done by Agent', '2026-02-09T05:00:00+07:00', null],
  );
  assert.deepEqual(
    box
      .requests()
      .filter((one) => one.method === 'POST' || one.method === 'PATCH')
      .map((one) => [one.method, one.token]),
    [
      ['POST', 1],
      ['POST', 1],
      ['POST', 2],
      ['PATCH', 2],
    ],
    'query and create with the token of layer 1, query and update with that of layer 2',
  );
});

test('a column that people renamed is still written, because it is addressed by its id', async () => {
  const before = await wish();
  box.renameProperty(database, 'Task Name', 'Tugas');
  await connect().show(1, before, notes, idle);
  assert.equal(box.pages(database)[0]?.cells.Tugas, 'Control Stock');
});

const report = (more: Partial<FrozenReport> = {}): FrozenReport => ({
  kind: 'control_stock',
  title: 'Control Stock',
  business_date: '2026-02-08',
  date_text: 'Minggu, 8 Februari 2026',
  subject: 's',
  preheader: 'p',
  verdict: '3 artikel harus dipesan.',
  is_ready: true,
  key_figures: [{ label: 'Total stok', value: '1.500 pasang', note: 'per 8 Feb' }],
  sections: [
    {
      key: 'must_po',
      title: 'PO sekarang',
      tone: 'critical',
      sentences: ['=HYPERLINK("http://evil.example","klik") @everyone [x](http://evil.example)'],
      table: {
        columns: [
          { label: 'Artikel', align: 'left' },
          { label: 'Pasang', align: 'right' },
        ],
        rows: [['<b>M1</b>', '12']],
        footer: ['Total', '12'],
      },
    },
  ],
  changes: { since_text: null, items: [] },
  warnings: [],
  how_to_answer: [],
  steps: ['Langkah 1: ambil stok.'],
  footer: ['kaki'],
  ...more,
});

test('the body holds the report, hostile text stays text, and a second run replaces ours and leaves what people wrote', async () => {
  const body = notionBody(report(), { isTest: false, revision: 1 });
  const page = await connect().show(1, await wish({ body }), notes, idle);
  box.write(page.id, 'catatan orang');
  const next = notionBody(report({ verdict: 'Semua aman.' }), { isTest: true, revision: 2 });
  await connect().show(2, await wish({ body: next }), notes, idle);
  const [shown] = box.pages(database);
  assert.deepEqual(shown?.body.slice(0, 4), [
    'catatan orang',
    '[UJI] Halaman percobaan dari sistem uji. Jangan dipakai untuk memesan barang.',
    'Control Stock',
    'Minggu, 8 Februari 2026 · revisi 2',
  ]);
  assert.equal(shown?.body.filter((line) => line.includes('PO sekarang')).length, 1, 'the first body is gone');
  assert.ok(shown?.body.includes('=HYPERLINK("http://evil.example","klik") @everyone [x](http://evil.example)'));
  assert.ok(shown?.body.includes('Artikel | Pasang\n<b>M1</b> | 12\nTotal | 12'));
  assert.ok(!JSON.stringify(box.requests().map((one) => one.body)).includes('"link"'));
});

test('more than 2,000 characters, 100 blocks, 100 rows and 500 KB are taken apart as the vendor demands', async () => {
  const long = '👟'.repeat(1_500);
  assert.deepEqual(
    richText(`a${long}`).map((part) => part.text.content.length),
    [1_999, 1_002],
    'never half a character',
  );
  const rows = Array.from({ length: 250 }, (_, i) => [`${i}`, 'x'.repeat(1_900)]);
  const big = report({
    sections: Array.from({ length: 130 }, (_, i) => ({ key: `${i}`, title: `Bagian ${i}`, tone: 'neutral' as const, sentences: [long] })),
  });
  big.sections[3] = {
    ...(big.sections[3] as (typeof big.sections)[number]),
    table: {
      columns: [
        { label: 'No', align: 'right' },
        { label: 'Isi', align: 'left' },
      ],
      rows,
    },
  };
  const body = notionBody(big, { isTest: false, revision: 1 });
  const parts = inRequests(body);
  assert.ok(body.length > 200 && parts.length > 2 && parts.every((part) => part.length <= 100));
  assert.ok(parts.every((part) => Buffer.byteLength(JSON.stringify({ children: part })) <= 500_000));
  await connect().show(1, await wish({ name: `${long}${long}`, body }), notes, idle);
  const [shown] = box.pages(database);
  assert.equal(String(shown?.cells['Task Name']).length, 6_000);
  assert.equal(shown?.body.length, body.length);
  assert.equal(shown?.blockTypes.filter((type) => type === 'table').length, 3);
  const shownRows = shown?.body.filter((line) => line.startsWith('No | Isi')).flatMap((line) => line.split('\n').slice(1)).length;
  assert.equal(shownRows, 250, 'no row is lost between the tables');
});

test('each answer of the vendor has its meaning, and a fault on the way to a page is never two pages', async () => {
  const seen: (string | number | boolean | null)[][] = [];
  const cases: [string, NotionFault | (() => void)][] = [
    ['500 on create', { kind: 'http', method: 'POST', path: '/v1/pages' }],
    ['500 on create, written', { kind: 'http', method: 'POST', path: '/v1/pages', afterWrite: true }],
    ['503 on query', { kind: 'http', status: 503, path: '/query' }],
    ['502 page on create', { kind: 'html', method: 'POST', path: '/v1/pages', afterWrite: true }],
    ['429, Retry-After 7', { kind: 'rate', retryAfter: 7, path: '/v1/pages' }],
    ['429 without', { kind: 'rate', path: '/v1/pages' }],
    ['429 of the workspace', { kind: 'rate', retryAfter: 120, path: '/v1/pages', reason: 'public_api_space_request_rate_limit' }],
    ['529', { kind: 'overload', retryAfter: 9, path: '/v1/pages' }],
    ['409', { kind: 'http', status: 409, path: '/v1/pages' }],
    ['timeout after the write', { kind: 'hang', method: 'POST', path: '/v1/pages', afterWrite: true }],
    ['dropped after the write', { kind: 'drop', method: 'POST', path: '/v1/pages', afterWrite: true }],
    ['dropped before', { kind: 'drop', path: '/query' }],
    ['slow drip', { kind: 'drip', path: '/v1/pages', afterWrite: true }],
    ['wrong JSON', { kind: 'wrong_json', path: '/v1/pages', afterWrite: true }],
    ['empty JSON', { kind: 'empty', path: '/v1/pages', afterWrite: true }],
    ['incomplete query', { kind: 'incomplete', path: '/query' }],
    ['revoked token', () => box.revoke()],
    ['not shared', () => box.share(database, false)],
    ['option gone', () => box.removeOption(database, 'Status', '⏳ Scheduled')],
  ];
  for (const [name, cause] of cases) {
    box.clear();
    waits.length = 0;
    const wanted = await wish();
    if (typeof cause === 'function') cause();
    else box.fail(cause);
    const error = await failure(connect().show(1, wanted, notes, idle));
    const left = box.pages(database).length;
    seen.push([name, error.kind, error.reason, error.retryAfter, waits.map(([key, s]) => `${key} ${s}`).join(), left]);
    box.revoke(false);
    box.share(database, true);
    if (error.kind !== 'blocked') {
      await connect().show(1, wanted, notes, idle);
      assert.equal(box.pages(database).length, 1, `${name}: one page after the second try`);
    }
  }
  assert.deepEqual(seen, [
    ['500 on create', 'lost', 'server_error', 60, '', 0],
    ['500 on create, written', 'lost', 'server_error', 60, '', 1],
    ['503 on query', 'transient', 'server_error', 60, '', 0],
    ['502 page on create', 'lost', 'server_error', 60, '', 1],
    ['429, Retry-After 7', 'transient', 'rate_limited', 7, 'notion:layer1 7', 0],
    ['429 without', 'transient', 'rate_limited', 60, 'notion:layer1 60', 0],
    ['429 of the workspace', 'transient', 'rate_limited', 120, 'notion:workspace 120', 0],
    ['529', 'transient', 'overload', 9, 'notion:workspace 9', 0],
    ['409', 'transient', 'conflict', 5, '', 0],
    ['timeout after the write', 'lost', 'timeout', 60, '', 1],
    ['dropped after the write', 'lost', 'connection', 60, '', 1],
    ['dropped before', 'transient', 'connection', 60, '', 0],
    ['slow drip', 'lost', 'timeout', 60, '', 1],
    ['wrong JSON', 'lost', 'bad_answer', 60, '', 1],
    ['empty JSON', 'lost', 'bad_answer', 60, '', 1],
    ['incomplete query', 'transient', 'incomplete', 60, '', 0],
    ['revoked token', 'blocked', 'revoked', 60, '', 0],
    ['not shared', 'blocked', 'not_shared', 60, '', 0],
    ['option gone', 'blocked', 'columns', 60, '', 0],
  ]);
});

test('a lost answer to an append leaves no double: the body is written anew', async () => {
  const body = notionBody(report(), { isTest: false, revision: 1 });
  for (const kind of ['hang', 'drop', 'wrong_json'] as const) {
    box.clear();
    box.fail({ kind, method: 'PATCH', path: '/children', afterWrite: true });
    const wanted = await wish({ body });
    assert.equal((await failure(connect().show(1, wanted, notes, idle))).kind, 'transient', kind);
    assert.equal(box.pages(database)[0]?.body.length, body.length, 'it was written');
    await connect().show(1, wanted, notes, idle);
    assert.equal(box.pages(database)[0]?.body.length, body.length);
  }
});

test('a page in the trash or gone is told apart from a database that is not shared', async () => {
  const page = await connect().show(1, await wish(), notes, idle);
  const again = await wish({ pageId: page.id });
  box.trash(page.id);
  assert.deepEqual(await failure(connect().show(1, again, notes, idle)).then((e) => [e.kind, e.reason]), ['refused', 'trashed']);
  box.destroy(page.id);
  const gone = await failure(connect().show(1, again, notes, idle));
  assert.deepEqual([gone.kind, gone.reason], ['refused', 'gone']);
  assert.match(gone.message, /ops\.notion_page_forget/);
});

test('the sandbox refuses what the vendor refuses', async () => {
  const { sourceId } = await wish();
  const post = async (body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${box.url}/v1/pages`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { authorization: `Bearer ${box.tokens[0]}`, 'notion-version': '2025-09-03', 'content-type': 'application/json', ...headers },
    });
    return `${answer.status} ${((await answer.json()) as { code?: string }).code ?? ''}`.trim();
  };
  const parent = { type: 'data_source_id', data_source_id: sourceId };
  const title = (content: string) => ({ 'Task Name': { title: [{ text: { content } }] } });
  assert.equal(await post({ parent, properties: title('x') }), '200');
  assert.equal(await post({ parent, properties: title('x'.repeat(2_001)) }), '400 validation_error');
  assert.equal(
    await post({ parent, properties: { 'Task Name': { title: Array.from({ length: 101 }, () => ({ text: { content: 'x' } })) } } }),
    '400 validation_error',
  );
  assert.equal(await post({ parent, properties: { Nothing: { number: 1 } } }), '400 validation_error');
  assert.equal(await post({ parent, properties: { 'Last Run': { date: { start: 'kemarin' } } } }), '400 validation_error');
  assert.equal(await post({ parent, properties: { Attachment: { url: '' } } }), '400 validation_error');
  const paragraph = { type: 'paragraph', paragraph: { rich_text: [] } };
  assert.equal(await post({ parent, properties: {}, children: Array.from({ length: 101 }, () => paragraph) }), '400 validation_error');
  const row = { type: 'table_row', table_row: { cells: [[], []] } };
  assert.equal(
    await post({ parent, properties: {}, children: [{ type: 'table', table: { table_width: 3, children: [row] } }] }),
    '400 validation_error',
  );
  assert.equal(await post({ parent: { type: 'data_source_id', data_source_id: 'none' }, properties: {} }), '404 object_not_found');
  assert.equal(await post('{"parent":'), '400 invalid_json');
  assert.equal(await post({ parent, properties: title('x') }, { authorization: 'Bearer wrong' }), '401 unauthorized');
  assert.equal(await post({ parent, properties: title('x') }, { 'notion-version': '' }), '400 missing_version');
  assert.equal(box.pages(database).length, 1);
});

test('nothing leaves for another host than the configured one', () => assert.deepEqual(egress.attempts, []));
