import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { scramVerifier } from '../../../src/db/deploy/roles.ts';
import { type DeployError, deploy } from '../../../src/db/deploy.ts';
import { type Embedded, startEmbedded } from '../../../src/db/embedded.ts';
import { openClient, roleUrl, withDatabase } from '../../../src/db/pool.ts';
import { makeTree } from '../../support/fixture.ts';

// A server of its own: roles and their passwords belong to a whole server, and these tests change them.
const dir = mkdtempSync(join(tmpdir(), 'mandor-roles-'));
let server: Embedded | undefined;
after(async () => {
  await server?.stop('immediate');
  rmSync(dir, { recursive: true, force: true });
});

async function start(): Promise<Embedded> {
  const binDir = process.env.MANDOR_TEST_BIN_DIR;
  server ??= await startEmbedded({ dir: join(dir, 'pg'), fsync: false, ...(binDir === undefined ? {} : { binDir }) });
  return server;
}

async function run(url: string, text: string): Promise<void> {
  const client = await openClient(url);
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

const asUser = (url: string, user: string, password: string): string => {
  const out = new URL(url);
  out.username = user;
  out.password = password;
  return out.href;
};

test('a user without the right gets the SQL for a DBA; with it run, the deploy goes through without any right of its own', async () => {
  const { url } = await start();
  await run(url, `create role clerk login password 'pw-1'`);
  await run(url, 'create database asked');
  const clerk = asUser(withDatabase(url, 'asked'), 'clerk', 'pw-1');
  const { root } = makeTree();
  const error: DeployError = await deploy({ url: clerk, root, kind: 'demo' }).then(
    () => assert.fail('clerk may not create roles'),
    (e) => e,
  );
  assert.equal(error.name, 'DeployError');
  const script = error.message.slice(error.message.indexOf('begin;'));
  assert.doesNotMatch(script, /pw-1/);
  assert.match(script, /create role mandor_owner nologin/);

  await run(withDatabase(url, 'asked'), script);
  const result = await deploy({ url: clerk, root, kind: 'demo' });
  assert.equal(result.migrations.length, 1);
});

test('a user that may create roles and owns the database needs no superuser', async () => {
  const binDir = process.env.MANDOR_TEST_BIN_DIR;
  await using fresh = await startEmbedded({ dir: join(dir, 'maker'), fsync: false, ...(binDir === undefined ? {} : { binDir }) });
  await run(fresh.url, `create role maker login createrole createdb password 'pw-3'`);
  await run(fresh.url, 'create database made owner maker');
  const maker = asUser(withDatabase(fresh.url, 'made'), 'maker', 'pw-3');
  const { root } = makeTree();
  assert.equal((await deploy({ url: maker, root, kind: 'demo' })).migrations.length, 1);
  assert.equal((await deploy({ url: maker, root })).migrations.length, 0);
  await (await openClient(maker, 'mandor_worker')).end();
});

test('a production database gives nobody the moved clock; no object of ours belongs to a superuser', async () => {
  const { url } = await start();
  await run(url, 'drop role if exists mandor_test');
  await run(url, 'create database live');
  const live = withDatabase(url, 'live');
  await deploy({ url: live, root: makeTree().root });
  const client = await openClient(live);
  try {
    assert.equal((await client.query(`select from pg_roles where rolname = 'mandor_test'`)).rowCount, 0);
    assert.deepEqual((await client.query('select kind from util.instance')).rows, [{ kind: 'production' }]);
    const { rows } = await client.query(
      `select c.oid::regclass::text as what from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
        where r.rolsuper and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
       union all select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
        where r.rolsuper and n.nspname not in ('pg_catalog', 'information_schema')
       union all select d.datname from pg_database d join pg_roles r on r.oid = d.datdba where r.rolsuper and d.datname = 'live'
       union all select n.nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner
        where r.rolsuper and n.nspname not like 'pg\\_%' and n.nspname not in ('public', 'information_schema')`,
    );
    assert.deepEqual(rows, []);
  } finally {
    await client.end();
  }
  await assert.rejects(deploy({ url: live, root: makeTree().root, kind: 'demo' }), { name: 'DeployError', message: /production/ });
});

test('another password in DATABASE_URL changes those of the login roles at the next deploy', async () => {
  const { url } = await start();
  await run(url, `create role boss superuser login password 'first'`);
  await run(url, 'create database moved');
  const { root } = makeTree();
  const first = asUser(withDatabase(url, 'moved'), 'boss', 'first');
  await deploy({ url: first, root, kind: 'demo' });
  await (await openClient(first, 'mandor_worker')).end();
  await run(url, `alter role boss password 'second'`);
  const second = asUser(withDatabase(url, 'moved'), 'boss', 'second');
  await deploy({ url: second, root });
  await (await openClient(second, 'mandor_worker')).end();
  await assert.rejects(openClient(first, 'mandor_worker'), { code: '28P01' });
});

test('a DATABASE_URL that is mandor_deploy itself deploys, once the other passwords follow from it', async () => {
  const { url } = await start();
  const admin = withDatabase(url, 'asked');
  const asDeploy = asUser(admin, 'mandor_deploy', 'deploy-pw');
  await run(url, `alter role mandor_deploy password '${scramVerifier('deploy-pw')}'`);
  assert.equal(roleUrl(asDeploy, 'mandor_deploy'), asDeploy);
  const { root } = makeTree();
  const error: DeployError = await deploy({ url: asDeploy, root }).then(
    () => assert.fail('the other passwords are still the old ones'),
    (e) => e,
  );
  await run(admin, error.message.slice(error.message.indexOf('begin;')));
  assert.deepEqual((await deploy({ url: asDeploy, root })).migrations, []);
});
