import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deploy } from '../../../src/db/deploy.ts';
import { roleUrl } from '../../../src/db/pool.ts';
import { makeTree } from '../../support/fixture.ts';
import { emptyDatabase, ROOT } from '../../support/harness.ts';

const CLI = join(ROOT, 'node_modules', 'graphile-migrate', 'dist', 'cli.js');

function graphileMigrate(root: string, url: string, command: string): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, command], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, SHADOW_DATABASE_URL: `${url}_shadow` },
    encoding: 'utf8',
  });
  return { code: status, text: stdout + stderr };
}

test('graphile-migrate status agrees with what deploy did, and knows what is still to do', async () => {
  const { url } = await emptyDatabase();
  const tree = makeTree();
  copyFileSync(join(ROOT, '.gmrc'), join(tree.root, '.gmrc'));
  writeFileSync(join(tree.root, 'migrations', 'current.sql'), '-- nothing yet\n');
  tree.migration('create table ops.more (id integer primary key);');
  await deploy({ url, root: tree.root, kind: 'test' });
  const asDeploy = roleUrl(url, 'mandor_deploy');
  assert.deepEqual(graphileMigrate(tree.root, asDeploy, 'status'), { code: 0, text: 'Up to date.\n' });

  tree.migration('create table ops.still_more (id integer primary key);');
  const pending = graphileMigrate(tree.root, asDeploy, 'status');
  assert.equal(pending.code, 1);
  assert.match(pending.text, /000003\.sql/);
  await deploy({ url, root: tree.root });
  assert.equal(graphileMigrate(tree.root, asDeploy, 'status').code, 0);
});

test('what graphile-migrate itself applied is not applied again by deploy', async () => {
  const { url } = await emptyDatabase();
  const tree = makeTree();
  copyFileSync(join(ROOT, '.gmrc'), join(tree.root, '.gmrc'));
  writeFileSync(join(tree.root, 'migrations', 'current.sql'), '');
  await deploy({ url, root: tree.root, kind: 'test' });
  tree.migration('create table ops.more (id integer primary key);');
  const ran = graphileMigrate(tree.root, `${roleUrl(url, 'mandor_deploy')}?options=-c%20role%3Dmandor_owner`, 'migrate');
  assert.equal(ran.code, 0, ran.text);
  assert.deepEqual((await deploy({ url, root: tree.root })).migrations, []);
});
