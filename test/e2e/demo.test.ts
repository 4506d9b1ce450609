// The demo as a person starts it, on a database of its own: each step reaches its state. Its sandboxes' requests are among
// those that test/last holds against the vendors' descriptions.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openPool } from '../../src/db/pool.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { type CliOutcome, emptyFolder, mandor } from '../support/cli.ts';
import { emptyDatabase } from '../support/harness.ts';
import { leaksInFiles, leaksInRows, leaksInText, secretsOf } from '../support/leaks.ts';

interface Item {
  readonly key: string;
  readonly business_date: string;
  readonly status: string;
  readonly revision_count: number;
  readonly history: readonly { event: string; to: string; actor_kind: string; actor: string; reason: string | null; at: string }[];
}
interface Summary {
  readonly ok: boolean;
  readonly steps: readonly { key: string; ok: boolean; detail: string }[];
  readonly loads: readonly { status: string }[];
  readonly work_items: readonly Item[];
  readonly effects: Readonly<Record<string, number>>;
  readonly orphans: number;
}

let summary: Summary;
let outcome: CliOutcome;
let url: string;
const folder = emptyFolder();
before(async () => {
  url = (await emptyDatabase()).url;
  outcome = await mandor(['demo', '--json'], { DATABASE_URL: url }, folder, 300_000);
  const { code, stdout, stderr } = outcome;
  assert.equal(code, 0, stderr.slice(-3000));
  summary = JSON.parse(stdout) as Summary;
});

const item = (key: string, date: string): Item => {
  const found = summary.work_items.find((one) => one.key === key && one.business_date === date);
  assert.ok(found, `${key} ${date}`);
  return found;
};
/** What people and timers did to it; what the machine does by itself is left out. */
const decisions = ({ history }: Item): string[] =>
  history
    .filter((one) => ['pic', 'backup', 'supervisor', 'timer'].includes(one.actor_kind))
    .map((one) => `${one.actor} ${one.event} ${one.to}`);

test('a whole demo: each step reaches its state, from the empty database to the one who stands in', () => {
  assert.deepEqual(
    summary.steps.filter((step) => !step.ok),
    [],
  );
  assert.ok(summary.ok);
  const told = summary.steps.map((step) => step.key);
  const chapters = [
    'reply_forged',
    'reply_approve',
    'opening',
    'sent_back_2',
    'escalated',
    'supervisor',
    'control_sheet',
    'reply_unclear',
    'reply_clear',
  ];
  const last = ['machine_well', 'machine_dies', 'machine_told', 'silence_24h', 'silence_48h', 'morning', 'backup', 'end'];
  for (const key of [...chapters, ...last]) assert.ok(told.includes(key), key);
  assert.equal(summary.orphans, 0);
  assert.ok(summary.loads.every((load) => ['accepted', 'superseded'].includes(load.status)));
});

test('the document tells how each report was answered, by whom, and why', () => {
  const signed = item('report.control_stock', '2026-02-07');
  assert.deepEqual(decisions(signed), ['Sari approve approved']);

  const sentBack = item('report.control_stock', '2026-02-08');
  assert.deepEqual(decisions(sentBack), ['Sari reject revision', 'Sari reject revision', 'Sari reject escalated', 'Dewi approve approved']);
  assert.deepEqual([sentBack.status, sentBack.revision_count], ['approved', 2]);
  assert.match(
    sentBack.history.find((one) => one.event === 'reject')?.reason ?? '',
    /^PO \S+ hari Jumat, 120 pasang, .*; mohon dibuat lagi\.$/,
  );

  assert.deepEqual(decisions(item('report.daily_sales', '2026-02-07')), ['Rina approve approved']);

  const silent = item('report.daily_sales', '2026-02-08');
  assert.deepEqual(decisions(silent), ['Sari approve approved']);
  const [asked, answered] = ['request', 'approve'].map((event) => Date.parse(silent.history.find((one) => one.event === event)?.at ?? ''));
  assert.ok((answered as number) - (asked as number) > 48 * 3_600_000, 'the clock was moved');
  assert.equal(silent.history.at(-1)?.actor_kind, 'backup');
});

test('no secret stands in a row, a job, a file or on the screen', async () => {
  // The credentials of a sandbox depend on its seed only.
  const sandbox = await startSandbox({ seed: 7, invoicesPerDay: 1 });
  const secrets = secretsOf(sandbox.env);
  await sandbox.stop();
  for (const name of [
    'ACCURATE_API_TOKEN_DDD',
    'ANTHROPIC_API_KEY',
    'GINEE_SECRET_KEY',
    'GOOGLE_REFRESH_TOKEN',
    'NOTION_TOKEN_LAYER1',
    'TELEGRAM_BOT_TOKEN',
  ])
    assert.ok((secrets.get(name) ?? '').length >= 8, name);
  const pool = openPool(url, undefined, { max: 1 });
  try {
    assert.deepEqual(await leaksInRows(pool, secrets), []);
    // That it would be found.
    await pool.query(`create table public.diary as select $1::text as note, convert_to($2, 'utf8') as raw`, [
      `key ${secrets.get('ANTHROPIC_API_KEY')}!`,
      secrets.get('TELEGRAM_BOT_TOKEN'),
    ]);
    assert.deepEqual((await leaksInRows(pool, secrets, 'public')).sort(), [
      'public.diary: ANTHROPIC_API_KEY',
      'public.diary: TELEGRAM_BOT_TOKEN',
    ]);
    await pool.query('drop table public.diary');
  } finally {
    await pool.end();
  }
  assert.deepEqual(leaksInFiles(folder, secrets), []);
  assert.deepEqual([...leaksInText('stdout', outcome.stdout, secrets), ...leaksInText('stderr', outcome.stderr, secrets)], []);
});
