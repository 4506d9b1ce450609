import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { loadFile } from '../../db/load/load.ts';
import { type Sandbox, writePeople, writeReferenceData, writeSalesHistory, writeTillExport } from '../../sandbox/index.ts';
import { goThrough, LISTS } from '../init/lists.ts';

/** Takes the lists of people, of who signs which report and of who else receives it, as `mandor init` does. */
export async function loadPeople(pool: pg.Pool, dir: string): Promise<string> {
  await writePeople(dir);
  const taken: string[] = [];
  for (const list of LISTS.filter(({ file }) => ['orang.csv', 'tugas.csv', 'penerima.csv'].includes(file))) {
    const outcome = await goThrough(list, dir, pool);
    if (outcome?.status !== 'applied') throw new Error(`${list.file}: ${outcome?.problems[0] ?? outcome?.status}`);
    taken.push(`${list.file} ${outcome.added + outcome.changed}`);
  }
  return `mandor init: ${taken.join(', ')} lines`;
}

/** Loads what people of the generated company keep by hand, by the same function as `mandor load`. */
export async function loadReference(pool: pg.Pool, sandbox: Sandbox, dir: string): Promise<string> {
  await mkdir(dir, { recursive: true });
  const company = companyOf(sandbox);
  await writeReferenceData(company, dir);
  const rows: string[] = [];
  for (const table of ['store', 'warehouse', 'kodemix', 'hpprsp', 'purchase_orders_manual']) {
    const outcome = await loadFile({ pool, table: `portal.${table}`, file: join(dir, `${table}.csv`) });
    if (outcome.status !== 'applied') throw new Error(`${table}.csv: ${outcome.problems[0]?.message ?? outcome.status}`);
    rows.push(`${table} ${outcome.inserted}`);
  }
  return `mandor load: ${rows.join(', ')} rows`;
}

/** A purchase order that somebody adds to the list that is kept by hand. */
export async function addOrder(pool: pg.Pool, dir: string, order: { article: string; orderedOn: string; pairs: number }): Promise<void> {
  const file = join(dir, 'po_susulan.csv');
  const { article, orderedOn, pairs } = order;
  await writeFile(
    file,
    `kode_mix,tgl_po,row_no,code,sudah_po,po_1,status_po\n${article},${orderedOn},1,${article},${pairs},${pairs},PROSES\n`,
  );
  const outcome = await loadFile({ pool, table: 'portal.purchase_orders_manual', file });
  if (outcome.status !== 'applied') throw new Error(`${file}: ${outcome.problems[0]?.message ?? outcome.status}`);
}

/** Loads the sales before the first pulled day from the ERP's report export, one file per selling entity. */
export async function loadHistory(pool: pg.Pool, sandbox: Sandbox, dir: string, range: { from: string; to: string }): Promise<string> {
  const files = await writeSalesHistory(companyOf(sandbox), dir, range);
  let lines = 0;
  for (const file of files) {
    const table = `raw.${file.slice(file.lastIndexOf('/') + 1, -'.csv'.length)}`;
    const outcome = await loadFile({ pool, table, file, options: { date: range.to } });
    if (outcome.status !== 'accepted') throw new Error(`${file}: ${outcome.status}, ${outcome.problems[0]?.message ?? outcome.hint}`);
    lines += outcome.rows;
  }
  return `mandor load: ${files.length} exports, ${lines} lines, ${range.from} to ${range.to}`;
}

/** Loads what the tills sold, from the export of their own program. */
export async function loadTill(pool: pg.Pool, sandbox: Sandbox, dir: string, range: { from: string; to: string }): Promise<string> {
  const file = await writeTillExport(companyOf(sandbox), dir, range);
  const outcome = await loadFile({ pool, table: 'raw.iseller_sales', file });
  if (outcome.status !== 'accepted') throw new Error(`${file}: ${outcome.status}, ${outcome.problems[0]?.message ?? outcome.hint}`);
  return `mandor load raw.iseller_sales: ${outcome.rows} lines with the till program’s own headers`;
}

function companyOf(sandbox: Sandbox) {
  if (sandbox.company === undefined) throw new Error('The sandbox serves files, not a generated company.');
  return sandbox.company;
}
