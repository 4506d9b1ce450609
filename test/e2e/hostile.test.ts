// Payload × place: what people and vendors write goes through the whole of a day, as a reply, as a name, as a subject, as notes, and is
// text wherever it comes out: in mails, chats, Notion, Sheet, files and alerts. Nothing is decided by it but what the person decided.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { reportCsv } from '../../src/cli/report-text.ts';
import { createSheetsClient } from '../../src/connectors/google/sheets.ts';
import { writeCells } from '../../src/reports/sheet/requests.ts';
import type { KeptMail } from '../../src/sandbox/index.ts';
import { type Item, makeItem } from '../db/ops/support/item.ts';
import { ordinaryReport } from '../reports/fixture.ts';
import { cellsOf } from '../reports/unzip.ts';
import { blockEgress } from '../support/egress.ts';
import { startInstance } from '../support/instance.ts';
import { until } from '../worker/support/worker.ts';
import { PAYLOADS, type Payload, storable } from './support/hostile_payloads.ts';

const CLOCK = '2026-02-02T22:00:00Z';
const GROUP = '-4242';
const egress = blockEgress();
const instance = await startInstance({ seed: 5, size: 'S', endDate: '2026-02-01', rate: 2000, gmailUnitsPerMinute: 600_000, clock: CLOCK });
const { db, sandbox } = instance;
const { mailbox, notion, telegram, google } = sandbox;
const { gmail } = google;

const PLACES = ['reply', 'request mail', 'XLSX', 'chat', 'Notion', 'supervisor mail', 'supervisor chat', 'alert', 'Sheet', 'CSV'] as const;
const found = new Map<string, string>();
const seen = (payload: Payload, place: (typeof PLACES)[number], what = 'text'): void => void found.set(`${payload.key}/${place}`, what);
after(() => {
  const width = (text: string, n: number): string => text.padEnd(n);
  const rows = PAYLOADS.map((one) => [one.key, ...PLACES.map((place) => found.get(`${one.key}/${place}`) ?? '–')]);
  const table = [['payload', ...PLACES], ...rows].map((row) =>
    row
      .map((cell, i) => width(cell, i === 0 ? 18 : 16))
      .join('')
      .trimEnd(),
  );
  console.log(['payload × place: what it was there', ...table].join('\n'));
});

interface Case {
  readonly payload: Payload;
  readonly item: Item;
  readonly pic: string;
  readonly supervisor: string;
  readonly chat: number;
}
const cases: Case[] = [];
const rows = (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> => db.sql(sql, ...values);
const count = async (sql: string, ...values: unknown[]): Promise<number> => Number(Object.values((await rows(sql, ...values))[0] ?? {})[0]);
/** Messages of a group leave twenty a minute; they are not waited for. */
const quiet = (): Promise<unknown> =>
  until(
    'nothing is on its way',
    async () =>
      (await count(
        `select (select count(*) from ops.outbox where status in ('planned', 'sending') and recipient <> $1) + (select count(*) from ops.jobs_list() where task_identifier <> 'deliver/telegram')`,
        GROUP,
      )) === 0,
    60_000,
  );
/** What nothing that is read may change. */
const rules = async (): Promise<unknown> =>
  rows(
    `select (select md5(string_agg(p::text, '' order by p.id)) from ops.people p) as people, (select md5(string_agg(d::text, '' order by d.key)) from ops.job_definitions d) as jobs,
            (select md5(string_agg(s::text, '' order by s.key)) from ops.settings s) as settings, (select md5(string_agg(w::text, '' order by w.phrase)) from ops.approval_words w) as words,
            (select md5(string_agg(t::text, '' order by t::text)) from ops.mail_trust t) as trust, (select count(*)::int from pg_roles) as roles`,
  );

/** A report that has the text wherever a name or a sentence may stand. */
const report = (text: string): object => ({
  ...ordinaryReport(),
  subject: `Control Stock: ${text}`,
  verdict: text,
  preheader: text,
  warnings: [text],
  changes: { since_text: text, items: [text] },
  key_figures: [{ label: text, value: text, note: text }],
  sections: [
    {
      key: 'a',
      title: text,
      tone: 'neutral',
      intro: text,
      sentences: [text],
      more: text,
      table: { columns: [{ label: text, align: 'left' }], rows: [[text]], footer: [text] },
    },
  ],
  attachment: { file_name: 'Daftar.xlsx', sheet: 'Daftar', rows: 'rows', columns: [{ key: 'name', label: text, type: 'text' }] },
});
async function finish(item: Item, text: string): Promise<void> {
  await item.one('select ops.work_item_finish($1, $2, $3)', await item.start(), { rows: [{ name: text }] }, report(text));
}

const headersOf = (mail: KeptMail): string[] =>
  (mail.raw.toString('latin1').split(/\r?\n\r?\n/)[0] as string)
    .split(/\r?\n(?![ \t])/)
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    .sort();
const tagsOf = (html: string): string[] => [...new Set([...html.matchAll(/<[/!]?[a-z-]+/gi)].map(([tag]) => tag.toLowerCase()))].sort();
/** Held against the same mail with an ordinary text: the same headers, no tag that is not there, no attribute that acts. */
function textIn(mail: KeptMail, ordinary: KeptMail, payload: Payload, to: string): void {
  const html = mail.parsed.html ?? '';
  assert.deepEqual(mail.to, [to], payload.key);
  assert.deepEqual(headersOf(mail), headersOf(ordinary), `${payload.key}: headers`);
  // A link to the page in Notion is there when the page was quicker than the mail.
  const known = new Set(['<a', '</a', ...tagsOf(ordinary.parsed.html ?? '')]);
  assert.deepEqual(
    tagsOf(html).filter((tag) => !known.has(tag)),
    [],
    `${payload.key}: tags`,
  );
  for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi))
    assert.ok(!/\son[a-z]+\s*=|javascript:|asing\.example/i.test(tag), `${payload.key}: ${tag}`);
  assert.ok(html.includes(payload.word) && (mail.parsed.text ?? '').includes(payload.word), `${payload.key}: it is there to be read`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
  assert.doesNotMatch(`${mail.parsed.subject}${html}${mail.parsed.text}`, /[\u0000\u0007\u001b]/, payload.key);
}
const of = (key: string): Case => cases.find(({ payload }) => payload.key === key) ?? assert.fail();
const newest = (address: string, holds = ''): KeptMail =>
  mailbox.list(address).findLast((mail) => (mail.parsed.subject ?? '').includes(holds)) ?? assert.fail(`no mail to ${address}`);

before(async () => {
  await db.sql(`update ops.rate_keys set min_gap = '0'`);
  await db.sql('update ops.job_definitions set is_enabled = false');
  await db.sql(`update ops.settings set value = '1000 days' where key = 'mail.poll_every'`);
  await db.sql(`update ops.settings set value = '100 milliseconds' where key = 'dispatcher.every'`);
  await db.sql(`insert into ops.recipients (key, channel, address) values ('alerts.main', 'telegram', $1)`, GROUP);
  for (const [key, database] of Object.entries(notion.databases))
    if (!key.endsWith('.test')) await db.sql('update ops.notion_sources set database_id = $2 where key = $1', key, database);
  for (const [i, payload] of PAYLOADS.entries()) {
    const text = storable(payload.text);
    const item = await makeItem(db, {
      requiresReview: false,
      maxRevisions: 1,
      clock: CLOCK,
      date: `2025-06-${String(i + 1).padStart(2, '0')}`,
      title: text,
    });
    const chat = 6_000 + i;
    await db.sql('update ops.people set name = $2, telegram_user_id = $3 where id = $1', item.pic, text, chat);
    await db.sql('update ops.people set name = $2, telegram_user_id = $3 where id = $1', item.supervisor, `Atasan ${text}`, chat + 500);
    const [people] = await rows(
      'select (select email from ops.people where id = $1) as pic, (select email from ops.people where id = $2) as supervisor',
      item.pic,
      item.supervisor,
    );
    cases.push({ payload, item, chat, pic: people?.pic as string, supervisor: people?.supervisor as string });
    await item.meetNeeds();
    await finish(item, text);
  }
  await instance.startWorker();
  await db.sql(`select ops.mailbox_poll('gmail')`);
  await quiet();
});

/** The text as it is shown: without what could not be kept, one line. */
const shows = (text: string, { word, key }: Payload): void => assert.ok(text.includes(word), `${key}: ${text.slice(0, 200)}`);
function chatIn(chat: string | number, payload: Payload, holds: string): void {
  const post =
    telegram.posts(chat).findLast(({ text }) => text.includes(holds)) ?? assert.fail(`${payload.key}: nothing of "${holds}" in ${chat}`);
  shows(post.text, payload);
  assert.deepEqual(
    tagsOf(post.raw).filter((tag) => !['<b', '</b'].includes(tag)),
    [],
    `${payload.key}: ${post.raw}`,
  );
}
/** An answer to the newest request, with the payload as the sender's name, in the subject and in what is said. */
async function answer({ payload, pic }: Case, from = pic): Promise<void> {
  const id = newest(pic).parsed.messageId as string;
  const base64 = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
  await gmail.receive(
    `From: ${base64(payload.text)} <${from}>\r\nTo: ${gmail.address}\r\nSubject: ${base64(`Re: ${payload.text}`)}\r\nIn-Reply-To: ${id}\r\nMessage-ID: <${payload.key}.${from}>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(`M1CA01 salah: ${payload.text}`).toString('base64')}\r\n`,
  );
}
test('a request with it in every place is a mail of text; the list in it has no formula, the chat no tag', async () => {
  for (const { payload, pic, chat } of cases) {
    const mail = newest(pic);
    textIn(mail, newest(of('ordinary').pic), payload, pic);
    const cells = cellsOf(Buffer.from(mail.parsed.attachments[0]?.content as ArrayBuffer));
    assert.ok(
      [...cells.values()].every((cell) => !cell.isFormula),
      payload.key,
    );
    shows(cells.get('A2')?.value ?? '', payload);
    seen(payload, 'XLSX');
    chatIn(chat, payload, 'revisi 1');
  }
});

test('a reply of it, in the name, the subject and the body, is notes or a question, never an approval', async () => {
  const before = await rules();
  for (const one of cases) {
    await answer(one);
    await answer(one, `orang.${one.item.id}@asing.example`);
  }
  await db.sql(`select ops.mailbox_poll('gmail')`);
  await until(
    'all are read',
    async () => (await count(`select count(*) from ops.inbound_messages where source = 'gmail' and status = 'read'`)) === 2 * cases.length,
    60_000,
  );
  for (const { payload, item } of cases) {
    const outcomes = await rows(
      `select outcome from ops.inbound_messages where work_item_id = $1 order by parsed -> 'from' ->> 0 like '%asing.example'`,
      item.id,
    );
    const [own, foreign] = outcomes.map((row) => row.outcome as string);
    assert.ok(own === 'revision' || own === 'asked', `${payload.key}: ${own}`);
    assert.match(foreign ?? '', /^refused_/, `${payload.key}: a stranger`);
    if (own === 'revision') shows(await item.one('select notes from ops.work_items where id = $1', item.id), payload);
    // A word of approval among others is asked about. The person says it again, plainly, at the terminal.
    else
      await item.one(
        `select ops.approval_decide($1, 1, 'reject', $2, 'cli', $3)`,
        await item.approval('pic'),
        payload.text.replaceAll('\u0000', ''),
        item.pic,
      );
    assert.equal(await item.status(), 'revision');
    seen(payload, 'reply', own === 'asked' ? 'text, asked' : 'text, notes');
  }
  assert.deepEqual(await rules(), before);
});

test('its notes stand in the next revision as text, by mail and in the chat', async () => {
  for (const { item } of cases) await finish(item, await item.one('select notes from ops.work_items where id = $1', item.id));
  await quiet();
  for (const { payload, pic, chat } of cases) {
    textIn(newest(pic, 'Control Stock'), newest(of('ordinary').pic, 'Control Stock'), payload, pic);
    assert.match(newest(pic, 'Control Stock').parsed.subject ?? '', /\.2 [0-9a-f]{8} [0-9a-f]{8}\]$/);
    seen(payload, 'request mail');
    chatIn(chat, payload, 'revisi 2');
  }
});

test('said in the chat it sends the report to the supervisor: mail, chat, alert and Notion show text', async () => {
  for (const { chat } of cases) telegram.press(chat, telegram.shown(chat)?.messageId as number, 'Perlu perbaikan', { id: chat });
  for (const { payload, chat } of cases) {
    const asks = async () => [telegram.shown(chat)].find((one) => one?.asksForReply);
    const question = await until(`${payload.key}: the question`, asks, 60_000);
    telegram.say(chat, { id: chat, name: payload.text }, payload.text, question.messageId);
  }
  for (const { payload, item } of cases)
    await until(`${payload.key} is escalated`, async () => (await item.status()) === 'escalated', 60_000);
  await quiet();
  for (const { payload, item, chat, supervisor } of cases) {
    seen(payload, 'chat');
    textIn(newest(supervisor), newest(of('ordinary').supervisor), payload, supervisor);
    seen(payload, 'supervisor mail');
    chatIn(chat + 500, payload, `${item.id}`);
    seen(payload, 'supervisor chat');
    const [alert] = await rows('select title, body from ops.alerts where dedupe_key like $1', `work_item:${item.id}:escalated%`);
    shows(`${alert?.title} ${alert?.body}`, payload);
    seen(payload, 'alert');
    const pages = notion.pages(notion.databases.tasks as string).filter((one) => one.cells['Mandor ID'] === `work_item:${item.id}`);
    assert.equal(pages.length, 1);
    shows(`${pages[0]?.cells['Failure Reason']}`, payload);
    seen(payload, 'Notion');
  }
});

test('in a cell of the Sheet and in a CSV it is a text', async () => {
  const sheets = createSheetsClient({
    credentials: { kind: 'refresh_token', ...google.login },
    hosts: { rootUrl: google.url, tokenUrl: google.tokenUrl },
    take: async () => new Date(),
    postponed: async () => undefined,
    timeoutMs: 20_000,
  });
  google.books.add({ id: 'HOSTILE', tabs: { Tab: [['x']] } });
  const [tab] = await sheets.sheets('HOSTILE');
  const texts = PAYLOADS.map(({ text }) => [storable(text)]);
  await sheets.update('HOSTILE', [writeCells(tab?.sheetId as number, 1, 1, texts)]);
  const stored = await sheets.readTab('HOSTILE', 'Tab');
  for (const [i, payload] of PAYLOADS.entries()) {
    assert.deepEqual(stored[i], texts[i], payload.key);
    seen(payload, 'Sheet');
    const columns = [{ name: 'a', label: payload.text }];
    const csv = reportCsv({
      key: 'k',
      title: 't',
      description: 'd',
      columns,
      filters: [],
      rows: [{ a: payload.text }],
      total: 1,
      is_cut: false,
    });
    const cells = (parse(csv) as string[][]).flat();
    assert.equal(cells.length, 2);
    for (const cell of cells) {
      assert.ok(cell === payload.text || cell === `'${payload.text}`, payload.key);
      assert.doesNotMatch(cell, /^[=+\-@]/, payload.key);
    }
    seen(payload, 'CSV');
  }
});

test('what the department group has got of its alerts has no tag of a payload', async () => {
  const posts = await until('an alert is there', async () => [telegram.posts(GROUP)].find((all) => all.length > 0));
  for (const post of posts)
    assert.deepEqual(
      tagsOf(post.raw).filter((tag) => !['<b', '</b'].includes(tag)),
      [],
      post.raw,
    );
});

test('nobody has signed anything, no mail went to a stranger, and nothing left for another host', async () => {
  const kinds = await rows(
    `select event, count(*)::int as n from ops.work_item_history where event in ('approve', 'reject') group by event`,
  );
  assert.deepEqual(kinds, [{ event: 'reject', n: 2 * cases.length }]);
  assert.deepEqual(await rows('select status from ops.work_items group by status'), [{ status: 'escalated' }]);
  assert.deepEqual(
    mailbox.list().filter((mail) => mail.to.some((to) => to.includes('asing.example'))),
    [],
  );
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
  assert.deepEqual(egress.attempts, []);
});
