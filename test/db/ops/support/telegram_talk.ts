// Talking to the bot: presses and texts of people, and the messages that answer them.
import type { TestDatabase } from '../../../support/harness.ts';
import { type Item, makeItem } from './item.ts';

const BOT = '7001';

export interface Chat {
  readonly item: Item;
  readonly pic: number;
  readonly supervisor: number;
}

export function telegramTalk(db: TestDatabase) {
  let updates = 5000;
  let people = 70_000;

  /** An item whose PIC and supervisor have Telegram. */
  async function made(given: Parameters<typeof makeItem>[1] = {}): Promise<Chat> {
    const item = await makeItem(db, given);
    const [pic, supervisor] = [people++, people++];
    await db.sql(
      'update ops.people set telegram_user_id = case id when $1 then $3::bigint else $4::bigint end where id in ($1, $2)',
      item.pic,
      item.supervisor,
      pic,
      supervisor,
    );
    return { item, pic, supervisor };
  }
  const pending = async (given: Parameters<typeof makeItem>[1] = {}): Promise<Chat> => {
    const chat = await made(given);
    await chat.item.into('pending_approval');
    return chat;
  };
  const store = async (update: object): Promise<string> =>
    (
      await db.sql(
        `select ops.inbound_store('telegram', $1 || ':' || $2, convert_to($3, 'UTF8'), null) as id`,
        BOT,
        ++updates,
        JSON.stringify({ update_id: updates, ...update }),
      )
    )[0].id;
  const read = async (id: string): Promise<string> => (await db.sql('select ops.telegram_receive($1) as o', id))[0].o;
  const receive = async (update: object): Promise<string> => read(await store(update));
  const pressOf = (from: number, data: string) => ({
    callback_query: {
      id: `q${updates}`,
      from: { id: from, is_bot: false },
      message: { message_id: 1, chat: { id: from, type: 'private' } },
      data,
    },
  });
  const textOf = (from: number, text: string | undefined, replyTo?: string, chat: object = { id: from, type: 'private' }) => ({
    message: {
      message_id: updates,
      from: { id: from, is_bot: false },
      chat,
      text,
      ...(replyTo ? { reply_to_message: { message_id: Number(replyTo) } } : {}),
    },
  });
  const token = (item: Item, role: string): Promise<string> =>
    item.one(`select token from ops.approvals where work_item_id = $1 and role = $2 order by id desc limit 1`, item.id, role);
  const press = async (chat: Chat, from: number, word: string, role = 'pic'): Promise<string> =>
    receive(pressOf(from, `${word}:${await token(chat.item, role)}`));
  /** The newest message of a kind that was planned for an item. */
  const said = async (item: Item, kind: string) =>
    (
      await db.sql(
        `select * from ops.outbox where (params ->> 'approval_id')::bigint in (select id from ops.approvals where work_item_id = $1) and subject_key = $2 or work_item_id = $1 and subject_key = $2 order by id desc limit 1`,
        item.id,
        kind,
      )
    )[0];
  /** The vendor took it: its number in the chat. */
  let messages = 900;
  async function arrive(item: Item, kind: string): Promise<string> {
    const row = await said(item, kind);
    await db.sql(
      'select run_token, ops.outbox_confirm(run_token, $3) from ops.outbox_claim($1, $2)',
      row.id,
      item.worker,
      String(++messages),
    );
    return String(messages);
  }
  return { made, pending, store, read, receive, pressOf, textOf, token, press, said, arrive };
}
