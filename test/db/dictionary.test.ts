import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type pg from 'pg';
import { generateDictionary } from '../../src/db/dictionary.ts';
import { type TestDatabase, testDatabase } from '../support/harness.ts';

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});

const dictionary = (role = 'mandor_deploy'): Promise<string> => db.as(role, (client: pg.Client) => generateDictionary(client));

test('every table, view and function of ours has its place, whoever asks', async () => {
  const text = await dictionary();
  const relations = await db.sql<{ name: string; kind: string }>(
    `select case c.relkind when 'v' then 'view' else 'table' end as kind, n.nspname || '.' || c.relname as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v', 'p') and n.nspname in ('util', 'ops', 'portal', 'raw', 'core', 'mart', 'agent') and not c.relispartition`,
  );
  const routines = await db.sql<{ name: string }>(
    `select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('util', 'ops', 'portal', 'raw', 'core', 'mart', 'agent')`,
  );
  assert.ok(relations.length > 40 && routines.length > 100, `${relations.length} relations, ${routines.length} functions`);
  for (const { kind, name } of relations) assert.ok(text.includes(`\n### ${kind} \`${name}\`\n`), name);
  for (const { name } of routines) assert.ok(text.includes(`\n- \`${name}(`), name);
  assert.equal(await dictionary('mandor_queue'), text);
});

test('a comment with bars, line ends and markup stays one cell; a foreign key names its table', async () => {
  await db.sql(
    'begin; set local role mandor_owner; create table core.odd_one (a_b integer not null, c integer references core.dim_store on delete cascade); commit',
  );
  await db.sql(`comment on table core.odd_one is 'a <b> *c*'; comment on column core.odd_one.a_b is E'one | two\\n  _three_ a_b'`);
  const text = await dictionary();
  assert.ok(text.includes('\na \\<b> \\*c\\*\n'));
  assert.ok(text.includes('\n| `a_b` | integer not null | one \\| two \\_three\\_ a_b |\n'));
  assert.ok(text.includes('\n| `c` | integer | → `core.dim_store` |\n'));
});
