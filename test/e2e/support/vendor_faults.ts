// Each vendor of the matrix: how a row for it is made and brought on, what can be seen of it there, and how each fault is done.
import { after } from 'node:test';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { startMailbox } from '../../../src/sandbox/mailbox.ts';
import type { Task } from '../../../tasks/define.ts';
import deliverEmail from '../../../tasks/deliver/email.ts';
import deliverNotion from '../../../tasks/deliver/notion.ts';
import deliverSheets from '../../../tasks/deliver/sheets.ts';
import deliverTelegram from '../../../tasks/deliver/telegram.ts';
import reconcile from '../../../tasks/ops/reconcile.ts';
import { makeItem } from '../../db/ops/support/item.ts';
import type { TestDatabase } from '../../support/harness.ts';
import { type Desk, openDesk } from './vendor_desk.ts';

export const FAULTS = [
  '500',
  '429 + Retry-After',
  '429 without',
  'timeout after the write',
  'dropped connection',
  'slow drip',
  'expired token',
  'revoked token',
  'wrong JSON',
  'validation error',
  'missing right',
  'quota',
] as const;
export type FaultName = (typeof FAULTS)[number];

/** How a fault is done to a vendor. A text: why this vendor has none. */
export type Cell = { readonly act: (id: string) => unknown; readonly mend?: () => unknown } | string;

export interface Vendor {
  readonly name: string;
  readonly desk: Desk;
  /** A row that is due. */
  plan(): Promise<string>;
  /** One run of its task. */
  run(id: string): Promise<void>;
  row(id: string): Promise<string>;
  /** What stands at the vendor, or came from there. */
  effects(id: string): Promise<string>;
  /** After the fault was mended: whatever has to happen until the row rests. What a person had to do for it. */
  finish(id: string): Promise<string>;
  /** No fault is armed any more. */
  clear(): unknown;
  readonly cells: Readonly<Record<FaultName, Cell>>;
}

type Sql = TestDatabase['sql'];
const plural = (n: number, what: string): string => (n === 0 ? `no ${what}` : n === 1 ? `1 ${what}` : `${n} ${what}s`);

/** What rows of ops.outbox have in common. */
function deliveries(sql: Sql, desk: Desk, task: Task): Pick<Vendor, 'desk' | 'run' | 'row' | 'finish'> {
  const read = async (id: string): Promise<{ status: string; next_at: Date | null }> =>
    (await sql('select status, next_at from ops.outbox where id = $1', id))[0];
  return {
    desk,
    run: (id) => desk.run(task, 'outbox', id),
    row: async (id) => (await read(id)).status,
    async finish(id) {
      let by = '';
      for (let turn = 0; turn < 6; turn++) {
        const { status, next_at } = await read(id);
        await desk.until(next_at);
        if (status === 'planned') await desk.run(task, 'outbox', id);
        else if (status === 'failed' && by === '') {
          by = '`mandor retry`: ';
          await sql(`select ops.job_retry('outbox', $1, 'diperbaiki')`, id);
        } else if (status === 'unknown') {
          const [{ outcome }] = await sql('select ops.outbox_reconcile($1) as outcome', id);
          if (outcome === 'looking') await desk.run(reconcile, 'outbox', id);
          const asked = await sql(`select 1 from ops.alerts where dedupe_key = 'outbox_unknown:' || $1`, id);
          if (asked.length > 0) return 'a person is asked: ';
        } else return by;
      }
      return by;
    },
  };
}

export async function vendors(db: TestDatabase, sandbox: Sandbox): Promise<Vendor[]> {
  const { google, mailbox, notion, telegram, env } = sandbox;
  const { sql } = db;
  const desk = await openDesk(db, env);
  let n = 0;

  const mail = async (): Promise<string> => {
    const to = `penerima${++n}@mandor.example`;
    const params = {
      from: 'mandor@mandor.example',
      message_id: `<mandor.${n}@mandor.example>`,
      subject: 'Uji',
      text: 'Isi',
      recipient_name: null,
    };
    return (await sql(`select ops.outbox_plan('email', $1, 'report.control_stock', $2, 'uji.' || $1) as id`, to, JSON.stringify(params)))[0]
      .id;
  };
  const address = async (id: string): Promise<string> => (await sql('select recipient from ops.outbox where id = $1', id))[0].recipient;
  const mails = async (id: string): Promise<string> => plural(mailbox.list(await address(id)).length, 'mail');
  const send = '/messages/send';
  const readdress = async (id: string, to: string): Promise<void> =>
    void (await sql('update ops.outbox set recipient = $2 where id = $1', id, to));
  const gmail: Vendor = {
    name: 'Gmail',
    ...deliveries(sql, desk, deliverEmail),
    plan: mail,
    effects: mails,
    // Each fault is used up by the request that it hit; Sent must not be emptied.
    clear: () => undefined,
    cells: {
      '500': { act: () => google.gmail.fail({ kind: 'http', status: 500, path: send }) },
      '429 + Retry-After': { act: () => google.gmail.fail({ kind: 'rate', retryAfter: 7, path: send }) },
      '429 without': { act: () => google.gmail.fail({ kind: 'rate', path: send }) },
      'timeout after the write': { act: () => google.gmail.fail({ kind: 'hang_after', path: send }) },
      'dropped connection': { act: () => google.gmail.fail({ kind: 'drop', path: send }) },
      'slow drip': { act: () => google.gmail.fail({ kind: 'drip', path: send }) },
      'expired token': { act: () => google.login.expire() },
      'revoked token': {
        act: () => {
          google.login.revoke();
          google.login.expire();
        },
        mend: () => google.login.revoke(false),
      },
      'wrong JSON': { act: () => google.gmail.fail({ kind: 'wrong_json', path: send }) },
      'validation error': 'an address that Gmail refuses is refused by our own mail composer first; see SMTP',
      // The library fetches a new token after a 403 and asks once more.
      'missing right': { act: () => google.gmail.fail({ kind: 'forbidden', path: send, times: 2 }) },
      quota: { act: () => google.gmail.fail({ kind: 'user_rate', path: send, times: 2 }) },
    },
  };

  const box = await startMailbox({ login: { user: 'mandor', password: 'benar' } });
  after(() => box.stop());
  const smtpDesk = await openDesk(db, { SMTP_URL: box.url });
  const lockedOut = await openDesk(db, { SMTP_URL: box.url.replace('benar', 'salah') });
  let isOut = false;
  const smtpRows = deliveries(sql, smtpDesk, deliverEmail);
  const smtp: Vendor = {
    name: 'SMTP',
    ...smtpRows,
    run: (id) => (isOut ? lockedOut : smtpDesk).run(deliverEmail, 'outbox', id),
    plan: mail,
    effects: async (id) => plural(box.list(await address(id)).length, 'mail'),
    clear() {
      isOut = false;
    },
    cells: {
      '500': { act: () => box.failData('defer') },
      '429 + Retry-After': 'SMTP has no Retry-After',
      '429 without': { act: async (id) => box.greylist(await address(id)) },
      'timeout after the write': { act: () => box.failData('hang') },
      'dropped connection': { act: () => box.failData('drop') },
      'slow drip': { act: () => box.failData('drip') },
      'expired token': 'no tokens in SMTP',
      'revoked token': {
        act: () => {
          isOut = true;
        },
      },
      'wrong JSON': 'no JSON in SMTP',
      'validation error': {
        act: async (id) => {
          await readdress(id, `tidak.ada${id}@mandor.example`);
          box.refuse(await address(id));
        },
        mend: () => box.accept(),
      },
      'missing right': { act: () => box.failData('refuse') },
      quota: 'told as 4xx: see 500 and 429',
    },
  };

  await sql(`update ops.sheets set is_enabled = true where key = 'control_stock'`);
  const [{ id: report }] = await sql(`select ops.work_item_open('report.control_stock', '2026-02-08') as id`);
  const figures = JSON.stringify({
    is_ready: false,
    rows: [],
    tiers: [],
    as_of: '2026-02-08',
    sales_from: '2025-11-09',
    sales_to: '2026-02-08',
  });
  await sql(
    `insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
     values ($1, 1, $2::jsonb, '{}', encode(sha256(convert_to($2::jsonb::text, 'UTF8')), 'hex'), gen_random_uuid())`,
    report,
    figures,
  );
  await sql('update ops.work_items set revision_no = 1 where id = $1', report);
  let before = '';
  const book = (): string => JSON.stringify(google.books.all().map((one) => one.tabs.map((tab) => tab.cells)));
  const spreadsheet = (): string => google.books.all()[0]?.id ?? '';
  const update = ':batchUpdate';
  const sheets: Vendor = {
    name: 'Sheets',
    ...deliveries(sql, desk, deliverSheets),
    async plan() {
      // Monitor shows when it was written: a minute later it is another text.
      await sql(`select util.clock_set(util.now() + interval '1 minute')`);
      const [{ id }] = await sql(`select ops.sheet_plan('control_stock', $1) as id`, report);
      before = book();
      return id;
    },
    effects: async () => `${plural(google.books.all().length, 'file')}, ${book() === before ? 'not written' : 'written'}`,
    clear: () => google.clear(),
    cells: {
      '500': { act: () => google.fail({ kind: 'http', status: 500, path: update }) },
      '429 + Retry-After': { act: () => google.fail({ kind: 'rate', retryAfter: 7, path: update }) },
      '429 without': { act: () => google.fail({ kind: 'rate', path: update }) },
      'timeout after the write': { act: () => google.fail({ kind: 'after', path: update, method: 'POST' }) },
      'dropped connection': { act: () => google.fail({ kind: 'drop', path: update }) },
      'slow drip': { act: () => google.fail({ kind: 'drip', path: update }) },
      'expired token': { act: () => google.login.expire() },
      'revoked token': {
        act: () => {
          google.login.revoke();
          google.login.expire();
        },
        mend: () => google.login.revoke(false),
      },
      'wrong JSON': { act: () => google.fail({ kind: 'wrong_json', path: update }) },
      'validation error': { act: () => google.fail({ kind: 'invalid', path: update }) },
      'missing right': { act: () => google.books.share(spreadsheet(), false), mend: () => google.books.share(spreadsheet(), true) },
      quota: 'the same answer as 429',
    },
  };

  for (const [key, database] of Object.entries(notion.databases))
    if (!key.endsWith('.test')) await sql('update ops.notion_sources set database_id = $2 where key = $1', key, database);
  const create = { method: 'POST', path: '/v1/pages' } as const;
  const tasks = notion.databases.tasks;
  const subject = async (id: string): Promise<string> => (await sql('select subject_key from ops.outbox where id = $1', id))[0].subject_key;
  const forget = (): unknown => sql(`update ops.notion_sources set checked_at = null where key = 'tasks'`);
  const pages: Vendor = {
    name: 'Notion',
    ...deliveries(sql, desk, deliverNotion),
    async plan() {
      const [{ now }] = await sql('select util.now()::text as now');
      const item = await makeItem(db);
      await db.setClock(now);
      return (await sql(`select id from ops.outbox where channel = 'notion' and subject_key = 'work_item:' || $1`, item.id))[0].id;
    },
    async effects(id) {
      const key = await subject(id);
      return plural(notion.pages(tasks).filter((page) => page.cells['Mandor ID'] === key).length, 'page');
    },
    clear: () => notion.clearFaults(),
    cells: {
      '500': { act: () => notion.fail({ kind: 'http', ...create }) },
      '429 + Retry-After': { act: () => notion.fail({ kind: 'rate', retryAfter: 7, ...create }) },
      '429 without': { act: () => notion.fail({ kind: 'rate', ...create }) },
      'timeout after the write': { act: () => notion.fail({ kind: 'hang', ...create, afterWrite: true }) },
      'dropped connection': { act: () => notion.fail({ kind: 'drop', path: '/query' }) },
      'slow drip': { act: () => notion.fail({ kind: 'drip', ...create, afterWrite: true }) },
      'expired token': 'tokens of a connection do not expire',
      'revoked token': { act: () => notion.revoke(), mend: () => notion.revoke(false) },
      'wrong JSON': { act: () => notion.fail({ kind: 'wrong_json', ...create, afterWrite: true }) },
      'validation error': {
        act: () => notion.removeOption(tasks, 'Status', '⏳ Scheduled'),
        mend: () => {
          notion.clear();
          return forget();
        },
      },
      'missing right': {
        act: () => notion.share(tasks, false),
        mend: () => {
          notion.share(tasks, true);
          return forget();
        },
      },
      quota: { act: () => notion.fail({ kind: 'overload', retryAfter: 9, ...create }) },
    },
  };

  const wrongBot = await openDesk(db, { ...env, TELEGRAM_BOT_TOKEN: '7001:sandbox-token-REVOKED' });
  let isRevoked = false;
  const chats: Vendor = {
    name: 'Telegram',
    ...deliveries(sql, desk, deliverTelegram),
    run: (id) => (isRevoked ? wrongBot : desk).run(deliverTelegram, 'outbox', id),
    plan: async () =>
      (
        await sql(
          `select ops.outbox_plan('telegram', $1, 'report.uji', '{"text": "Isi", "severity": "warning"}', 'uji.' || $1) as id`,
          `-100${++n}`,
        )
      )[0].id,
    effects: async (id) => plural(telegram.posts(await address(id)).length, 'message'),
    clear() {
      isRevoked = false;
    },
    cells: {
      '500': { act: () => telegram.fail('gateway') },
      '429 + Retry-After': { act: () => telegram.fail('flood', 1, 17) },
      '429 without': 'Telegram always says how long',
      'timeout after the write': { act: () => telegram.fail('hang') },
      'dropped connection': { act: () => telegram.fail('lose') },
      'slow drip': { act: () => telegram.fail('drip') },
      'expired token': 'tokens of a bot do not expire',
      'revoked token': {
        act: () => {
          isRevoked = true;
        },
        mend: () => {
          isRevoked = false;
        },
      },
      'wrong JSON': { act: () => telegram.fail('wrong_json') },
      'validation error': { act: async (id) => telegram.forget(await address(id)), mend: () => telegram.clear() },
      'missing right': { act: async (id) => telegram.block(await address(id)), mend: () => telegram.clear() },
      quota: 'the same answer as 429',
    },
  };
  return [gmail, smtp, sheets, pages, chats];
}
