// The demo as a person starts it, on a database of its own: each step reaches its state. Its sandboxes' requests are among
// those that test/last holds against the vendors' descriptions.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { mandor } from '../support/cli.ts';
import { emptyDatabase } from '../support/harness.ts';

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
before(async () => {
  const { url } = await emptyDatabase();
  const { code, stdout, stderr } = await mandor(['demo', '--json'], { DATABASE_URL: url }, undefined, 300_000);
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
    'sent_back_2',
    'escalated',
    'supervisor',
    'control_sheet',
    'reply_unclear',
    'reply_clear',
  ];
  for (const key of [...chapters, 'silence_24h', 'silence_48h', 'morning', 'backup', 'end']) assert.ok(told.includes(key), key);
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
