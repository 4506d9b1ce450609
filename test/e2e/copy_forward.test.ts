// Seven days are pulled again each day, and only what changed is fetched again: counted at the vendor. After each pull core
// equals the ERP's books, so that a copy is never an old word.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadReference } from '../../src/cli/demo/company.ts';
import type { DocumentKind, SourceDocument } from '../../src/sandbox/index.ts';
import { booksOf, coreOf, differences, REBUILT, rebuildDifferences } from '../support/books.ts';
import { startInstance } from '../support/instance.ts';

const FROM = '2026-02-02';
const SALES = ['sales.ddd', 'sales.mbb', 'sales.ubb'] as const;
const ENTITIES = ['DDD', 'MBB', 'UBB'] as const;
type Selling = (typeof ENTITIES)[number];

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const halved = (was: SourceDocument): Partial<SourceDocument> => ({
  lines: was.lines.map((line) => ({ ...line, quantity: '3', totalPrice: String(3 * Number(line.unitPrice)) })),
});

describe('a pull of the last seven days', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-copy-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const instance = await startInstance({
    seed: 12,
    size: 'S',
    endDate: '2026-03-02',
    rate: 4000,
    clock: '2026-02-09T06:00:00+07:00',
    invoicesPerDay: 30,
  });
  const { db, sandbox } = instance;
  const { control } = sandbox;
  await loadReference(db.deployPool, sandbox, dir);
  await instance.startWorker();
  let today = '2026-02-08';

  async function goTo(day: string): Promise<void> {
    today = day;
    control.setDate(day);
    await db.setClock(`${shift(day, 1)}T06:00:00+07:00`);
  }

  /** Details that the vendor was asked for and gave, as "DDD invoice 17", sorted; a document asked for twice is there twice. */
  const asked = (): string[] =>
    sandbox.accessLog.entries
      .filter((entry) => entry.path.endsWith('/detail.do') && entry.path.startsWith('sales-') && entry.status === 200)
      .map((entry) => `${entry.entity} ${entry.path.slice('sales-'.length, -'/detail.do'.length)} ${entry.query.slice('id='.length)}`)
      .sort();

  /** Pulls all three entities; which details it took. */
  async function pull(payload: object = {}): Promise<string[]> {
    sandbox.accessLog.clear();
    assert.deepEqual(await instance.finish(await instance.ask(SALES, today, payload)), ['done', 'done', 'done']);
    assert.deepEqual(differences(within(booksOf(control, FROM, today)), within(await coreOf(db))), []);
    assert.deepEqual(await rebuildDifferences(db), REBUILT);
    return asked();
  }

  /** Days before the first pull's window were never read. */
  const within = (sales: Map<string, string>): Map<string, string> =>
    new Map([...sales].filter(([key]) => (key.split(' ')[1] as string) >= FROM));

  const name = (entity: Selling, doc: SourceDocument): string => `${entity} ${doc.kind} ${doc.id}`;
  const listed = (from: string, to = today): string[] =>
    ENTITIES.flatMap((entity) =>
      (['invoice', 'return'] as const).flatMap((kind) => control.documents(entity, kind, from, to).map((doc) => name(entity, doc))),
    ).sort();
  const one = (entity: Selling, kind: DocumentKind, day: string, nth = 0): SourceDocument => {
    const doc = control.documents(entity, kind, day, today)[nth];
    assert.ok(doc, `${entity} has no ${kind} since ${day}`);
    return doc;
  };
  const loadsOf = (day: string) =>
    db.sql<{ is_full: boolean; copied: number; done: number; total: number; note: string }>(
      `select h.is_full, h.documents_copied as copied, h.progress_done as done, h.progress_total as total, o.note
         from raw.load_history h join ops.occurrences o on o.id = h.occurrence_id
        where h.kind = 'sales' and h.business_date = $1 and h.status = 'accepted' order by h.entity`,
      day,
    );
  const rawOf = (day: string) =>
    db.sql(
      `select a.entity, a.tanggal, a.nama_departemen, a.nama_pelanggan, a.nomor_invoice, a.kode_produk, a.nama_barang, a.satuan, a.kuantitas::text,
              a.harga_satuan::text, a.total_harga::text, a.bpp, a.nama_gudang, a.vendor_price, a.dpp_amount::text, a.tax_amount::text
         from raw.accurate_sales a where a.snapshot_date = $1 order by a.entity, a.tanggal, a.nomor_invoice, a.kode_produk`,
      day,
    );

  it('fetches every document the first time', async () => {
    await goTo('2026-02-08');
    assert.deepEqual(await pull(), listed(FROM));
    assert.deepEqual(
      (await loadsOf(today)).map((load) => [load.is_full, load.copied, load.done === load.total]),
      [
        [true, 0, true],
        [true, 0, true],
        [true, 0, true],
      ],
    );
  });

  it('fetches the new and the changed ones the next day, copies the rest, and says how many', async () => {
    const before = listed(FROM).length;
    await goTo('2026-02-09');
    const returner = ENTITIES.find((entity) => control.documents(entity, 'return', '2026-02-03', '2026-02-08').length > 0) ?? 'DDD';
    const changed = [one('DDD', 'invoice', '2026-02-05'), one(returner, 'return', '2026-02-03')] as const;
    control.changeInvoice('DDD', changed[0].number, halved);
    control.changeReturn(returner, changed[1].number, halved);
    control.deleteInvoice('UBB', one('UBB', 'invoice', '2026-02-06').number);
    const added = control.addReturn('UBB', { ...one('UBB', 'invoice', '2026-02-07'), number: 'RJ.SUSULAN.1', date: '2026-02-07' });
    const wanted = [...listed(today), name('DDD', changed[0]), name(returner, changed[1]), name('UBB', added)].sort();
    assert.deepEqual(await pull(), wanted);
    const loads = await loadsOf(today);
    const copied = loads.reduce((sum, load) => sum + load.copied, 0);
    assert.equal(copied, listed('2026-02-03').length - wanted.length);
    for (const load of loads) {
      assert.equal(load.is_full, false);
      assert.equal(load.done, load.total);
      assert.match(load.note, new RegExp(`\\(${load.copied} of ${load.total} documents unchanged and copied\\)`));
    }
    console.log(`day 1: ${before} details; day 2: ${wanted.length} details, ${copied} documents copied`);
  });

  it('fetches nothing when it is pulled again, and what it copied is what a fetch gives, to the last column', async () => {
    assert.deepEqual(await pull(), []);
    const copied = await rawOf(today);
    assert.deepEqual(await pull({ full: true }), listed('2026-02-03'));
    assert.deepEqual(await rawOf(today), copied);
    // The full one counts: for seven days from now.
    assert.deepEqual(await pull(), []);
  });

  it('always fetches documents that share a number, and those whose rows here no longer add up', async () => {
    const twin = one('DDD', 'invoice', '2026-02-08');
    const other = control.addReturn('DDD', { ...twin });
    await goTo('2026-02-10');
    const expected = [name('DDD', twin), name('DDD', other)];
    assert.deepEqual(await pull(), [...listed(today), ...expected].sort());
    const touched = one('MBB', 'invoice', '2026-02-08');
    await db.sql(
      `update raw.accurate_sales a set kuantitas = a.kuantitas + 1 where a.entity = 'MBB' and a.nomor_invoice = $1 and a.snapshot_date = $2`,
      touched.number,
      today,
    );
    await goTo('2026-02-11');
    assert.deepEqual(await pull(), [...listed(today), ...expected, name('MBB', touched)].sort());
  });

  it('copies documents of days that a later, narrower pull of the same day did not read', async () => {
    await pull({ from: today });
    await goTo('2026-02-12');
    const again = control
      .documents('DDD', 'invoice', '2026-02-06', '2026-02-08')
      .filter((doc) => control.findDocument('DDD', 'return', doc.number));
    const twins = again.flatMap((doc) => [
      name('DDD', doc),
      name('DDD', control.findDocument('DDD', 'return', doc.number) as SourceDocument),
    ]);
    assert.deepEqual(await pull(), [...listed(today), ...twins].sort());
  });

  it('takes a half page, a repeated page and another total for what they are: read again, and nothing is copied twice', async () => {
    await goTo('2026-02-13');
    control.fault({ kind: 'half_page', path: 'sales-return/list.do', entity: 'MBB' });
    control.fault({ kind: 'changed_total', path: 'sales-invoice/list.do', entity: 'UBB' });
    control.fault({ kind: 'shifted_page', path: 'sales-return/list.do', entity: 'DDD' });
    await pull();
    control.clearFaults();
  });

  it('gets through a storm of limit answers: later, and every document once', async () => {
    await goTo('2026-02-14');
    control.fault({ kind: 'rate', path: 'detail.do', times: 24, retryAfter: 0 });
    control.fault({ kind: 'rate', path: 'list.do', times: 2, retryAfter: 1 });
    const took = await pull();
    control.clearFaults();
    assert.deepEqual(took, [...new Set(took)], 'a detail was taken twice');
    assert.ok(listed(today).every((doc) => took.includes(doc)));
    assert.equal(sandbox.accessLog.count({ status: 429 }), 26);
  });

  it('finds a change that the vendor’s counter did not tell when everything is fetched again, seven days after the last time', async () => {
    const hidden = one('UBB', 'invoice', today);
    control.changeSilently('UBB', 'invoice', hidden.number, halved);
    const stale = await rawPairs(hidden.number);
    await goTo('2026-02-15');
    sandbox.accessLog.clear();
    assert.deepEqual(await instance.finish(await instance.ask(SALES, today)), ['done', 'done', 'done']);
    assert.ok(!asked().includes(name('UBB', hidden)), 'nothing said that it had changed');
    assert.equal(await rawPairs(hidden.number), stale);
    // A pull of one day fetches all of it, and is not the one that was due.
    await goTo('2026-02-16');
    sandbox.accessLog.clear();
    assert.deepEqual(await instance.finish(await instance.ask(SALES, today, { from: today })), ['done', 'done', 'done']);
    assert.deepEqual(asked(), listed(today));
    assert.deepEqual(await pull(), listed('2026-02-10'));
    assert.notEqual(await rawPairs(hidden.number), stale);
    assert.ok((await loadsOf(today)).every((load) => load.is_full && load.copied === 0));
    // An hour later the same day, and the day after: copied again.
    await goTo('2026-02-17');
    assert.ok((await pull()).length < listed('2026-02-11').length / 2);
  });

  it('copies nothing where a person set sales.full_details_days to 1', async () => {
    await db.as('mandor_analyst', (c) => c.query(`update ops.settings set value = '1' where key = 'sales.full_details_days'`));
    await goTo('2026-02-18');
    assert.deepEqual(await pull(), listed('2026-02-12'));
    await db.as('mandor_analyst', (c) => c.query(`update ops.settings set value = null where key = 'sales.full_details_days'`));
  });

  it('needs nothing that retention let go, and retention leaves core as it is', async () => {
    const digest = async () =>
      (
        await db.sql(`select (select md5(string_agg(f::text, '|' order by f::text)) from core.fact_sales f) as facts,
                             (select md5(string_agg(a::text, '|' order by a::text)) from core.agg_sales_daily a) as days,
                             (select count(*)::int from raw.sales_documents) as documents, (select count(*)::int from raw.accurate_sales) as lines`)
      )[0];
    const before = await digest();
    // Kept for five days instead of thirty, so that the company has to live for fewer of them here.
    await db.as('mandor_analyst', (c) =>
      c.query(
        `update ops.retention_rules set keep = '5 days', batch_size = 100000 where key like 'raw.sales%' or key = 'raw.accurate_sales'`,
      ),
    );
    await goTo('2026-03-01');
    await db.sql('select ops.retention_run(true)');
    const left = await digest();
    assert.deepEqual([left.facts, left.days, left.documents], [before.facts, before.days, 0]);
    assert.ok(left.lines > 0 && left.lines < before.lines, `${before.lines} → ${left.lines} lines`);
    assert.deepEqual(await rebuildDifferences(db), REBUILT);
    // A full pull of the last days, so that the wide one that follows may copy: of the old days it finds nothing to copy by.
    sandbox.accessLog.clear();
    assert.deepEqual(await instance.finish(await instance.ask(SALES, today)), ['done', 'done', 'done']);
    await goTo('2026-03-02');
    assert.deepEqual(await pull({ from: FROM }), [...listed(FROM, '2026-02-22'), ...listed(today)].sort());
  });

  const rawPairs = async (number: string): Promise<string> =>
    (
      await db.sql(
        `select sum(a.kuantitas)::text as pairs from raw.accurate_sales a
          where a.entity = 'UBB' and a.nomor_invoice = $1 and a.snapshot_date = (select max(b.snapshot_date) from raw.accurate_sales b where b.entity = 'UBB')`,
        number,
      )
    )[0].pairs;
});
