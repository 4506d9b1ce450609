// The first week as an operator lives it: the command, the lists, the command again.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { emptyFolder, mandor } from '../support/cli.ts';
import { type Loader, lines, loader } from './load_fixture.ts';

let on: Loader;
const cwd = emptyFolder();
const lists = join(cwd, 'minggu-pertama');
const put = (file: string, ...text: string[]): void => writeFileSync(join(lists, file), lines(...text));
const read = (file: string): string => readFileSync(join(lists, file), 'utf8').replace(/^\uFEFF/, '');

interface Said {
  readonly ok: boolean;
  readonly lists: readonly { file: string; status: string; added: number; changed: number; problems: string[] }[];
  readonly steps: readonly { step: string; is_done: boolean; says: string; next_step: string | null }[];
}

async function init(): Promise<{ code: number | null; said: Said }> {
  const { code, stdout, stderr } = await mandor(['init', '--json'], { DATABASE_URL: on.db.url }, cwd);
  assert.notEqual(stdout, '', stderr);
  return { code, said: JSON.parse(stdout) };
}
const list = (said: Said, file: string) => said.lists.find((one) => one.file === file);
const step = (said: Said, name: string) => said.steps.find((one) => one.step === name);

before(async () => {
  on = await loader();
});

test('the first call writes the lists and names what is left; warehouses have none before the first pull', async () => {
  const { code, said } = await init();
  assert.equal(code, 2);
  assert.deepEqual(
    said.lists.map((one) => [one.file, one.status]),
    [
      ['orang.csv', 'written'],
      ['tugas.csv', 'written'],
      ['penerima.csv', 'written'],
    ],
  );
  assert.match(read('tugas.csv'), /^job,title,pic_email,backup_email\nreport\.control_stock,Control Stock,,\n/);
  assert.deepEqual(
    said.steps.filter((one) => one.is_done).map((one) => one.step),
    ['loads set aside'],
  );
  // Warehouses are known only after the first pull; everything else says what to do.
  assert.deepEqual(
    said.steps.filter((one) => !one.is_done && one.next_step === null).map((one) => one.step),
    ['warehouses'],
  );
});

test('a list with mistakes is refused whole, each with line and column; the others are taken', async () => {
  put(
    'orang.csv',
    'name;email;telegram_user_id;language;supervisor_email',
    'PIC;pic@toko.example;;id;atasan@toko.example',
    ';salah;12x;fr;tidak.ada@toko.example',
  );
  put('penerima.csv', 'key,channel,address,person_email,sees_cost', 'alerts.main,telegram,-100200,,tidak');
  const { code, said } = await init();
  assert.equal(code, 1);
  assert.deepEqual(list(said, 'orang.csv')?.problems, [
    'line 2, column 5 (supervisor_email): "atasan@toko.example" is neither on this list nor known',
    'line 3, column 2 (email): "salah" is not a mail address',
    'line 3, column 4 (language): "fr" must be id or en',
    'line 3, column 1 (name): is missing',
    'line 3, column 5 (supervisor_email): "tidak.ada@toko.example" is neither on this list nor known',
    'line 3, column 3 (telegram_user_id): "12x" is not a number',
  ]);
  assert.deepEqual(await on.db.sql('select count(*)::int as n from ops.people'), [{ n: 0 }]);
  assert.deepEqual([list(said, 'penerima.csv')?.status, list(said, 'penerima.csv')?.added], ['applied', 1]);
});

test('people, persons in charge and recipients land; a second call changes nothing', async () => {
  put(
    'orang.csv',
    'name;email;telegram_user_id;language;supervisor_email',
    'PIC;PIC@toko.example;;id;atasan@toko.example',
    'Atasan;atasan@toko.example;77;;',
  );
  put(
    'tugas.csv',
    'job,title,pic_email,backup_email',
    'report.control_stock,Control Stock,pic@toko.example,atasan@toko.example',
    'report.daily_sales,Penjualan Harian,pic@toko.example,',
    'report.product_performance,Kinerja Produk Mingguan,pic@toko.example,',
  );
  const { said } = await init();
  assert.deepEqual([list(said, 'orang.csv')?.added, list(said, 'tugas.csv')?.changed], [2, 3]);
  assert.deepEqual(
    await on.db.sql(
      `select p.name, s.email as supervisor, p.telegram_user_id::int as telegram,
              array_agg(d.key order by d.key) filter (where d.key is not null) as keys
         from ops.people p left join ops.people s on s.id = p.supervisor_id left join ops.job_definitions d on d.pic_id = p.id
        group by p.id, s.email order by p.name`,
    ),
    [
      { name: 'Atasan', supervisor: null, telegram: 77, keys: null },
      {
        name: 'PIC',
        supervisor: 'atasan@toko.example',
        telegram: null,
        keys: ['report.control_stock', 'report.daily_sales', 'report.product_performance'],
      },
    ],
  );
  const again = (await init()).said;
  assert.ok(again.lists.every((one) => one.added + one.changed === 0));
  assert.ok(['people', 'persons in charge', 'alerts'].every((name) => step(again, name)?.is_done));
});

test('after the first pull the warehouses are proposed; only lines that a person agreed to are taken', async () => {
  await on.text('portal.store', lines('store_code,name', 'S1,Toko Melati 1', 'S12,Toko Melati 12'));
  const stock = (...rows: string[]): string => lines('kode_barang,nama_gudang,kuantitas', ...rows);
  await on.text('portal.kodemix', lines('kode_barang,kode,kode_mix', 'K1,A,M'));
  const load = await on.text(
    'raw.accurate_stock_ddd',
    stock('K1,WHB Utama,500', 'K1,Gudang TOKO MELATI 12,40', 'K1,Gudang Retur,3', 'K1,"=HYPERLINK(""x"")",2', 'K1,Eceran,7'),
    { date: '2025-05-01' },
  );
  assert.equal(load.status, 'accepted', load.problems[0]?.message);
  assert.equal(list((await init()).said, 'gudang.csv')?.status, 'written');
  assert.deepEqual(
    read('gudang.csv')
      .trimEnd()
      .split('\n')
      .map((line) =>
        line
          .split(',')
          .filter((_, i) => i !== 8)
          .slice(0, 8)
          .join(','),
      ),
    [
      'entity,nama_gudang,kind,store_code,loose,in_cover,note,pairs',
      'DDD,WHB Utama,WHB,,false,true,,500',
      'DDD,Gudang TOKO MELATI 12,STORE,S12,false,true,,40',
      'DDD,Eceran,WHB,,true,true,,7',
      'DDD,Gudang Retur,OTHER,,false,false,,3',
      `DDD,"'=HYPERLINK(""x"")",STORE,,false,true,,2`,
    ],
  );
  const agree = (which: RegExp): void => {
    const text = read('gudang.csv');
    writeFileSync(
      join(lists, 'gudang.csv'),
      text.replace(/^.*$/gm, (line) => (which.test(line) && !line.endsWith('ya') ? `${line}ya` : line)),
    );
  };
  agree(/WHB Utama|MELATI/);
  const first = (await init()).said;
  assert.deepEqual([list(first, 'gudang.csv')?.status, list(first, 'gudang.csv')?.added], ['applied', 2]);
  assert.equal(step(first, 'warehouses')?.says, '3 names that nobody mapped');
  assert.deepEqual(await on.db.sql(`select nama_gudang, kind, store_code from portal.warehouse order by 1`), [
    { nama_gudang: 'Gudang TOKO MELATI 12', kind: 'STORE', store_code: 'S12' },
    { nama_gudang: 'WHB Utama', kind: 'WHB', store_code: null },
  ]);

  // A line that a person spoiled is named with its line; a name that a later pull brings is added below.
  writeFileSync(join(lists, 'gudang.csv'), read('gudang.csv').replace(/^DDD,Eceran,WHB(.*)$/m, 'DDD,Eceran,GUDANG$1ya'));
  await on.text('raw.accurate_stock_ddd', stock('K1,WHB Utama,500', 'K1,Gudang Retur,3', 'K1,Pameran,4'), { date: '2025-05-02' });
  const second = await init();
  assert.equal(second.code, 1);
  assert.match(list(second.said, 'gudang.csv')?.problems[0] ?? '', /^line 4, column 3 \(kind\): "GUDANG" must be WHS/);
  assert.match(read('gudang.csv'), /^DDD,Pameran,STORE,,false,true,,4,nothing in its name is known: look at it,$/m);
});
