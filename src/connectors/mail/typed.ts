// The whole text that a person typed: above, below and between the lines of a quote. The rule is that everything which we did
// not write ourselves was written by the person; so a condition below the quote cannot get lost, and when in doubt more text stays.
import { quoteMarkLength } from './quote_marks.ts';
import { sentWords, wordsOf } from './sent_words.ts';

export interface Typed {
  readonly text: string;
  /** Of it, what stands outside of quotes. */
  readonly outside: string;
  /** The rest: not ours, but in a quote. Whether the person typed it there or quoted somebody else cannot be seen. */
  readonly inside: string;
  /** What stands behind "-- "; whether it is a signature is decided with the names of people at hand. */
  readonly signature: string;
  /** The text is longer than is looked at. */
  readonly is_truncated: boolean;
}

export const TEXT_MAX = 200_000;
const SIGNATURE_LINES_MAX = 14;
/** From so many of our words in a row on, a line is a quote, also when nothing has announced one. */
const OWN_LINE = 6;

interface Entry {
  readonly text: string;
  isTyped: boolean;
  readonly depth: number;
  /** Number of the quote that it stands in or below; -1: above all of them. */
  readonly quote: number;
}

/**
 * @param sent texts of our mails in this conversation.
 * @param subject of the mail: a quoted header may repeat it over two lines.
 * @param answered what the sender wrote in it before. People say the same thing twice, so it is a quote only where a mark says so.
 */
export function typedText(body: string, sent: readonly string[], subject = '', answered: readonly string[] = []): Typed {
  const lines = body
    .slice(0, TEXT_MAX)
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => {
      const [, marks = ''] = /^((?:[ \t]?>)*)/.exec(line) ?? [];
      const depth = marks.replace(/[^>]/g, '').length;
      return { depth, text: depth === 0 ? line : line.slice(marks.length).replace(/^ /, '') };
    });
  const texts = lines.map((line) => line.text);
  const known = sentWords([...sent, ...answered]);
  const entries: Entry[] = [];
  const signature: string[] = [];
  let isQuote = false;
  // Number of the quote; those of marked lines are remembered.
  let quote = 0;
  const marked = new Set<number>();
  // Lines of ours that nothing has announced: a quote when they reach our end, else rows that the person copied to say something of them.
  let copied: { readonly entry: Entry; readonly doc: number }[] = [];
  let isAnnounced = false;
  let doubtful: { readonly entry: Entry; readonly doc: number; readonly isBetween: boolean }[] = [];
  const settle = (): void => {
    for (const { entry, doc, isBetween } of doubtful) if (isBetween || !known.isAtEnd(doc)) entry.isTyped = true;
    doubtful = [];
    const last = copied.at(-1);
    if (last !== undefined && !known.isAtEnd(last.doc)) for (const { entry } of copied) entry.isTyped = true;
    copied = [];
  };

  for (let i = 0; i < lines.length; i++) {
    const { depth, text } = lines[i] as { depth: number; text: string };
    const mark = quoteMarkLength(texts, i, subject);
    if (mark > 0) {
      isQuote = true;
      isAnnounced = true;
      quote++;
      entries.push({ text: '', isTyped: true, depth, quote });
      settle();
      known.restart();
      i += mark - 1;
      continue;
    }
    const end = signatureEnd(lines, texts, i);
    if (end > i) {
      signature.push(...texts.slice(i + 1, end));
      i = end - 1;
      continue;
    }
    if (depth > 0) marked.add(quote);
    const words = wordsOf(text);
    const isQuoted = isQuote || depth > 0;
    const entry: Entry = { text: words.length === 0 && isQuoted ? '' : text, isTyped: true, depth, quote: isQuoted ? quote : -1 };
    entries.push(entry);
    if (words.length === 0) continue;
    if (!isQuote && depth === 0 && words.length < OWN_LINE) continue;
    const match = known.match(words);
    if (match === null || (match.doc >= sent.length && depth === 0)) continue;
    if (!isQuote && depth === 0) isQuote = true;
    entry.isTyped = false;
    if (!isAnnounced && depth === 0) copied.push({ entry, doc: match.doc });
    // One word of ours between quoted lines could be the person's: it is ours when our next words follow it.
    if (match.isShort) doubtful.push({ entry, doc: match.doc, isBetween: marked.has(quote) && depth === 0 });
    else doubtful = [];
  }
  settle();
  // Below or between marked lines a line without a mark is the person's; a quote without marks ends nowhere.
  const isInside = (e: Entry): boolean => e.depth > 0 || (e.quote >= 0 && !marked.has(e.quote));
  const pick = (isWanted: (e: Entry) => boolean): string => clean(entries.map((e) => (e.isTyped && isWanted(e) ? e.text : '')));
  return {
    text: pick(() => true),
    outside: pick((e) => !isInside(e)),
    inside: pick(isInside),
    signature: clean(signature),
    is_truncated: body.length > TEXT_MAX,
  };
}

/** The line behind "-- " and what follows it to the next quote or the end; `at` when it is none. A long one is no signature. */
function signatureEnd(lines: readonly { depth: number }[], texts: readonly string[], at: number): number {
  if (!/^-- ?$/.test(texts[at] ?? '') || lines[at]?.depth !== 0) return at;
  let end = at + 1;
  let filled = 0;
  while (end < lines.length && lines[end]?.depth === 0 && quoteMarkLength(texts, end) === 0) {
    if ((texts[end] ?? '').trim() !== '') filled++;
    if (filled > SIGNATURE_LINES_MAX) return at;
    end++;
  }
  return end;
}

const clean = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
