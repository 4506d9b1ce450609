import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deploy } from '../../../src/db/deploy.ts';
import { openClient } from '../../../src/db/pool.ts';
import { catalogOf, makeTree } from '../../support/fixture.ts';
import { emptyDatabase, ROOT, sessions } from '../../support/harness.ts';

async function lines(url: string): Promise<string[]> {
  const client = await openClient(url);
  try {
    return await catalogOf(client);
  } finally {
    await client.end();
  }
}

test('what left the files leaves the database: function, old overload, trigger, policy, view and grant', async () => {
  const { url, name } = await emptyDatabase();
  const tree = makeTree();
  tree.write('ops/functions/gone.sql', 'create or replace function ops.gone() returns integer language sql as $$ select 1 $$;');
  await deploy({ url, root: tree.root, kind: 'test' });
  const db = sessions(url, name);
  assert.equal((await db.as('mandor_console', (c) => c.query('select * from ops.v_things'))).rowCount, 0);

  for (const path of [
    'ops/functions/gone.sql',
    'ops/functions/tg_things__upper.sql',
    'ops/triggers/things.sql',
    'ops/policies/things.sql',
    'ops/views/v_things.sql',
  ])
    tree.remove(path);
  tree.write(
    'ops/functions/double.sql',
    'create or replace function ops.double(p_n integer, p_more integer default 0) returns integer language sql immutable as $$ select p_n * 2 + p_more $$;',
  );
  tree.write('ops/grants/console.sql', 'grant usage on schema ops to mandor_console;');
  const { orphans } = await deploy({ url, root: tree.root });
  assert.deepEqual([...orphans].sort(), [
    'policy things_read on ops.things',
    'routine ops.double(integer)',
    'routine ops.gone()',
    'routine ops.tg_things__upper()',
    'trigger _100_upper on ops.things',
    'view ops.v_things',
  ]);
  await assert.rejects(
    db.as('mandor_console', (c) => c.query('select * from ops.things')),
    { code: '42501' },
  );
  assert.deepEqual(await deploy({ url, root: tree.root }).then((r) => r.orphans), []);
});

test('a function is not for everybody unless a grant says so, also when somebody granted it by hand', async () => {
  const { url, name } = await emptyDatabase();
  const tree = makeTree();
  await deploy({ url, root: tree.root, kind: 'test' });
  const db = sessions(url, name);
  const call = () => db.as('mandor_console', (c) => c.query('select ops.double(1)'));
  await assert.rejects(call(), { code: '42501' });
  await db.admin.query('grant execute on function ops.double(integer) to public');
  await call();
  await deploy({ url, root: tree.root });
  await assert.rejects(call(), { code: '42501' });
});

test('views stand on views of other schemas and later files, in whatever order', async () => {
  const { url, name } = await emptyDatabase();
  const tree = makeTree();
  tree.write('api/views/a_first.sql', 'create view api.a_first as select s.n from ops.v_sums s;');
  tree.write('ops/views/v_sums.sql', 'create view ops.v_sums as select count(*) as n from ops.v_things;');
  for (let i = 0; i < 2; i++) await deploy({ url, root: tree.root, kind: 'test' });
  assert.deepEqual(await sessions(url, name).sql('select a.n from api.a_first a'), [{ n: '0' }]);
});

test('a constraint trigger deploys again and again, and works', async () => {
  const { url, name } = await emptyDatabase();
  const tree = makeTree();
  tree.write(
    'ops/functions/tg_things__positive.sql',
    `create or replace function ops.tg_things__positive() returns trigger language plpgsql as $$ begin
    if new.amount < 0 then raise exception 'negative' using errcode = 'MD101'; end if; return null; end $$;`,
  );
  tree.write(
    'ops/triggers/things_positive.sql',
    `drop trigger if exists _200_positive on ops.things;
    create constraint trigger _200_positive after insert on ops.things deferrable initially deferred for each row execute function ops.tg_things__positive();`,
  );
  for (let i = 0; i < 3; i++) await deploy({ url, root: tree.root, kind: 'test' });
  await assert.rejects(sessions(url, name).sql(`insert into ops.things (name, amount) values ('x', -1)`), { code: 'MD101' });
});

test('migrations run without the behaviour of the files, and with their views out of the way', async () => {
  const { url, name } = await emptyDatabase();
  const tree = makeTree();
  await deploy({ url, root: tree.root, kind: 'test' });
  tree.migration(`insert into ops.things (name) values ('as it is'); alter table ops.things alter column amount type bigint;`);
  await deploy({ url, root: tree.root });
  const db = sessions(url, name);
  assert.deepEqual(await db.sql('select t.name from ops.things t'), [{ name: 'as it is' }]);
  assert.deepEqual(await db.sql(`insert into ops.things (name) values ('loud') returning name`), [{ name: 'LOUD' }]);
});

test('a definer function that the queue owns is made, kept and replaced', async () => {
  const { url, name } = await emptyDatabase();
  const tree = makeTree();
  tree.migration('grant create, usage on schema ops to mandor_queue;');
  const text = (
    n: number,
  ) => `create or replace function ops.jobs_count() returns integer language sql security definer set search_path = pg_catalog, pg_temp
    as $$ select ${n} + count(*)::integer from graphile_worker.jobs $$;\nalter function ops.jobs_count() owner to mandor_queue;`;
  tree.write('ops/functions/jobs_count.sql', text(0));
  tree.write(
    'ops/grants/worker.sql',
    'grant usage on schema ops to mandor_worker;\ngrant execute on function ops.jobs_count() to mandor_worker;',
  );
  await deploy({ url, root: tree.root, kind: 'test' });
  tree.write('ops/functions/jobs_count.sql', text(5));
  await deploy({ url, root: tree.root });
  const { rows } = await sessions(url, name).as('mandor_worker', (c) => c.query('select ops.jobs_count() as n'));
  assert.equal(rows[0].n, 5);
});

test('an upgrade from an older tree equals a fresh deploy', async () => {
  const [upgraded, fresh] = [await emptyDatabase(), await emptyDatabase()];
  const tree = makeTree();
  tree.write('ops/functions/old.sql', 'create or replace function ops.old() returns integer language sql as $$ select 1 $$;');
  tree.write('ops/grants/old.sql', 'grant execute on function ops.old(), ops.double(integer) to mandor_worker, mandor_analyst;');
  await deploy({ url: upgraded.url, root: tree.root, kind: 'test' });
  tree.migration('alter table ops.things add column note text; create index things_note_idx on ops.things (note);');
  tree.remove('ops/functions/old.sql');
  tree.remove('ops/grants/old.sql');
  tree.write('ops/views/v_things.sql', 'create view ops.v_things as select t.id, t.note from ops.things t;');
  await deploy({ url: upgraded.url, root: tree.root });
  await deploy({ url: fresh.url, root: tree.root, kind: 'test' });
  assert.deepEqual(await lines(upgraded.url), await lines(fresh.url));
});

test('a second deploy of the project itself changes nothing in the catalog', async () => {
  const { url } = await emptyDatabase();
  await deploy({ url, root: ROOT, kind: 'test' });
  const first = await lines(url);
  const again = await deploy({ url, root: ROOT });
  assert.deepEqual([again.migrations, again.orphans], [[], []]);
  assert.deepEqual(await lines(url), first);
  assert.ok(first.length > 10);
});

test('the project itself: an upgrade from its first two migrations equals a fresh deploy', async () => {
  const [upgraded, fresh] = [await emptyDatabase(), await emptyDatabase()];
  const older = mkdtempSync(join(tmpdir(), 'mandor-older-'));
  after(() => rmSync(older, { recursive: true, force: true }));
  const committed = join('migrations', 'committed');
  mkdirSync(join(older, committed), { recursive: true });
  for (const file of readdirSync(join(ROOT, committed)).sort().slice(0, 2))
    copyFileSync(join(ROOT, committed, file), join(older, committed, file));
  await deploy({ url: upgraded.url, root: older, kind: 'test' });
  await deploy({ url: upgraded.url, root: ROOT });
  await deploy({ url: fresh.url, root: ROOT, kind: 'test' });
  assert.deepEqual(await lines(upgraded.url), await lines(fresh.url));
});
