// What an attacker, a careless colleague or an unlucky habit makes of a reply: mails that look like approvals and are none, and the
// plain ones beside them that must stay approvals.
import { authResults, dkimSignature, domainOf, type Letter, type Options } from './compose.ts';
import { CRLF, type Entity, leaf, multipart } from './mime.ts';
import type { ReplyClass, World } from './types.ts';

export interface Attack {
  readonly key: string;
  readonly class: ReplyClass;
  readonly text: string;
  readonly options?: (world: World) => Options;
  /** Replies that were read before, by the same person. */
  readonly earlier?: readonly { readonly text: string; readonly options?: Options }[];
  readonly scene?: 'dkim';
  /** Changes the finished bytes. */
  readonly bytes?: (raw: Buffer, world: World) => Buffer;
}

const CONDITION = 'Tapi M1CA01 jangan dipesan dulu sebelum gudang selesai menghitung ulang';
const none: Options = { position: 'none' };
const said = (key: string, kind: ReplyClass, text: string): Attack => ({ key, class: kind, text, options: () => none });

/** Whatever is taken off a text must not take a condition with it. */
const WORDS: readonly Attack[] = [
  // The same answer again, after we asked: no quote of the first one.
  {
    key: 'same_condition_again',
    class: 'asked',
    text: `Approve.\n${CONDITION}`,
    options: () => none,
    earlier: [{ text: `Approve.\n${CONDITION}` }],
  },
  {
    key: 'condition_below_again',
    class: 'asked',
    text: 'Approve',
    options: () => ({ below: CONDITION }),
    earlier: [{ text: `Approve.\n${CONDITION}` }],
  },
  // A forger writes it first, so that the person's own words look quoted.
  {
    key: 'condition_forged_before',
    class: 'asked',
    text: `Approve.\n${CONDITION}`,
    options: () => none,
    earlier: [{ text: CONDITION, options: { auth: [] } }],
  },
  said(
    'line_before_attribution',
    'asked',
    'Approve\nPada M1CA01 jangan dulu\nPada Sen, 9 Feb 2026 pukul 10.12 Mandor <mandor@mandor.example> menulis:\n> Setuju',
  ),
  said('below_the_name', 'asked', 'Setuju\n\nTerima kasih,\nWayan\nM1CA01 dihapus saja'),
  said('postscript', 'asked', 'Setuju\n\nSalam,\nWayan\nNB: yang sandal anak dihapus saja'),
  said('below_two_dashes', 'asked', 'Setuju\n\n-- \nWayan Contoh\nM1CA01 dihapus saja dari daftar'),
  said('like_a_disclaimer', 'asked', 'Approve\n\nEmail ini hanya untuk artikel M1CA01, yang lain menyusul.'),
  said('like_a_disclaimer_2', 'asked', 'Approve\n\nPesan ini berisi persetujuan saya untuk gudang WHB saja.'),
  said('link_to_corrections', 'asked', 'Approve https://docs.example/koreksi'),
  ...['❌', '👎', '🤔', '❓', '⁉️', '🚫', '⛔', '✋', '؟', '😡'].map((sign, i) =>
    said(`sign_${i}`, 'asked', i % 2 === 0 ? `Approve ${sign}` : `${sign} Setuju`),
  ),
  said('somebody_else_agrees', 'asked', 'Bu Nyoman setuju'),
  said('somebody_else_approves', 'asked', 'Ketut approve'),
  said('to_somebody', 'approved', 'Setuju, Bu Nyoman'),
  said('own_name', 'approved', 'Wayan setuju'),
  said('soft_hyphen', 'asked', 'Ap\u00adprove'),
  said('zero_width', 'asked', 'Appro\u200bve'),
  said('zero_width_negation', 'asked', 'ti\u200bdak setuju'),
  said('right_to_left', 'asked', '\u202eApprove kadit\u202c'),
  said('cyrillic', 'asked', 'Setuju, \u0430pprove \u043dе'),
];

const image = (headers: readonly string[]): Entity => ({
  headers: ['Content-Type: image/png; name="foto.png"', 'Content-Transfer-Encoding: base64', ...headers],
  body: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
});
const entity =
  (make: (letter: Letter) => Entity): (() => Options) =>
  () => ({ entity: make });
const both = (text: string, html: string): Entity =>
  multipart('alternative', 'isi111', [leaf('text/plain', text), leaf('text/html', html)]);
const inner = (headers: string, text: string): Entity => ({
  headers: ['Content-Type: message/rfc822', ...(headers === '' ? [] : [headers])],
  body: `From: Nyoman <n@tokoku.example>${CRLF}Subject: x${CRLF}Date: Mon, 9 Feb 2026 10:00:00 +0700${CRLF}Content-Type: text/plain${CRLF}${CRLF}${text}${CRLF}`,
});
const part = (key: string, kind: ReplyClass, make: () => Entity): Attack => ({ key, class: kind, text: '', options: entity(make) });

const PARTS: readonly Attack[] = [
  part('mail_attached', 'asked', () =>
    multipart('mixed', 'm1', [leaf('text/plain', 'Approve\n'), inner('Content-Disposition: attachment', 'M1CA01 salah')]),
  ),
  part('mail_within', 'asked', () => multipart('mixed', 'm2', [leaf('text/plain', 'Approve\n'), inner('', 'M1CA01 salah')])),
  part('mail_alone', 'asked', () => multipart('mixed', 'm3', [leaf('text/plain', '\n'), inner('', 'Approve')])),
  part('mail_is_all', 'asked', () => inner('', 'Approve')),
  part('photo_attached', 'asked', () =>
    multipart('mixed', 'm4', [leaf('text/plain', 'Approve\n'), image(['Content-Disposition: attachment; filename="foto.png"'])]),
  ),
  part('two_texts', 'asked', () => multipart('mixed', 'm5', [leaf('text/plain', 'Approve\n'), leaf('text/plain', 'M1CA01 jangan dulu\n')])),
  part('two_texts_alternative', 'asked', () =>
    multipart('alternative', 'm6', [leaf('text/plain', 'Approve\n'), leaf('text/plain', 'M1CA01 jangan dulu\n')]),
  ),
  part('text_and_html_apart', 'asked', () =>
    multipart('mixed', 'm7', [leaf('text/plain', 'Approve\n'), leaf('text/html', '<p>M1CA01 jangan dulu</p>')]),
  ),
  part('html_says_more', 'asked', () => both('Approve\n', '<p>Approve</p><noscript><p>kecuali M1CA01</p></noscript>')),
  part('html_in_head', 'asked', () => both('Approve\n', '<p>Approve</p><head>kecuali M1CA01</head>')),
  part('html_struck_out', 'asked', () => leaf('text/html', '<p><s>Approve</s></p>')),
  part('html_struck_by_style', 'asked', () => leaf('text/html', '<p><span style="text-decoration: line-through">Approve</span></p>')),
  part('html_hidden', 'asked', () =>
    both('Approve\n', '<p>Approve</p><div style="display:none;font-size:0;color:#fff">kecuali M1CA01</div>'),
  ),
  part('html_details', 'asked', () => both('Approve\n', '<p>Approve</p><details><summary>x</summary>kecuali M1CA01</details>')),
  part('html_field', 'asked', () => leaf('text/html', '<p>Approve</p><textarea>kecuali M1CA01</textarea>')),
  part('html_comment', 'approved', () => both('Approve\n', '<!-- kecuali M1CA01 --><p>Approve</p>')),
  part('html_tables', 'asked', () =>
    both('Approve\n', '<table><tr><td><table><tr><td>Approve</td><td>kecuali M1CA01</td></tr></table></td></tr></table>'),
  ),
  part('flowed', 'asked', () => ({
    headers: ['Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes'],
    body: `Approve ${CRLF}kecuali M1CA01${CRLF}`,
  })),
  part('charset_lies', 'asked', () => ({ headers: ['Content-Type: text/plain; charset=utf-7'], body: `Approve +AG4-ot${CRLF}` })),
  part('base64_garbage', 'approved', () => ({
    headers: ['Content-Type: text/plain', 'Content-Transfer-Encoding: base64'],
    body: `QXBw*cm92!ZQo=${CRLF}`,
  })),
];

const before =
  (line: string) =>
  (raw: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`${line}${CRLF}`), raw]);
const bare = (w: World): Options => ({ position: 'none', replyTo: null, subject: 'Re: Makan siang', sender: w.approver });
const results = (w: World, ...lines: string[]): string =>
  `Authentication-Results: mx.google.com;${CRLF}       ${lines.join(`;${CRLF}       `).replaceAll('{d}', domainOf(w.approver.address))}`;

/** The first words of a mail's proof hold, and the rest is somebody else's. */
const PROOFS: readonly Attack[] = [
  // A genuine mail about lunch, and a header above it that no signature covers.
  {
    key: 'second_subject',
    class: 'refused_unverified',
    text: 'Setuju',
    options: bare,
    bytes: (raw, w) => before(`Subject: Re: ${w.subject}`)(raw),
  },
  {
    key: 'second_subject_below',
    class: 'unmatched',
    text: 'Setuju',
    options: (w) => ({ ...bare(w), more: [`Subject: Re: ${w.subject}`] }),
  },
  {
    key: 'second_thread',
    class: 'refused_unverified',
    text: 'Setuju',
    options: (w) => ({ ...bare(w), replyTo: '<a@b.example>' }),
    bytes: (raw, w) => before(`In-Reply-To: ${w.messageId}`)(raw),
  },
  { key: 'second_type', class: 'refused_unverified', text: 'Setuju', options: () => none, bytes: before('Content-Type: text/plain') },
  {
    key: 'second_message_id',
    class: 'refused_unverified',
    text: 'Setuju',
    options: () => none,
    bytes: before('Message-ID: <z@z.example>'),
  },
  {
    key: 'resent',
    class: 'refused_sender',
    text: 'Setuju',
    options: (w) => ({ ...none, more: [`Resent-From: ${w.colleague.address}`, 'Resent-Message-ID: <r@r.example>'] }),
  },
  {
    key: 'comment_closed_by_sender',
    class: 'refused_unverified',
    text: 'Setuju',
    options: (w) => ({
      ...none,
      auth: [
        results(
          w,
          'spf=pass (google.com: domain of "a); dmarc=pass header.from={d}; x"@asing.example designates 203.0.113.9 as permitted sender) smtp.mailfrom="a); dmarc=pass header.from={d}; x"@asing.example',
          'dmarc=fail (p=NONE) header.from={d}',
        ),
      ],
    }),
  },
  {
    key: 'comment_closed_no_dmarc',
    class: 'refused_unverified',
    text: 'Setuju',
    options: (w) => ({
      ...none,
      auth: [
        results(
          w,
          'spf=pass (google.com: domain of "a); dmarc=pass header.from={d}; (x"@asing.example designates 203.0.113.9 as permitted sender) smtp.mailfrom="a); dmarc=pass header.from={d}; (x"@asing.example',
        ),
      ],
    }),
  },
  {
    key: 'dkim_comment_closed',
    class: 'refused_unverified',
    text: 'Setuju',
    scene: 'dkim',
    options: (w) => ({
      ...none,
      auth: [
        results(
          w,
          'spf=pass (google.com: domain of "a); dkim=pass header.d={d}; (x"@asing.example designates 203.0.113.9) smtp.mailfrom="a); dkim=pass header.d={d}; (x"@asing.example',
        ),
      ],
    }),
  },
  {
    key: 'length_of_a_subdomain',
    class: 'refused_unverified',
    text: 'Setuju',
    options: (w) => ({
      ...none,
      auth: [results(w, 'dkim=pass header.i=@mail.{d} header.s=s1', 'dmarc=pass header.from={d}')],
      dkim: [dkimSignature(`mail.${domainOf(w.approver.address)}`, 's1', ' l=8;')],
    }),
  },
  {
    key: 'length_of_an_identity',
    class: 'refused_unverified',
    text: 'Setuju',
    options: (w) => ({
      ...none,
      auth: [results(w, 'dkim=pass header.i=@mail.{d} header.s=s1', 'dmarc=pass header.from={d}')],
      dkim: [dkimSignature(domainOf(w.approver.address), 's1', ' l=8;')],
    }),
  },
  {
    key: 'version_and_comment',
    class: 'approved',
    text: 'Setuju',
    options: (w) => ({ ...none, auth: [authResults(w.approver.address, { id: 'mx.google.com (checked) 1' })] }),
  },
  {
    key: 'domain_in_capitals',
    class: 'approved',
    text: 'Setuju',
    options: (w) => ({ ...none, auth: [authResults(w.approver.address, { from: domainOf(w.approver.address).toUpperCase() })] }),
  },
  {
    key: 'domain_with_dot',
    class: 'refused_unverified',
    text: 'Setuju',
    options: (w) => ({ ...none, auth: [authResults(w.approver.address, { from: `${domainOf(w.approver.address)}.` })] }),
  },
  {
    key: 'group_of_two',
    class: 'refused_from',
    text: 'Setuju',
    options: (w) => ({ ...none, from: [`From: Kami: ${w.approver.address}, ${w.stranger.address};`] }),
  },
  {
    key: 'route',
    class: 'refused_from',
    text: 'Setuju',
    options: (w) => ({ ...none, from: [`From: <@asing.example:${w.stranger.address}> (${w.approver.address})`] }),
  },
];

export const ATTACKS: readonly Attack[] = [...WORDS, ...PARTS, ...PROOFS];
