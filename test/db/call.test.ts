import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type pg from 'pg';
import { many, one, value } from '../../src/db/call.ts';
import { generateTypes } from '../../src/db/codegen.ts';
import { deploy } from '../../src/db/deploy.ts';
import { DbError, isDbError, toDbError } from '../../src/db/errors.ts';
import { type Db, openPool } from '../../src/db/pool.ts';
import { makeTree } from '../support/fixture.ts';
import { emptyDatabase, sessions, type TestDatabase, testDatabase } from '../support/harness.ts';

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});

test('a function is called by name with named arguments, defaults left out', async () => {
  assert.equal(await value(db.deployPool, 'util.local_date', { p_at: new Date('2026-02-08T17:30:00Z') }), '2026-02-09');
  assert.equal(await value(db.deployPool, 'util.local_date', { p_at: '2026-02-08T17:30:00Z', p_time_zone: 'UTC' }), '2026-02-08');
  assert.deepEqual(await one(db.deployPool, 'util.instance_kind'), { instance_kind: 'test' });
});

test('what is no function name never reaches the database', async () => {
  await assert.rejects(many(db.deployPool, 'util.now() as x; drop schema ops; --' as never, {} as never), TypeError);
});

test('an error of the database arrives with its meaning', async () => {
  const error = await value(db.deployPool, 'util.setting', { p_key: 'no.such.key' }).catch((e: unknown) => e);
  assert.ok(error instanceof DbError);
  assert.ok(isDbError(error, 'NotFound'));
  assert.equal(error.code, 'MD401');
});

const CODES: readonly [code: string, kind: string][] = [
  ['MD101', 'Refused'],
  ['MD202', 'Conflict'],
  ['MD301', 'Refused'],
  ['MD401', 'NotFound'],
  ['MD501', 'Conflict'],
  ['MD601', 'Refused'],
  ['MD901', 'Unexpected'],
  ['42501', 'Refused'],
  ['23505', 'Conflict'],
  ['23514', 'Refused'],
  ['22P02', 'Refused'],
  ['40001', 'Retry'],
  ['40P01', 'Retry'],
  ['55P03', 'Retry'],
  ['57P01', 'Retry'],
  ['42P01', 'Unexpected'],
  ['XX000', 'Unexpected'],
];

test('each SQLSTATE has one meaning; facts, hint and message come along', async () => {
  for (const [code, kind] of CODES) {
    const error = await db
      .sql(`do $$ begin raise exception 'no: %', 7 using errcode = '${code}', detail = '{"id": 7}', hint = 'Do it otherwise.'; end $$`)
      .then(
        () => assert.fail(code),
        (e) => toDbError(e),
      );
    assert.deepEqual(
      [error.code, error.kind, error.message, error.detail, error.hint],
      [code, kind, 'no: 7', { id: 7 }, 'Do it otherwise.'],
    );
    assert.equal(toDbError(error), error);
  }
});

test('a call that the server took back whole is made again; inside a transaction, or for another error, it is not', async () => {
  const { url } = await emptyDatabase();
  const pool = openPool(url, undefined);
  // A sequence is not rolled back: it counts the tries.
  await pool.query(`create schema util; create sequence util.tries;
    create function util.collide(p_times bigint, p_code text) returns bigint language plpgsql as $$
    declare v_try bigint := nextval('util.tries');
    begin
      if v_try <= p_times then raise exception 'no: %', v_try using errcode = p_code; end if;
      return v_try;
    end $$`);
  const collide = async (db: Db, times: number, code: string): Promise<unknown> => {
    await pool.query("select setval('util.tries', 1, false)");
    return await value(db, 'util.collide' as never, { p_times: times, p_code: code } as never).catch((e: DbError) => [e.code, e.message]);
  };
  assert.equal(await collide(pool, 3, '40001'), '4');
  assert.equal(await collide(pool, 1, '40P01'), '2');
  assert.deepEqual(await collide(pool, 99, '40001'), ['40001', 'no: 6'], 'six tries, then the error');
  assert.deepEqual(await collide(pool, 1, '55P03'), ['55P03', 'no: 1']);
  const client = await pool.connect();
  await client.query('begin');
  assert.deepEqual(await collide(client, 1, '40001'), ['40001', 'no: 1'], 'whoever opened the transaction begins it again');
  await client.query('rollback');
  client.release();
  await pool.end();
});

test('a server that is not there is worth another try', async () => {
  const pool = openPool('postgres://x:y@127.0.0.1:1/none', undefined, { connectTimeout: 2000 });
  const error = toDbError(await pool.query('select 1').catch((e: unknown) => e));
  assert.equal(error.kind, 'Retry');
  await pool.end();
});

test('generated types know json arguments, arrays, defaults, tables and their comments', async () => {
  const { url, name } = await emptyDatabase();
  const tree = makeTree({ bare: true });
  tree.migration(`create type ops.mood as enum ('good', 'bad');
    create domain ops.code as text check (value <> '');
    create table ops.lots (id bigint primary key, code ops.code not null, mood ops.mood, tags text[] not null, at timestamptz, on_day date, body jsonb);
    comment on table ops.lots is 'Lots of */ things.';
    comment on column ops.lots.code is 'The code.';`);
  tree.write(
    'ops/functions/lot_add.sql',
    `create or replace function ops.lot_add(p_body jsonb, p_at timestamptz, p_tags text[] default '{}') returns ops.lots language sql as $$ select l from ops.lots l where p_at is null $$;
comment on function ops.lot_add(jsonb, timestamptz, text[]) is 'Adds.';`,
  );
  tree.write(
    'ops/functions/lots_find.sql',
    'create or replace function ops.lots_find(p_code ops.code) returns table (id bigint, "odd name" numeric) language sql as $$ select 1::bigint, 2::numeric $$;',
  );
  await deploy({ url, root: tree.root, kind: 'test' });
  const text = await sessions(url, name).as('mandor_deploy', (client: pg.Client) => generateTypes(client, ['ops']));
  for (const line of [
    '/** Lots of * / things. */\nexport interface OpsLots {',
    '  /** The code. */\n  code: string;',
    "  mood: 'good' | 'bad' | null;",
    '  tags: string[];',
    '  at: Date | null;',
    '  on_day: string | null;',
    '  body: Json | null;',
    "  /** Adds. */\n  'ops.lot_add': { args: { p_body: unknown; p_at: Date | string | null; p_tags?: string[] | null }; row: OpsLots; set: false };",
    '  \'ops.lots_find\': { args: { p_code: string | null }; row: { id: string | null; "odd name": string | null }; set: true };',
    "  'ops.lot_add': ['p_body'],",
  ]) {
    assert.ok(text.includes(line), `missing: ${line}\n${text}`);
  }
});
