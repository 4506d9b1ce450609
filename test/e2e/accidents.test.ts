// What may happen to a day's data on its way here, and what is made of it: test/e2e/accidents.expected.md, accident by
// accident. Each runs in a transaction of its own on the same company and is rolled back.
// MANDOR_WRITE_EXPECTED=1 writes the table; a person then reads its difference.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../support/harness.ts';
import { plus, type Staged, sales, stock } from '../support/loads.ts';
import {
  codes,
  DAY,
  goodLoad,
  goodRows,
  HISTORY_FROM,
  salesAccidents,
  salesOf,
  stockAccidents,
  stockOf,
  WEEK_FROM,
  warehouses,
} from './support/accidents.ts';

const EXPECTED = join(import.meta.dirname, 'accidents.expected.md');
let db: TestDatabase;

before(async () => {
  db = await testDatabase();
  await db.setClock(`${plus(DAY, 1)}T05:00:00+07:00`);
  await db.sql(
    `insert into portal.kodemix (kode_barang, kode, kode_mix, tier, status) select c, left(c, 6), left(c, 6), 1, 'ACTIVE' from unnest($1::text[]) c`,
    codes,
  );
  await db.sql(
    `insert into portal.warehouse (entity, nama_gudang, kind) select e, w, 'STORE' from unnest('{DDD,MBB,UBB}'::text[]) e, unnest($1::text[]) w`,
    warehouses,
  );
  // As it is in life: a history from a file, then days that were pulled. None of them gets a warning.
  const seen: Staged[] = [];
  const started = performance.now();
  for (const entity of ['DDD', 'MBB', 'UBB']) {
    // The third is only there because a report needs all that sell.
    const until = plus(DAY, entity === 'UBB' ? -2 : -9);
    seen.push(await sales(db.sql, { entity, day: until, from: HISTORY_FROM, rows: salesOf(entity, HISTORY_FROM, until), type: 'csv' }));
    for (let day = plus(until, 1); day < DAY; day = plus(day, 1)) {
      seen.push(await sales(db.sql, { entity, day, from: plus(day, -6), rows: salesOf(entity, plus(day, -6), day) }));
      seen.push(await stock(db.sql, { entity, day, rows: stockOf(entity, day) }));
    }
  }
  console.log(`${seen.length} loads in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  assert.deepEqual(
    seen.filter((load) => load.status !== 'accepted' || load.failed.length > 0).map((load) => load.failed),
    [],
  );
});

type Sql = TestDatabase['sql'];

/** All that a report could show, as one text: the newest figures and those of today's and yesterday's evening. */
async function mart(sql: Sql): Promise<string> {
  const rows = await sql(
    `select md5(string_agg(x.row, e'\\n' order by x.row collate "C")) as all from (
       select 'now ' || c::text as row from mart.v_control_stock c
       union all select 'day ' || c::text from mart.control_stock($1::date) c
       union all select 'sold ' || a::text from core.agg_sales_daily a) x`,
    DAY,
  );
  return rows[0].all;
}

/** Runs in a transaction that is rolled back. */
async function apart<T>(use: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await db.deployPool.connect();
  try {
    await client.query('begin');
    return await use(async (text, ...values) => (await client.query(text, values)).rows);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('every accident is blocked, warned of or noted as the table says; nothing of a blocked one is seen', async () => {
  const was = await mart(db.sql);
  const lines: string[] = ['| data | accident | load is | because of |', '| --- | --- | --- | --- |'];
  const line = (kind: string, name: string, load: Staged): void => {
    const failed = load.checks.filter((c) => !c.passed).map((c) => `${c.severity} ${c.check}`);
    lines.push(`| ${kind} | ${name} | ${load.status} | ${failed.join(', ') || '–'} |`);
  };
  const check = async (sql: Sql, name: string, load: Staged): Promise<void> => {
    if (load.status === 'quarantined') assert.equal(await mart(sql), was, `${name} is seen`);
    else if (name === 'nothing wrong') assert.notEqual(await mart(sql), was, 'a good load is not seen');
  };
  for (const [name, change] of stockAccidents)
    await apart(async (sql) => {
      const load = await stock(sql, { ...goodLoad, rows: goodRows.stock, ...change });
      line('stock', name, load);
      await check(sql, name, load);
    });
  for (const [name, change] of salesAccidents)
    await apart(async (sql) => {
      const load = await sales(sql, { ...goodLoad, from: WEEK_FROM, rows: goodRows.sales, ...change });
      line('sales', name, load);
      await check(sql, name, load);
    });
  console.log(lines.join('\n'));
  const head = readFileSync(EXPECTED, 'utf8').split('| data |')[0] ?? '';
  const text = `${head}${lines.join('\n')}\n`;
  if (process.env.MANDOR_WRITE_EXPECTED === '1') writeFileSync(EXPECTED, text);
  assert.equal(text, readFileSync(EXPECTED, 'utf8'));
  assert.equal(await mart(db.sql), was);
});
