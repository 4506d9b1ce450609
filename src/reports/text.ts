// Vendor names reach people's mail programs as they are: with control characters, direction overrides, lone surrogates, emoji and words
// of a thousand letters. Everything here keeps them text, and measures them as a terminal or a plain reader would.

const RTL = '\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFC';
const RTL_RUN = new RegExp(`[${RTL}]+(?:\\s+[${RTL}]+)*`, 'gu');
// Explicit direction marks can show "PO 1.500" as "005.1 OP"; format characters that are invisible add nothing but surprises.
// The joiners U+200C and U+200D stay: emoji and scripts need them.
const UNSAFE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFF9-\uFFFB\p{Co}]/gu;
const SPACES = /[\p{Cc}\p{Z}]+/gu;
const GRAPHEMES = new Intl.Segmenter('id', { granularity: 'grapheme' });
const WIDE =
  /^(?:\p{Emoji_Presentation}|.*\uFE0F|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}])/u;

/**
 * One clean line: line breaks, tabs and U+00A0 become single spaces; direction overrides go. A left-to-right mark closes each
 * right-to-left run, so that the numbers after a name keep their order (without it a reader shows "1,2  500" as "500  1,2").
 */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(UNSAFE, '').replace(SPACES, ' ').trim().replace(RTL_RUN, '$&\u200E');
}

/** Columns a text takes in a fixed-width reader: 2 for emoji and East Asian wide characters, 0 for marks that stand on others. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(segment: string): number {
  if (WIDE.test(segment)) return 2;
  return /^[\p{M}\p{Cf}]+$/u.test(segment) ? 0 : 1;
}

/** At most `max` UTF-16 units, never inside a character; what was cut is marked by "…". */
export function clipEnd(text: string, max: number): string {
  return text.length <= max ? text : `${head(text, max - 1).trimEnd()}…`;
}

/**
 * As clipEnd, but cut in the middle: the end of a sentence holds what to do ("→ PO 1.500 pasang"), the start holds the article.
 */
export function clipMiddle(text: string, max: number): string {
  if (text.length <= max) return text;
  const tailSize = Math.floor((max - 1) * 0.6);
  const front = head(text, max - 1 - tailSize).trimEnd();
  // The character that holds the first unit of the tail either starts there or is dropped whole.
  const cut = text.length - tailSize;
  const first = GRAPHEMES.segment(text).containing(cut);
  const start = first === undefined || first.index === cut ? cut : first.index + first.segment.length;
  return `${front}…${text.slice(start)}`;
}

function head(text: string, max: number): string {
  let end = 0;
  for (const { index, segment } of GRAPHEMES.segment(text)) {
    if (index + segment.length > max) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** Breaks a text into lines of at most `width` columns, at spaces; a word longer than a whole line is cut into lines. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((w) => pieces(w, width))) {
    if (line === '') line = word;
    else if (displayWidth(line) + 1 + displayWidth(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const { segment } of GRAPHEMES.segment(word)) {
    const size = graphemeWidth(segment);
    if (used + size > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += segment;
    used += size;
  }
  return [...parts, part];
}

/** Pads to `width` columns; numbers go right, so that their digits stand under each other. */
export function pad(text: string, width: number, align: 'left' | 'right'): string {
  const gap = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? gap + text : text + gap;
}
