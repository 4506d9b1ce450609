// The world of the table of replies in a real database: an item that waits for an approver and a backup in its second revision,
// another item, people. A case is read in a transaction of its own that is rolled back, by the task that reads mails.
import type pg from 'pg';
import type { Config } from '../../src/config.ts';
import { renderReportMail } from '../../src/reports/mail.ts';
import { readReport } from '../../src/reports/types.ts';
import read from '../../tasks/intake/read.ts';
import { type Item, makeItem } from '../db/ops/support/item.ts';
import { ordinaryReport } from '../reports/fixture.ts';
import type { TestDatabase } from '../support/harness.ts';
import { noConnectors } from '../worker/support/no-connectors.ts';
import type { Request, Scene, World } from './types.ts';

export interface Desk {
  readonly item: Item;
  readonly other: Item;
  readonly world: World;
}

const SQL_REQUEST = `select a.work_item_id::int as item_id, a.revision_no, a.figures_hash as hash, a.token, o.params ->> 'message_id' as message_id,
  o.params -> 'result' ->> 'subject' as subject from ops.approvals a join ops.outbox o on o.id = a.outbox_id
  where a.work_item_id = $1 and a.person_id = $2 and a.revision_no = $3`;

async function request(db: TestDatabase, item: Item, person: string, revision: number): Promise<Request> {
  const [row] = await db.sql(SQL_REQUEST, item.id, person, revision);
  return {
    itemId: row.item_id,
    revisionNo: row.revision_no,
    hash: row.hash,
    token: row.token,
    messageId: row.message_id,
    subject: row.subject,
  };
}

/** An item whose request waits; its figures are an ordinary day's. */
export async function pendingItem(db: TestDatabase): Promise<Item> {
  const item = await makeItem(db, { requiresReview: false });
  await item.meetNeeds();
  await finish(item);
  return item;
}

async function finish(item: Item): Promise<void> {
  await item.one(`select ops.work_item_finish($1, '{"pairs": 1}', $2)`, await item.start(), JSON.stringify(ordinaryReport()));
}

/** @param isOneApprover the other item waits for the same person. */
export async function makeDesk(db: TestDatabase, number: string, isOneApprover: boolean): Promise<Desk> {
  const [item, other] = [await pendingItem(db), await makeItem(db, { requiresReview: false })];
  const named = async (id: string, name: string, address: string): Promise<void> => {
    await db.sql('update ops.people set name = $2, email = $3 where id = $1', id, name, address);
  };
  const people = {
    approver: { name: 'Wayan Contoh', address: `wayan${number}@tokoku.example` },
    backup: { name: 'Ketut Contoh', address: `ketut${number}@tokoku.example` },
    colleague: { name: 'Nyoman Contoh', address: `nyoman${number}@tokoku.example` },
  };
  await named(item.pic, people.approver.name, people.approver.address);
  await named(item.backup, people.backup.name, people.backup.address);
  await named(item.supervisor, people.colleague.name, people.colleague.address);
  if (isOneApprover) await db.sql('update ops.job_definitions set pic_id = $2 where key = $1', other.definition, item.pic);
  await other.meetNeeds();
  await finish(other);
  await item.one(`select ops.approval_decide($1, 1, 'reject', 'M1CA01', 'cli', $2)`, await item.approval('pic'), item.pic);
  await finish(item);
  await item.one('select ops.approval_backup_open($1)', item.id);

  const own = await request(db, item, item.pic, 2);
  // The mail as it leaves, with all that is added on the way out.
  const [sent] = await db.sql(
    'select c.result, c.params from ops.approvals a cross join lateral ops.outbox_claim(a.outbox_id, $2) c where a.token = $1',
    own.token,
    item.worker,
  );
  const { text, html } = renderReportMail(readReport(sent.result), { isTest: false, recipientName: sent.params.recipient_name });
  const world: World = {
    ...own,
    ...people,
    mailbox: { name: 'Mandor', address: 'mandor@mandor.example' },
    older: await request(db, item, item.pic, 1),
    otherItem: await request(db, other, isOneApprover ? item.pic : other.pic, 1),
    backupRequest: await request(db, item, item.backup, 2),
    stranger: { name: 'Orang Asing', address: 'orang@asing.example' },
    sentAt: new Date('2026-02-02T22:00:11Z'),
    report: { text, html },
  };
  return { item, other, world };
}

/** Makes a scene out of the open one. */
export async function setScene(client: pg.ClientBase, desk: Desk, scene: Scene): Promise<void> {
  if (scene === 'dkim')
    await client.query(
      `insert into ops.mail_trust (source, authserv_id, rule, domain) values ('gmail', 'mx.google.com', 'dkim', 'tokoku.example')`,
    );
  if (scene === 'closed')
    await client.query(
      `select ops.approval_decide(a.id, 2, 'approve', null, 'cli', a.person_id) from ops.approvals a where a.work_item_id = $1 and a.role = 'backup' and a.status = 'open'`,
      [desk.item.id],
    );
}

let number = 0;
const log = { info: () => {}, debug: () => {}, error: () => {}, warn: () => {} };

/** Stores a mail and lets the task read it. */
export async function receive(
  client: pg.ClientBase,
  raw: Buffer,
  source = 'gmail',
  connectors = noConnectors,
): Promise<{ id: string; outcome: string; why: string }> {
  const { rows } = await client.query(`select ops.inbound_store($1, $2, $3, util.now()) as id`, [source, `m${++number}`, raw]);
  const { id } = rows[0];
  await read.run(id, {
    db: client as unknown as pg.Pool,
    incarnation: '',
    config: {} as Config,
    connectors,
    log: log as never,
    signal: new AbortController().signal,
    attempt: 1,
    isLastAttempt: false,
  });
  const [row] = (await client.query(`select outcome, detail ->> 'why' as why from ops.inbound_messages where id = $1`, [id])).rows;
  return { id, ...row };
}
