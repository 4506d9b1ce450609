// Google's client against the sandbox over real HTTP: both logins, every way in which a read can fail, and no request
// for any other host.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { type GoogleCredentials, type GoogleHosts, isAllowed, openAuth } from '../../src/connectors/google/auth.ts';
import { GoogleError } from '../../src/connectors/google/errors.ts';
import { createSheetsClient, type SheetsClient, tabRange } from '../../src/connectors/google/sheets.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { blockEgress } from '../support/egress.ts';
import { ROOT } from '../support/harness.ts';

const egress = blockEgress();
const sandbox = await startSandbox({ seed: 1, size: 'S', endDate: '2026-02-07' });
const { google } = sandbox;
test.after(() => sandbox.stop());

const hosts: GoogleHosts = { rootUrl: google.url, tokenUrl: google.tokenUrl };
const { login } = google;
const robot: GoogleCredentials = { kind: 'refresh_token', ...login };
let postponed: Date[] = [];

function client(
  credentials: GoogleCredentials = robot,
  more: { hosts?: GoogleHosts; timeoutMs?: number; wait?: number } = {},
): SheetsClient {
  return createSheetsClient({
    credentials,
    hosts: more.hosts ?? hosts,
    take: async () => new Date(Date.now() + (more.wait ?? 0)),
    postponed: async (until) => void postponed.push(until),
    timeoutMs: more.timeoutMs ?? 20_000,
  });
}

beforeEach(() => {
  google.clear();
  postponed = [];
  google.books.add({
    id: 'BOOK1',
    tabs: {
      Toko: [['store_code', 'name', 'n'], ['S1', 'Satu', 1.5], ['S2', null, true], []],
      "D'Art 'x'": [['a']],
      A1: [['tab A1']],
      Kosong: [],
    },
  });
});

async function failure(work: Promise<unknown>): Promise<GoogleError> {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  assert.ok(error instanceof GoogleError, `not a GoogleError: ${String(error)}`);
  assert.ok(!error.message.includes(login.refreshToken) && !error.message.includes('ya29.'), 'a token is shown');
  return error;
}

describe('reads', () => {
  test('a tab comes as its cells, one request, one token for many reads', async () => {
    const sheets = client();
    assert.deepEqual(await sheets.readTab('BOOK1', 'Toko'), [
      ['store_code', 'name', 'n'],
      ['S1', 'Satu', 1.5],
      ['S2', '', true],
    ]);
    await sheets.readTab('BOOK1', 'Toko');
    assert.deepEqual([google.requests().length, login.granted() > 0], [2, true]);
    assert.ok(google.requests().every((r) => r.query.valueRenderOption?.[0] === 'UNFORMATTED_VALUE'));
  });
  test('names that look like cells or hold quotes are tabs; an empty tab is no rows', async () => {
    const sheets = client();
    assert.deepEqual(await sheets.readTab('BOOK1', "D'Art 'x'"), [['a']]);
    assert.deepEqual(await sheets.readTab('BOOK1', 'A1'), [['tab A1']]);
    assert.deepEqual(await sheets.readTab('BOOK1', 'Kosong'), []);
    assert.equal(tabRange("it's"), "'it''s'");
    assert.deepEqual(await sheets.tabs('BOOK1'), ['Toko', "D'Art 'x'", 'A1', 'Kosong']);
  });
  test('a service account signs its assertion, and its token comes from the address that was set', async () => {
    const key = JSON.parse(login.serviceAccount()) as { client_email: string; private_key: string };
    const credentials: GoogleCredentials = { kind: 'service_account', email: key.client_email, privateKey: key.private_key };
    assert.equal((await client(credentials).readTab('BOOK1', 'Toko')).length, 3);
    assert.match(String(google.requests().at(-1)?.user), /gserviceaccount/);
  });
  test('an access token that ran out early is renewed once', async () => {
    const sheets = client();
    await sheets.readTab('BOOK1', 'Toko');
    login.expire();
    assert.equal((await sheets.readTab('BOOK1', 'Toko')).length, 3);
    assert.deepEqual(
      google.requests().map((r) => r.status),
      [200, 401, 200],
    );
  });
});

describe('failures', () => {
  test('each becomes one of three kinds, with a next step and after one try', async () => {
    const cases: [name: string, arrange: () => void, kind: string, reason: string, message: RegExp][] = [
      ['503', () => google.fail({ kind: 'http', path: '/values' }), 'transient', 'server_error', /sedang terganggu \(503\)/],
      [
        '429 + Retry-After',
        () => google.fail({ kind: 'rate', path: '/values', retryAfter: 7 }),
        'transient',
        'rate_limited',
        /meminta jeda/,
      ],
      ['dropped', () => google.fail({ kind: 'drop', path: '/values' }), 'transient', 'connection', /tidak dapat dihubungi/],
      ['cut JSON', () => google.fail({ kind: 'wrong_json', path: '/values' }), 'transient', 'bad_answer', /tidak dapat dibaca/],
      ['HTML', () => google.fail({ kind: 'html', path: '/values' }), 'transient', 'bad_answer', /tidak dapat dibaca/],
      ['{}', () => google.fail({ kind: 'empty', path: '/values' }), 'transient', 'bad_answer', /tidak dapat dibaca/],
      ['not shared', () => google.books.share('BOOK1', false), 'permanent', 'forbidden', /Bagikan Sheet/],
      ['revoked', () => login.revoke(), 'auth', 'revoked', /GOOGLE_REFRESH_TOKEN baru/],
      // The library itself asks for a token up to four times.
      ['token endpoint 503', () => google.fail({ kind: 'http', path: '/token', times: 4 }), 'transient', 'server_error', /503/],
    ];
    for (const [name, arrange, kind, reason, message] of cases) {
      google.clear();
      google.books.share('BOOK1', true);
      arrange();
      const error = await failure(client().readTab('BOOK1', 'Toko'));
      assert.deepEqual([name, error.kind, error.reason], [name, kind, reason]);
      assert.match(error.message, message);
      // A 403 makes the library fetch a new token and try once more.
      assert.ok(google.requests().length <= (reason === 'forbidden' ? 2 : 1), `${name}: tried again by itself`);
    }
    assert.equal((await failure(client().readTab('NOPE', 'Toko'))).reason, 'not_found');
    const wrong = await failure(client({ ...robot, clientSecret: 'x' } as GoogleCredentials).readTab('BOOK1', 'Toko'));
    assert.deepEqual([wrong.kind, wrong.reason], ['auth', 'revoked']);
  });
  test('a tab that was renamed: the tabs there are are named', async () => {
    google.books.renameTab('BOOK1', 'Toko', 'Toko Baru');
    const error = await failure(client().readTab('BOOK1', 'Toko'));
    assert.deepEqual([error.kind, error.reason], ['permanent', 'no_range']);
    assert.match(error.message, /Tab yang ada: “Toko Baru”/);
  });
  test('no answer: it gives up after its limit', async () => {
    google.fail({ kind: 'hang', path: '/values' });
    assert.equal((await failure(client(robot, { timeoutMs: 300 }).readTab('BOOK1', 'Toko'))).reason, 'timeout');
  });
  test('the 61st read of a minute is refused, and all workers are told to wait', async () => {
    const sheets = client();
    for (let i = 0; i < 60; i++) await sheets.readTab('BOOK1', 'Kosong');
    const error = await failure(sheets.readTab('BOOK1', 'Kosong'));
    assert.deepEqual([error.reason, error.retryAfter, postponed.length], ['rate_limited', 60, 1]);
  });
  test('a turn that is more than a minute away is no turn', async () => {
    assert.equal((await failure(client(robot, { wait: 61_000 }).readTab('BOOK1', 'Toko'))).reason, 'rate_limited');
    assert.equal(google.requests().length, 0);
  });
});

describe('other hosts', () => {
  test('a request that leaves for another host is held back before it leaves', async () => {
    const auth = await openAuth(robot, hosts);
    for (const url of [
      'https://sheets.googleapis.com/v4/spreadsheets/BOOK1',
      'https://www.googleapis.com/upload/drive/v3/files',
      'http://169.254.169.254/',
    ])
      await assert.rejects(auth.request({ url, retry: false }), (e: GoogleError) => e.reason === 'foreign_host');
  });
  test('without a root address, only the vendor over TLS is allowed', () => {
    const open: GoogleHosts = { rootUrl: undefined, tokenUrl: 'https://oauth2.googleapis.com/token' };
    const allowed = (url: string): boolean => isAllowed(new URL(url), open);
    assert.deepEqual(
      [
        'https://sheets.googleapis.com/x',
        'http://sheets.googleapis.com/x',
        'https://sheets.googleapis.com.evil.example/x',
        'https://evil.example/',
      ].map(allowed),
      [true, false, false, false],
    );
  });
  test('nobody tried to leave this machine in this file, and the guard would have seen it', async () => {
    assert.deepEqual(egress.attempts, []);
    await assert.rejects(fetch('https://sheets.googleapis.com/'));
    assert.deepEqual(egress.attempts, ['sheets.googleapis.com']);
  });
});

const SCHEMA = join(ROOT, '../shared/data/schemas/google-discovery/sheets.v4.json');
test('what we send is what the discovery document describes', { skip: existsSync(SCHEMA) ? false : 'no ../shared/data' }, async () => {
  google.clear();
  await client().readTab('BOOK1', 'Toko');
  await client().tabs('BOOK1');
  interface Method {
    httpMethod: string;
    flatPath?: string;
    path: string;
    parameters: Record<string, { location: string; type: string; enum?: string[]; pattern?: string }>;
  }
  interface Resource {
    methods?: Record<string, Method>;
    resources?: Record<string, Resource>;
  }
  const document = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Resource & { parameters: Method['parameters'] };
  const methods: Method[] = [];
  const walk = (resource: Resource): void => {
    methods.push(...Object.values(resource.methods ?? {}));
    for (const inner of Object.values(resource.resources ?? {})) walk(inner);
  };
  walk(document);
  const pattern = (path: string): RegExp => new RegExp(`^/${path.replace(/[.:]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/:]+')}$`);
  const counts = new Map<string, number>();
  for (const request of google.requests()) {
    const path = request.path.replace(/%3A/gi, '_');
    const method = methods.find((m) => m.httpMethod === request.method && pattern(m.flatPath ?? m.path).test(path));
    assert.ok(method, `${request.method} ${request.path} is no method of Sheets`);
    const known = { ...document.parameters, ...method.parameters };
    for (const [name, values] of Object.entries(request.query)) {
      const parameter = known[name];
      assert.ok(parameter, `${request.path}: ${name} is no parameter`);
      if (parameter.enum) for (const value of values) assert.ok(parameter.enum.includes(value), `${name}=${value}`);
    }
    counts.set(method.path, (counts.get(method.path) ?? 0) + 1);
  }
  console.log(Object.fromEntries(counts));
  assert.equal(counts.size, 2);
});
