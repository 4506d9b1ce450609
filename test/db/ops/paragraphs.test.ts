// Models on a leash: of what they write, only words of their own and figures of ours are sent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openModelDesk } from './support/model_desk.ts';
import { BAD_ANSWERS, GOOD_ANSWERS } from './support/paragraph_cases.ts';

const desk = await openModelDesk();
const { db, box } = desk;
const nothing = { json: { verdict: 'nothing', notes: [] } };
/** The next opening says this; a reading remarks nothing. */
const say = (paragraph: string): void =>
  box.answerWith(({ schema }) => (JSON.stringify(schema).includes('paragraph') ? { json: { paragraph } } : nothing));

test(`${BAD_ANSWERS.length} answers with a figure of their own, an unknown placeholder or an injected instruction: none is sent, the template is`, async (t) => {
  const rows: string[] = [];
  for (const { kind, text, rule } of BAD_ANSWERS) {
    say(text);
    const item = await desk.report();
    await desk.review(item);
    assert.equal(await desk.status(item), 'pending_approval', `the report goes on: ${text}`);
    const [call, ...more] = await desk.calls(item);
    assert.deepEqual([call?.outcome, more.length], ['rejected', 0], text);
    const broken = (call?.detail.problems ?? []).map((problem) => problem.rule);
    assert.ok(broken.includes(rule), `${text}: ${JSON.stringify(call?.detail.problems)}`);
    const mail = await desk.mail(item);
    assert.equal(mail?.opening, desk.template, text);
    assert.ok(mail?.text.includes(desk.template.replace(/\s+/g, ' ')), text);
    if (text.trim() !== '') for (const body of [mail?.text, mail?.html]) assert.ok(!body?.includes(text.trim()), text);
    const [{ n }] = await db.sql('select count(*)::int as n from ops.revision_openings where work_item_id = $1', item);
    assert.equal(n, 0, text);
    rows.push(`${kind.padEnd(11)} ${rule.padEnd(19)} ${call?.outcome} ${Number(call?.cost_amount).toFixed(6)} USD  ${text}`);
  }
  t.diagnostic(`\n${rows.join('\n')}`);
});

test('what holds no figure of its own is sent, with the frozen figures in their places', async () => {
  for (const text of GOOD_ANSWERS) {
    say(text);
    const item = await desk.report();
    await desk.review(item);
    const [call] = await desk.calls(item);
    assert.equal(call?.outcome, 'accepted', JSON.stringify(call?.detail));
    const mail = await desk.mail(item);
    assert.notEqual(mail?.opening, desk.template);
    assert.doesNotMatch(mail?.opening ?? '{{', /[{}]/);
    assert.ok(mail?.text.includes(mail.opening), 'it stands in the text');
    assert.ok(mail?.html.includes(mail.opening), 'and in the HTML');
  }
  say(GOOD_ANSWERS[0] as string);
  const item = await desk.report();
  await desk.review(item);
  assert.equal(
    (await desk.mail(item))?.opening,
    'Dari 143 artikel terdapat 3 artikel wajib PO dan 2 artikel overstock. Perhatian utama untuk artikel M1CA01 MEN CLASSIC: sisa stok 1,2 bulan, terjual 500 pasang per bulan, dengan usulan PO 1.500 pasang (125 box).',
  );
});

test('the template of each report passes the same rules', async () => {
  const cases = await db.sql(
    `select c.* from ops.work_item_revisions r
       cross join lateral (select mart.report_opening('control_stock', r.figures) as o) o
       cross join lateral ops.paragraph_check(o.o ->> 'template', o.o -> 'values', mart.opening_names(r.figures)) c where r.work_item_id = (select min(work_item_id) from ops.work_item_revisions)`,
  );
  assert.deepEqual(cases, []);
  const rows = [
    {
      period: 'hari',
      branch: null,
      transaction_count: 456,
      sales_amount: 45_678_000,
      average_amount: 100_171,
      target_amount: 50_000_000,
      achievement_pct: 91.4,
      is_on_track: false,
    },
    {
      period: 'hari',
      branch: 'Bali',
      transaction_count: 6,
      sales_amount: 1,
      average_amount: 1,
      target_amount: 10,
      achievement_pct: 10,
      is_on_track: false,
    },
    {
      period: 'bulan',
      branch: null,
      transaction_count: 9,
      sales_amount: 9,
      average_amount: 1,
      target_amount: null,
      achievement_pct: null,
      is_on_track: null,
    },
  ];
  const [daily] = await db.sql(
    `select ops.paragraph_fill(o ->> 'template', o -> 'values') as says, (select jsonb_agg(c) from ops.paragraph_check(o ->> 'template', o -> 'values', '{}') c) as problems
       from mart.daily_sales_opening(jsonb_build_object('rows', $1::jsonb)) o`,
    JSON.stringify(rows),
  );
  assert.equal(daily.problems, null);
  assert.equal(
    daily.says,
    'Tercatat 456 transaksi dengan penjualan harian Rp 45.678.000, yaitu 91,4 % dari target harian. Sementara itu tercatat penjualan bulan berjalan Rp 9. Ada 1 cabang di bawah target harian; perhatian utama untuk cabang Bali: 10,0 % dari target harian, selisih Rp 9 dari target harian.',
  );
});

test('a name that looks like a placeholder is not looked at again', async () => {
  const [{ says }] = await db.sql(`select ops.paragraph_fill('{{a}} dan {{b}}', '{"a": "{{b}}", "b": "Rp 5"}') as says`);
  assert.equal(says, '{{b}} dan Rp 5');
});

test('without a key nobody is asked, and the report goes out with its template', async () => {
  box.clear();
  const item = await desk.report();
  await desk.review(item, false);
  assert.equal(await desk.status(item), 'pending_approval');
  assert.deepEqual([await desk.calls(item), await desk.calls(item, 'reading'), box.requests().length], [[], [], 0]);
  assert.equal((await desk.mail(item))?.opening, desk.template);
});
