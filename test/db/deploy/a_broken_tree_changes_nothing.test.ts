import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type DeployError, deploy } from '../../../src/db/deploy.ts';
import { openClient } from '../../../src/db/pool.ts';
import { catalogOf, makeTree, type Tree } from '../../support/fixture.ts';
import { emptyDatabase } from '../../support/harness.ts';

async function unchangedAfter(url: string, tree: Tree): Promise<DeployError> {
  const client = await openClient(url);
  try {
    const before = await catalogOf(client);
    const error: DeployError = await deploy({ url, root: tree.root }).then(
      () => assert.fail('the deploy should have failed'),
      (e) => e,
    );
    assert.equal(error.name, 'DeployError');
    assert.deepEqual(await catalogOf(client), before);
    return error;
  } finally {
    await client.end();
  }
}

async function deployed(): Promise<{ url: string; tree: Tree }> {
  const { url } = await emptyDatabase();
  const tree = makeTree();
  await deploy({ url, root: tree.root, kind: 'test' });
  return { url, tree };
}

test('a syntax error names file and line', async () => {
  const { url, tree } = await deployed();
  tree.write(
    'ops/functions/broken.sql',
    'create or replace function ops.broken() returns integer language sql\nas $$ select 1 $$;\n\nselekt 2;',
  );
  const error = await unchangedAfter(url, tree);
  assert.equal(error.file, 'sql/ops/functions/broken.sql');
  assert.equal(error.code, '42601');
  assert.match(error.message, /^sql\/ops\/functions\/broken\.sql:4: /);
});

test('a body that does not fit the tables is found although bodies go in unchecked, and its file is named', async () => {
  const { url, tree } = await deployed();
  tree.write(
    'ops/functions/broken.sql',
    'create or replace function ops.broken() returns integer language sql as $$ select t.nope from ops.things t $$;',
  );
  const error = await unchangedAfter(url, tree);
  assert.equal(error.file, 'sql/ops/functions/broken.sql');
  assert.equal(error.code, '42703');
});

test('a changed column under a view names the view file and the missing column', async () => {
  const { url, tree } = await deployed();
  tree.write('api/views/things.sql', 'create view api.things as select v.id, v.amount from ops.v_things v;');
  await deploy({ url, root: tree.root });
  tree.migration('alter table ops.things rename column amount to quantity;');
  const error = await unchangedAfter(url, tree);
  assert.equal(error.file, 'sql/ops/views/v_things.sql');
  assert.equal(error.code, '42703');
  assert.match(error.message, /amount/);
});

test('a migration that breaks a deferred constraint is stopped with its name', async () => {
  const { url, tree } = await deployed();
  tree.migration(`create table ops.parents (id integer primary key);
    alter table ops.things add column parent_id integer references ops.parents deferrable initially deferred;
    insert into ops.things (name, parent_id) values ('orphan', 7);`);
  const error = await unchangedAfter(url, tree);
  assert.equal(error.code, '23503');
  assert.equal(error.file, 'migrations/committed/000002-step.sql');
});

test('an edited migration, a broken catalog check and a stray folder are refused', async () => {
  const { url, tree } = await deployed();
  tree.write('ops/checks/catalog/no_things.sql', `select c.relname from pg_class c where c.oid = 'ops.things'::regclass;`);
  const check = await unchangedAfter(url, tree);
  assert.equal(check.file, 'sql/ops/checks/catalog/no_things.sql');
  tree.remove('ops/checks/catalog/no_things.sql');

  tree.write('ops/procedures/x.sql', 'select 1;');
  assert.equal((await unchangedAfter(url, tree)).file, 'sql/ops/procedures/x.sql');
  tree.remove('ops/procedures/x.sql');

  tree.write('ops/functions/ends.sql', 'commit;');
  assert.equal((await unchangedAfter(url, tree)).file, 'sql/ops/functions/ends.sql');
  tree.remove('ops/functions/ends.sql');

  const dir = join(tree.root, 'migrations', 'committed');
  const file = join(dir, readdirSync(dir)[0]!);
  writeFileSync(file, `${readFileSync(file, 'utf8')}-- edited\n`);
  assert.match((await unchangedAfter(url, tree)).message, /edited/);
});

test('a database that is ahead of the files is refused', async () => {
  const { url, tree } = await deployed();
  const newer = makeTree();
  newer.migration('create table ops.more (id integer primary key);');
  await deploy({ url, root: newer.root });
  assert.match((await unchangedAfter(url, tree)).message, /000002\.sql/);
});

test('a view of somebody else over a view of ours is named and stops the deploy', async () => {
  const { url, tree } = await deployed();
  const client = await openClient(url);
  await client.query('create schema reports; create view reports.mine as select id from ops.v_things');
  await client.end();
  const error = await unchangedAfter(url, tree);
  assert.equal(error.code, '2BP01');
  assert.match(error.message, /reports\.mine needs ops\.v_things/);
});

test('a function that returns the row type of a view is refused', async () => {
  const { url, tree } = await deployed();
  tree.write(
    'ops/triggers/things_of.sql',
    'create or replace function ops.things_of() returns setof ops.v_things language sql as $$ select * from ops.v_things $$;',
  );
  await deploy({ url, root: tree.root });
  assert.match((await unchangedAfter(url, tree)).message, /function ops\.things_of\(\) needs ops\.v_things/);
});
