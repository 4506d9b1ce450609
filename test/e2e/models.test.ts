// A model words the opening of a report in its real life: made, reviewed, sent and shown by a worker.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, loadDay } from '../db/ops/support/reported.ts';
import { startInstance } from '../support/instance.ts';
import { until } from '../worker/support/worker.ts';

const instance = await startInstance({ seed: 3, size: 'S', endDate: DAY, rate: 2000, clock: '2026-02-09T05:00:00+07:00' });
const { db, sandbox } = instance;
const { mailbox, anthropic } = sandbox;
const [STOCK, SALES] = ['report.control_stock', 'report.daily_sales'];
await loadDay(db);
await db.sql(`update ops.rate_keys set min_gap = '1 millisecond' where key in ('google:gmail', 'telegram')`);

const flat = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ');
const calls = (definition: string) =>
  db.sql(
    `select c.purpose, c.model_id, c.outcome, c.request_id is not null as is_numbered, c.cost_amount::float8 as cost
       from agent.llm_calls c join ops.work_items w on w.id = c.work_item_id where w.definition_key = $1 order by c.id`,
    definition,
  );

test('what a model wrote opens the mail, with figures that SQL put there; what it made up does not', async () => {
  anthropic.answerWith(({ schema, userText }) => {
    if (!JSON.stringify(schema).includes('paragraph')) return undefined;
    return {
      json: {
        paragraph: userText.includes('Control Stock')
          ? 'Perhatian utama untuk {{must_po.1.name}}: {{must_po.1.cover}}. Secara umum ada {{must_po.count}} dari {{articles}}.'
          : 'Penjualan mencapai dua juta rupiah, dengan {{day.transactions}}.',
      },
    };
  });
  await instance.startWorker();
  await instance.ask([STOCK, SALES], DAY);
  const mails = await mailbox.wait({ to: 'sari@toko.example', count: 2, timeoutMs: 60_000 });
  const [stock, sales] = ['Control Stock', 'Penjualan Harian'].map((title) => mails.find((mail) => mail.parsed.subject?.startsWith(title)));
  const opening = 'Perhatian utama untuk artikel A MEN CLASSIC: sisa stok 1,0 bulan. Secara umum ada 1 artikel wajib PO dari 4 artikel.';
  assert.ok(flat(stock?.parsed.text).includes(opening), flat(stock?.parsed.text).slice(0, 900));
  assert.ok(flat(stock?.parsed.html).includes(opening));
  assert.ok(
    flat(sales?.parsed.text).includes('Tercatat 6 transaksi dengan penjualan harian Rp 1.080.000.'),
    flat(sales?.parsed.text).slice(0, 900),
  );
  assert.ok(!flat(sales?.parsed.text).includes('dua juta'));
  assert.deepEqual(
    (await calls(STOCK)).map((call) => [call.purpose, call.model_id, call.outcome, call.is_numbered, call.cost > 0]),
    [
      ['opening', 'claude-haiku-5-5', 'accepted', true, true],
      ['reading', 'claude-sonnet-5-5', 'accepted', true, true],
    ],
  );
  assert.deepEqual(
    (await calls(SALES)).map((call) => call.outcome),
    ['rejected', 'accepted'],
  );
  const [shown] = await db.sql(
    `select ops.notion_body(s.key, 'work_item:' || w.id) -> 'result' ->> 'opening' as opening
       from ops.work_items w, ops.notion_sources s where w.definition_key = $1 and s.kind = 'tasks' and not s.is_test limit 1`,
    STOCK,
  );
  assert.equal(shown.opening, opening, 'Notion shows the same');
});

test('what was asked held no cost price, no call is left open, and nothing waits without a timer', async () => {
  for (const request of anthropic.requests()) assert.doesNotMatch(JSON.stringify(request.body), /Nilai overstock|harga_beli/);
  assert.equal((await db.sql('select count(*)::int as n from ops.v_orphans'))[0].n, 0);
  await until(
    'all calls to be ended',
    async () => (await db.sql(`select not exists (select from agent.llm_calls where status = 'running') as ok`))[0].ok,
  );
});
