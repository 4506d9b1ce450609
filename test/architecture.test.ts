import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importProblems, projectProblems, sqlFileProblems, sqlInCodeProblems } from './support/rules.ts';
import { ROOT } from './support/template.ts';

test('the project keeps its own rules: who imports whom, where SQL stands, how a file of sql/ is made', () => {
  assert.deepEqual(projectProblems(ROOT), []);
});

test('the rules see what they are for', () => {
  const count = (problems: string[]): number => problems.length;
  assert.equal(count(importProblems('src/connectors/accurate/client.ts', "import { one } from '../../db/call.ts';\n")), 1);
  assert.equal(count(importProblems('src/connectors/accurate/client.ts', "import {\n  a,\n  b,\n} from '../../db/call.ts';\n")), 1);
  assert.equal(count(importProblems('src/connectors/accurate/client.ts', "const x = await import('../../db/call.ts');\n")), 1);
  assert.equal(count(importProblems('src/connectors/accurate/client.ts', "import { c } from '../../config.ts';\n")), 0);
  assert.equal(count(importProblems('src/worker/run.ts', "import { serve } from '../sandbox/main.ts';\n")), 1);
  assert.equal(count(importProblems('src/reports/mail.ts', "import type { MartControlStock } from '../db/db.gen.ts';\n")), 0);
  assert.equal(count(importProblems('src/reports/mail.ts', "import { one } from '../db/call.ts';\n")), 1);
  assert.equal(count(importProblems('tasks/accurate/pull.ts', "import { one } from '../../src/db/call';\n")), 1);
  assert.equal(count(sqlInCodeProblems('tasks/accurate/pull.ts', "await pool.query('select 1');\n")), 1);
  assert.equal(count(sqlInCodeProblems('src/db/pool.ts', "await pool.query('select 1');\n")), 0);

  const good = "create or replace function ops.x() returns integer language sql as $$ SELECT 1 $$;\ncomment on function ops.x() is 'X.';\n";
  assert.deepEqual(sqlFileProblems('sql/ops/functions/x.sql', good), []);
  assert.equal(count(sqlFileProblems('sql/ops/functions/y.sql', good)), 2);
  assert.equal(count(sqlFileProblems('sql/ops/functions/x.sql', good.replace(/comment.*\n/, ''))), 1);
  assert.equal(count(sqlFileProblems('sql/ops/functions/x.sql', good.replace('language sql', 'language sql security definer'))), 1);
  assert.equal(count(sqlFileProblems('sql/ops/views/v.sql', "create view ops.v as select 1;\ncomment on view ops.v is 'V.';\n")), 1);
});
