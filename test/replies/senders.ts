// Who sent it, and as an answer to what: every trick with a sender or a reference. The typed text is an approval, so that a hole shows.
import { authResults, type Client, type Options, reply } from './compose.ts';
import { digest, mailboxHeader } from './mime.ts';
import { CLIENTS } from './product.ts';
import { PROOF, type Trick } from './proof.ts';
import type { ReplyCase, ReplyClass, Request, World } from './types.ts';

const from = (line: string): string => `From: ${line}`;
const short = (w: World, part: Partial<Record<'item' | 'revision' | 'hash' | 'token', string>>): string =>
  w.subject.replace(
    /\[M[^\]]*\]/,
    `[M${part.item ?? w.itemId}.${part.revision ?? w.revisionNo} ${part.hash ?? w.hash.slice(0, 8)} ${part.token ?? w.token.slice(0, 8)}]`,
  );
const unknown = (w: World): string => digest(w.token, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const withToken = (w: World, token: string, item = String(w.itemId)): Request => ({
  ...w,
  token,
  messageId: w.messageId.replace(/^<mandor\.[^@]*@/, `<mandor.${item}.${w.revisionNo}.${token}@`),
  subject: short(w, { item, token: token.slice(0, 8) }),
});

const WHO: Trick[] = [
  { key: 'wrong_sender', class: 'refused_sender', every: true, options: (w) => ({ sender: w.stranger }) },
  {
    key: 'display_name_address',
    class: 'refused_sender',
    every: true,
    options: (w) => ({ sender: w.stranger, from: [from(`"${w.approver.name} <${w.approver.address}>" <${w.stranger.address}>`)] }),
  },
  { key: 'display_name', class: 'refused_sender', options: (w) => ({ sender: { name: w.approver.name, address: w.stranger.address } }) },
  { key: 'cc_colleague', class: 'refused_sender', every: true, options: (w) => ({ sender: w.colleague, cc: [w.approver] }) },
  {
    key: 'reply_to',
    class: 'refused_sender',
    every: true,
    options: (w) => ({ sender: w.stranger, more: [`Reply-To: ${mailboxHeader(w.approver)}`] }),
  },
  {
    key: 'sender_header',
    class: 'refused_sender',
    options: (w) => ({ sender: w.stranger, more: [`Sender: ${mailboxHeader(w.approver)}`] }),
  },
  { key: 'on_behalf', class: 'refused_sender', options: (w) => ({ more: [`Sender: ${mailboxHeader(w.colleague)}`] }) },
  { key: 'forwarded', class: 'refused_sender', options: (w) => ({ sender: w.colleague, subject: `Fwd: ${w.subject}` }) },
  {
    key: 'plus_address',
    class: 'refused_sender',
    options: (w) => ({ sender: { name: w.approver.name, address: w.approver.address.replace('@', '+kantor@') } }),
  },
  {
    key: 'lookalike_domain',
    class: 'refused_sender',
    options: (w) => ({ sender: { name: w.approver.name, address: `${w.approver.address}.asing.example` } }),
  },
  {
    key: 'resent_from',
    class: 'refused_sender',
    options: (w) => ({
      sender: w.stranger,
      more: [`Resent-From: ${mailboxHeader(w.approver)}`, `X-Original-From: ${mailboxHeader(w.approver)}`],
    }),
  },
  {
    key: 'two_froms_own_first',
    class: 'refused_from',
    every: true,
    options: (w) => ({ from: [from(mailboxHeader(w.approver)), from(mailboxHeader(w.stranger))] }),
  },
  {
    key: 'two_froms_own_last',
    class: 'refused_from',
    every: true,
    options: (w) => ({ from: [from(mailboxHeader(w.stranger)), from(mailboxHeader(w.approver))] }),
  },
  {
    key: 'two_addresses',
    class: 'refused_from',
    options: (w) => ({ from: [from(`${mailboxHeader(w.approver)}, ${mailboxHeader(w.stranger)}`)] }),
  },
  {
    key: 'group_from',
    class: 'refused_from',
    options: (w) => ({ from: [from(`Pimpinan: ${w.approver.address}, ${w.stranger.address};`)] }),
  },
  { key: 'no_from', class: 'refused_from', options: () => ({ from: [] }) },
  { key: 'empty_from', class: 'refused_from', options: (w) => ({ from: [from(`"${w.approver.name}" <>`)] }) },
  {
    key: 'same_from_twice',
    class: 'refused_from',
    options: (w) => ({ from: [from(mailboxHeader(w.approver)), from(mailboxHeader(w.approver))] }),
  },
];

const REFERENCE: Trick[] = [
  { key: 'older_revision', class: 'refused_stale', every: true, options: (w) => ({ request: w.older }) },
  { key: 'older_subject', class: 'refused_stale', options: (w) => ({ subject: `Re: ${w.older.subject}` }) },
  { key: 'older_thread', class: 'refused_stale', options: (w) => ({ request: w.older, subject: `Re: ${w.subject}` }) },
  { key: 'hash_changed', class: 'refused_stale', options: (w) => ({ subject: `Re: ${short(w, { hash: 'ffffffff' })}` }) },
  {
    key: 'token_of_other_item',
    scene: 'several',
    class: 'refused_token',
    every: true,
    options: (w) => ({ request: withToken(w, w.otherItem.token) }),
  },
  {
    key: 'thread_of_other_item',
    scene: 'several',
    class: 'refused_token',
    every: true,
    options: (w) => ({ request: w.otherItem, subject: `Re: ${w.subject}` }),
  },
  { key: 'token_unknown', class: 'refused_token', options: (w) => ({ request: withToken(w, unknown(w)) }) },
  {
    key: 'token_unknown_in_subject',
    class: 'refused_token',
    options: (w) => ({ subject: `Re: ${short(w, { token: unknown(w).slice(0, 8) })}` }),
  },
  { key: 'token_of_backup', class: 'refused_token', options: (w) => ({ request: w.backupRequest }) },
  { key: 'backup_with_token_of_pic', class: 'refused_token', options: (w) => ({ sender: w.backup }) },
  { key: 'item_unknown', class: 'refused_token', options: (w) => ({ request: withToken(w, unknown(w), '999999999') }) },
  { key: 'backup_with_own_token', class: 'approved', options: (w) => ({ request: w.backupRequest, sender: w.backup }) },
  { key: 'closed', scene: 'closed', class: 'refused_closed', every: true, options: () => ({}) },
  { key: 'other_item_waits', scene: 'several', class: 'approved', options: () => ({}) },
];

const LATER: Trick[] = [
  { key: 'stranger_notes', class: 'refused_sender', text: 'M1CA01 salah, seharusnya 24 box.', options: (w) => ({ sender: w.stranger }) },
  { key: 'colleague_notes', class: 'refused_sender', text: 'M1CA01 salah, seharusnya 24 box.', options: (w) => ({ sender: w.colleague }) },
  { key: 'colleague_asks', class: 'refused_sender', text: 'Apakah ini sudah benar?', options: (w) => ({ sender: w.colleague }) },
  { key: 'two_codes', scene: 'several', class: 'refused_token', options: (w) => ({ subject: `Re: ${w.subject} ${w.otherItem.subject}` }) },
  {
    key: 'dmarc_fail_notes',
    class: 'refused_unverified',
    text: 'M1CA01 salah, seharusnya 24 box.',
    options: (w) => ({ auth: [authResults(w.approver.address, { dkim: 'fail', dmarc: 'fail' })] }),
  },
];

function written(trick: Trick, client: Client, language: 'id' | 'en'): ReplyCase {
  const name = `sender/${client.key}/${language}/${trick.key}`;
  const mail = (w: World): Buffer =>
    reply(w, client, trick.text ?? (language === 'id' ? 'Setuju' : 'Approve'), name, { language, ...trick.options(w) });
  return { name, group: 'sender', client: client.key, language, trick: trick.key, scene: trick.scene ?? 'open', mail, class: trick.class };
}

/** The same message again: by another server (the same Message-ID), and the very bytes. */
function replays(client: Client, language: 'id' | 'en'): ReplyCase[] {
  const make = (trick: string, kind: ReplyClass, again: Options): ReplyCase => {
    const name = `sender/${client.key}/${language}/${trick}`;
    const first = (w: World): Buffer => reply(w, client, 'Approve', name, { language });
    const mail = (w: World): Buffer => reply(w, client, 'Approve', name, { language, ...again });
    return { name, group: 'sender', client: client.key, language, trick, scene: 'open', earlier: [first], mail, class: kind };
  };
  return [make('replayed', 'refused_replayed', { again: true }), make('same_bytes', 'duplicate', {})];
}

export function senderCases(): ReplyCase[] {
  // A trick's place picks its clients and languages, and so the names of its cases: new ones go to the end.
  const all = [...WHO, ...PROOF, ...REFERENCE, ...LATER];
  const cases = all.flatMap((trick, i) =>
    CLIENTS.filter((_, c) => trick.every === true || (c + i) % 4 === 0).map((client, c) =>
      written(trick, client, (c + i) % 2 === 0 ? 'id' : 'en'),
    ),
  );
  return [...cases, ...CLIENTS.flatMap((client, c) => replays(client, c % 2 === 0 ? 'id' : 'en'))];
}
