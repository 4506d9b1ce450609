// A report is asked for, made, reviewed and signed by a real worker: no mail leaves before layer 2 has passed it, and nobody but
// the person in charge has it before it is signed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, GROUP, loadDay } from '../db/ops/support/reported.ts';
import { startInstance } from '../support/instance.ts';
import { until } from '../worker/support/worker.ts';

const instance = await startInstance({ seed: 3, size: 'S', endDate: DAY, rate: 2000, clock: '2026-02-09T05:00:00+07:00' });
const { db, sandbox } = instance;
const { mailbox, telegram } = sandbox;
const STOCK = 'report.control_stock';
await loadDay(db);
await db.sql(`insert into ops.recipients (key, channel, address) values ($1, 'email', 'gudang@toko.example')`, STOCK);
await db.sql(`update ops.rate_keys set min_gap = '1 millisecond' where key in ('google:gmail', 'telegram')`);
await db.sql(`update core.agg_stock_article set store_pairs = store_pairs + 12 where kode_mix = 'B' and entity = 'DDD'`);

const state = async () =>
  (await db.sql('select id, status, revision_no from ops.work_items where definition_key = $1 and business_date = $2', STOCK, DAY))[0];
const settled = () =>
  until(
    'all messages to have left',
    async () => (await db.sql(`select not exists (select from ops.outbox o where o.status in ('planned', 'sending')) as ok`))[0].ok,
    30_000,
  );
const mailsTo = (address: string) => mailbox.list().filter((mail) => mail.to.includes(address));
const reached = async () => (await state())?.status as string | undefined;

test('what core got wrong is found each time it is made: three rejections, a group that reads them, a supervisor, no mail to sign', async () => {
  await instance.startWorker();
  await instance.ask([STOCK], DAY);
  await until('a supervisor to be asked', async () => (await reached()) === 'escalated', 30_000);
  await settled();
  assert.equal((await state()).revision_no, 3);
  const posts = telegram.posts(GROUP).filter((post) => post.text.includes('ditolak pemeriksaan'));
  assert.equal(posts.length, 3);
  assert.match(
    posts[0]?.text ?? '',
    /^❌ Control Stock 08\/02\/2026: revisi 1 ditolak pemeriksaan\n• Stok sama dengan data mentah: .*misalnya B \(laporan 1\.212, data mentah 1\.200\)/,
  );
  assert.deepEqual([mailsTo('sari@toko.example').length, mailsTo('gudang@toko.example').length], [0, 0]);
  assert.equal(mailsTo('kepala@toko.example').length, 1, 'the supervisor has it, to decide');
});

test('mended and made again it passes, goes to the PIC alone, and after the signature to the others', async () => {
  await db.sql(`update core.agg_stock_article set store_pairs = store_pairs - 12 where kode_mix = 'B' and entity = 'DDD'`);
  const { id } = await state();
  await db.sql(`select ops.work_item_redo($1, 'core sudah dibetulkan', (select p.id from ops.people p where p.name = 'Kepala'))`, id);
  const [asked] = await mailbox.wait({ to: 'sari@toko.example', count: 1, timeoutMs: 30_000 });
  assert.match(asked?.parsed.subject ?? '', /^Control Stock 8 Feb 2026: .* \[M\d+\.4 /);
  await settled();
  assert.equal(await reached(), 'pending_approval');
  assert.equal(mailsTo('gudang@toko.example').length, 0);
  const [order] = await db.sql(
    `select (select min(h.id) from ops.work_item_history h where h.work_item_id = $1 and h.event = 'review_pass' and h.revision_no = 4) is not null as passed,
            (select count(*)::int from ops.review_results r where r.work_item_id = $1 and r.revision_no = 4 and not r.is_passed) as failed`,
    id,
  );
  assert.deepEqual(order, { passed: true, failed: 0 });
  await db.sql(
    `select ops.approval_decide(a.id, 4, 'approve', null, 'cli', a.person_id) from ops.approvals a where a.work_item_id = $1 and a.status = 'open'`,
    id,
  );
  const [copy] = await mailbox.wait({ to: 'gudang@toko.example', count: 1, timeoutMs: 30_000 });
  assert.match(copy?.parsed.subject ?? '', /^Control Stock 8 Feb 2026: /);
  await settled();
  assert.deepEqual([await reached(), mailsTo('sari@toko.example').length, mailsTo('gudang@toko.example').length], ['approved', 1, 1]);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});
