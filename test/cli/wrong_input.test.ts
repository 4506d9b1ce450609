// What a person typed wrong: the answer says what and what instead, and a program that asked for JSON gets one document.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { emptyFolder, mandor } from '../support/cli.ts';
import { testDatabase } from '../support/harness.ts';

const db = await testDatabase();
const dir = emptyFolder();
writeFileSync(join(dir, 'berkas'), '');

/** Arguments, and what the answer has to say. */
const CASES: readonly (readonly [args: string, says: RegExp])[] = [
  ['worker --concurrency abc', /'abc' is invalid. It is a whole number from 1 to 200/],
  ['status --days kemarin', /whole number from 0 to 366/],
  ['sandbox --invoices tidak-ada.csv', /tidak-ada\.csv is not there\. Check the path/],
  ['init --dir berkas', /berkas is there already and is no folder/],
  ['loads reject 1 --note x --person abc', /abc is no number of a person/],
  ['incidents close abc --note x', /abc is no number of an incident\. `mandor incidents` shows them/],
  ['incidents close 1', /required option '--note <text>' not specified/],
  ['incidents close 999 --note x', /there is no incident 999\. `mandor incidents` lists them/],
  ['incidents close 1 --note x --person 0', /0 is no number of a person/],
  ['incidents --days kemarin', /whole number from 0 to 366/],
  ['run tidak.ada --date 2026-02-08', /there is no job tidak\.ada\. Known: .*stock\.ddd/],
];

test('each says what is wrong and what would be right, with exit code 1 and no stack; --json is one document', async () => {
  const answers = await Promise.all(
    CASES.map(async ([args, says]) => {
      const { code, stdout, stderr } = await mandor([...args.split(' '), '--json'], { DATABASE_URL: db.url }, dir);
      return { args, says, code, stdout, stderr };
    }),
  );
  for (const { args, says, code, stdout, stderr } of answers) {
    assert.equal(code, 1, args);
    assert.doesNotMatch(stderr, /\n\s+at |node:internal/, args);
    if (args.startsWith('worker')) assert.match(stderr, says, args);
    else assert.match(JSON.stringify(JSON.parse(stdout)).replaceAll('\\"', '"'), says, `${args}: ${stdout}`);
  }
});
