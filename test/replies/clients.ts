// The mail programs whose users quote with ">" or with a blockquote: Gmail, Apple, Thunderbird, Yahoo; the others are in clients_outlook.ts.
// Shapes of attribution, classes and header names as those programs write them; every address and name comes from the request.
import type { Client, Letter, Segment } from './compose.ts';
import { digest, type Entity, leaf, multipart } from './mime.ts';
import { escapeHtml, htmlLines, quoted, wib } from './quote.ts';

const box = (letter: Letter): string => `${letter.world.mailbox.name} <${letter.world.mailbox.address}>`;
export const divs = (lines: string[], attributes = ''): string =>
  htmlLines(lines.join('\n'))
    .map((line) => `<div${attributes}>${line}</div>`)
    .join('\n');

/** The text part of a client that quotes with ">". */
function textOf(letter: Letter, attribution: string[], width: number): string {
  const piece = (s: Segment): string[] => {
    if (s.kind === 'attribution') return attribution;
    if (s.kind === 'quote') return [...quoted(s.lines, width), ''];
    if (s.kind === 'signature') return [...s.lines, ''];
    return [...s.lines, ''];
  };
  return `${letter.segments.flatMap(piece).join('\n')}\n`;
}

function attributionGmail(letter: Letter): string {
  const t = wib(letter.world.sentAt, letter.language);
  if (letter.language === 'id') return `Pada ${t.weekday}, ${t.day} ${t.month} ${t.year} pukul ${t.hh}.${t.mm} ${box(letter)} menulis:`;
  return `On ${t.weekday}, ${t.month} ${t.day}, ${t.year} at ${t.h12}:${t.mm}\u202f${t.half} ${box(letter)} wrote:`;
}

function htmlGmail(letter: Letter, dir: string): string {
  let open = false;
  const out: string[] = [];
  const last = letter.segments.map((s) => s.kind).lastIndexOf('quote');
  for (const [i, s] of letter.segments.entries()) {
    if (s.kind === 'attribution') {
      out.push(
        `<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${escapeHtml(attributionGmail(letter))}<br></div>`,
      );
      open = true;
    } else if (s.kind === 'quote') {
      // What is typed under a quote stays in the phone's container, and leaves it in the browser: both are seen.
      const end = dir === 'ltr' && i === last && open ? '</div>' : '';
      if (end !== '') open = false;
      out.push(
        `<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${s.html ?? divs(s.lines)}</blockquote>${end}`,
      );
    } else if (s.kind === 'signature') {
      out.push(
        `<div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">${divs(s.lines.filter((l) => l !== '-- '))}</div>`,
      );
    } else out.push(`<div dir="${dir}">${divs(s.lines)}</div>`);
  }
  return `${out.join('\n')}${open ? '</div>' : ''}\n`;
}

function gmailEntity(letter: Letter, dir: string): Entity {
  const attribution = attributionGmail(letter);
  const text = textOf(letter, attribution.length > 78 ? [attribution.replace(' <', '\n<')] : [attribution], 74);
  const boundary = `000000000000${digest(letter.seed, 16)}`;
  return multipart('alternative', boundary, [
    leaf('text/plain', text, 'quoted-printable', 'UTF-8'),
    leaf('text/html', htmlGmail(letter, dir), 'quoted-printable', 'UTF-8'),
  ]);
}

function attributionApple(letter: Letter): string {
  const t = wib(letter.world.sentAt, letter.language);
  if (letter.language === 'id') return `Pada ${t.day} ${t.month} ${t.year}, pukul ${t.hh}.${t.mm}, ${box(letter)} menulis:`;
  return `On ${t.day} ${t.month} ${t.year}, at ${t.hh}.${t.mm}, ${box(letter)} wrote:`;
}

const device = (letter: Letter): string => (letter.language === 'id' ? 'Dikirim dari iPhone saya' : 'Sent from my iPhone');

function htmlApple(letter: Letter, phone: boolean): string {
  const out = letter.segments.map((s) => {
    if (s.kind === 'attribution')
      return `${phone ? `<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">${device(letter)}</div>` : ''}<div dir="ltr"><br><blockquote type="cite">${escapeHtml(attributionApple(letter))}<br><br></blockquote></div>`;
    if (s.kind === 'quote') return `<blockquote type="cite"><div dir="ltr">${s.html ?? divs(s.lines)}</div></blockquote>`;
    return divs(s.lines);
  });
  return `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">${out.join('\n')}</body></html>`;
}

function appleEntity(letter: Letter, phone: boolean): Entity {
  const attribution = [...(phone ? [device(letter), ''] : []), `> ${attributionApple(letter)}`, '> '];
  const text = textOf(letter, phone ? attribution : [attributionApple(letter), ''], 0);
  const boundary = `Apple-Mail-${digest(letter.seed, 32).toUpperCase()}`;
  return multipart('alternative', boundary, [
    leaf('text/plain', text, 'quoted-printable', 'utf-8'),
    leaf('text/html', htmlApple(letter, phone), phone ? 'quoted-printable' : 'base64', 'utf-8'),
  ]);
}

function attributionYahoo(letter: Letter): string {
  const t = wib(letter.world.sentAt, letter.language);
  if (letter.language === 'id')
    return `Pada ${t.weekdayLong}, ${t.day} ${t.monthLong} ${t.year} pukul ${t.hh}.${t.mm}.${t.ss} WIB, ${box(letter)} menulis:`;
  return `On ${t.weekdayLong}, ${t.monthLong} ${t.day}, ${t.year} at ${t.hh}:${t.mm}:${t.ss} ${t.half} GMT+7, ${box(letter)} wrote:`;
}

/** Yahoo's text part indents and has no ">"; only its HTML part shows where the quote ends. */
function yahooEntity(letter: Letter, phone: boolean): Entity {
  const sent = letter.language === 'id' ? 'Dikirim dari Yahoo Mail untuk Android' : 'Sent from Yahoo Mail for iPhone';
  const text = letter.segments.flatMap((s) => {
    if (s.kind === 'attribution') return [...(phone ? [sent, ''] : []), `    ${attributionYahoo(letter)}`, ''];
    if (s.kind === 'quote') return [...s.lines.map((line) => ` ${line}`), ''];
    return [...s.lines, ''];
  });
  const html = letter.segments.map((s) => {
    if (s.kind === 'attribution')
      return `${phone ? `<div><br></div><div class="yahoo-signature">${sent}</div>` : ''}<div id="yahoo_quoted_${digest(letter.seed, 10)}" class="yahoo_quoted"><div style="font-family:'Helvetica Neue', Helvetica, Arial, sans-serif;font-size:13px;color:#26282a;"><div>${escapeHtml(attributionYahoo(letter))}</div></div></div>`;
    if (s.kind === 'quote') return `<div class="yahoo_quoted"><div>${s.html ?? divs(s.lines)}</div></div>`;
    return divs(s.lines, ' dir="ltr" data-setdir="false"');
  });
  return multipart('alternative', `----=_Part_${digest(letter.seed, 6)}_1760000000`, [
    leaf('text/plain', text.join('\n'), 'quoted-printable', 'UTF-8'),
    leaf(
      'text/html',
      `<html><head></head><body><div class="ydp${digest(letter.seed, 6)}yahoo-style-wrap">${html.join('\n')}</div></body></html>`,
      'quoted-printable',
      'UTF-8',
    ),
  ]);
}

/** Thunderbird with format=flowed: a line that goes on ends in a space; the quote is stuffed, not wrapped. */
function thunderbirdEntity(letter: Letter): Entity {
  const t = wib(letter.world.sentAt, letter.language);
  const at = `${String(t.day).padStart(2, '0')}/${String(letter.world.sentAt.getUTCMonth() + 1).padStart(2, '0')}/${t.year} ${t.hh}.${t.mm}`;
  const attribution =
    letter.language === 'id' ? `Pada ${at}, ${letter.world.mailbox.name} menulis:` : `On ${at}, ${letter.world.mailbox.name} wrote:`;
  const flowed = textOf(letter, [attribution], 70).replace(/(^> .{55,})(?=\n> \S)/gm, '$1 ');
  const headers = ['Content-Type: text/plain; charset=UTF-8; format=flowed', 'Content-Transfer-Encoding: 8bit'];
  return { headers, body: leaf('text/plain', flowed, '8bit').body };
}

const gmailId = (seed: string): string => `<CAF${digest(seed, 40)}@mail.gmail.com>`;
const appleId = (seed: string): string => {
  const h = digest(seed, 32).toUpperCase();
  return `<${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}@icloud.com>`;
};
const yahooId = (seed: string): string =>
  `<${Number.parseInt(digest(seed, 7), 16)}.${Number.parseInt(digest(`${seed}b`, 7), 16)}.1760000000@mail.yahoo.com>`;

export const MARKING: Client[] = [
  {
    key: 'gmail_web',
    provider: 'google',
    marksQuote: true,
    messageId: gmailId,
    headers: () => ['X-Gm-Message-State: AOJu0Yx'],
    entity: (l) => gmailEntity(l, 'ltr'),
  },
  {
    key: 'gmail_mobile',
    provider: 'google',
    marksQuote: true,
    messageId: gmailId,
    headers: () => ['X-Gm-Gg: ASbGncs'],
    entity: (l) => gmailEntity(l, 'auto'),
  },
  {
    key: 'apple_mail',
    provider: 'apple',
    marksQuote: true,
    messageId: appleId,
    headers: () => ['X-Mailer: Apple Mail (2.3826.600.51.1.1)'],
    entity: (l) => appleEntity(l, false),
  },
  {
    key: 'iphone',
    provider: 'apple',
    marksQuote: true,
    messageId: appleId,
    headers: () => ['X-Mailer: iPhone Mail (23B85)'],
    entity: (l) => appleEntity(l, true),
  },
  {
    key: 'thunderbird',
    provider: 'google',
    marksQuote: true,
    messageId: (s) => `<${digest(s, 32)}@tokoku.example>`,
    headers: () => ['User-Agent: Mozilla Thunderbird', 'Content-Language: id'],
    entity: thunderbirdEntity,
  },
  {
    key: 'html_only',
    provider: 'apple',
    marksQuote: true,
    messageId: appleId,
    headers: () => ['X-Mailer: Mail'],
    entity: (l) => leaf('text/html', htmlApple(l, true), 'base64', 'utf-8'),
  },
  {
    key: 'yahoo_web',
    provider: 'yahoo',
    marksQuote: false,
    messageId: yahooId,
    headers: () => ['X-Mailer: WebService/1.1.24652 YMailNorrin'],
    entity: (l) => yahooEntity(l, false),
  },
  {
    key: 'yahoo_mobile',
    provider: 'yahoo',
    marksQuote: false,
    messageId: yahooId,
    headers: () => ['X-Mailer: WebService/1.1.24652 YahooMailIosMobile'],
    entity: (l) => yahooEntity(l, true),
  },
];
