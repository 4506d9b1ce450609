// The mail programs that put a block of headers over the quote and no ">" before it: the Outlooks and Samsung Email. Their quote ends
// nowhere that one could see, so text under it cannot be told from the report.
import { divs } from './clients.ts';
import type { Client, Letter } from './compose.ts';
import { digest, type Entity, leaf, multipart } from './mime.ts';
import { escapeHtml, wib } from './quote.ts';

/** The quoted mail's headers as label and value. */
function block(letter: Letter, long: boolean): [string, string][] {
  const t = wib(letter.world.sentAt, letter.language);
  const box = `${letter.world.mailbox.name} <${letter.world.mailbox.address}>`;
  const person = `${letter.sender.name} <${letter.sender.address}>`;
  const date =
    letter.language === 'id'
      ? `${t.weekdayLong}, ${t.day} ${t.monthLong} ${t.year} ${t.hh}.${t.mm}`
      : `${t.weekdayLong}, ${t.monthLong} ${t.day}, ${t.year} ${t.h12}:${t.mm} ${t.half}`;
  const labels =
    letter.language === 'id' ? ['Dari', 'Dikirim', long ? 'Kepada' : 'Ke', long ? 'Perihal' : 'Subjek'] : ['From', 'Sent', 'To', 'Subject'];
  return [box, date, person, letter.request.subject].map((value, i) => [labels[i] ?? '', value]);
}

const textLines = (letter: Letter, head: string[]): string =>
  letter.segments.flatMap((s) => (s.kind === 'attribution' ? head : [...s.lines, ''])).join('\n');

function desktopHtml(letter: Letter): string {
  const p = (lines: string[], style = ''): string =>
    lines
      .map((line) => `<p class=MsoNormal${style}>${line.trim() === '' ? '<o:p>&nbsp;</o:p>' : `${escapeHtml(line)}<o:p></o:p>`}</p>`)
      .join('\r\n');
  const out = letter.segments.map((s) => {
    if (s.kind === 'attribution') {
      const rows = block(letter, true).map(([label, value]) => `<b>${label}:</b> ${escapeHtml(value)}`);
      return `<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><span lang=EN-US>${rows.join('<br>')}<o:p></o:p></span></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>`;
    }
    if (s.kind === 'quote') return s.html ?? p(s.lines);
    return p(s.lines);
  });
  return `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15 (filtered medium)"><style><!--\n/* Style Definitions */\np.MsoNormal {margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif;}\n--></style></head><body lang=IN link="#0563C1" vlink="#954F72" style='word-wrap:break-word'><div class=WordSection1>${out.join('\n')}</div></body></html>`;
}

function desktopEntity(letter: Letter): Entity {
  const head = ['', ...block(letter, true).map(([label, value]) => `${label}: ${value} `), ''];
  const boundary = `----=_NextPart_000_${digest(letter.seed, 12).toUpperCase()}`;
  const parts = [
    leaf('text/plain', textLines(letter, head), 'quoted-printable', 'utf-8'),
    leaf('text/html', desktopHtml(letter), 'quoted-printable', 'utf-8'),
  ];
  return multipart('alternative', boundary, parts);
}

/** Plain-text mode of Outlook: the line of dashes, nothing before the quoted lines, often windows-1252. */
function plainEntity(letter: Letter): Entity {
  const line = letter.language === 'id' ? '-----Pesan Asli-----' : '-----Original Message-----';
  const head = ['', line, ...block(letter, true).map(([label, value]) => `${label}: ${value}`), ''];
  return leaf('text/plain', textLines(letter, head), 'quoted-printable', 'Windows-1252');
}

/** The phone's and the browser's Outlook share the ruler and the div with the headers. */
function webEntity(letter: Letter, app: string): Entity {
  const rows = block(letter, false);
  const head = [
    ...(app === '' ? [] : [app, '']),
    '________________________________',
    ...rows.map(([label, value]) => `${label}: ${value}`),
    '',
  ];
  const html = letter.segments.map((s) => {
    if (s.kind === 'attribution') {
      const mobile =
        app === '' ? '' : `<div id="ms-outlook-mobile-signature"><div>${app.replace(/^(.*)<(.*)>$/, '<a href="$2">$1</a>')}</div></div>`;
      return `${mobile}<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">${rows.map(([label, value]) => `<b>${label}:</b> ${escapeHtml(value)}`).join('<br>')}</font><div>&nbsp;</div></div>`;
    }
    if (s.kind === 'quote') return s.html ?? divs(s.lines);
    return divs(s.lines, ' style="font-family: Aptos, Calibri, sans-serif; font-size: 12pt;" class="elementToProof"');
  });
  return multipart('alternative', `_000_${digest(letter.seed, 32).toUpperCase()}_`, [
    leaf('text/plain', textLines(letter, head), 'base64', 'utf-8'),
    leaf(
      'text/html',
      `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body dir="ltr">${html.join('\n')}</body></html>`,
      'base64',
      'utf-8',
    ),
  ]);
}

function samsungEntity(letter: Letter): Entity {
  const id = letter.language === 'id';
  const sent = id ? 'Dikirim dari ponsel Samsung saya' : 'Sent from my Galaxy';
  const line = id ? '-------- Pesan asli --------' : '-------- Original message --------';
  const labels = id ? ['Dari', 'Tanggal', 'Ke', 'Subjek'] : ['From', 'Date', 'To', 'Subject'];
  const rows = block(letter, false).map(([, value], i) => `${labels[i]}: ${value}`);
  const html = letter.segments.map((s) => {
    if (s.kind === 'attribution')
      return `<div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757" dir="auto">${sent}</div></div><div dir="auto"><br></div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>${line}</div>${rows.map((r) => `<div>${escapeHtml(r)} </div>`).join('')}<div><br></div></div>`;
    if (s.kind === 'quote') return s.html ?? divs(s.lines);
    return divs(s.lines, ' dir="auto"');
  });
  return multipart('alternative', `--_com.samsung.android.email_${digest(letter.seed, 15)}`, [
    leaf('text/plain', textLines(letter, [sent, '', line, ...rows, '']), 'base64', 'utf-8'),
    leaf(
      'text/html',
      `<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body dir="auto">${html.join('\n')}</body></html>`,
      'base64',
      'utf-8',
    ),
  ]);
}

const exchangeId = (seed: string): string => `<SI2PR06MB${digest(seed, 24).toUpperCase()}@SI2PR06MB5140.apcprd06.prod.outlook.com>`;
const thread = (letter: Letter): string[] => [
  `Thread-Topic: ${letter.request.itemId}`,
  `Thread-Index: AdxQ${digest(letter.seed, 20)}==`,
  'X-MS-Has-Attach:',
  'X-MS-TNEF-Correlator:',
];
const app = (letter: Letter): string =>
  letter.language === 'id' ? 'Dapatkan Outlook untuk iOS<https://aka.ms/o0ukef>' : 'Get Outlook for iOS<https://aka.ms/o0ukef>';

export const UNMARKED: Client[] = [
  {
    key: 'outlook_desktop',
    provider: 'microsoft',
    marksQuote: false,
    messageId: exchangeId,
    headers: (l) => ['X-Mailer: Microsoft Outlook 16.0', ...thread(l)],
    entity: desktopEntity,
  },
  {
    key: 'outlook_plain',
    provider: 'microsoft',
    marksQuote: false,
    messageId: exchangeId,
    headers: (l) => ['X-Mailer: Microsoft Outlook 16.0', ...thread(l)],
    entity: plainEntity,
  },
  {
    key: 'outlook_mobile',
    provider: 'microsoft',
    marksQuote: false,
    messageId: exchangeId,
    headers: thread,
    entity: (l) => webEntity(l, app(l)),
  },
  { key: 'outlook_web', provider: 'microsoft', marksQuote: false, messageId: exchangeId, headers: thread, entity: (l) => webEntity(l, '') },
  {
    key: 'samsung',
    provider: 'google',
    marksQuote: false,
    messageId: (s) => `<${digest(s, 20)}@email.android.com>`,
    headers: () => ['X-Mailer: SamsungEmail'],
    entity: samsungEntity,
  },
];
