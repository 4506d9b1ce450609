// Who sent it: every trick with a sender, a proof or a reference. The typed text is an approval each time, so that a hole shows.
import { authResults, type Client, dkimSignature, domainOf, type Options, reply } from './compose.ts';
import { CRLF, digest, mailboxHeader } from './mime.ts';
import { CLIENTS } from './product.ts';
import type { ReplyCase, ReplyClass, Request, Scene, World } from './types.ts';

export interface Trick {
  key: string;
  class: ReplyClass;
  options: (world: World) => Options;
  scene?: Scene;
  /** Named by the table of the issue: written by every client. The others by three. */
  every?: boolean;
}

const from = (line: string): string => `From: ${line}`;
const auth = (...lines: string[]): Options => ({ auth: lines });
const pass = (w: World): string => authResults(w.approver.address);
const results = (w: World, body: string, id = 'mx.google.com'): string =>
  `Authentication-Results: ${id};${CRLF}       ${body.replaceAll('{domain}', domainOf(w.approver.address)).replaceAll('{address}', w.approver.address)}`;
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

const PROOF: Trick[] = [
  {
    key: 'dmarc_fail',
    class: 'refused_unverified',
    every: true,
    options: (w) => auth(authResults(w.approver.address, { dkim: 'fail', spf: 'softfail', dmarc: 'fail' })),
  },
  { key: 'dmarc_none', class: 'refused_unverified', every: true, options: (w) => auth(authResults(w.approver.address, { dmarc: 'none' })) },
  {
    key: 'dmarc_none_said',
    class: 'refused_unverified',
    options: (w) =>
      auth(
        results(
          w,
          'dkim=pass header.i=@{domain} header.s=s1;\r\n       spf=pass smtp.mailfrom={address};\r\n       dmarc=none header.from={domain}',
        ),
      ),
  },
  { key: 'no_results', class: 'refused_unverified', every: true, options: () => auth() },
  {
    key: 'foreign_authserv',
    class: 'refused_unverified',
    every: true,
    options: (w) => auth(authResults(w.approver.address, { id: 'mx.asing.example' })),
  },
  {
    key: 'forged_below',
    class: 'refused_unverified',
    every: true,
    options: (w) => auth(authResults(w.approver.address, { dkim: 'none', spf: 'fail', dmarc: 'fail' }), pass(w)),
  },
  {
    key: 'forged_above',
    class: 'refused_unverified',
    every: true,
    options: (w) =>
      auth(
        authResults(w.approver.address, { id: 'mx.asing.example' }),
        authResults(w.approver.address, { dkim: 'none', spf: 'fail', dmarc: 'fail' }),
      ),
  },
  {
    key: 'forged_both',
    class: 'refused_unverified',
    options: (w) =>
      auth(
        authResults(w.approver.address, { id: 'mx.asing.example' }),
        authResults(w.approver.address, { dkim: 'none', spf: 'fail', dmarc: 'fail' }),
        pass(w),
      ),
  },
  {
    key: 'authserv_suffix',
    class: 'refused_unverified',
    options: (w) => auth(authResults(w.approver.address, { id: 'mx.google.com.asing.example' })),
  },
  {
    key: 'authserv_in_comment',
    class: 'refused_unverified',
    options: (w) => auth(results(w, 'dmarc=pass header.from={domain}', 'asing.example (mx.google.com)')),
  },
  {
    key: 'pass_in_comment',
    class: 'refused_unverified',
    options: (w) =>
      auth(
        results(w, 'spf=fail smtp.mailfrom={address};\r\n       dmarc=fail (was: dmarc=pass header.from={domain}) header.from={domain}'),
      ),
  },
  {
    key: 'pass_in_quotes',
    class: 'refused_unverified',
    options: (w) => auth(results(w, 'spf=fail reason="; dmarc=pass header.from={domain};" smtp.mailfrom={address}')),
  },
  {
    key: 'pass_in_mailfrom',
    class: 'refused_unverified',
    options: (w) =>
      auth(
        results(w, 'spf=pass smtp.mailfrom="x; dmarc=pass header.from={domain}"@asing.example;\r\n       dmarc=fail header.from={domain}'),
      ),
  },
  {
    key: 'both_verdicts',
    class: 'refused_unverified',
    options: (w) => auth(results(w, 'dmarc=fail header.from={domain};\r\n       dmarc=pass header.from={domain}')),
  },
  {
    key: 'pass_for_other_domain',
    class: 'refused_unverified',
    options: (w) => auth(authResults(w.approver.address, { from: 'asing.example' })),
  },
  {
    key: 'pass_for_longer_domain',
    class: 'refused_unverified',
    options: (w) => auth(authResults(w.approver.address, { from: `${domainOf(w.approver.address)}.asing.example` })),
  },
  { key: 'dmarc_temperror', class: 'refused_unverified', options: (w) => auth(authResults(w.approver.address, { dmarc: 'temperror' })) },
  {
    key: 'arc_only',
    class: 'refused_unverified',
    options: (w) => auth(pass(w).replace('Authentication-Results:', 'ARC-Authentication-Results: i=1;')),
  },
  {
    key: 'other_header_names',
    class: 'refused_unverified',
    options: (w) => auth(pass(w).replace('Auth', 'X-Auth'), pass(w).replace('Results:', 'Results-Original:')),
  },
  { key: 'forged_below_true_above', class: 'approved', options: (w) => auth(pass(w), authResults(w.stranger.address, { dmarc: 'fail' })) },
  {
    key: 'foreign_above_true_below',
    class: 'approved',
    options: (w) => auth(authResults(w.approver.address, { id: 'mx.kantor.example', dmarc: 'none' }), pass(w)),
  },
  { key: 'dkim_aligned', scene: 'dkim', class: 'approved', options: (w) => auth(authResults(w.approver.address, { dmarc: 'none' })) },
  {
    key: 'dkim_other_domain',
    scene: 'dkim',
    class: 'refused_unverified',
    options: (w) => ({
      ...auth(results(w, 'dkim=pass header.i=@asing.example header.s=s1 header.b=Qm9sYUto;\r\n       spf=pass smtp.mailfrom={address}')),
      dkim: [dkimSignature('asing.example')],
    }),
  },
  {
    key: 'dkim_fail',
    scene: 'dkim',
    class: 'refused_unverified',
    options: (w) => auth(authResults(w.approver.address, { dkim: 'neutral (body hash did not verify)', dmarc: 'none' })),
  },
  {
    key: 'dkim_length',
    scene: 'dkim',
    class: 'refused_unverified',
    options: (w) => ({
      ...auth(authResults(w.approver.address, { dmarc: 'none' })),
      dkim: [dkimSignature(domainOf(w.approver.address), 's1', ' l=120;')],
    }),
  },
  {
    key: 'dkim_spf_only',
    scene: 'dkim',
    class: 'refused_unverified',
    options: (w) => auth(authResults(w.approver.address, { dkim: 'none', dmarc: 'none' })),
  },
  {
    key: 'dkim_forged_below',
    scene: 'dkim',
    class: 'refused_unverified',
    options: (w) =>
      auth(authResults(w.approver.address, { dkim: 'fail', dmarc: 'none' }), authResults(w.approver.address, { dmarc: 'none' })),
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

function written(trick: Trick, client: Client, language: 'id' | 'en'): ReplyCase {
  const name = `sender/${client.key}/${language}/${trick.key}`;
  const mail = (w: World): Buffer => reply(w, client, language === 'id' ? 'Setuju' : 'Approve', name, { language, ...trick.options(w) });
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
  const all = [...WHO, ...PROOF, ...REFERENCE];
  const cases = all.flatMap((trick, i) =>
    CLIENTS.filter((_, c) => trick.every === true || (c + i) % 4 === 0).map((client, c) =>
      written(trick, client, (c + i) % 2 === 0 ? 'id' : 'en'),
    ),
  );
  return [...cases, ...CLIENTS.flatMap((client, c) => replays(client, c % 2 === 0 ? 'id' : 'en'))];
}
