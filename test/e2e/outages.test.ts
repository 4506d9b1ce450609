// What is not a kill -9: a worker that is paused and wakes, a database that stops hard, sessions that are ended, a network
// that swallows everything without a word; one supervised worker alone; and the time it takes with the real settings.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../src/log.ts';
import { supervise } from '../../src/worker/supervisor.ts';
import { testDatabase } from '../support/harness.ts';
import { startProxy } from '../support/proxy.ts';
import { ownServer } from '../support/server.ts';
import { type Line, makeWorld, printTable, until, type World } from './support/kills.ts';

const DEPTH = Number(process.env.MANDOR_DEPTH ?? 1);
const DETAIL = 'item/detail.do';
const lines: Line[] = [];
after(() => printTable(lines));

async function runEnds(world: World, id: unknown): Promise<string> {
  return until(
    `run ${id} ends`,
    async () => {
      const [row] = await world.sql('select status, error from ops.occurrences where id = $1', id).catch(() => [undefined]);
      if (row?.status === 'failed') throw new Error(`run ${id} failed: ${JSON.stringify(row.error)}`);
      return row?.status === 'done' || row?.status === 'late' ? (row.status as string) : undefined;
    },
    60_000,
  );
}

/** Asks for a pull of stock and returns when its first page is kept and requests of the second are held on their way. */
async function inMidPull(world: World): Promise<unknown> {
  const { accessLog } = world.sandbox;
  const before = accessLog.count({ path: DETAIL });
  const [row] = await world.sql(`select ops.occurrence_open('stock.ddd', $1) as id`, world.day);
  await until('the vendor has requests', () => accessLog.count({ path: DETAIL }) >= before + 110);
  await world.accurate.hold();
  return row?.id;
}

async function accepted(world: World, id: unknown): Promise<string> {
  const [row] = await world.sql(
    `select count(*) filter (where status = 'accepted')::int as accepted, count(*) filter (where status = 'running')::int as open,
            (select count(*)::int from raw.staging_stock) as staged, (select count(*)::int from ops.v_orphans) as orphans
       from raw.load_history where occurrence_id = $1`,
    id,
  );
  assert.deepEqual(row, { accepted: 1, open: 0, staged: 0, orphans: 0 });
  return '1 load accepted';
}

const note = (moment: string, state: string, effects: string, since: number, task = 'accurate/pull_stock'): void =>
  void lines.push({ task, moment, state, effects, seconds: (performance.now() - since) / 1000 });

// Its half minute of waiting goes on beside the other tests.
const real = (async () => {
  const db = await testDatabase();
  const world = await makeWorld(db.url, db.sql, {});
  const victim = await world.start();
  await world.start();
  const held = world.telegram.hold();
  await db.sql(`select ops.outbox_plan('telegram', '-1', 'x', '{"text": "nyata"}', 'real-1', p_severity => 'critical')`);
  await held;
  const [row] = await db.sql(
    `select w.pid, o.id from ops.outbox o join ops.workers w on w.incarnation = o.claimed_by where o.dedupe_key = 'real-1'`,
  );
  const which = row.pid === victim.child.pid ? 'first' : 'second';
  const at = performance.now();
  process.kill(row.pid, 'SIGKILL');
  await sleep(500);
  world.telegram.release();
  await until(
    'its job was taken over',
    async () => ((await db.sql(`select status from ops.outbox where id = $1`, row.id))[0].status !== 'sending' ? true : undefined),
    60_000,
  );
  const seconds = (performance.now() - at) / 1000;
  await until(
    'the alert was sent again',
    async () => ((await db.sql(`select status from ops.outbox where id = $1`, row.id))[0].status === 'confirmed' ? true : undefined),
    60_000,
  );
  return { seconds, which, posts: world.sandbox.telegram.posts('-1').map((post) => post.text) };
})();
real.catch(() => undefined);

describe('one instance, quick settings', async () => {
  const db = await testDatabase();
  const world = await makeWorld(db.url, db.sql);

  it('SIGSTOP, and SIGCONT after another worker has its work: it finds itself dead, drops all and exits with 1', async () => {
    const paused = await world.start();
    const since = performance.now();
    const id = await inMidPull(world);
    paused.child.kill('SIGSTOP');
    world.accurate.release();
    const other = await world.start();
    const state = await runEnds(world, id);
    await sleep(DEPTH > 1 ? 60_000 : 1_000);
    paused.child.kill('SIGCONT');
    assert.deepEqual(await paused.exit, [1, null]);
    note('SIGSTOP … SIGCONT', `${state}; paused worker: exit 1`, await accepted(world, id), since);
    await other.kill('SIGTERM');
  });

  it('the sessions of a worker are ended by an administrator: it connects again and goes on', async () => {
    const worker = await world.start();
    const since = performance.now();
    const id = await inMidPull(world);
    const { rowCount } = await db.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename in ('mandor_worker', 'mandor_queue')`,
    );
    assert.ok((rowCount ?? 0) >= 3);
    world.accurate.release();
    const state = await runEnds(world, id);
    assert.equal(worker.child.exitCode, null, 'the same process');
    const peak = Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${worker.child.pid}/status`, 'utf8'))?.[1]) / 1024;
    console.log(`worker process after a pull and a reconnection: ${Math.round(peak)} MB at most`);
    assert.ok(peak > 20 && peak < 150, `${Math.round(peak)} MB`);
    note(`${rowCount} backends ended`, state, await accepted(world, id), since);
    await worker.kill('SIGTERM');
  });

  it('connections that swallow everything: they are noticed and replaced', async () => {
    const address = new URL(db.url);
    const network = await startProxy(Number(address.port));
    address.port = String(network.port);
    const worker = await world.start(address.href);
    const since = performance.now();
    const id = await inMidPull(world);
    const silent = network.blackhole();
    assert.ok(silent >= 3);
    world.accurate.release();
    const state = await runEnds(world, id);
    note(`${silent} connections black-holed`, state, await accepted(world, id), since);
    await worker.kill('SIGKILL');
  });

  it('one supervised worker alone: killed, started again, and its work is done', async () => {
    const child = await world.start();
    await child.kill();
    const { spawnargs } = child.child;
    const id0 = (await db.sql('select count(*)::int as n from ops.workers'))[0].n;
    const worker = supervise({
      command: process.execPath,
      args: spawnargs.slice(1),
      env: { ...world.env, DATABASE_URL: db.url },
      log: silentLog,
      firstWaitMs: 50,
    });
    try {
      await until('it has registered', async () =>
        (await db.sql('select count(*)::int as n from ops.workers'))[0].n > id0 ? true : undefined,
      );
      const since = performance.now();
      const id = await inMidPull(world);
      process.kill(worker.pid() as number, 'SIGKILL');
      world.accurate.release();
      const state = await runEnds(world, id);
      note('kill -9, supervised, alone', state, await accepted(world, id), since);
    } finally {
      await worker.stop();
    }
  });
});

describe('a server of its own', () => {
  it('PostgreSQL stopped hard for three seconds: the worker process waits and goes on', async () => {
    const server = await ownServer();
    const world = await makeWorld(server.url, (text, ...values) => server.sql(text, ...values));
    const worker = await world.start();
    const since = performance.now();
    const id = await inMidPull(world);
    await server.stopHard();
    world.accurate.release();
    await sleep(3_000);
    await server.start();
    const state = await runEnds(world, id);
    assert.equal(worker.child.exitCode, null, 'the same process');
    note('PostgreSQL stopped hard', state, await accepted(world, id), since);
    await worker.kill('SIGTERM');
  });
});

describe('the real 5 s and 30 s', () => {
  it('a worker is killed beside another one: its work is taken over within 45 s', async () => {
    const { seconds, which, posts } = await real;
    console.log(`recovery with the real settings: ${seconds.toFixed(1)} s (the ${which} of two workers was killed)`);
    assert.ok(seconds <= 45 && seconds >= 25, `${seconds} s`);
    assert.equal(posts.length, 1);
    assert.match(posts[0] ?? '', /^\(ulang\) ref [0-9A-F]{4}\nnyata$/);
  });
});
