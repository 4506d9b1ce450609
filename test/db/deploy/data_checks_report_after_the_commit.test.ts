import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploy } from '../../../src/db/deploy.ts';
import { makeTree } from '../../support/fixture.ts';
import { emptyDatabase, sessions } from '../../support/harness.ts';

test('a data check that finds rows is reported with a sample, and the deploy stands', async () => {
  const { url, name } = await emptyDatabase();
  const tree = makeTree();
  tree.write(
    'ops/checks/data/no_negative_amount.sql',
    '-- An amount is never negative.\nselect t.id, t.amount from ops.things t where t.amount < 0;\n',
  );
  assert.deepEqual((await deploy({ url, root: tree.root, kind: 'test' })).dataViolations, []);
  const db = sessions(url, name);
  await db.sql(`insert into ops.things (name, amount) values ('a', -1), ('b', -2), ('c', 3)`);
  const { dataViolations } = await deploy({ url, root: tree.root });
  assert.deepEqual(
    dataViolations.map((v) => [v.file, v.count, v.sample.length]),
    [['sql/ops/checks/data/no_negative_amount.sql', 2, 2]],
  );
  const [last] = await db.sql(
    'select d.digest, d.file_count, d.migration_count, d.deployed_by, d.seconds from ops.deployments d order by d.id desc limit 1',
  );
  assert.equal(last.deployed_by, 'mandor_deploy');
  assert.equal(last.migration_count, 0);
  assert.match(last.digest, /^[0-9a-f]{64}$/);
  assert.ok(Number(last.seconds) > 0);
});
