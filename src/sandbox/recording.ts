// Every request that a sandbox server gets, as one line of JSON in a folder: the tests hold them against the vendors' own schemas.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { createAdaptorServer } from '@hono/node-server';

/** One line of `<folder>/<vendor>-<pid>.jsonl`. */
export interface RecordedRequest {
  readonly vendor: string;
  readonly method: string;
  /** As sent, the token of a bot left out. */
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  /** null when there was none, or none in JSON: a form of the token endpoint holds secrets and nothing to check. */
  readonly body: unknown;
  /** 0 = no answer was given. */
  readonly status: number;
}

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** The server's handler, writing down what it gets when MANDOR_TEST_REQUESTS names a folder; else the handler itself. */
export function recorded(vendor: string, handle: Fetch, folder = process.env.MANDOR_TEST_REQUESTS): Fetch {
  if (folder === undefined || folder === '') return handle;
  const file = join(folder, `${vendor}-${process.pid}.jsonl`);
  return async (request, env) => {
    // The body can be read once only; the handler has its own.
    const body = request.clone().text();
    body.catch(() => undefined);
    const response = (await handle(request, env)) as Response;
    const url = new URL(request.url);
    const line: RecordedRequest = {
      vendor,
      method: request.method,
      path: url.pathname.replace(/^\/bot[^/]*\//, '/bot/'),
      query: Object.fromEntries([...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name)])),
      body: json(await body.catch(() => '')),
      status: response.headers.has('x-hono-already-sent') ? 0 : response.status,
    };
    // At once and whole: a test may end its process with the next line.
    appendFileSync(file, `${JSON.stringify(line)}\n`);
    return response;
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
