// One of each task of the human loop, made ready for workers that do not run yet; and what must be true once they have run,
// however often they were killed on the way.
import assert from 'node:assert/strict';
import { type KeptMail, replyTo, type Sandbox, withSenderCheck } from '../../../src/sandbox/index.ts';
import { type Item, makeItem } from '../../db/ops/support/item.ts';
import { newWorker } from '../../db/ops/support/race.ts';
import { ordinaryReport } from '../../reports/fixture.ts';
import type { Dovecot } from '../../support/dovecot.ts';
import type { TestDatabase } from '../../support/harness.ts';
import { until } from './kills.ts';

/** Requests that people have in their mailbox and chat, to be answered in one round. */
export interface Asked {
  readonly approve: Item;
  readonly notes: Item;
  readonly unclear: Item;
  readonly button: Item;
  readonly chat: number;
}

/** What workers will find to do. */
export interface Work {
  /** Messages that came in: approval, notes, an unclear one, a pressed button. */
  readonly inbound: readonly string[];
  readonly reviewed: Item;
  /** Mails to be sent. */
  readonly outbox: Readonly<Record<'request' | 'reminder' | 'question', { readonly item: Item; readonly id: string }>>;
  readonly gmailIds: readonly string[];
  /** Mails of this round's letters at their readers. */
  mailCounts(): Promise<number[]>;
  /** Waits for the end of all and holds it against what must be. */
  check(): Promise<readonly Result[]>;
}

export interface Result {
  readonly task: string;
  readonly state: string;
  readonly effects: string;
}

export function humanTasks(db: TestDatabase, sandbox: Sandbox, dovecot: Dovecot | undefined) {
  const { mailbox, telegram } = sandbox;
  const { gmail } = sandbox.google;
  let days = 0;
  let number = 0;
  const count = async (sql: string, ...values: unknown[]): Promise<number> => Number(Object.values((await db.sql(sql, ...values))[0])[0]);
  const address = (item: Item): Promise<string> => item.one('select email from ops.people where id = $1', item.pic);
  const follower = (item: Item): string => `gudang.${item.id}@toko.example`;
  const finish = async (item: Item): Promise<void> => {
    await item.one('select ops.work_item_finish($1, $2, $3)', await item.start(), { pairs: 1 }, ordinaryReport());
  };
  /** Each has a date of its own: those of one date wait for each other, and each is to come to its own moment. */
  async function made(requiresReview = false, chat?: number): Promise<Item> {
    const date = new Date(Date.UTC(2025, 11, 1) + 86_400_000 * ++days).toISOString().slice(0, 10);
    const item = await makeItem(db, { requiresReview, date });
    if (chat !== undefined) await db.sql('update ops.people set telegram_user_id = $2 where id = $1', item.pic, chat);
    await db.sql(`insert into ops.recipients (key, channel, address) values ($1, 'email', $2)`, item.definition, follower(item));
    await item.meetNeeds();
    await finish(item);
    return item;
  }
  const outboxOf = (item: Item, key: string): Promise<string> =>
    item.one('select id from ops.outbox where work_item_id = $1 and dedupe_key like $2', item.id, `${key}%`);
  const letter = (to: string): string => {
    number += 1;
    return `From: tamu@toko.example\r\nTo: ${to}\r\nSubject: surat.${number}.\r\nMessage-ID: <${number}@toko.example>\r\n\r\nhalo\r\n`;
  };
  const store = async (source: string, raw: Buffer): Promise<string> =>
    (await db.sql('select ops.inbound_store($1, $2, $3, util.now()) as id', source, `stored:${++number}`, raw))[0].id;
  async function reply(item: Item, text: string): Promise<string> {
    const from = await address(item);
    const [request] = mailbox.list(from);
    return store('gmail', await withSenderCheck(await replyTo(request as KeptMail, { from, text }), {}));
  }
  /** A request that has arrived, though no worker runs. */
  async function arrived(item: Item): Promise<void> {
    const worker = await newWorker(db);
    const id = await outboxOf(item, 'email:work_item:');
    await item.one(`select ops.outbox_confirm((select run_token from ops.outbox_claim($1::bigint, $2, 'gmail')), 'kept')`, id, worker);
  }
  function press(chat: number): { readonly query: string; readonly messageId: number; readonly update: Buffer } {
    const shown = telegram.shown(chat) ?? assert.fail('no message with buttons');
    const query = telegram.press(chat, shown.messageId, 'Setujui', { id: chat });
    const from = { id: chat, is_bot: false, first_name: 'Orang' };
    const message = { message_id: shown.messageId, date: 1, chat: { id: chat, type: 'private' } };
    const callback = { id: query, from, message, chat_instance: '1', data: shown.buttons[0]?.data };
    return { query, messageId: shown.messageId, update: Buffer.from(JSON.stringify({ update_id: chat, callback_query: callback })) };
  }

  /** Requests that are on their way as soon as a worker runs. @param chat a Telegram account of its own */
  async function ask(chat: number): Promise<Asked> {
    return { approve: await made(), notes: await made(), unclear: await made(), button: await made(false, chat), chat };
  }
  const isAsked = ({ approve, notes, unclear, chat }: Asked): Promise<unknown> =>
    Promise.all([
      ...[approve, notes, unclear].map(async (item) => mailbox.wait({ to: await address(item), timeoutMs: 30_000 })),
      until('the buttons are there', () => telegram.shown(chat)?.buttons.length === 2),
    ]);

  async function prepare(asked: Asked): Promise<Work> {
    const reviewed = await made(true);
    const [request, reminder, question] = [await made(), await made(), await made()];
    for (const item of [reminder, question]) await arrived(item);
    await reminder.one(`select ops.approval_remind($1, 'pic', 1)`, reminder.id);
    const inbound = [
      await reply(asked.approve, 'Approve'),
      await reply(asked.notes, 'SND-BLK-42: stok toko salah'),
      await reply(asked.unclear, 'Approve, asal stok toko dicek dulu'),
    ];
    await question.one('select ops.reply_ask($1, $2)', await question.approval('pic'), inbound[2]);
    const pressed = press(asked.chat);
    inbound.push(await store('telegram', pressed.update));
    const gmailIds: string[] = [];
    for (let i = 0; i < 4; i++) gmailIds.push((await gmail.receive(letter(gmail.address))).id);
    await db.sql(`select ops.mailbox_poll('gmail')`);
    const first = number + 1;
    if (dovecot !== undefined) {
      for (let i = 0; i < 4; i++) dovecot.deliver(letter('mandor@toko.example'));
      await db.sql(`select ops.mailbox_poll('imap')`);
    }
    const letters = Array.from({ length: number + 1 - first }, (_, i) => `surat.${first + i}.`);
    const outbox = {
      request: { item: request, id: await outboxOf(request, 'email:work_item:') },
      reminder: { item: reminder, id: await outboxOf(reminder, 'email:remind:') },
      question: { item: question, id: await outboxOf(question, 'email:question:') },
    };
    const items = Object.values(outbox);
    const mailCounts = async (): Promise<number[]> => Promise.all(items.map(async ({ item }) => mailbox.list(await address(item)).length));

    const status = (item: Item, wanted: string): Promise<unknown> =>
      until(`item ${item.id} is ${wanted}`, async () => (await item.status()) === wanted);
    /** In the history, at the items and among the attempts of people: exactly so often. */
    async function decided(item: Item, event: string, byPeople: number): Promise<void> {
      const found = await db.sql(
        `select (select count(*)::int from ops.work_item_history h where h.work_item_id = $1 and h.event = $2) as history,
                (select count(*)::int from ops.decision_attempts d where d.work_item_id = $1 and d.kind = 'approval' and d.outcome = 'accepted') as people`,
        item.id,
        event,
      );
      assert.deepEqual(found, [{ history: 1, people: byPeople }], `item ${item.id}: ${event}`);
    }
    async function copies(item: Item): Promise<number> {
      await mailbox.wait({ to: follower(item), timeoutMs: 30_000 });
      return mailbox.list(follower(item)).length;
    }
    async function kept(kind: 'gmail' | 'imap', wanted: readonly string[]): Promise<Result> {
      await until(
        `${kind} was read`,
        async () => (await count('select count(*) from ops.mailboxes where key = $1 and due_since is null', kind)) === 1,
      );
      const rows = await db.sql(
        `select case source when 'gmail' then external_id else substring(convert_from(raw, 'UTF8') from 'surat\\.\\d+\\.') end as id
           from ops.inbound_messages where source = $1 order by ops.inbound_messages.id`,
        kind,
      );
      const found = rows.map((row) => row.id as string).filter((id) => wanted.includes(id));
      assert.deepEqual(found, wanted, `${kind}: each once and in order`);
      return { task: `intake/${kind}`, state: 'ok', effects: `${found.length} of ${wanted.length} kept, each once` };
    }
    async function check(): Promise<readonly Result[]> {
      const results: Result[] = [];
      const note = (task: string, state: string, effects: string): void => void results.push({ task, state, effects });
      results.push(await kept('gmail', gmailIds));
      if (letters.length > 0) results.push(await kept('imap', letters));
      await status(asked.approve, 'approved');
      await decided(asked.approve, 'approve', 1);
      assert.equal(await copies(asked.approve), 1);
      note('intake/read: approval', 'approved', '1 decision, 1 copy to the recipient');
      await status(asked.notes, 'revision');
      await decided(asked.notes, 'reject', 1);
      assert.equal(await count('select revision_count from ops.work_items where id = $1', asked.notes.id), 1);
      note('intake/read: notes', 'revision', '1 decision, 1 revision counted');
      await mailbox.wait({ to: await address(asked.unclear), count: 2, timeoutMs: 30_000 });
      await decided(asked.unclear, 'request', 0);
      assert.equal(await asked.unclear.status(), 'pending_approval');
      note('intake/read: question', 'pending_approval', '0 decisions, 1 question');
      await status(asked.button, 'approved');
      await until('the buttons are gone', () => telegram.shown(asked.chat, pressed.messageId)?.buttons.length === 0);
      await until('the press is answered', () => telegram.notices().some((one) => one.queryId === pressed.query));
      await decided(asked.button, 'approve', 1);
      assert.equal(await copies(asked.button), 1);
      note('intake/read: button', 'approved', '1 decision, 1 copy, buttons gone');
      await mailbox.wait({ to: await address(reviewed), timeoutMs: 30_000 });
      await decided(reviewed, 'review_pass', 0);
      assert.equal(await reviewed.status(), 'pending_approval');
      note('review/check', 'pending_approval', '1 decision, 1 request');
      for (const [name, { item, id }] of Object.entries(outbox)) {
        await until(
          `${name} ${id} is confirmed`,
          async () => (await item.one('select status from ops.outbox where id = $1', id)) === 'confirmed',
        );
        note(`deliver/email: ${name}`, 'confirmed', `${mailbox.list(await address(item)).length} mail`);
      }
      await until(
        'nothing is on its way',
        async () => (await count(`select count(*) from ops.outbox where status in ('planned', 'sending', 'unknown')`)) === 0,
      );
      assert.deepEqual(await mailCounts(), [1, 1, 1], 'request, reminder, question: once');
      for (const [item, mails] of [
        [asked.approve, 1],
        [asked.notes, 1],
        [asked.unclear, 2],
        [asked.button, 1],
        [reviewed, 1],
      ] as const)
        assert.equal(mailbox.list(await address(item)).length, mails, `mails of item ${item.id}`);
      return results;
    }
    return { inbound, reviewed, outbox, gmailIds, mailCounts, check };
  }
  return { ask, isAsked, prepare };
}
