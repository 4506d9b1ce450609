// What we wrote ourselves, so that a quote of it can be told from what a person wrote between its lines. A quote follows our
// words in their order, each once; line breaks, indents and punctuation may differ, mail programs change them.

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
  /** Up to here it has been quoted already. */
  cursor: number;
}

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
const END_GAP = 8;

export function sentWords(texts: readonly string[]): SentWords {
  const docs = texts.map((text): Doc => {
    const words = wordsOf(text);
    const places = new Map<string, number[]>();
    for (const [i, word] of words.entries()) {
      const list = places.get(word);
      if (list === undefined) places.set(word, [i]);
      else list.push(i);
    }
    return { words, places, cursor: 0 };
  });
  const find = (doc: Doc, words: readonly string[]): number => {
    const last = words.length < LONG ? doc.cursor + SHORT_GAP : doc.words.length;
    for (const place of doc.places.get(words[0] as string) ?? []) {
      if (place < doc.cursor) continue;
      if (place > last) break;
      if (words.every((word, i) => doc.words[place + i] === word)) return place;
    }
    return -1;
  };
  let current = 0;
  return {
    match(words) {
      if (words.length === 0) return null;
      const order = [current, ...docs.keys()].filter((n, i) => n < docs.length && (i === 0 || n !== current));
      for (const n of order) {
        const doc = docs[n] as Doc;
        const place = find(doc, words);
        if (place < 0) continue;
        current = n;
        doc.cursor = place + words.length;
        return { doc: n, isShort: words.length < LONG };
      }
      return null;
    },
    isAtEnd: (n) => (docs[n] as Doc).words.length - (docs[n] as Doc).cursor <= END_GAP,
    restart() {
      for (const doc of docs) doc.cursor = 0;
    },
  };
}
