// A real wholesaler's days, loaded one by one as daily sales: which of them a check would stop. A check that stops real
// days is worse than none: people would learn to release everything.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { retailLines } from '../oracle/online_retail.ts';
import { testDatabase } from '../support/harness.ts';
import { plus, type SalesRow, sales } from '../support/loads.ts';

const FILE = join(import.meta.dirname, '../../../shared/data/online-retail/online-retail-2011-09_2011-11.csv.gz');

test('no real day is blocked by a rule of sales', { skip: existsSync(FILE) ? false : `${FILE} is not on this machine` }, async () => {
  const db = await testDatabase();
  await db.setClock('2011-12-01T06:00:00+07:00');
  const days = new Map<string, SalesRow[]>();
  const codes = new Set<string>();
  for (const { day, invoice, code, quantity, unitPrice } of retailLines(FILE)) {
    const rows = days.get(day) ?? [];
    days.set(day, rows);
    codes.add(code.trim());
    const kuantitas = Number(quantity);
    const total_harga = Math.round(kuantitas * Number(unitPrice) * 1000) / 1000;
    rows.push({
      tanggal: day,
      nomor_invoice: invoice,
      kode_barang: code,
      nama_barang: code,
      nama_gudang: 'Gudang Utama',
      kuantitas,
      total_harga,
    });
  }
  // The catalogue is known but for what is no product (postage, fees, samples).
  const products = [...codes].filter((code) => /^\d{5}[A-Za-z]*$/.test(code));
  await db.sql(`insert into portal.kodemix (kode_barang, kode, kode_mix) select c, c, c from unnest($1::text[]) c`, products);
  const found = { accepted: 0, warned: 0, blocked: 0 };
  const reasons = new Map<string, number>();
  const started = performance.now();
  const lines: string[] = [];
  for (const [day, rows] of [...days].sort()) {
    const load = await sales(db.sql, { entity: 'DDD', day, rows });
    if (load.status !== 'accepted') found.blocked++;
    else if (load.failed.length > 0) found.warned++;
    else found.accepted++;
    for (const reason of load.failed) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    const says = load.checks.filter((c) => !c.passed && c.severity !== 'note').map((c) => `${c.severity} ${c.check}: ${c.message}`);
    if (says.length > 0) lines.push(`${day} ${load.status}  ${says.join(' ')}`);
  }
  console.log(lines.join('\n'));
  console.log(
    `${days.size} real days in ${((performance.now() - started) / 1000).toFixed(1)} s: ${found.accepted} accepted, ${found.warned} accepted with a warning, ${found.blocked} blocked; ${JSON.stringify([...reasons])}`,
  );
  assert.ok(days.size >= 77);
  assert.equal(found.blocked, 0);
  // The rules work on these days, too: the same day once more in boxes, and once with the prices of another currency.
  const [last = '', rows = []] = [...days].sort().at(-1) ?? [];
  for (const [change, check] of [
    [(row: SalesRow): SalesRow => ({ ...row, kuantitas: row.kuantitas! / 12 }), 'block pairs_level'],
    [(row: SalesRow): SalesRow => ({ ...row, total_harga: row.total_harga! * 100 }), 'block price_level'],
  ] as const) {
    const load = await sales(db.sql, { entity: 'DDD', day: plus(last, 0), rows: rows.map(change) });
    assert.equal(load.status, 'quarantined');
    assert.ok(load.failed.includes(check), load.failed.join());
  }
});
