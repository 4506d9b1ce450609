// Reactions, answers to our question, mails that name our request in other ways or not at all.
import type { Letter, Options } from './compose.ts';
import { type Extra, three, writtenBy } from './extra.ts';
import { CRLF, type Entity, leaf, multipart } from './mime.ts';
import { htmlBody } from './quote.ts';
import type { ReplyCase, World } from './types.ts';

const bare = (w: World): Options => ({ replyTo: null, subject: 'Laporan pagi ini', position: 'none', sender: w.approver });
const reaction = (letter: Letter): Entity =>
  multipart('alternative', 'r000000000000', [
    leaf('text/plain', `👍 ${letter.sender.name} reacted via Gmail\n`, 'base64'),
    leaf('text/vnd.google.email-reaction+json', '{"emoji":"👍","version":1}', 'base64'),
    leaf(
      'text/html',
      `<div><p style="font-size:50px;margin-top:0;margin-bottom:0">👍</p><p>${letter.sender.name} reacted via <a href="https://www.google.com/gmail/about/">Gmail</a></p></div>`,
      'base64',
    ),
  ]);
/** The company's logo under the name, as an attachment of the HTML. */
const withLogo = (letter: Letter): Entity =>
  multipart('related', `logo${letter.request.itemId}`, [
    multipart('alternative', 'isi000', [
      leaf('text/plain', `Setuju\n\n-- \n${letter.sender.name}\n[cid:image001.png@01DA]\n`),
      leaf('text/html', `<p>Setuju</p><p>-- <br>${letter.sender.name}<br><img src="cid:image001.png@01DA" alt="Toko Contoh"></p>`),
    ]),
    {
      headers: ['Content-Type: image/png; name="image001.png"', 'Content-Transfer-Encoding: base64', 'Content-ID: <image001.png@01DA>'],
      body: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    },
  ]);

const REACTIONS: Extra[] = [
  {
    key: 'gmail_reaction',
    group: 'payload',
    class: 'asked',
    clients: ['gmail_web', 'gmail_mobile'],
    options: () => ({ entity: reaction }),
  },
  {
    key: 'reacted_via_gmail',
    group: 'payload',
    class: 'asked',
    text: '👍 {name} reacted via Gmail',
    clients: ['outlook_web', 'yahoo_web'],
    options: () => ({ position: 'none' }),
  },
  {
    key: 'bereaksi_melalui_gmail',
    group: 'payload',
    class: 'asked',
    text: '👍 {name} bereaksi melalui Gmail',
    clients: ['outlook_mobile', 'samsung'],
    options: () => ({ position: 'none' }),
  },
  {
    key: 'outlook_reaction',
    group: 'payload',
    class: 'asked',
    text: '{name} reacted to your message:\n👍',
    clients: ['outlook_desktop', 'outlook_mobile'],
    options: () => ({ position: 'none' }),
  },
  {
    key: 'liked_quote',
    group: 'payload',
    class: 'asked',
    text: 'Liked “Approve atau Setuju”',
    clients: ['iphone', 'apple_mail'],
    options: () => ({ position: 'none', language: 'en' }),
  },
  {
    key: 'menyukai_kutipan',
    group: 'payload',
    class: 'asked',
    text: 'Menyukai “Approve atau Setuju”',
    clients: ['iphone'],
    options: () => ({ position: 'none' }),
  },
];

const TALK: Extra[] = [
  {
    key: 'answer_after_question',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: ['gmail_web', 'outlook_desktop', 'samsung', 'iphone'],
    earlier: ['Oke, makasih'],
  },
  { key: 'asked_twice', group: 'reference', class: 'asked', text: 'ok', clients: three, earlier: ['👍'] },
  { key: 'note_after_question', group: 'reference', class: 'revision', text: 'M1CA01 seharusnya 24 box', clients: three, earlier: ['Sip'] },
  {
    key: 'two_answers',
    group: 'reference',
    class: 'refused_closed',
    text: 'Eh jangan, M1CA01 salah',
    clients: three,
    earlier: ['Approve'],
  },
  {
    key: 'approve_after_note',
    group: 'reference',
    class: 'refused_closed',
    text: 'Approve',
    clients: three,
    earlier: ['M1CA01 seharusnya 24 box'],
  },
  { key: 'no_reference_one_open', group: 'reference', class: 'asked', text: 'Approve', options: bare },
  { key: 'no_reference_note', group: 'reference', class: 'asked', text: 'M1CA01 salah, seharusnya 24 box', clients: three, options: bare },
  { key: 'no_reference_several_open', group: 'reference', class: 'unmatched', text: 'Approve', scene: 'several', options: bare },
  {
    key: 'no_reference_none_open',
    group: 'reference',
    class: 'unmatched',
    text: 'Approve',
    scene: 'closed',
    clients: three,
    options: bare,
  },
  {
    key: 'no_reference_stranger',
    group: 'reference',
    class: 'unmatched',
    text: 'Approve',
    options: (w) => ({ ...bare(w), sender: w.stranger }),
  },
  {
    key: 'no_reference_colleague',
    group: 'reference',
    class: 'unmatched',
    text: 'Setuju',
    clients: three,
    options: (w) => ({ ...bare(w), sender: w.colleague }),
  },
  {
    key: 'no_reference_unproven',
    group: 'reference',
    class: 'unmatched',
    text: 'Approve',
    clients: three,
    options: (w) => ({ ...bare(w), auth: [] }),
  },
  {
    key: 'foreign_reference',
    group: 'reference',
    class: 'unmatched',
    text: 'Approve',
    clients: three,
    options: (w) => ({ ...bare(w), sender: w.stranger, replyTo: '<lain.1.2@asing.example>', subject: 'Re: Penawaran' }),
  },
  {
    key: 'subject_only',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: ['outlook_desktop', 'samsung', 'yahoo_web'],
    options: () => ({ replyTo: null }),
  },
  {
    key: 'thread_only',
    group: 'reference',
    class: 'approved',
    text: 'Setuju',
    clients: ['gmail_web', 'iphone', 'outlook_web'],
    options: () => ({ subject: 'Re: Control Stock' }),
  },
  {
    key: 'subject_prefixes',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: three,
    options: (w) => ({ subject: `RE: [EXTERNAL] Re: BLS: ${w.subject}` }),
  },
  {
    key: 'subject_folded',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: three,
    options: (w) => ({ subject: `Re: ${w.subject.replace(/ (?=[^ ]* [^ ]* [^ ]*$)/, `${CRLF} `)}` }),
  },
  {
    key: 'subject_encoded',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: three,
    options: (w) => ({ subject: `=?UTF-8?B?${Buffer.from(`Re: ${w.subject}`).toString('base64')}?=` }),
  },
  {
    key: 'address_in_capitals',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: three,
    options: (w) => ({ from: [`From: ${w.approver.name} <${w.approver.address.toUpperCase()}>`] }),
  },
  {
    key: 'address_alone',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: three,
    options: (w) => ({ from: [`From: ${w.approver.address}`] }),
  },
  {
    key: 'name_encoded',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: three,
    options: (w) => ({ from: [`From: =?UTF-8?Q?${w.approver.name.replaceAll(' ', '_')}?= <${w.approver.address}>`] }),
  },
  {
    key: 'reply_all',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: three,
    options: (w) => ({ cc: [w.colleague, w.backup] }),
  },
];

const QUESTION =
  '<p>Balasan Anda belum dapat kami baca sebagai persetujuan atau catatan.</p><p>Mohon balas <b>Approve</b> atau tulis catatan.</p>';
const BANNER = '<p>CAUTION: This email originated from outside of the organization. Do not click links or open attachments.</p>';

/** What stands under a reply besides our report as it went out. */
const QUOTES: Extra[] = [
  {
    key: 'answer_quotes_question',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: ['gmail_web', 'iphone', 'apple_mail'],
    earlier: ['Oke'],
    report: (html) => `<body>${QUESTION}<blockquote type="cite">${htmlBody(html)}</blockquote></body>`,
  },
  {
    key: 'banner_in_quote',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: ['gmail_web', 'outlook_desktop'],
    report: (html) => `<body>${BANNER}${htmlBody(html)}</body>`,
  },
  {
    key: 'quote_cut_short',
    group: 'reference',
    class: 'approved',
    text: 'Setuju',
    clients: ['gmail_mobile', 'iphone'],
    report: () => '<body><p>[Quoted text hidden]</p></body>',
  },
  {
    key: 'quote_of_two_rounds',
    group: 'reference',
    class: 'revision',
    text: 'M1CA01 masih salah, seharusnya 24 box.',
    clients: three,
    report: (html) =>
      `<body>${htmlBody(html)}<blockquote type="cite"><p>Pada 9 Feb 2026 Anda menulis:</p><p>Approve</p></blockquote></body>`,
  },
  {
    key: 'sent_from_ipad',
    group: 'reference',
    class: 'approved',
    text: 'Approve\n\nDikirim dari iPad saya',
    clients: ['apple_mail'],
    options: () => ({ position: 'none' }),
  },
  {
    key: 'mail_for_windows',
    group: 'reference',
    class: 'approved',
    text: 'Approved\n\nSent from Mail for Windows',
    clients: ['outlook_desktop'],
    options: () => ({ language: 'en' }),
  },
  {
    key: 'environment_footer',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: ['gmail_web'],
    options: () => ({ footer: ['', 'Please consider the environment before printing this email.'] }),
  },
  {
    key: 'virus_free',
    group: 'reference',
    class: 'approved',
    text: 'Approve',
    clients: ['gmail_web'],
    options: () => ({ signature: ['Virus-free.www.avast.com <https://www.avast.com/sig-email>'] }),
  },
  {
    key: 'logo_in_signature',
    group: 'reference',
    class: 'approved',
    text: 'Setuju',
    clients: ['outlook_desktop', 'gmail_web'],
    options: () => ({ entity: withLogo }),
  },
];

export const talkCases = (): ReplyCase[] => [...REACTIONS, ...TALK, ...QUOTES].flatMap(writtenBy);
