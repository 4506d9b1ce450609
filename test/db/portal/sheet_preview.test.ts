// The dry run of a tab: what its next load would change, and nothing changed by asking.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadOutcome } from '../../../src/db/load/outcome.ts';
import type { TabCell } from '../../../src/db/load/tab.ts';
import { previewTab } from '../../../src/db/load/tab_preview.ts';
import { mandor } from '../../support/cli.ts';
import { testDatabase } from '../../support/harness.ts';
import { tabLoader } from './support/tab.ts';

const db = await testDatabase();
const HEAD = ['store_code', 'name'];
const TAB: TabCell[][] = [HEAD, ['S1', 'Satu'], ['S2', 'Dua'], ['S3', 'Tiga'], ['S4', 'Empat'], ['S5', 'Lima']];
const preview = (cells: TabCell[][], key = 'toko'): Promise<LoadOutcome> => previewTab(db.deployPool, key, async () => cells);
const state = () =>
  db.sql(`select (select jsonb_agg(to_jsonb(s) order by s.store_code) from portal.store s) as stores, (select count(*) from portal.reference_loads) as loads,
                 (select count(*) from ops.alerts) as alerts, (select count(*) from ops.settings_history) as history`);

test('a dry run shows what the load would do, cell by cell, and the load then does it', async () => {
  const { load } = await tabLoader(db, 'toko', 'portal.store', 'replace');
  assert.equal(await load(TAB), 'done');
  const before = await state();
  const next: TabCell[][] = [HEAD, ['S1', 'Satu'], ['S2', 'Dua baru'], ['S3', 'Tiga'], ['S4', 'Empat'], ['S6', 'Enam']];
  const shown = await preview(next);
  assert.deepEqual([shown.status, shown.would_be, shown.mode, shown.rows], ['dry_run', 'applied', 'replace', 5]);
  assert.deepEqual([shown.inserted, shown.changed, shown.deleted, shown.unchanged], [1, 1, 1, 3]);
  assert.deepEqual(shown.examples.changed[0]?.changes?.name, ['Dua', 'Dua baru']);
  assert.deepEqual(await state(), before, 'asking changed something');
  assert.equal(await load(next), 'done');
  const again = await preview(next);
  assert.deepEqual([again.inserted, again.changed, again.deleted, again.unchanged], [0, 0, 0, 5]);
});

test('what would be refused is told with its place, and nobody is alerted', async () => {
  const before = await state();
  const broken = await preview([HEAD, ['S1', 'Satu'], ['', 'Tanpa kode']]);
  assert.deepEqual([broken.status, broken.problems[0]?.line, broken.problems[0]?.column], ['refused', 3, 1]);
  const halved = await preview([HEAD, ['S1', 'Satu'], ['S2', 'Dua baru']]);
  assert.equal(halved.status, 'refused');
  assert.equal((await preview(TAB, 'tidak_ada')).status, 'refused');
  assert.deepEqual(await state(), before);
});

test('the command: only with --dry-run, and it says when Google is not connected', async () => {
  const env = { DATABASE_URL: db.url };
  const [bare, off] = await Promise.all([mandor(['load', '--sheet', 'toko'], env), mandor(['load', '--sheet', 'toko', '--dry-run'], env)]);
  assert.match(bare.stderr, /mandor run sheet\.toko/);
  assert.match(off.stderr, /GOOGLE_CLIENT_ID/);
  assert.deepEqual([bare.code, off.code], [1, 1]);
});
