// What people do to invoices after the fact, and what becomes of it in raw, core and the report. After each step core's
// window equals the ERP's books, and the aggregates equal a full rebuild.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadReference } from '../../src/cli/demo/company.ts';
import type { SourceDocument } from '../../src/sandbox/index.ts';
import { booksOf, coreOf, differences, REBUILT, rebuildDifferences } from '../support/books.ts';
import { PULLS, startInstance } from '../support/instance.ts';
import { withoutReview } from '../support/review.ts';

const FIRST_DAY = '2026-02-07';
const FROM = '2026-01-19';
const SALES = ['sales.ddd', 'sales.mbb', 'sales.ubb'] as const;

describe('a correction at the source', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mandor-corrections-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const instance = await startInstance({ seed: 11, size: 'S', endDate: '2026-02-13', rate: 4000, clock: '2026-02-08T06:00:00+07:00' });
  const { db, sandbox } = instance;
  const { control } = sandbox;
  // This is about how reports travel: nobody signs them.
  await withoutReview(db);
  await loadReference(db.deployPool, sandbox, dir);
  await instance.startWorker();

  let today = FIRST_DAY;
  const dayBefore = (days: number): string => new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

  /** A new trading day has closed: it is the morning after it. */
  async function goTo(day: string): Promise<void> {
    today = day;
    control.setDate(day);
    await db.setClock(`${dayBefore(-1)}T06:00:00+07:00`);
  }

  async function pull(keys: readonly string[], payload: object = {}): Promise<string[]> {
    return instance.finish(await instance.ask(keys, today, payload));
  }

  /** Core equals the books from `from` on, and everything that is derived equals its rebuild. */
  async function holds(from: string): Promise<void> {
    const inRange = (key: string): boolean => (key.split(' ')[1] as string) >= from;
    const core = new Map([...(await coreOf(db))].filter(([key]) => inRange(key)));
    assert.deepEqual(differences(booksOf(control, from, today), core), []);
    assert.deepEqual(await rebuildDifferences(db), REBUILT);
    const doubled = await db.sql(
      `select h.kind, h.entity, h.snapshot_date from raw.load_history h where h.status = 'accepted' group by 1, 2, 3 having count(*) > 1`,
    );
    assert.deepEqual(doubled, []);
  }

  // Each entity numbers its documents by itself: a number alone names up to three of them.
  const inRaw = async (entity: string, number: string): Promise<Record<string, number>> => {
    const rows = await db.sql(
      `select a.snapshot_date as day, trim_scale(sum(a.kuantitas))::int as pairs from raw.accurate_sales a where a.entity = $1 and a.nomor_invoice = $2 group by 1 order by 1`,
      entity,
      number,
    );
    return Object.fromEntries(rows.map((row) => [row.day, row.pairs]));
  };
  const factDays = async (entity: string, number: string): Promise<string[]> =>
    (
      await db.sql(
        'select distinct f.tanggal from core.fact_sales f where f.entity = $1 and f.nomor_invoice = $2 order by 1',
        entity,
        number,
      )
    ).map((row) => row.tanggal);
  const pairsOf = (doc: SourceDocument): number => doc.lines.reduce((sum, line) => sum + Number(line.quantity) * line.unitRatio, 0);
  const invoiceOf = (entity: 'DDD' | 'MBB' | 'UBB', day: string, nth = 0): SourceDocument => {
    const doc = control.documents(entity, 'invoice', day, day)[nth];
    assert.ok(doc, `${entity} has no invoice of ${day}`);
    return doc;
  };

  it('does not touch what the first pull of twenty days brought', async () => {
    await goTo(FIRST_DAY);
    assert.deepEqual(await pull(SALES, { from: FROM }), ['done', 'done', 'done']);
    await holds(FROM);
    const [facts] = await db.sql(
      'select count(*)::int as n, count(distinct (entity, nomor_invoice))::int as documents from core.fact_sales',
    );
    console.log(`first pull: ${facts.documents} documents, ${facts.n} facts`);
  });

  it('of a line’s quantity arrives with the next business date; raw keeps the earlier snapshot', async () => {
    const doc = invoiceOf('DDD', dayBefore(1));
    control.changeInvoice('DDD', doc.number, (was) => ({
      lines: was.lines.map((line, i) => (i === 0 ? { ...line, quantity: '40', totalPrice: String(40 * Number(line.unitPrice)) } : line)),
    }));
    const now = control.findDocument('DDD', 'invoice', doc.number) as SourceDocument;
    assert.notEqual(pairsOf(now), pairsOf(doc));
    await goTo('2026-02-08');
    assert.deepEqual(await pull(SALES), ['done', 'done', 'done']);
    await holds(FROM);
    assert.deepEqual(await inRaw('DDD', doc.number), { '2026-02-07': pairsOf(doc), '2026-02-08': pairsOf(now) });
  });

  it('that deletes an invoice lets it vanish from core, also between two pulls of one day; raw keeps the earlier snapshot', async () => {
    const [before, between] = [invoiceOf('MBB', dayBefore(0)), invoiceOf('MBB', dayBefore(1))];
    control.deleteInvoice('MBB', before.number);
    assert.deepEqual(await pull(['sales.mbb']), ['done']);
    await holds(FROM);
    assert.deepEqual(await inRaw('MBB', before.number), {}, 'the day’s own snapshot is replaced whole');
    control.deleteInvoice('MBB', between.number);
    await goTo('2026-02-09');
    assert.deepEqual(await pull(SALES), ['done', 'done', 'done']);
    await holds(FROM);
    assert.deepEqual(await factDays('MBB', between.number), []);
    assert.deepEqual(Object.keys(await inRaw('MBB', between.number)), ['2026-02-07', '2026-02-08']);
  });

  it('that deletes the first sale of an article moves its first day of sale', async () => {
    const [article] = await db.sql(
      'select a.kode_mix, a.is_mapped, a.first_sale_on as day from core.dim_article a where a.first_sale_on is not null order by a.first_sale_on desc, a.kode_mix limit 1',
    );
    const sold = await db.sql(
      `select distinct f.entity, f.nomor_invoice as number from core.fact_sales f join core.dim_product d using (kode_barang)
        where d.kode_mix = $1 and d.is_mapped = $2 and f.tanggal = $3 and f.pairs_qty > 0`,
      article.kode_mix,
      article.is_mapped,
      article.day,
    );
    for (const { entity, number } of sold) control.deleteInvoice(entity, number);
    assert.deepEqual(await pull(SALES, { from: FROM }), ['done', 'done', 'done']);
    await holds(FROM);
    const [now] = await db.sql(
      'select a.first_sale_on as day from core.dim_article a where a.kode_mix = $1 and a.is_mapped = $2',
      article.kode_mix,
      article.is_mapped,
    );
    assert.ok(now.day === null || now.day > article.day, `still ${now.day}`);
    console.log(`${sold.length} first sale(s) of ${article.kode_mix} deleted: first day of sale ${article.day} → ${now.day ?? 'none'}`);
  });

  it('that moves an invoice to another day inside of the window moves it, counted once', async () => {
    const doc = invoiceOf('UBB', dayBefore(3));
    control.changeInvoice('UBB', doc.number, () => ({ date: dayBefore(1) }));
    await goTo('2026-02-10');
    assert.deepEqual(await pull(SALES), ['done', 'done', 'done']);
    await holds(FROM);
    assert.deepEqual(await factDays('UBB', doc.number), ['2026-02-08']);
  });

  it('that moves an invoice out of the window takes it out of the day, and a wider pull finds it on its new one', async () => {
    const doc = invoiceOf('DDD', dayBefore(2));
    control.changeInvoice('DDD', doc.number, () => ({ date: FROM }));
    assert.deepEqual(await pull(['sales.ddd']), ['done']);
    await holds(dayBefore(6));
    assert.deepEqual(await factDays('DDD', doc.number), []);
    assert.deepEqual(await pull(['sales.ddd'], { from: FROM }), ['done']);
    await holds(FROM);
    assert.deepEqual(await factDays('DDD', doc.number), [FROM]);
  });

  it('that moves an old invoice into the window brings it to its new day, and it leaves its old one at once', async () => {
    const doc = invoiceOf('MBB', '2026-01-21');
    control.changeInvoice('MBB', doc.number, () => ({ date: dayBefore(1) }));
    assert.deepEqual(await pull(['sales.mbb']), ['done']);
    // Nobody has read the old day again: the newest load that holds the invoice speaks for it.
    await holds(FROM);
    assert.deepEqual(await factDays('MBB', doc.number), [dayBefore(1)]);
  });

  it('that moves it on within the window, and a part of another to a later day, counts each once', async () => {
    const doc = invoiceOf('MBB', dayBefore(1));
    control.changeInvoice('MBB', doc.number, () => ({ date: dayBefore(3) }));
    const old = invoiceOf('UBB', '2026-01-22');
    control.changeInvoice('UBB', old.number, (was) => ({ date: dayBefore(0), lines: was.lines.slice(0, 1) }));
    assert.deepEqual(await pull(['sales.mbb', 'sales.ubb']), ['done', 'done']);
    await holds(FROM);
    assert.deepEqual(await factDays('MBB', doc.number), [dayBefore(3)]);
    assert.deepEqual(await factDays('UBB', old.number), [dayBefore(0)]);
  });

  it('that moves an invoice in and is taken back before the day’s second pull leaves it where it was', async () => {
    const doc = invoiceOf('DDD', '2026-01-23');
    control.changeInvoice('DDD', doc.number, () => ({ date: dayBefore(2) }));
    assert.deepEqual(await pull(['sales.ddd']), ['done']);
    await holds(FROM);
    control.changeInvoice('DDD', doc.number, () => ({ date: '2026-01-23' }));
    // The load that hid it on its old day is superseded, and its rows are gone: the old day speaks for it again.
    assert.deepEqual(await pull(['sales.ddd']), ['done']);
    await holds(FROM);
    assert.deepEqual(await factDays('DDD', doc.number), ['2026-01-23']);
  });

  it('that deletes an invoice after it was moved in does not bring it back on its old day', async () => {
    const doc = invoiceOf('DDD', '2026-01-24');
    control.changeInvoice('DDD', doc.number, () => ({ date: dayBefore(0) }));
    assert.deepEqual(await pull(['sales.ddd']), ['done']);
    assert.deepEqual(await factDays('DDD', doc.number), [dayBefore(0)]);
    control.deleteInvoice('DDD', doc.number);
    await goTo('2026-02-11');
    assert.deepEqual(await pull(SALES), ['done', 'done', 'done']);
    await holds(FROM);
    assert.deepEqual(await factDays('DDD', doc.number), []);
  });

  it('by a return subtracts its pairs', async () => {
    const sold = invoiceOf('UBB', dayBefore(2));
    const added = control.addReturn('UBB', {
      number: 'RJ.KOREKSI.1',
      date: dayBefore(1),
      customer: sold.customer,
      branch: sold.branch,
      lines: sold.lines,
      tax: '0',
    });
    await goTo('2026-02-12');
    assert.deepEqual(await pull(SALES), ['done', 'done', 'done']);
    await holds(FROM);
    const [row] = await db.sql(`select sum(f.pairs_qty)::int as pairs from core.fact_sales f where f.nomor_invoice = $1`, added.number);
    assert.equal(row.pairs, -pairsOf(sold));
  });

  it('of which only half arrives, or whose token is refused, makes no report; pulled again as a new run, it does', async () => {
    await goTo('2026-02-13');
    const [report] = await instance.ask(['report.control_stock'], today);
    // The listing promises more rows than it holds, in every reading: nothing can be decided from it.
    control.fault({ kind: 'half_page', path: 'sales-invoice/list.do', entity: 'MBB', times: 1000 });
    const broken = PULLS.filter((key) => key === 'sales.mbb');
    const healthy = PULLS.filter((key) => key !== 'sales.mbb');
    assert.deepEqual(new Set(await pull(healthy)), new Set(['done']));
    const [half] = await instance.ask(broken, today);
    await waitFor(async () => (await attempts(half)) >= 1, 'the pull met the half page');
    assert.equal(await statusOf(report), 'waiting');
    assert.deepEqual(await accepted('sales', 'MBB'), 0);
    // A token that is refused ends the run for good.
    control.clearFaults();
    control.revokeToken('MBB');
    const [refused] = await instance.ask(broken, today);
    assert.deepEqual(await instance.finish([refused as string]), ['failed']);
    const [why] = await db.sql(
      `select o.error ->> 'message' as message, o.error ->> 'code' as code from ops.occurrences o where o.id = $1`,
      refused,
    );
    assert.equal(why.code, 'accurate.revoked');
    assert.match(why.message, /Create a new one in Accurate/);
    assert.equal(await statusOf(report), 'waiting');
    const [items] = await db.sql(`select count(*)::int as n from ops.work_item_revisions`);
    assert.equal(items.n, 0);
    // Mended, and asked for again.
    control.revokeToken('MBB', false);
    assert.deepEqual(await pull(broken), ['done']);
    assert.deepEqual(await instance.finish([report as string]), ['done']);
    const [item] = await db.sql(`select w.status, w.revision_no from ops.work_items w where w.business_date = $1`, today);
    assert.deepEqual(item, { status: 'approved', revision_no: 1 });
    await holds(FROM);
  });

  it('that a blocking check refuses is quarantined; the report waits until the entity is pulled again', async () => {
    await goTo('2026-02-14');
    // Somebody made the share of unmapped codes blocking for sales too, and a code that sells has left Kode Mix.
    const [report] = await instance.ask(['report.control_stock'], today);
    await db.sql(`update raw.load_checks set severity = 'block', threshold = 0 where kind = 'sales' and check_name = 'unmapped_share'`);
    await db.sql(
      `delete from portal.kodemix where kode_barang = (select min(f.kode_barang) from core.fact_sales f where f.entity = 'DDD' and f.tanggal > '2026-02-08')`,
    );
    const states = await pull(PULLS);
    assert.equal(states[PULLS.indexOf('sales.ddd')], 'failed');
    const [load] = await db.sql(
      `select h.status, h.rows_loaded from raw.load_history h where h.business_date = $1 and h.entity = 'DDD' and h.kind = 'sales'`,
      today,
    );
    assert.deepEqual(load, { status: 'quarantined', rows_loaded: null });
    assert.equal(await statusOf(report), 'waiting');
    await db.sql(`update raw.load_checks set severity = default_severity, threshold = default_threshold`);
    const again = PULLS.filter((_, i) => states[i] !== 'done');
    assert.deepEqual(new Set(await pull(again)), new Set(['done']));
    assert.deepEqual(await instance.finish([report as string]), ['done']);
  });

  const statusOf = async (id: string | undefined): Promise<string> =>
    (await db.sql('select o.status from ops.occurrences o where o.id = $1', id))[0].status;
  const attempts = async (id: string | undefined): Promise<number> =>
    (await db.sql('select o.attempts from ops.occurrences o where o.id = $1', id))[0].attempts;
  const accepted = async (kind: string, entity: string): Promise<number> =>
    (
      await db.sql(
        `select count(*)::int as n from raw.load_history h where h.status = 'accepted' and h.business_date = $1 and h.kind = $2 and h.entity = $3`,
        today,
        kind,
        entity,
      )
    )[0].n;
});

async function waitFor(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 25))) {
    if (Date.now() > deadline) throw new Error(`waited 20 s in vain: ${what}`);
  }
}
