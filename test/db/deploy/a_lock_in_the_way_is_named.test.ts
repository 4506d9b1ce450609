import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploy } from '../../../src/db/deploy.ts';
import { openClient } from '../../../src/db/pool.ts';
import type { Log } from '../../../src/log.ts';
import { makeTree } from '../../support/fixture.ts';
import { emptyDatabase } from '../../support/harness.ts';

test('a deploy that meets a lock tells who holds it, and goes through once it is free', async () => {
  const { url } = await emptyDatabase();
  const { root } = makeTree();
  await deploy({ url, root, kind: 'test' });
  const tab = await openClient(url, undefined, { applicationName: 'DBeaver of a colleague' });
  try {
    await tab.query('begin; lock table ops.things in access share mode; select 42 as forgotten');
    const pid = (await tab.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
    await tab.query('lock table ops.things in row exclusive mode');

    await assert.rejects(deploy({ url, root, attempts: 1, lockTimeout: 1500 }), (e: Error & { code?: string }) => {
      assert.equal(e.code, '55P03');
      assert.match(e.message, new RegExp(`process ${pid} \\(DBeaver of a colleague`));
      return true;
    });

    const warned: string[] = [];
    const log: Log = {
      debug() {},
      info() {},
      error() {},
      warn(facts) {
        warned.push(JSON.stringify(facts));
        void tab.query('commit');
      },
    };
    const result = await deploy({ url, root, log, attempts: 5, lockTimeout: 1500 });
    assert.deepEqual(result.migrations, []);
    assert.equal(warned.length, 1);
    assert.match(warned[0]!, /DBeaver of a colleague/);
  } finally {
    await tab.end();
  }
});
