// How people of the demo answer: by mail, in the quoted thread, through the robot's Gmail mailbox; or by a button in the chat.
import { join } from 'node:path';
import { value } from '../../db/call.ts';
import { readReply } from '../../db/demo_loop.ts';
import { type KeptMail, replyTo, type SenderCheck } from '../../sandbox/index.ts';
import { showMail, writeMail } from './mail.ts';
import { type Actor, moveClock, PATIENCE_MS, type Stage, sandboxOf } from './stage.ts';
import { awaited } from './until.ts';

/** The newest mail to somebody that passes. @throws when none comes */
function mailTo(stage: Stage, to: string, test: (mail: KeptMail) => boolean, complaint: string): Promise<KeptMail> {
  return awaited(() => sandboxOf(stage).mailbox.list(to).findLast(test), complaint, PATIENCE_MS);
}

/** The mail that asks somebody to sign a revision of an item. */
export function requestFor(stage: Stage, item: { id: string; revisionNo: number }, who: Actor): Promise<KeptMail> {
  const code = `[M${item.id}.${item.revisionNo} `;
  const isRequest = ({ parsed: { subject = '' } }: KeptMail): boolean => subject.includes(code) && !subject.startsWith('Re:');
  return mailTo(stage, who.email, isRequest, `${who.name} was not asked about revision ${item.revisionNo}`);
}

/** The mail that asks back about an unclear reply to a request. */
export function questionTo(stage: Stage, request: KeptMail, who: Actor): Promise<KeptMail> {
  const subject = `Re: ${request.parsed.subject}`;
  return mailTo(stage, who.email, ({ parsed }) => parsed.subject === subject, `${who.name} was not asked back`);
}

/** The reminder of an item that waits. */
export function reminderFor(stage: Stage, who: Actor): Promise<KeptMail> {
  return mailTo(stage, who.email, ({ parsed }) => parsed.subject?.startsWith('Pengingat') ?? false, `${who.name} was not reminded`);
}

export interface Answer {
  readonly who: Actor;
  readonly text: string;
  /** How long the mail lay there. */
  readonly afterMinutes: number;
  /** Name of the files in the demo's folder. */
  readonly keepAs: string;
  /** What the receiving server found out about the sender; default: genuine. */
  readonly check?: SenderCheck;
}

/** Somebody answers a mail; the worker looks into its mailbox and reads it. @returns what became of it, and why */
export async function reply(stage: Stage, mail: KeptMail, answer: Answer): Promise<{ outcome: string; why: string | null }> {
  const { gmail } = sandboxOf(stage).google;
  await moveClock(stage, answer.afterMinutes);
  const raw = await replyTo(mail, { from: answer.who.email, name: answer.who.name, text: answer.text, at: stage.at });
  const kept = await gmail.receive(raw, { at: stage.at, ...(answer.check === undefined ? {} : { check: answer.check }) });
  writeMail(kept, join(stage.folder, answer.keepAs));
  stage.story.print(showMail(kept, `${answer.keepAs}.txt`, answer.text.split('\n').length));
  // What the worker's minute round does every three minutes; the story does not wait for the round.
  await value(stage.pool, 'ops.mailbox_poll', { p_key: 'gmail' });
  const messageId = kept.parsed.messageId ?? '';
  return awaited(() => readReply(stage.pool, messageId), 'nobody read the reply', PATIENCE_MS);
}

/** The same, and it must be understood so. @throws with the outcome and its reason when it is another */
export async function replyAs(stage: Stage, mail: KeptMail, expected: string, answer: Answer): Promise<string> {
  const { outcome, why } = await reply(stage, mail, answer);
  if (outcome !== expected) throw new Error(`the reply was taken for ${outcome}, not ${expected}: ${why ?? 'no reason'}`);
  return why === null ? outcome : `${outcome}: ${why}`;
}

/** Somebody presses a button under the message about a revision of an item in the own chat. */
export async function press(stage: Stage, item: { id: string; revisionNo: number }, label: string, who: Actor): Promise<void> {
  const { telegram } = sandboxOf(stage);
  const chat = who.telegramUserId;
  const message = await awaited(
    () => telegram.posts(chat).findLast((post) => post.text.includes(`Item ${item.id}, revisi ${item.revisionNo}`)),
    `${who.name} has no message in the chat`,
    PATIENCE_MS,
  );
  telegram.press(chat, message.messageId, label, { id: chat, name: who.name });
}
