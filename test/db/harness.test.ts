import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deploy } from '../../src/db/deploy.ts';
import { startEmbedded } from '../../src/db/embedded.ts';
import { withDatabase } from '../../src/db/pool.ts';
import { createDatabase, refuseProduction } from '../support/cluster.ts';
import { makeTree } from '../support/fixture.ts';
import { testDatabase } from '../support/harness.ts';

test('each test database is its own, sessions have the role asked for, and the clock stands still for them', async () => {
  const [a, b] = [await testDatabase(), await testDatabase()];
  await a.setClock('2026-02-09T05:00:00+07');
  const caller = async (role: string) =>
    (await a.as(role, (c) => c.query('select util.caller() as caller, session_user as login, util.now() as now'))).rows[0];
  assert.deepEqual(await caller('mandor_worker'), {
    caller: 'mandor_worker',
    login: 'mandor_worker',
    now: new Date('2026-02-08T22:00:00Z'),
  });
  assert.deepEqual(await caller('mandor_agent_sales'), {
    caller: 'mandor_agent_sales',
    login: 'mandor_worker',
    now: new Date('2026-02-08T22:00:00Z'),
  });
  // Whoever looks at a demo, in DBeaver or in the console, sees its clock: the views would say "late" of everything else.
  for (const role of ['mandor_analyst', 'mandor_console', 'mandor_queue', 'mandor_deploy'])
    assert.deepEqual((await caller(role)).now, new Date('2026-02-08T22:00:00Z'), role);
  const [other] = await b.sql<{ moved: boolean }>(`select util.now() < '2026-02-10' and util.now() > '2026-02-08' as moved`);
  assert.equal(other?.moved, new Date() > new Date('2026-02-08') && new Date() < new Date('2026-02-10'));
  await a.setClock(null);
  const [running] = await a.sql<{ close: boolean }>(`select abs(extract(epoch from util.now() - clock_timestamp())) < 60 as close`);
  assert.equal(running?.close, true);
});

test('a server that holds a production database is refused', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-prod-'));
  const server = await startEmbedded({ dir: join(dir, 'pg'), fsync: false, database: 'postgres' });
  try {
    await createDatabase(server.url, 'live');
    await refuseProduction(server.url);
    await deploy({ url: withDatabase(server.url, 'live'), root: makeTree().root, kind: 'production' });
    await assert.rejects(refuseProduction(server.url), /production database \("live"\)/);
  } finally {
    await server.stop('immediate');
    rmSync(dir, { recursive: true, force: true });
  }
});
