import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { salesRows, stockRows } from '../../src/connectors/accurate/client.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { clientOf } from '../connectors/accurate-support.ts';

const invoices = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
1001,A-1,Cangkir,6,2011-09-01 08:25:00,1.255,501.0,Negara Satu
1001,A-1,Cangkir,6,2011-09-01 08:25:00,1.255,501.0,Negara Satu
1001,a-1,"Piring, besar",2,2011-09-01 08:25:00,0.0,501.0,Negara Satu
1002,POST,ONGKOS KIRIM,1,2011-09-02 09:00:00,18.00,,Negara Dua
C1003,A-1,Cangkir,-5,2011-09-02 10:00:00,1.255,501.0,Negara Satu
1004,A-1,,-9,2011-09-03 11:00:00,0.0,,Negara Satu
1005,B-2,Caf\xe9,3,2011-10-01 11:00:00,2.5,502.0,Negara Satu
`;
const stock = 'kode_barang,nama_barang,nama_gudang,kuantitas,unit_price\nA-1,Cangkir,Gudang Utama,12.5,1.255\nZ-9,Lama,Toko,-2,3\n';
const range = { from: '2011-09-01', to: '2011-09-30' };

let dir: string;
let sandbox: Sandbox;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mandor-csv-'));
  await writeFile(join(dir, 'sales.csv.gz'), gzipSync(Buffer.from(invoices, 'latin1')));
  await writeFile(join(dir, 'stock.csv'), stock);
  sandbox = await startSandbox({ rate: 500, csv: { invoices: join(dir, 'sales.csv.gz'), stock: join(dir, 'stock.csv') } });
});
after(async () => {
  await sandbox.stop();
  await rm(dir, { recursive: true });
});

test("somebody's invoices come through the protocol line by line, returns as returns", async () => {
  const client = clientOf(sandbox);
  const listed = await client.allInvoices(range);
  assert.deepEqual(
    listed.rows.map((row) => row.number),
    ['1001', '1002'],
  );
  const rows = (await Promise.all(listed.rows.map((row) => client.invoiceDetail(row.id)))).flatMap((detail) =>
    salesRows(detail, 'invoice'),
  );
  assert.deepEqual(
    rows.map((row) => [row.nomor_invoice, row.kode_produk, row.kuantitas, row.total_harga, row.nama_pelanggan]),
    [
      ['1001', 'A-1', '6', '7.53', '501'],
      ['1001', 'A-1', '6', '7.53', '501'],
      ['1001', 'a-1', '2', '0', '501'],
      ['1002', 'POST', '1', '18', 'UMUM'],
    ],
  );
  const returns = await client.allReturns(range);
  const back = (await Promise.all(returns.rows.map((row) => client.returnDetail(row.id)))).flatMap((detail) => salesRows(detail, 'return'));
  assert.deepEqual(
    back.map((row) => [row.nomor_invoice, row.tanggal, row.kuantitas, row.total_harga]),
    [
      ['C1003', '2011-09-02', '-5', '-6.275'],
      ['RJ.1004', '2011-09-03', '-9', '0'],
    ],
  );
});

test('stock, Latin-1 names and the empty other entities', async () => {
  const client = clientOf(sandbox);
  const items = await client.allItems();
  assert.ok(items.rows.some((item) => item.name === 'Café'));
  const rows = (await Promise.all(items.rows.map((item) => client.itemDetail(item.id)))).flatMap(stockRows);
  assert.deepEqual(
    rows.map((row) => [row.kode_barang, row.nama_gudang, row.kuantitas]),
    [
      ['A-1', 'Gudang Utama', '12.5'],
      ['Z-9', 'Toko', '-2'],
    ],
  );
  assert.equal((await clientOf(sandbox, 'MBB').allItems()).rowCount, 0);
});

test('documents of a file can be changed, deleted and added like those of a company', async () => {
  const client = clientOf(sandbox);
  sandbox.control.changeInvoice('DDD', '1002', (was) => ({
    lines: was.lines.map((line) => ({ ...line, quantity: '2', totalPrice: '36' })),
  }));
  sandbox.control.deleteReturn('DDD', 'C1003');
  const head = (await client.allInvoices(range)).rows.find((row) => row.number === '1002');
  assert.equal(head?.optLock, 1);
  assert.equal(salesRows(await client.invoiceDetail(head?.id as number), 'invoice')[0]?.total_harga, '36');
  assert.deepEqual(
    (await client.allReturns(range)).rows.map((row) => row.number),
    ['RJ.1004'],
  );
});

test('a file with another header is refused by the name of the column', async () => {
  const wrong = join(dir, 'wrong.csv');
  await writeFile(wrong, 'a,b\n1,2\n');
  await assert.rejects(startSandbox({ csv: { invoices: wrong } }), /no column InvoiceNo/);
  await assert.rejects(startSandbox({ csv: { invoices: join(dir, 'absent.csv') } }), /ENOENT/);
});
