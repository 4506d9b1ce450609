// The daily sales report and the weekly product report from the ERP's invoices to the mail and the department's group: a pull
// that is late, a chat that moved, a return that comes after the approval.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadReference } from '../../src/cli/demo/company.ts';
import { SELLING } from '../support/books.ts';
import { startInstance } from '../support/instance.ts';
import { plus } from '../support/loads.ts';
import { withoutReview } from '../support/review.ts';
import { until } from '../worker/support/worker.ts';

const FIRST = '2026-02-07';
const DAY = '2026-02-08';
const SALES = ['sales.ddd', 'sales.mbb', 'sales.ubb'] as const;
const GROUP = '-100200';
const PIC = 'kepala.cabang@toko.example';

describe('reports of sales', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-sales-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const instance = await startInstance({ seed: 11, size: 'S', endDate: DAY, rate: 4000, clock: `${plus(FIRST, 1)}T10:30:00+07:00` });
  const { db, sandbox } = instance;
  const { control, mailbox, telegram } = sandbox;
  // This is about how reports travel: nobody signs them.
  await withoutReview(db);
  await loadReference(db.deployPool, sandbox, dir);
  await db.sql(`insert into ops.people (name, email) values ('Kepala Cabang', $1)`, PIC);
  await db.sql(`update ops.job_definitions set pic_id = (select id from ops.people where email = $1) where key like 'report.%'`, PIC);
  await db.sql(
    `insert into ops.recipients (key, channel, address) values ('department.OPS', 'telegram', $1), ('department.R&D', 'telegram', '-300'),
       ('report.product_performance', 'email', 'rapat.produksi@toko.example')`,
    GROUP,
  );
  await db.sql(`insert into portal.sales_target (store_code, month, amount) select store_code, '2026-02-01', 30000000 from portal.store`);
  // Gmail's pace is a mail a second.
  await db.sql(`update ops.rate_keys set min_gap = '1 millisecond' where key = 'google:gmail'`);
  await instance.startWorker();

  /** What the ERP's own books say of a day. */
  const books = (day: string): { transactions: number; amount: bigint } => {
    const of = (kind: 'invoice' | 'return') => SELLING.flatMap((entity) => control.documents(entity, kind, day, day));
    const total = (kind: 'invoice' | 'return') =>
      of(kind)
        .flatMap((doc) => doc.lines)
        .reduce((sum, line) => sum + BigInt(line.totalPrice.split('.')[0] ?? '0'), 0n);
    return { transactions: of('invoice').length, amount: total('invoice') - total('return') };
  };
  const revision = async (key: string, day: string, subject = '') =>
    (
      await db.sql(
        `select w.id, w.status, r.figures, r.result from ops.work_items w
           join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
          where w.definition_key = $1 and w.business_date = $2 and w.subject_key = $3`,
        key,
        day,
        subject,
      )
    )[0];
  // biome-ignore lint/suspicious/noExplicitAny: a row of figures
  const allOf = (item: any) => item.figures.rows.find((r: any) => r.period === 'hari' && r.branch === null);
  const pull = async (keys: readonly string[], day: string) => instance.finish(await instance.ask(keys, day));
  const settled = () =>
    until(
      'all messages to have left',
      async () => (await db.sql(`select not exists (select from ops.outbox o where o.status in ('planned', 'sending')) as ok`))[0].ok,
    );

  it('the report waits for the sales that are late, says for which, and leaves when they are there', async () => {
    control.setDate(FIRST);
    const [report = ''] = await instance.ask(['report.daily_sales'], FIRST);
    assert.deepEqual(new Set(await pull(['sales.ddd', 'sales.ubb'], FIRST)), new Set(['done']));
    const causes = await db.sql(`select e.cause, e.says from ops.explain('occurrence', $1) e where e.cause = 'needs_unmet'`, report);
    assert.deepEqual(
      causes.map((c) => c.says),
      [`it needs sales.mbb for ${FIRST}, which nobody has asked for yet`],
    );
    assert.equal(await revision('report.daily_sales', FIRST), undefined);
    assert.deepEqual(await pull(['sales.mbb'], FIRST), ['done']);
    assert.deepEqual(await instance.finish([report]), ['done']);

    const item = await revision('report.daily_sales', FIRST);
    const wanted = books(FIRST);
    assert.ok(wanted.transactions > 10);
    assert.equal(item.status, 'approved');
    assert.deepEqual(
      [allOf(item).transaction_count, BigInt(Math.round(Number(allOf(item).sales_amount)))],
      [wanted.transactions, wanted.amount],
    );
    console.log(item.result.subject);
    const [mail] = await mailbox.wait({ to: PIC, count: 1, timeoutMs: 20_000 });
    assert.equal(mail?.parsed.subject, item.result.subject);
    assert.match(mail?.parsed.text ?? '', /Langkah 7/);
    assert.match(mail?.parsed.html ?? '', /Rata-rata per transaksi/);
  });

  it('three lines reach the group of the department, once, with the frozen words', async () => {
    await settled();
    const item = await revision('report.daily_sales', FIRST);
    const posts = telegram.posts(GROUP);
    assert.equal(posts.length, 1);
    const lines = posts[0]?.text.split('\n') ?? [];
    assert.equal(lines.length, 3, posts[0]?.text);
    assert.deepEqual(lines.slice(0, 2), ['Penjualan Harian · Sabtu, 7 Februari 2026', item.result.verdict]);
    assert.match(lines[2] ?? '', /^Transaksi \d.* nota · Penjualan Rp .* · Pencapaian .* %$/);
    assert.equal(await db.sql(`select ops.work_item_chat($1) as n`, item.id).then((r) => r[0].n), 0, 'planned twice is sent once');
  });

  it('a group that became a supergroup is followed, and what changed since yesterday is told', async () => {
    telegram.migrate(GROUP, '-100900');
    control.setDate(DAY);
    await db.setClock(`${plus(DAY, 1)}T10:30:00+07:00`);
    const reports = await instance.ask(['report.daily_sales', 'report.product_performance'], DAY);
    assert.deepEqual(new Set(await pull(SALES, DAY)), new Set(['done']));
    assert.deepEqual(await instance.finish(reports), ['done', 'done']);
    await settled();
    assert.equal(telegram.posts(GROUP).length, 1, 'nothing went to the old number');
    assert.equal(telegram.posts('-100900').length, 1);
    assert.deepEqual(await db.sql(`select address from ops.recipients where key = 'department.OPS'`), [{ address: '-100900' }]);
    const item = await revision('report.daily_sales', DAY);
    assert.equal(item.result.changes.since_text, 'dibanding 7 Feb 2026');
    const [was, now] = [books(FIRST).amount, books(DAY).amount];
    assert.match(item.result.changes.items[0], now > was ? /naik Rp/ : /turun Rp/);
    const month = item.figures.rows.find((r: { period: string; branch: string | null }) => r.period === 'bulan' && r.branch === null);
    const days = Array.from({ length: 8 }, (_, i) => books(plus('2026-02-01', i)).amount);
    assert.equal(
      BigInt(Math.round(Number(month.sales_amount))),
      days.reduce((a, b) => a + b, 0n),
    );
  });

  it('the week’s products go to the planning meeting and to the group of product development', async () => {
    const item = await revision('report.product_performance', DAY);
    const [mail] = await mailbox.wait({ to: 'rapat.produksi@toko.example', count: 1, timeoutMs: 20_000 });
    assert.equal(mail?.parsed.subject, item.result.subject);
    assert.match(mail?.parsed.text ?? '', /Kinerja Produk Mingguan[\s\S]*Peringkat pendapatan[\s\S]*Seri /);
    const posts = telegram.posts('-300');
    assert.deepEqual([posts.length, posts[0]?.text.split('\n').length], [1, 3]);
    assert.equal(posts[0]?.text.split('\n')[1], item.result.verdict);
    // By another way: the books' lines by article.
    const mix = new Map((await db.sql('select k.kode_barang, k.kode_mix from portal.kodemix k')).map((k) => [k.kode_barang, k.kode_mix]));
    const revenue = new Map<string, bigint>();
    for (const entity of SELLING)
      for (const kind of ['invoice', 'return'] as const)
        for (const doc of control.documents(entity, kind, '2026-02-01', DAY))
          for (const line of doc.lines) {
            const article = mix.get(line.no.trim()) ?? line.no.trim();
            const amount = BigInt(line.totalPrice.split('.')[0] ?? '0') * (kind === 'return' ? -1n : 1n);
            revenue.set(article, (revenue.get(article) ?? 0n) + amount);
          }
    const found = new Map(
      item.figures.rows.map((r: { kode_mix: string; revenue_amount: string }) => [
        r.kode_mix,
        BigInt(Math.round(Number(r.revenue_amount))),
      ]),
    );
    // The pulls read seven days back, so this is all that the product can know.
    const [from] = await db.sql('select min(d.tanggal) as day from core.sales_days d');
    assert.equal(from.day, '2026-02-01');
    assert.ok(revenue.size > 20);
    for (const [article, amount] of revenue) assert.equal(found.get(article), amount, article);
    const rest = [...found].filter(([article]) => !revenue.has(article as string));
    assert.ok(rest.every(([, amount]) => amount === 0n));
  });

  it('a return after the approval: the approved report stays, its correction shows the difference', async () => {
    const item = await revision('report.daily_sales', DAY);
    const before = allOf(item);
    const sold = control.documents('UBB', 'invoice', DAY, DAY)[0];
    assert.ok(sold);
    control.addReturn('UBB', { number: 'RJ.M.1', date: DAY, customer: sold.customer, branch: sold.branch, lines: sold.lines, tax: '0' });
    assert.deepEqual(await pull(['sales.ubb'], DAY), ['done']);
    assert.deepEqual(allOf(await revision('report.daily_sales', DAY)), before);
    await db.sql(`select ops.work_item_correct($1, 'retur terlambat')`, item.id);
    const corrected = await until('the correction', () => revision('report.daily_sales', DAY, 'koreksi-1'), 30_000);
    assert.equal(allOf(corrected).transaction_count, before.transaction_count, 'a return is no transaction');
    assert.equal(allOf(corrected).return_count, before.return_count + 1);
    assert.equal(BigInt(Math.round(Number(allOf(corrected).sales_amount))), books(DAY).amount);
    assert.match(corrected.result.changes.items.join('\n'), /sales_amount: /);
    await settled();
    assert.match(telegram.posts('-100900').at(-1)?.text ?? '', /^Penjualan Harian · .* · koreksi 1\n/);
    const [chats] = await db.sql(`select count(*)::int as n from ops.outbox o where o.channel = 'telegram' and o.status <> 'confirmed'`);
    assert.equal(chats.n, 0);
  });
});
