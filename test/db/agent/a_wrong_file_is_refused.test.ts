// What is wrong with a file of sops/ is told with file, line and what to do; then nothing is changed.
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type SopProblem, SopsRefused } from '../../../src/db/sops/problem.ts';
import { syncSops } from '../../../src/db/sops/sync.ts';
import { testDatabase } from '../../support/harness.ts';
import { type Folder, makeFolder, sopText } from './support/folder.ts';

const db = await testDatabase();
const pool = db.pool('mandor_console');

/** The problems of a folder, and that nothing was changed by it. */
async function problemsOf(folder: Folder): Promise<readonly SopProblem[]> {
  const state = async () => JSON.stringify(await db.sql('select s.* from agent.skills s order by s.id'));
  const before = await state();
  const problems = await syncSops(pool, folder.path).then(
    () => [],
    (e) => {
      assert.ok(e instanceof SopsRefused, String(e));
      return e.problems;
    },
  );
  if (problems.length > 0) assert.equal(await state(), before);
  for (const p of problems) assert.ok(p.todo.length > 10, `${p.says}: what is to be done?`);
  return problems;
}

/** One row: what stands in the file, the line, and words of what is said about it. */
const long = (lines: string): string => sopText({ front: `parameters:\n  p:\n${lines.replace(/^/gm, '    ')}\n` });
const CASES: readonly (readonly [what: string, text: string | Buffer, line: number, says: RegExp])[] = [
  ['no front matter', '# Only text\n', 1, /no front matter/],
  ['front matter without an end', '---\nname: one\n# Text\n', 1, /no front matter/],
  ['bad YAML', sopText({ front: 'parameters: {a: 1\n' }), 6, /no YAML/],
  ['a tab', sopText({ front: 'parameters:\n\ta: 1\n' }), 6, /no YAML/],
  ['the same key twice', sopText({ front: 'name: two\n' }), 5, /no YAML/],
  ['front matter that is a list', '---\n- a\n---\nText\n', 2, /no map/],
  ['an anchor', sopText({ front: 'jobs: &a [stock.ddd]\n' }), 5, /anchors/],
  ['a tag', sopText({ front: 'parameters:\n  a: !!binary aGk=\n' }), 6, /anchors, aliases and tags/],
  ['a misspelt key', sopText({ front: 'paramters:\n  a: 1\n' }), 5, /has no paramters/],
  ['no name', '---\ndescription: D\nagents: [director]\nversion: 1\n---\nText\n', 2, /name is missing/],
  ['a name with blanks', sopText({ name: 'Pull stock' }), 2, /small letters/],
  ['a description of two lines', sopText().replace('Says what is done.', '|\n  One.\n  Two.'), 3, /more than one line/],
  ['a description that is a book', sopText().replace('Says what is done.', 'x'.repeat(161)), 3, /161 letters/],
  ['no agents', sopText().replace('agents: [ops_warehouse]\n', ''), 2, /no agent works/],
  ['agents that are no list', sopText().replace('[ops_warehouse]', 'ops_warehouse'), 4, /agents is no list/],
  ['an unknown agent', sopText().replace('[ops_warehouse]', '[ops_warehouse, ops_gudang]'), 4, /no agent ops_gudang/],
  ['an agent twice', sopText().replace('[ops_warehouse]', '[ops_warehouse, ops_warehouse]'), 4, /twice/],
  [
    'an unknown event type',
    sopText({ front: 'event_types:\n  - INVOICE_CUSTOMER\n  - INVOICE_COSTUMER\n' }),
    7,
    /no event type INVOICE_COSTUMER/,
  ],
  ['an unknown job', sopText({ front: 'jobs: [stock.xyz]\n' }), 5, /no job stock\.xyz/],
  ['no version', sopText().replace('version: 1\n', ''), 2, /version is missing/],
  ['a version in words', sopText().replace('version: 1', 'version: newest'), 5, /version/],
  ['no procedure', sopText({ body: '' }), 7, /no procedure/],
  ['thousands with a point', sopText({ front: 'parameters:\n  threshold_eur: 10.000\n' }), 6, /thousands/],
  ['millions with points', sopText({ front: 'parameters:\n  amount: 1.000.000\n' }), 6, /thousands/],
  ['a decimal comma', sopText({ front: 'parameters:\n  rate: 0,5\n' }), 6, /comma/],
  ['a number in hex', sopText({ front: 'parameters:\n  rate: 0x10\n' }), 6, /not written plainly/],
  ['not a number', sopText({ front: 'parameters:\n  rate: .nan\n' }), 6, /not written plainly/],
  ['more digits than a number holds', sopText({ front: 'parameters:\n  rate: 12345678901234567\n' }), 6, /not written plainly/],
  ['a parameter without a value', sopText({ front: 'parameters:\n  rate:\n' }), 6, /has no value/],
  ['a parameter with a capital', sopText({ front: 'parameters:\n  Rate: 1\n' }), 6, /name of a parameter/],
  ['an unknown type', long('type: decimal\nvalue: 1\ndescription: D'), 7, /no type/],
  ['a text where a number is due', long('type: number\nvalue: three\ndescription: D'), 8, /no number/],
  ['a number in quotes', long('type: number\nvalue: "3"\ndescription: D'), 8, /no number/],
  ['a fraction where a whole number is due', long('type: integer\nvalue: 1.5\ndescription: D'), 8, /no integer/],
  ['yes where true is due', long('type: boolean\nvalue: yes\ndescription: D'), 8, /no boolean/],
  ['no interval', long('type: interval\nvalue: soon\ndescription: D'), 8, /no interval/],
  ['no description of a parameter', long('type: number\nvalue: 1'), 7, /no description/],
  [
    'a setting that is not there',
    long('type: number\nvalue: 1\ndescription: D\nsetting: control_stock.nope'),
    10,
    /no setting control_stock\.nope/,
  ],
  [
    'a setting of another type',
    long('type: text\nvalue: many\ndescription: D\nsetting: control_stock.must_po_months'),
    7,
    /of type number/,
  ],
  ['a fraction for a whole setting', long('type: number\nvalue: 1.5\ndescription: D\nsetting: sales.repull_days'), 7, /of type integer/],
  ['a check that is not there', long('type: number\nvalue: 1\ndescription: D\nreview_check: nope'), 10, /no review check nope/],
  [
    'a number that a check does not have',
    long('type: number\nvalue: 1\ndescription: D\nreview_check: control_stock.row_drift\nnumber: max'),
    11,
    /has no number max/,
  ],
  ['two rows for one number', long('type: number\nvalue: 1\ndescription: D\nreview_check: x\nsetting: y'), 7, /two rows/],
  ['a table with uneven rows', long('type: table\nvalue:\n  - {a: 1, b: 2}\n  - {a: 1}\ndescription: D'), 10, /other names/],
  ['a placeholder that is no parameter', sopText({ body: 'Step one.\n\nWait {{days}} days.' }), 9, /\{\{days\}\} is no parameter/],
  ['not UTF-8', Buffer.concat([Buffer.from(sopText()), Buffer.from([0x0a, 0xe9, 0x0a])]), 9, /not UTF-8/],
  ['an invisible sign', sopText({ body: `Order.\nIgnore\u200b this.` }), 8, /U\+200B/],
  ['text that runs backwards', sopText({ body: `Order \u202Ethis.` }), 7, /U\+202E/],
  ['too large', sopText({ body: 'kata '.repeat(15_000) }), 1, /74 KB/],
];

test(`${CASES.length} files that are wrong, each with its line`, async (t) => {
  for (const [what, text, line, says] of CASES) {
    await t.test(what, async () => {
      const folder = makeFolder();
      folder.write('good.md', sopText({ name: 'good' }));
      folder.write('bad.md', text);
      const problems = await problemsOf(folder);
      assert.ok(problems.length > 0, 'it was taken');
      const [p] = problems;
      assert.deepEqual([p?.file, p?.line], ['bad.md', line], `${p?.says} → ${p?.todo}`);
      assert.match(p?.says ?? '', says);
      assert.equal(problems.length, 1, JSON.stringify(problems));
    });
  }
});

test('what is wrong in several files is told at once; the text that is told names file and line', async () => {
  const folder = makeFolder();
  folder.write('a.md', sopText({ name: 'same', front: 'jobs: [nope]\n' }));
  folder.write('b.md', sopText({ name: 'same' }));
  folder.write('c.md', sopText({ name: 'three' }).replace('[ops_warehouse]', '[nobody]'));
  const setting = (value: number): string =>
    `parameters:\n  m: {type: number, value: ${value}, description: D, setting: control_stock.must_po_months}\n`;
  folder.write('d.md', sopText({ name: 'four', front: setting(3) }));
  folder.write('e.md', sopText({ name: 'five', front: setting(4) }));
  const problems = await problemsOf(folder);
  assert.deepEqual(
    problems.map((p) => `${p.file}:${p.line} ${p.says}`),
    [
      'a.md:5 there is no job nope',
      'b.md:2 the name same is also that of a.md',
      'c.md:4 there is no agent nobody',
      'e.md:6 setting control_stock.must_po_months is also set by parameter m of d.md',
    ],
  );
  assert.match(new SopsRefused(problems).message, /\n {2}a\.md:5: there is no job nope\. → Jobs: /);
});

test('a link is not followed, and an empty folder does not end every SOP', async () => {
  const folder = makeFolder();
  assert.match((await problemsOf(folder))[0]!.says, /no SOP in this folder/);
  folder.write('README.md', 'For people.');
  assert.match((await problemsOf(folder))[0]!.says, /no SOP in this folder/);
  symlinkSync('/etc/hostname', join(folder.path, 'host.md'));
  assert.deepEqual(
    (await problemsOf(folder)).map((p) => [p.file, p.says]),
    [['host.md', 'it is no plain file']],
  );
});

test('what is right is taken: long and short form, a table, a list, words that only look like numbers', async () => {
  const folder = makeFolder();
  const front = [
    'event_types: [INVOICE_CUSTOMER]',
    'parameters:',
    '  threshold_eur: 10000',
    '  share: 0.125',
    '  negative: -3.5',
    '  code: "007"',
    '  is_on: true',
    '  country: NO',
    '  wait: {type: interval, value: 10 minutes, description: How long.}',
    '  channels: {type: list, value: [a, b], description: Which.}',
    '  tiers: {type: table, value: [{up_to: 5000, n: 1}, {up_to: null, n: 2}], description: Which.}',
  ].join('\n');
  folder.write(
    'a.md',
    `\ufeff${sopText({ name: 'all_forms', front: `${front}\n`, body: 'Above {{ threshold_eur }} EUR, {{share}}.' })}`.replaceAll(
      '\n',
      '\r\n',
    ),
  );
  assert.deepEqual(await problemsOf(folder), []);
  const [row] = await db.sql(
    `select s.parameters || jsonb_build_object('body', s.body) as given from agent.skill_context('ops_warehouse', 'INVOICE_CUSTOMER') s where s.name = 'all_forms'`,
  );
  assert.deepEqual(row.given, {
    threshold_eur: 10000,
    share: 0.125,
    negative: -3.5,
    code: '007',
    is_on: true,
    country: 'NO',
    wait: '10 minutes',
    channels: ['a', 'b'],
    tiers: [
      { up_to: 5000, n: 1 },
      { up_to: null, n: 2 },
    ],
    body: 'Above 10.000 EUR, 0,125.',
  });
});
