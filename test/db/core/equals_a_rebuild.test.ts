// Core is kept up by differences, load by load. Here it must be what a rebuild from raw gives, after each of 500 random
// days: loads whole and broken, late, repeated, wide and narrow, documents changed, deleted and dated anew, and people
// who map codes, warehouses and departments in between.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type pg from 'pg';
import { loadFile } from '../../../src/db/load/load.ts';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';
import { rebuildDifferences } from './support/rebuild.ts';
import { addDays, Company, type Load, load, prepare, remap, SALES, STOCK } from './support/world.ts';

const DEPTH = Number(process.env.MANDOR_DEPTH ?? 1);
const DAYS = 50;
const WORLDS = 10 * DEPTH;
// A rebuild costs more than the day before it. What is wrong in core stays wrong until its day is loaded again.
const COMPARE_EVERY = DEPTH > 1 ? 1 : 3;
const START = '2026-01-05';

const dir = mkdtempSync(join(tmpdir(), 'mandor-rebuild-'));
after(() => rmSync(dir, { recursive: true, force: true }));

/** The same rows as a file, through `mandor load`. */
async function loadAsFile(db: TestDatabase, what: Load, seed: number): Promise<string> {
  const columns = Object.keys(what.rows[0] as object);
  const cell = (value: unknown): string => (value === null ? '' : `"${value}"`);
  const lines = what.rows.map((row) => Object.values(row).map(cell).join(','));
  const path = join(dir, `${seed}.csv`);
  writeFileSync(path, `${columns.join(',')}\n${lines.join('\n')}\n`);
  const table = `raw.accurate_${what.kind}_${what.entity.toLowerCase()}`;
  const outcome = await loadFile({ pool: db.deployPool, table, file: path, options: { date: what.date } });
  return outcome.status;
}

interface Tally {
  loads: number;
  files: number;
  late: number;
  quarantined: number;
  rejected: number;
  remaps: number;
  hidden: number;
}

/** Takes back an accepted or quarantined load, where the database can (raw.load_reject). */
async function reject(session: pg.ClientBase, ids: readonly string[], company: Company): Promise<number> {
  const { rows } = await session.query(`select to_regprocedure('raw.load_reject(bigint, text, bigint)') is not null as is_there`);
  if (!rows[0].is_there || ids.length === 0) return 0;
  await session.query('select raw.load_reject($1, $2)', [company.draw.pick(ids), 'the test takes it back']);
  return 1;
}

async function live(seed: number, tally: Tally): Promise<void> {
  const db = await testDatabase();
  const company = new Company(seed);
  const { draw } = company;
  const session = await db.deployPool.connect();
  const pending: Load[] = [];
  try {
    await prepare(session);
    for (let i = 0; i < DAYS; i++) {
      const day = addDays(START, i);
      await db.setClock(`${addDays(day, 1)}T06:00:00+07:00`);
      company.trade(day);
      const today: Load[] = [
        ...STOCK.filter(() => draw.chance(0.4)).map((entity) => company.stock(entity, day)),
        ...SALES.filter(() => draw.chance(0.5)).map((entity) => company.sales(entity, day, addDays(day, -draw.pick([0, 3, 3, 3, 25])))),
      ];
      // A few stay away and come days later, with what they held on their day.
      for (const what of today.splice(0)) (draw.chance(0.2) ? pending : today).push(what);
      if (pending.length > 0 && draw.chance(0.4)) {
        tally.late++;
        today.push(...pending.splice(draw.int(0, pending.length - 1), 1));
      }
      if (draw.chance(0.3)) {
        // Pulled a second time, when the books have changed again: narrower or wider than before.
        const entity = draw.pick(SALES);
        today.push(company.sales(entity, day, addDays(day, -3)));
        company.trade(day);
        today.push(company.sales(entity, day, addDays(day, -draw.pick([0, 1, 12]))));
      }
      for (const what of today) {
        tally.loads++;
        if (what.rows.length > 0 && draw.chance(0.08)) {
          tally.files++;
          assert.equal(await loadAsFile(db, what, seed), 'accepted');
          continue;
        }
        const isBroken = draw.chance(0.05);
        const { status } = await load(session, isBroken ? { ...what, count: what.rows.length + 1 } : what);
        assert.equal(status, isBroken ? 'quarantined' : 'accepted');
        if (isBroken) tally.quarantined++;
      }
      if (draw.chance(0.3)) {
        tally.remaps++;
        await remap(session, draw);
      }
      if (draw.chance(0.1)) {
        const { rows } = await session.query<{ load_id: string }>(
          `select h.load_id from raw.load_history h where h.status in ('accepted', 'quarantined') order by h.load_id desc limit 8`,
        );
        tally.rejected += await reject(session, rows.map((row) => row.load_id), company); // biome-ignore format: one call
      }
      if (i % COMPARE_EVERY !== 0 && i !== DAYS - 1) continue;
      const wrong = await rebuildDifferences(db);
      assert.deepEqual(wrong, [], `seed ${seed}, day ${i + 1} (${day}): core differs from its rebuild`);
    }
    const [row] = await db.sql(
      `select count(*)::int as n from raw.accurate_sales a join core.sales_days w using (entity, tanggal, load_id)
        where not exists (select from core.fact_sales f where f.entity = a.entity and f.tanggal = a.tanggal and f.nomor_invoice = a.nomor_invoice)`,
    );
    tally.hidden += row.n;
  } finally {
    session.release();
  }
}

test(`core equals its rebuild from raw in ${WORLDS * DAYS} random days`, { timeout: 170_000 * DEPTH }, async (t) => {
  const tally: Tally = { loads: 0, files: 0, late: 0, quarantined: 0, rejected: 0, remaps: 0, hidden: 0 };
  const seeds = Array.from({ length: WORLDS }, (_, i) => i + 1);
  // Two at a time: one waits for the database while the other draws.
  await Promise.all(
    [0, 1].map(async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) await live(seed, tally);
    }),
  );
  t.diagnostic(
    `${WORLDS} companies × ${DAYS} days: ${tally.loads} loads (${tally.files} as files, ${tally.late} late, ${tally.quarantined} quarantined, ` +
      `${tally.rejected} rejected), ${tally.remaps} remaps, ${tally.hidden} lines of moved invoices that count elsewhere or nowhere`,
  );
  assert.ok(tally.late > WORLDS && tally.remaps > WORLDS && tally.files > WORLDS && tally.quarantined > WORLDS / 2);
  assert.ok(tally.hidden > WORLDS, 'no invoice moved: the test would not notice one that counts twice');
});
