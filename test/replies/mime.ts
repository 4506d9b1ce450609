// The bytes of a mail: headers, encodings, parts. Everything ends in CRLF and nothing depends on the clock, so that a case has the
// same bytes for the same request.
import { createHash } from 'node:crypto';
import { wib } from './quote.ts';

export const CRLF = '\r\n';
export const crlf = (text: string): string => text.replace(/\r\n|\r|\n/g, CRLF);
/** Hexadecimal digits that depend on nothing but the name. */
export const digest = (name: string, length = 24): string => createHash('sha256').update(name).digest('hex').slice(0, length);

// The part of windows-1252 that differs from latin1 and that people type.
const CP1252: Record<string, number> = {
  '€': 0x80,
  '…': 0x85,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
};

export function encodeText(text: string, charset: string): Buffer {
  if (charset !== 'windows-1252') return Buffer.from(text, charset === 'iso-8859-1' ? 'latin1' : 'utf8');
  return Buffer.concat([...text].map((c) => Buffer.from([CP1252[c] ?? (c.charCodeAt(0) < 256 ? c.charCodeAt(0) : 0x3f)])));
}

function printableLine(line: string): string {
  if (line.length <= 75 && /^[!-<>-~ ]*$/.test(line) && !line.endsWith(' ')) return line;
  const pieces = line.replace(/[^!-<>-~ \t]|[ \t]$/g, (c) => `=${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  // A soft line break may stand anywhere but within =XX.
  return (pieces.match(/(?:=[0-9A-F]{2}|[^=]){1,25}/g) ?? []).join(`=${CRLF}`);
}

export function quotedPrintable(bytes: Buffer): string {
  return bytes.toString('latin1').split(/\r?\n/).map(printableLine).join(CRLF);
}

export function base64(bytes: Buffer): string {
  return (bytes.toString('base64').match(/.{1,76}/g) ?? ['']).join(CRLF);
}

/** A word of a header by RFC 2047 when it is not ASCII. */
export function word(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the point
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  const words: string[] = [];
  let piece = '';
  for (const char of text) {
    if (Buffer.byteLength(piece + char) > 42) {
      words.push(piece);
      piece = '';
    }
    piece += char;
  }
  return [...words, piece].map((w) => `=?UTF-8?B?${Buffer.from(w).toString('base64')}?=`).join(`${CRLF} `);
}

/** `"Name" <address>`, as most clients write it. */
export function mailboxHeader(mailbox: { name: string; address: string }, quoted = false): string {
  const name = word(mailbox.name);
  return quoted ? `"${name}" <${mailbox.address}>` : `${name} <${mailbox.address}>`;
}

export interface Entity {
  /** Header lines of the part, Content-Type first. */
  headers: string[];
  body: string;
}

export type Encoding = '7bit' | '8bit' | 'quoted-printable' | 'base64';

export function leaf(type: string, text: string, encoding: Encoding = 'quoted-printable', charset = 'UTF-8', more: string[] = []): Entity {
  const bytes = encodeText(crlf(text), charset.toLowerCase());
  const headers = [`Content-Type: ${type}; charset="${charset}"`, `Content-Transfer-Encoding: ${encoding}`, ...more];
  if (encoding === 'base64') return { headers, body: base64(bytes) };
  return { headers, body: encoding === 'quoted-printable' ? quotedPrintable(bytes) : bytes.toString('latin1') };
}

export function multipart(subtype: string, boundary: string, parts: Entity[], parameters = ''): Entity {
  const body = parts.map((p) => `--${boundary}${CRLF}${p.headers.join(CRLF)}${CRLF}${CRLF}${p.body}${CRLF}`).join('');
  return { headers: [`Content-Type: multipart/${subtype}; boundary="${boundary}"${parameters}`], body: `${body}--${boundary}--${CRLF}` };
}

/** The bytes of a mail. Bodies are kept as latin1 strings of bytes, so that no byte is lost on the way. */
export function message(headers: readonly string[], entity: Entity): Buffer {
  const head = [...headers, 'MIME-Version: 1.0', ...entity.headers].map((line) => Buffer.from(line, 'utf8').toString('latin1'));
  return Buffer.from(`${head.join(CRLF)}${CRLF}${CRLF}${entity.body}${entity.body.endsWith(CRLF) ? '' : CRLF}`, 'latin1');
}

/** The date of a mail's header. */
export function dateHeaderOf(at: Date): string {
  const t = wib(at, 'en');
  return `${t.weekday}, ${t.day} ${t.month} ${t.year} ${t.hh}:${t.mm}:${t.ss} +0700`;
}
