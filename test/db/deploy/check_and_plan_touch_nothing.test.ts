import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDeploy, deploy, plan } from '../../../src/db/deploy.ts';
import { openClient } from '../../../src/db/pool.ts';
import { catalogOf, makeTree, type Tree } from '../../support/fixture.ts';
import { emptyDatabase } from '../../support/harness.ts';

async function prepared(): Promise<{ url: string; tree: Tree }> {
  const { url } = await emptyDatabase();
  const tree = makeTree();
  await deploy({ url, root: tree.root, kind: 'test' });
  tree.migration('alter table ops.things add column note text;');
  tree.write('ops/functions/more.sql', 'create or replace function ops.more() returns integer language sql as $$ select 1 $$;');
  tree.remove('ops/functions/double.sql');
  tree.write('ops/views/v_things.sql', 'create view ops.v_things as select t.id, t.note from ops.things t;');
  return { url, tree };
}

async function scratchLeft(url: string): Promise<number> {
  const client = await openClient(url);
  try {
    return (await client.query(`select from pg_database where datname like $1`, [`mandor_check_${process.pid}_%`])).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

test('--check on an idle database tries everything on a copy of it', async () => {
  const { url, tree } = await prepared();
  const before = await openClient(url);
  const catalog = await catalogOf(before);
  await before.query(`insert into ops.things (name) values ('a row of the live database')`);
  await before.end();

  const result = await checkDeploy({ url, root: tree.root });
  assert.equal(result.against, 'clone');
  assert.deepEqual(result.migrations, ['000002-step.sql']);
  assert.deepEqual(result.orphans, ['routine ops.double(integer)']);

  // A migration that only fails over real rows is what a copy finds.
  tree.migration(`alter table ops.things add constraint things_name_check check (name <> 'A ROW OF THE LIVE DATABASE');`);
  await assert.rejects(checkDeploy({ url, root: tree.root }), { name: 'DeployError', code: '23514' });

  const after = await openClient(url);
  assert.deepEqual(await catalogOf(after), catalog);
  assert.equal((await after.query('select from ops.deployments')).rowCount, 1);
  await after.end();
  assert.equal(await scratchLeft(url), 0);
});

test('--check on a database in use tries everything on an empty one', async () => {
  const { url, tree } = await prepared();
  const worker = await openClient(url);
  try {
    const catalog = await catalogOf(worker);
    const result = await checkDeploy({ url, root: tree.root });
    assert.equal(result.against, 'fresh');
    assert.equal(result.migrations.length, 2);
    tree.write('ops/functions/more.sql', 'create or replace function ops.more() returns integer language sql as $$ select nope $$;');
    await assert.rejects(checkDeploy({ url, root: tree.root }), { name: 'DeployError', file: 'sql/ops/functions/more.sql' });
    assert.deepEqual(await catalogOf(worker), catalog);
  } finally {
    await worker.end();
  }
  assert.equal(await scratchLeft(url), 0);
});

test('--plan says what would be done, while somebody holds a lock on everything', async () => {
  const { url, tree } = await prepared();
  const client = await openClient(url);
  try {
    await client.query('create schema reports; create view reports.mine as select id from ops.v_things');
    await client.query('begin; lock table ops.things, ops.deployments in row exclusive mode');
    const result = await plan({ url, root: tree.root });
    assert.deepEqual(result, {
      migrations: ['000002-step.sql'],
      added: ['sql/ops/functions/more.sql'],
      changed: ['sql/ops/views/v_things.sql'],
      removed: ['sql/ops/functions/double.sql'],
      orphans: ['routine ops.double'],
      blocked: [{ object: 'view reports.mine', needs: 'ops.v_things' }],
      upToDate: false,
    });
    await client.query('rollback; drop schema reports cascade');
    assert.equal((await client.query('select from ops.deployments')).rowCount, 1);
  } finally {
    await client.end();
  }
  await deploy({ url, root: tree.root });
  const after = await plan({ url, root: tree.root });
  assert.deepEqual(
    [after.upToDate, after.migrations, after.added, after.changed, after.removed, after.orphans],
    [true, [], [], [], [], []],
  );
});
