import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { AccessEntry } from './access-log.ts';
import { type Account, authenticate } from './accurate/auth.ts';
import type { ActiveFault, Faults } from './accurate/faults.ts';
import { createLimiter, type Limiter } from './accurate/limiter.ts';
import { type Books, findAction } from './accurate/modules.ts';
import { parseQuery } from './accurate/query.ts';
import { waitForClose } from './silence.ts';
import type { Entity } from './source.ts';

export interface AccurateOptions {
  readonly accounts: readonly Account[];
  readonly books: Readonly<Record<Entity, Books>>;
  readonly faults: Faults;
  readonly rate: number;
  readonly parallel: number;
  /** How a call over the limit is answered: the vendor does not document it, both have been suggested. */
  readonly limitAnswer: '429' | '200';
  readonly retryAfterSeconds?: number | undefined;
  readonly latencyMs: number;
  readonly clockOffsetMs: () => number;
  readonly namesDatabases: () => boolean;
  readonly log: (entry: AccessEntry) => void;
}

export interface AccurateServer {
  /** The same answers without a socket. Faults that break connections need one. */
  readonly answer: (request: Request) => Promise<Response>;
  readonly server: Server;
  readonly limiters: ReadonlyMap<Entity, Limiter>;
}

type Env = { Bindings: HttpBindings };
type Call = { readonly path: string; readonly host: string | null; readonly query: string; readonly url: string };

const HTML_ERROR = '<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';
const XML_ERROR =
  '<?xml version="1.0"?><oauth><error>invalid_token</error><error_description>Invalid access token</error_description></oauth>';
const LIMIT_MESSAGE = 'Batas pemanggilan API terlampaui, maksimal 8 per detik dan 8 bersamaan';

/** The vendor's account host and business hosts in one local server; a business host is a path prefix (/zeus, /iris). */
export function createAccurateServer(options: AccurateOptions): AccurateServer {
  const limiters = new Map(options.accounts.map((account) => [account.entity, createLimiter(options.rate, options.parallel)]));
  const app = new Hono<Env>();

  app.all('*', async (c) => {
    const started = performance.now();
    const at = new Date().toISOString();
    const call = readCall(c.req.url);
    const bearer = c.req.header('authorization')?.slice('Bearer '.length);
    const entity = options.accounts.find((account) => account.token === bearer)?.entity;
    const done = (status: number) =>
      options.log({
        at,
        method: c.req.method,
        path: call.path,
        query: call.query,
        entity: entity ?? '-',
        status,
        ms: Math.round(performance.now() - started),
      });

    const fault = options.faults.next(call.path, entity ?? '-');
    const broken = fault && breakCall(c, fault);
    if (broken === 'silent') {
      done(0);
      return waitForClose(c);
    }
    const answer = broken ?? (await handle(c, call, fault));
    done(answer.status);
    const late = fault?.kind === 'drip' ? drip(answer, fault.ms) : fault?.kind === 'wrong_json' ? cut(answer) : answer;
    return stamped(await late);
  });

  async function handle(c: Context<Env>, call: Call, fault?: ActiveFault): Promise<Response> {
    const checked = authenticate(
      options.accounts,
      {
        authorization: c.req.header('authorization'),
        timestamp: c.req.header('x-api-timestamp'),
        signature: c.req.header('x-api-signature'),
      },
      Date.now() + options.clockOffsetMs(),
    );
    if ('refusal' in checked) return json({ s: false, d: [checked.refusal] }, 401);
    const { account } = checked;
    const limiter = limiters.get(account.entity) as Limiter;
    if (!limiter.enter(performance.now())) return overLimit(options.retryAfterSeconds);
    try {
      if (options.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, options.latencyMs));
      return respond(c, call, account, fault);
    } finally {
      limiter.release();
    }
  }

  function respond(c: Context<Env>, call: Call, account: Account, fault?: ActiveFault): Response {
    const origin = new URL(c.req.url).origin;
    if (call.host === null) {
      if (call.path !== 'api-token.do' || c.req.method !== 'POST') return json({ s: false, d: ['URL API tidak tepat'] }, 404);
      return json({
        s: true,
        d: {
          tokenType: 'api',
          user: { id: 71, name: 'Sari Gudang', email: 'sari@contoh.example' },
          database: {
            ...(options.namesDatabases() ? { id: account.databaseId, alias: account.alias } : {}),
            host: `${origin}/${account.host}`,
          },
        },
      });
    }
    if (fault?.kind === 'moved') account.host = account.host === 'zeus' ? 'iris' : 'zeus';
    if (call.host !== account.host) return redirect(call.url.replace(`${origin}/${call.host}/`, `${origin}/${account.host}/`));
    const action = findAction(call.path);
    if (!action) return json({ s: false, d: ['URL API tidak tepat'] }, 404);
    return json(action(options.books[account.entity], parseQuery(call.query), fault));
  }

  function overLimit(retryAfter: number | undefined): Response {
    const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    return json({ s: false, d: [LIMIT_MESSAGE] }, options.limitAnswer === '429' ? 429 : 200, headers);
  }

  /** Faults that answer, or do not answer, in the server's place. */
  function breakCall(c: Context<Env>, fault: ActiveFault): Response | 'silent' | undefined {
    switch (fault.kind) {
      case 'http':
        return new Response(HTML_ERROR, {
          status: fault.status,
          headers: { 'content-type': 'text/html', ...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }) },
        });
      case 'html':
        return new Response(HTML_ERROR, { headers: { 'content-type': 'text/html' } });
      case 'xml_401':
        return new Response(XML_ERROR, { status: 401, headers: { 'content-type': 'application/xml' } });
      case 'rate':
        return overLimit(fault.retryAfter);
      case 'refuse':
        return json({ s: false, d: [fault.message] });
      case 'foreign':
        return redirect(`${fault.to}${new URL(c.req.url).pathname}${new URL(c.req.url).search}`);
      case 'hang':
        return 'silent';
      case 'drop':
        c.env.incoming.socket.destroy();
        return 'silent';
      default:
        return undefined;
    }
  }

  // A server whose clock is off says so in its Date header; the client reads its own error from it.
  function stamped(response: Response): Response {
    if (options.clockOffsetMs() !== 0) response.headers.set('date', new Date(Date.now() + options.clockOffsetMs()).toUTCString());
    return response;
  }

  return { server: createAdaptorServer({ fetch: app.fetch }) as Server, answer: async (request) => app.fetch(request), limiters };
}

function readCall(url: string): Call {
  const parsed = new URL(url);
  const cut = url.indexOf('?');
  const query = cut < 0 ? '' : url.slice(cut + 1);
  const business = /^\/([a-z0-9]+)\/accurate\/api\/(.+)$/.exec(parsed.pathname);
  if (business) return { path: business[2] as string, host: business[1] as string, query, url };
  return { path: parsed.pathname.replace(/^\/(api\/)?/, ''), host: null, query, url };
}

function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json;charset=UTF-8', ...headers } });
}

function redirect(location: string): Response {
  return new Response(null, { status: 308, headers: { location } });
}

async function cut(answer: Response): Promise<Response> {
  const text = await answer.text();
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status: answer.status, headers: answer.headers });
}

async function drip(answer: Response, ms: number): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let position = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      controller.enqueue(bytes.slice(position, position + 16));
      position += 16;
      if (position >= bytes.length) controller.close();
    },
  });
  return new Response(body, { status: answer.status, headers: answer.headers });
}
