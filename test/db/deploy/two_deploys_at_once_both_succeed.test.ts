import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploy } from '../../../src/db/deploy.ts';
import { openClient } from '../../../src/db/pool.ts';
import { makeTree } from '../../support/fixture.ts';
import { emptyDatabase } from '../../support/harness.ts';

test('two first deploys at once both succeed, and each migration runs once', async () => {
  const { url } = await emptyDatabase();
  const { root } = makeTree();
  const results = await Promise.all([deploy({ url, root, kind: 'test' }), deploy({ url, root, kind: 'test' })]);
  assert.deepEqual(results.map((r) => r.migrations.length).sort(), [0, 1]);

  const client = await openClient(url);
  try {
    assert.equal((await client.query('select from graphile_migrate.migrations')).rowCount, 1);
    assert.equal((await client.query('select from ops.deployments')).rowCount, 2);
    assert.equal((await client.query('select from graphile_worker.migrations')).rowCount! > 0, true);
    assert.equal((await client.query('select ops.double(21) as n')).rows[0].n, 42);
  } finally {
    await client.end();
  }
});

test('deploys of two databases of one server at once do not disturb each other over the shared roles', async () => {
  const [a, b] = [await emptyDatabase(), await emptyDatabase()];
  const { root } = makeTree();
  const results = await Promise.all([a, b].map(({ url }) => deploy({ url, root, kind: 'test' })));
  assert.deepEqual(
    results.map((r) => r.migrations.length),
    [1, 1],
  );
});
