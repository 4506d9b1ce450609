// What is read as it should be: encodings, delimiters, line breaks inside cells, hostile text.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { csvReader } from '../../src/db/load/csv.ts';
import { kodemix, type Loader, lines, loader, said } from './load_fixture.ts';

let on: Loader;
before(async () => {
  on = await loader();
});
const names = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await on.db.sql<{ store_code: string; name: string }>('select store_code, name from portal.store')).map((r) => [r.store_code, r.name]),
  );

describe('encodings', () => {
  test('UTF-8 with and without a byte order mark, CRLF, no line end behind the last row', async () => {
    assert.equal((await on.text('portal.store', '\ufeffstore_code,name\r\nB1,Toko É 靴 👟\r\nB2,Dua')).status, 'applied');
    assert.equal((await names()).B1, 'Toko É 靴 👟');
    assert.equal((await names()).B2, 'Dua');
  });
  test('Windows-1252 when asked, its 27 own characters included', async () => {
    const bytes = Buffer.concat([
      Buffer.from('store_code,name\nW1,'),
      Buffer.from([0x93, 0x43, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x80, 0x96]),
      Buffer.from('\n'),
    ]);
    assert.equal((await on.text('portal.store', bytes, { encoding: 'windows-1252' })).status, 'applied');
    assert.equal((await names()).W1, '“Café” €–');
  });
  test('characters that fall on the border of two pieces stay whole', async () => {
    const rows = Array.from({ length: 12_000 }, (_, i) => `P${i},${['é', 'é靴', 'é靴👟'][i % 3]} ${i}`);
    const outcome = await on.text('portal.store', lines('store_code,name', ...rows));
    assert.equal(outcome.inserted, 12_000);
    const [row] = await on.db.sql<{ bad: string }>(`select count(*) as bad from portal.store where name like '%' || chr(65533) || '%'`);
    assert.equal(row!.bad, '0');
  });
});

describe('delimiters and numbers', () => {
  test('; is found out, and numbers have a decimal comma; a header in capitals is the same header', async () => {
    const outcome = await on.text('portal.hpprsp', lines('KODE; Harga_Beli ;rsp;season', 'A1;12500,5;99000;"hujan; panas"', 'A2;12.5;;'));
    assert.equal(outcome.delimiter, ';');
    assert.equal(outcome.status, 'applied', said(outcome).join());
    assert.deepEqual(await on.db.sql(`select kode, harga_beli, rsp, season from portal.hpprsp order by kode`), [
      { kode: 'A1', harga_beli: '12500.50', rsp: '99000.00', season: 'hujan; panas' },
      { kode: 'A2', harga_beli: '12.50', rsp: null, season: null },
    ]);
  });
  test('dates in both forms, an empty cell is NULL, a default fills what may not be empty', async () => {
    const file = lines(
      'store_code,name,time_zone,opened_on,closed_on',
      'D1,Satu,,31/01/2024,',
      'D2,Dua,Asia/Makassar,2024-02-29,2025-01-01',
    );
    assert.equal((await on.text('portal.store', file)).inserted, 2);
    assert.deepEqual(
      await on.db.sql(`select time_zone, opened_on, closed_on from portal.store where store_code in ('D1', 'D2') order by store_code`),
      [
        { time_zone: 'Asia/Jakarta', opened_on: '2024-01-31', closed_on: null },
        { time_zone: 'Asia/Makassar', opened_on: '2024-02-29', closed_on: '2025-01-01' },
      ],
    );
  });
  test('rows of nothing but delimiters, as spreadsheets leave them below a table, are passed over', async () => {
    assert.equal((await on.text('portal.store', 'store_code,name\n\nE1,Satu\n,\n,\n')).rows, 1);
  });
  test('columns that the database writes itself are passed over and named', async () => {
    const outcome = await on.text('portal.store', 'created_at,store_code,capacity,name,updated_at\n2020,F1,x,Satu,2020\n');
    assert.deepEqual(said(outcome), ['line 2, column 3 (capacity): "x" is not a whole number']);
    const good = await on.text('portal.store', 'created_at,store_code,capacity,name,updated_at\n2020,F1,1,Satu,2020\n');
    assert.deepEqual(good.notes, ['not loaded, because the database writes them itself: created_at, updated_at']);
    const ruled = await on.text('portal.store', 'created_at,store_code,capacity,name\n2020,F2,-1,Satu\n');
    assert.deepEqual(said(ruled), ['line 2, column 3 (capacity): "-1" must not be below 0']);
  });
});

describe('line breaks inside cells', () => {
  test('are kept, and the physical line of a bad value behind them is right', async () => {
    const outcome = await on.text(
      'portal.store',
      'store_code,name,branch,capacity\nQ1,"Satu\nDua\r\nTiga",x,1\nQ2,"a\nb",c,12x\nQ3,d,e,"1\n2"\n',
    );
    assert.deepEqual(said(outcome), [
      'line 6, column 4 (capacity): "12x" is not a whole number',
      'line 7, column 4 (capacity): "1\\n2" is not a whole number',
    ]);
    const good = await on.text('portal.store', 'store_code,name,branch,capacity\nQ1,"Satu\nDua ""x""\r\nTiga",x,1\nQ2,b,c,2\n');
    assert.deepEqual(
      good.examples.inserted.map((e) => e.line),
      [2, 5],
    );
    assert.equal((await names()).Q1, 'Satu\nDua "x"\r\nTiga');
  });
});

describe('hostile text stays text', () => {
  const HOSTILE = [
    `'; drop table portal.store; --`,
    '\\.',
    '\\N',
    '\\',
    'a\\tb\\nc',
    'tab\there',
    '$$;select pg_sleep(9)$$',
    '"quoted"',
    '=cmd()|x',
    '<script>alert(1)</script>',
    '{"a":[1]}',
    '%s %I %L',
    'NULL',
    `x', 'y'); delete from portal.store; --`,
    '\u202e reversed',
    'line\nbreak',
    '../../etc/passwd',
    '-- comment',
    '/* open',
  ];
  test('in every text column of every table of portal', async () => {
    await on.db.sql(
      `insert into portal.store (store_code, name) select 'SHOP' || i, 'Toko' from generate_series(0, $1::int - 1) i`,
      HOSTILE.length,
    );
    let loaded = 0;
    for (const { table_name } of await on.db.sql<{ table_name: string }>(
      `select table_name from portal.load_tables() where kind = 'portal' order by 1`,
    )) {
      const columns = await on.db.sql<{ column_name: string; data_type: string; is_key: boolean }>(
        `select c.column_name, c.data_type, c.is_key from portal.load_columns($1) c where c.role = 'value'
            and not exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
                             where k.conrelid = $1::regclass and k.contype in ('c', 'f') and a.attname = c.column_name and c.data_type = 'text'
                               and pg_get_constraintdef(k.oid) !~ 'btrim')`,
        table_name,
      );
      const fixed: Record<string, string> = {
        'portal.warehouse': 'entity,kind',
        'portal.article_notes': 'kind',
        'portal.stock_capacity': 'store_code',
        'portal.sales_target': 'store_code',
        'portal.store_ff_fb': 'store_code',
      };
      const extra = (fixed[table_name] ?? '').split(',').filter(Boolean);
      const given = (name: string, i: number): string =>
        name === 'entity' ? 'DDD' : name === 'store_code' ? `SHOP${i}` : table_name === 'portal.warehouse' ? 'WHS' : 'musiman';
      const header = [...columns.map((c) => c.column_name).filter((c) => !extra.includes(c)), ...extra];
      const rows = HOSTILE.map((text, i) =>
        header.map((name) => {
          if (extra.includes(name)) return given(name, i);
          const type = columns.find((c) => c.column_name === name)!.data_type;
          return type === 'text' ? `${text} ${i}` : type === 'date' ? '2024-01-01' : type === 'bool' ? 'ya' : '1';
        }),
      );
      const outcome = await on.text(table_name, stringify([header, ...rows]));
      assert.equal(outcome.status, 'applied', `${table_name}: ${said(outcome).join(' | ')}`);
      assert.equal(outcome.inserted, HOSTILE.length);
      for (const { column_name, data_type } of columns.filter((c) => c.data_type === 'text' && !extra.includes(c.column_name))) {
        assert.equal(data_type, 'text');
        const found = await on.db.sql<{ n: string }>(
          `select count(*) as n from ${table_name} where "${column_name}" = any ($1)`,
          HOSTILE.map((t, i) => `${t} ${i}`),
        );
        assert.equal(found[0]!.n, String(HOSTILE.length), `${table_name}.${column_name}`);
        loaded++;
      }
    }
    assert.ok(loaded >= 25, `only ${loaded} text columns were tried`);
  });

  test('any text that csv-stringify writes is read back as it was, in pieces of any size', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', '\r\n', '\\', ' ', 'é', '👟', "'", '\t'), maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(',', ';'),
        (table, size, delimiter) => {
          const text = stringify(table, { delimiter, quoted: true });
          const reader = csvReader(delimiter);
          const read = [];
          for (let i = 0; i < text.length; i += size) read.push(...reader.push(text.slice(i, i + size)));
          read.push(...reader.end());
          assert.deepEqual(
            read.map((r) => r.cells),
            table.filter((row) => row.some((c) => c !== '')),
          );
        },
      ),
      { numRuns: 500 * Number(process.env.MANDOR_DEPTH ?? 1) },
    );
  });
});

test('5,464 codes go in, come out and go in again unchanged, also from a .gz', async () => {
  const path = on.file('kodemix.csv.gz', gzipSync(kodemix(5_464)));
  assert.equal((await on.load('portal.kodemix', path)).inserted, 5_464);
  const rows = await on.db.sql<Record<string, unknown>>(`select * from portal.kodemix where kode_barang ~ '^K[0-9]+$'`);
  assert.equal(rows.length, 5_464);
  const again = await on.text(
    'portal.kodemix',
    stringify(
      rows.map((r) => ({ ...r, created_at: 'x', updated_at: 'x' })),
      { header: true, delimiter: ';', bom: true },
    ),
  );
  assert.deepEqual([again.status, again.inserted, again.changed, again.unchanged], ['applied', 0, 0, 5_464]);
});
