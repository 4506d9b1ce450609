// The database or the worker dies in the middle of pulls and comes back: nothing is missing, nothing is there twice, and
// what was fetched and kept is not fetched again.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, describe, it } from 'node:test';
import { startWorker } from '../../src/cli/start-worker.ts';
import { loadConfig } from '../../src/config.ts';
import { openClient } from '../../src/db/pool.ts';
import { silentLog } from '../../src/log.ts';
import type { DocumentKind } from '../../src/sandbox/index.ts';
import { booksOf, coreOf, differences, REBUILT, rebuildDifferences } from '../support/books.ts';
import {
  ask,
  askAndWait,
  BATCH,
  DAY,
  FROM,
  finished,
  hurry,
  judge,
  KEYS,
  processes,
  progress,
  silence,
  stage,
  until,
} from './support/mid_pull.ts';

describe('a database that is stopped hard in mid-pull', () => {
  it('comes back, and the same worker goes on: at pages, and in the middle of a swap', async () => {
    const now = await stage();
    const { server, sandbox, details } = now;
    const worker = await startWorker({ url: server.url, config: loadConfig({ ...sandbox.env }), log: silentLog });
    after(() => worker.stop());
    const ids = await askAndWait(server);
    const first = await progress(server);
    await server.stopHard();
    assert.equal(first.size, 3, 'a load had ended already: the stop came too late to show anything');
    await server.start();

    // Held in the middle of the swap: raw has the new rows in its transaction, core waits for its lock. Then kill -9.
    const holder = await openClient(server.url, 'mandor_deploy');
    await holder.query(`select pg_advisory_lock(hashtextextended('core.sales', 0))`);
    await until('all three loads wait for core in their swap', async () => {
      await hurry(server);
      const { rows } = await holder.query(`select count(*)::int as n from pg_locks l where l.locktype = 'advisory' and not l.granted`);
      return rows[0].n === KEYS.length;
    });
    const before = details();
    await server.kill();
    await holder.end().catch(() => undefined);
    await server.start();
    assert.deepEqual(await finished(server, ids), ['done', 'done', 'done']);
    assert.equal(details(), before, 'all was staged; nothing had to be fetched again after the second crash');
    console.log(`database: ${await judge(now, first)}`);
    await worker.stop();
  });
});

describe('a worker that is killed in mid-pull', () => {
  it('is declared dead, and a new process goes on where its cursors stand', async () => {
    const now = await stage();
    const { server } = now;
    const start = await processes(now);
    const victim = start();
    const ids = await askAndWait(server);
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    const kept = await progress(server);
    assert.equal(kept.size, 3, 'a load had ended already: the kill came too late to show anything');
    await silence(server);
    start();
    assert.deepEqual(await finished(server, ids), ['done', 'done', 'done']);
    const workers = await server.sql('select w.died_at is not null as dead from ops.workers w order by w.registered_at');
    assert.deepEqual(
      workers.map((worker) => worker.dead),
      [true, false],
    );
    console.log(`worker: ${await judge(now, kept)}`);
  });
});

describe('a worker that is killed in mid-pull of a day of which a part is copied', () => {
  const NEXT = '2026-02-08';
  it('is followed by one that copies nothing again and fetches only what was not kept', async () => {
    const now = await stage(NEXT);
    const { server, sandbox } = now;
    sandbox.control.setDate(DAY);
    const start = await processes(now);
    const first = start();
    const [whole] = await ask(server, ['sales.ddd']);
    assert.deepEqual(await finished(server, [whole as string]), ['done']);

    // The next morning two of three invoices of the last days have changed: enough pages to be killed between two of them.
    sandbox.control.setDate(NEXT);
    await server.sql('select util.clock_set($1)', '2026-02-09T06:00:00+07:00');
    const window = (kind: DocumentKind) => sandbox.control.documents('DDD', kind, '2026-02-02', NEXT);
    const changed = window('invoice').filter((doc, i) => doc.date <= DAY && i % 3 !== 0);
    for (const doc of changed) sandbox.control.changeInvoice('DDD', doc.number, () => ({}));
    const ids = (kind: DocumentKind, docs: readonly { id: number }[]) => docs.map((doc) => `DDD sales-${kind}/detail.do id=${doc.id}`);
    const news = [...window('invoice'), ...window('return')].filter((doc) => doc.date === NEXT);
    const wanted = new Set([
      ...ids('invoice', [...changed, ...news.filter((doc) => doc.kind === 'invoice')]),
      ...ids(
        'return',
        news.filter((doc) => doc.kind === 'return'),
      ),
    ]);
    assert.ok(wanted.size > 2 * BATCH, `${wanted.size} are too few for three pages`);

    sandbox.accessLog.clear();
    const [id] = await server.sql(`select ops.occurrence_open('sales.ddd', $1) as id`, NEXT);
    const done = await until('a page of what changed is kept', async () => (await progress(server)).get('sales DDD'));
    first.kill('SIGKILL');
    await once(first, 'exit');
    const [half] = await server.sql(
      `select h.status, h.documents_copied as copied, h.rows_staged::int as noted, c.rows_staged::int as cursor, (c.position ->> 'done')::int as done,
              h.progress_done as progress, h.progress_total as total,
              (select count(*)::int from raw.staging_sales s where s.load_id = h.load_id) as staged
         from raw.load_history h join raw.load_cursors c using (load_id)`,
    );
    assert.equal(half.status, 'pulling', 'the load had ended already: the kill came too late to show anything');
    assert.ok(half.done >= done && half.copied > 50);
    assert.deepEqual([half.noted, half.cursor, half.progress], [half.staged, half.staged, half.copied + half.done]);
    assert.equal(half.total, half.copied + wanted.size);

    await silence(server);
    start();
    assert.deepEqual(await finished(server, [id.id]), ['done']);
    assert.deepEqual(differences(booksOf(sandbox.control, FROM, NEXT, ['DDD']), await coreOf(server)), []);
    assert.deepEqual(await rebuildDifferences(server), REBUILT);
    const fetched = sandbox.accessLog.entries
      .filter((entry) => entry.path.endsWith('/detail.do') && entry.status === 200)
      .map((entry) => `${entry.entity} ${entry.path} ${entry.query}`);
    assert.deepEqual([...new Set(fetched)].sort(), [...wanted].sort(), 'what is copied is never fetched, before or after');
    assert.ok(
      fetched.length - wanted.size <= BATCH,
      `${fetched.length - wanted.size} fetched again, more than the page that was under way`,
    );
    const [load] = await server.sql(
      `select h.documents_copied as copied, h.progress_done = h.progress_total as whole from raw.load_history h where h.business_date = $1 and h.status = 'accepted'`,
      NEXT,
    );
    assert.deepEqual(load, { copied: half.copied, whole: true });
    console.log(
      `copying worker: ${half.copied} copied, ${wanted.size} wanted, ${half.done} of them kept at the kill, ${fetched.length - wanted.size} fetched again`,
    );
  });
});
