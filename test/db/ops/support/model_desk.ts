// Reports that wait for their review, a vendor of models that says what a test wants, and the task that asks it.
import { after } from 'node:test';
import { loadConfig } from '../../../../src/config.ts';
import { AnthropicClient } from '../../../../src/connectors/anthropic.ts';
import { silentLog } from '../../../../src/log.ts';
import { renderReportMail } from '../../../../src/reports/mail.ts';
import { readReport } from '../../../../src/reports/types.ts';
import { type AnthropicBox, createAnthropicBox } from '../../../../src/sandbox/anthropic.ts';
import checkTask from '../../../../tasks/review/check.ts';
import { type TestDatabase, testDatabase } from '../../../support/harness.ts';
import { noConnectors } from '../../../worker/support/worker.ts';
import { newWorker } from './race.ts';

const article = (kode: string, name: string, flag: string, cover: number, avg: number, total: number, po: number, excess: number) => ({
  kode_mix: kode,
  name,
  flag,
  is_mapped: true,
  months_of_cover: cover,
  avg_monthly_sales: avg,
  recommended_po: po,
  total_pairs: total,
  excess_pairs: excess,
});

export const FIGURES = {
  as_of: '2026-02-08',
  sales_from: '2025-11-09',
  sales_to: '2026-02-08',
  is_ready: true,
  articles: 143,
  total_pairs: 12_480,
  sold_window: 5_310,
  must_po: 3,
  overstock: 2,
  no_sales: 4,
  negative: 1,
  recommended_pairs: 2_400,
  recommended_boxes: 200,
  excess_pairs: 960,
  excess_value: 77_000_000,
  rows: [
    article('M1CA01', 'MEN CLASSIC', 'MUST_PO', 1.2, 500, 600, 1500, 0),
    article('L2SP07', 'LADIES SPORT', 'MUST_PO', 2.1, 200, 420, 600, 0),
    article('B3SO02', 'BABY SOFT', 'MUST_PO', 2.8, 100, 280, 300, 0),
    article('G4RA11', 'GIRLS RAINBOW', 'OVERSTOCK', 14, 20, 280, 0, 100),
    article('M9XX01', 'MEN EXTRA', 'OVERSTOCK', 31, 40, 1240, 0, 880),
  ],
};
const RESULT = {
  kind: 'control_stock',
  title: 'Control Stock',
  business_date: '2026-02-08',
  date_text: 'Minggu, 8 Februari 2026',
  subject: 'Control Stock 8 Feb 2026: 3 artikel WAJIB PO, 2 overstock',
  preheader: '3 artikel WAJIB PO sekarang.',
  verdict: '3 artikel WAJIB PO sekarang (2.400 pasang, 200 box); 2 artikel overstock.',
  is_ready: true,
  key_figures: [{ label: 'Artikel', value: '143' }],
  sections: [],
  changes: { since_text: null, items: [] },
  warnings: [],
  how_to_answer: ['Balas.'],
  steps: ['Langkah pertama.'],
  footer: [],
};

export interface ModelDesk {
  readonly db: TestDatabase;
  readonly box: AnthropicBox;
  readonly worker: string;
  /** What stands there without a model. */
  readonly template: string;
  /** A report, frozen, that waits for its review. */
  report(): Promise<string>;
  /** The review job of its newest revision. */
  review(item: string, hasKey?: boolean): Promise<void>;
  status(item: string): Promise<string>;
  calls(item: string, purpose?: string): Promise<Call[]>;
  /** The mail that asks for a signature, as it is sent; undefined: none is planned. */
  mail(item: string): Promise<{ html: string; text: string; opening: string } | undefined>;
}

export interface Call {
  model_id: string;
  outcome: string;
  attempt_no: number;
  cost_amount: string;
  reserved_amount: string;
  input_tokens: number | null;
  output_tokens: number | null;
  latency_ms: number | null;
  retry_after_seconds: string | null;
  request_id: string | null;
  answer: string | null;
  detail: { problems?: { rule: string; found: string }[]; budgets?: unknown[] };
}

const KEY = 'desk.report';

export async function openModelDesk(clock = '2026-02-09T05:00:00+07:00'): Promise<ModelDesk> {
  const db = await testDatabase();
  const { server, open } = createAnthropicBox();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => void server.close());
  const box = open(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
  await db.setClock(clock);
  await db.sql(
    `with boss as (insert into ops.people (name, email) values ('Kepala', 'kepala@toko.example') returning id),
          pic as (insert into ops.people (name, email, supervisor_id) select 'Sari', 'sari@toko.example', id from boss returning id)
     insert into ops.job_definitions (key, title, agent, task_identifier, needs, latest_start, max_duration, makes_work_item, requires_review, requires_approval, max_revisions, pic_id, recipient_key)
     select $1, 'Control Stock', 'ops_warehouse', 'ops/noop', '{}', '2 hours', '1 hour', true, true, true, 2, id, $1 from pic`,
    KEY,
  );
  await db.sql('update agent.profiles set max_concurrent_runs = 100000');
  await db.sql(`update ops.settings set value = '100000' where key = 'worker.max_runs'`);
  const worker = await newWorker(db);
  const pool = db.pool('mandor_worker');
  const models = new AnthropicClient({ baseUrl: box.url, apiKey: box.key });
  const one = async (text: string, ...values: unknown[]) => (await db.sql(text, ...values))[0];
  const figures = JSON.stringify(FIGURES);
  const { opening } = await one(
    `select ops.paragraph_fill(o ->> 'template', o -> 'values') as opening from mart.report_opening('control_stock', $1) o`,
    figures,
  );
  const result = JSON.stringify({ ...RESULT, opening });
  let day = Date.UTC(2020, 0, 1);
  const revisionOf = async (item: string): Promise<number> =>
    (await one('select revision_no from ops.work_items where id = $1', item)).revision_no;

  return {
    db,
    box,
    worker,
    template: opening,
    async report() {
      day += 86_400_000;
      const date = new Date(day).toISOString().slice(0, 10);
      await db.sql('select ops.occurrence_open($1, $2)', KEY, date);
      const { id } = await one('select id from ops.work_items where definition_key = $1 and business_date = $2', KEY, date);
      const { run_token } = await one('select run_token from ops.work_item_start($1, $2)', id, worker);
      await db.sql('select ops.work_item_finish($1, $2, $3)', run_token, figures, result);
      return String(id);
    },
    async review(item, hasKey = true) {
      await checkTask.run(`${item}.${await revisionOf(item)}`, {
        db: pool,
        incarnation: worker,
        config: loadConfig({}),
        connectors: { ...noConnectors, models: hasKey ? models : null },
        log: silentLog,
        signal: AbortSignal.timeout(60_000),
        attempt: 1,
        isLastAttempt: false,
      });
    },
    status: async (item) => (await one('select status from ops.work_items where id = $1', item)).status,
    calls: (item, purpose = 'opening') =>
      db.sql<Call>('select * from agent.llm_calls where work_item_id = $1 and purpose = $2 order by id', item, purpose),
    async mail(item) {
      const planned = await one(
        `select id from ops.outbox where work_item_id = $1 and channel = 'email' and status = 'planned' order by id limit 1`,
        item,
      );
      if (planned === undefined) return undefined;
      const row = await one('select result from ops.outbox_claim($1, $2)', planned.id, worker);
      const { html, text } = renderReportMail(readReport(row.result), { isTest: false, recipientName: 'Sari' });
      return { html, text: text.replace(/\s+/g, ' '), opening: row.result.opening };
    },
  };
}
