// The vendors of the matrix that are only read: the ERP and the marketplaces.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { type Fault, type OnlineOrder, type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import pullStock from '../../../tasks/accurate/pull_stock.ts';
import type { Task } from '../../../tasks/define.ts';
import pullOrders from '../../../tasks/ginee/pull_orders.ts';
import type { TestDatabase } from '../../support/harness.ts';
import { type Desk, openDesk } from './vendor_desk.ts';
import type { Vendor } from './vendor_faults.ts';

type Sql = TestDatabase['sql'];

/** A pull that was late is put off and comes again, so it may be short. */
const PATIENCE_MS = 800;

/** What runs of ops.occurrences have in common. */
function runs(sql: Sql, desk: Desk, task: Task, again: (id: string) => Promise<string>): Pick<Vendor, 'desk' | 'run' | 'row' | 'finish'> {
  const read = async (id: string): Promise<{ status: string; deferred_until: Date | null }> =>
    (await sql('select status, deferred_until from ops.occurrences where id = $1', id))[0];
  return {
    desk,
    run: (id) => desk.run(task, 'occurrence', id),
    row: async (id) => (await read(id)).status,
    async finish(id) {
      for (let turn = 0; turn < 6; turn++) {
        const { status, deferred_until } = await read(id);
        if (status === 'done') return '';
        if (status === 'failed') break;
        await desk.until(deferred_until);
        await desk.run(task, 'occurrence', id);
      }
      const next = await again(id);
      await desk.run(task, 'occurrence', next);
      return `\`mandor run\`: ${(await read(next)).status}, the first stays `;
    },
  };
}

async function accurate(db: TestDatabase): Promise<Vendor> {
  const { sql } = db;
  const dir = mkdtempSync(join(tmpdir(), 'mandor-faults-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const codes = ['A1', 'A2', 'A3'];
  writeFileSync(
    join(dir, 'invoices.csv'),
    'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,A1,A,1,2026-01-02 08:00:00,1000,1,Indonesia\n',
  );
  writeFileSync(
    join(dir, 'stock.csv'),
    `kode_barang,nama_barang,nama_gudang,kuantitas,unit_price\n${codes.map((code) => `${code},Sandal,Gudang Utama,10,1000\n`).join('')}`,
  );
  const box = await startSandbox({ csv: { invoices: join(dir, 'invoices.csv'), stock: join(dir, 'stock.csv') }, rate: 1000 });
  after(() => box.stop());
  await sql(
    `insert into portal.kodemix (kode_barang, kode, kode_mix, tier, status) select c, c, c, 1, 'ACTIVE' from unnest($1::text[]) c`,
    codes,
  );
  await sql(`insert into portal.warehouse (entity, nama_gudang, kind) values ('DDD', 'Gudang Utama', 'STORE')`);
  const desk = await openDesk(db, box.env, PATIENCE_MS);
  const { control } = box;
  const fault = (what: Fault) => ({ act: () => control.fault({ path: 'item/', times: 1000, ...what }) });
  let day = 0;
  const open = async (date: string): Promise<string> => (await sql(`select ops.occurrence_open('stock.ddd', $1) as id`, date))[0].id;
  const dateOf = async (id: string): Promise<string> =>
    (await sql('select business_date::text as d from ops.occurrences where id = $1', id))[0].d;
  return {
    name: 'Accurate',
    ...runs(sql, desk, pullStock, async (id) => open(await dateOf(id))),
    async plan() {
      const date = new Date(Date.UTC(2026, 0, 10 + ++day)).toISOString().slice(0, 10);
      control.setDate(date);
      return open(date);
    },
    async effects(id) {
      const [{ rows }] = await sql(
        `select count(*)::int as rows from raw.accurate_stock where entity = 'DDD' and snapshot_date = $1`,
        await dateOf(id),
      );
      return rows === 0 ? 'no row of it counts' : `${rows} rows`;
    },
    clear: () => control.clearFaults(),
    cells: {
      '500': fault({ kind: 'http', status: 500 }),
      '429 + Retry-After': fault({ kind: 'rate', retryAfter: 2 }),
      '429 without': fault({ kind: 'rate' }),
      'timeout after the write': fault({ kind: 'hang' }),
      'dropped connection': fault({ kind: 'drop' }),
      'slow drip': fault({ kind: 'drip', ms: 200 }),
      'expired token': 'API tokens do not expire',
      'revoked token': { act: () => control.revokeToken('DDD'), mend: () => control.revokeToken('DDD', false) },
      'wrong JSON': fault({ kind: 'wrong_json' }),
      'validation error': fault({ kind: 'refuse', message: 'Barang & Jasa tidak tepat' }),
      'missing right': fault({ kind: 'xml_401' }),
      quota: 'the same answer as 429',
    },
  };
}

async function ginee(db: TestDatabase, { ginee: box, control, env }: Sandbox): Promise<Vendor> {
  const { sql } = db;
  const desk = await openDesk(db, env, PATIENCE_MS);
  await sql(`update ops.job_definitions set is_enabled = true where key = 'channel.ginee_hourly'`);
  let order: OnlineOrder | undefined;
  let n = 0;
  const orders = new Map<string, string>();
  const open = async (): Promise<string> => (await sql(`select ops.occurrence_open('channel.ginee_hourly', util.now()::date) as id`))[0].id;
  const clear = (): void => {
    box.clear();
    if (order !== undefined) box.put(order);
  };
  return {
    name: 'Ginee',
    ...runs(sql, desk, pullOrders, open),
    async plan() {
      n += 1;
      const [{ at, today }] = await sql(
        `select (extract(epoch from util.now()) * 1000)::float8 as at, (util.now() at time zone 'Asia/Jakarta')::date::text as today`,
      );
      control.setDate(today);
      order = {
        orderId: `SOX${n}`,
        shopId: 'SH6F01',
        channel: 'SHOPEE_ID',
        items: [{ sku: 'A1', name: 'Sandal 39', quantity: 1 }],
        total: 1000,
        isCod: false,
        life: [{ at: at - 60_000, status: 'PAID' }],
      };
      box.put(order);
      const id = await open();
      orders.set(id, order.orderId);
      return id;
    },
    async effects(id) {
      const [{ there }] = await sql('select exists (select from raw.ginee_orders where order_id = $1) as there', orders.get(id));
      return there ? 'its order is there' : 'its order is not there';
    },
    clear,
    cells: {
      '500': { act: () => box.fail('http', { status: 500, times: 1000 }) },
      '429 + Retry-After': { act: () => box.fail('rate', { retryAfter: 2, times: 1000 }) },
      '429 without': { act: () => box.fail('rate', { times: 1000 }) },
      'timeout after the write': { act: () => box.fail('hang', { times: 1000 }) },
      'dropped connection': { act: () => box.fail('drop', { times: 1000 }) },
      'slow drip': { act: () => box.fail('drip', { times: 1000 }) },
      'expired token': 'keys do not expire; a cursor that did is asked for anew',
      'revoked token': { act: () => box.changeSecret('another'), mend: clear },
      'wrong JSON': { act: () => box.fail('wrong_json', { times: 1000 }) },
      'validation error': { act: () => box.fail('refuse', { code: 'PARAMETER_ERROR', message: 'size must be between 1 and 100' }) },
      'missing right': { act: () => box.fail('refuse', { code: 'ACCESS_DENIED', message: 'no permission' }) },
      quota: { act: () => box.fail('busy', { times: 1000 }) },
    },
  };
}

export async function pulls(db: TestDatabase, sandbox: Sandbox): Promise<Vendor[]> {
  return [await accurate(db), await ginee(db, sandbox)];
}
