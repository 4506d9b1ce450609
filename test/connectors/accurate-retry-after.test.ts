// A server that is down and says for how long is not asked again before: neither within the request's budget nor by the run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAccurateClient, Transient } from '../../src/connectors/accurate/client.ts';

function clientOf(headers: Record<string, string>, budget: number) {
  let requests = 0;
  const client = createAccurateClient({
    accountUrl: 'http://127.0.0.1:1',
    token: 'aat.a.b',
    secret: 'secret',
    take: async (n) => Array.from({ length: n }, () => new Date()),
    fetch: async () => {
      requests += 1;
      return new Response('<html>down</html>', { status: 503, headers });
    },
    requestBudgetMs: budget,
  });
  return { client, requests: () => requests };
}

test('503 with Retry-After: one request, and the run is told the time that the vendor named', async () => {
  const { client, requests } = clientOf({ 'retry-after': '1800' }, 20_000);
  await assert.rejects(client.resolveHost(), (error: unknown) => {
    assert.ok(error instanceof Transient);
    assert.deepEqual([error.reason, error.retryAfter], ['server_error', 1800]);
    return true;
  });
  assert.equal(requests(), 1);
});

test('503 without it: asked again within the budget', async () => {
  const { client, requests } = clientOf({}, 1_500);
  await assert.rejects(client.resolveHost(), (error: unknown) => error instanceof Transient && error.reason === 'server_error');
  assert.ok(requests() > 1, `${requests()} requests`);
});
