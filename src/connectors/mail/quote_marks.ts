// How mail programs announce that a quote begins, in English and Indonesian; other languages as email-reply-parser knows them.
// Only the announcement is recognised here, never what stands below it.
import EmailReplyParser from 'email-reply-parser';
import { wordsOf } from './sent_words.ts';

const ADDRESS = '[<\\[(](?:mailto:)?[^\\s<>]+@[^\\s<>]+[>\\])]';
const TIME = '\\d{1,2}[.:]\\d{2}';
/** "On Mon, Feb 9, 2026 at 10:12 AM Mandor <…> wrote:", "Pada Sen, 9 Feb 2026 pukul 10.12 Mandor <…> menulis:" */
const ATTRIBUTION = new RegExp(`^(?:on|pada)\\b.{0,200}(?:\\b20\\d\\d\\b|${TIME}).{0,300}\\b(?:wrote|menulis|menuliskan)\\s*:?\\s*$`, 'iu');
/** Others stand on one line: joined to the line before, they would take what a person typed there. */
const SHORT_ATTRIBUTIONS = [
  new RegExp(`^.{0,200}${ADDRESS}.{0,120}\\b(?:wrote|menulis)\\b.{0,80}:\\s*$`, 'iu'),
  new RegExp(`^(?:\\d{1,2}[ ./-].{0,80}\\b20\\d\\d|20\\d\\d[-/.]\\d{1,2}[-/.]\\d{1,2}).{0,120}${ADDRESS}\\s*:\\s*$`, 'iu'),
];
const SEPARATOR =
  /^[-_*\s]{2,}\s*(?:original (?:message|appointment)|pesan (?:asli|semula|yang diteruskan|terusan|yang dibalas)|forwarded message|reply above|balasan)\s*[-_*\s]{2,}$|^(?:begin forwarded message|mulai pesan (?:yang diteruskan|terusan))\s*:\s*$/iu;
const HEADER =
  /^\*?(from|dari|sent|dikirim|terkirim|date|tanggal|to|kepada|ke|untuk|cc|tembusan|bcc|subject|subjek|perihal|judul|importance|kepentingan|reply-to|balas ke)\s*:\*?/iu;
const [FIRST, WHEN, WHAT] = [
  /^\*?(from|dari)\s*:/iu,
  /^\*?(sent|dikirim|terkirim|date|tanggal)\s*:/iu,
  /^\*?(subject|subjek|perihal|judul)\s*:/iu,
];
const LINE_MAX = 600;

/**
 * How many lines from `at` on announce a quote; 0: none. A line of attribution may be broken into four, a block of headers
 * ("From: … Sent: … To: … Subject: …") names a time and a subject at least.
 * @param subject of the mail: the line of a block that is broken behind it belongs to the block.
 */
export function quoteMarkLength(lines: readonly string[], at: number, subject = ''): number {
  const line = (lines[at] ?? '').trim();
  if (line === '' || line.length > LINE_MAX) return 0;
  if (SEPARATOR.test(line)) return 1;

  let joined = '';
  for (let n = 1; n <= 4; n++) {
    const next = (lines[at + n - 1] ?? '').trim();
    if (next === '') break;
    joined = joined === '' ? next : `${joined} ${next}`;
    if (joined.length > LINE_MAX) break;
    // "Pada M1CA01 jangan dulu" right above it is no part of it.
    if (ATTRIBUTION.test(joined)) return n > 1 && isBegun(lines.slice(at + 1, at + n)) ? 0 : n;
  }
  if (SHORT_ATTRIBUTIONS.some((pattern) => pattern.test(line))) return 1;
  // What the library would take for an attribution when a quote follows; "From:" lines are looked at below, whole.
  if (/:$/.test(line) && /[@\d]/.test(line) && !HEADER.test(line) && isAttribution(line)) return 1;

  if (FIRST.test(line)) {
    const block: string[] = [];
    while (block.length < 10 && HEADER.test((lines[at + block.length] ?? '').trim()))
      block.push((lines[at + block.length] as string).trim());
    // "Dari: gudang A, ke: gudang B" is a sentence; a mail's headers say when and what about.
    if (block.some((l) => WHEN.test(l)) && block.some((l) => WHAT.test(l)))
      return block.length + wrapped(lines[at + block.length], subject);
  }
  return 0;
}

/** A line of attribution that begins later is whole in these lines. */
function isBegun(lines: readonly string[]): boolean {
  return lines.some((_, i) =>
    ATTRIBUTION.test(
      lines
        .slice(i)
        .map((line) => line.trim())
        .join(' '),
    ),
  );
}

function isAttribution(line: string): boolean {
  const fragments = new EmailReplyParser().read(`x\n\n${line}\n> y`).getFragments();
  return fragments.some((f) => f.isQuoted() && f.getContent().includes(line));
}

function wrapped(line: string | undefined, subject: string): number {
  const words = wordsOf(line ?? '');
  return words.length > 0 && ` ${wordsOf(subject).join(' ')} `.includes(` ${words.join(' ')} `) ? 1 : 0;
}
