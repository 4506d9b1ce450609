// What we wrote ourselves, so that a quote of it can be told from what a person wrote between its lines. A quote follows our
// words in their order, each once; line breaks, indents and punctuation may differ, mail programs change them.

import { remember } from '../../remember.ts';

/** Words of a text, lower case; a pictograph counts as a word. Addresses of web pages are left out: gateways rewrite them. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/<?\b(?:https?:\/\/|mailto:|tel:|cid:)[^\s<>\])]*[>\])]?/g, ' ')
      .match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu) ?? []
  );
}

interface Doc {
  readonly words: readonly string[];
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** The answers to one report come in a row, and each quotes it. */
const docOf = remember(24, (text): Doc => {
  const words = wordsOf(text);
  const places = new Map<string, number[]>();
  for (const [i, word] of words.entries()) {
    const list = places.get(word);
    if (list === undefined) places.set(word, [i]);
    else list.push(i);
  }
  return { words, places };
});

/** A line that was found among our words. */
export interface Match {
  readonly doc: number;
  /** So short that a person could have typed it too. */
  readonly isShort: boolean;
}

export interface SentWords {
  /** The line as a stretch of our words behind the last one found; null: not ours. */
  match(words: readonly string[]): Match | null;
  /** True when at most a few of our words are left behind the last one found. */
  isAtEnd(doc: number): boolean;
  /** Another quote begins: it starts again with our first word. */
  restart(): void;
}

/** Fewer words than this are no proof by themselves. */
const LONG = 4;
/** So many of our words may be missing before a short line; a mail program leaves out a picture's text, not a paragraph. */
const SHORT_GAP = 8;
const END_GAP = 3;

export function sentWords(texts: readonly string[]): SentWords {
  // Up to the cursor a text has been quoted already.
  const docs = texts.map((text) => ({ ...docOf(text), cursor: 0 }));
  const find = (doc: (typeof docs)[number], words: readonly string[]): number => {
    const last = words.length < LONG ? doc.cursor + SHORT_GAP : doc.words.length;
    for (const place of doc.places.get(words[0] as string) ?? []) {
      if (place < doc.cursor) continue;
      if (place > last) break;
      if (words.every((word, i) => doc.words[place + i] === word)) return place;
    }
    return -1;
  };
  return {
    match(words) {
      let found: Match | null = null;
      if (words.length === 0) return found;
      // Mails of one report share most lines: all of them move on, so that a line of one that differs is found next to them.
      for (const [n, doc] of docs.entries()) {
        const place = find(doc, words);
        if (place < 0) continue;
        doc.cursor = place + words.length;
        found ??= { doc: n, isShort: words.length < LONG };
      }
      return found;
    },
    isAtEnd: (n) => (docs[n]?.words.length ?? 0) - (docs[n]?.cursor ?? 0) <= END_GAP,
    restart() {
      for (const doc of docs) doc.cursor = 0;
    },
  };
}
