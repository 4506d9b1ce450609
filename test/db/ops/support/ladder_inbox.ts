// What comes in from people as the database gets it: the facts of a mail, as src/connectors/mail takes them out, and Telegram's updates.
import type { MailFacts } from '../../../../src/connectors/mail/inbound.ts';
import { type Chat, type Mail, NOTES, nth, PEOPLE, type Person, type Ref, type World } from '../../../model/ladder_world.ts';

export interface Place {
  readonly number: number;
  readonly items: readonly number[];
  readonly asks: readonly (readonly [id: number, token: string, hash: string, prompts: number[]][])[];
}

const BUTTONS = { approve: 'ok', reject: 'no', redo: 'redo', close: 'close' } as const;
const TEXTS: Readonly<Record<Mail['says'], readonly (readonly [outside: string, inside: string])[]>> = {
  approval: [
    ['Approve', ''],
    ['Setuju, terima kasih', ''],
    ['ok, ACC pak', ''],
  ],
  notes: [[NOTES, '']],
  nothing: [['', '']],
  fillers: [
    ['Terima kasih, pak', ''],
    ['ok siap', ''],
    ['👍', ''],
  ],
  condition: [
    ['Setuju, asal M1CA01 dicek dulu', ''],
    ['Approve', 'kurangi dua dus'],
    ['approve tapi jangan dikirim sekarang', ''],
  ],
  question: [
    ['Apakah angkanya sudah benar?', ''],
    ['Belum', ''],
  ],
};
/** What a server says about a mail that nobody should believe. */
const DOUBTS: readonly MailFacts['auth'][] = [
  [],
  [{ authserv_id: 'mx.google.com', dmarc: 'fail', header_from: 'toko.example', dkim: [] }],
  [{ authserv_id: 'mx.asing.example', dmarc: 'pass', header_from: 'toko.example', dkim: [] }],
];
const PROOF: MailFacts['auth'] = [{ authserv_id: 'mx.google.com', dmarc: 'pass', header_from: 'toko.example', dkim: [] }];
const NO_TOKEN = '00000000-0000-4000-8000-000000000000';

export function mailFactsOf(place: Place, w: World, mail: Mail): MailFacts {
  const variant = <T>(all: readonly T[]): T => all[mail.id % all.length] as T;
  const code = (ref: Ref): { item: number; revision: number; token: string; hash: string } => {
    const [, token, hash] = nth(place.asks[ref.item], ref.ask);
    const revision = w.items[ref.item]?.asks[ref.ask]?.revision as number;
    return { item: place.items[ref.item] as number, revision, token: mail.trick === 'forged' ? NO_TOKEN : token, hash };
  };
  const thread = mail.thread === undefined ? undefined : code(mail.thread);
  const subject = mail.subject === undefined ? undefined : code(mail.subject);
  // Some servers write the domain of a Message-ID as they like.
  const ids =
    thread === undefined
      ? []
      : [`<mandor.${thread.item}.${thread.revision}.${thread.token}@${variant(['mandor.example', 'Mandor.EXAMPLE'])}>`];
  const isBounce = mail.by === 'bounce' || mail.by === 'delay';
  const from = isBounce
    ? 'mailer-daemon@toko.example'
    : mail.from === 'unknown'
      ? `asing${place.number}@toko.example`
      : `p${place.number}x${PEOPLE.indexOf(mail.from)}@toko.example`;
  const [outside, inside] = variant(TEXTS[mail.says]);
  const program = mail.by === 'program' ? variant(['header', 'calendar', 'subject'] as const) : undefined;
  const title = `${program === 'subject' ? 'Balasan otomatis' : 'Re'}: Model`;
  return {
    readable: true,
    size: 1,
    message_id: `<${place.number}.${mail.id}@toko.example>`,
    in_reply_to: isBounce || mail.id % 3 === 0 ? [] : ids,
    references: isBounce ? [] : ids,
    subject: subject === undefined ? title : `${title} [M${subject.item}.${subject.revision} ${subject.hash} ${subject.token.slice(0, 8)}]`,
    date: null,
    from_headers: mail.trick === 'two_from' ? variant([1, 2]) : 1,
    from: mail.trick === 'two_from' ? [from, 'lain@toko.example'] : [from],
    sender: mail.trick === 'on_behalf' ? ['lain@toko.example'] : [],
    resent: [],
    repeated: [],
    unsigned: [],
    reply_to: [],
    to: [],
    cc: [],
    automatic: program === 'header' ? [{ name: 'auto-submitted', value: 'auto-replied' }] : [],
    is_bounce: isBounce,
    is_dsn: isBounce,
    is_delay: mail.by === 'delay',
    bounced: isBounce ? ids : [],
    is_calendar: program === 'calendar',
    is_receipt: false,
    is_reaction: false,
    attachments: [],
    auth: mail.trick === 'unverified' ? variant(DOUBTS) : PROOF,
    typed: outside,
    outside,
    inside,
    signature: '',
    html: null,
    is_truncated: false,
  };
}

/** An update of Telegram. Who is unknown has an account that nobody's row names. */
export function updateOf(place: Place, w: World, chat: Chat, n: number): object {
  const account = (who: Person | 'unknown'): number => 700_000_000 + place.number * 10 + (who === 'unknown' ? 9 : PEOPLE.indexOf(who));
  const from = { id: account(chat.from), is_bot: false };
  if (chat.kind === 'chat') return { update_id: n, message: { message_id: n, from, chat: { id: from.id, type: 'private' }, text: 'ok' } };
  const [, token, , prompts] = nth(place.asks[chat.ref.item], chat.ref.ask);
  const person = w.items[chat.ref.item]?.asks[chat.ref.ask]?.person as Person;
  const home = { id: account(person), type: person === chat.from ? 'private' : 'group' };
  if (chat.kind === 'press')
    return {
      update_id: n,
      callback_query: { id: `q${n}`, from, message: { message_id: 1, chat: home }, data: `${BUTTONS[chat.wants]}:${token}` },
    };
  const reply = { message_id: prompts[chat.prompt] as number };
  return { update_id: n, message: { message_id: n, from, chat: home, text: chat.isEmpty ? '' : NOTES, reply_to_message: reply } };
}
