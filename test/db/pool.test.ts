import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openPool, rolePassword, roleUrl, urlDatabase, urlUser, withDatabase } from '../../src/db/pool.ts';
import { emptyDatabase } from '../support/harness.ts';

// Two zones on either side of UTC: a value that passes through a JavaScript Date as a local midnight shifts in one of them.
const ZONES = ['America/New_York', 'Asia/Jakarta', 'UTC'];
const zoneBefore = process.env.TZ;
after(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

const VALUES: readonly [type: string, text: string, expected: unknown][] = [
  ['date', '2026-02-09', '2026-02-09'],
  ['date', 'infinity', 'infinity'],
  ['date[]', '{2026-02-09,NULL}', ['2026-02-09', null]],
  ['timestamp', '2026-02-09 23:59:59.123456', '2026-02-09 23:59:59.123456'],
  ['timestamp[]', '{"2026-02-09 00:00:00"}', ['2026-02-09 00:00:00']],
  ['timestamptz', '2026-02-09 00:30:00+07', new Date('2026-02-08T17:30:00Z')],
  ['timestamptz[]', '{"2026-02-09 00:30:00+07"}', [new Date('2026-02-08T17:30:00Z')]],
  ['time', '23:59:59', '23:59:59'],
  ['interval', '1 mon 2 days 03:04:05', '1 mon 2 days 03:04:05'],
  ['interval[]', '{"1 day"}', ['1 day']],
  ['numeric', '123456789012345678.123456789', '123456789012345678.123456789'],
  ['numeric[]', '{0.1,123456789012345678.5}', ['0.1', '123456789012345678.5']],
  ['bigint', '9223372036854775807', '9223372036854775807'],
  ['bigint[]', '{9223372036854775807}', ['9223372036854775807']],
  ['integer', '-7', -7],
  ['integer[]', '{1,2}', [1, 2]],
  ['smallint', '7', 7],
  ['double precision', '0.5', 0.5],
  ['boolean', 'true', true],
  ['boolean[]', '{t,f}', [true, false]],
  ['text', "it's", "it's"],
  ['text[]', '{a,"b,c"}', ['a', 'b,c']],
  ['uuid', '0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000001'],
  ['jsonb', '{"a": [1, null]}', { a: [1, null] }],
  ['bytea', '\\x00ff', Buffer.from([0, 255])],
  ['daterange', '[2026-02-01,2026-03-01)', '[2026-02-01,2026-03-01)'],
];

for (const zone of ZONES) {
  test(`every scalar type reads back without a shift under TZ=${zone}, and goes back as it came`, async () => {
    const { url } = await emptyDatabase();
    process.env.TZ = zone;
    const pool = openPool(url, undefined, { max: 1 });
    try {
      for (const [type, text, expected] of VALUES) {
        const read = (await pool.query(`select $1::text::${type} as v`, [text])).rows[0].v;
        assert.deepEqual(read, expected, `${type} ${text}`);
        if (type === 'jsonb') continue;
        const same = (await pool.query(`select $1::${type} is not distinct from $2::text::${type} as same`, [read, text])).rows[0].same;
        assert.equal(same, true, `${type} ${text} written back`);
      }
      const { rows } = await pool.query(
        `select current_setting('TimeZone') as zone, current_setting('DateStyle') as style, current_setting('statement_timeout') as timeout`,
      );
      assert.deepEqual(rows, [{ zone: 'UTC', style: 'ISO, MDY', timeout: '30s' }]);
    } finally {
      await pool.end();
    }
  });
}

test('a pool outlives the death of its connections', async () => {
  const { url } = await emptyDatabase();
  const pool = openPool(url, undefined, { max: 1 });
  const killer = openPool(url, undefined, { max: 1 });
  try {
    const { pid } = (await pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!;
    await killer.query('select pg_terminate_backend($1)', [pid]);
    // The pool learns of it by the socket; until then a query may still be given to the dead connection.
    let other = pid;
    for (const deadline = Date.now() + 10_000; other === pid; ) {
      assert.ok(Date.now() < deadline);
      other = await pool.query<{ pid: number }>('select pg_backend_pid() as pid').then(
        (r) => r.rows[0]!.pid,
        () => pid,
      );
    }
    assert.notEqual(other, pid);
  } finally {
    await pool.end();
    await killer.end();
  }
});

test('a statement that runs too long is ended by the server', async () => {
  const { url } = await emptyDatabase();
  const pool = openPool(url, undefined, { max: 1, statementTimeout: 100 });
  try {
    await assert.rejects(pool.query('select pg_sleep(30)'), { code: '57014' });
  } finally {
    await pool.end();
  }
});

test('the connection strings of the roles follow from DATABASE_URL', () => {
  const url = 'postgres://boss:p%40ss@db.example:6543/mandor?sslmode=require';
  const worker = new URL(roleUrl(url, 'mandor_worker'));
  assert.equal(worker.username, 'mandor_worker');
  assert.equal(decodeURIComponent(worker.password), rolePassword(url, 'mandor_worker'));
  assert.match(worker.password, /^[\w-]{43}$/);
  assert.notEqual(rolePassword(url, 'mandor_worker'), rolePassword(url, 'mandor_queue'));
  assert.equal(worker.host, 'db.example:6543');
  assert.equal(worker.searchParams.get('sslmode'), 'require');
  assert.equal(roleUrl(url, 'boss'), url);
  assert.equal(urlUser(url), 'boss');
  assert.equal(urlDatabase(withDatabase(url, 'other one')), 'other one');

  const trusting = new URL(roleUrl('postgres://boss@127.0.0.1/mandor', 'mandor_worker'));
  assert.deepEqual([trusting.username, trusting.password], ['mandor_worker', '']);

  const socket = new URL(roleUrl('postgres:///mandor?host=/run/postgresql&user=boss&password=x', 'mandor_worker'));
  assert.equal(socket.searchParams.get('user'), 'mandor_worker');
  assert.equal(socket.searchParams.get('password'), rolePassword('postgres://boss:x@h/mandor', 'mandor_worker'));
});
