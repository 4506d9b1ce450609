// The source is asked again, over HTTP, for a sample of a frozen report: as of the report's day, and for documents that it calls
// unchanged. What went wrong before raw shows only here; what has moved on since is no error; silence is no agreement.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadReference } from '../../src/cli/demo/company.ts';
import type { Entity, SourceDocument } from '../../src/sandbox/index.ts';
import { PULLS, startInstance } from '../support/instance.ts';
import { withoutReview } from '../support/review.ts';

const DAY = '2026-02-08';
const dir = mkdtempSync(join(tmpdir(), 'mandor-cross-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const instance = await startInstance({
  seed: 31,
  size: 'S',
  endDate: '2026-03-02',
  rate: 4000,
  clock: '2026-02-09T13:00:00+07:00',
  invoicesPerDay: 12,
});
const { db, sandbox } = instance;
const { control } = sandbox;
control.setDate(DAY);
await loadReference(db.deployPool, sandbox, dir);
await withoutReview(db);
await db.sql('update raw.load_checks set is_enabled = false where is_releasable');
await instance.startWorker();

interface Request {
  readonly kind: 'stock' | 'invoice' | 'return';
  readonly no: string;
  readonly warehouse: string;
  readonly id: number;
}
interface Checked {
  readonly status: string;
  readonly source: string;
  readonly reason: string | null;
  readonly requests: number;
  readonly answers: number;
  readonly rows: string[];
  readonly alert: string | null;
}

/** Makes the report anew: a correction of the approved one. */
async function correct(item: string): Promise<string> {
  const [row] = await db.sql(`select ops.work_item_correct($1, 'angka berubah') as id`, item);
  const [{ occurrence_id }] = (await db.sql('select occurrence_id from ops.work_items where id = $1', row?.id)) as [
    { occurrence_id: string },
  ];
  assert.deepEqual(await instance.finish([occurrence_id]), ['done']);
  return String(row?.id);
}

async function report(key: string): Promise<string> {
  assert.deepEqual(await instance.finish(await instance.ask([key], DAY)), ['done']);
  return String((await db.sql('select id from ops.work_items where definition_key = $1', key))[0]?.id);
}

async function check(item: string, wanted = 'done'): Promise<Checked> {
  const ids = await instance.ask(['overseer.cross_check'], DAY, { work_item: Number(item) });
  assert.deepEqual(await instance.finish(ids), [wanted]);
  const [row] = await db.sql(
    `select c.status, c.source_status as source, c.source_reason as reason, jsonb_array_length(c.requests) as requests, jsonb_array_length(c.answers) as answers,
            (select coalesce(array_agg(concat_ws(' ', d.check_key, d.subject, case when d.is_alarm then 'alarm' else 'note' end) order by d.position), '{}')
               from ops.cross_check_differences d where d.cross_check_id = c.id) as rows,
            (select a.severity || ': ' || a.body from ops.alerts a where a.category = 'cross_check' order by a.id desc limit 1) as alert
       from ops.cross_checks c where c.occurrence_id = $1`,
    ids[0],
  );
  await db.sql(`delete from ops.alert_deliveries`);
  await db.sql(`delete from ops.alerts where category = 'cross_check'`);
  return row as Checked;
}

const sample = async (item: string): Promise<{ entity: Entity; requests: Request[] }> =>
  (await db.sql('select * from ops.cross_check_requests($1, 1, $2)', item, DAY))[0];

/** Changes a balance in raw and has core follow, as if the pull had brought it so. */
const misread = async (entity: string, { no, warehouse }: Request, by: number): Promise<void> => {
  await db.sql(
    `update raw.accurate_stock a set kuantitas = kuantitas + $4 where a.entity = $1 and a.kode_barang = $2 and a.nama_gudang = $3`,
    entity,
    no,
    warehouse,
    by,
  );
  await db.sql(
    `select core.stock_apply(h.load_id) from raw.load_history h where h.kind = 'stock' and h.entity = $1 and h.status = 'accepted'`,
    entity,
  );
};

let stock = '';
let sales = '';
let drawn: { entity: Entity; requests: Request[] };
let invoice: SourceDocument;

test('a day later the sample agrees: stock as of the report, invoices as they were; within its budget', async () => {
  assert.deepEqual(
    await instance.finish(await instance.ask(PULLS, DAY)),
    PULLS.map(() => 'done'),
  );
  stock = await report('report.control_stock');
  sales = await report('report.daily_sales');
  control.setDate('2026-02-11');
  drawn = await sample(stock);
  sandbox.accessLog.clear();
  const one = await check(stock);
  assert.deepEqual([one.status, one.source, one.rows, one.alert], ['clean', 'clean', [], null]);
  assert.ok(one.requests >= 18 && one.requests <= 40 && one.answers === one.requests, JSON.stringify(one));
  const asked = sandbox.accessLog.entries.filter((entry) => /list-stock|detail/.test(entry.path));
  assert.equal(asked.length, one.requests);
  assert.ok(asked.every((entry) => entry.entity === drawn.entity));
  const two = await check(sales);
  assert.deepEqual([two.status, two.source, two.rows, two.requests], ['clean', 'clean', [], 12]);
});

test('a balance that was wrong before raw: report, raw and core agree, the source does not', async () => {
  const held = await db.sql(
    'select a.kode_barang as no, a.nama_gudang as warehouse from raw.accurate_stock a where a.entity = $1',
    drawn.entity,
  );
  const wrong = drawn.requests.find((r) => held.some((h) => h.no === r.no && h.warehouse === r.warehouse)) as Request;
  await misread(drawn.entity, wrong, 7);
  const made = await correct(stock);
  const found = await check(made);
  assert.deepEqual([found.status, found.source], ['differs', 'differs']);
  assert.deepEqual(found.rows, [`source_stock ${drawn.entity} ${wrong.no} ${wrong.warehouse} alarm`]);
  assert.match(found.alert ?? '', /^warning: [\s\S]*• stok .*: data mentah [\d.]+, sumber [\d.]+\./);

  // The same difference, and a document of an earlier day that was entered after the pull: the stock of that day has moved.
  const before = control.documents('DDD', 'invoice', DAY, DAY)[0] as SourceDocument;
  const line = { ...before.lines[0], no: wrong.no, quantity: '7', warehouse: { id: 1, name: wrong.warehouse } } as never;
  control.addInvoice(drawn.entity, { ...before, number: 'SI.SUSULAN.1', date: '2026-02-06', lines: [line] });
  const late = await check(made);
  assert.deepEqual([late.status, late.source, late.alert], ['clean', 'moved', null]);
  assert.deepEqual(late.rows, [`source_stock ${drawn.entity} ${wrong.no} ${wrong.warehouse} note`]);
  await misread(drawn.entity, wrong, -7);
});

test('an invoice that the source changed without saying so is a difference; one that says so has moved', async () => {
  const { entity, requests } = await sample(sales);
  const ids = requests.filter((r) => r.kind === 'invoice').map((r) => r.id);
  const docs = control.documents(entity, 'invoice', '2026-02-01', DAY).filter((doc) => ids.includes(doc.id));
  invoice = docs[0] as SourceDocument;
  const fewer = (was: SourceDocument) => ({ lines: was.lines.map((l) => ({ ...l, quantity: '99' })) });
  control.changeInvoice(entity, (docs[1] as SourceDocument).number, fewer);
  control.deleteInvoice(entity, (docs[2] as SourceDocument).number);
  const moved = await check(sales);
  assert.deepEqual([moved.status, moved.source, moved.rows, moved.alert], ['clean', 'moved', [], null]);
  control.changeSilently(entity, 'invoice', invoice.number, fewer);
  const silent = await check(sales);
  assert.deepEqual([silent.status, silent.source], ['differs', 'differs']);
  assert.ok(
    silent.rows.length > 0 && silent.rows.every((row) => row.startsWith(`source_sales ${entity} ${invoice.number} `)),
    silent.rows.join(),
  );
});

test('a source that refuses is said to be not checked; the report is compared with raw all the same, and nobody is alarmed', async () => {
  control.revokeToken(drawn.entity);
  const refused = await check(stock);
  assert.deepEqual([refused.status, refused.source], ['clean', 'not_checked']);
  assert.match(refused.reason ?? '', /Accurate/);
  assert.match(refused.alert ?? '', /^info: /);
  const [line] = await db.sql(`select d.state, d.says from ops.doctor(now()) d where d.line = 'cross-check'`);
  assert.equal(line?.state, 'ok');
  assert.match(line?.says, /figures agree, the source was not checked: /);
  control.revokeToken(drawn.entity, false);
});

test('a source that asks for time is asked again later, a few times', async () => {
  await db.sql(`update ops.settings set value = '1' where key = 'cross_check.patience'`);
  control.fault({ kind: 'rate', path: 'item/list-stock.do', entity: drawn.entity, times: 50, retryAfter: 600 });
  const [id = ''] = await instance.ask(['overseer.cross_check'], DAY, { work_item: Number(stock) });
  const deadline = Date.now() + 60_000;
  const state = async () => (await db.sql('select o.status, o.deferrals from ops.occurrences o where o.id = $1', id))[0];
  while ((await state())?.deferrals === 0) assert.ok(Date.now() < deadline, 'it was not put off');
  const [why] = await db.sql(
    `select e.cause, e.next from ops.explain('cross_check', (select max(c.id)::text from ops.cross_checks c)) e limit 1`,
  );
  assert.equal(why?.cause, 'running');
  await db.setClock('2026-02-09T14:30:00+07:00');
  assert.deepEqual(await instance.finish([id]), ['done']);
  const [row] = await db.sql('select c.status, c.source_status from ops.cross_checks c where c.occurrence_id = $1', id);
  assert.deepEqual(row, { status: 'clean', source_status: 'not_checked' });
});
