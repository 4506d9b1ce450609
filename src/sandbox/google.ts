// Google as a server of our own: the token endpoint, and as much of Sheets v4 and Gmail v1 as we use. It refuses what the vendor
// refuses (no token, no right, no such range, more than 60 reads or 60 writes a minute, more than 2 MB), keeps every
// request, and fails on command.
import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type C, forbidden, type GoogleRefusal, masked, quotaRefusal, refuse } from './google/answers.ts';
import { type Books, createBooks, type Rendering, valueRange } from './google/book.ts';
import { described } from './google/described.ts';
import { createEvaluator } from './google/evaluate.ts';
import { createFaults, type GoogleFault } from './google/faults.ts';
import { createGmail, type GmailBox } from './google/gmail.ts';
import { createLogin, type Login } from './google/login.ts';
import { createBook, invalid, updateBook } from './google/requests.ts';
import { sheetPage } from './google/sheet_page.ts';
import { recorded } from './recording.ts';

export { type CellValue, type Formula, type Stored, serialDay } from './google/book.ts';
export { type GoogleFault, googleFaultSchema } from './google/faults.ts';

export interface GoogleRequest {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string[]>>;
  readonly body: string;
  readonly user: string | null;
  status: number;
}

export interface GoogleBox {
  readonly url: string;
  readonly tokenUrl: string;
  readonly login: Login;
  readonly books: Books;
  readonly gmail: GmailBox;
  readonly env: Readonly<Record<string, string>>;
  fail(fault: GoogleFault): void;
  /** Every request but those for tokens. */
  requests(): readonly GoogleRequest[];
  clear(): void;
}

export interface GoogleOptions {
  /** Reads a minute that one user may make; the vendor allows 60. */
  readonly readsPerMinute?: number;
  /** Writes a minute that one user may make; the vendor allows 60. */
  readonly writesPerMinute?: number;
  /** Quota units of Gmail a minute; the vendor gives a user 6,000. */
  readonly gmailUnitsPerMinute?: number;
  /** Where a mail goes that Gmail has taken. */
  readonly deliver?: (raw: Buffer, envelope: { from: string; to: string[]; user: string }) => Promise<void>;
}

/** The vendor recommends no more in a request; ours are held to it. */
const LARGEST_BODY = 2_000_000;

export function createGoogleBox(options: GoogleOptions = {}): { server: Server; open: (url: string) => GoogleBox } {
  const limits = { Read: options.readsPerMinute ?? 60, Write: options.writesPerMinute ?? 60 };
  const login = createLogin();
  const books = createBooks();
  let requests: GoogleRequest[] = [];
  const faults = createFaults(limits);
  const taken = new Map<string, number[]>();

  /** One read or write of a user, counted against the quota of the last 60 seconds. */
  function overQuota(what: 'Read' | 'Write', user: string): boolean {
    const now = Date.now();
    const key = `${what} ${user}`;
    const mine = (taken.get(key) ?? []).filter((at) => at > now - 60_000);
    const isOver = mine.length >= limits[what];
    if (!isOver) mine.push(now);
    taken.set(key, mine);
    return isOver;
  }

  const app = new Hono<{ Bindings: HttpBindings }>();

  app.post('/token', async (c) => {
    const failing = faults.strike(c, '/token');
    if (failing !== undefined) return failing;
    const answer = login.grant(new URLSearchParams(await c.req.text()));
    return 'error' in answer ? c.json({ error: answer.error, error_description: answer.description }, answer.status) : c.json(answer);
  });

  app.use('/v4/*', async (c, next) => {
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const user = token === undefined ? undefined : login.userOf(token);
    const request: GoogleRequest = {
      at: new Date(),
      method: c.req.method,
      path: new URL(c.req.url).pathname,
      query: c.req.queries(),
      body: await c.req.text(),
      user: user ?? null,
      status: 0,
    };
    requests.push(request);
    const what = c.req.method === 'GET' ? 'Read' : 'Write';
    const failing = faults.strike(c, request.path, next);
    if (failing !== undefined) c.res = await failing;
    else if (token === undefined) {
      c.res = refuse(c, { code: 403, status: 'PERMISSION_DENIED', message: "Method doesn't allow unregistered callers." });
    } else if (user === undefined) {
      const message =
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid credential.';
      c.res = refuse(c, { code: 401, status: 'UNAUTHENTICATED', message });
    } else if (overQuota(what, user)) c.res = refuse(c, quotaRefusal(what, limits[what]));
    else if (request.body.length > LARGEST_BODY)
      c.res = refuse(c, invalid(`Request payload size exceeds the limit: ${LARGEST_BODY} bytes.`));
    else await next();
    request.status = c.res.status;
  });

  app.get('/v4/spreadsheets/:id', (c) => {
    const id = c.req.param('id');
    const book = books.find(id);
    if (book === undefined) return refuse(c, notFound);
    if (!book.isShared) return refuse(c, forbidden);
    const shown = masked(described(book, asked(c, 'includeGridData') === 'true'), asked(c, 'fields'));
    return shown === undefined ? refuse(c, badMask) : c.json(shown);
  });

  function readRanges(c: C, id: string, ranges: readonly string[], shape: (found: object[]) => object): Response {
    const book = books.find(id);
    if (book === undefined) return refuse(c, notFound);
    if (!book.isShared) return refuse(c, forbidden);
    const rendering = asked(c, 'valueRenderOption') ?? 'FORMATTED_VALUE';
    if (!RENDERINGS.has(rendering)) return refuse(c, invalid(`Invalid value at 'value_render_option': ${rendering}`));
    const evaluator = createEvaluator(book);
    const found: object[] = [];
    for (const range of ranges) {
      const one = valueRange(book, range, asked(c, 'majorDimension') === 'COLUMNS', rendering as Rendering, evaluator);
      if (one === undefined) return refuse(c, { code: 400, status: 'INVALID_ARGUMENT', message: `Unable to parse range: ${range}` });
      found.push(one);
    }
    const shown = masked(shape(found), asked(c, 'fields'));
    return shown === undefined ? refuse(c, badMask) : c.json(shown);
  }
  app.get('/v4/spreadsheets/:id/values/:range', (c) => readRanges(c, c.req.param('id'), [c.req.param('range')], ([one]) => one as object));
  app.get('/v4/spreadsheets/:id/values:batchGet', (c) =>
    readRanges(c, c.req.param('id'), c.req.queries('ranges') ?? [], (valueRanges) => ({ spreadsheetId: c.req.param('id'), valueRanges })),
  );
  app.post('/v4/spreadsheets', async (c) => {
    const made = createBook(await c.req.json().catch(() => null));
    return 'code' in made ? refuse(c, made) : c.json(described(books.make(made), false));
  });
  app.post('/v4/spreadsheets/:call', async (c) => {
    const [, id, method] = /^(.+):(\w+)$/.exec(c.req.param('call')) ?? [];
    if (id === undefined || method !== 'batchUpdate') return refuse(c, noMethod);
    const book = books.find(id);
    if (book === undefined) return refuse(c, notFound);
    if (!book.isShared) return refuse(c, forbidden);
    const replies = updateBook(book, await c.req.json().catch(() => null));
    return Array.isArray(replies) ? c.json({ spreadsheetId: id, replies }) : refuse(c, replies);
  });
  const gmail = createGmail({
    userOf: login.userOf,
    record({ c, body, user }) {
      const request: GoogleRequest = {
        at: new Date(),
        method: c.req.method,
        path: new URL(c.req.url).pathname,
        query: c.req.queries(),
        body,
        user,
        status: 0,
      };
      requests.push(request);
      return request;
    },
    deliver: options.deliver ?? (async () => undefined),
    unitsPerMinute: options.gmailUnitsPerMinute ?? 6000,
  });
  app.route('/gmail/v1', gmail.app);
  // For people who look with a browser, as at docs.google.com; not the vendor's.
  app.get('/sheets', (c) =>
    c.html(
      books
        .all()
        .map(({ id, title }) => `<p><a href="/sheets/${id}">${title.replaceAll('<', '&lt;')}</a>`)
        .join(''),
    ),
  );
  app.get('/sheets/:id', (c) => {
    const book = books.find(c.req.param('id'));
    return book === undefined ? c.notFound() : c.html(sheetPage(book, c.req.query('tab')));
  });
  app.all('*', (c) => refuse(c, noMethod));

  return {
    server: createAdaptorServer({ fetch: recorded('google', app.fetch) }) as Server,
    open: (url) => ({
      url: `${url}/`,
      tokenUrl: `${url}/token`,
      login,
      books,
      gmail: gmail.box,
      env: {
        GOOGLE_CLIENT_ID: login.clientId,
        GOOGLE_CLIENT_SECRET: login.clientSecret,
        GOOGLE_REFRESH_TOKEN: login.refreshToken,
        GOOGLE_ROOT_URL: `${url}/`,
        GOOGLE_TOKEN_URL: `${url}/token`,
      },
      fail: faults.add,
      requests: () => requests,
      clear() {
        requests = [];
        faults.clear();
        taken.clear();
        gmail.box.clear();
        login.revoke(false);
      },
    }),
  };
}

const notFound: GoogleRefusal = { code: 404, status: 'NOT_FOUND', message: 'Requested entity was not found.' };
const badMask: GoogleRefusal = { code: 400, status: 'INVALID_ARGUMENT', message: "Request contains an invalid argument: 'fields'." };

const noMethod: GoogleRefusal = { code: 404, status: 'NOT_FOUND', message: 'Method not found.' };
const RENDERINGS = new Set<string>(['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA']);

/** A parameter of the request, the first when it is given twice. */
const asked = (c: C, name: string): string | undefined => c.req.queries(name)?.[0];
