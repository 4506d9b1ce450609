const TAGS = new Set(['b', 'strong', 'i', 'em', 'u', 'ins', 's', 'strike', 'del', 'code', 'pre', 'blockquote', 'tg-spoiler', 'a', 'span']);

/** What a chat shows of a text in HTML mode; the vendor refuses unknown tags, open tags and a bare "<". */
export function visible(html: string): { text: string } | { error: string } {
  const open: string[] = [];
  let text = '';
  let at = 0;
  while (at < html.length) {
    const char = html[at] as string;
    if (char === '<') {
      const tag = /^<(\/?)([a-z-]+)(?:\s[^<>]*)?>/i.exec(html.slice(at));
      if (tag === null) return { error: `Unsupported start tag "" at byte offset ${at}` };
      const name = (tag[2] as string).toLowerCase();
      if (!TAGS.has(name)) return { error: `Unsupported start tag "${name}" at byte offset ${at}` };
      if (tag[1] === '') open.push(name);
      else if (open.pop() !== name) return { error: `Unmatched end tag at byte offset ${at}` };
      at += tag[0].length;
    } else if (char === '&') {
      const entity = /^&(amp|lt|gt|quot|#\d+);/.exec(html.slice(at));
      text += entity === null ? '&' : decode(entity[1] as string);
      at += entity === null ? 1 : entity[0].length;
    } else {
      text += char;
      at += 1;
    }
  }
  const left = open.pop();
  return left === undefined ? { text } : { error: `Can't find end tag corresponding to start tag ${left}` };
}

function decode(name: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return named[name] ?? String.fromCodePoint(Number(name.slice(1)));
}
