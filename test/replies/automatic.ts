// Nobody typed these: out-of-office answers, calendar answers, receipts, lists, bounces. Their quotes hold words of approval.
import type { Client, Letter, Options } from './compose.ts';
import { authResults, dkimSignature, domainOf, reply } from './compose.ts';
import { CRLF, digest, type Entity, leaf, message, multipart } from './mime.ts';
import { CLIENTS } from './product.ts';
import type { ReplyCase, World } from './types.ts';

interface Auto {
  key: string;
  text: string;
  subject: (world: World) => string;
  more: string[];
  entity?: (letter: Letter) => Entity;
  from?: string[];
}

const AWAY =
  'Terima kasih atas email Anda. Saya sedang cuti sampai 20 November dan akan membalas setelah kembali. Untuk hal mendesak hubungi rekan saya.';
const AWAY_EN =
  'I am out of the office until 20 November with limited access to email. If you need me to approve something, please wait until I am back.';
const re = (w: World): string => `Re: ${w.subject}`;

const calendar = (letter: Letter): Entity =>
  multipart('alternative', `cal${digest(letter.seed, 12)}`, [
    leaf('text/plain', `${letter.sender.name} has accepted this invitation.\nApprove`, '7bit'),
    leaf(
      'text/calendar; method=REPLY',
      `BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nATTENDEE;PARTSTAT=ACCEPTED:mailto:${letter.sender.address}\nSUMMARY:Approve\nEND:VEVENT\nEND:VCALENDAR\n`,
      '7bit',
    ),
  ]);

const receipt = (letter: Letter): Entity =>
  multipart(
    'report',
    `mdn${digest(letter.seed, 12)}`,
    [
      leaf('text/plain', `Your message\n\n  To: ${letter.sender.name}\n  Subject: ${letter.request.subject}\n\nwas read. Approve`, '7bit'),
      {
        headers: ['Content-Type: message/disposition-notification'],
        body: `Final-Recipient: rfc822;${letter.sender.address}${CRLF}Original-Message-ID: ${letter.request.messageId}${CRLF}Disposition: manual-action/MDN-sent-manually; displayed${CRLF}`,
      },
    ],
    '; report-type=disposition-notification',
  );

const AUTOS: Auto[] = [
  {
    key: 'auto_replied',
    text: AWAY,
    subject: (w) => `Balasan otomatis: ${w.subject}`,
    more: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
  },
  { key: 'auto_generated', text: 'Approve', subject: re, more: ['Auto-Submitted: auto-generated'] },
  { key: 'vacation', text: 'Setuju', subject: re, more: ['Auto-Submitted: auto-replied (vacation)'] },
  { key: 'auto_notified', text: 'Approved', subject: re, more: ['auto-submitted: AUTO-NOTIFIED; owner-email="x@asing.example"'] },
  { key: 'x_autoreply', text: AWAY, subject: re, more: ['X-Autoreply: yes'] },
  { key: 'x_autorespond', text: 'Approve', subject: re, more: ['X-Autorespond: 1'] },
  { key: 'x_auto_reply_from', text: 'Approve', subject: re, more: ['X-Auto-Reply-From: cuti@tokoku.example'] },
  { key: 'precedence_auto_reply', text: 'Approve', subject: re, more: ['Precedence: auto_reply'] },
  { key: 'precedence_bulk', text: 'Approve', subject: re, more: ['Precedence: bulk'] },
  { key: 'precedence_list', text: 'Approve', subject: re, more: ['Precedence: list', 'List-Id: <tim.tokoku.example>'] },
  { key: 'precedence_junk', text: 'Approve', subject: re, more: ['Precedence: junk'] },
  { key: 'list_id', text: 'Approve', subject: re, more: ['List-Id: Tim Toko <tim.tokoku.example>'] },
  { key: 'list_unsubscribe', text: 'Approve', subject: re, more: ['List-Unsubscribe: <mailto:keluar@tokoku.example>'] },
  { key: 'subject_balasan_otomatis', text: AWAY, subject: (w) => `Balasan otomatis: ${w.subject}`, more: [] },
  { key: 'subject_automatic_reply', text: AWAY_EN, subject: (w) => `Automatic reply: ${w.subject}`, more: [] },
  { key: 'subject_auto', text: 'Approve', subject: (w) => `Auto: ${w.subject}`, more: [] },
  { key: 'subject_out_of_office', text: AWAY_EN, subject: (w) => `Out of Office: ${w.subject}`, more: [] },
  { key: 'subject_out_of_office_re', text: AWAY_EN, subject: (w) => `Out of office Re: ${w.subject}`, more: [] },
  { key: 'subject_di_luar_kantor', text: AWAY, subject: (w) => `Di Luar Kantor: ${w.subject}`, more: [] },
  { key: 'subject_jawaban_otomatis', text: AWAY, subject: (w) => `Jawaban Otomatis: ${w.subject}`, more: [] },
  { key: 'autoresponder', text: 'Approve', subject: re, more: ['Delivered-To: Autoresponder'] },
  { key: 'calendar_accept', text: '', subject: (w) => `Accepted: ${w.subject}`, more: [], entity: calendar },
  { key: 'calendar_terima', text: '', subject: (w) => `Diterima: ${w.subject}`, more: [], entity: calendar },
  { key: 'read_receipt', text: '', subject: (w) => `Read: ${w.subject}`, more: [], entity: receipt },
  { key: 'read_receipt_id', text: '', subject: (w) => `Dibaca: ${w.subject}`, more: [], entity: receipt },
];

function written(auto: Auto, client: Client): ReplyCase {
  const name = `automatic/${client.key}/-/${auto.key}`;
  const options = (w: World): Options => ({
    subject: auto.subject(w),
    more: auto.more,
    ...(auto.entity === undefined ? {} : { entity: auto.entity }),
  });
  const mail = (w: World): Buffer => reply(w, client, auto.text, name, options(w));
  return { name, group: 'automatic', client: client.key, language: '-', trick: auto.key, scene: 'open', mail, class: 'ignored_auto' };
}

interface Bounce {
  key: string;
  client: string;
  from: (world: World) => string;
  text: string;
  returnPath: string;
  report: boolean;
  /** Only the returned original names our Message-ID. */
  unthreaded?: boolean;
}

const BOUNCES: Bounce[] = [
  {
    key: 'gmail',
    client: 'gmail_web',
    from: () => 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    text: '** Address not found **\n\nYour message was not delivered because the address could not be found.',
    returnPath: '<>',
    report: true,
  },
  {
    key: 'gmail_delay',
    client: 'gmail_mobile',
    from: () => 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    text: '** Delivery incomplete **\n\nThere was a temporary problem. Gmail will retry for 46 more hours.',
    returnPath: '<>',
    report: true,
  },
  {
    key: 'exchange',
    client: 'outlook_desktop',
    from: (w) => `Microsoft Outlook <postmaster@${domainOf(w.approver.address)}>`,
    text: 'Delivery has failed to these recipients or groups:\n\nThe mailbox is full.',
    returnPath: '<>',
    report: true,
  },
  {
    key: 'exchange_id',
    client: 'outlook_web',
    from: (w) => `Microsoft Outlook <postmaster@${domainOf(w.approver.address)}>`,
    text: 'Pengiriman gagal ke penerima ini:\n\nKotak surat penuh.',
    returnPath: '<>',
    report: true,
  },
  {
    key: 'postfix',
    client: 'thunderbird',
    from: (w) => `MAILER-DAEMON@${domainOf(w.approver.address)} (Mail Delivery System)`,
    text: 'This is the mail system. Your message could not be delivered to one or more recipients.',
    returnPath: '<>',
    report: true,
  },
  {
    key: 'yahoo',
    client: 'yahoo_web',
    from: () => 'MAILER-DAEMON@yahoo.com',
    text: 'Sorry, we were unable to deliver your message to the following address.',
    returnPath: '<>',
    report: false,
  },
  {
    key: 'icloud',
    client: 'apple_mail',
    from: () => 'Mail Delivery System <MAILER-DAEMON@icloud.com>',
    text: 'The user does not exist.',
    returnPath: '<MAILER-DAEMON>',
    report: true,
  },
  {
    key: 'null_return_path',
    client: 'samsung',
    from: (w) => `${w.approver.name} <${w.approver.address}>`,
    text: 'Approve',
    returnPath: '<>',
    report: false,
  },
  {
    key: 'report_from_person',
    client: 'iphone',
    from: (w) => `${w.approver.name} <${w.approver.address}>`,
    text: 'Approve',
    returnPath: '',
    report: true,
  },
  {
    key: 'mailer_daemon_plain',
    client: 'outlook_plain',
    from: () => 'mailer-daemon@asing.example',
    text: 'Undelivered Mail Returned to Sender\n\nApprove',
    returnPath: '',
    report: false,
  },
  {
    key: 'quota',
    client: 'outlook_mobile',
    from: () => 'postmaster@outlook.com',
    text: "The recipient's mailbox is full.",
    returnPath: '<>',
    report: true,
  },
  {
    key: 'relayed',
    client: 'yahoo_mobile',
    from: () => 'Mail Delivery System <postmaster@asing.example>',
    text: 'Approve',
    returnPath: '<>',
    report: true,
    unthreaded: true,
  },
  {
    key: 'named_in_original',
    client: 'html_only',
    from: () => 'MAILER-DAEMON@asing.example',
    text: 'I was not able to deliver your message.',
    returnPath: '<>',
    report: true,
    unthreaded: true,
  },
];

function bounced(bounce: Bounce): ReplyCase {
  const name = `automatic/${bounce.client}/-/bounce_${bounce.key}`;
  const mail = (w: World): Buffer => {
    const boundary = `dsn${digest(name, 20)}`;
    const status = `Reporting-MTA: dns; mx.tokoku.example${CRLF}${CRLF}Final-Recipient: rfc822; ${w.approver.address}${CRLF}Action: failed${CRLF}Status: 5.1.1${CRLF}Diagnostic-Code: smtp; 550 5.1.1 user unknown${CRLF}`;
    const original = `Message-ID: ${w.messageId}${CRLF}From: ${w.mailbox.address}${CRLF}To: ${w.approver.address}${CRLF}Subject: ${w.subject}${CRLF}Content-Type: text/plain; charset=utf-8${CRLF}${CRLF}Approve${CRLF}`;
    const entity = bounce.report
      ? multipart(
          'report',
          boundary,
          [
            leaf('text/plain', bounce.text, '7bit'),
            { headers: ['Content-Type: message/delivery-status'], body: status },
            { headers: ['Content-Type: message/rfc822'], body: original },
          ],
          '; report-type=delivery-status',
        )
      : leaf(
          'text/plain',
          `${bounce.text}\n\n<${w.approver.address}>: user unknown\n\n--- Below this line is a copy of the message.\n\n${original}`,
          '7bit',
        );
    const path = bounce.returnPath === '' ? w.approver.address : bounce.returnPath.slice(1, -1);
    return message(
      [
        `Delivered-To: ${w.mailbox.address}`,
        `Return-Path: <${path}>`,
        authResults(w.approver.address),
        dkimSignature(domainOf(w.approver.address)),
        `From: ${bounce.from(w)}`,
        `To: ${w.mailbox.address}`,
        `Subject: Delivery Status Notification (Failure)`,
        'Date: Mon, 9 Feb 2026 07:10:00 +0700',
        `Message-ID: <${digest(name, 20)}.mr@mx.google.com>`,
        ...(bounce.unthreaded === true ? [] : [`In-Reply-To: ${w.messageId}`, `References: ${w.messageId}`]),
        'X-Failed-Recipients: '.concat(w.approver.address),
      ],
      entity,
    );
  };
  return {
    name,
    group: 'automatic',
    client: bounce.client,
    language: '-',
    trick: `bounce_${bounce.key}`,
    scene: 'open',
    mail,
    class: 'ignored_bounce',
  };
}

export function automaticCases(): ReplyCase[] {
  const autos = AUTOS.flatMap((auto, i) => CLIENTS.filter((_, c) => i === 0 || (c + i) % 6 === 0).map((client) => written(auto, client)));
  return [...autos, ...BOUNCES.map(bounced)];
}
