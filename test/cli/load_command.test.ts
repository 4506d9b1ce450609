// `mandor load` as a process: exit codes, one JSON document, progress on stderr.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { before, test } from 'node:test';
import { progressWriter } from '../../src/cli/commands/load.ts';
import { ROOT } from '../support/harness.ts';
import { type Loader, lines, loader } from './load_fixture.ts';

let on: Loader;
before(async () => {
  on = await loader();
});

async function mandor(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: on.db.url };
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'load', ...args], {
    cwd: on.dir,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number>((done) => child.on('exit', (c) => done(c ?? -1))),
  ]);
  return { code, out, err };
}

test('a good file: exit code 0 and a sentence; the same file again changes nothing', async () => {
  on.file('store.csv', lines('store_code,name', 'S1,Satu', 'S2,Dua'));
  const first = await mandor('portal.store', 'store.csv');
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /^portal\.store: 2 rows read, 2 inserted, 0 changed, 0 deleted, 0 unchanged/);
  assert.match((await mandor('portal.store', 'store.csv')).out, /0 inserted, 0 changed, 0 deleted, 2 unchanged/);
});

test('a bad file: exit code 1, place and next step on stderr, nothing on stdout', async () => {
  on.file('bad.csv', lines('store_code,name,capacity', 'S9,Sembilan,banyak'));
  const { code, out, err } = await mandor('portal.store', 'bad.csv');
  assert.deepEqual([code, out], [1, '']);
  assert.match(err, /line 2, column 3 \(capacity\): "banyak" is not a whole number/);
  assert.match(err, /→ Correct these lines/);
  assert.doesNotMatch(err, / at .*\.ts:/);
});

test('--json: exactly one document on stdout, for good and for bad', async () => {
  on.file('json.csv', lines('store_code,name', 'S5,Lima'));
  const good = await mandor('portal.store', 'json.csv', '--json', '--dry-run');
  assert.equal(good.code, 0);
  assert.deepEqual([JSON.parse(good.out).status, JSON.parse(good.out).inserted], ['dry_run', 1]);
  const bad = await mandor('portal.store', 'nowhere.csv', '--json');
  assert.equal(bad.code, 1);
  assert.deepEqual([JSON.parse(bad.out).status, JSON.parse(bad.out).problems.length], ['refused', 1]);
});

test('a quarantined file: exit code 3', async () => {
  on.file('stock.csv', lines('kode_barang,nama_gudang,kuantitas', 'ASING,Gudang,1'));
  const { code, out } = await mandor('raw.accurate_stock_ddd', 'stock.csv', '--date', '2024-01-01', '--json');
  assert.equal(code, 3);
  assert.equal(JSON.parse(out).status, 'quarantined');
});

test('elsewhere than on a terminal progress is whole lines; on one it is a bar that goes away', () => {
  const run = (isTTY: boolean): string => {
    const stream = Object.assign(new PassThrough(), { isTTY });
    const progress = progressWriter(stream as unknown as NodeJS.WriteStream, 0);
    for (let i = 1; i <= 4; i++) progress.show({ phase: 'check', rows: i * 1000, bytes: i * 25, bytesTotal: 100 });
    progress.show({ phase: 'copy', rows: 1000, bytes: 25, bytesTotal: 100 });
    progress.end();
    return String(stream.read());
  };
  assert.match(run(false), /^checking 1,000 rows, 25 %\n(.*\n)+copying 1,000 rows, 25 %\n$/);
  assert.match(run(true), /\[█{24}\] 100 % checking 4,000 rows/);
  assert.ok(run(true).endsWith('\r\x1b[2K'));
});
