// A day was approved; later the ERP's books of that day change. The correction is an item and a mail of its own, in the same
// conversation, and says what differs from the figures that were signed.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadHistory, loadReference } from '../../src/cli/demo/company.ts';
import { PULLS, startInstance } from '../support/instance.ts';

const DAY = '2026-02-06';
const PIC = 'pic@toko.example';
const instance = await startInstance({ seed: 5, size: 'S', endDate: DAY, rate: 2000, clock: '2026-02-07T05:00:00+07:00' });
const { db, sandbox } = instance;
const dir = mkdtempSync(join(tmpdir(), 'mandor-correction-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const mails = async (count: number) => (await sandbox.mailbox.wait({ to: PIC, count, timeoutMs: 60_000 }))[count - 1];
const headOf = (mail: Awaited<ReturnType<typeof mails>>, key: string) => mail?.parsed.headers.find((header) => header.key === key)?.value;

test('a correction mail says what differs from the approved figures, and why, in the conversation of the first', async () => {
  await loadReference(db.deployPool, sandbox, dir);
  await loadHistory(db.deployPool, sandbox, dir, { from: '2025-11-05', to: '2026-02-05' });
  await db.sql(`insert into ops.recipients (key, channel, address) values ('report.control_stock', 'email', $1)`, PIC);
  // Who signs, and how, has tests of its own.
  await db.sql(`update ops.job_definitions set requires_review = false, requires_approval = false where key = 'report.control_stock'`);
  await instance.startWorker();
  assert.deepEqual([...new Set(await instance.finish(await instance.ask([...PULLS, 'report.control_stock'], DAY)))], ['done']);
  const first = await mails(1);
  const [item] = await db.sql(`select id, status from ops.work_items where definition_key = 'report.control_stock'`);
  assert.equal(item.status, 'approved');

  // Somebody mends an invoice in the ERP: 600 pairs more of one article.
  const [sold] = await db.sql(
    `select f.nomor_invoice as number, f.kode_barang as code, p.kode_mix from core.fact_sales f join core.dim_product p using (kode_barang)
      where f.entity = 'DDD' and f.tanggal = $1 and f.pairs_qty > 0 and p.is_mapped order by 1, 2 limit 1`,
    DAY,
  );
  const { control } = sandbox;
  let line = 0;
  control.changeInvoice('DDD', sold.number, (was) => ({
    lines: was.lines.map((one) => {
      if (one.no !== sold.code || line++ > 0) return one;
      const quantity = String(Number(one.quantity) + 600);
      return { ...one, quantity, totalPrice: String(Number(quantity) * Number(one.unitPrice)) };
    }),
  }));
  const figure = async (): Promise<number> =>
    Number((await db.sql('select sold_window::int as n from mart.control_stock($1) where kode_mix = $2', DAY, sold.kode_mix))[0].n);
  const before = await figure();
  // A jump like this is stopped by a check; somebody looks at it and lets it count.
  await instance.finish(await instance.ask(['sales.ddd'], DAY));
  await db.sql(`select raw.load_release(load_id, 'faktur diperbaiki') from raw.load_history where status = 'quarantined'`);
  const now = await figure();
  assert.ok(now > before + 500, `${before} → ${now}`);

  const correct = async () => (await db.sql(`select ops.work_item_correct($1, 'Faktur salah jumlah di ERP') as id`, item.id))[0].id;
  const id = await correct();
  const second = await mails(2);
  const [corrected] = await db.sql('select subject_key, corrects_id, title from ops.work_items where id = $1', id);
  assert.deepEqual(corrected, { subject_key: 'koreksi-1', corrects_id: item.id, title: 'Control Stock (koreksi 1)' });
  assert.ok(second?.parsed.subject?.startsWith('Koreksi '), second?.parsed.subject);
  assert.equal(headOf(second, 'references'), headOf(first, 'references'));
  const { text: wrapped = '', html = '' } = second?.parsed ?? {};
  const text = wrapped.replace(/\s+/g, ' ');
  const number = (n: number): string => n.toLocaleString('id-ID');
  assert.match(text, /Koreksi: 1 artikel berubah dari laporan yang sudah disetujui\./);
  assert.match(text, /Alasan: Faktur salah jumlah di ERP/);
  for (const body of [text, html]) for (const said of [sold.kode_mix, number(before), number(now)]) assert.ok(body.includes(said), said);
  const [frozen] = await db.sql(
    `select (select r ->> 'sold_window' from jsonb_array_elements(v.figures -> 'rows') r where r ->> 'kode_mix' = $2)::numeric::int as n
       from ops.work_item_revisions v where v.work_item_id = $1`,
    item.id,
    sold.kode_mix,
  );
  assert.equal(frozen.n, before, 'what was signed stays as it was signed');
});
